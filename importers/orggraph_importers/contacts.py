"""Tables of contacts as CRM systems export them: one row a person, with their company, and the deals in which they play a part."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from orggraph.domain.elsewhere import SALESFORCE, known_as, salesforce_id
from orggraph.domain.ids import EntityKind
from orggraph.domain.importing import Emitted, Entry, ImportContext, Recognised, Table
from orggraph.domain.observations import (
    JsonValue,
    Observation,
    ProblemKind,
    RowProblem,
    Skipped,
    Source,
    Taken,
    company_record,
)
from orggraph_importers.about_people import of_person
from orggraph_importers.attitudes import PICKED, joined, picked
from orggraph_importers.cells import clean, domain_of, folded, is_email, name_key, says_nothing, several
from orggraph_importers.contact_fields import BECOMES
from orggraph_importers.contact_lines import REFERENCES, Contact, Lines, Say, reporting_line
from orggraph_importers.days import days_of
from orggraph_importers.finding import Layout, find_sheet
from orggraph_importers.naming import display_name
from orggraph_importers.profiles import member_numbers, public_profile
from orggraph_importers.reading import Row, Sheet, Tells
from orggraph_importers.roles import part_of
from orggraph_importers.seats import says_not_employed

__all__ = [
    "BECOMES",
    "CONFIDENCE",
    "Contact",
    "ContactTable",
    "checked_email",
    "company_named",
    "reporting_line",
]

CONFIDENCE = 0.8
"""What sales people keep of their contacts: looked after, but not every week."""
_FIRST_DEGREE = frozenset({"1", "1st", "first"})
_LEFT = frozenset({"1", "not at company"})
_PROFILES = ("profile_url", "member_url", "lead_url", "member")
_NO_ADDRESS = frozenset(
    {"guessed", "extrapolated", "bounced", "invalid", "unavailable", "not found", "unverified", "risky", "riskier"}
)
"""What is said of an address that was made up of a name and a domain, or that reaches nobody."""

_OF_PARTS = frozenset({"role", *PICKED})


@dataclass(frozen=True, slots=True)
class ContactTable:
    """One system's table, whose fields are those of `BECOMES`: of the person's name one or two, of the rest any."""

    name: str
    system: str
    layout: Layout
    codes: Mapping[str, str] = field(default_factory=dict)
    """What the system writes for a role, and the word that it means."""
    ids_of: str = ""
    """The system whose ids it has, where that is another."""
    family: Source = Source.CRM
    confidence: float = CONFIDENCE
    certainty: float = 0.95
    """How sure a claim is; more where the table is one of another system and something beside."""
    what: str = "contact"
    needs_owner: bool = False
    needs_company: bool = False

    def identify(self, entries: Sequence[Entry]) -> Recognised | None:
        """Claim a table that has what only this system writes."""
        sheet = find_sheet(entries, self.layout)
        if sheet is None:
            return None
        has_roles = bool(_OF_PARTS & sheet.fields.keys()) and not {"deal", "deal_id"} & sheet.fields.keys()
        notes = ("parts in a deal are left out: no column names the deal",) if has_roles else ()
        return Recognised(
            confidence=self.certainty,
            file=sheet.file,
            columns=sheet.columns(),
            notes=notes,
            takes_owner="degree" in sheet.fields,
        )

    def parse(self, entries: Sequence[Entry], context: ImportContext) -> Iterator[Emitted]:
        """Turn each row into a person, their company, their line to a manager of the table, and their part in deals."""
        sheet = find_sheet(entries, self.layout)
        if sheet:
            sheet.require_rows()
            yield from _Rows(self, sheet, context).emitted()

    def guide(self) -> tuple[Table, ...]:
        """Describe the table."""
        return (self.layout.table(f"{self.what}s"),)

    def person_key(self, identifier: str) -> str:
        """Give the record of who has an id; one of Salesforce is the record that its own tables speak of."""
        if self.ids_of == SALESFORCE:
            return f"{SALESFORCE}:{salesforce_id(identifier)}"
        return f"{self.system}:{identifier}"

    def deal_key(self, identifier: str) -> str:
        """Give the record of the deal that has an id."""
        return self.person_key(identifier) if self.ids_of == SALESFORCE else f"{self.system}-deal:{identifier}"

    def known(self, identifier: str) -> str:
        """Give the key under which somebody looks an id up."""
        return known_as(self.ids_of or self.system, identifier)


def checked_email(sheet: Tells, line: int, email: str, said: dict[str, JsonValue]) -> Iterator[RowProblem]:
    """Say somebody's address, unless it cannot be one."""
    if is_email(email):
        said["email"] = email
    elif not says_nothing(email):
        hint = "Correct or empty it. The contact is taken, without it."
        yield sheet.problem(ProblemKind.BAD_EMAIL, line, "email", f"{email!r} is no e-mail address.", hint)


def company_named(say: Say, name: JsonValue, stated: set[str], domain: str | None = None) -> Iterator[Observation]:
    """Say once that a company exists which is known by its name."""
    key = company_record(name) if isinstance(name, str) else None
    if key and key not in stated:
        stated.add(key)
        yield say(EntityKind.ACCOUNT, key, {"name": name, **({"domains": [domain]} if domain else {})})


