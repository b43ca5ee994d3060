"""A Neo4j server that has no room left: said at once, and what was acknowledged is there when there is room again."""

import resource
from datetime import UTC, datetime

import pytest

from orggraph.bootstrap import open_store
from orggraph.domain.viewer import LOCAL
from orggraph.errors import StoreError
from orggraph.stores.base import AccountFilter
from orggraph.usecases.edit_people import save_account
from orggraph.usecases.editing import Edit
from orggraph.usecases.listing import list_accounts

pytestmark = pytest.mark.neo4j

EDIT = Edit(LOCAL, datetime(2026, 3, 2, 9, tzinfo=UTC))
NO_ROOM = 4_096
"""Bytes beyond which the server may write no file: less than any that it writes to has."""


def names(store):
    return [account.name for account in list_accounts(store, LOCAL, AccountFilter(), 10, None).rows]


def test_a_full_disk_is_said_and_nothing_acknowledged_is_lost(own_neo4j_server):
    store = open_store(own_neo4j_server.url)
    save_account(store, EDIT, None, {"name": "Exemplis"})
    pid = int((own_neo4j_server.folder / "neo4j.pid").read_text())
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (NO_ROOM, resource.RLIM_INFINITY))
    with pytest.raises(StoreError, match=r"cannot write to its disk\. Make room there"):
        save_account(store, EDIT, None, {"name": "Aubrelia"})
    with pytest.raises(StoreError, match=r"stopped working after something like a full disk\. .* restart Neo4j"):
        store.ready()
    own_neo4j_server.kill()
    own_neo4j_server.start()
    assert names(store) == ["Exemplis"]
    save_account(store, EDIT, None, {"name": "Aubrelia"})
    assert names(store) == ["Aubrelia", "Exemplis"]
    store.close()
