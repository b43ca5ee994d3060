"""What is believed: of several statements one fact, in the versions that it had over time."""

from datetime import date
from decimal import Decimal

import pytest

from orggraph.domain.deals import BuyingRole, CoverageLevel, Deal, Escalation, EscalationOutcome, Stakeholder, Stance
from orggraph.domain.facts import ALWAYS, FOREVER, Version
from orggraph.domain.ids import EntityKind, content_id
from orggraph.domain.people import Account, Locale, Person, Seniority
from orggraph.domain.positions import Line, Position, ReportingKind
from orggraph.domain.relations import Influence, InfluenceKind, Tie
from orggraph.domain.signals import Signal, SignalKind
from orggraph.resolve.fold import fact_id, fold
from orggraph.resolve.identity import Resolution
from tests.unit.resolve.said import (
    JANUARY,
    JUNE,
    account,
    at,
    fact,
    facts,
    line,
    observation,
    person,
    resolved,
    seat,
    tie,
)

EXEMPLIS = account("company:exemplis", "Exemplis")
AUBRELIA = account("company:aubrelia", "Aubrelia")
ANA, BO = person("ana", name="Ana"), person("bo", name="Bo")
SALE = observation(EntityKind.DEAL, "sale", name="Sale", company="Exemplis")


def of(kind, key):
    return content_id(kind, key)


def per(key):
    return of(EntityKind.PERSON, key)


def test_sources_that_differ_are_believed_thing_by_thing():
    hr = person("p", "hr:x", name="Ana Bo", title="Buyer", department="IT")
    linkedin = person("p", "linkedin:y", name="Ana B.", title="Head of buying", email="a@x.example")
    found = fact(*at(0, hr), *at(9, linkedin), kind=Person)
    assert (found.name, found.title, found.department, found.email) == ("Ana Bo", "Buyer", "IT", "a@x.example")


def test_a_null_takes_a_value_away_and_an_absent_one_says_nothing():
    hr = person("p", "hr:x", name="Ana", title="Buyer", department="IT")
    user = person("p", "user:ana", title=None)
    found = fact(*at(0, hr), *at(1, user), kind=Person)
    assert (found.title, found.department) == (None, "IT")


def test_a_person_whom_nobody_named_is_none_but_a_placeholder_is():
    assert facts(*at(0, person("p", title="Buyer"))) == []
    found = fact(*at(0, person("p", title="Buyer", is_placeholder=True)), kind=Person)
    assert (found.name, found.is_placeholder) == ("", True)


def test_a_person_carries_the_keys_of_all_sources_but_those_that_are_ids():
    said = at(
        0,
        person("hr:x/1", name="Ana", email="a@x.example"),
        person("linkedin:ana", "linkedin:y", email="a@x.example", keys=["ext:siebel/7"]),
        person(f"id:{per('hr:x/1')}", "interchange:document", name="Ana"),
    )
    assert fact(*said, kind=Person).keys == ("ext:siebel/7", "hr:x/1", "linkedin:ana")


def test_somebody_who_moved_is_at_the_account_that_is_believed():
    said = [
        *at(0, EXEMPLIS, AUBRELIA, person("p", name="Ana", company="Exemplis")),
        *at(1, person("p", company="Aubrelia")),
    ]
    assert fact(*said, kind=Person).account_id == of(EntityKind.ACCOUNT, "company:aubrelia")


def test_a_company_by_name_takes_the_place_of_one_by_key_that_is_less_believed():
    said = at(0, EXEMPLIS, AUBRELIA, person("p", "linkedin:y", name="Ana", company_key="company:exemplis"))
    moved = at(1, person("p", "hr:x", company="Aubrelia"))
    assert fact(*said, *moved, kind=Person).account_id == of(EntityKind.ACCOUNT, "company:aubrelia")
    back = at(2, person("p", "user:ana", company_key="company:exemplis"))
    assert fact(*said, *moved, *back, kind=Person).account_id == of(EntityKind.ACCOUNT, "company:exemplis")


def test_somebody_of_an_account_that_nobody_speaks_of_any_more_is_at_none():
    assert fact(*at(0, person("p", name="Ana", company="Exemplis")), kind=Person).account_id is None


