"""What a viewer does not see is as if it were not there, wherever it is asked for."""

from dataclasses import replace

import pytest

from orggraph.domain.deals import Stance
from orggraph.domain.viewer import EVERYTHING, Permission
from orggraph.errors import ForbiddenError
from orggraph.stores.base import AccountFilter, DealFilter
from tests.contract.kit import (
    ANA,
    TODAY,
    account,
    batch,
    call,
    deal,
    facts_around,
    influence,
    of_person,
    person,
    publish,
    record,
    seat,
    signal,
    stakeholder,
    tie,
)

BO = replace(ANA, user="bo", name="Bo", hidden=frozenset({"acc_secret"}))
EXECUTIVE = replace(
    ANA,
    user="cy",
    permissions=frozenset({Permission.MAP_READ}),
    person_id="per_ours",
    only=frozenset({"acc_ours", "acc_open"}),
)


def without(*permissions):
    return replace(ANA, permissions=EVERYTHING - set(permissions))


def put_two_clients(store):
    """Publish two clients that know each other, one of which has a team."""
    stance = Stance(value=0.5, confidence=0.8, source="user:ana")
    part = {"stance": stance, "salience": 0.5, "conviction": 0.5, "is_blocking": True, "agenda": "wants to grow"}
    moves = {"expected_position_id": "pos_chief", "expected_title": "Chief", "expected_position_confidence": 0.5}
    publish(
        store,
        account("ours", is_ours=True),
        account("open"),
        account("secret"),
        person("ours", "ours", email="ours@a.example"),
        person("other", "ours"),
        person(
            "open", "open", email="open@b.example", profile_url="https://b.example/open", keys=("email:open@b.example",)
        ),
        person("secret", "secret", email="hidden@c.example"),
        person("free", None),
        seat("chief", "open", "secret"),
        seat("open", "open", "open"),
        tie("ours", "open"),
        tie("ours", "secret"),
        tie("open", "secret"),
        tie("open", "free"),
        influence("open", "secret"),
        influence("open", "free"),
        deal("open", "open", owner_id="per_ours", usual_contact_id="per_secret"),
        deal("secret", "secret"),
        stakeholder("open", "open", **part, **moves),
        stakeholder("secret", "open"),
        stakeholder("secret", "secret"),
        signal("one", "open", "open"),
        signal("two", "open", "secret"),
        signal("three", "secret"),
        replace(call("mine", "open", "ours", "open"), note="went well"),
        call("others", "open", "other", "open"),
        call("secret", "secret", "ours", "secret"),
        records=[record("hr:open", "per_open"), record("hr:secret", "per_secret")],
        by=batch(1, user="ana"),
    )


