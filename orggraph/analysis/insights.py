"""What a reader should notice on a deal's map: readable rules, each with its severity, worded elsewhere."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from orggraph.analysis.opposition import opposing
from orggraph.analysis.question import Question
from orggraph.analysis.weight import sufficient
from orggraph.domain.deals import BuyingRole, CoverageLevel, EscalationOutcome
from orggraph.domain.findings import Parameters
from orggraph.domain.people import Seniority
from orggraph.domain.politics import Insight, MapHealth, Severity
from orggraph.domain.relations import FactOrigin
from orggraph.domain.signals import SignalKind

_CLEAR = 0.2
_LIKELY = 0.5
_ENOUGH = 0.5
_FEW = 2
_IN_TOUCH = frozenset({CoverageLevel.BRIEF, CoverageLevel.MULTIPLE, CoverageLevel.IN_DEPTH})
_POWERFUL = frozenset({Seniority.OWNER_OR_BOARD, Seniority.C_LEVEL, Seniority.VICE_PRESIDENT, Seniority.DIRECTOR})

Noticed = tuple[Iterable[str], Parameters, Iterable[str]] | None
"""Of whom, with which figures, resting on which facts; None where the rule does not apply."""


@dataclass(frozen=True, slots=True)
class InsightRule:
    """One rule: its code, how much it matters, whether it is a risk to the champion, and when it applies."""

    code: str
    severity: Severity
    notice: Callable[[Question], Noticed]
    alerts: bool = False


def insights(question: Question) -> tuple[Insight, ...]:
    """Tell which rules apply to a deal.

    Parameters
    ----------
    question : Question
        The deal.

    Returns
    -------
    tuple of Insight
        The gravest first, then in the order of the table.

    Notes
    -----
    Linear in stakeholders, signals and their ties, once the deal's model is made.

    Examples
    --------
    >>> from orggraph.analysis.example import stalled_deal
    >>> from orggraph.analysis.question import ask
    >>> [found.code for found in insights(ask(stalled_deal(), "dea_1"))]
    ['NOBODY_OPPOSES']
    """
    grave = list(reversed(Severity))
    return tuple(sorted(_applied(question, RULES), key=lambda found: grave.index(found.severity)))


def alerts(question: Question) -> tuple[Insight, ...]:
    """Tell which named risks to the champion apply.

    Parameters
    ----------
    question : Question
        The deal.

    Returns
    -------
    tuple of Insight
        In the order of the table.

    Notes
    -----
    As `insights`.

    Examples
    --------
    >>> from orggraph.analysis.example import stalled_deal
    >>> from orggraph.analysis.question import ask
    >>> alerts(ask(stalled_deal(), "dea_1"))
    ()
    """
    return tuple(_applied(question, [rule for rule in RULES if rule.alerts]))


def map_health(found: Iterable[Insight]) -> MapHealth:
    """Tell whether a map can be relied on: red with a critical insight, amber with a warning, else green.

    Parameters
    ----------
    found : iterable of Insight
        Of the deal.

    Returns
    -------
    MapHealth
        Red, amber or green.

    Notes
    -----
    Linear.

    Examples
    --------
    >>> map_health(()).name
    'GREEN'
    """
    severities = {insight.severity for insight in found}
    if Severity.CRITICAL in severities:
        return MapHealth.RED
    return MapHealth.AMBER if Severity.WARNING in severities else MapHealth.GREEN


def _applied(question: Question, rules: Iterable[InsightRule]) -> Iterable[Insight]:
    for rule in rules:
        noticed = rule.notice(question)
        if noticed is not None:
            people, parameters, evidence = noticed
            yield Insight(
                code=rule.code,
                severity=rule.severity,
                parameters=parameters,
                people=tuple(people),
                evidence=tuple(evidence),
            )


def _noticed(people: Iterable[str], evidence: Iterable[str] = (), parameters: Parameters | None = None) -> Noticed:
    listed = tuple(people)
    return (listed, parameters or {}, tuple(evidence)) if listed else None


def _no_decider(question: Question) -> Noticed:
    rule = question.model.rule
    return (rule.deciders, {}, ()) if rule.inferred else None


def _decider_stance_unknown(question: Question) -> Noticed:
    model = question.model
    parts = [model.stakeholders[p] for p in model.verdicts.people if p in model.stakeholders]
    unknown = [part for part in parts if part.stance is None]
    return _noticed((part.person_id for part in unknown), (part.id for part in unknown))


def _no_champion(question: Question) -> Noticed:
    parts = question.model.stakeholders.values()
    return None if any(BuyingRole.CHAMPION in part.roles for part in parts) else ((), {}, ())


def _no_power_engaged(question: Question) -> Noticed:
    """Tell whether nobody whom we are in touch with has rank, or weight enough to carry the decision."""
    model = question.model
    if not model.stakeholders:
        return None
    enough = sufficient(model) >= _ENOUGH
    for person in _in_touch(question):
        seat = question.snapshot.seat_held_by(person)
        if (seat and seat.seniority in _POWERFUL) or enough[model.graph.index[person]]:
            return None
    return (), {}, ()


def _single_thread(question: Question) -> Noticed:
    touched = _in_touch(question)
    return _noticed(touched) if len(touched) == 1 and touched[0] != question.model.champion else None


def _champion_only_thread(question: Question) -> Noticed:
    touched = _in_touch(question)
    return _noticed(touched) if touched == [question.model.champion] else None


def _in_touch(question: Question) -> list[str]:
    """Give the stakeholders whom somebody of ours knows, or who are marked as met."""
    snapshot, model = question.snapshot, question.model
    return [
        person
        for person, part in model.stakeholders.items()
        if part.coverage in _IN_TOUCH
        or any(snapshot.is_ours(end) for tie in snapshot.ties_of.get(person, ()) for end in (tie.one_id, tie.other_id))
        or person == model.contact
    ]


def _key_player_uncovered(question: Question) -> Noticed:
    touched = set(_in_touch(question))
    return _noticed(person for person in question.model.verdicts.people if person not in touched)


def _supporters_not_more(question: Question) -> Noticed:
    stances = [(part, part.stance.value) for part in question.model.stakeholders.values() if part.stance]
    against = [part for part, value in stances if value <= -_CLEAR]
    supporters = sum(value >= _CLEAR for _, value in stances)
    if not against or supporters > len(against):
        return None
    parameters: Parameters = {"supporters": supporters, "opponents": len(against)}
    return _noticed((part.person_id for part in against), (part.id for part in against), parameters)


def _nobody_opposes(question: Question) -> Noticed:
    stances = [part.stance.value for part in question.model.stakeholders.values() if part.stance]
    return ((), {}, ()) if len(stances) >= _FEW and min(stances) > -_CLEAR else None


def _champion_silent(question: Question) -> Noticed:
    champion = question.model.champion
    silent = [check for check in question.rules if check.reason == "silent"]
    seen = [signal.id for signal in question.signals if signal.kind is SignalKind.CHAMPION_SILENT_IN_MEETINGS]
    evidence = [*seen, *(fact for check in silent for fact in check.evidence)]
    return _noticed([champion], evidence) if champion and evidence else None


def _stale_map(question: Question) -> Noticed:
    seen = [signal.observed_on for signal in question.signals]
    made = [
        call.made_on
        for call in question.snapshot.escalations
        if call.deal_id == question.deal.id and call.made_on and call.outcome is not EscalationOutcome.NOT_MADE
    ]
    last = max([day for day in (*seen, *made) if day <= question.snapshot.as_of], default=None)
    if last is None:
        return None
    days = (question.snapshot.as_of - last).days
    return ((), {"days": days}, ()) if days >= question.options.assumptions.stale_map else None


def _champion_manager_opposes(question: Question) -> Noticed:
    model = question.model
    manager = question.hierarchy.holder_above(model.champion) if model.champion else None
    if manager is None or opposing(model).get(manager, 0.0) < _LIKELY:
        return None
    return _noticed([manager], [model.stakeholders[manager].id])


def _rival_near_buyer(question: Question) -> Noticed:
    """Tell whether somebody in conflict with the champion moves the deciders more than the champion does."""
    model = question.model
    champion = model.champion
    if champion is None or not model.rule.deciders:
        return None
    own = model.leverage[model.graph.index[champion]]
    edges = [
        (({edge.from_id, edge.to_id} - {champion}).pop(), edge.id)
        for edge in question.snapshot.conflicts
        if champion in {edge.from_id, edge.to_id}
    ]
    near = [(r, e) for r, e in edges if r in model.graph.index and model.leverage[model.graph.index[r]] > own]
    return _noticed(dict.fromkeys(rival for rival, _ in near), (edge for _, edge in near))


def _champion_leaving(question: Question) -> Noticed:
    part = question.model.stakeholders.get(question.model.champion or "")
    if part is None or not (part.expected_position_id or part.expected_title):
        return None
    return _noticed([part.person_id], [part.id])


def _veto_against(question: Question) -> Noticed:
    model = question.model
    against = opposing(model)
    vetoes = [person for person in model.rule.vetoes if against.get(person, 0.0) >= _LIKELY]
    return _noticed(vetoes, (model.stakeholders[person].id for person in vetoes))


def _manager_unknown(question: Question) -> Noticed:
    contact = question.contact
    if contact is None:
        return None
    chain = question.hierarchy.chain(contact, 1)
    seat = question.snapshot.seat_of.get(contact)
    stated_top = seat is not None and question.hierarchy.line_of(seat) is not None and not chain
    if stated_top or (chain and chain[0].origin is not FactOrigin.INFERRED):
        return None
    return _noticed([contact])


def _under_pressure(question: Question) -> Noticed:
    pressure = question.diagnosis.pressure
    parameters: Parameters = {"followUps": pressure.follow_ups, "discounts": pressure.discounts}
    return ((), parameters, ()) if pressure.warning else None


RULES: tuple[InsightRule, ...] = (
    InsightRule("NO_DECIDER", Severity.CRITICAL, _no_decider),
    InsightRule("NO_CHAMPION", Severity.CRITICAL, _no_champion),
    InsightRule("VETO_AGAINST", Severity.CRITICAL, _veto_against, alerts=True),
    InsightRule("CHAMPION_MANAGER_OPPOSES", Severity.CRITICAL, _champion_manager_opposes, alerts=True),
    InsightRule("CHAMPION_ONLY_THREAD", Severity.CRITICAL, _champion_only_thread, alerts=True),
    InsightRule("DECIDER_STANCE_UNKNOWN", Severity.WARNING, _decider_stance_unknown),
    InsightRule("KEY_PLAYER_UNCOVERED", Severity.WARNING, _key_player_uncovered),
    InsightRule("NO_POWER_ENGAGED", Severity.WARNING, _no_power_engaged),
    InsightRule("SINGLE_THREAD", Severity.WARNING, _single_thread),
    InsightRule("SUPPORTERS_NOT_MORE", Severity.WARNING, _supporters_not_more),
    InsightRule("CHAMPION_SILENT", Severity.WARNING, _champion_silent),
    InsightRule("RIVAL_NEAR_BUYER", Severity.WARNING, _rival_near_buyer, alerts=True),
    InsightRule("CHAMPION_LEAVING", Severity.WARNING, _champion_leaving, alerts=True),
    InsightRule("MANAGER_UNKNOWN", Severity.WARNING, _manager_unknown),
    InsightRule("UNDER_PRESSURE", Severity.WARNING, _under_pressure),
    InsightRule("STALE_MAP", Severity.WARNING, _stale_map),
    InsightRule("NOBODY_OPPOSES", Severity.INFO, _nobody_opposes),
)
"""The rules, in the order they are shown."""
