"""Lists: their order, their filters, their pages, and the day they are of."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from orggraph.domain.deals import DealOutcome
from orggraph.domain.facts import ALWAYS, FOREVER
from orggraph.domain.observations import EDIT, ImportState
from orggraph.errors import InvalidInput
from orggraph.stores.base import AccountFilter, DealFilter, Silence
from orggraph.stores.page import Page
from tests.contract.kit import (
    ANA,
    BO,
    DAY,
    START,
    TODAY,
    account,
    batch,
    call,
    deal,
    ids,
    person,
    publish,
    signal,
    tie,
    version,
)


def pages(ask, first):
    """Go through a list page by page, and check what each page says of itself."""
    rows, after = [], None
    while True:
        page: Page = ask(first, after)
        assert len(page.keys) == len(page.rows) <= first
        rows.extend(page.rows)
        if not page.has_next:
            assert page.total == len(rows)
            return rows
        assert len(page.rows) == first
        after = page.keys[-1]


def accounts(store, first=50, after=None, **where):
    with store.reading(ANA) as reader:
        return reader.accounts(AccountFilter(**where), first, after)


def deals(store, first=50, after=None, **where):
    with store.reading(ANA) as reader:
        return reader.deals(DealFilter(**where), first, after)


def names(page):
    return [row.name for row in page.rows]


class ListsContract:
    """Part of `StoreContract`."""

    def test_accounts_come_ours_first_then_by_name_whatever_its_case(self, store):
        listed = ["beta", "Alpha", "Émile", "Zeta", "ALPHA 2", "\uffee", "😀"]
        publish(store, *(account(name) for name in listed), account("Zulu", is_ours=True))
        assert names(accounts(store)) == ["Zulu", "Alpha", "ALPHA 2", "beta", "Zeta", "Émile", "\uffee", "😀"]

    def test_accounts_of_one_name_come_in_the_order_of_ids(self, store):
        publish(store, account("Same", id="acc_2"), account("SAME", id="acc_1"), account("same", id="acc_3"))
        assert ids(accounts(store).rows) == ["acc_1", "acc_2", "acc_3"]

    @pytest.mark.parametrize("first", [1, 2, 3, 7, 8])
    def test_pages_hold_every_row_once_in_order(self, store, first):
        listed = [account(name, id=f"acc_{n}") for n, name in enumerate(["b", "B", "a", "c d", "c", "é", "z"])]
        publish(store, *listed, account("ours", is_ours=True))
        whole = list(accounts(store).rows)
        assert len(whole) == 8
        assert pages(lambda size, after: accounts(store, size, after), first) == whole

    def test_a_page_goes_on_after_its_key_though_the_row_is_gone(self, store):
        publish(store, *(account(name) for name in "abcd"))
        page = accounts(store, 2)
        publish(store, gone=["acc_b"])
        assert names(accounts(store, 2, page.keys[-1])) == ["c", "d"]

    def test_a_page_of_nothing_says_that_there_is_more(self, store):
        publish(store, account("a"))
        assert accounts(store, 0) == Page(rows=(), keys=(), has_next=True, total=1)

    @pytest.mark.parametrize("key", ["", "x", "1\x1fa", "1\x1fa\x1facc_a\x1fmore", "one\x1fa\x1facc_a"])
    def test_a_key_of_another_list_is_refused(self, store, key):
        publish(store, account("a"))
        with pytest.raises(InvalidInput, match="cursor"):
            accounts(store, 2, key)

    def test_a_name_with_the_separator_of_keys_is_paged_like_any_other(self, store):
        publish(store, account("a\x1fb", id="acc_1"), account("a\x1fc", id="acc_2"))
        assert ids(pages(lambda size, after: accounts(store, size, after), 1)) == ["acc_1", "acc_2"]

    @pytest.mark.parametrize(
        ("part", "found"),
        [
            ("EXEM", ["Exemplis SAS", "L'exemple"]),
            ("é", ["Société Élan"]),
            ("ÉL", ["Société Élan"]),
            ("STRASSE", ["Straße"]),
            ("%", ["100 % Bio"]),
            ("_", []),
            ("'", ["L'exemple"]),
            ("", ["100 % Bio", "Exemplis SAS", "L'exemple", "Société Élan", "Straße"]),
        ],
    )
    def test_accounts_are_searched_by_a_part_of_their_name(self, store, part, found):
        publish(store, *(account(n) for n in ("Exemplis SAS", "L'exemple", "Société Élan", "100 % Bio", "Straße")))
        page = accounts(store, name_contains=part)
        assert (names(page), page.total) == (found, len(found))

    def test_accounts_are_filtered_by_whose_they_are(self, store):
        publish(store, account("we", is_ours=True), account("them"), account("others"))
        assert names(accounts(store, is_ours=True)) == ["we"]
        assert names(accounts(store, is_ours=False)) == ["others", "them"]
        assert accounts(store, is_ours=False, name_contains="em").total == 1

    def test_lists_are_of_today(self, store, clock):
        publish(
            store,
            version(account("past"), ALWAYS, TODAY),
            version(account("now"), TODAY, TODAY + DAY),
            version(account("next"), TODAY + DAY, FOREVER),
            version(deal("past", "now"), ALWAYS, TODAY),
            version(deal("next", "now"), TODAY + DAY, FOREVER),
            version(tie("a", "b"), ALWAYS, TODAY),
            version(tie("a", "c"), TODAY + DAY, FOREVER),
        )
        with store.reading(ANA) as reader:
            assert names(reader.accounts(AccountFilter(), 9, None)) == ["now"]
            assert (reader.account("acc_past"), reader.account("acc_next")) == (None, None)
            assert reader.deals(DealFilter(), 9, None).total == reader.ties("per_a", 9, None).total == 0
        clock.moment += DAY
        with store.reading(ANA) as reader:
            assert names(reader.accounts(AccountFilter(), 9, None)) == ["next"]
            assert reader.account("acc_next") == account("next")
            assert names(reader.deals(DealFilter(), 9, None)) == ["next"]
            assert ids(reader.ties("per_a", 9, None).rows) == ["tie_a_c"]

    def test_an_account_is_an_account_and_nothing_else(self, store):
        publish(store, deal("d", "a"), account("a"))
        with store.reading(ANA) as reader:
            assert reader.account("acc_a") == account("a")
            assert reader.account("dea_d") is None

    @pytest.mark.parametrize("first", [1, 2, 5])
    def test_deals_come_by_name_page_by_page(self, store, first):
        listed = [deal(name, "a", id=f"dea_{n}") for n, name in enumerate(["b", "A", "a", "c", "É"])]
        publish(store, *listed)
        found = pages(lambda size, after: deals(store, size, after), first)
        assert ids(found) == ["dea_1", "dea_2", "dea_0", "dea_3", "dea_4"]

    def test_deals_are_filtered_by_account_owner_and_whether_they_are_open(self, store):
        lost = replace(deal("lost", "a", owner_id="per_1"), outcome=DealOutcome.LOST)
        closed = replace(deal("closed", "b"), closed_on=TODAY)
        going = deal("going", "b", owner_id="per_1", amount=Decimal("1234.50"), currency="EUR")
        publish(store, lost, closed, going)
        assert names(deals(store, account_ids=("acc_a",))) == ["lost"]
        assert names(deals(store, account_ids=("acc_a", "acc_b", "acc_none"))) == ["closed", "going", "lost"]
        assert names(deals(store, account_ids=())) == []
        assert names(deals(store, owner_id="per_1")) == ["going", "lost"]
        assert names(deals(store, owner_id="per_2")) == []
        assert deals(store, open=True).rows == (going,)
        assert names(deals(store, open=False)) == ["closed", "lost"]
        assert deals(store, account_ids=("acc_b",), owner_id="per_1", open=False).total == 0

    def test_a_deal_is_silent_when_nothing_was_seen_nor_called_after_a_day(self, store):
        seen = replace(signal("old", "seen"), observed_on=TODAY - 9 * DAY)
        called = replace(call("1", "called", "us", "them"), made_on=TODAY - 5 * DAY)
        planned = replace(call("2", "planned", "us", "them"), planned_on=TODAY)
        both = replace(signal("older", "both"), observed_on=TODAY - 20 * DAY, note='"observed_on":"2026-03-01"')
        publish(store, *(deal(name, "a") for name in ("seen", "called", "planned", "both", "never")))
        publish(store, seen, called, planned, both, replace(call("3", "both", "us", "them"), made_on=TODAY))

        def silent(days, **more):
            page = deals(store, silence=Silence(after=TODAY - days * DAY), **more)
            assert page.total == len(page.rows)
            return names(page)

        assert silent(0) == ["both", "called", "never", "planned", "seen"]
        assert silent(1) == ["called", "never", "planned", "seen"]
        assert silent(5) == ["called", "never", "planned", "seen"]
        assert silent(6) == silent(9) == ["never", "planned", "seen"]
        assert silent(10) == ["never", "planned"]
        assert silent(9, account_ids=("acc_a",)) == ["never", "planned", "seen"]
        assert silent(9, account_ids=("acc_b",)) == []
        assert silent(9, open=False) == silent(9, owner_id="per_1") == []
        found = pages(lambda size, after: deals(store, size, after, silence=Silence(after=TODAY - 9 * DAY)), 1)
        assert [one.name for one in found] == ["never", "planned", "seen"]

    def test_what_was_taken_back_or_is_not_yet_so_breaks_no_silence(self, store):
        publish(store, deal("d", "a"), replace(signal("gone", "d"), observed_on=TODAY))
        publish(store, version(replace(signal("past", "d"), observed_on=TODAY), ALWAYS, TODAY))
        publish(store, version(replace(signal("next", "d"), observed_on=TODAY), TODAY + DAY, FOREVER))
        assert deals(store, silence=Silence(after=TODAY - DAY)).total == 0
        publish(store, gone=["sig_gone"])
        assert names(deals(store, silence=Silence(after=TODAY - DAY))) == ["d"]

    def test_only_what_counts_breaks_a_silence(self, store):
        publish(store, *(deal(name, "a") for name in ("seen", "about", "called")), person("them", "secret"))
        publish(store, replace(signal("1", "seen"), observed_on=TODAY))
        publish(store, replace(signal("2", "about", "them"), observed_on=TODAY))
        publish(store, replace(call("3", "called", "us", "x"), made_on=TODAY, note='"caller_id":"per_me"'))

        def silent(hidden=(), **counts):
            quiet = Silence(after=TODAY - DAY, **counts)
            return names(deals(store, silence=quiet, hidden=frozenset(hidden)))

        assert silent() == []
        assert silent(signals=False) == ["about", "seen"]
        assert silent(caller_id="per_us") == []
        assert silent(caller_id="per_me") == ["called"]
        assert silent(hidden=["acc_secret"]) == ["about"]
        assert silent(hidden=["acc_other"]) == []

    def test_the_silence_of_a_deal_is_not_broken_in_another_workspace(self, store):
        publish(store, deal("d", "a"))
        publish(store, deal("d", "a"), replace(signal("s", "d"), observed_on=TODAY), viewer=BO)
        assert names(deals(store, silence=Silence(after=TODAY - DAY))) == ["d"]

    @pytest.mark.parametrize("first", [1, 2, 4])
    def test_somebodys_ties_come_in_the_order_of_ids_whichever_end_they_are(self, store, first):
        own = [tie("m", other, id=f"tie_{n}") for n, other in ((3, "a"), (1, "z"), (2, "b"))]
        publish(store, *own, tie("a", "z", id="tie_0"))
        with store.reading(ANA) as reader:
            found = pages(lambda size, after: reader.ties("per_m", size, after), first)
            assert ids(found) == ["tie_1", "tie_2", "tie_3"]
            assert reader.ties("per_nobody", 9, None).total == 0

    @pytest.mark.parametrize("first", [1, 2, 9])
    def test_imports_come_newest_first_and_edits_are_left_out(self, store, first):
        moments = [datetime(1969, 7, 20, tzinfo=UTC), START, START + DAY, START]
        for number, moment in enumerate(moments):
            publish(store, by=batch(number, started_at=moment))
        publish(store, by=batch(7, importer=EDIT))
        publish(store, by=batch(2, started_at=moments[2], state=ImportState.UNDONE))
        store.stage(ANA, batch(8), [])
        with store.reading(ANA) as reader:
            found = pages(reader.batches, first)
            assert [one.id for one in found] == ["bat_2", "bat_1", "bat_3", "bat_0"]
            assert found[0].state is ImportState.UNDONE
            assert reader.batch("bat_7").importer == EDIT
            assert reader.batch("bat_8") is None

    def test_imports_a_microsecond_apart_are_told_apart(self, store):
        for number, micro in enumerate((1, 3, 2)):
            publish(store, by=batch(number, started_at=START.replace(microsecond=micro)))
        with store.reading(ANA) as reader:
            assert [one.id for one in pages(reader.batches, 1)] == ["bat_1", "bat_2", "bat_0"]
