"""The audit log: one node for each entry, and one for the head of each chain, whose lock keeps the chain one."""

from collections.abc import Sequence
from itertools import chain, combinations

LOCK_AUDIT = """
MERGE (h:AuditHead {workspace: $workspace}) ON CREATE SET h.number = 0, h.hash = $beginning
SET h.locked_by = $who
RETURN h.number, h.hash
"""

ADD_AUDIT = """
MATCH (h:AuditHead {workspace: $workspace}) USING INDEX SEEK h:AuditHead(workspace)
CREATE (e:AuditEntry {workspace: $workspace, number: $number})
SET e += $shown, h.number = $number, h.hash = $hash
"""

_ENTRY = "e.number, e.at, e.who, e.action, e.subject, e.detail, e.hash"

ASKED_BY = {
    "user": ("who", "e.who = $user"),
    "action": ("action", "e.action = $action"),
    "since": ("at", "e.at >= $since"),
}
"""The index and the condition of each thing by which entries are asked for."""

_WAYS = tuple(chain.from_iterable(combinations(ASKED_BY, size) for size in range(len(ASKED_BY) + 1)))


def way(asked: Sequence[str]) -> str:
    """Name the question that asks by some things, which stand in the order of `ASKED_BY`."""
    return "+".join(asked) or "all"


def _entries(asked: Sequence[str]) -> str:
    """Name only what is asked for, and seek by the first of it."""
    index = ASKED_BY[asked[0]][0] if asked else "number"
    conditions = " AND ".join(["e.number < $before", *(ASKED_BY[name][1] for name in asked)])
    return f"MATCH (e:AuditEntry {{workspace: $workspace}}) USING INDEX SEEK e:AuditEntry(workspace, {index}) WHERE {conditions}"


AUDIT_PAGE = {way(asked): f"{_entries(asked)} RETURN {_ENTRY} ORDER BY e.number DESC LIMIT $most" for asked in _WAYS}

COUNT_AUDIT = {way(asked): f"{_entries(asked)} RETURN count(*)" for asked in _WAYS if asked} | {
    way(()): "MATCH (h:AuditHead {workspace: $workspace}) USING INDEX SEEK h:AuditHead(workspace) RETURN h.number"
}

AUDIT_CHAIN = f"""
MATCH (e:AuditEntry {{workspace: $workspace}}) USING INDEX SEEK e:AuditEntry(workspace, number)
WHERE e.number > $after
RETURN {_ENTRY} ORDER BY e.number LIMIT $most
"""

AUDIT_CHAINS = """
CALL () {
  MATCH (h:AuditHead) RETURN h.workspace AS workspace
  UNION
  MATCH (e:AuditEntry) RETURN DISTINCT e.workspace AS workspace
}
OPTIONAL MATCH (h:AuditHead {workspace: workspace})
RETURN workspace, h.number, h.hash ORDER BY workspace
"""

WRITTEN_WORKSPACES = "MATCH (w:Workspace) WHERE w.revision > 0 RETURN w.name ORDER BY w.name"