class SightContract:
    """Part of `StoreContract`."""

    @pytest.fixture
    def shared(self, store):
        put_two_clients(store)
        return store

    def test_who_may_see_everything_does(self, shared):
        assert {"per_secret", "per_free"} <= {one.id for one in facts_around(shared, "acc_open").people}

    def test_a_hidden_account_is_not_there(self, shared):
        for anchor in (
            "acc_secret",
            "per_secret",
            "dea_secret",
            "stk_secret_secret",
            "sig_three",
            "esc_secret",
            "tie_ours_secret",
        ):
            assert facts_around(shared, anchor) is not None
            assert facts_around(shared, anchor, viewer=BO) is None
        with shared.reading(BO) as reader:
            assert reader.account("acc_secret") is None
            assert reader.records_of("per_secret") == ()
            assert [one.key for one in reader.records_of("per_open")] == ["hr:open"]
            assert reader.people(["per_secret", "per_open"], TODAY).keys() == {"per_open"}
            assert reader.people_of("acc_secret", TODAY, 9, None) == ()
            seen = [one.id for one in reader.people_of(None, TODAY, 99, None)]
            assert "per_open" in seen
            assert "secret" not in str(seen)
            assert [
                one.id for n in range(len(seen)) for one in reader.people_of(None, TODAY, 1, seen[n - 1] if n else None)
            ] == seen

    def test_nothing_of_a_hidden_account_is_in_the_facts_of_another(self, shared):
        facts = facts_around(shared, "acc_open", viewer=BO)
        assert "secret" not in str(facts)
        assert [one.id for one in facts.people] == ["per_free", "per_open", "per_other", "per_ours"]
        assert {one.title: one.holder_id for one in facts.positions} == {"chief": None, "open": "per_open"}
        assert (facts.deals[0].owner_id, facts.deals[0].usual_contact_id) == ("per_ours", None)
        assert [one.id for one in facts.stakeholders] == ["stk_open_open"]
        assert [one.id for one in facts.signals] == ["sig_one"]
        assert [one.id for one in facts.escalations] == ["esc_mine", "esc_others"]
        assert facts.called_deals == ()

    def test_a_hidden_account_is_in_no_list(self, shared):
        with shared.reading(BO) as reader:
            accounts = reader.accounts(AccountFilter(), 9, None)
            deals = reader.deals(DealFilter(), 9, None)
            assert ([one.id for one in accounts.rows], accounts.total) == (["acc_ours", "acc_open"], 2)
            assert ([one.id for one in deals.rows], deals.total) == (["dea_open"], 1)
            assert reader.deals(DealFilter(account_ids=("acc_secret",)), 9, None).total == 0
            assert [one.id for one in reader.search("open", 9, None).rows] == ["acc_open", "dea_open", "per_open"]
            assert reader.search("secret", 9, None).total == 0
            assert [one.id for one in reader.ties("per_open", 9, None).rows] == ["tie_free_open", "tie_open_ours"]
            assert reader.ties("per_secret", 9, None).total == 0
            met = reader.met(["per_open"], TODAY)
            assert {one.id for one in met.people} == {"per_free", "per_ours"}
            assert {one.id for one in met.ties} == {"tie_free_open", "tie_open_ours"}

    def test_pages_go_on_over_what_is_hidden(self, shared):
        with shared.reading(BO) as reader:
            for ask in (
                lambda after: reader.accounts(AccountFilter(), 1, after),
                lambda after: reader.ties("per_open", 1, after),
                lambda after: reader.search("open", 1, after),
            ):
                first = ask(None)
                second = ask(first.keys[-1])
                assert first.has_next
                assert first.rows[0].id != second.rows[0].id
                assert first.total == second.total

    def test_who_does_not_see_all_sees_their_own_imports(self, shared):
        publish(shared, viewer=BO, by=batch(2, user="bo"))
        with shared.reading(BO) as reader:
            assert reader.batch("bat_1") is None
            assert [one.id for one in reader.batches(9, None).rows] == ["bat_2"]
        with shared.reading(ANA) as reader:
            assert reader.batches(9, None).total == 2

    def test_who_does_not_see_all_takes_nothing_away(self, shared):
        for viewer in (BO, EXECUTIVE, without(Permission.OPINION_READ)):
            with shared.reading(viewer) as reader:
                for ask in (reader.everything, reader.archive):
                    with pytest.raises(ForbiddenError):
                        list(ask())

    def test_an_executive_sees_the_accounts_and_the_calls_that_are_theirs(self, shared):
        facts = facts_around(shared, "acc_open", viewer=EXECUTIVE)
        assert [one.id for one in facts.people] == ["per_open", "per_other", "per_ours"]
        assert [one.id for one in facts.escalations] == ["esc_mine"]
        assert facts_around(shared, "acc_secret", viewer=EXECUTIVE) is None
        assert (
            facts_around(shared, "per_free", viewer=EXECUTIVE).people
            == facts_around(shared, None, viewer=EXECUTIVE).people
        )
        with shared.reading(EXECUTIVE) as reader:
            accounts = reader.accounts(AccountFilter(), 9, None)
            assert [one.id for one in accounts.rows] == ["acc_ours", "acc_open"]
            assert [one.id for one in reader.accounts(AccountFilter(is_ours=False), 9, None).rows] == ["acc_open"]
            assert [one.id for one in reader.deals(DealFilter(), 9, None).rows] == ["dea_open"]
            assert reader.deals(DealFilter(account_ids=("acc_secret",)), 9, None).rows == ()

    def test_opinions_are_not_there_without_the_permission(self, shared):
        facts = facts_around(shared, "acc_open", viewer=without(Permission.OPINION_READ))
        part = facts.stakeholders[0]
        assert (part.stance, part.salience, part.conviction, part.is_blocking, part.agenda) == (None,) * 5
        assert part.expected_title == "Chief"
        assert (facts.influences, facts.signals) == ((), ())
        assert {one.note for one in facts.escalations} == {None}
        assert facts.ties

    def test_expected_moves_are_not_there_without_the_permission(self, shared):
        part = facts_around(shared, "acc_open", viewer=without(Permission.MOVE_READ)).stakeholders[0]
        assert (part.expected_position_id, part.expected_title, part.expected_position_confidence) == (None,) * 3
        assert part.stance is not None

    def test_contact_details_are_not_there_without_the_permission(self, shared):
        viewer = without(Permission.CONTACT_READ)
        assert "example" not in str(facts_around(shared, "acc_open", viewer=viewer).people)
        with shared.reading(viewer) as reader:
            assert "example" not in str(reader.people(["per_open"], TODAY))
            assert "example" not in str(reader.people_of("acc_open", TODAY, 9, None))
            assert "example" not in str(reader.people_of(None, TODAY, 99, None))
            assert "example" not in str(reader.met(["per_ours"], TODAY))
            assert reader.search("hidden", 9, None).total == 0
            assert "example" not in str(reader.search("open", 9, None).rows)
        with shared.reading(ANA) as reader:
            assert reader.search("hidden", 9, None).total == 1

    def test_resolution_compares_with_everybody(self, shared):
        shared.stage(BO, batch(3), [of_person("hr:secret")])
        publish(shared, viewer=BO, by=batch(3))
        with shared.reading(BO) as reader:
            assert [one.entity_id for one in reader.records(of_person("x").kind, ["hr:secret"], ())] == ["per_secret"]
            assert [one.observation.subject for one in reader.statements(["hr:secret"])] == ["hr:secret"]

    def test_everything_has_its_home(self, shared):
        ids = [
            "acc_open",
            "per_open",
            "pos_per_open",
            "pos_open",
            "dea_open",
            "stk_open_open",
            "sig_one",
            "esc_mine",
            "per_free",
        ]
        with shared.reading(ANA) as reader:
            found = reader.homes([*ids, "per_nobody", "tie_ours_open"], TODAY)
        assert found == {**dict.fromkeys(ids, "acc_open"), "per_free": None}

    def test_a_home_is_that_of_the_successor(self, shared):
        publish(shared, gone=["per_free"], moved={"per_free": "per_open"})
        with shared.reading(BO) as reader:
            assert reader.homes(["per_free"], TODAY) == {"per_free": "acc_open"}
