"""The facts around an anchor: whose they are, on which date, and how far acquaintance reaches."""

from datetime import date

import pytest

from orggraph.domain.facts import ALWAYS, FOREVER
from tests.contract.kit import (
    ANA,
    DAY,
    TODAY,
    account,
    call,
    deal,
    facts_around,
    ids,
    influence,
    line,
    person,
    publish,
    seat,
    signal,
    stakeholder,
    tie,
    version,
)

OURS, CLIENT, ELSEWHERE = account("ours", is_ours=True), account("client"), account("elsewhere")
WORLD = (
    OURS,
    CLIENT,
    ELSEWHERE,
    person("we", "ours"),
    person("chief", "ours"),
    person("buyer", "client"),
    person("head", "client"),
    person("guest", None),
    person("stranger", "elsewhere"),
    seat("buyer", "client", "buyer"),
    seat("head", "client", "head"),
    seat("we", "ours", "we"),
    seat("stranger", "elsewhere", "stranger"),
    line("buyer", "head", "client"),
    line("stranger", None, "elsewhere"),
    influence("head", "buyer"),
    tie("buyer", "we"),
    tie("chief", "we"),
    deal("sale", "client", owner_id="per_we"),
    deal("other", "elsewhere"),
    stakeholder("buyer", "sale"),
    stakeholder("stranger", "other"),
    signal("frozen", "sale", "buyer"),
    signal("apart", "other"),
    call("made", "sale", "chief", "head"),
    call("apart", "other", "chief", "stranger"),
)
AROUND_CLIENT = (
    "acc_client",
    "dea_sale",
    "pos_buyer",
    "lin_buyer_head",
    "inf_head_buyer",
    "tie_buyer_we",
    "stk_buyer_sale",
    "sig_frozen",
    "esc_made",
    "per_buyer",
    "pos_per_buyer",
)


def ties_met(store, *, anchor="acc_client"):
    return ids(facts_around(store, anchor).ties)


