"""The answers as tables: lists of dicts, ready for pandas or polars, and pandas frames where pandas is installed."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from orggraph.errors import InvalidInput
from orggraph.library import rows
from orggraph.library.rows import Cell, Row, figures
from orggraph.library.study import Study

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Table:
    """One kind of table: what a row is, its columns, and whether it is of one deal; None: of a deal or of the account."""

    what: str
    columns: tuple[str, ...]
    rows: Callable[[Study, str], Iterable[Row]]
    of_a_deal: bool | None = True


def table(study: Study, name: str, deal: str | None = None) -> list[dict[str, Cell]]:
    """Give a table as a list of dicts, one a row; each has all columns, and cells are plain values.

    Parameters
    ----------
    study : Study
        The account, and the options that answers rest on.
    name : str
        One of `TABLES`.
    deal : str, optional
        Its name or id, for a table that is of one deal.

    Returns
    -------
    list of dict
        In the order of the answers; `pandas.DataFrame` and `polars.DataFrame` take it as it is.

    Raises
    ------
    InvalidInput
        For a table that there is not, a deal that is missing, or one for a table that is of no deal.

    Examples
    --------
    >>> from orggraph.analysis.example import stalled_deal
    >>> table(Study(stalled_deal()), "causes", "Deal")[0]["cause"]
    'TIMID_CHAMPION'
    """
    columns, found = _asked(study, name, deal)
    return [dict(zip(columns, row, strict=True)) for row in found]


def frame(study: Study, name: str, deal: str | None = None) -> "pd.DataFrame":
    """Give a table as a pandas DataFrame, with its columns even where there are no rows.

    Parameters
    ----------
    study, name, deal
        As for `table`.

    Returns
    -------
    pandas.DataFrame
        One row a row, indexed by number.

    Raises
    ------
    InvalidInput
        As `table`, and where pandas is not installed.

    Examples
    --------
    >>> from orggraph.analysis.example import stalled_deal
    >>> frame(Study(stalled_deal()), "causes", "Deal").shape
    (8, 5)
    """
    try:
        import pandas as pd  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise InvalidInput(
            "pandas is not installed.", "Install orggraph[frames], or take `table`, which needs nothing more."
        ) from error
    columns, found = _asked(study, name, deal)
    return pd.DataFrame.from_records(found, columns=list(columns))


def _asked(study: Study, name: str, deal: str | None) -> tuple[tuple[str, ...], list[Row]]:
    found = TABLES.get(name)
    if found is None:
        raise InvalidInput(f"There is no table {name!r}.", f"There is {', '.join(TABLES)}.", ("name",))
    if found.of_a_deal and deal is None:
        raise InvalidInput(f"The table {name!r} is of one deal.", "Name the deal.", ("deal",))
    if deal is not None and found.of_a_deal is False:
        raise InvalidInput(f"The table {name!r} is of the account, not of a deal.", "Leave the deal out.", ("deal",))
    return found.columns, list(found.rows(study, study.deal(deal) if deal is not None else ""))


_CHANCES = (*figures("change"), *figures("probability"))

TABLES: Mapping[str, Table] = {
    "people": Table(
        "a person, theirs, ours or another's",
        (
            "id",
            "name",
            "side",
            "title",
            "department",
            "seniority",
            "job_function",
            "depth",
            "manager_id",
            "manager",
            "has_left",
        ),
        rows.people,
        of_a_deal=False,
    ),
    "lines": Table(
        "one source's claim of who reports to whom; believed or not",
        (
            "id",
            "kind",
            "report_seat",
            "report",
            "manager_seat",
            "manager",
            "confidence",
            "source",
            "since",
            "until",
            "believed",
        ),
        rows.lines,
        of_a_deal=False,
    ),
    "stated_influences": Table(
        "an influence as it was stated",
        ("id", "by", "on", "kind", "weight", "confidence", "source", "observed_on"),
        rows.stated,
        of_a_deal=False,
    ),
    "influences": Table(
        "a pair of theirs of whom one weighs on the other: all that was stated or that the chart implies, combined",
        ("by_id", "by", "on_id", "on", "positive", "negative"),
        rows.influences,
        of_a_deal=False,
    ),
    "ties": Table(
        "two people who know each other, and how well",
        ("id", "one", "other", "strength", "connected_on", "last_contact", "source"),
        rows.ties,
        of_a_deal=False,
    ),
    "stakeholders": Table(
        "somebody's part in the deal: as believed, and where stance and salience settle",
        (
            *("person_id", "person", "roles", "stance", "stance_confidence", "salience", "conviction"),
            *("decision_weight", "can_veto", "coverage", *figures("settled_stance"), *figures("settled_salience")),
        ),
        rows.stakeholders,
    ),
    "signals": Table(
        "something that was seen", ("id", "observed_on", "kind", "strength", "person", "note", "source"), rows.signals
    ),
    "causes": Table(
        "a cause that may block the deal", ("cause", "organisational", "probability", "log_odds", "prior"), rows.causes
    ),
    "rules": Table("a rule of the gate", ("rule", "kind", "status", "reason", "evidence"), rows.rules),
    "paths": Table(
        "who would call whom, best first",
        (
            *("rank", "caller", "target", "levels_up", "introducers", "utility", *_CHANCES),
            *("disavowal", "fit", "warmth", "pareto_optimal"),
        ),
        rows.paths,
    ),
    "alternatives": Table("something else to do", ("kind", "actor", "on", *_CHANCES), rows.alternatives),
    "weights": Table(
        "somebody's political weight: in the deal, or in the account where no deal is named",
        ("person_id", "person", "weight", "formal_authority", "social_power", "brokerage", "sufficient"),
        rows.weights,
        of_a_deal=None,
    ),
    "threats": Table(
        "somebody who may stand against the deal",
        ("person_id", "person", "threat", "opposes", "leverage", "unblocked_if_turned"),
        rows.threats,
    ),
    "camps": Table("a person in a camp", ("camp", "person_id", "person"), rows.camps, of_a_deal=False),
    "insights": Table("a rule that applies", ("code", "severity", "people", "evidence"), rows.insights),
    "contributions": Table(
        "one part of a score: of a cause (log-odds), of a path's utility (points), disavowal (log-odds) or fit (log), of a "
        "weight (share), of a threat (log)",
        ("of", "whom", "code", "value", "detail", "evidence"),
        rows.contributions,
    ),
    "assumptions": Table(
        "an expert constant, and its value here",
        ("name", "value", "default", "low", "high", "unit", "reason"),
        rows.assumptions,
        of_a_deal=False,
    ),
}
"""Table by name. docs/reference/tables.md lists them with their columns."""
