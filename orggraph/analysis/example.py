"""A small invented account with a stalled deal: what the examples of this package run on."""

from datetime import date

from orggraph.analysis.candidates import targets_for
from orggraph.analysis.counterpart import Matcher
from orggraph.analysis.deal_model import deal_model
from orggraph.analysis.disavowal import Disavowal, Manner
from orggraph.analysis.forecast import TargetForecast, forecast_calls
from orggraph.analysis.hierarchy import Hierarchy
from orggraph.analysis.influence import influence_graph
from orggraph.analysis.model import DealModel
from orggraph.domain.assumptions import Assumptions
from orggraph.domain.deals import BuyingRole, Deal, Stakeholder, Stance
from orggraph.domain.facts import Facts
from orggraph.domain.people import Account, JobFunction, Person, Seniority
from orggraph.domain.positions import Line, Position, ReportingKind
from orggraph.domain.relations import Tie
from orggraph.domain.signals import Signal, SignalKind
from orggraph.graph.build import build, unread
from orggraph.graph.snapshot import OrgSnapshot

_PEOPLE = (
    ("per_ceo", "acc_client", Seniority.C_LEVEL, JobFunction.GENERAL_MANAGEMENT, "pos_ceo"),
    ("per_cfo", "acc_client", Seniority.C_LEVEL, JobFunction.FINANCE, "pos_cfo"),
    ("per_cio", "acc_client", Seniority.C_LEVEL, JobFunction.IT, "pos_cio"),
    ("per_contact", "acc_client", Seniority.MANAGER, JobFunction.MARKETING, "pos_marketing_manager"),
    ("per_our_ceo", "acc_ours", Seniority.C_LEVEL, JobFunction.GENERAL_MANAGEMENT, "pos_our_ceo"),
    ("per_our_cto", "acc_ours", Seniority.C_LEVEL, JobFunction.IT, "pos_our_cto"),
    ("per_rep", "acc_ours", Seniority.SENIOR, JobFunction.SALES, "pos_rep"),
)
_LINES = (
    ("pos_cfo", "pos_ceo", ReportingKind.SOLID),
    ("pos_cio", "pos_ceo", ReportingKind.SOLID),
    ("pos_it_director", "pos_cio", ReportingKind.SOLID),
    ("pos_marketing_manager", "pos_it_director", ReportingKind.SOLID),
    ("pos_marketing_manager", "pos_cfo", ReportingKind.DOTTED),
)
_SEEN = (
    SignalKind.NEED_CONFIRMED,
    SignalKind.VALUE_QUANTIFIED,
    SignalKind.BUDGET_CONFIRMED,
    SignalKind.TECHNICAL_FIT_CONFIRMED,
    SignalKind.CHAMPION_CONVINCED,
    SignalKind.WAITING_FOR_MANAGEMENT,
    SignalKind.CHAMPION_WONT_FORWARD,
)
_SEEN_ON = date(2026, 6, 1)
_STAKEHOLDERS = (
    Stakeholder(
        id="stk_1",
        deal_id="dea_1",
        person_id="per_contact",
        roles=(BuyingRole.CHAMPION,),
        stance=Stance(value=0.8, confidence=0.8, source="user:rep", observed_on=_SEEN_ON),
    ),
    Stakeholder(
        id="stk_2",
        deal_id="dea_1",
        person_id="per_cio",
        roles=(BuyingRole.ECONOMIC_BUYER,),
        stance=Stance(value=0.3, confidence=0.6, source="user:rep", observed_on=_SEEN_ON),
        salience=0.4,
        salience_confidence=0.6,
        salience_observed_on=_SEEN_ON,
    ),
)


def stalled_deal(signals: tuple[SignalKind, ...] = _SEEN) -> OrgSnapshot:
    """Give a snapshot in which the contact will not carry the project to a CIO whom our CTO knows.

    Parameters
    ----------
    signals : tuple of SignalKind
        What was seen on the first of June 2026; the answer is asked for on the eleventh.

    Returns
    -------
    OrgSnapshot
        Seven people, one vacant seat, one deal named `dea_1`.

    Notes
    -----
    Constant time.

    Examples
    --------
    >>> sorted(stalled_deal().deals)
    ['dea_1']
    """
    return build(_facts(signals), unread)


def deal_model_example(signals: tuple[SignalKind, ...] = _SEEN) -> DealModel:
    """Give that deal made computable, with the default assumptions.

    Parameters
    ----------
    signals : tuple of SignalKind
        As in `stalled_deal`.

    Returns
    -------
    DealModel
        A thousand worlds, seed 0.

    Notes
    -----
    Constant time.

    Examples
    --------
    >>> deal_model_example().people
    ('per_cio', 'per_contact')
    """
    hierarchy = Hierarchy.of(stalled_deal(signals))
    deal = hierarchy.snapshot.deals["dea_1"]
    return deal_model(hierarchy, influence_graph(hierarchy, Assumptions()), deal, ("per_cio",), Assumptions())


def example_forecast() -> TargetForecast:
    """Forecast our CTO's call to the CIO of that deal.

    Returns
    -------
    TargetForecast
        Of one caller.

    Notes
    -----
    Constant time.

    Examples
    --------
    >>> example_forecast().target.person_id
    'per_cio'
    """
    model = deal_model_example()
    snapshot = model.snapshot
    (target,) = targets_for(model.hierarchy, "per_contact", 2, False, None)
    match = Matcher(snapshot, snapshot.as_of, Assumptions()).match("per_our_cto", "per_cio")
    return forecast_calls(model, Disavowal(model), target, [match], Manner())


def _facts(signals: tuple[SignalKind, ...]) -> Facts:
    return Facts(
        revision=1,
        as_of=date(2026, 6, 11),
        account=Account(id="acc_client", name="Client", employee_count=2000),
        ours=Account(id="acc_ours", name="Ours", is_ours=True, employee_count=200),
        people=tuple(
            Person(id=person, name=person, account_id=account, seniority=rank, job_function=trade)
            for person, account, rank, trade, _ in _PEOPLE
        ),
        positions=(
            *(Position(id=seat, account_id=at, title="", holder_id=person) for person, at, _, _, seat in _PEOPLE),
            Position(id="pos_it_director", account_id="acc_client", title=""),
        ),
        lines=tuple(
            Line(
                id=f"lin_{number}",
                account_id="acc_client",
                report_id=report,
                manager_id=manager,
                kind=kind,
                confidence=0.9,
                source="hr:client",
            )
            for number, (report, manager, kind) in enumerate(_LINES)
        ),
        ties=(
            Tie(id="tie_1", one_id="per_cio", other_id="per_our_cto", confidence=1.0, source="user:rep", strength=0.6),
        ),
        deals=(
            Deal(id="dea_1", name="Deal", account_id="acc_client", owner_id="per_rep", usual_contact_id="per_contact"),
        ),
        stakeholders=_STAKEHOLDERS,
        signals=tuple(
            Signal(id=f"sig_{kind.value.lower()}", deal_id="dea_1", kind=kind, observed_on=_SEEN_ON) for kind in signals
        ),
    )
