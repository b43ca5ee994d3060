"""Hand-made accounts for the tests of the analysis."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from orggraph.domain.assumptions import Assumptions
from orggraph.domain.contributions import Contribution
from orggraph.domain.deals import BuyingRole, Deal, Escalation, Stakeholder, Stance
from orggraph.domain.facts import Facts
from orggraph.domain.people import Account, JobFunction, Person, Seniority
from orggraph.domain.positions import Line, Position, ReportingKind
from orggraph.domain.relations import Tie
from orggraph.domain.signals import Signal, SignalKind
from orggraph.domain.titles import TitleContext, TitleReading
from orggraph.graph.build import EXECUTIVE_COMMITTEE, build
from orggraph.graph.snapshot import OrgSnapshot

DAY = date(2026, 6, 1)
CLIENT, OURS = "acc_client", "acc_ours"
SOUND = (
    SignalKind.NEED_CONFIRMED,
    SignalKind.VALUE_QUANTIFIED,
    SignalKind.BUDGET_CONFIRMED,
    SignalKind.TECHNICAL_FIT_CONFIRMED,
    SignalKind.CHAMPION_CONVINCED,
    SignalKind.WAITING_FOR_MANAGEMENT,
    SignalKind.CHAMPION_WONT_FORWARD,
)
"""What was seen of a deal that only its organisation holds back."""


EVERY_GAIN = Assumptions().overridden(
    dict.fromkeys(
        ("peer_route", "ask_upward", "worth_least", "worth_margin", "cost_call", "cost_level", "cost_disavowal"), 0
    )
)
"""With these, any pair that does some good is a path."""


def read_title(title: str, context: TitleContext) -> TitleReading:  # noqa: ARG001
    """Know two words: what these tests need of the reading of titles."""
    reasons = (Contribution("executive_committee", 0.5),) if "comex" in title.casefold() else ()
    assert EXECUTIVE_COMMITTEE == "executive_committee"
    return TitleReading(Seniority.UNKNOWN, JobFunction.UNKNOWN, 0.5 if reasons else 0.0, reasons)


def person(id: str, rank: str = "UNKNOWN", trade: str = "UNKNOWN", account: str | None = CLIENT, **more: Any) -> Person:
    return Person(
        id=id, name=id, account_id=account, seniority=Seniority(rank), job_function=JobFunction(trade), **more
    )


def ours(id: str, rank: str = "C_LEVEL", trade: str = "GENERAL_MANAGEMENT", **more: Any) -> Person:
    return person(id, rank, trade, OURS, **more)


def seat(holder: str | None, id: str | None = None, account: str = CLIENT, **more: Any) -> Position:
    return Position(id=id or f"pos_{holder}", account_id=account, title="", holder_id=holder, **more)


def line(report: str, manager: str | None, confidence: float = 0.9, source: str = "hr:client", **more: Any) -> Line:
    return Line(
        id=more.pop("id", f"lin_{source}_{report}_{manager}"),
        account_id=CLIENT,
        report_id=f"pos_{report}",
        manager_id=f"pos_{manager}" if manager else None,
        kind=more.pop("kind", ReportingKind.SOLID),
        confidence=confidence,
        source=source,
        **more,
    )


def dotted(report: str, manager: str) -> Line:
    return line(report, manager, id=f"lin_dotted_{report}_{manager}", kind=ReportingKind.DOTTED)


def tie(one: str, other: str, strength: float | None = None, **more: Any) -> Tie:
    one, other = sorted((one, other))
    return Tie(
        id=more.pop("id", f"tie_{one}_{other}"),
        one_id=one,
        other_id=other,
        confidence=more.pop("confidence", 1.0),
        source=more.pop("source", "user:ana"),
        strength=strength,
        **more,
    )


def signal(kind: SignalKind | str, days_ago: int = 0, strength: float = 1.0, **more: Any) -> Signal:
    kind = SignalKind(kind)
    return Signal(
        id=more.pop("id", f"sig_{kind.value.lower()}_{days_ago}_{strength:g}"),
        deal_id=more.pop("deal_id", "dea_1"),
        kind=kind,
        observed_on=DAY - timedelta(days=days_ago),
        strength=strength,
        **more,
    )


def signals(*kinds: SignalKind | str, days_ago: int = 0) -> tuple[Signal, ...]:
    return tuple(signal(kind, days_ago) for kind in kinds)


def stakeholder(
    who: str, *roles: BuyingRole, stance: float | None = None, sure: float = 0.8, **more: Any
) -> Stakeholder:
    believed = None if stance is None else Stance(value=stance, confidence=sure, source="user:ana", observed_on=DAY)
    return Stakeholder(id=f"stk_{who}", deal_id="dea_1", person_id=who, roles=roles, stance=believed, **more)


def call(caller: str, target: str, days_ago: int, **more: Any) -> Escalation:
    return Escalation(
        id=more.pop("id", f"esc_{caller}_{target}_{days_ago}"),
        deal_id=more.pop("deal_id", "dea_1"),
        caller_id=caller,
        target_id=target,
        made_on=more.pop("made_on", DAY - timedelta(days=days_ago)),
        **more,
    )


def deal(contact: str | None = "contact", owner: str | None = "rep") -> Deal:
    return Deal(id="dea_1", name="Deal", account_id=CLIENT, owner_id=owner, usual_contact_id=contact)


def facts(**more: Any) -> Facts:
    """Give an account where contact < boss < head < top, and ours with a chief, a technical chief and a rep."""
    base = Facts(
        revision=1,
        as_of=DAY,
        account=Account(id=CLIENT, name="Client", employee_count=500),
        ours=Account(id=OURS, name="Ours", is_ours=True, employee_count=500),
        people=(
            person("contact", "MANAGER", "MARKETING"),
            person("boss", "DIRECTOR", "MARKETING"),
            person("head", "C_LEVEL", "MARKETING"),
            person("top", "C_LEVEL", "GENERAL_MANAGEMENT"),
            ours("chief"),
            ours("tech", "C_LEVEL", "IT"),
            ours("rep", "SENIOR", "SALES"),
        ),
        lines=(line("contact", "boss"), line("boss", "head"), line("head", "top")),
        deals=(deal(),),
        stakeholders=(stakeholder("contact", BuyingRole.CHAMPION, stance=0.8),),
        signals=signals(*SOUND),
    )
    return replace(base, **more)


def snapshot(**more: Any) -> OrgSnapshot:
    return build(facts(**more), read_title)


STALLED = facts(
    ties=(tie("chief", "head", 0.6), tie("chief", "boss", 0.5), tie("head", "tech", 0.5), tie("boss", "tech", 0.5)),
    stakeholders=(
        stakeholder("contact", BuyingRole.CHAMPION, stance=0.8, salience=0.8),
        stakeholder("boss", BuyingRole.DECISION_MAKER, stance=0.4, salience=0.4),
        stakeholder("head", BuyingRole.DECISION_MAKER, stance=0.4, salience=0.4),
    ),
)
"""Boss and head decide together, for it but without hurry, and both know our chief and our technical chief."""


def stalled(**more: Any) -> OrgSnapshot:
    return build(replace(STALLED, **more), read_title)


def chart(*lines: Line, people: Iterable[str] = ()) -> OrgSnapshot:
    """Give an account that is only these lines, between seats held by people of the same name."""
    ends = {end.removeprefix("pos_") for x in lines for end in (x.report_id, x.manager_id) if end} | set(people)
    return build(
        Facts(
            revision=1,
            as_of=DAY,
            account=Account(id=CLIENT, name="Client"),
            ours=None,
            people=tuple(person(name) for name in sorted(ends)),
            lines=lines,
        ),
        read_title,
    )