def test_what_holds_for_a_time_makes_versions():
    said = at(
        0,
        person("p", name="Ana", title="Buyer"),
        person("p", title="Head", valid_from=JANUARY, valid_until=JUNE, confidence=0.9),
    )
    undated = at(0, person("p", name="Ana", title="Buyer"))
    head = person("p", "user:ana", title="Head", valid_from=JANUARY, valid_until=JUNE)
    assert [(v.since, v.until, v.fact.title) for v in facts(*undated, *at(1, head), kind=Person)] == [
        (ALWAYS, JANUARY, "Buyer"),
        (JANUARY, JUNE, "Head"),
        (JUNE, FOREVER, "Buyer"),
    ]
    assert len(facts(*said, kind=Person)) == 1, "said later, so it is believed also in that time"


def test_versions_between_which_nothing_changed_are_one():
    first = person("p", name="Ana", valid_from=JANUARY, valid_until=JUNE)
    then = person("p", "linkedin:y", name="Ana", valid_from=JUNE)
    assert [(v.since, v.until) for v in facts(*at(0, first, then), kind=Person)] == [(JANUARY, FOREVER)]


def test_a_time_in_which_nobody_is_named_has_no_version():
    said = at(0, person("p", title="Buyer"), person("p", name="Ana", valid_from=JUNE))
    assert [(v.since, v.until) for v in facts(*said, kind=Person)] == [(JUNE, FOREVER)]


def test_an_account_that_nobody_named_is_none():
    assert facts(*at(0, observation(EntityKind.ACCOUNT, "a", industry="Steel"))) == []


def test_a_seat_whose_holder_was_undone_is_vacant():
    held = at(0, EXEMPLIS, ANA, seat("s", holder="ana"))
    assert fact(*held, kind=Position).holder_id == per("ana")
    assert fact(held[0], held[2], kind=Position).holder_id is None


def test_a_seat_of_an_unknown_account_is_none():
    assert facts(*at(0, seat("s")), kind=Position) == []


def test_each_source_has_its_own_last_word_on_whom_a_seat_reports_to():
    seats = at(0, EXEMPLIS, seat("r"), seat("m"), seat("n"))
    hr = [*at(0, line("r", "m")), *at(1, line("r", "n"))]
    crm = at(0, line("r", "m", "crm:y"))
    found = {(x.fact.source, x.fact.manager_id) for x in facts(*seats, *hr, *crm, kind=Line)}
    assert found == {("hr:x", of(EntityKind.POSITION, "n")), ("crm:y", of(EntityKind.POSITION, "m"))}


def test_of_sources_that_say_the_same_line_the_surest_is_kept():
    seats = at(0, EXEMPLIS, seat("r"), seat("m"))
    said = at(0, line("r", "m", "hr:x", confidence=0.6), line("r", "m", "crm:y", confidence=0.8))
    assert (fact(*seats, *said, kind=Line).source, fact(*seats, *said, kind=Line).confidence) == ("crm:y", 0.8)


def test_solid_and_dotted_lines_do_not_replace_each_other():
    said = at(0, EXEMPLIS, seat("r"), seat("m"), line("r", "m"), line("r", "m", kind="DOTTED"))
    assert {v.fact.kind for v in facts(*said, kind=Line)} == set(ReportingKind)


def test_that_nobody_stands_above_is_a_line_too():
    said = at(0, EXEMPLIS, seat("r"), line("r", None))
    assert fact(*said, kind=Line).manager_id is None


def test_a_line_to_an_unknown_or_to_the_same_seat_is_none():
    said = at(0, EXEMPLIS, seat("r"), line("r", "nobody"), line("r", "r", "crm:y"))
    assert facts(*said, kind=Line) == []


def test_a_line_holds_for_its_time():
    seats = at(0, EXEMPLIS, seat("r"), seat("m"), seat("n"))
    said = at(0, line("r", "m", valid_until=JUNE), line("r", "n", valid_from=JUNE))
    found = {v.fact.manager_id: (v.since, v.until) for v in facts(*seats, *said, kind=Line)}
    assert found == {of(EntityKind.POSITION, "m"): (ALWAYS, JUNE), of(EntityKind.POSITION, "n"): (JUNE, FOREVER)}


