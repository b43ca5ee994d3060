"""What-if: ways to make a call side by side, on the same draws."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from orggraph.analysis.comparing import likeliest_pair, weigh_pair
from orggraph.analysis.options import MOST_LEVELS, Options
from orggraph.domain.findings import EscalationVerdict, PairForecast
from orggraph.errors import InvalidInput, NotFound
from orggraph.usecases.views import AccountView

MOST_WAYS = 10
ViewOn = Callable[[date], AccountView | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class CallWay:
    """A way to make a call; what is left out is as the answer advises.

    `level`: N+1 is 1. `on` is the day of the call.
    """

    told: bool = True
    credited: bool = True
    level: int | None = None
    caller_id: str | None = None
    target_id: str | None = None
    on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CallComparison:
    """A way, what it would do, and the verdict if it were the only one; no forecast where that pair cannot call."""

    way: CallWay
    verdict: EscalationVerdict
    found: PairForecast | None


def compare_calls(
    deal_id: str, ways: Sequence[CallWay], as_of: date, options: Options, view_on: ViewOn
) -> tuple[tuple[AccountView, CallComparison], ...]:
    """Weigh each way; `view_on` gives the account as it is on a day.

    Draws are the same for all ways, and so are all who are drawn: what differs is what the ways differ in. Another day is
    another age of all that is known.

    Raises
    ------
    InvalidInput
        For too many ways, or one with a level and a target.
    """
    _refuse(ways)
    wide = replace(options, max_levels=max(options.max_levels, *(way.level or 1 for way in ways)))
    usual = _advised(_view(view_on, deal_id, as_of), deal_id, wide)
    return tuple(_compared(_view(view_on, deal_id, way.on or as_of), deal_id, way, wide, usual) for way in ways)


def _refuse(ways: Sequence[CallWay]) -> None:
    if not 1 <= len(ways) <= MOST_WAYS:
        raise InvalidInput(f"{len(ways)} ways were given.", f"Give 1 to {MOST_WAYS}.", ("ways",))
    for number, way in enumerate(ways):
        if way.level is not None and not 1 <= way.level <= MOST_LEVELS:
            raise InvalidInput(f"level is {way.level}.", f"Give 1 to {MOST_LEVELS}.", ("ways", str(number), "level"))
        if way.level is not None and way.target_id is not None:
            raise InvalidInput(
                "A way has a level and a target.", "Give one of them: each says who is called.", ("ways", str(number))
            )


def _view(view_on: ViewOn, deal_id: str, day: date) -> AccountView:
    account = view_on(day)
    if account is None or deal_id not in account.snapshot.deals:
        raise NotFound(f"There is no deal {deal_id} on {day}.", "List them with the query `deals`.", ("dealId",))
    return account


def _advised(account: AccountView, deal_id: str, options: Options) -> tuple[str, str] | None:
    """Give the pair of the first path; where there is none, the one whose call is worth most."""
    return account.assess(deal_id, options).first_pair or likeliest_pair(account.question(deal_id, options))


def _compared(
    account: AccountView, deal_id: str, way: CallWay, options: Options, usual: tuple[str, str] | None
) -> tuple[AccountView, CallComparison]:
    manner = replace(options, notify_contact=way.told, credit_contact=way.credited)
    caller = way.caller_id or (usual[0] if usual else None)
    target = way.target_id or (_at_level(account, deal_id, manner, way.level) if way.level else usual and usual[1])
    if caller is None or target is None:
        return account, CallComparison(way=way, verdict=account.assess(deal_id, manner).verdict, found=None)
    asked = replace(manner, caller_ids=(caller,))
    found = weigh_pair(account.question(deal_id, asked), caller, target)
    if found is None:
        further = replace(asked, target_ids=(target,), max_levels=MOST_LEVELS, include_dotted=True)
        found = weigh_pair(account.question(deal_id, further), caller, target)
    alone = account.assess(deal_id, replace(asked, target_ids=(target,)))
    return account, CallComparison(way=way, verdict=alone.verdict, found=found)


def _at_level(account: AccountView, deal_id: str, options: Options, level: int) -> str | None:
    managers = account.assess(deal_id, options).managers
    return next((one.manager_id for one in managers if one.levels_up == level and one.manager_id), None)