class FactsContract:
    """Part of `StoreContract`."""

    @pytest.mark.parametrize("anchor", AROUND_CLIENT)
    def test_the_facts_around_anything_of_an_account_are_those_of_the_account(self, store, anchor):
        publish(store, *WORLD)
        found = facts_around(store, anchor)
        assert (found.revision, found.as_of, found.account, found.ours) == (1, TODAY, CLIENT, OURS)
        assert ids(found.people) == ["per_buyer", "per_chief", "per_head", "per_stranger", "per_we"]
        assert ids(found.positions) == ["pos_buyer", "pos_head", "pos_we"]
        assert ids(found.lines) == ["lin_buyer_head"]
        assert ids(found.influences) == ["inf_head_buyer"]
        assert ids(found.ties) == ["tie_buyer_we", "tie_chief_we"]
        assert found.deals == (deal("sale", "client", owner_id="per_we"),)
        assert found.stakeholders == (stakeholder("buyer", "sale"),)
        assert found.signals == (signal("frozen", "sale", "buyer"),)
        assert ids(found.escalations) == ["esc_apart", "esc_made"]

    @pytest.mark.parametrize("anchor", [None, "acc_ours", "per_we", "pos_we", "tie_chief_we"])
    def test_the_facts_around_ours_hold_no_client(self, store, anchor):
        publish(store, *WORLD)
        found = facts_around(store, anchor)
        assert (found.account, found.ours) == (OURS, OURS)
        assert ids(found.people) == ["per_chief", "per_head", "per_stranger", "per_we"], "who was called, beside ours"
        assert ids(found.ties) == ["tie_chief_we"]
        assert (found.deals, found.stakeholders, found.signals, found.influences) == ((), (), (), ())
        assert ids(found.escalations) == ["esc_apart", "esc_made"]

    def test_somebody_without_account_is_found_among_ours(self, store):
        publish(store, *WORLD, tie("guest", "we"), tie("guest", "stranger"))
        found = facts_around(store, "per_guest")
        assert found.account == OURS
        assert "per_guest" in ids(found.people)
        assert ids(found.ties) == ["tie_chief_we", "tie_guest_we"]

    @pytest.mark.parametrize("anchor", ["", "per_nobody", "pos_per_nobody", "nonsense", "hr:1"])
    def test_what_does_not_exist_has_no_facts(self, store, anchor):
        publish(store, *WORLD)
        assert facts_around(store, anchor) is None

    def test_a_seat_made_of_a_person_follows_the_person(self, store):
        publish(store, *WORLD, moved={"per_old": "per_buyer"})
        assert facts_around(store, "pos_per_old") == facts_around(store, "per_buyer")

    def test_an_anchor_of_an_account_that_is_gone_has_no_facts(self, store):
        publish(store, *WORLD)
        publish(store, gone=["acc_client"])
        for anchor in AROUND_CLIENT:
            assert facts_around(store, anchor) is None, anchor

    def test_without_an_account_of_ours_the_clients_facts_stand_alone(self, store):
        publish(store, CLIENT, person("buyer", "client"), person("head", "client"), tie("buyer", "head"))
        found = facts_around(store, "acc_client")
        assert found.ours is None
        assert ids(found.ties) == ["tie_buyer_head"]
        assert facts_around(store, None) is None

    def test_of_several_accounts_that_say_they_are_ours_the_first_id_is(self, store):
        publish(store, account("b", is_ours=True, id="acc_1"), account("a", is_ours=True, id="acc_2"))
        assert facts_around(store, None).account.id == "acc_1"

    def test_a_version_holds_from_its_first_day_to_the_day_before_its_end(self, store):
        publish(
            store,
            CLIENT,
            version(person("x", "client", title="Buyer"), date(2026, 1, 10), date(2026, 2, 1)),
            version(person("x", "client", title="Head"), date(2026, 2, 1), date(2026, 3, 1)),
        )
        held = {
            day: [p.title for p in facts_around(store, "acc_client", day).people]
            for day in (date(2026, 1, 9), date(2026, 1, 10), date(2026, 1, 31), date(2026, 2, 1), date(2026, 2, 28))
        }
        assert list(held.values()) == [[], ["Buyer"], ["Buyer"], ["Head"], ["Head"]]
        assert facts_around(store, "per_x", date(2026, 1, 9)) is None
        assert facts_around(store, "per_x", date(2026, 3, 1)) is None

    @pytest.mark.parametrize("day", [ALWAYS, TODAY, date(9999, 12, 30), FOREVER])
    def test_what_has_no_known_beginning_or_end_holds_on_all_dates(self, store, day):
        publish(store, *WORLD)
        assert facts_around(store, "dea_sale", day).account == CLIENT

    def test_facts_of_the_same_day_are_told_apart_whatever_their_kind(self, store):
        ends = TODAY + DAY
        publish(store, *(version(fact, TODAY, ends) for fact in WORLD))
        assert facts_around(store, "dea_sale", TODAY).signals == (signal("frozen", "sale", "buyer"),)
        assert facts_around(store, "dea_sale", ends) is None
        assert facts_around(store, None, TODAY - DAY) is None

    def test_a_fact_that_needs_somebody_who_is_not_there_is_left_out(self, store):
        publish(store, *WORLD)
        publish(store, gone=["per_buyer"])
        found = facts_around(store, "acc_client")
        assert (found.stakeholders, found.influences) == ((), ())
        assert ids(found.ties) == ["tie_chief_we"]
        assert ids(found.positions) == ["pos_buyer", "pos_head", "pos_we"], "the seat stays"

    def test_whom_the_facts_name_are_among_the_people_wherever_they_work(self, store):
        publish(
            store,
            OURS,
            CLIENT,
            ELSEWHERE,
            *(person(name, "elsewhere") for name in ("owner", "contact", "holder", "seen", "unnamed")),
            deal("sale", "client", owner_id="per_owner", usual_contact_id="per_contact"),
            seat("s", "client", "holder"),
            signal("frozen", "sale", "seen"),
        )
        found = facts_around(store, "acc_client")
        assert ids(found.people) == ["per_contact", "per_holder", "per_owner", "per_seen"]

    def test_ties_reach_from_the_client_to_ours_through_two_others_and_no_further(self, store):
        people = [person(name, "elsewhere") for name in ("met", "friend", "far", "further")]
        publish(
            store,
            *WORLD,
            *people,
            tie("buyer", "met"),
            tie("met", "friend"),
            tie("friend", "we"),
            tie("met", "far"),
            tie("friend", "far"),
            tie("friend", "stranger"),
            tie("far", "further"),
            tie("further", "we"),
        )
        assert ties_met(store) == ["tie_buyer_met", "tie_buyer_we", "tie_chief_we", "tie_friend_met", "tie_friend_we"]
        assert {"per_met", "per_friend"} <= set(ids(facts_around(store, "acc_client").people))
        assert {"per_far", "per_further"}.isdisjoint(ids(facts_around(store, "acc_client").people))

    def test_somebody_met_at_the_client_who_knows_ours_is_a_way(self, store):
        publish(store, *WORLD, person("met", "elsewhere"), tie("buyer", "met"), tie("met", "we"), tie("stranger", "we"))
        assert ties_met(store) == ["tie_buyer_met", "tie_buyer_we", "tie_chief_we", "tie_met_we"]

    def test_those_met_at_the_client_are_joined_with_each_other(self, store):
        met = [person("met", "elsewhere"), person("too", None)]
        publish(store, *WORLD, *met, tie("buyer", "met"), tie("head", "too"), tie("met", "too"))
        assert "tie_met_too" in ties_met(store)

    def test_ties_of_others_who_know_only_ours_stay_out(self, store):
        publish(store, *WORLD, person("friend", None), tie("friend", "we"), tie("friend", "stranger"))
        assert ties_met(store) == ["tie_buyer_we", "tie_chief_we"]

    def test_influences_of_the_client_with_anybody_and_among_ours_belong(self, store):
        publish(
            store,
            *WORLD,
            influence("buyer", "stranger"),
            influence("stranger", "head"),
            influence("chief", "we"),
            influence("we", "stranger"),
            influence("stranger", "guest"),
        )
        found = ids(facts_around(store, "acc_client").influences)
        assert found == ["inf_buyer_stranger", "inf_chief_we", "inf_head_buyer", "inf_stranger_head"]

    def test_ties_count_on_the_dates_on_which_they_hold(self, store):
        publish(store, *WORLD, version(tie("head", "we"), ALWAYS, TODAY))
        assert "tie_head_we" not in ties_met(store)
        assert "tie_head_we" in ids(facts_around(store, "acc_client", TODAY - DAY).ties)

    @pytest.mark.parametrize("anchor", ["tie_buyer_stranger", "inf_buyer_stranger"])
    def test_between_two_clients_an_edge_is_found_at_the_end_with_the_first_id(self, store, anchor):
        publish(store, *WORLD, tie("buyer", "stranger"), influence("buyer", "stranger"))
        assert facts_around(store, anchor).account == CLIENT

    def test_everything_comes_in_all_versions_by_kind_then_id_then_time(self, store):
        early = version(person("a", "client", title="Buyer"), ALWAYS, TODAY)
        late = version(person("a", "client", title="Head"), TODAY)
        publish(store, tie("a", "b"), person("b", "client"), late, CLIENT, OURS)
        publish(store, early, late)
        with store.reading(ANA) as reader:
            found = list(reader.everything())
        assert found == [
            version(CLIENT),
            version(OURS),
            early,
            late,
            version(person("b", "client")),
            version(tie("a", "b")),
        ]

    def test_every_kind_of_fact_comes_back_as_it_was(self, store):
        publish(store, *WORLD)
        with store.reading(ANA) as reader:
            found = [v.fact for v in reader.everything()]
        assert sorted(found, key=lambda f: f.id) == sorted(WORLD, key=lambda f: f.id)