def test_a_tie_is_the_same_from_either_end_and_keeps_the_first_day_and_the_last_contact():
    said = [
        *at(0, ANA, BO, tie("ana", "bo", connected_on="2024-05-01", last_contact="2025-01-01")),
        *at(1, tie("bo", "ana", "user:ana", strength=0.5, connected_on="2025-05-01", last_contact="2024-01-01")),
    ]
    found = fact(*said, kind=Tie)
    assert (found.one_id, found.other_id) == tuple(sorted((per("ana"), per("bo"))))
    assert (found.connected_on, found.last_contact) == (date(2024, 5, 1), date(2025, 1, 1))
    assert (found.strength, found.source) == (0.5, "user:ana")


def test_nobody_has_ties_or_influence_with_themselves_or_with_somebody_unknown():
    ana_too = person("ana2", name="Ana", keys=["ana"])
    weighs = {"kind": "ADVICE", "weight": 0.5}
    said = at(
        0,
        person("ana", name="Ana", keys=["ana"]),
        ana_too,
        tie("ana", "ana2"),
        tie("ana", "nobody"),
        observation(EntityKind.INFLUENCE, "ana", to="ana2", **weighs),
        observation(EntityKind.INFLUENCE, "ana", to="nobody", **weighs),
    )
    assert facts(*said, kind=Tie | Influence) == []


def test_influence_has_a_direction_and_a_kind():
    said = at(
        0,
        ANA,
        BO,
        observation(EntityKind.INFLUENCE, "ana", to="bo", kind="ADVICE", weight=0.5),
        observation(EntityKind.INFLUENCE, "bo", to="ana", kind="ADVICE", weight=0.2),
        observation(EntityKind.INFLUENCE, "ana", to="bo", kind="CONFLICT", weight=1.0, observed_on="2026-01-01"),
    )
    found = {(x.fact.from_id, x.fact.kind, x.fact.weight) for x in facts(*said, kind=Influence)}
    assert found == {
        (per("ana"), InfluenceKind.ADVICE, 0.5),
        (per("bo"), InfluenceKind.ADVICE, 0.2),
        (per("ana"), InfluenceKind.CONFLICT, 1.0),
    }


def test_a_deal_says_money_exactly_and_who_it_is_of():
    said = at(
        0,
        EXEMPLIS,
        ANA,
        observation(
            EntityKind.DEAL, "d", name="Sale", company="Exemplis", amount="1234567.89", currency="EUR", owner="ana",
            usual_contact="nobody", decision_mode="CONSENSUS", closed_on="2026-01-01", outcome="WON",
        ),
    )  # fmt: skip
    found = fact(*said, kind=Deal)
    assert (found.amount, found.currency) == (Decimal("1234567.89"), "EUR")
    assert (found.owner_id, found.usual_contact_id) == (per("ana"), None)
    assert (f"{found.decision_mode}", found.closed_on, f"{found.outcome}") == ("CONSENSUS", JANUARY, "WON")


@pytest.mark.parametrize("said", [{"name": "Sale"}, {"company": "Exemplis"}])
def test_a_deal_without_a_name_or_an_account_is_none(said):
    assert facts(*at(0, EXEMPLIS, observation(EntityKind.DEAL, "d", **said)), kind=Deal) == []


def test_a_persons_part_in_a_deal_is_put_together_from_all_that_is_said_of_it():
    part = {"deal": "sale", "roles": ["USER", "CHAMPION"]}
    stance = {"deal": "sale", "stance_value": -0.5, "stance_observed_on": "2026-01-01", "synergy": 1, "antagonism": 3}
    said = at(
        0,
        EXEMPLIS,
        SALE,
        ANA,
        observation(EntityKind.STAKEHOLDER, "ana", "hr:x", **part),
        observation(EntityKind.STAKEHOLDER, "ana", "user:bo", confidence=0.7, **stance),
    )
    found = fact(*said, kind=Stakeholder)
    assert found.roles == (BuyingRole.CHAMPION, BuyingRole.USER)
    assert found.stance == Stance(
        value=-0.5, confidence=0.7, source="user:bo", observed_on=JANUARY, synergy=1, antagonism=3
    )
    assert found.coverage is CoverageLevel.UNKNOWN


