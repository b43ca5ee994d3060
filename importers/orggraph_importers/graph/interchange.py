"""The interchange document (JSON) as an import: every part of it is one row."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from orggraph.domain.importing import Emitted, Entry, Field, ImportContext, Recognised, Table
from orggraph.domain.interchange import FORMAT
from orggraph_importers.graph.document import SECTIONS, decode
from orggraph_importers.graph.saying import WHAT, Sayer, taken
from orggraph_importers.reading import decode as decode_text

_MARK = f'"{FORMAT.partition("/")[0]}/'


@dataclass(frozen=True, slots=True)
class Interchange:
    """A whole workspace as one document."""

    name: str = "graph.interchange"
    needs_owner: bool = False
    needs_company: bool = False

    def identify(self, entries: Sequence[Entry]) -> Recognised | None:
        """Claim a single JSON object that says it is of this format."""
        if len(entries) != 1:
            return None
        text = decode_text(entries[0].content).lstrip()
        return Recognised(confidence=1.0, file=entries[0].name) if text.startswith("{") and _MARK in text else None

    def parse(self, entries: Sequence[Entry], context: ImportContext) -> Iterator[Emitted]:  # noqa: ARG002
        """Check the document, then say what it says."""
        document = decode(entries[0].name, entries[0].content)
        yield from taken(document)
        yield from Sayer(document).said()

    def guide(self) -> tuple[Table, ...]:
        """Name the sections; the schema says what each part of them holds."""
        sections = (Field((section,), f"each a {WHAT[section]}") for section in SECTIONS)
        return (Table("sections", (Field(("format",), f"nothing: it is `{FORMAT}`", needed=True), *sections)),)


IMPORTER = Interchange()
