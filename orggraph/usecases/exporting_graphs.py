"""One account beside ours, as files that other tools read."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime

from orggraph.domain.viewer import Permission, Viewer, require
from orggraph.errors import NotFound
from orggraph.graph.nx import files, to_networkx
from orggraph.graph.snapshot import OrgSnapshot
from orggraph.stores.base import Store
from orggraph.usecases.auditing import Action, log
from orggraph.usecases.graph_formats import GraphFormat
from orggraph.usecases.views import AccountView, view

CHART_COLUMNS = ("ID", "Name", "Title", "Department", "ReportsTo", "Email", "IsAssistant")
"""What Visio, OrgChart and their like ask for."""


def hand_out_account(store: Store, viewer: Viewer, account_id: str, now: datetime, wanted: GraphFormat) -> bytes:
    """Export one account as it is today, and log it before it is given."""
    written = export_account(store, viewer, account_id, now.date(), wanted)
    log(store, viewer, now, Action.EXPORTED, account_id, form=wanted.value)
    return written


def export_account(store: Store, viewer: Viewer, account_id: str, as_of: date, wanted: GraphFormat) -> bytes:
    """Write one account, ours, and who links them, as the viewer sees them.

    Raises
    ------
    NotFound
        Where there is no such account on that day.
    ForbiddenError
        Where the viewer may not take anything away.
    """
    require(viewer, Permission.EXPORT)
    account = view(store, viewer, account_id, as_of)
    if account is None:
        raise NotFound(f"There is no account {account_id}.", "List them with `orggraph accounts`.", ("account",))
    if wanted is GraphFormat.ORG_CHART:
        return files.table(CHART_COLUMNS, _chart(account))
    return _GRAPHS[wanted](account.snapshot)


_GRAPHS: Mapping[GraphFormat, Callable[[OrgSnapshot], bytes]] = {
    GraphFormat.GRAPHML: lambda snapshot: files.graphml(to_networkx(snapshot)),
    GraphFormat.GEXF: lambda snapshot: files.gexf(to_networkx(snapshot)),
    GraphFormat.NODE_LINK: lambda snapshot: files.node_link(to_networkx(snapshot)),
    GraphFormat.CYTOSCAPE: lambda snapshot: files.cytoscape(to_networkx(snapshot)),
    GraphFormat.NEO4J_CSV: lambda snapshot: files.neo4j_csv(to_networkx(snapshot)),
}


def _chart(account: AccountView) -> Iterator[tuple[str, ...]]:
    """Give a row for each seat, whoever holds it, under the manager who is believed."""
    for entry in account.chart():
        seat = account.snapshot.seats[entry.position_id]
        holder = seat.holder
        title = seat.position.title or (holder.title if holder else None) or ""
        department = seat.position.department or (holder.department if holder else None) or ""
        name, email = (holder.name, holder.email or "") if holder else ("", "")
        is_assistant = str(int(seat.seniority.value == "ASSISTANT"))
        yield entry.position_id, name, title, department, entry.manager_id or "", email, is_assistant
