"""Who should call whom, if anybody: every other analysis, asked for one deal."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from orggraph.analysis.authority import Say
from orggraph.analysis.candidates import Target, callers_for, possible_callers, targets_for, usual_contact
from orggraph.analysis.counterpart import Matcher, calls_made
from orggraph.analysis.diagnosis import diagnose, seen_by
from orggraph.analysis.gate import Situation, check_rules, real_objections, verdict
from orggraph.analysis.hierarchy import Hierarchy
from orggraph.analysis.objections import back_to_basics
from orggraph.analysis.overuse import PairCheck, not_overused
from orggraph.domain.assumptions import Assumptions
from orggraph.domain.deals import Deal
from orggraph.domain.findings import (
    Counterpart,
    EscalationAssessment,
    EscalationPath,
    EscalationVerdict,
    ExcludedPath,
    Manager,
    PathLink,
    PathStep,
    RuleStatus,
)
from orggraph.errors import InvalidInput, NotFound
from orggraph.graph.snapshot import OrgSnapshot

__all__ = ["Options", "assess", "possible_callers"]

_FIT_DIGITS = 9
_MAX_LEVELS = 10
_MAX_FIRST = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What the asker may choose.

    Attributes
    ----------
    max_levels : int
        How far above the contact to look, 1 to 10; 2 unless asked otherwise.
    include_dotted : bool
        Whether functional managers may be called too.
    caller_ids, target_ids : tuple of str, optional
        Only these, instead of whoever qualifies.
    notify_contact : bool
        Whether the usual contact will be told first.
    first : int
        How many paths to give, 1 to 100.
    assumptions : Assumptions
        The expert constants.
    """

    max_levels: int = 2
    include_dotted: bool = False
    caller_ids: tuple[str, ...] | None = None
    target_ids: tuple[str, ...] | None = None
    notify_contact: bool = True
    first: int = 5
    assumptions: Assumptions = field(default_factory=Assumptions)

    def __post_init__(self) -> None:
        for name, value, most in (("maxLevels", self.max_levels, _MAX_LEVELS), ("first", self.first, _MAX_FIRST)):
            if not 1 <= value <= most:
                raise InvalidInput(f"{name} cannot be {value}.", f"Give a number from 1 to {most}.", ("options", name))


def assess(snapshot: OrgSnapshot, deal_id: str, options: Options | None = None) -> EscalationAssessment:
    """Say whether an executive of ours should call one of theirs about a deal, and if so who calls whom.

    Parameters
    ----------
    snapshot : OrgSnapshot
        The client beside us, on the day it is asked for.
    deal_id : str
        One of its deals.
    options : Options, optional
        Levels, callers, targets, assumptions.

    Returns
    -------
    EscalationAssessment
        The verdict with its rules, the paths by fit (between equals the lower level, then ids), the pairs left out, and
        what to go back to. DO_NOT shows no path; PREPARE shows them.

    Raises
    ------
    NotFound
        For a deal that is not in the snapshot.
    InvalidInput
        For callers who are not ours, or targets who are not above the usual contact.

    Notes
    -----
    Linear in seats and signals, plus one search for warm paths a pair. Only stated and imported lines are followed.

    References
    ----------
    The golden rule: call only when it is certain that the project makes sense for the client and only organisational
    friction blocks it; in every other case, back to basics.

    Examples
    --------
    >>> from orggraph.analysis.example import stalled_deal
    >>> answer = assess(stalled_deal(), "dea_1")
    >>> answer.verdict.name, [(path.caller_id, path.target_id, path.levels_up) for path in answer.paths]
    ('GO', [('per_our_cto', 'per_cio', 2), ('per_our_ceo', 'per_cio', 2)])
    """
    if deal_id not in snapshot.deals:
        raise NotFound(f"There is no deal {deal_id}.", "Ask for one of the deals of this account.")
    return _Question(snapshot, snapshot.deals[deal_id], options or Options()).answer()


