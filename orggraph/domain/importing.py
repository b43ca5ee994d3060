"""What an importer is: it says whether a file is its own, by content, and turns rows into observations. No I/O, nothing kept."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from orggraph.domain.observations import Observation, RowProblem, Skipped, Taken
from orggraph.domain.people import Locale

MEGABYTE = 1024 * 1024
MOST_READ = 120 * MEGABYTE
"""So much of a file is held in memory, whatever it is: a table of a million contacts has 100 MB."""

HEADER_WITHIN = 20
"""The rows in which a table's header is looked for."""

Emitted = Observation | RowProblem | Skipped | Taken
"""Each row gives one `Taken`, one `Skipped` or a problem that refuses it, beside its observations and other problems."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One file as it came: alone, or an entry of an archive."""

    name: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportContext:
    """What the user said beside the file."""

    owner_key: str | None = None
    """Record key of the one of ours whose contacts these are."""
    owner_name: str | None = None
    company: str | None = None
    """The account that the file describes, where the file itself does not say."""
    locale: Locale | None = None
    """Whose way of writing days a file follows where it does not tell: English has months first, French days."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a recognised file, and the field it fills; None is not taken."""

    column: str
    field: str | None
    sample: tuple[str, ...] = ()


def unknown_columns(columns: Iterable[Column]) -> tuple[str, ...]:
    """Give the columns that fill no field."""
    return tuple(column.column for column in columns if column.field is None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognised:
    """An importer's claim on a file, and the owner that the file itself names, if it does.

    A claim of no confidence says that the file is not of this format but nearly: its notes say what is missing.
    """

    confidence: float
    file: str = ""
    """Which of the entries it claims."""
    columns: tuple[Column, ...] = ()
    owner_name: str | None = None
    takes_owner: bool = False
    """Whether it tells who knows an owner, where the user names one; without, it is read all the same."""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Field:
    """What a format may say of something: the names that a file may give it, and what it becomes."""

    names: tuple[str, ...]
    becomes: str
    needed: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """One kind of table, or of part of a document, that a format knows; what it must have, of each group one, by their first names."""

    what: str
    fields: tuple[Field, ...]
    one_of: tuple[tuple[str, ...], ...] = ()


class Mapper(Protocol):
    """Makes an importer of any table, of what the user says of its columns."""

    def signature(self, entries: Sequence[Entry]) -> str | None:
        """Give what two tables with the same columns share; None for what is no table."""
        ...

    def suggestions(self, entries: Sequence[Entry]) -> Mapping[str, str]:
        """Suggest which column is what."""
        ...

    def importer(self, entries: Sequence[Entry], mapping: Mapping[str, str]) -> "Importer":
        """Make the importer of a table whose columns were named, or refuse what cannot be."""
        ...

    def guide(self) -> tuple[Table, ...]:
        """Say what a column may be, what suggests it, and what it becomes."""
        ...


class Importer(Protocol):
    """One file format."""

    name: str
    """Dotted, the entry point's name: `linkedin.archive`."""
    needs_owner: bool
    needs_company: bool

    def identify(self, entries: Sequence[Entry]) -> Recognised | None:
        """Claim the file by its content, never by its name; None when it is not this format."""
        ...

    def parse(self, entries: Sequence[Entry], context: ImportContext) -> Iterator[Emitted]:
        """Turn rows into observations, with a problem or a reason for each row that gives none."""
        ...

    def guide(self) -> tuple[Table, ...]:
        """Say what it reads, and what each part of that becomes: the documentation of the format."""
        ...
