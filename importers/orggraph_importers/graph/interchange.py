"""The interchange document (JSON) as an import: every part of it is one row."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from orggraph.domain.importing import Emitted, Entry, Field, ImportContext, Recognised, Table
from orggraph.domain.interchange import FORMAT
from orggraph_importers.graph.document import SECTIONS, decode
from orggraph_importers.graph.saying import WHAT, Sayer, taken
from orggraph_importers.json_text import looks_like_json, mentions

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
        claimed = looks_like_json(entries[0].content, "{") and mentions(entries[0].content, _MARK)
        return Recognised(confidence=1.0, file=entries[0].name) if claimed else None

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