def test_a_signal_or_a_call_of_an_unknown_deal_is_none():
    seen = {"kind": "BUDGET_FROZEN", "observed_on": "2026-01-01"}
    said = at(
        0,
        ANA,
        BO,
        observation(EntityKind.SIGNAL, "s", deal="sale", **seen),
        observation(EntityKind.ESCALATION, "e", deal="sale", caller="ana", target="bo"),
        observation(EntityKind.STAKEHOLDER, "ana", deal="sale"),
    )
    assert facts(*said, kind=Signal | Escalation | Stakeholder) == []


def test_a_signal_and_a_call_name_whom_they_concern():
    said = at(
        0,
        EXEMPLIS,
        SALE,
        ANA,
        BO,
        observation(EntityKind.SIGNAL, "s", deal="sale", kind="BUDGET_FROZEN", observed_on="2026-01-01", person="ana"),
        observation(EntityKind.ESCALATION, "e", deal="sale", caller="ana", target="bo", made_on="2026-01-01"),
        observation(EntityKind.ESCALATION, "e", "user:ana", outcome="UNBLOCKED", outcome_on="2026-06-01"),
    )
    seen, call = fact(*said, kind=Signal), fact(*said, kind=Escalation)
    assert (seen.kind, seen.person_id, seen.strength) == (SignalKind.BUDGET_FROZEN, per("ana"), 1.0)
    assert (call.caller_id, call.target_id, call.made_on) == (per("ana"), per("bo"), JANUARY)
    assert (call.outcome, call.outcome_on) == (EscalationOutcome.UNBLOCKED, JUNE)


def test_what_was_said_in_words_of_a_list_is_that_word():
    said = at(0, person("p", name="Ana", seniority="C_LEVEL", preferred_locale="FR", has_left=True))
    found = fact(*said, kind=Person)
    assert (found.seniority, found.preferred_locale, found.has_left) == (Seniority.C_LEVEL, Locale.FR, True)


def test_what_rests_on_somebody_unknown_counts_again_when_they_come_back():
    met = at(0, ANA, tie("ana", "bo"))
    assert facts(*met, kind=Tie) == []
    assert len(facts(*met, *at(1, BO), kind=Tie)) == 1


def test_the_id_of_a_fact_is_made_of_what_it_joins():
    said = at(0, EXEMPLIS, SALE, ANA, BO, seat("r"), seat("m"))
    resolution = resolved(said)
    report, manager = of(EntityKind.POSITION, "r"), of(EntityKind.POSITION, "m")
    assert fact_id(line("r", "m"), resolution) == content_id(EntityKind.LINE, report, "SOLID", manager)
    assert fact_id(line("r", None), resolution) == content_id(EntityKind.LINE, report, "SOLID", "")
    assert fact_id(tie("bo", "ana"), resolution) == content_id(EntityKind.TIE, *sorted((per("ana"), per("bo"))))
    part = observation(EntityKind.STAKEHOLDER, "ana", deal="sale")
    assert fact_id(part, resolution) == content_id(EntityKind.STAKEHOLDER, of(EntityKind.DEAL, "sale"), per("ana"))
    assert fact_id(ANA, resolution) == per("ana")
    assert fact_id(ANA, Resolution()) is None


def test_nothing_said_is_no_fact():
    assert fold([], Resolution()) == {}


def test_a_version_of_an_account_is_whole():
    said = account(
        "a", "Exemplis", is_ours=True, domains=["exemplis.example"], industry="Steel", country="FR", employee_count=12
    )
    assert facts(*at(0, said)) == [
        Version(
            Account(
                id=of(EntityKind.ACCOUNT, "a"), name="Exemplis", is_ours=True, domains=("exemplis.example",),
                industry="Steel", country="FR", employee_count=12,
            )
        )
    ]  # fmt: skip