class _Question:
    """One question, with what its parts share."""

    def __init__(self, snapshot: OrgSnapshot, deal: Deal, options: Options) -> None:
        self.snapshot, self.deal, self.options = snapshot, deal, options
        self.hierarchy = Hierarchy.of(snapshot)
        self.stakeholders = snapshot.stakeholders.get(deal.id, ())
        self.contact = usual_contact(snapshot, deal)
        self.targets = targets_for(
            self.hierarchy, self.contact, options.max_levels, options.include_dotted, options.target_ids
        )
        self.callers = callers_for(snapshot, deal, options.caller_ids)

    def answer(self) -> EscalationAssessment:
        snapshot, options = self.snapshot, self.options
        signals = seen_by(snapshot.signals.get(self.deal.id, ()), snapshot.as_of)
        diagnosis = diagnose(signals, snapshot.as_of, options.assumptions)
        pairs = self._pairs()
        situation = Situation(
            account_id=self.deal.account_id,
            contact=snapshot.people[self.contact] if self.contact else None,
            notify_contact=options.notify_contact,
            signals=signals,
            diagnosis=diagnosis,
            pairs=tuple(check for _, check in pairs),
            assumptions=options.assumptions,
        )
        rules = check_rules(situation)
        free = [(target, check) for target, check in pairs if check.check.status is RuleStatus.PASS]
        conclusion = verdict(rules, has_clear_path=bool(free))
        shown = free if conclusion is not EscalationVerdict.DO_NOT else []
        objections = real_objections(rules) if conclusion is EscalationVerdict.DO_NOT else ()
        return EscalationAssessment(
            deal_id=self.deal.id,
            verdict=conclusion,
            rules=rules,
            paths=self._paths(shown),
            excluded=tuple(_excluded(check) for _, check in pairs if check.check.status is RuleStatus.FAIL),
            back_to_basics=back_to_basics(snapshot, objections, self.stakeholders, self.contact),
            diagnosis=diagnosis,
            contact_id=self.contact,
            managers=self._managers(),
            lost_lines=self.hierarchy.lost,
            assumptions=options.assumptions.as_mapping(),
            as_of=snapshot.as_of,
        )

    def _pairs(self) -> list[tuple[Target, PairCheck]]:
        calls = calls_made(self.snapshot, self.snapshot.as_of)
        return [
            (
                target,
                not_overused(
                    self.snapshot, calls, caller, target.person_id, self.snapshot.as_of, self.options.assumptions
                ),
            )
            for target in self.targets
            for caller in self.callers
        ]

    def _managers(self) -> tuple[Manager, ...]:
        if self.contact is None:
            return ()
        dotted = self.hierarchy.dotted_managers(self.contact) if self.options.include_dotted else ()
        return (*self.hierarchy.chain(self.contact, self.options.max_levels), *dotted)

    def _paths(self, pairs: Sequence[tuple[Target, PairCheck]]) -> tuple[EscalationPath, ...]:
        if not pairs:
            return ()
        matcher = Matcher(self.snapshot, self.snapshot.as_of, self.options.assumptions)
        say = Say(self.hierarchy, self.stakeholders, self.options.assumptions)
        matched = [(matcher.match(pair.caller_id, pair.target_id), target, pair) for target, pair in pairs]
        matched.sort(
            key=lambda entry: (
                -round(entry[0].fit, _FIT_DIGITS),
                entry[1].levels_up,
                entry[1].person_id,
                entry[0].person_id,
            )
        )
        paths = (self._path(match, target, pair, say) for match, target, pair in matched[: self.options.first])
        return tuple(replace(path, rank=number) for number, path in enumerate(paths, start=1))

    def _path(self, match: Counterpart, target: Target, pair: PairCheck, say: Say) -> EscalationPath:
        chain = self._acquaintances(match, target.person_id)
        return EscalationPath(
            rank=0,
            caller_id=match.person_id,
            target_id=target.person_id,
            levels_up=target.levels_up,
            introducers=tuple(person for person, _ in chain[:-1]),
            steps=tuple(self._steps(match.person_id, chain, target)),
            rules=(pair.check,),
            counterpart=match,
            authority=say.of(target.person_id),
            contributions=match.contributions,
        )

    def _acquaintances(self, match: Counterpart, target_id: str) -> tuple[tuple[str, float], ...]:
        """Give those passed on the way to the target, it included, with the strength of the tie to the one before.

        Nobody is asked to introduce where a call out of the blue is as good.
        """
        best = match.warm_paths[0] if match.warm_paths else None
        if best and best.strength > self.options.assumptions.warmth_floor:
            return tuple((hop.to_id, hop.strength) for hop in best.hops)
        return ((target_id, match.warmth),)

    def _steps(self, caller_id: str, chain: Sequence[tuple[str, float]], target: Target) -> Iterator[PathStep]:
        yield self._step(PathLink.CALLER, 1.0, caller_id)
        for person, strength in chain:
            link = PathLink.CALLS if person == target.person_id else PathLink.INTRODUCES
            yield self._step(link, strength, person)
        for upper, lower in pairwise(reversed(target.lines_down)):
            yield PathStep(
                link=PathLink.MANAGES,
                strength=upper.confidence,
                person_id=lower.manager_id,
                position_id=lower.position_id,
            )
        nearest = target.lines_down[0]
        yield self._step(PathLink.MANAGES, nearest.confidence, nearest.person_id)

    def _step(self, link: PathLink, strength: float, person_id: str) -> PathStep:
        seat = self.snapshot.seat_of.get(person_id)
        return PathStep(link=link, strength=strength, person_id=person_id, position_id=seat)


def _excluded(pair: PairCheck) -> ExcludedPath:
    return ExcludedPath(caller_id=pair.caller_id, target_id=pair.target_id, rules=(pair.check,), until=pair.until)
