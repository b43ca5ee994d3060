"""Salesforce: accounts, contacts with whom they report to, opportunities, and who plays which part in them.

Bulk exports (names of the API) and reports (labels); one table, or a zip of several, which then know each other.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from orggraph.domain.elsewhere import SALESFORCE, known_as, salesforce_id
from orggraph.domain.ids import EntityKind
from orggraph.domain.importing import Emitted, Entry, ImportContext, Recognised, Table
from orggraph.domain.observations import JsonValue, Observation, ProblemKind, Skipped, Taken
from orggraph_importers.cells import clean, domain_of, folded, name_key, says_nothing
from orggraph_importers.contacts import BECOMES, CONFIDENCE, Contact, checked_email, company_named, reporting_line
from orggraph_importers.days import Days, days_of
from orggraph_importers.finding import Layout, find_sheet
from orggraph_importers.reading import Row, Sheet
from orggraph_importers.roles import part_of

SOURCE = f"crm:{SALESFORCE}"
_NULL = "#n/a"
_YES = frozenset({"true", "1", "yes"})

ACCOUNTS = Layout(
    {
        "id": ("id", "account id"),
        "name": ("name", "account name"),
        "website": ("website",),
        "industry": ("industry",),
        "country": ("billingcountry", "billing country"),
        "employees": ("numberofemployees", "employees"),
        "parent": ("parentid", "parent account id"),
        "stage": ("stagename", "stage"),
    },
    (("id",), ("name",), ("website", "industry", "employees", "parent", "country")),
    becomes={
        "id": "which account it is",
        "name": "the account's name",
        "website": "a domain of the account",
        "industry": "the account's industry",
        "country": "the account's country",
        "employees": "how many work there",
        "parent": "nothing: by it a table is known to be of accounts",
        "stage": "nothing: a table that has it is of opportunities",
    },
)
CONTACTS = Layout(
    {
        "id": ("id", "contact id"),
        "first_name": ("firstname", "first name"),
        "last_name": ("lastname", "last name"),
        "account_id": ("accountid", "account id"),
        "account": ("account name", "account"),
        "title": ("title",),
        "department": ("department",),
        "email": ("email",),
        "reports_to_id": ("reportstoid", "reports to id"),
        "reports_to": ("reports to",),
    },
    (("id",), ("last_name",), ("account_id", "account"), ("reports_to_id", "reports_to", "email")),
    becomes={
        **{name: BECOMES[name] for name in ("id", "first_name", "last_name", "title", "department", "email")},
        "account_id": "the account where they work",
        "account": "the same, where no id says it",
        "reports_to_id": "the line between their seat and that of the contact with this id",
        "reports_to": "the same, to the one contact of the table who has that name",
    },
)
OPPORTUNITIES = Layout(
    {
        "id": ("id", "opportunity id"),
        "name": ("name", "opportunity name"),
        "account_id": ("accountid", "account id"),
        "account": ("account name", "account"),
        "stage": ("stagename", "stage"),
        "amount": ("amount",),
        "currency": ("currencyisocode", "amount currency", "opportunity currency"),
        "closed": ("isclosed", "closed"),
        "won": ("iswon", "won"),
        "close_date": ("closedate", "close date"),
    },
    (("id",), ("name",), ("account_id", "account"), ("stage",)),
    becomes={
        "id": "which deal it is",
        "name": "the deal's name",
        "account_id": "whose deal it is",
        "account": "the same, where no id says it",
        "stage": "the deal's stage",
        "amount": "the deal's amount",
        "currency": "its currency",
        "closed": "that the deal is over",
        "won": "that it is won, else lost",
        "close_date": "since when, for a deal that is over",
    },
)
PARTS = Layout(
    {
        "deal": ("opportunityid", "opportunity id"),
        "contact": ("contactid", "contact id"),
        "role": ("role", "contact role"),
        "is_primary": ("isprimary", "primary"),
        "is_deleted": ("isdeleted",),
    },
    (("deal",), ("contact",), ("role",)),
    becomes={
        "deal": "in which deal",
        "contact": "who is a stakeholder",
        "role": "their part; several rows of one contact add up",
        "is_primary": "that they are the usual contact",
        "is_deleted": "nothing: such a row is skipped",
    },
)
LAYOUTS: Mapping[str, Layout] = {
    "contact": CONTACTS,
    "opportunity": OPPORTUNITIES,
    "contact role": PARTS,
    "account": ACCOUNTS,
}


@dataclass(frozen=True, slots=True)
class Salesforce:
    """Accounts, contacts, opportunities and contact roles."""

    name: str = "crm.salesforce"
    needs_owner: bool = False
    needs_company: bool = False

    def identify(self, entries: Sequence[Entry]) -> Recognised | None:
        """Claim tables that have an id of their own and what only these tables have."""
        sheets = _sheets(entries)
        if not sheets:
            return None
        first = next(iter(sheets.values()))
        return Recognised(confidence=0.95, file=first.file, columns=first.columns())

    def parse(self, entries: Sequence[Entry], context: ImportContext) -> Iterator[Emitted]:
        """Read every table, then join them by their ids."""
        sheets = _sheets(entries)
        for sheet in sheets.values():
            sheet.require_rows()
        deals = sheets.get("opportunity")
        days = days_of(deals, "close_date", context.locale) if deals else None
        yield from _Reader(sheets, days).emitted()

    def guide(self) -> tuple[Table, ...]:
        """Describe the four tables."""
        return tuple(layout.table(f"{what}s") for what, layout in LAYOUTS.items())


def _sheets(entries: Sequence[Entry]) -> dict[str, Sheet]:
    """Find each table; one that could be two is the one that is looked for first."""
    found: dict[str, Sheet] = {}
    for what, layout in LAYOUTS.items():
        taken = {sheet.file for sheet in found.values()}
        left = [entry for entry in entries if entry.name not in taken]
        if sheet := find_sheet(left, layout):
            found[what] = sheet
    return found


@dataclass(slots=True)
class _Part:
    """The roles of one contact in one opportunity: a row each."""

    line: int
    words: list[str] = field(default_factory=list)
    is_primary: bool = False


@dataclass(slots=True)
class _Reader:
    """The tables of one export, joined."""

    sheets: Mapping[str, Sheet]
    days: Days | None
    contacts: dict[str, Contact] = field(default_factory=dict)
    parts: dict[tuple[str, str], _Part] = field(default_factory=dict)
    seen: set[tuple[str, str]] = field(default_factory=set)

    def emitted(self) -> Iterator[Emitted]:
        readers = {
            "account": self._account,
            "contact": self._contact,
            "opportunity": self._deal,
            "contact role": self._part,
        }
        for what, read in readers.items():
            sheet = self.sheets.get(what)
            for found in sheet.rows() if sheet else ():
                if isinstance(found, tuple) and sheet:
                    yield from read(sheet, *found)
                elif not isinstance(found, tuple):
                    yield found
        yield from self._people()
        yield from self._stakeholders()

    def _account(self, sheet: Sheet, line: int, row: Row) -> Iterator[Emitted]:
        cells = _cells(sheet, row)
        key = _key(cells["id"])
        if self._is_repeated("account", key):
            yield Skipped("repeated")
            return
        said: dict[str, JsonValue] = {"name": cells["name"], "keys": [_stated(cells["id"])]}
        if domain := domain_of(cells["website"]):
            said["domains"] = [domain]
        said |= {name: cells[name] for name in ("industry", "country") if cells[name]}
        if cells["employees"].isdecimal():
            said["employee_count"] = int(cells["employees"])
        if not cells["name"]:
            yield _nameless(sheet, line, "name")
            return
        yield Taken("account")
        yield _said(EntityKind.ACCOUNT, key, said)

    def _contact(self, sheet: Sheet, line: int, row: Row) -> Iterator[Emitted]:
        cells = _cells(sheet, row)
        key = _key(cells["id"])
        name = f"{cells['first_name']} {cells['last_name']}".strip()
        if not name or not cells["id"]:
            yield _nameless(sheet, line, "last_name" if cells["id"] else "id")
            return
        if self._is_repeated("contact", key):
            yield Skipped("repeated")
            return
        said: dict[str, JsonValue] = {"name": name, "keys": [_stated(cells["id"])], **self._company(cells)}
        said |= {field: cells[field] for field in ("title", "department") if cells[field]}
        yield from checked_email(sheet, line, cells["email"], said)
        yield Taken("contact")
        column = "reports_to_id" if cells["reports_to_id"] else "reports_to"
        self.contacts[key] = Contact(line, key, name, said, cells[column], column)

    def _company(self, cells: Mapping[str, str]) -> dict[str, JsonValue]:
        """Say where a row belongs: to an account by its id, unless only its name can tell what it is called."""
        if cells["account_id"] and ("account" in self.sheets or not cells["account"]):
            return {"company_key": _key(cells["account_id"])}
        return {"company": cells["account"]} if cells["account"] else {}

    def _people(self) -> Iterator[Emitted]:
        """Say who the contacts are, and who reports to whom; a line needs both seats."""
        sheet = self.sheets.get("contact")
        by_name: defaultdict[str, list[Contact]] = defaultdict(list)
        for contact in self.contacts.values():
            by_name[name_key(contact.name)].append(contact)
        named: set[str] = set()
        for contact in self.contacts.values():
            yield from company_named(_said, contact.said.get("company"), named)
            yield _said(EntityKind.PERSON, contact.key, contact.said)
            if sheet and contact.manager and not says_nothing(contact.manager):
                yield from self._line(sheet, contact, by_name)

    def _line(self, sheet: Sheet, contact: Contact, by_name: Mapping[str, list[Contact]]) -> Iterator[Emitted]:
        above = self.contacts.get(_key(contact.manager))
        namesakes = by_name.get(name_key(contact.manager), []) if above is None else [above]
        if len(namesakes) != 1:
            kind = ProblemKind.AMBIGUOUS_MANAGER if namesakes else ProblemKind.UNKNOWN_MANAGER
            many = f"Several contacts are {contact.manager!r}." if namesakes else f"No contact is {contact.manager!r}."
            hint = "Export that contact too, with ids. The contact is taken, without the line."
            yield sheet.problem(kind, contact.line, contact.column, many, hint)
            return
        manager = namesakes[0]
        if manager is not contact and {"company", "company_key"} & contact.said.keys():
            yield from reporting_line(_said, contact, manager)

    def _deal(self, sheet: Sheet, line: int, row: Row) -> Iterator[Emitted]:
        cells = _cells(sheet, row)
        key = _key(cells["id"])
        if not cells["name"] or not cells["id"]:
            yield _nameless(sheet, line, "name" if cells["id"] else "id")
            return
        if self._is_repeated("opportunity", key):
            yield Skipped("repeated")
            return
        said: dict[str, JsonValue] = {
            "name": cells["name"],
            "keys": [_stated(cells["id"])],
            **self._company(cells),
            "stage": cells["stage"],
        }
        if amount := _amount(cells["amount"]):
            said["amount"] = amount
            said |= {"currency": cells["currency"].upper()} if cells["currency"] else {}
        if folded(cells["closed"]) in _YES or folded(cells["won"]) in _YES:
            said["outcome"] = "WON" if folded(cells["won"]) in _YES else "LOST"
            yield from self._closed(line, cells["close_date"], said)
        yield Taken("opportunity")
        yield from company_named(_said, said.get("company"), set())
        yield _said(EntityKind.DEAL, key, said)

    def _closed(self, line: int, text: str, said: dict[str, JsonValue]) -> Iterator[Emitted]:
        if self.days and text:
            if day := self.days.read(text):
                said["closed_on"] = day
            else:
                yield self.days.problem(line, text, "The opportunity is taken, without the day.")

    def _part(self, sheet: Sheet, line: int, row: Row) -> Iterator[Emitted]:
        cells = _cells(sheet, row)
        if folded(cells["is_deleted"]) in _YES:
            yield Skipped("deleted")
            return
        if not (cells["deal"] and cells["contact"]):
            yield _nameless(sheet, line, "contact" if cells["deal"] else "deal")
            return
        _, unknown = part_of([cells["role"]])
        for word in unknown:
            hint = "The contact is taken as a stakeholder, without it."
            yield sheet.problem(ProblemKind.UNKNOWN_ROLE, line, "role", f"The role {word!r} is not known.", hint)
        yield Taken("contact role")
        part = self.parts.setdefault((_key(cells["deal"]), _key(cells["contact"])), _Part(line))
        part.words.append(cells["role"])
        part.is_primary |= folded(cells["is_primary"]) in _YES

    def _stakeholders(self) -> Iterator[Emitted]:
        for (deal, contact), part in self.parts.items():
            said, _ = part_of(part.words)
            yield _said(EntityKind.STAKEHOLDER, contact, {"deal": deal, **said})
            if part.is_primary:
                yield _said(EntityKind.DEAL, deal, {"usual_contact": contact})

    def _is_repeated(self, what: str, key: str) -> bool:
        known = (what, key) in self.seen
        self.seen.add((what, key))
        return known


def _cells(sheet: Sheet, row: Row) -> defaultdict[str, str]:
    """Give a row's cells by field; a column that is not there is empty, and so is what the bulk API writes for nothing."""
    cells = {name: clean(row[place]) for name, place in sheet.fields.items()}
    return defaultdict(str, {name: "" if cell.casefold() == _NULL else cell for name, cell in cells.items()})


def _key(identifier: str) -> str:
    return f"{SALESFORCE}:{salesforce_id(identifier)}"


def _stated(identifier: str) -> str:
    """Give the key under which somebody looks it up."""
    return known_as(SALESFORCE, identifier)


def _said(kind: EntityKind, subject: str, said: Mapping[str, JsonValue]) -> Observation:
    return Observation(kind=kind, subject=subject, said=said, source=SOURCE, confidence=CONFIDENCE)


def _nameless(sheet: Sheet, line: int, column: str) -> Emitted:
    hint = "Fill it in, or leave the row out."
    return sheet.problem(ProblemKind.NO_NAME, line, column, f"The row has no {column.replace('_', ' ')}.", hint)


def _amount(text: str) -> str | None:
    plain = text.replace(",", "").replace("\u00a0", "").replace(" ", "")
    return plain if plain.replace(".", "", 1).isdecimal() else None


IMPORTER = Salesforce()
