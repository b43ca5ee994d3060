"""What outlives a call: tokens, previews, the secret, a moment held while others write, a store that is closed."""

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta, timezone

import pytest

from orggraph.domain.facts import Version
from orggraph.domain.viewer import Permission, Role
from orggraph.errors import DuplicateError, OvertakenError, StoreError
from orggraph.stores.base import PreviewedUpload, Publication
from orggraph.stores.keys import Token
from tests.contract.kit import ANA, BO, DAY, START, TODAY, account, batch, facts_around, of_person, publish, record, say

HOUR = timedelta(hours=1)
WRITERS, ROUNDS, ACCOUNTS = 3, 10, 5


def token(name="rep", digest="d1", workspace="one", **more):
    return Token(name=name, digest=digest, created_at=START, workspace=workspace, roles=(Role.REP,), **more)


def preview(name="t", lasts=HOUR, body=b"\x00\xff body"):
    return PreviewedUpload(token=name, expires_at=START + lasts, body=body)


def generation(number):
    """Give accounts that all say which publication made them."""
    return [account(f"name {number}", id=f"acc_{n}", is_ours=n == 0) for n in range(ACCOUNTS)]


def generations(reader):
    return [version.fact.name for version in reader.everything()]


def write_generations(place, writer):
    """Publish generation after generation, each on top of the one before, whoever wrote that."""
    for number in range(writer * ROUNDS, (writer + 1) * ROUNDS):
        made = batch(number)
        place.stage(ANA, made, [of_person(f"hr:{made.id}")])
        while not try_generation(place, made):
            pass


def try_generation(place, made):
    with place.reading(ANA) as reader:
        base = reader.revision
    facts = {one.id: (Version(one),) for one in generation(base + 1)}
    try:
        place.publish(ANA, Publication(base_revision=base, batch=made, facts=facts))
    except OvertakenError:
        return False
    return True


def torn_readings(place, done):
    """Read until it is done, and give what was seen of two generations at once."""
    torn = []
    while not done.is_set():
        with place.reading(ANA) as reader:
            seen = generations(reader)
            if seen != [f"name {reader.revision}"] * (ACCOUNTS if reader.revision else 0):
                torn.append((reader.revision, seen))
    return torn


