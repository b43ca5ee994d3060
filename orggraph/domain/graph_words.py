"""The names that a graph's attributes have, both ways. docs/reference/networkx.md tells what each holds."""

PERSON, SEAT = "person", "seat"
THEIRS, OURS, OTHER = "theirs", "ours", "other"
OWN = {"title": "own_title", "department": "own_department"}
"""Of a person with a stated seat: `title` and `department` are the seat's, these the person's own."""
SEAT_FIELDS = {"id": "seat", "since": "seat_since", "until": "seat_until"}
"""Of a person: where the fields of their main seat stand."""
STANCE_FIELDS = {
    "value": "stance",
    "confidence": "stance_confidence",
    "source": "stance_source",
    "observed_on": "stance_observed_on",
    "synergy": "synergy",
    "antagonism": "antagonism",
    "evidence_ids": "evidence_ids",
}
JOINT = "__"
"""Between a deal and an attribute of somebody's part in it."""
PART = "stakeholder"
"""`<deal id>__stakeholder`: the id of somebody's part in a deal."""
STATED_BY = "stated_by"
"""An edge's source, in formats where `source` is the node that it starts from."""
RECORD = "record"
"""Of a node of Neo4j's CSV that is neither person nor seat: under which name of the graph's own attributes its record stands."""