class _Rows:
    """The rows of one table."""

    def __init__(self, table: ContactTable, sheet: Sheet, context: ImportContext) -> None:
        self.table = table
        self.sheet = sheet
        self.owner_key = context.owner_key
        self.days = days_of(sheet, "observed_on", context.locale)
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
        yield from Lines(self.sheet, self._said, self.contacts.values()).emitted()
        for (deal, person), said in self.parts.items():
            yield self._said(EntityKind.STAKEHOLDER, person, {"deal": deal, **said})

    def _row(self, line: int, row: Row) -> Iterator[Emitted]:
        cells: defaultdict[str, str] = defaultdict(str)
        cells.update((name, clean(row[place])) for name, place in self.sheet.fields.items())
        cells["id"] = "" if says_nothing(cells["id"]) else cells["id"]
        name = cells["name"] or f"{cells['first_name']} {cells['last_name']}".strip()
        if says_nothing(name):
            hint = "Fill in the name, or leave the row out."
            column = "name" if "name" in self.sheet.fields else "last_name"
            yield self.sheet.problem(ProblemKind.NO_NAME, line, column, "The row has no name.", hint)
            return
        if self.table.family is Source.LINKEDIN:
            name = display_name(cells["first_name"], cells["last_name"]) or display_name(cells["name"], "") or name
        if says_not_employed(cells["status"]):
            yield Skipped("not employed")
            return
        key = self._key(cells, name)
        if key in self.contacts and not cells["deal"] and not cells["deal_id"]:
            yield Skipped("repeated")
            return
        yield Taken(self.table.what)
        if key not in self.contacts:
            yield from self._contact(line, key, name, cells)
        yield from self._part(line, key, cells)

    def _key(self, cells: Mapping[str, str], name: str) -> str:
        """Know a contact by their id, else their profile, their number there, their address, their name at their company."""
        if cells["id"]:
            return self.table.person_key(cells["id"])
        profiles = [cells[name] for name in _PROFILES]
        if slug := public_profile(profiles):
            return f"linkedin:{slug}"
        if numbers := member_numbers(profiles):
            return f"{self.table.system}:{numbers[0].rpartition('/')[2]}"
        if is_email(cells["email"]):
            return f"{self.table.system}:{cells['email'].casefold()}"
        return f"{self.table.system}:{name_key(name)}|{folded(cells['company'])}"

    def _contact(self, line: int, key: str, name: str, cells: Mapping[str, str]) -> Iterator[Emitted]:
        said: dict[str, JsonValue] = {"name": name}
        profiles = [cells[name] for name in _PROFILES]
        known = [self.table.known(cells["id"])] if cells["id"] else []
        if known := [*known, *member_numbers(profiles)]:
            said["keys"] = known
        said |= {field: cells[field] for field in ("title", "department", "company") if not says_nothing(cells[field])}
        said |= of_person(profiles, cells["seniority"], cells["assistant"])
        if folded(cells["left"]) in _LEFT:
            said["has_left"] = True
        if folded(cells["email_status"]) not in _NO_ADDRESS:
            yield from checked_email(self.sheet, line, cells["email"], said)
        yield from company_named(self._said, said.get("company"), self.stated, domain_of(cells["domain"]))
        references = {field: cells[field] for field in REFERENCES}
        self.contacts[key] = Contact(line, key, name, said, id=cells["id"], references=references)
        if self.owner_key and folded(cells["degree"]) in _FIRST_DEGREE:
            yield self._said(EntityKind.TIE, key, {"other": self.owner_key})

    def _part(self, line: int, person: str, cells: Mapping[str, str]) -> Iterator[Emitted]:
        said, problems = self._said_of(line, cells)
        yield from problems
        names, ids = several(cells["deal"]), several(cells["deal_id"])
        company = self.contacts[person].said.get("company")
        for number in range(max(len(names), len(ids))):
            name, known = (given[number] if number < len(given) else "" for given in (names, ids))
            named = f"{self.table.system}-deal:{folded(name)}|{folded(str(company))}"
            deal = self.table.deal_key(known) if known else named
            self.parts[deal, person] = joined(self.parts.get((deal, person), {}), said)
            if deal not in self.stated and (name and company):
                self.stated.add(deal)
                stated = {"keys": [self.table.known(known)]} if known else {}
                yield self._said(EntityKind.DEAL, deal, {"name": name, "company": company, **stated})

    def _said_of(self, line: int, cells: Mapping[str, str]) -> tuple[dict[str, JsonValue], list[RowProblem]]:
        """Give what a row says of somebody's part, and the words in it that are not known."""
        words = [self.table.codes.get(folded(word), word.replace("_", " ")) for word in several(cells["role"])]
        said, unknown = part_of(words)
        more = picked(cells)
        said = joined(said, more.said)
        hint = "The contact is taken, without it."
        problems = [
            self.sheet.problem(ProblemKind.UNKNOWN_ROLE, line, field, f"The {what} {word!r} is not known.", hint)
            for what, field, word in (
                *(("role", "role", word) for word in unknown),
                *(("word", *found) for found in more.unknown),
            )
        ]
        if cells["observed_on"] and "stance_value" in said:
            if day := self.days.read(cells["observed_on"]):
                said["stance_observed_on"] = day
            else:
                problems.append(self.days.problem(line, cells["observed_on"], "The contact is taken, without the day."))
        return said, problems

    def _said(self, kind: EntityKind, subject: str, said: Mapping[str, JsonValue]) -> Observation:
        source = f"{self.table.family.value}:{self.table.system}"
        return Observation(kind=kind, subject=subject, said=said, source=source, confidence=self.table.confidence)
