"""Reads a job title: rank, function, how surely, and why."""

from functools import lru_cache

from orggraph.domain.titles import TitleContext, TitleReading
from orggraph.resolve.titles.reading import read

__all__ = ["read_title"]

_NO_CONTEXT = TitleContext()


@lru_cache(maxsize=50_000)
def read_title(title: str, context: TitleContext = _NO_CONTEXT) -> TitleReading:
    """Say which rank and function a job title alone claims, or UNKNOWN where it does not say.

    Wrong where the words lie (a one-person company's "chief executive officer") and where an employer has ranks of its
    own; it reads no name, employer or history.

    Parameters
    ----------
    title : str
        As typed: any case, accents, language mix, slogan or emoji. English and French first; German, Spanish and Italian basics.
    context : TitleContext
        Industry, country and size of the employer, where known: they change what "vice president", "director" and "partner" mean.

    Returns
    -------
    TitleReading
        Rank, function, a confidence in [0, 1] and the reasons that add up to it. A seat on an executive committee is
        among the reasons as `executive_committee`.

    Notes
    -----
    Linear in the number of words (at most 64 are read), some tens of microseconds; answers are remembered.

    Examples
    --------
    >>> reading = read_title("Directrice des achats, membre du COMEX")
    >>> reading.seniority.value, reading.job_function.value, reading.confidence
    ('DIRECTOR', 'PROCUREMENT', 0.9375)
    >>> [(reason.code, reason.detail) for reason in reading.reasons]
    [('level_word', 'directrice'), ('function_word', 'achats'), ('executive_committee', 'membre du comex')]
    >>> read_title("Vice President", TitleContext(industry="Investment banking")).seniority.value
    'SENIOR'
    >>> read_title("Former CFO").seniority.value
    'UNKNOWN'
    """
    return read(title or "", context)
