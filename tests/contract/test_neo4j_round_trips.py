"""How many questions a use case asks a Neo4j server: the same whatever the size, and no more than are counted here."""

from datetime import UTC, datetime

import pytest
from neo4j import ManagedTransaction

from orggraph.bootstrap import formats, open_store
from orggraph.domain.viewer import LOCAL
from orggraph.stores.base import AccountFilter
from orggraph.stores.neo4j.queries import commands
from orggraph.usecases.edit_deals import save_deal
from orggraph.usecases.edit_people import save_account
from orggraph.usecases.editing import Edit
from orggraph.usecases.escalate import Options, escalate
from orggraph.usecases.importing import ImportRequest, import_file, undo_import
from orggraph.usecases.listing import list_accounts

pytestmark = pytest.mark.neo4j

EDIT = Edit(LOCAL, datetime(2026, 3, 2, 9, tzinfo=UTC))
SIZES = (10, 200)


@pytest.fixture
def store(neo4j_url):
    opened = open_store(neo4j_url)
    opened.ready()
    yield opened
    opened.close()


@pytest.fixture
def asked(monkeypatch):
    """Every question that goes over Bolt, but for what is tidied up now and then."""
    found = []
    seldom = {commands.HORIZON, *commands.FORGET_ENDED}
    run = ManagedTransaction.run

    def counted(transaction, query, *given, **more):
        if query not in seldom:
            found.append(query)
        return run(transaction, query, *given, **more)

    monkeypatch.setattr(ManagedTransaction, "run", counted)
    return found


def chart(rows):
    lines = [f"{n},Person {n},Manager,{n // 5 or ''}" for n in range(1, rows + 1)]
    content = "\n".join(["id,name,title,manager id", *lines]).encode()
    return ImportRequest(file_name="chart.csv", content=content, account_name=f"Exemplis {rows}")


def take(store, rows):
    return import_file(store, LOCAL, formats(), chart(rows), EDIT.now)


def how_many(asked, act):
    asked.clear()
    act()
    return len(asked)


def test_the_main_question(store, asked):
    counts = []
    for rows in SIZES:
        take(store, rows)
        account = save_account(store, EDIT, None, {"name": f"Exemplis {rows}"})
        deal = save_deal(store, EDIT, None, {"name": f"Deal {rows}", "account_id": account})
        counts.append(how_many(asked, lambda deal=deal: escalate(store, LOCAL, deal, EDIT.now.date(), Options())))
    assert counts[0] == counts[1] <= 8


def test_an_import_again_and_its_undoing(store, asked):
    counts = []
    for rows in SIZES:
        batches = []
        first = how_many(asked, lambda rows=rows, batches=batches: batches.append(take(store, rows)))
        again = how_many(asked, lambda rows=rows: take(store, rows))
        undone = how_many(asked, lambda batches=batches: undo_import(store, LOCAL, batches[0].id, EDIT.now))
        counts.append((first, again, undone))
    assert counts[0] == counts[1]


def test_an_edit_and_a_list(store, asked):
    counts = []
    for rows in SIZES:
        take(store, rows)
        edited = how_many(asked, lambda rows=rows: save_account(store, EDIT, None, {"name": f"Aubrelia {rows}"}))
        listed = how_many(asked, lambda: list_accounts(store, LOCAL, AccountFilter(), 10, None))
        counts.append((edited, listed))
    assert counts[0] == counts[1]
    assert counts[0][1] <= 3
