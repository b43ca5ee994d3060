"""Which expert constants, moved within their range, would change the answer."""

from collections.abc import Iterable
from dataclasses import replace

from orggraph.analysis.escalation import conclude
from orggraph.analysis.options import Options
from orggraph.analysis.question import ask
from orggraph.domain.assumptions import all_assumptions
from orggraph.domain.findings import Sensitivity
from orggraph.graph.snapshot import OrgSnapshot

_OF_PLANS = ("plan_", "learning_")
"""On these no answer hangs."""


def sensitivity(
    snapshot: OrgSnapshot, deal_id: str, options: Options | None = None, names: Iterable[str] | None = None
) -> tuple[Sensitivity, ...]:
    """Move each assumption to either end of its range, alone, and tell where the verdict or the first path changes.

    Parameters
    ----------
    snapshot : OrgSnapshot
        The client beside us.
    deal_id : str
        One of its deals.
    options : Options, optional
        As for the answer itself.
    names : iterable of str, optional
        Only these assumptions.

    Returns
    -------
    tuple of Sensitivity
        In the order of the assumptions; empty where the answer hangs on none of them.

    Raises
    ------
    InvalidInput
        For a name that is no assumption.

    Notes
    -----
    Two answers an assumption, on the same draws: about two hundred times the time of one answer for all of them.

    Examples
    --------
    >>> from orggraph.analysis.example import stalled_deal
    >>> [(one.value, one.verdict.name) for one in sensitivity(stalled_deal(), "dea_1", names=["cost_call"])]
    [(0.1, 'DO_NOT')]
    """
    options = options or Options()
    usual = options.assumptions
    now = conclude(ask(snapshot, deal_id, options))
    usual.overridden({name: getattr(usual, name, None) for name in names or ()})
    wanted = None if names is None else set(names)
    found = []
    for row in all_assumptions():
        if row.name.startswith(_OF_PLANS) if wanted is None else row.name not in wanted:
            continue
        for value in (row.low, row.high):
            if value != getattr(usual, row.name):
                moved = replace(options, assumptions=usual.overridden({row.name: value}))
                then = conclude(ask(snapshot, deal_id, moved))
                first = then.first_pair != now.first_pair
                if first or then.verdict is not now.verdict:
                    found.append(Sensitivity(assumption=row.name, value=value, verdict=then.verdict, first_path=first))
    return tuple(found)
