"""Everything that is said of something is in its fact; what nobody said is not made up."""

from datetime import date
from decimal import Decimal

import pytest

from orggraph.domain.deals import (
    BuyingRole,
    CoverageLevel,
    Deal,
    DealOutcome,
    DecisionMode,
    Escalation,
    EscalationOutcome,
    Stakeholder,
    Stance,
)
from orggraph.domain.ids import EntityKind, content_id
from orggraph.domain.people import Account, JobFunction, Locale, Person, Seniority
from orggraph.domain.positions import Line, Position, ReportingKind
from orggraph.domain.relations import Influence, InfluenceKind, Tie
from orggraph.domain.signals import Signal, SignalKind
from tests.unit.resolve.said import JANUARY, JUNE, account, at, fact, facts, line, observation, person, seat, tie

MAY = date(2026, 5, 4)
EXEMPLIS = account("company:exemplis", "Exemplis")
ANA, BO = person("ana", name="Ana"), person("bo", name="Bo")
SALE = observation(EntityKind.DEAL, "sale", name="Sale", company="Exemplis")
AROUND = (EXEMPLIS, ANA, BO, SALE, seat("chief"))
EXEMPLIS_ID, DEAL_ID = content_id(EntityKind.ACCOUNT, "company:exemplis"), content_id(EntityKind.DEAL, "sale")
ANA_ID, BO_ID = (content_id(EntityKind.PERSON, key) for key in ("ana", "bo"))
ONE_ID, OTHER_ID = sorted((ANA_ID, BO_ID))
CHIEF_ID = content_id(EntityKind.POSITION, "chief")
SURE = {"confidence": 0.7, "source": "user:bo"}
HOW = {"confidence": 0.7}

