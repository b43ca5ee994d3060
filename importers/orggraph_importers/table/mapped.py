"""Any table of people: the user says which column is what; names and samples suggest it."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from orggraph.domain.importing import Emitted, Entry, ImportContext, Recognised, Table
from orggraph.errors import InvalidInput
from orggraph_importers.cells import folded
from orggraph_importers.chart import BECOMES as OF_CHARTS
from orggraph_importers.chart import Chart
from orggraph_importers.contacts import BECOMES as OF_CONTACTS
from orggraph_importers.contacts import ContactTable
from orggraph_importers.finding import Layout, find_sheet, header_of, table_of
from orggraph_importers.reading import Row, Sheet
from orggraph_importers.table.guessing import NAMES, suggestions

NAME = "table.mapped"
BECOMES: Mapping[str, str] = MappingProxyType({**OF_CHARTS, **OF_CONTACTS})
"""What a column may become."""
_NEEDED = (("name", "last_name"),)
_COMPANY = "company"
_OF_CONTACTS_ALONE = OF_CONTACTS.keys() - OF_CHARTS.keys() - {_COMPANY}


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
        return _COMPANY not in self.layout.aliases

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
        header = header_of(entries)
        return _signature(header) if header else None

    def suggestions(self, entries: Sequence[Entry]) -> dict[str, str]:
        """Suggest what columns are, by their names, then by what they hold."""
        table = table_of(entries)
        seems = suggestions(table) if table else {}
        if _COMPANY not in seems.values():
            seems = {column: field for column, field in seems.items() if field not in _OF_CONTACTS_ALONE}
        return seems

    def importer(self, entries: Sequence[Entry], mapping: Mapping[str, str]) -> Mapped:
        """Make the importer of a table whose columns were named.

        Raises
        ------
        InvalidInput
            For a column that is not there, a field that is none, two columns for one field, or nobody's name.
        """
        table = table_of(entries, mapping)
        if table is None:
            message = (
                "The file is no table." if len(entries) == 1 else "Not one of its tables has all of these columns."
            )
            raise InvalidInput(message, "Name columns of one table.", ("input", "mapping"))
        _refuse_what_cannot_be(table, mapping)
        aliases = {field: (folded(column),) for column, field in mapping.items()}
        layout = Layout(aliases, tuple((field,) for field in aliases), becomes=BECOMES)
        return Mapped(layout, f"table-{_signature(table.header)}")

    def guide(self) -> tuple[Table, ...]:
        """Describe what a column may be, with the names that suggest it."""
        named = {field: tuple(dict.fromkeys((field, *NAMES.get(field, ())))) for field in BECOMES}
        return (Layout(named, _NEEDED, becomes=BECOMES).table("people"),)


def _signature(header: Row) -> str:
    names = sorted(name for name in map(folded, header) if name)
    return hashlib.sha256("\n".join(names).encode()).hexdigest()[:16]


def _refuse_what_cannot_be(table: Sheet, mapping: Mapping[str, str]) -> None:
    there = {folded(name): name.strip() for name in table.header}
    place = ("input", "mapping")
    for column, field in mapping.items():
        if folded(column) not in there:
            raise InvalidInput(f"There is no column {column!r}.", f"There are: {', '.join(there.values())}.", place)
        if field not in BECOMES:
            raise InvalidInput(f"A column cannot be {field!r}.", f"It may be: {', '.join(BECOMES)}.", place)
    fields = list(mapping.values())
    if twice := next((field for field in fields if fields.count(field) > 1), None):
        raise InvalidInput(f"Two columns are {twice!r}.", "Name one of them.", place)
    if not any(set(group) & set(fields) for group in _NEEDED):
        raise InvalidInput("No column is a name.", "Say which is `name`, or `last_name`.", place)
    lacking = [field for field in fields if field in _OF_CONTACTS_ALONE and _COMPANY not in fields]
    if lacking:
        message = f"{', '.join(map(repr, lacking))} can be read only of contacts, which need the company."
        raise InvalidInput(message, "Say which column is `company`.", place)


MAPPER = Mapper()
