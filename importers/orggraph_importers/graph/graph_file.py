"""An importer of a format of graphs: how it is recognised and read; what a graph says is the same for all of them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from orggraph.domain.importing import Emitted, Entry, Field, ImportContext, Recognised, Table
from orggraph.errors import InvalidInput
from orggraph_importers.graph import words
from orggraph_importers.graph.attributed import Graph
from orggraph_importers.graph.drawn import said_by_drawing
from orggraph_importers.graph.own import said_by_own

AS_OTHERS = "what they say: the names and types are those of `graph.graphml`"


@dataclass(frozen=True, slots=True)
class GraphFile:
    """One format of graphs."""

    name: str
    claims: Callable[[Sequence[Entry]], Recognised | None]
    read: Callable[[Sequence[Entry]], Graph]
    form: tuple[Field, ...]
    """How it writes nodes and edges."""
    tells_words: bool = False
    needs_owner: bool = False
    needs_company: bool = False

    def identify(self, entries: Sequence[Entry]) -> Recognised | None:
        """Claim what has the form of the format."""
        return self.claims(entries)

    def parse(self, entries: Sequence[Entry], context: ImportContext) -> Iterator[Emitted]:
        """Read the graph, then say what it says: in our own words, or in those of whoever drew it."""
        graph = self.read(entries)
        if not graph.nodes:
            raise InvalidInput(f"{graph.file} holds no node.", "Export the graph again.")
        yield from (said_by_own if graph.is_own else said_by_drawing)(graph, context.company)

    def guide(self) -> tuple[Table, ...]:
        """Describe how nodes and edges are written; one format tells for all what their attributes may be."""
        return (Table("nodes and edges", self.form), *(words.tables() if self.tells_words else ()))
