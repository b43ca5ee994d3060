"""OrgGraph: what blocks a stalled deal, whether our executive should call theirs, whom, and who of us.

>>> import orggraph
>>> with orggraph.open("memory:") as workspace:
...     workspace.deals()
()

Nothing heavy is imported before it is asked for: neither numpy nor networkx by `import orggraph` itself.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from orggraph.analysis.options import Options
    from orggraph.domain.assumptions import Assumptions
    from orggraph.errors import InvalidInput, NotFound, OrgGraphError
    from orggraph.graph.snapshot import OrgSnapshot
    from orggraph.library.graphs import from_networkx, to_networkx
    from orggraph.library.study import Study
    from orggraph.library.tables import TABLES, frame, table
    from orggraph.library.workspace import Workspace
    from orggraph.library.workspace import open_workspace as open  # noqa: A004 - `orggraph.open`

__all__ = [  # noqa: RUF022 - in the order in which one meets them
    "open",
    "Workspace",
    "Study",
    "Options",
    "Assumptions",
    "OrgSnapshot",
    "from_networkx",
    "to_networkx",
    "table",
    "frame",
    "TABLES",
    "OrgGraphError",
    "InvalidInput",
    "NotFound",
]

_HOMES = {
    "open": ("orggraph.library.workspace", "open_workspace"),
    "Workspace": ("orggraph.library.workspace", "Workspace"),
    "Study": ("orggraph.library.study", "Study"),
    "Options": ("orggraph.analysis.options", "Options"),
    "Assumptions": ("orggraph.domain.assumptions", "Assumptions"),
    "OrgSnapshot": ("orggraph.graph.snapshot", "OrgSnapshot"),
    "from_networkx": ("orggraph.library.graphs", "from_networkx"),
    "to_networkx": ("orggraph.library.graphs", "to_networkx"),
    "table": ("orggraph.library.tables", "table"),
    "frame": ("orggraph.library.tables", "frame"),
    "TABLES": ("orggraph.library.tables", "TABLES"),
    "OrgGraphError": ("orggraph.errors", "OrgGraphError"),
    "InvalidInput": ("orggraph.errors", "InvalidInput"),
    "NotFound": ("orggraph.errors", "NotFound"),
}


def __getattr__(name: str) -> object:
    """Import what is asked for, once."""
    if name not in _HOMES:
        raise AttributeError(f"module 'orggraph' has no attribute {name!r}")
    home, called = _HOMES[name]
    found = getattr(import_module(home), called)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted(__all__)
