"""The audit log: a chain for each workspace, only added to, whole whoever adds at once, and there wherever what it tells of is."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from orggraph.domain.audit import AuditEvent, AuditHead, first_break
from orggraph.errors import InvalidInput, OvertakenError, StoreError
from orggraph.stores.audit import AuditFilter
from orggraph.stores.base import Publication
from tests.contract.kit import ANA, BO, START, account, batch, publish

WRITERS, ROUNDS = 4, 15
ANYTHING = AuditFilter()


def event(action="CHANGED", minutes=0, **more):
    return AuditEvent(at=START + timedelta(minutes=minutes), who=more.pop("who", "ana"), action=action, **more)


def chain(store, viewer=ANA):
    return list(store.audit.entries(viewer))


def broken(store, viewer=ANA):
    return first_break(viewer.workspace, store.audit.entries(viewer), store.audit.chains()[viewer.workspace])


class AuditContract:
    """Part of `StoreContract`."""

    def test_an_entry_is_kept_as_it_was_given_behind_the_one_before(self, store):
        one = store.audit.append(ANA, event(subject="dea_1", detail='{"é":"\\u0001"}'))
        two = store.audit.append(ANA, event("EXPORTED", minutes=1))
        assert (one.number, one.subject, one.detail, one.at) == (1, "dea_1", '{"é":"\\u0001"}', START)
        assert chain(store) == [one, two]
        assert store.audit.chains() == {"one": AuditHead(2, two.hash)}
        assert broken(store) is None

    def test_each_workspace_has_a_chain_of_its_own(self, store):
        store.audit.append(ANA, event())
        theirs = store.audit.append(BO, event())
        assert theirs.number == 1
        assert theirs.hash != chain(store)[0].hash
        assert store.audit.page(BO, ANYTHING, 9, None).rows == (theirs,)
        assert list(store.audit.chains()) == ["one", "two"]

    def test_an_empty_log_has_no_chain(self, store):
        assert (store.audit.chains(), chain(store)) == ({}, [])
        page = store.audit.page(ANA, ANYTHING, 9, None)
        assert (page.rows, page.has_next, page.total) == ((), False, 0)

    def test_pages_go_backward_from_the_newest_and_on_where_they_ended(self, store):
        for n in range(5):
            store.audit.append(ANA, event(minutes=n))
        first = store.audit.page(ANA, ANYTHING, 2, None)
        store.audit.append(ANA, event(minutes=9))
        second = store.audit.page(ANA, ANYTHING, 2, first.keys[-1])
        third = store.audit.page(ANA, ANYTHING, 2, second.keys[-1])
        assert [[one.number for one in page.rows] for page in (first, second, third)] == [[5, 4], [3, 2], [1]]
        assert [page.has_next for page in (first, second, third)] == [True, True, False]
        assert [page.total for page in (first, second, third)] == [5, 6, 6]

    def test_a_cursor_of_another_list_is_refused(self, store):
        with pytest.raises(InvalidInput, match="cursor"):
            store.audit.page(ANA, ANYTHING, 2, "x")

    @pytest.mark.parametrize(
        ("where", "expected"),
        [
            (AuditFilter(who="bo"), [4, 2]),
            (AuditFilter(action="EXPORTED"), [4, 3]),
            (AuditFilter(since=START + timedelta(minutes=2)), [4, 3]),
            (AuditFilter(who="bo", action="EXPORTED"), [4]),
            (AuditFilter(who="ana", since=START + timedelta(minutes=2)), [3]),
            (AuditFilter(action="CHANGED", since=START + timedelta(minutes=1)), [2]),
            (AuditFilter(who="bo", action="CHANGED", since=START), [2]),
            (AuditFilter(who="nobody"), []),
        ],
    )
    def test_entries_are_found_by_all_that_is_asked(self, store, where, expected):
        for n, (who, action) in enumerate(
            [("ana", "CHANGED"), ("bo", "CHANGED"), ("ana", "EXPORTED"), ("bo", "EXPORTED")]
        ):
            store.audit.append(ANA, event(action, minutes=n, who=who))
        page = store.audit.page(ANA, where, 9, None)
        assert [one.number for one in page.rows] == expected
        assert page.total == len(expected)

    def test_what_is_published_is_logged_with_it(self, store):
        facts = {"acc_a": ()}
        store.publish(ANA, Publication(base_revision=0, batch=batch(1), facts=facts, event=event(subject="bat_1")))
        assert [one.subject for one in chain(store)] == ["bat_1"]

    def test_what_is_not_published_is_not_logged(self, store):
        with pytest.raises(OvertakenError):
            store.publish(ANA, Publication(base_revision=7, batch=batch(1), event=event()))
        assert chain(store) == []

    def test_a_chain_never_forks_though_several_write_at_once(self, store, again):
        def write(number):
            place = (store, again)[number % 2]
            for n in range(ROUNDS):
                place.audit.append(ANA, event(minutes=n, who=f"writer {number}"))

        with ThreadPoolExecutor(WRITERS) as threads:
            list(threads.map(write, range(WRITERS)))
        assert [one.number for one in chain(again)] == list(range(1, WRITERS * ROUNDS + 1))
        assert broken(again) is None

    def test_the_workspaces_with_something_in_them_are_named(self, store):
        assert store.workspaces() == ()
        publish(store, account("a"))
        publish(store, account("a"), viewer=BO)
        assert store.workspaces() == ("one", "two")

    def test_a_store_that_is_well_says_so(self, store):
        publish(store, account("a"))
        assert store.examine().problems == ()

    @pytest.mark.parametrize(
        "ask",
        [
            lambda store: store.audit.append(ANA, event()),
            lambda store: store.audit.page(ANA, ANYTHING, 1, None),
            lambda store: list(store.audit.entries(ANA)),
            lambda store: store.audit.chains(),
            lambda store: store.workspaces(),
            lambda store: store.examine(),
        ],
        ids=["append", "page", "entries", "chains", "workspaces", "examine"],
    )
    def test_a_log_is_closed_with_its_store(self, store, ask):
        store.close()
        with pytest.raises(StoreError, match="closed"):
            ask(store)
