"""networkx graphs, with titles read as those of a store are."""

from datetime import date
from typing import TYPE_CHECKING, Any

from orggraph.graph import nx as graphs
from orggraph.graph.snapshot import OrgSnapshot
from orggraph.resolve.titles import read_title

if TYPE_CHECKING:
    import networkx as nx

to_networkx = graphs.to_networkx


def from_networkx(graph: "nx.Graph[Any]", as_of: date | str | None = None) -> OrgSnapshot:
    """Read a snapshot out of a networkx graph: one that `to_networkx` made, or one made by hand.

    Parameters
    ----------
    graph : networkx graph
        Any kind; docs/reference/networkx.md tells what its attributes may be. Nodes are people, each edge says its `kind`.
    as_of : date or str, optional
        The day; else the graph's attribute `as_of`.

    Returns
    -------
    OrgSnapshot
        For `Study`.

    Raises
    ------
    InvalidInput
        For an attribute that cannot be, named with its node or edge.

    Examples
    --------
    >>> import networkx as nx
    >>> from_networkx(nx.DiGraph([("ana", "bea", {"kind": "SOLID"})]), as_of="2026-06-01").solid_lines[0].manager_id
    'pos_bea'
    """
    return graphs.from_networkx(graph, read_title, as_of)
