"""Who should call whom, if anybody: every other analysis, asked for one deal."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from orggraph.analysis.candidates import possible_callers
from orggraph.analysis.counterpart import introduced
from orggraph.analysis.forecast import TargetForecast, baseline
from orggraph.analysis.gate import forbids, open_causes, real_objections
from orggraph.analysis.learning import judged
from orggraph.analysis.objections import back_to_basics
from orggraph.analysis.options import Options
from orggraph.analysis.pair_rules import EXCLUDING, Pair, caller_fits, over_all_pairs
from orggraph.analysis.paths import PathWriter
from orggraph.analysis.question import Question, ask
from orggraph.analysis.ranking import Floats, Ranked, undominated, worth_it
from orggraph.domain.deals import Stance
from orggraph.domain.findings import (
    BlockageCause,
    Counterpart,
    EscalationAssessment,
    EscalationPath,
    EscalationVerdict,
    ExcludedPath,
    GateRule,
    Manager,
    ObjectionAnswer,
    Robustness,
    RuleCheck,
    RuleStatus,
    VerdictReason,
)
from orggraph.domain.learning import ENOUGH_OUTCOMES
from orggraph.graph.snapshot import OrgSnapshot

__all__ = ["Options", "assess", "conclude", "possible_callers"]

_MOVES = 0.5
_HALF_KNOWN = 0.5
_FORBIDS = {
    GateRule.PROJECT_MAKES_SENSE: VerdictReason.NO_NEED,
    GateRule.ORGANISATIONAL_FRICTION: VerdictReason.NOT_ORGANISATIONAL,
}

Conclusion = tuple[EscalationVerdict, VerdictReason]


def assess(snapshot: OrgSnapshot, deal_id: str, options: Options | None = None) -> EscalationAssessment:
    """Say whether an executive of ours should call one of theirs about a deal, and if so who calls whom.

    Parameters
    ----------
    snapshot : OrgSnapshot
        The client beside us, on the day it is asked for.
    deal_id : str
        One of its deals.
    options : Options, optional
        Levels, callers, targets, worlds, assumptions.

    Returns
    -------
    EscalationAssessment
        The verdict with its rules, the paths worth a call by utility, the pairs left out, the other ways, and what to
        go back to. DO_NOT shows no path; PREPARE shows them.

    Raises
    ------
    NotFound
        For a deal that is not in the snapshot.
    InvalidInput
        For callers who are not ours, or targets who are not above the usual contact.

    Notes
    -----
    One adjoint solve over the account; then O(S^2) a pair, S the people of the deal, and deciders times draws.

    References
    ----------
    The golden rule: call only when it is certain that the project makes sense for the client and only organisational
    friction blocks it; in every other case, back to basics.

    Examples
    --------
    >>> from orggraph.analysis.example import stalled_deal
    >>> answer = assess(stalled_deal(), "dea_1")
    >>> answer.verdict.name, [(path.caller_id, path.target_id, path.levels_up) for path in answer.paths]
    ('GO', [('per_our_cto', 'per_cio', 2)])
    """
    return conclude(ask(snapshot, deal_id, options))


def conclude(question: Question) -> EscalationAssessment:
    """Answer a question that was asked.

    Parameters
    ----------
    question : Question
        One deal with some options.

    Returns
    -------
    EscalationAssessment
        As `assess`.

    Notes
    -----
    As `assess`.

    Examples
    --------
    >>> from orggraph.analysis.example import stalled_deal
    >>> conclude(ask(stalled_deal(), "dea_1")).reason.name
    'CLEAR'
    """
    weighed = _Weighed(question)
    verdict, reason = _verdict(question, weighed)
    shown = weighed.shown(verdict, reason)
    best_first = (*(one.pair for one in weighed.promising), *sorted(weighed.pairs, key=_fittest_first))
    rules = (*question.rules, *over_all_pairs(best_first))
    return EscalationAssessment(
        deal_id=question.deal.id,
        verdict=verdict,
        reason=reason,
        rules=_in_contract_order(rules),
        paths=_paths(question, shown),
        excluded=tuple(_excluded(pair) for pair in weighed.pairs if pair.excluded),
        alternatives=question.alternatives,
        back_to_basics=_basics(question) if verdict is EscalationVerdict.DO_NOT else (),
        baseline=baseline(question.model),
        robustness=_robustness(weighed, shown, verdict),
        diagnosis=question.diagnosis,
        decision_rule=question.model.rule,
        contact_id=question.contact,
        managers=_managers(question),
        lost_lines=question.hierarchy.lost,
        assumptions=question.options.assumptions.as_mapping(),
        as_of=question.snapshot.as_of,
        seed=question.options.seed,
        calibrated=len(judged(question.snapshot.escalations, question.snapshot.as_of)) >= ENOUGH_OUTCOMES,
    )


@dataclass(frozen=True)
class _Weighed:
    """The pairs of a question and what they are worth."""

    question: Question

    @cached_property
    def pairs(self) -> Sequence[Pair]:
        """Every pair of every target."""
        return [pair for of_target in self.question.pairs for pair in of_target]

    @cached_property
    def candidates(self) -> Sequence[Ranked]:
        """The pairs that are not left out."""
        return _candidates(self.question)

    @cached_property
    def least(self) -> float:
        """What a path must be worth."""
        return _least(self.question)

    @cached_property
    def worth(self) -> tuple[Ranked, ...]:
        """The pairs worth a call as things stand."""
        return worth_it(self.candidates, self.least, self.question.options.assumptions)

    @cached_property
    def promising(self) -> tuple[Ranked, ...]:
        """The pairs that would be worth a call once what is open is settled well."""
        return self._once(self.candidates)

    @cached_property
    def with_introduction(self) -> tuple[Ranked, ...]:
        """The pairs that would be worth a call once the caller is introduced."""
        return self._once(self._introduced)

    @property
    def considered(self) -> Sequence[Ranked]:
        """The candidates; introduced where none is promising as things stand."""
        return self.candidates if self.promising else self._introduced

    def shown(self, verdict: EscalationVerdict, reason: VerdictReason) -> tuple[Ranked, ...]:
        """Give the pairs that an answer shows as paths."""
        if verdict is EscalationVerdict.DO_NOT:
            return ()
        if reason is VerdictReason.NEEDS_INTRODUCTION:
            return self.with_introduction
        return self.worth if verdict is EscalationVerdict.GO else self.promising

    def _once(self, candidates: Sequence[Ranked]) -> tuple[Ranked, ...]:
        return worth_it(candidates, self.least, self.question.options.assumptions, once=True)

    @cached_property
    def _introduced(self) -> Sequence[Ranked]:
        """The candidates; those whom an introduction would make a match, with what they would be worth then."""
        favour = self.question.options.assumptions.cost_introduction
        forecasts = {one.pair.target.person_id: one.forecast for one in self.candidates}
        once = {target: self._warmed(forecast) for target, forecast in forecasts.items()}
        found = []
        for one in self.candidates:
            match, worth = once[one.pair.target.person_id][one.pair.match.person_id]
            warmer = match is not one.pair.match and self._fits(one, match)
            found.append(replace(one, once=worth - favour) if warmer else one)
        return found

    def _warmed(self, forecast: TargetForecast) -> Mapping[str, tuple[Counterpart, Floats]]:
        """Give each caller of a forecast once introduced, and what the call would be worth then."""
        matches = tuple(introduced(match, self.question.options.assumptions) for match in forecast.matches)
        warm = replace(forecast, matches=matches)
        worth = warm.worth_once(_once_agreed(self.question, forecast), _once_asked(self.question))
        return {match.person_id: (match, worth[way]) for match, way in zip(matches, warm.way_of, strict=True)}

    def _fits(self, one: Ranked, match: Counterpart) -> bool:
        fits = caller_fits(self.question.model, match, one.pair.target.person_id)
        return fits.status is RuleStatus.PASS


def _fittest_first(pair: Pair) -> tuple[float, int, str, str]:
    return -pair.match.fit, pair.target.levels_up, pair.target.person_id, pair.match.person_id


def _candidates(question: Question) -> list[Ranked]:
    """Give the pairs that are not left out; calls of which every one is left out are not forecast."""
    causes = _once_asked(question)
    found = []
    for forecast, of_target in zip(question.forecasts, question.pairs, strict=True):
        kept = [(pair, way) for pair, way in zip(of_target, forecast.way_of, strict=True) if not pair.excluded]
        if kept:
            question.deadline()
            once = forecast.worth_once(_once_agreed(question, forecast), causes)
            found += [Ranked(pair, forecast, way, once[way]) for pair, way in kept]
    return found


def _once_agreed(question: Question, forecast: TargetForecast) -> float:
    """Give the risk that is left where it is too high now and the contact agrees; what is acceptable is not lowered further."""
    target = forecast.target
    if forecast.risk <= question.options.assumptions.disavowal_limit:
        return forecast.risk
    return question.disavowal.once_agreed(target.person_id, target.levels_up)


def _once_asked(question: Question) -> Mapping[BlockageCause, float]:
    """Give how likely each real cause is, those still open taken as asked about and set aside."""
    aside = question.options.assumptions.cause_passes
    unasked = open_causes(question.rules)
    causes = question.model.real_causes
    return {cause: min(p, aside) if cause in unasked else p for cause, p in causes.items()}


def _least(question: Question) -> float:
    """Give what a path must be worth: more than noise, and more than the best other way."""
    a = question.options.assumptions
    best = max(way.forecast.change.mean for way in question.alternatives)
    return max(a.worth_least, best + a.worth_margin)


def _verdict(question: Question, weighed: _Weighed) -> Conclusion:
    """Draw the conclusion: the golden rule, then whether anybody could settle it, then whether a call is worth it."""
    forbidden = forbids(question.rules)
    if forbidden:
        return EscalationVerdict.DO_NOT, _why_forbidden(question, forbidden)
    if weighed.pairs and all(pair.excluded for pair in weighed.pairs):
        return EscalationVerdict.DO_NOT, _why_nobody(weighed.pairs)
    if not weighed.promising:
        return _not_promising(question, weighed)
    clear = any(one.pair.clear for one in weighed.worth)
    if clear and all(check.status is RuleStatus.PASS for check in question.rules):
        return EscalationVerdict.GO, VerdictReason.CLEAR
    return EscalationVerdict.PREPARE, VerdictReason.TO_PREPARE


def _not_promising(question: Question, weighed: _Weighed) -> Conclusion:
    """Tell a call that is not worth it from one of which too little is known, and from one that lacks an introduction."""
    if not weighed.pairs or not _enough_known(question, weighed.pairs):
        return EscalationVerdict.PREPARE, VerdictReason.TOO_LITTLE_KNOWN
    if _moves(question):
        return EscalationVerdict.DO_NOT, VerdictReason.ALREADY_MOVES
    if weighed.with_introduction:
        return EscalationVerdict.PREPARE, VerdictReason.NEEDS_INTRODUCTION
    return EscalationVerdict.DO_NOT, VerdictReason.NOT_WORTH_IT


def _why_nobody(pairs: Sequence[Pair]) -> VerdictReason:
    """Tell why every pair is left out."""
    overused = all(_fails(pair.rules, GateRule.NOT_OVERUSED) for pair in pairs)
    return VerdictReason.OVERUSED if overused else VerdictReason.NOBODY_WITH_AUTHORITY


def _why_forbidden(question: Question, forbidden: Sequence[GateRule]) -> VerdictReason:
    """Give the gravest reason; where nothing but friction is missing and the deal moves, it is a healthy deal."""
    if real_objections(question.rules):
        return VerdictReason.REAL_CAUSE
    if forbidden == (GateRule.ORGANISATIONAL_FRICTION,) and _moves(question):
        return VerdictReason.ALREADY_MOVES
    return _FORBIDS[forbidden[0]]


def _moves(question: Question) -> bool:
    return float(question.model.chance.mean()) * question.model.open_way >= _MOVES


def _fails(rules: Sequence[RuleCheck], rule: GateRule) -> bool:
    return any(check.rule is rule and check.status is RuleStatus.FAIL for check in rules)


def _enough_known(question: Question, pairs: Sequence[Pair]) -> bool:
    """Tell whether "not worth it" is knowledge: no rule is open, and most of the decision has a known stance."""
    model = question.model
    open_to_ask = [*question.rules, *(check for pair in pairs if not pair.excluded for check in pair.rules)]
    if model.rule.inferred or any(check.status is RuleStatus.UNKNOWN for check in open_to_ask):
        return False
    stances: list[Stance | None] = [
        model.stakeholders[person].stance if person in model.stakeholders else None for person in model.rule.deciders
    ]
    known = sum(w for w, stance in zip(model.decider_weights, stances, strict=True) if stance)
    return bool(known >= _HALF_KNOWN)


def _robustness(weighed: _Weighed, shown: Sequence[Ranked], verdict: EscalationVerdict) -> Robustness:
    """Tell in which share of the drawn worlds the verdict, and who comes first, would be the same."""
    question = weighed.question
    if forbids(question.rules) or not weighed.candidates:
        return Robustness(1.0, 1.0)
    candidates, least = weighed.considered, weighed.least
    go_worlds = np.array([one.worth for one in candidates])
    worlds = go_worlds if verdict is EscalationVerdict.GO else np.array([one.once for one in candidates])
    enough = worlds >= least
    none = ~enough.any(axis=0)
    clear = np.array([one.pair.clear for one in candidates])
    rules_hold = all(check.status is RuleStatus.PASS for check in question.rules)
    go = ((go_worlds >= least) & clear[:, None]).any(axis=0) & rules_hold
    if not shown:
        return Robustness(float(none.mean()), float(none.mean()))
    same = go if verdict is EscalationVerdict.GO else ~none & ~go
    first = next(number for number, one in enumerate(candidates) if one.pair is shown[0].pair)
    tie = question.options.assumptions.worth_tie
    return Robustness(float(same.mean()), float((worlds[first] >= worlds.max(axis=0) - tie).mean()))


def _in_contract_order(rules: Sequence[RuleCheck]) -> tuple[RuleCheck, ...]:
    order = list(GateRule)
    return tuple(sorted(rules, key=lambda check: order.index(check.rule)))


def _basics(question: Question) -> tuple[ObjectionAnswer, ...]:
    return back_to_basics(
        question.snapshot,
        real_objections(question.rules),
        tuple(question.model.stakeholders.values()),
        question.contact,
        question.signals,
    )


def _managers(question: Question) -> tuple[Manager, ...]:
    if question.contact is None:
        return ()
    dotted = question.hierarchy.dotted_managers(question.contact) if question.options.include_dotted else ()
    return (*question.hierarchy.chain(question.contact, question.options.max_levels), *dotted)


def _paths(question: Question, worth: Sequence[Ranked]) -> tuple[EscalationPath, ...]:
    writer = PathWriter(question)
    front = undominated(worth)
    paths = writer.write(worth[: question.options.first], front)
    return tuple(replace(path, rank=number) for number, path in enumerate(paths, start=1))


def _excluded(pair: Pair) -> ExcludedPath:
    failing = tuple(c for c in pair.rules if c.status is RuleStatus.FAIL and c.rule in EXCLUDING)
    return ExcludedPath(
        caller_id=pair.match.person_id, target_id=pair.target.person_id, rules=failing, until=pair.until
    )
