"""Which function a title names."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from orggraph.domain.people import JobFunction, Seniority
from orggraph.resolve.titles.claims import EXECUTIVES, Claim
from orggraph.resolve.titles.entries import Family, Hit
from orggraph.resolve.titles.scan import Part

_NEVER_HEADS = frozenset({JobFunction.OPERATIONS, JobFunction.IT, JobFunction.ADMINISTRATION, JobFunction.CUSTOMER})


@dataclass(frozen=True, slots=True)
class Naming:
    """A function, the words that name it, and how surely: `certain`, or only what such a role usually does."""

    function: JobFunction
    words: str
    certain: bool = True
    several: bool = False


def function_of(claim: Claim, parts: Sequence[Part]) -> Naming | None:
    """Find what the governing role works on.

    In this order: the role's own certain function, that of a trade beside it, the functions around it, what such a role
    usually does, and last a function named elsewhere in the title.
    """
    if claim.beside:
        return Naming(JobFunction.ADMINISTRATION, claim.role.words)
    part = parts[claim.part]
    trades = [role for role in (claim.role, *part.roles) if _lends(role, claim)]
    for role in trades:
        if role.entry.function is not None and not role.entry.usual and not _replaced(role, part):
            return Naming(role.entry.function, role.words)
    around = _around(claim.part, parts)
    if around:
        return _first(around)
    for role in trades:
        if role.entry.function is not None and role.entry.with_function is None:
            return Naming(role.entry.function, role.words, certain=False)
    return _elsewhere(parts)


def _elsewhere(parts: Sequence[Part]) -> Naming | None:
    for part in parts:
        if part.functions:
            return _first(part.functions)
        for role in part.roles:
            if role.entry.function is not None and role.entry.family is Family.OPERATING:
                return Naming(role.entry.function, role.words, certain=False)
    return None


def _replaced(role: Hit, part: Part) -> bool:
    return role.entry.with_function is not None and bool(part.functions)


def _lends(role: Hit, claim: Claim) -> bool:
    """Say whether a role beside the governing one tells its function: its own trade does, its superior's does not."""
    return role is claim.role or (role.entry.level not in EXECUTIVES and role.entry.level is not Seniority.ASSISTANT)


def _around(index: int, parts: Sequence[Part]) -> list[Hit]:
    """Give the functions joined to a role by "and", in reading order; failing that, the nearest ones after it, then before."""
    here = parts[index].segment
    joined = [*parts[index].functions]
    for step in (-1, 1):
        near = [part.functions for part in _neighbours(index, parts, step) if part.segment == here]
        found = [hit for functions in (near if step > 0 else reversed(near)) for hit in functions]
        joined = joined + found if step > 0 else found + joined
    if joined:
        return joined
    beyond = (part.functions for step in (1, -1) for part in _neighbours(index, parts, step) if part.functions)
    return next(beyond, [])


def _neighbours(index: int, parts: Sequence[Part], step: int) -> Iterator[Part]:
    """Give the parts on one side of a role, nearest first, up to the next one that holds a role of its own."""
    at = index + step
    while 0 <= at < len(parts) and not parts[at].roles:
        yield parts[at]
        at += step


def _first(functions: Sequence[Hit]) -> Naming:
    """Take the first function; a word such as "IT" before another one in the same breath only qualifies it."""
    first = functions[0]
    several = len({hit.entry.function for hit in functions}) > 1
    if first.entry.qualifier and len(functions) > 1:
        second = functions[1]
        if second.start == first.end and second.entry.function not in _NEVER_HEADS:
            first = second
    return Naming(first.entry.function or JobFunction.UNKNOWN, first.words, several=several)
