"""Words for ways to make a call, side by side."""

from collections.abc import Mapping

from orggraph.domain.findings import EscalationVerdict, PairForecast
from orggraph.domain.people import Locale
from orggraph.text.catalogue import code_id, say
from orggraph.text.wording import name_of, rule_name, signed

_COLUMNS = ("way", "pair", "verdict", "chance", "change", "bypassed", "worth", "open")


def comparison_titles(locale: Locale) -> tuple[str, ...]:
    """Name the columns of a comparison.

    >>> comparison_titles(Locale.FR)[2]
    'verdict'
    """
    return tuple(say(locale, f"compare-{column}") for column in _COLUMNS)


def comparison_row(
    verdict: EscalationVerdict, found: PairForecast | None, names: Mapping[str, str], locale: Locale
) -> tuple[str, ...]:
    """Word what a way would do: all columns but the first, which names the way.

    Parameters
    ----------
    verdict : EscalationVerdict
        If it were the only way.
    found : PairForecast or None
        What it would do; None where that pair cannot call.
    names : mapping of str to str
        What to call people, by id.
    locale : Locale
        The language.

    Returns
    -------
    tuple of str
        Who calls whom, the verdict, the figures, and the rules that it does not pass.
    """
    said = say(locale, code_id("compare-verdict", verdict))
    if found is None:
        return say(locale, "compare-nobody"), said, "", "", "", "", ""
    pair = say(
        locale,
        "compare-who",
        caller=name_of(found.caller_id, names, locale),
        target=name_of(found.target_id, names, locale),
        level=found.levels_up,
    )
    rules = dict.fromkeys(rule_name(check.rule, locale) for check in found.not_passed)
    return (
        pair,
        said,
        say(locale, "compare-figure", figure=found.forecast.probability.mean),
        signed(found.forecast.change.mean, locale),
        say(locale, "compare-figure", figure=found.disavowal),
        signed(found.utility, locale),
        " / ".join(rules),
    )
