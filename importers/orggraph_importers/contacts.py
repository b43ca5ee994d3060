"""Tables of contacts as CRM systems export them: one row a person, with their company, and the deals in which they play a part."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from orggraph.domain.elsewhere import known_as
from orggraph.domain.ids import EntityKind
from orggraph.domain.importing import Emitted, Entry, ImportContext, Recognised, Table
from orggraph.domain.observations import JsonValue, Observation, ProblemKind, RowProblem, Skipped, Taken, company_record
from orggraph_importers.cells import clean, folded, is_email, name_key, says_nothing
from orggraph_importers.finding import Layout, find_sheet
from orggraph_importers.reading import Row, Sheet
from orggraph_importers.roles import part_of

CONFIDENCE = 0.8
"""What sales people keep of their contacts: looked after, but not every week."""
_SEVERAL = ";"
_PLACE = ("company", "company_key")

BECOMES: Mapping[str, str] = MappingProxyType(
    {
        "id": "who it is: the same contact again has the same id",
        "name": "the person's name",
        "first_name": "the person's name, before the last name",
        "last_name": "the person's name",
        "email": "the person's e-mail address",
        "title": "the person's title",
        "department": "the person's department",
        "company": "the account where they work",
        "manager": "the line to the contact of the same company who has that name",
        "role": "their part in the deals of the row; several are separated by `;`",
        "deal": "a deal of the company in which they are a stakeholder; several are separated by `;`",
        "deal_id": "which deal that is",
    }
)
"""What the fields of a table of contacts become."""

Say = Callable[[EntityKind, str, Mapping[str, JsonValue]], Observation]
"""Makes an observation of the source that is read."""


@dataclass(frozen=True, slots=True)
class ContactTable:
    """One system's table. Its fields are id, name or first and last name, email, title, department, company, manager, role, deal, deal_id."""

    name: str
    system: str
    layout: Layout
    codes: Mapping[str, str] = field(default_factory=dict)
    """What the system writes for a role, and the word that it means."""
    needs_owner: bool = False
    needs_company: bool = False

    def identify(self, entries: Sequence[Entry]) -> Recognised | None:
        """Claim a table that has what only this system writes."""
        sheet = find_sheet(entries, self.layout)
        if sheet is None:
            return None
        has_roles = "role" in sheet.fields and not {"deal", "deal_id"} & sheet.fields.keys()
        notes = ("parts in a deal are left out: no column names the deal",) if has_roles else ()
        return Recognised(confidence=0.95, file=sheet.file, columns=sheet.columns(), notes=notes)

    def parse(self, entries: Sequence[Entry], context: ImportContext) -> Iterator[Emitted]:  # noqa: ARG002 - as all of them
        """Turn each row into a person, their company, their line to a manager of the table, and their part in deals."""
        sheet = find_sheet(entries, self.layout)
        if sheet:
            sheet.require_rows()
            yield from _Rows(self, sheet).emitted()

    def guide(self) -> tuple[Table, ...]:
        """Describe the table."""
        return (self.layout.table("contacts"),)


@dataclass(slots=True)
class Contact:
    """One row that was taken; the cell that names the manager, and the field that it comes from."""

    line: int
    key: str
    name: str
    said: dict[str, JsonValue]
    manager: str
    column: str = "manager"


def reporting_line(say: Say, contact: Contact, manager: Contact) -> Iterator[Observation]:
    """Say that one contact reports to another: the seats of both, at their companies, and the line between them."""
    for one in (contact, manager):
        at = {name: value for name, value in one.said.items() if name in {*_PLACE, "title", "department"}}
        yield say(EntityKind.POSITION, f"seat:{one.key}", {**at, "holder": one.key})
    place = {name: value for name, value in contact.said.items() if name in _PLACE}
    yield say(EntityKind.LINE, f"seat:{contact.key}", {**place, "manager": f"seat:{manager.key}", "kind": "SOLID"})


def checked_email(sheet: Sheet, line: int, email: str, said: dict[str, JsonValue]) -> Iterator[RowProblem]:
    """Say somebody's address, unless it cannot be one."""
    if is_email(email):
        said["email"] = email
    elif not says_nothing(email):
        hint = "Correct or empty it. The contact is taken, without it."
        yield sheet.problem(ProblemKind.BAD_EMAIL, line, "email", f"{email!r} is no e-mail address.", hint)


def company_named(say: Say, name: JsonValue, stated: set[str]) -> Iterator[Observation]:
    """Say once that a company exists which is known by its name."""
    key = company_record(name) if isinstance(name, str) else None
    if key and key not in stated:
        stated.add(key)
        yield say(EntityKind.ACCOUNT, key, {"name": name})


