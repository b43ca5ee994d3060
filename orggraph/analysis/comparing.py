"""Ways to make a call, each forecast whatever the rules say of it, on the same draws: what telling first, a level, a caller or a day changes."""

from orggraph.analysis.question import Question
from orggraph.domain.findings import Forecast, PairForecast, RuleStatus


def weigh_pair(question: Question, caller_id: str, target_id: str) -> PairForecast | None:
    """Forecast a call by one pair, and tell which rules it does not pass.

    Parameters
    ----------
    question : Question
        One deal with some options; the pair is among its callers and targets, or there is no answer.
    caller_id, target_id : str
        The pair.

    Returns
    -------
    PairForecast or None
        Of pairs that are left out too: what a call would do is one question, whether it should be made another.

    Notes
    -----
    One forecast of the target.

    Examples
    --------
    >>> from orggraph.analysis.example import stalled_deal
    >>> from orggraph.analysis.question import ask
    >>> found = weigh_pair(ask(stalled_deal(), "dea_1"), "per_our_cto", "per_cio")
    >>> found.levels_up, found.utility > 0, found.not_passed
    (2, True, ())
    """
    for of_target, pairs in zip(question.forecasts, question.pairs, strict=True):
        if of_target.target.person_id != target_id:
            continue
        for pair, way in zip(pairs, of_target.way_of, strict=True):
            if pair.match.person_id == caller_id:
                (forecast,) = of_target.forecasts([way])
                return PairForecast(
                    caller_id=caller_id,
                    target_id=target_id,
                    levels_up=of_target.target.levels_up,
                    forecast=Forecast(probability=forecast.probability, change=forecast.change),
                    disavowal=of_target.risk,
                    utility=float(of_target.utility[way]),
                    not_passed=tuple(
                        check for check in (*question.rules, *pair.rules) if check.status is not RuleStatus.PASS
                    ),
                )
    return None


def likeliest_pair(question: Question) -> tuple[str, str] | None:
    """Give the pair whose call is worth most, whatever the rules say; None where nobody could call anybody.

    Parameters
    ----------
    question : Question
        One deal with some options.

    Returns
    -------
    (str, str) or None
        Caller and target; of equals the first by id.

    Notes
    -----
    Linear in the pairs.

    Examples
    --------
    >>> from orggraph.analysis.example import stalled_deal
    >>> from orggraph.analysis.question import ask
    >>> likeliest_pair(ask(stalled_deal(), "dea_1"))
    ('per_our_cto', 'per_cio')
    """
    worth = [
        (-round(float(of_target.utility[way]), 6), pair.target.person_id, pair.match.person_id)
        for of_target, pairs in zip(question.forecasts, question.pairs, strict=True)
        for pair, way in zip(pairs, of_target.way_of, strict=True)
    ]
    if not worth:
        return None
    _, target, caller = min(worth)
    return caller, target
