"""Who of ours matches somebody of theirs: rank and function made comparable, acquaintance, and calls already spent."""

import math
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from orggraph.analysis.warmth import Acquaintances
from orggraph.domain.assumptions import Assumptions
from orggraph.domain.contributions import Contribution, total
from orggraph.domain.deals import Escalation, EscalationOutcome
from orggraph.domain.findings import Counterpart
from orggraph.domain.likelihoods import function_parity
from orggraph.domain.people import Account, JobFunction, Seniority
from orggraph.graph.snapshot import OrgSnapshot, Seat

WARM_PATHS = 3
"""How many chains of acquaintances an answer shows."""

_COMMITTEE = 1.0
_RANK_INDEX = {
    Seniority.OWNER_OR_BOARD: 0.0,
    Seniority.C_LEVEL: _COMMITTEE,
    Seniority.VICE_PRESIDENT: 2.0,
    Seniority.DIRECTOR: 3.0,
    Seniority.MANAGER: 4.0,
    Seniority.SENIOR: 5.0,
    Seniority.STAFF: 6.0,
    Seniority.ASSISTANT: 6.0,
}


def counterparts(
    snapshot: OrgSnapshot,
    person_id: str,
    callers: Iterable[str],
    as_of: date,
    assumptions: Assumptions | None = None,
    first: int = 5,
) -> tuple[Counterpart, ...]:
    """Rank some people by how well each could call one person.

    Parameters
    ----------
    snapshot : OrgSnapshot
        With both their accounts, so that ranks can be compared by size.
    person_id : str
        Whom to call.
    callers : iterable of str
        Person ids of those who might.
    as_of : date
        Calls made later are not counted.
    assumptions : Assumptions, optional
        Weights, parities and freshness.
    first : int
        How many to give, 1 or more.

    Returns
    -------
    tuple of Counterpart
        Best fit first, between equals by id. `fit` in (0, 1]; the contributions are logarithms and add up to log(fit).

    Notes
    -----
    Linear in the callers, each with a search for warm paths. Wrong where rank says little: in partnerships.

    Examples
    --------
    >>> from orggraph.analysis.example import stalled_deal
    >>> ranked = counterparts(stalled_deal(), "per_cio", ["per_our_ceo", "per_our_cto"], date(2026, 6, 11))
    >>> [(match.person_id, round(match.fit, 2)) for match in ranked]
    [('per_our_cto', 0.67), ('per_our_ceo', 0.45)]
    """
    matcher = Matcher(snapshot, as_of, assumptions or Assumptions())
    matches = [matcher.match(caller, person_id) for caller in sorted(set(callers))]
    return tuple(sorted(matches, key=lambda match: (-round(match.fit, 9), match.person_id))[:first])