WHOLE = {
    "person": (
        person(
            "p", "user:bo", name="Cy", company="Exemplis", email="cy@x.example", profile_url="https://linkedin.com/in/cy",
            title="Buyer", department="Purchasing", seniority="MANAGER", job_function="PROCUREMENT", has_left=True,
            is_placeholder=True, preferred_locale="FR", keys=["ext:crm/7", "id:old"],
        ),
        Person(
            id=content_id(EntityKind.PERSON, "p"), name="Cy", account_id=EXEMPLIS_ID, email="cy@x.example",
            profile_url="https://linkedin.com/in/cy", title="Buyer", department="Purchasing", seniority=Seniority.MANAGER,
            job_function=JobFunction.PROCUREMENT, has_left=True, is_placeholder=True, preferred_locale=Locale.FR,
            keys=("ext:crm/7", "p"),
        ),
    ),
    "position": (
        seat("s", title="Buyer", department="Purchasing", holder="ana", valid_from=JANUARY, valid_until=JUNE),
        Position(
            id=content_id(EntityKind.POSITION, "s"), account_id=EXEMPLIS_ID, title="Buyer", department="Purchasing",
            holder_id=ANA_ID, since=JANUARY, until=JUNE,
        ),
    ),
    "influence": (
        observation(
            EntityKind.INFLUENCE, "ana", "user:bo", to="bo", kind="TRUST", weight=0.3, observed_on="2026-05-04", **HOW
        ),
        Influence(
            id=content_id(EntityKind.INFLUENCE, ANA_ID, BO_ID, "TRUST"), from_id=ANA_ID, to_id=BO_ID,
            kind=InfluenceKind.TRUST, weight=0.3, observed_on=MAY, **SURE,
        ),
    ),
    "tie": (
        tie("ana", "bo", "user:bo", strength=0.4, connected_on="2026-01-01", last_contact="2026-05-04", **HOW),
        Tie(
            id=content_id(EntityKind.TIE, ONE_ID, OTHER_ID), one_id=ONE_ID, other_id=OTHER_ID, strength=0.4,
            connected_on=JANUARY, last_contact=MAY, **SURE,
        ),
    ),
    "deal": (
        observation(
            EntityKind.DEAL, "d", name="Other sale", company="Exemplis", owner="bo", usual_contact="ana", amount="10.50",
            currency="EUR", stage="Proposal", decision_mode="MAJORITY", threshold=0.6, closed_on="2026-06-01",
            outcome="LOST", client_stakes="A plant", keys=["ext:salesforce/6", "id:old"],
        ),
        Deal(
            id=content_id(EntityKind.DEAL, "d"), name="Other sale", account_id=EXEMPLIS_ID, owner_id=BO_ID,
            usual_contact_id=ANA_ID, amount=Decimal("10.50"), currency="EUR", stage="Proposal",
            decision_mode=DecisionMode.MAJORITY, threshold=0.6, closed_on=JUNE, outcome=DealOutcome.LOST,
            client_stakes="A plant", keys=("ext:salesforce/6",),
        ),
    ),
    "stakeholder": (
        observation(
            EntityKind.STAKEHOLDER, "ana", "user:bo", deal="sale", roles=["USER", "CHAMPION"], salience=0.3,
            salience_confidence=0.4, salience_observed_on="2026-01-01", conviction=0.5, is_blocking=False,
            decision_weight=0.6, can_veto=True, owns_delivery=False, expected_position="chief", expected_title="Chief",
            expected_position_confidence=0.8, coverage="MULTIPLE", agenda="Retires", stance_value=-0.5,
            stance_confidence=0.9, stance_source="crm:x", stance_observed_on="2026-05-04", synergy=1, antagonism=3,
            evidence_ids=["sig_1"], **HOW,
        ),
        Stakeholder(
            id=content_id(EntityKind.STAKEHOLDER, DEAL_ID, ANA_ID), deal_id=DEAL_ID, person_id=ANA_ID,
            roles=(BuyingRole.CHAMPION, BuyingRole.USER), salience=0.3, salience_confidence=0.4,
            salience_observed_on=JANUARY, conviction=0.5, is_blocking=False, decision_weight=0.6, can_veto=True,
            owns_delivery=False, expected_position_id=CHIEF_ID, expected_title="Chief", expected_position_confidence=0.8,
            coverage=CoverageLevel.MULTIPLE, agenda="Retires",
            stance=Stance(
                value=-0.5, confidence=0.9, source="crm:x", observed_on=MAY, synergy=1, antagonism=3,
                evidence_ids=("sig_1",),
            ),
        ),
    ),
    "signal": (
        observation(
            EntityKind.SIGNAL, "s", "user:bo", deal="sale", kind="BUDGET_CUT", observed_on="2026-05-04", strength=0.6,
            person="ana", note="By half", author="bo",
        ),
        Signal(
            id=content_id(EntityKind.SIGNAL, "s"), deal_id=DEAL_ID, kind=SignalKind.BUDGET_CUT, observed_on=MAY,
            strength=0.6, person_id=ANA_ID, note="By half", author="bo", source="user:bo",
        ),
    ),
    "escalation": (
        observation(
            EntityKind.ESCALATION, "e", deal="sale", caller="bo", target="ana", planned_on="2026-01-01",
            made_on="2026-05-04", contact_told_first=True, outcome="UNBLOCKED", outcome_on="2026-06-01", note="Warm",
        ),
        Escalation(
            id=content_id(EntityKind.ESCALATION, "e"), deal_id=DEAL_ID, caller_id=BO_ID, target_id=ANA_ID,
            planned_on=JANUARY, made_on=MAY, contact_told_first=True, outcome=EscalationOutcome.UNBLOCKED,
            outcome_on=JUNE, note="Warm",
        ),
    ),
    "line": (
        line("s", "chief", "user:bo", "DOTTED", valid_until=JUNE, **HOW),
        Line(
            id=content_id(EntityKind.LINE, content_id(EntityKind.POSITION, "s"), "DOTTED", CHIEF_ID),
            account_id=EXEMPLIS_ID, report_id=content_id(EntityKind.POSITION, "s"), manager_id=CHIEF_ID,
            kind=ReportingKind.DOTTED, until=JUNE, **SURE,
        ),
    ),
}  # fmt: skip

