"""Lines between the contacts of one table: who reports to whom, and who influences whom, by id, e-mail address or name."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from orggraph.domain.ids import EntityKind
from orggraph.domain.importing import Emitted
from orggraph.domain.observations import JsonValue, Observation, ProblemKind, RowProblem
from orggraph.domain.relations import InfluenceKind
from orggraph_importers.cells import folded, name_key, says_nothing, several
from orggraph_importers.reading import Tells
from orggraph_importers.seats import MANAGER_COLUMNS

Say = Callable[[EntityKind, str, Mapping[str, JsonValue]], Observation]
"""Makes an observation of the source that is read."""

DRAWN = 0.5
"""The weight of an influence that somebody drew without saying how strong it is."""
INFLUENCES = ("influences", "influenced_by", "conflicts")
REFERENCES = (*MANAGER_COLUMNS, "dotted", *INFLUENCES)
"""The fields that name other contacts."""
_PLACE = ("company", "company_key")


@dataclass(slots=True)
class Contact:
    """One row that was taken; the cell that names the manager, and the field that it comes from; or all that name others."""

    line: int
    key: str
    name: str
    said: dict[str, JsonValue]
    manager: str = ""
    column: str = "manager"
    id: str = ""
    references: Mapping[str, str] = field(default_factory=dict)


def reporting_line(say: Say, contact: Contact, manager: Contact, kind: str = "SOLID") -> Iterator[Observation]:
    """Say that one contact reports to another: the seats of both, at their companies, and the line between them."""
    for one in (contact, manager):
        at = {name: value for name, value in one.said.items() if name in {*_PLACE, "title", "department"}}
        yield say(EntityKind.POSITION, f"seat:{one.key}", {**at, "holder": one.key})
    place = {name: value for name, value in contact.said.items() if name in _PLACE}
    yield say(EntityKind.LINE, f"seat:{contact.key}", {**place, "manager": f"seat:{manager.key}", "kind": kind})


class Lines:
    """Finds the contacts whom cells name: by id, else by e-mail address, else by a name that one of their company has."""

    def __init__(self, sheet: Tells, say: Say, contacts: Iterable[Contact]) -> None:
        self.sheet = sheet
        self.say = say
        self.contacts = list(contacts)
        self.by_id = {contact.id: contact for contact in self.contacts if contact.id}
        self.by_email: defaultdict[str, list[Contact]] = defaultdict(list)
        self.named: defaultdict[tuple[str, str], list[Contact]] = defaultdict(list)
        for contact in self.contacts:
            if isinstance(email := contact.said.get("email"), str):
                self.by_email[email.casefold()].append(contact)
            self.named[name_key(contact.name), _company(contact)].append(contact)

    def emitted(self) -> Iterator[Emitted]:
        """Say every line between two contacts, and which references name nobody."""
        for contact in self.contacts:
            if contact.said.get("company") is not None:
                yield from self._above(contact)
                yield from self._dotted(contact)
            for name in INFLUENCES:
                yield from self._influences(contact, name)

    def _above(self, contact: Contact) -> Iterator[Emitted]:
        """Draw the line to the manager: of several cells that name one, the first that finds somebody counts."""
        problems: list[RowProblem] = []
        for column in MANAGER_COLUMNS:
            found = self._find(contact, column, contact.references.get(column, ""))
            if isinstance(found, Contact):
                yield from reporting_line(self.say, contact, found) if found is not contact else ()
                return
            problems += [found] if found else []
        yield from problems[:1]

    def _dotted(self, contact: Contact) -> Iterator[Emitted]:
        found = self._find(contact, "dotted", contact.references.get("dotted", ""))
        if isinstance(found, RowProblem):
            yield found
        elif found and found is not contact:
            yield from reporting_line(self.say, contact, found, "DOTTED")

    def _influences(self, contact: Contact, column: str) -> Iterator[Emitted]:
        for reference in several(contact.references.get(column, "")):
            found = self._find(contact, column, reference)
            if isinstance(found, RowProblem):
                yield found
            elif found and found is not contact:
                yield from self._drawn(column, contact, found)

    def _drawn(self, column: str, contact: Contact, other: Contact) -> Iterator[Observation]:
        """Say an influence from who influences; a rivalry pushes both ways."""
        kind = InfluenceKind.CONFLICT if column == "conflicts" else InfluenceKind.ADVICE
        pairs = {"influences": [(contact, other)], "influenced_by": [(other, contact)]}
        for one, influenced in pairs.get(column, [(contact, other), (other, contact)]):
            said = {"to": influenced.key, "kind": kind.value, "weight": DRAWN}
            yield self.say(EntityKind.INFLUENCE, one.key, said)

    def _find(self, contact: Contact, column: str, reference: str) -> Contact | RowProblem | None:
        if says_nothing(reference):
            return None
        found = [self.by_id[reference]] if reference in self.by_id else self.by_email.get(reference.casefold(), [])
        found = found or self.named.get((name_key(reference), _company(contact)), [])
        if len(found) == 1:
            return found[0]
        kind = ProblemKind.AMBIGUOUS_MANAGER if found else ProblemKind.UNKNOWN_MANAGER
        message = f"{'Several contacts are' if found else 'No contact of the company is'} {reference!r}."
        hint = "Export that contact too. This one is taken, without the line."
        return self.sheet.problem(kind, contact.line, column, message, hint)


def _company(contact: Contact) -> str:
    return folded(str(contact.said.get("company", "")))