@dataclass(frozen=True, slots=True)
class Matcher:
    """Matches pairs of people, sharing what the searches learn of ties and which calls were made."""

    snapshot: OrgSnapshot
    as_of: date
    assumptions: Assumptions
    _known: Acquaintances = field(init=False)
    _calls: tuple[Escalation, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_known", Acquaintances.of(self.snapshot, self.assumptions))
        object.__setattr__(self, "_calls", calls_made(self.snapshot, self.as_of))

    def match(self, caller_id: str, target_id: str) -> Counterpart:
        """Say how well one person could call another.

        Parameters
        ----------
        caller_id, target_id : str
            Person ids; ranks, sizes and functions are read from their main seats.

        Returns
        -------
        Counterpart
            Of the caller.

        Notes
        -----
        One search for warm paths, otherwise constant time and linear in the calls made.

        Examples
        --------
        >>> from orggraph.analysis.example import stalled_deal
        >>> match = Matcher(stalled_deal(), date(2026, 6, 11), Assumptions()).match("per_our_cto", "per_cio")
        >>> abs(total(match.contributions) - math.log(match.fit)) < 1e-9
        True
        """
        a = self.assumptions
        one, other = self.snapshot.seat_held_by(caller_id), self.snapshot.seat_held_by(target_id)
        rank = self._rank_parity(one, other)
        trade = function_parity(_function(one), _function(other), a)
        paths = self._known.best_paths(frozenset((caller_id,)), target_id, WARM_PATHS)
        warmth = max(a.warmth_floor, paths[0].strength if paths else 0.0)
        fresh = self._freshness(caller_id, target_id)
        weights = _weights(a)
        ties = (
            tuple(dict.fromkeys(x for hop in paths[0].hops for r in hop.reasons for x in r.evidence)) if paths else ()
        )
        contributions = (
            Contribution("rank_parity", a.weight_rank / weights * math.log(rank)),
            Contribution("function_parity", a.weight_function / weights * math.log(trade)),
            _warm(warmth, a, ties),
            fresh,
        )
        return Counterpart(
            person_id=caller_id,
            fit=math.exp(total(contributions)),
            rank_parity=rank,
            function_parity=trade,
            warmth=warmth,
            freshness=math.exp(fresh.value),
            warm_paths=paths,
            contributions=contributions,
        )

    def _rank_parity(self, one: Seat | None, other: Seat | None) -> float:
        ranks = [self._rank(seat) for seat in (one, other)]
        if ranks[0] is None or ranks[1] is None:
            return self.assumptions.rank_parity_unknown
        return float(0.5 ** abs(ranks[0] - ranks[1]))

    def _rank(self, seat: Seat | None) -> float | None:
        """Make a rank comparable between companies; None when unread."""
        index = _RANK_INDEX.get(seat.seniority) if seat else None
        if seat and seat.on_executive_committee:
            index = _COMMITTEE if index is None else min(index, _COMMITTEE)
        if seat is None or index is None:
            return None
        a = self.assumptions
        account = self._account(seat.position.account_id)
        size = account.employee_count if account and account.employee_count else a.reference_employees
        if size < a.owner_is_head:
            index = max(index, _COMMITTEE)
        return index - a.rank_per_tenfold * math.log10(max(size, 1) / a.reference_employees)

    def _account(self, account_id: str) -> Account | None:
        known = (self.snapshot.account, self.snapshot.ours)
        return next((account for account in known if account and account.id == account_id), None)

    def _freshness(self, caller_id: str, target_id: str) -> Contribution:
        value, evidence = 0.0, []
        for call in self._calls:
            if call.made_on and (call.caller_id == caller_id or call.target_id == target_id):
                age = (self.as_of - call.made_on).days
                value += math.log1p(
                    -self.assumptions.freshness_drop * 0.5 ** (age / self.assumptions.freshness_half_life)
                )
                evidence.append(call.id)
        return Contribution("freshness", value, tuple(evidence))


def introduced(match: Counterpart, assumptions: Assumptions) -> Counterpart:
    """Give the same caller once somebody introduces them; who is known better than that gains nothing.

    Parameters
    ----------
    match : Counterpart
        As things stand.
    assumptions : Assumptions
        `warmth_introduced` and the weights.

    Returns
    -------
    Counterpart
        Warmer, and a better fit.

    Notes
    -----
    Constant time.

    Examples
    --------
    >>> from orggraph.analysis.example import stalled_deal
    >>> cold = Matcher(stalled_deal(), date(2026, 6, 11), Assumptions()).match("per_our_ceo", "per_cio")
    >>> warm = introduced(cold, Assumptions())
    >>> round(cold.warmth, 2), warm.warmth, warm.fit > cold.fit
    (0.29, 0.35, True)
    """
    a = assumptions
    warmth = max(match.warmth, a.warmth_introduced)
    if warmth == match.warmth:
        return match
    warmer = _warm(warmth, a)
    contributions = tuple(warmer if part.code == warmer.code else part for part in match.contributions)
    return replace(match, fit=math.exp(total(contributions)), warmth=warmth, warm_paths=(), contributions=contributions)


def _weights(a: Assumptions) -> float:
    return a.weight_rank + a.weight_function + a.weight_warmth or 1.0


def _warm(warmth: float, a: Assumptions, ties: tuple[str, ...] = ()) -> Contribution:
    return Contribution("warmth", a.weight_warmth / _weights(a) * math.log(warmth), ties)


def calls_made(snapshot: OrgSnapshot, as_of: date) -> tuple[Escalation, ...]:
    """Give the calls that were really made by a day, over all deals, by id.

    Parameters
    ----------
    snapshot : OrgSnapshot
        All its calls, also those for deals elsewhere.
    as_of : date
        The day it is asked for.

    Returns
    -------
    tuple of Escalation
        Those that were really made.

    Notes
    -----
    Linear in the calls.

    Examples
    --------
    >>> from orggraph.analysis.example import stalled_deal
    >>> calls_made(stalled_deal(), date(2026, 6, 11))
    ()
    """
    return tuple(
        call
        for call in snapshot.escalations
        if call.made_on and call.made_on <= as_of and call.outcome is not EscalationOutcome.NOT_MADE
    )


def _function(seat: Seat | None) -> JobFunction:
    return seat.job_function if seat else JobFunction.UNKNOWN
