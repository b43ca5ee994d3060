"""To and from networkx: people and seats as nodes, reporting lines, influences and ties as edges, with readable attributes.

An edge goes as its sentence does: the report *reports to* the manager (SOLID, DOTTED); who influences *weighs on* who is
influenced (AUTHORITY, ADVICE, TRUST, ALUMNI, CONFLICT); TIE joins two who know each other. Somebody's part in a deal stands on
their node, as `<deal id>__stance` and so on. docs/reference/networkx.md lists every attribute.
"""

from orggraph.graph.nx.reading import from_networkx
from orggraph.graph.nx.writing import to_networkx

__all__ = ["from_networkx", "to_networkx"]
