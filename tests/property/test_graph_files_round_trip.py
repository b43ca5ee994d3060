"""What an account's export as a graph holds comes back from it: people, seats, lines, ties, influences, and their parts in deals."""

import json
from dataclasses import fields, is_dataclass, replace

from hypothesis import given, settings
from hypothesis import strategies as st

from orggraph.bootstrap import formats, open_store
from orggraph.domain.viewer import LOCAL
from orggraph.stores.base import AccountFilter
from orggraph.usecases.exporting_graphs import export_account
from orggraph.usecases.graph_formats import GraphFormat
from orggraph.usecases.importing import import_file
from orggraph.usecases.listing import list_accounts
from orggraph.usecases.views import view
from tests.property.test_interchange_round_trip import FILES, filled
from tests.unit.importers.import_files import NOW, request

DAY = NOW.date()
WHOLE = [GraphFormat.GRAPHML, GraphFormat.NODE_LINK, GraphFormat.CYTOSCAPE, GraphFormat.NEO4J_CSV]


def decided_for_good(content):
    """Tell that no decision of who is who holds for a time alone: a graph is of one day, and has none of another."""
    if not content.startswith("{"):
        return True
    decided = (one for one in json.loads(content)["people"] if one.get("same_as") or one.get("apart_from"))
    return not any(one.get("valid_from") or one.get("valid_until") for one in decided)


def theirs(store):
    """Give the accounts that are not ours."""
    return [one.id for one in list_accounts(store, LOCAL, AccountFilter(), 99, None).rows if not one.is_ours]


def shown(store, account):
    """Give an account as it is seen, but for calls about deals of others, which its export does not have."""
    snapshot = view(store, LOCAL, account, DAY).snapshot
    found = {part.name: getattr(snapshot, part.name) for part in fields(snapshot) if part.name != "revision"}
    found["escalations"] = tuple(call for call in snapshot.escalations if call.deal_id in snapshot.deals)
    found["deal_owners"] = {deal: who for deal, who in snapshot.deal_owners.items() if deal in snapshot.deals}
    return found


def without_empty(value):
    """Write an empty text as none: a cell of a CSV cannot tell them apart."""
    if is_dataclass(value):
        return replace(value, **{f.name: without_empty(getattr(value, f.name)) for f in fields(value) if f.init})
    if isinstance(value, dict):
        return {name: without_empty(one) for name, one in value.items()}
    if isinstance(value, tuple):
        return tuple(map(without_empty, value))
    return value or None if isinstance(value, str) else value


@settings(deadline=None, max_examples=40)
@given(FILES.filter(lambda files: all(map(decided_for_good, files))), st.sampled_from(WHOLE))
def test_a_graph_that_was_exported_comes_back_the_same(files, wanted):
    store = filled(files)
    for account in theirs(store):
        written = export_account(store, LOCAL, account, DAY, wanted)
        again = open_store("memory:")
        report = import_file(again, LOCAL, formats(), request(written, "graph"), NOW)
        assert report.problems == ()
        one, other = shown(store, account), shown(again, account)
        same = without_empty if wanted is GraphFormat.NEO4J_CSV else dict
        assert same(other) == same(one)
