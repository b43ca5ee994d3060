"""Any table of people: the user says which column is what; names and samples suggest it."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from orggraph.domain.importing import Emitted, Entry, ImportContext, Recognised, Table
from orggraph.domain.people import profile_slug
from orggraph.errors import InvalidInput
from orggraph_importers.cells import folded, is_email
from orggraph_importers.chart import BECOMES as OF_CHARTS
from orggraph_importers.chart import Chart
from orggraph_importers.contacts import BECOMES as OF_CONTACTS
from orggraph_importers.contacts import ContactTable
from orggraph_importers.finding import Layout, find_sheet, table_of
from orggraph_importers.reading import Sheet

NAME = "table.mapped"
FIELDS: Mapping[str, Sequence[str]] = MappingProxyType(
    {
        "id": ("id", "employee id", "contact id", "person id", "number", "matricule", "personalnummer", "identifiant"),
        "name": ("name", "full name", "display name", "nom complet", "employee", "contact"),
        "first_name": ("first name", "given name", "forename", "prenom", "vorname", "nombre", "nome"),
        "last_name": ("last name", "surname", "family name", "nom", "nachname", "apellidos", "cognome"),
        "title": ("title", "job title", "job", "position", "role title", "poste", "fonction", "intitule", "stelle"),
        "department": ("department", "team", "unit", "division", "departement", "service", "abteilung"),
        "email": ("email", "e mail", "mail", "email address", "courriel", "work email"),
        "company": ("company", "account", "organisation", "organization", "employer", "entreprise", "societe", "firma"),
        "manager_id": ("manager id", "supervisor id", "reports to id", "id manager"),
        "manager_email": ("manager email", "supervisor email", "reports to email"),
        "manager": ("manager", "reports to", "supervisor", "boss", "responsable", "vorgesetzter", "n+1"),
        "dotted": ("dotted line", "dotted manager", "functional manager", "responsable fonctionnel"),
        "role": ("buying role", "deal role", "contact role"),
        "deal": ("deal", "opportunity", "opportunity name", "affaire", "opportunite"),
        "deal_id": ("deal id", "opportunity id"),
    }
)
"""What a column may be, and names that suggest it."""
BECOMES: Mapping[str, str] = MappingProxyType({**OF_CHARTS, **OF_CONTACTS})
_NEEDED = (("name", "last_name"),)
_OF_CONTACTS = frozenset({"company", "role", "deal", "deal_id"})
_OF_CHARTS = frozenset({"manager_id", "manager_email", "dotted"})
_SAMPLES = 20


@dataclass(frozen=True, slots=True)
class Mapped:
    """A table with the columns that the user named: a chart of one organisation, or contacts of many."""

    layout: Layout
    system: str
    name: str = NAME
    needs_owner: bool = False

    @property
    def needs_company(self) -> bool:
        """Tell whether the organisation must be named: no column does."""
        return "company" not in self.layout.aliases

    def identify(self, entries: Sequence[Entry]) -> Recognised | None:
        """Claim the table that has the columns."""
        sheet = find_sheet(entries, self.layout)
        return Recognised(confidence=1.0, file=sheet.file, columns=sheet.columns()) if sheet else None

    def parse(self, entries: Sequence[Entry], context: ImportContext) -> Iterator[Emitted]:
        """Read it as a chart, or as contacts where a column names their company."""
        sheet = find_sheet(entries, self.layout)
        if sheet is None:
            return
        if not self.needs_company:
            yield from ContactTable(name=NAME, system=self.system, layout=self.layout).parse(entries, context)
            return
        sheet.require_rows()
        yield from Chart.of(sheet, context.company or "").emitted()

    def guide(self) -> tuple[Table, ...]:
        """Describe the columns that were named."""
        return (self.layout.table("people"),)


class Mapper:
    """Makes importers of what users say of columns."""

    def signature(self, entries: Sequence[Entry]) -> str | None:
        """Give what two tables with the same columns share, in whatever order; None for what is no table."""
        table = table_of(entries)
        return _signature(table) if table else None

    def suggestions(self, entries: Sequence[Entry]) -> dict[str, str]:
        """Suggest what columns are, by their names, then by what they hold."""
        table = table_of(entries)
        if table is None:
            return {}
        found: dict[str, str] = {}
        for place, column in enumerate(table.header):
            field = _by_name(column) or _by_content(table, place)
            if field and field not in found.values():
                found[column.strip()] = field
        return found

    def importer(self, entries: Sequence[Entry], mapping: Mapping[str, str]) -> Mapped:
        """Make the importer of a table whose columns were named.

        Raises
        ------
        InvalidInput
            For a column that is not there, a field that is none, two columns for one field, or nobody's name.
        """
        table = table_of(entries)
        if table is None:
            raise InvalidInput("The file is no table.", "Only a table has columns to name.", ("input", "mapping"))
        _refuse_what_cannot_be(table, mapping)
        aliases = {field: (folded(column),) for column, field in mapping.items()}
        layout = Layout(aliases, tuple((field,) for field in aliases), becomes=BECOMES)
        return Mapped(layout, f"table-{_signature(table)}")

    def guide(self) -> tuple[Table, ...]:
        """Describe what a column may be, with the names that suggest it."""
        named = {field: dict.fromkeys((field, *names)) for field, names in FIELDS.items()}
        return (
            Layout({field: tuple(names) for field, names in named.items()}, _NEEDED, becomes=BECOMES).table("people"),
        )


def _signature(table: Sheet) -> str:
    names = sorted(name for name in map(folded, table.header) if name)
    return hashlib.sha256("\n".join(names).encode()).hexdigest()[:16]


def _by_name(column: str) -> str | None:
    return next((field for field, names in FIELDS.items() if folded(column) in names), None)


def _by_content(table: Sheet, place: int) -> str | None:
    rows = (found[1] for found in table.rows() if isinstance(found, tuple))
    cells = [row[place] for row, _ in zip(rows, range(_SAMPLES), strict=False) if row[place].strip()]
    return "email" if cells and all(is_email(cell.strip()) and not profile_slug(cell) for cell in cells) else None


def _refuse_what_cannot_be(table: Sheet, mapping: Mapping[str, str]) -> None:
    there = {folded(name): name.strip() for name in table.header}
    place = ("input", "mapping")
    for column, field in mapping.items():
        if folded(column) not in there:
            raise InvalidInput(f"There is no column {column!r}.", f"There are: {', '.join(there.values())}.", place)
        if field not in FIELDS:
            raise InvalidInput(f"A column cannot be {field!r}.", f"It may be: {', '.join(FIELDS)}.", place)
    fields = list(mapping.values())
    if twice := next((field for field in fields if fields.count(field) > 1), None):
        raise InvalidInput(f"Two columns are {twice!r}.", "Name one of them.", place)
    if not any(set(group) & set(fields) for group in _NEEDED):
        raise InvalidInput("No column is a name.", "Say which is `name`, or `last_name`.", place)
    if _OF_CONTACTS & set(fields) and _OF_CHARTS & set(fields):
        hint = "Leave out company, role and deal for the chart of one organisation; else name the manager by `manager`."
        raise InvalidInput("The columns are those of a chart and of contacts at once.", hint, place)
    if _OF_CONTACTS & set(fields) and "company" not in fields:
        raise InvalidInput("Parts in deals need the company.", "Say which column is `company`.", place)


MAPPER = Mapper()
