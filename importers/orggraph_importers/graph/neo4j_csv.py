"""The CSV files of `neo4j-admin database import`, as our own export and Neo4j's tools write them, zipped together."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from pathlib import PurePosixPath
from typing import Any

from orggraph.domain.graph_words import RECORD
from orggraph.domain.importing import Entry, Field, Recognised
from orggraph.domain.observations import ProblemKind, RowProblem, Skipped
from orggraph.errors import UnreadableFile
from orggraph_importers.finding import DELIMITERS, first_row
from orggraph_importers.graph.attributed import Edge, Graph, Node
from orggraph_importers.graph.graph_file import AS_OTHERS, GraphFile
from orggraph_importers.reading import Row, Sheet

_CELL = re.compile(r"(?P<name>.*?)(:(?P<type>[A-Za-z_]+)(?P<many>\[\])?(\((?P<group>[^()]*)\))?(\{[^{}]*\})?)?")
_ROLES = frozenset({"ID", "LABEL", "START_ID", "END_ID", "TYPE", "IGNORE"})
_NODES, _EDGES = frozenset({"ID"}), frozenset({"START_ID", "END_ID"})
_FORMULA = re.compile(r"'[=+\-@|%\t\r]")
_RECORDS = frozenset({"account", "ours", "deals", "signals", "escalations", "tops", "owners_elsewhere"})
_GRAPH = "graph"
_SEVERAL = ";"


@dataclass(frozen=True, slots=True)
class _Column:
    """What a header says of a column: its part in the format, or its name alone, and how its values are written."""

    role: str
    name: str
    group: str
    has_many: bool


@dataclass(frozen=True, slots=True)
class _Table:
    """One table, its header in it or in a file of its own."""

    sheet: Sheet
    columns: tuple[_Column, ...]

    @property
    def is_of_edges(self) -> bool:
        return {column.role for column in self.columns} >= _EDGES

    @property
    def is_a_header(self) -> bool:
        """Tell whether no row follows."""
        return next(self.sheet.rows(), None) is None


def _column(cell: str) -> _Column:
    found = _CELL.fullmatch(cell.strip())
    if found is None:
        return _Column("", cell.strip(), "", has_many=False)
    kind = (found["type"] or "").upper()
    role = kind if kind in _ROLES else ""
    return _Column(role, found["name"], found["group"] or "", has_many=bool(found["many"]))


def _headed(entry: Entry) -> _Table | None:
    """Take a file as a table whose first row is a header of the format."""
    for delimiter in DELIMITERS:
        row = first_row(entry, delimiter)
        columns = tuple(map(_column, row))
        roles = {column.role for column in columns}
        if roles >= _NODES or roles >= _EDGES:
            return _Table(_sheet(entry, delimiter, row, header_row=0), columns)
    return None


def _sheet(entry: Entry, delimiter: str, header: Row, header_row: int) -> Sheet:
    return Sheet(
        file=entry.name,
        content=entry.content,
        delimiter=delimiter,
        header=header,
        header_row=header_row,
        header_line=header_row + 1,
        fields={},
    )


def _tables(entries: Sequence[Entry]) -> list[_Table]:
    """Give the tables among the files; one without a header goes with the header that is in a file of its own."""
    headed = [(entry, _headed(entry)) for entry in entries]
    tables = [table for _, table in headed if table]
    headers = [table for table in tables if table.is_a_header]
    if headers:
        tables += [made for entry, table in headed if table is None and (made := _with_header(entry, headers))]
    return tables


def _with_header(entry: Entry, headers: Sequence[_Table]) -> _Table | None:
    fitting = [one for one in headers if len(first_row(entry, one.sheet.delimiter)) == len(one.columns)]
    if not fitting:
        return None
    alike = [_in_common(_stem(entry.name), _stem(one.sheet.file)) for one in fitting]
    best = [one for one, length in zip(fitting, alike, strict=True) if length == max(alike)]
    if len(best) > 1:
        named = ", ".join(one.sheet.file for one in best)
        message = f"{entry.name} has no header, and could go with each of these: {named}."
        raise UnreadableFile(message, "Call files and their headers alike, such as people.csv and people_header.csv.")
    sheet = best[0].sheet
    return _Table(_sheet(entry, sheet.delimiter, sheet.header, header_row=-1), best[0].columns)


def _in_common(one: str, other: str) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _stem(name: str) -> str:
    return re.sub(r"[\W_]*header[\W_]*", "", PurePosixPath(name).stem.lower())


def claim(entries: Sequence[Entry]) -> Recognised | None:
    """Claim files of which one has a header of the format."""
    found = next((entry for entry in entries if _headed(entry)), None)
    return Recognised(confidence=1.0, file=found.name) if found else None


def read(entries: Sequence[Entry]) -> Graph:
    """Read all tables as one graph."""
    head: dict[str, Any] = {}
    tables = _tables(entries)
    graph = Graph(file=tables[0].sheet.file if tables else entries[0].name, head=head)
    for table in tables:
        for found in table.sheet.rows():
            if not isinstance(found, tuple):
                graph.left.append(found)
            elif table.is_of_edges:
                _take(graph, _edge(table, *found))
            else:
                _take(graph, _node(table, *found, head))
    return graph


def _take(graph: Graph, found: Node | Edge | RowProblem | Skipped | None) -> None:
    if isinstance(found, Node):
        graph.nodes.append(found)
    elif isinstance(found, Edge):
        graph.edges.append(found)
    elif found:
        graph.left.append(found)


def _node(table: _Table, line: int, row: Row, head: dict[str, Any]) -> Node | RowProblem | None:
    said = dict(_said(table, row))
    record = said.pop(RECORD, None)
    if record in _RECORDS:
        head.setdefault(record, []).append(said)
        return None
    if record == _GRAPH:
        head.update(said)
        return None
    identifier = _end(table, row, "ID")
    if identifier is None:
        return _without(table, line, "The node has no id.")
    if labels := [part for cell in _cells(table, row, "LABEL") for part in cell.split(_SEVERAL) if part]:
        said["labels"] = _SEVERAL.join(labels)
    return Node(id=identifier, said=said, file=table.sheet.file, row=line)


def _edge(table: _Table, line: int, row: Row) -> Edge | RowProblem:
    one, other = _end(table, row, "START_ID"), _end(table, row, "END_ID")
    if one is None or other is None:
        return _without(table, line, "The relationship lacks an end.")
    said = dict(_said(table, row))
    for kind in _cells(table, row, "TYPE"):
        said.setdefault("kind", kind)
    return Edge(one=one, other=other, said=said, file=table.sheet.file, row=line)


def _without(table: _Table, line: int, message: str) -> RowProblem:
    hint = "Fill it in, or delete the row. It is not taken."
    return table.sheet.problem(ProblemKind.OTHER, line, None, message, hint)


def _cells(table: _Table, row: Row, role: str) -> list[str]:
    return [cell for column, cell in zip(table.columns, row, strict=True) if column.role == role and cell]


def _end(table: _Table, row: Row, role: str) -> str | None:
    """Give an id, with the space that it is of: two spaces may have the same ids."""
    places = [place for place, column in enumerate(table.columns) if column.role == role]
    cells = [_plain(row[place]) for place in places]
    group = table.columns[places[0]].group
    named = ":".join(cells)
    return (f"{group}/{named}" if group else named) if all(cells) else None


def _said(table: _Table, row: Row) -> Iterator[tuple[str, Any]]:
    """Give what a row says under the names of its columns; an empty cell says nothing."""
    for column, cell in zip(table.columns, row, strict=True):
        if column.name and cell and column.role in ("", "ID"):
            yield column.name, [_plain(part) for part in cell.split(_SEVERAL)] if column.has_many else _plain(cell)


def _plain(cell: str) -> str:
    """Take away what keeps a spreadsheet from running a cell."""
    return cell[1:].replace("\\|", "|") if _FORMULA.match(cell) else cell


IMPORTER = GraphFile(
    name="graph.neo4j_csv",
    claims=claim,
    read=read,
    form=(
        Field((":ID", ":ID(Space)", "name:ID"), "which node it is, in a table of nodes", needed=True),
        Field((":LABEL",), "whether it is a person: where some nodes are, others are skipped"),
        Field((":START_ID", ":END_ID"), "what a row of a table of relationships joins"),
        Field((":TYPE",), "what a relationship is"),
        Field(("name:type",), f"for any type, arrays by `;` too, {AS_OTHERS}"),
        Field((":IGNORE",), "nothing"),
    ),
)