class KeepingContract:
    """Part of `StoreContract`."""

    def test_a_token_is_found_by_its_digest(self, store):
        store.save_token(token())
        assert store.find_token("d1") == token()
        assert store.find_token("d2") is None

    def test_a_name_of_a_token_is_taken_once_in_each_workspace(self, store):
        store.save_token(token())
        with pytest.raises(DuplicateError, match="rep"):
            store.save_token(token(digest="d2"))
        assert store.find_token("d2") is None
        store.save_token(token(digest="d3", workspace="two"))
        assert store.find_token("d3").workspace == "two"

    def test_a_digest_stands_for_one_token_only(self, store):
        store.save_token(token())
        with pytest.raises(DuplicateError):
            store.save_token(token(name="other"))
        assert store.find_token("d1") == token()

    def test_all_that_is_said_of_a_token_is_kept(self, store, again):
        whole = token(user="ana", person_id="per_1", scopes=(Permission.MAP_WRITE,), expires_at=START + HOUR)
        store.save_token(whole)
        assert again.find_token("d1") == whole

    def test_tokens_are_listed_by_name_in_their_workspace(self, store):
        store.save_token(token("b", "d1"))
        store.save_token(token("a", "d2"))
        store.save_token(token("c", "d3", "two"))
        assert [one.name for one in store.tokens(ANA)] == ["a", "b"]

    def test_a_token_is_revoked_once_and_its_name_stays_taken(self, store, again):
        store.save_token(token())
        assert store.revoke_token(ANA, "rep", START + HOUR)
        assert store.revoke_token(ANA, "rep", START + 2 * HOUR)
        assert again.find_token("d1").revoked_at == START + HOUR
        assert not store.revoke_token(BO, "rep", START)
        with pytest.raises(DuplicateError):
            store.save_token(token(digest="d2"))

    def test_the_last_day_of_use_is_the_last_one(self, store):
        store.save_token(token())
        for days in (3, 1):
            store.use_token("d1", TODAY + days * DAY)
        assert store.find_token("d1").used_on == TODAY + 3 * DAY
        store.use_token("unknown", TODAY)

    def test_a_team_is_its_workspaces_and_the_last_one_said(self, store, again):
        store.save_team(ANA, "acc_1", frozenset({"ana", "bo"}))
        store.save_team(ANA, "acc_2", frozenset({"bo"}))
        store.save_team(ANA, "acc_2", frozenset({"cy"}))
        store.save_team(ANA, "acc_3", frozenset({"cy"}))
        store.save_team(ANA, "acc_3", frozenset())
        assert again.teams(ANA) == {"acc_1": {"ana", "bo"}, "acc_2": {"cy"}}
        assert again.teams(BO) == {}

    def test_a_team_follows_its_account_into_another(self, store):
        publish(store, account("a"), account("b"), account("c"))
        store.save_team(ANA, "acc_a", frozenset({"ana"}))
        publish(store, gone=["acc_a"], moved={"acc_a": "acc_b"})
        publish(store, gone=["acc_b"], moved={"acc_b": "acc_c"})
        teams = store.teams(ANA)
        assert (teams["acc_a"], teams["acc_c"]) == ({"ana"}, {"ana"})

    def test_the_secret_is_made_once(self, store, again):
        assert len(store.secret()) == 32
        assert store.secret() == store.secret() == again.secret()

    def test_a_preview_is_given_back_even_when_it_has_expired(self, store, clock):
        store.save_preview(ANA, preview())
        clock.moment += 2 * HOUR
        assert store.find_preview(ANA, "t") == preview()

    def test_a_preview_is_its_workspaces_own(self, store):
        store.save_preview(ANA, preview())
        assert store.find_preview(BO, "t") is None
        assert store.find_preview(ANA, "other") is None

    def test_expired_previews_go_when_another_is_saved(self, store, clock):
        store.save_preview(ANA, preview("old"))
        store.save_preview(BO, preview("long", 3 * HOUR))
        clock.moment += HOUR
        store.save_preview(BO, preview("new", 3 * HOUR))
        assert store.find_preview(ANA, "old") is None
        assert store.find_preview(BO, "long") == preview("long", 3 * HOUR)
        assert store.find_preview(BO, "new") == preview("new", 3 * HOUR)

    def test_a_preview_saved_again_is_the_later_one(self, store):
        store.save_preview(ANA, preview())
        store.save_preview(ANA, preview(body=b"later"))
        assert store.find_preview(ANA, "t").body == b"later"

    def test_moments_in_other_time_zones_are_the_same_moments(self, store, clock):
        elsewhere = timezone(timedelta(hours=9))
        store.save_preview(ANA, replace(preview(), expires_at=(START + HOUR).astimezone(elsewhere)))
        store.save_token(replace(token("a", "d"), created_at=START.astimezone(elsewhere)))
        assert store.find_preview(ANA, "t").expires_at == START + HOUR
        assert store.find_token("d").created_at == START
        clock.moment += HOUR
        store.save_preview(ANA, preview("other", 3 * HOUR))
        assert store.find_preview(ANA, "t") is None

    def test_a_reading_sees_one_moment_whatever_is_written_meanwhile(self, store):
        publish(store, *generation(1), records=[record("a", "per_1", "email:1")])
        with store.reading(ANA) as before:
            seen = generations(before)
            say(store, batch(7), of_person("hr:1"))
            publish(store, *generation(2), records=[record("b", "per_1", "email:1")], moved={"per_0": "per_1"})
            publish(store, gone=["acc_0"])
            assert generations(before) == seen == ["name 1"] * ACCOUNTS
            assert (before.revision, before.facts(None, START.date()).revision) == (1, 1)
            assert before.account("acc_0").name == "name 1"
            assert [one.key for one in before.records_of("per_1")] == ["a"]
            assert before.records_of("per_0") == ()
            assert before.statements(["hr:1"]) == ()
            assert before.batch("bat_7") is None
        with store.reading(ANA) as after:
            assert after.revision == 4
            assert generations(after) == ["name 2"] * (ACCOUNTS - 1)

    def test_a_reading_may_be_opened_inside_another(self, store):
        publish(store, *generation(1))
        with store.reading(ANA) as outer, store.reading(BO) as inner:
            assert (outer.revision, inner.revision) == (1, 0)

    def test_what_one_opening_writes_another_reads(self, store, again):
        publish(store, account("ours", is_ours=True))
        store.save_token(token())
        store.save_preview(ANA, preview())
        assert facts_around(again, None).account == account("ours", is_ours=True)
        assert again.find_token("d1") == token()
        assert again.find_preview(ANA, "t") == preview()
        publish(again, account("client"))
        assert facts_around(store, "acc_client").revision == 2

    def test_writers_and_readers_side_by_side_lose_nothing_and_see_no_half(self, store, again):
        done = threading.Event()
        with ThreadPoolExecutor(WRITERS + 2) as threads:
            readers = [threads.submit(torn_readings, place, done) for place in (store, again)]
            writers = [threads.submit(write_generations, (store, again)[n % 2], n) for n in range(WRITERS)]
            try:
                for writer in writers:
                    writer.result()
            finally:
                done.set()
            assert [reader.result() for reader in readers] == [[], []]
        with store.reading(ANA) as reader:
            assert reader.revision == WRITERS * ROUNDS
            assert reader.batches(100, None).total == WRITERS * ROUNDS
            assert len(reader.statements([f"hr:bat_{n}" for n in range(WRITERS * ROUNDS)])) == WRITERS * ROUNDS

    def test_an_open_store_is_ready(self, store):
        store.ready()

    @pytest.mark.parametrize(
        "ask",
        [
            lambda store: store.ready(),
            lambda store: store.reading(ANA).__enter__(),
            lambda store: store.stage(ANA, batch(1), []),
            lambda store: store.publish(ANA, Publication(base_revision=0, batch=batch(1))),
            lambda store: store.save_token(token()),
            lambda store: store.find_token("d1"),
            lambda store: store.tokens(ANA),
            lambda store: store.revoke_token(ANA, "rep", START),
            lambda store: store.use_token("d1", TODAY),
            lambda store: store.save_team(ANA, "acc_1", frozenset()),
            lambda store: store.teams(ANA),
            lambda store: store.secret(),
            lambda store: store.save_preview(ANA, preview()),
            lambda store: store.find_preview(ANA, "t"),
        ],
        ids=[
            "ready",
            "reading",
            "stage",
            "publish",
            "save_token",
            "find_token",
            "tokens",
            "revoke_token",
            "use_token",
            "save_team",
            "teams",
            "secret",
            "save_preview",
            "find_preview",
        ],
    )
    def test_a_closed_store_says_so(self, store, ask):
        store.secret()
        store.close()
        with pytest.raises(StoreError, match="closed"):
            ask(store)

    def test_a_store_may_be_closed_twice(self, store):
        store.close()
        store.close()
