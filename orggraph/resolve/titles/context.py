"""What the employer's trade, country and size change in a reading."""

from collections.abc import Sequence
from functools import lru_cache

from orggraph.domain.people import JobFunction, Seniority
from orggraph.domain.titles import TitleContext
from orggraph.resolve.titles.claims import Claim
from orggraph.resolve.titles.entries import Family
from orggraph.resolve.titles.lexicon import lexicon
from orggraph.resolve.titles.normalise import words_of
from orggraph.resolve.titles.scan import Part

SMALL_COMPANY = 50
"""Up to this many people, the directors of a British company are those of its register."""
LARGE_PARTNERSHIP = 1_000
"""From this many people on, a partner outside the professions is taken for a partner in name."""

_BANK_GRADES = {Seniority.VICE_PRESIDENT: Seniority.SENIOR, Seniority.DIRECTOR: Seniority.STAFF}


@lru_cache(maxsize=4_096)
def speaks_of(text: str | None, subject: str) -> bool:
    """Say whether an industry or country is one that the lexicon lists under a subject.

    >>> speaks_of("Law firm", "partnership"), speaks_of("Software", "partnership"), speaks_of(None, "british")
    (True, False, False)
    """
    if not text:
        return False
    padded = f" {' '.join(words_of(text))} "
    return any(f" {word} " in padded for word in lexicon().contexts.get(subject, ()))


def in_context(claim: Claim, parts: Sequence[Part], context: TitleContext) -> tuple[Seniority, str] | None:
    """Give the rank that the context makes of a claim and the code of the rule, or None if no rule speaks.

    A bank's vice president is a middle grade; a bare "director" of a small British company sits on its board; a partner
    owns a share in the professions, and may be one in name only elsewhere.
    """
    if claim.family is Family.VICE_PRESIDENT and claim.level in _BANK_GRADES and _in_bank(parts, context):
        return _BANK_GRADES[claim.level], "bank_grade"
    if claim.family is Family.PARTNER:
        return _partner(claim, context)
    if claim.family is Family.DIRECTOR and _is_british_board(parts, context):
        return Seniority.OWNER_OR_BOARD, "small_british_company"
    return None


def function_in_context(claim: Claim, context: TitleContext) -> JobFunction | None:
    """Give the function that a partner or associate has by the trade of the firm alone."""
    if claim.role.entry.usual and claim.role.entry.function is JobFunction.OTHER and speaks_of(context.industry, "law"):
        return JobFunction.LEGAL
    return None


def _in_bank(parts: Sequence[Part], context: TitleContext) -> bool:
    desk = any(hit.entry.bank for part in parts for hit in part.functions)
    return desk or speaks_of(context.industry, "bank")


def _partner(claim: Claim, context: TitleContext) -> tuple[Seniority, str]:
    if speaks_of(context.industry, "partnership"):
        return claim.level, "partnership"
    large = context.employee_count is not None and context.employee_count >= LARGE_PARTNERSHIP
    return (Seniority.UNKNOWN, "partner_in_name") if context.industry and large else (claim.level, "partner_unproved")


def _is_british_board(parts: Sequence[Part], context: TitleContext) -> bool:
    small = context.employee_count is not None and context.employee_count <= SMALL_COMPANY
    return small and speaks_of(context.country, "british") and not any(part.functions for part in parts)
