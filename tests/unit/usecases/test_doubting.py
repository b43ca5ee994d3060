"""Where pairs in doubt are looked for, and where there are too many people to look."""

import pytest

from orggraph.bootstrap import formats
from orggraph.domain.viewer import LOCAL
from orggraph.errors import NotFound, TooLargeError
from orggraph.stores.base import AccountFilter
from orggraph.usecases import doubting
from orggraph.usecases.importing import import_file, preview_import
from orggraph.usecases.listing import list_accounts
from tests.unit.importers.import_files import NOW, chart, request, table

DAY = NOW.date()
HEADER = ["id", "name", "title", "manager id"]


@pytest.fixture
def batch_and_store():
    """An account, and another where somebody has the name of one of its people."""
    spelt = table(HEADER, ["1", "Élise Durand", "Chief Buyer", ""], ["2", "Omar Haddad", "CFO", ""])
    _, store = chart(spelt, account_name="Exemplis")
    elsewhere = table(HEADER, ["7", "Omar Haddad", "COO", ""])
    return import_file(store, LOCAL, formats(), request(elsewhere, "else.csv", account_name="Morelis"), NOW), store


def names(doubts):
    return [{doubt.one.name, doubt.other.name} for doubt in doubts]


def account_of(store, name):
    return list_accounts(store, LOCAL, AccountFilter(name_contains=name), 9, None).rows[0].id


def test_pairs_are_of_a_workspace_an_account_or_an_import(batch_and_store):
    batch, store = batch_and_store
    assert names(doubting.doubtful_people(store, LOCAL, DAY)) == [{"Omar Haddad"}]
    assert names(doubting.doubtful_people(store, LOCAL, DAY, account_of(store, "Morelis"))) == [{"Omar Haddad"}]
    assert names(doubting.doubts_of_import(store, LOCAL, batch.id, DAY)) == [{"Omar Haddad"}]
    assert doubting.doubts_of_import(store, LOCAL, "bat_none", DAY) == ()
    with pytest.raises(NotFound):
        doubting.doubtful_people(store, LOCAL, DAY, "acc_none")


def test_not_more_pairs_are_given_than_asked_for(batch_and_store):
    _, store = batch_and_store
    assert doubting.doubtful_people(store, LOCAL, DAY, most=0) == ()


def test_a_preview_puts_nobody_in_doubt_whom_it_leaves_as_they_were(batch_and_store):
    _, store = batch_and_store
    same = request(table(HEADER, ["7", "Omar Haddad", "COO", ""]), "else.csv", account_name="Morelis")
    preview = preview_import(store, LOCAL, formats(), same, NOW)
    assert doubting.doubts_of_changes(store, LOCAL, preview.changes, DAY) == ()


def test_where_there_are_too_many_people_only_an_account_is_looked_through(batch_and_store, monkeypatch):
    batch, store = batch_and_store
    monkeypatch.setattr(doubting, "MOST_COMPARED", 2)
    for ask in (
        lambda: doubting.doubtful_people(store, LOCAL, DAY),
        lambda: doubting.doubts_of_import(store, LOCAL, batch.id, DAY),
    ):
        with pytest.raises(TooLargeError, match="more than 2 people to compare"):
            ask()
    assert doubting.doubtful_people(store, LOCAL, DAY, account_of(store, "Morelis")) == ()
    monkeypatch.setattr(doubting, "MOST_COMPARED", 0)
    with pytest.raises(TooLargeError):
        doubting.doubts_of_import(store, LOCAL, batch.id, DAY)
