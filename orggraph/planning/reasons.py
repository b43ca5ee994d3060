"""One reason with its values."""

from orggraph.domain.plans import PlanReason, ReasonValue


def reasons(code: str, **values: ReasonValue) -> tuple[PlanReason, ...]:
    """Give one reason, as steps take them.

    Parameters
    ----------
    code : str
        Which.
    **values
        What it is worded with.

    Returns
    -------
    tuple of PlanReason
        That one.

    Notes
    -----
    Constant time.

    Examples
    --------
    >>> reasons("not_yet", on="2026-06-15")[0].code
    'not_yet'
    """
    return (PlanReason(code=code, values=values),)