class _Rows:
    """The rows of one table."""

    def __init__(self, table: ContactTable, sheet: Sheet) -> None:
        self.table = table
        self.sheet = sheet
        self.contacts: dict[str, Contact] = {}
        self.stated: set[str] = set()
        self.parts: dict[tuple[str, str], dict[str, JsonValue]] = {}

    def emitted(self) -> Iterator[Emitted]:
        for found in self.sheet.rows():
            if isinstance(found, tuple):
                yield from self._row(*found)
            else:
                yield found
        for contact in self.contacts.values():
            yield self._said(EntityKind.PERSON, contact.key, contact.said)
        yield from self._lines()
        for (deal, person), said in self.parts.items():
            yield self._said(EntityKind.STAKEHOLDER, person, {"deal": deal, **said})

    def _row(self, line: int, row: Row) -> Iterator[Emitted]:
        cells: defaultdict[str, str] = defaultdict(str)
        cells.update((name, clean(row[place])) for name, place in self.sheet.fields.items())
        name = cells["name"] or f"{cells['first_name']} {cells['last_name']}".strip()
        if says_nothing(name):
            hint = "Fill in the name, or leave the row out."
            column = "name" if "name" in self.sheet.fields else "last_name"
            yield self.sheet.problem(ProblemKind.NO_NAME, line, column, "The row has no name.", hint)
            return
        key = self._key(cells, name)
        if key in self.contacts and not cells["deal"] and not cells["deal_id"]:
            yield Skipped("repeated")
            return
        yield Taken("contact")
        if key not in self.contacts:
            yield from self._contact(line, key, name, cells)
        yield from self._part(line, key, cells)

    def _key(self, cells: Mapping[str, str], name: str) -> str:
        """Know a contact by their id, else their address, else their name at their company."""
        if cells["id"]:
            return f"{self.table.system}:{cells['id']}"
        if is_email(cells["email"]):
            return f"{self.table.system}:{cells['email'].casefold()}"
        return f"{self.table.system}:{name_key(name)}|{folded(cells['company'])}"

    def _contact(self, line: int, key: str, name: str, cells: Mapping[str, str]) -> Iterator[Emitted]:
        said: dict[str, JsonValue] = {"name": name}
        if cells["id"]:
            said["keys"] = [known_as(self.table.system, cells["id"])]
        said |= {field: cells[field] for field in ("title", "department", "company") if not says_nothing(cells[field])}
        yield from checked_email(self.sheet, line, cells["email"], said)
        yield from company_named(self._said, said.get("company"), self.stated)
        self.contacts[key] = Contact(line, key, name, said, cells["manager"])

    def _part(self, line: int, person: str, cells: Mapping[str, str]) -> Iterator[Emitted]:
        words = [self.table.codes.get(folded(word), word.replace("_", " ")) for word in _several(cells["role"])]
        said, unknown = part_of(words)
        for word in unknown:
            hint = "The contact is taken, without it."
            yield self.sheet.problem(ProblemKind.UNKNOWN_ROLE, line, "role", f"The role {word!r} is not known.", hint)
        names, ids = _several(cells["deal"]), _several(cells["deal_id"])
        company = self.contacts[person].said.get("company")
        for number in range(max(len(names), len(ids))):
            name, known = (given[number] if number < len(given) else "" for given in (names, ids))
            deal = f"{self.table.system}-deal:{known or '|'.join((folded(name), folded(str(company))))}"
            self.parts[deal, person] = said
            if deal not in self.stated and (name and company):
                self.stated.add(deal)
                stated = {"keys": [known_as(self.table.system, known)]} if known else {}
                yield self._said(EntityKind.DEAL, deal, {"name": name, "company": company, **stated})

    def _lines(self) -> Iterator[Emitted]:
        """Join contacts to managers whom a name finds in their own company."""
        named: defaultdict[tuple[str, JsonValue], list[Contact]] = defaultdict(list)
        for contact in self.contacts.values():
            named[name_key(contact.name), contact.said.get("company")].append(contact)
        for contact in self.contacts.values():
            company = contact.said.get("company")
            if says_nothing(contact.manager) or company is None:
                continue
            found = named[name_key(contact.manager), company]
            if len(found) == 1 and found[0] is not contact:
                yield from reporting_line(self._said, contact, found[0])
            elif not found or len(found) > 1:
                kind = ProblemKind.AMBIGUOUS_MANAGER if found else ProblemKind.UNKNOWN_MANAGER
                message = f"{'Several contacts are' if found else 'No contact of the company is'} {contact.manager!r}."
                hint = "Export that contact too. This one is taken, without the line."
                yield self.sheet.problem(kind, contact.line, "manager", message, hint)

    def _said(self, kind: EntityKind, subject: str, said: Mapping[str, JsonValue]) -> Observation:
        return Observation(
            kind=kind, subject=subject, said=said, source=f"crm:{self.table.system}", confidence=CONFIDENCE
        )


def _several(cell: str) -> list[str]:
    """Read a cell that may hold several values."""
    return [part.strip() for part in cell.split(_SEVERAL) if part.strip()]