BARE = {
    "account": (
        observation(EntityKind.ACCOUNT, "us", is_ours=True),
        Account(id=content_id(EntityKind.ACCOUNT, "us"), name="Our organisation", is_ours=True),
    ),
    "person": (
        person("hr:x/9", name="Cy"),
        Person(id=content_id(EntityKind.PERSON, "hr:x/9"), name="Cy", keys=("hr:x/9",)),
    ),
    "position": (
        observation(EntityKind.POSITION, "s", company="Exemplis"),
        Position(id=content_id(EntityKind.POSITION, "s"), account_id=EXEMPLIS_ID, title=""),
    ),
    "deal": (
        observation(EntityKind.DEAL, "d", name="Other sale", company="Exemplis"),
        Deal(id=content_id(EntityKind.DEAL, "d"), name="Other sale", account_id=EXEMPLIS_ID),
    ),
    "stakeholder": (
        observation(EntityKind.STAKEHOLDER, "ana", deal="sale"),
        Stakeholder(
            id=content_id(EntityKind.STAKEHOLDER, DEAL_ID, ANA_ID), deal_id=DEAL_ID, person_id=ANA_ID
        ),
    ),
    "escalation": (
        observation(EntityKind.ESCALATION, "e", deal="sale", caller="bo", target="ana"),
        Escalation(
            id=content_id(EntityKind.ESCALATION, "e"), deal_id=DEAL_ID, caller_id=BO_ID, target_id=ANA_ID
        ),
    ),
}  # fmt: skip


def made(said, wanted):
    around = [o for o in (*AROUND, seat("s")) if (o.kind, o.subject) != (said.kind, said.subject)]
    (found,) = [version.fact for version in facts(*at(0, *around, said)) if version.fact.id == wanted.id]
    return found


@pytest.mark.parametrize("kind", WHOLE)
def test_everything_that_is_said_is_in_the_fact(kind):
    said, wanted = WHOLE[kind]
    assert made(said, wanted) == wanted


@pytest.mark.parametrize("kind", BARE)
def test_what_nobody_said_is_not_made_up(kind):
    said, wanted = BARE[kind]
    assert made(said, wanted) == wanted


def test_a_stance_is_as_sure_and_from_where_the_statement_that_gave_it_unless_it_says_otherwise():
    parts = (
        observation(EntityKind.STAKEHOLDER, "ana", "crm:x", confidence=0.6, deal="sale", stance_value=0.5),
        observation(EntityKind.STAKEHOLDER, "ana", "user:bo", confidence=0.9, deal="sale", salience=0.2),
    )
    found = fact(*at(0, *AROUND, *parts), kind=Stakeholder)
    assert (found.salience, found.stance) == (
        0.2,
        Stance(value=0.5, confidence=0.6, source="crm:x", observed_on=date(2026, 3, 2)),
    )


def test_an_opinion_without_a_day_is_of_the_day_on_which_it_came_to_be_known():
    part = observation(EntityKind.STAKEHOLDER, "ana", "crm:x", deal="sale", stance_value=-0.4, salience=0.3)
    found = fact(*at(0, *AROUND), *at(5 * 24, part, again=4 * 24), kind=Stakeholder)
    assert (found.stance.observed_on, found.salience_observed_on) == (date(2026, 3, 7), date(2026, 3, 7))


def test_a_tie_that_only_one_of_two_sources_dates_has_that_date():
    two = (tie("ana", "bo", connected_on="2026-01-01"), tie("bo", "ana", "user:bo", last_contact="2026-05-04"))
    found = fact(*at(0, *AROUND, *two), kind=Tie)
    assert (found.connected_on, found.last_contact, found.strength) == (JANUARY, MAY, None)


def test_a_call_needs_both_ends():
    lone = observation(EntityKind.ESCALATION, "e", deal="sale", caller="bo", target="nobody")
    other = observation(EntityKind.ESCALATION, "f", deal="sale", caller="nobody", target="ana")
    assert not [v for v in facts(*at(0, *AROUND, lone, other)) if isinstance(v.fact, Escalation)]
