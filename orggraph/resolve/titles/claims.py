"""From parts to claims: which role governs a part, and which claim governs the title."""

from collections.abc import Sequence
from dataclasses import dataclass

from orggraph.domain.people import Seniority
from orggraph.resolve.titles.entries import Family, Hit, Sign
from orggraph.resolve.titles.scan import Part

EXECUTIVES = frozenset({Seniority.OWNER_OR_BOARD, Seniority.C_LEVEL, Seniority.VICE_PRESIDENT, Seniority.DIRECTOR})
_RANKS = {level: rank for rank, level in enumerate(Seniority)}
_OWNERS = frozenset({Family.OWNER, Family.PARTNER})
_SEATS = frozenset({Family.BOARD})
_SIDES = frozenset({Family.SIDE})
_DEPUTIES = {Seniority.C_LEVEL: Seniority.VICE_PRESIDENT}
_ASSISTANTS = {
    Seniority.VICE_PRESIDENT: Seniority.DIRECTOR,
    Seniority.DIRECTOR: Seniority.MANAGER,
    Seniority.MANAGER: Seniority.SENIOR,
}


@dataclass(frozen=True, slots=True)
class Claim:
    """The role that governs one part, and the rank it gives; `beside` says whom an assistant assists."""

    role: Hit
    part: int
    level: Seniority
    family: Family
    beside: bool = False


def claims_of(parts: Sequence[Part]) -> list[Claim]:
    """Give the claim of every part that holds a role."""
    found = [_claim(part, index) for index, part in enumerate(parts) if part.roles]
    return [claim for claim in found if claim is not None]


def governing(claims: Sequence[Claim], parts: Sequence[Part]) -> Claim | None:
    """Choose the claim that speaks for the title: operating before owner, owner before seat, seat before sideline.

    An owner loses to an executive role only; a role without a team loses to an executive one of another statement.
    """
    by_family: dict[Family, list[Claim]] = {}
    for claim in claims:
        family = Family.OWNER if claim.family in _OWNERS else claim.family
        family = family if family in {Family.OWNER, Family.BOARD, Family.SIDE} else Family.OPERATING
        by_family.setdefault(family, []).append(claim)
    operating = by_family.get(Family.OPERATING)
    owners = by_family.get(Family.OWNER)
    if operating:
        first = _first(operating, parts)
        if first.level in EXECUTIVES or not owners:
            return first
    for family in (Family.OWNER, Family.BOARD, Family.SIDE):
        if family in by_family:
            return by_family[family][0]
    return None


def _first(operating: Sequence[Claim], parts: Sequence[Part]) -> Claim:
    first = operating[0]
    if first.level in {Seniority.VICE_PRESIDENT, Seniority.DIRECTOR} and not parts[first.part].functions:
        chiefs = [claim for claim in operating if claim.level is Seniority.C_LEVEL]
        return chiefs[0] if chiefs and first.role.entry.function is None else first
    if first.level in {Seniority.STAFF, Seniority.SENIOR}:
        here = parts[first.part].segment
        for claim in operating[1:]:
            if claim.level in EXECUTIVES and parts[claim.part].segment != here:
                return claim
    return first


def _claim(part: Part, index: int) -> Claim | None:
    roles = [role for role in part.roles if part.functions or not role.entry.needs_function]
    if not roles:
        return None
    assistant = next((at for at, role in enumerate(roles) if role.entry.family is Family.ASSISTANT), None)
    if assistant is not None:
        return _assistant(part, index, roles, assistant)
    role = _highest(part, _unlinked(roles))
    level, family = _own(role, part)
    return Claim(role, index, _shifted(level, role, part), family)


def _unlinked(roles: Sequence[Hit]) -> list[Hit]:
    """Keep the first role and those beside it: one that comes after a preposition is somebody else's."""
    kept = [roles[0]]
    for role in roles[1:]:
        if role.linked:
            break
        kept.append(role)
    return kept


def _highest(part: Part, roles: Sequence[Hit]) -> Hit:
    if roles[-1].entry.family is not Family.PARTNER:  # a "partner programme manager" manages a programme
        roles = [role for role in roles if role.entry.family is not Family.PARTNER]
    operating = [role for role in roles if _own(role, part)[1] not in _OWNERS | _SEATS | _SIDES]
    best = min(operating, key=lambda role: _RANKS[_own(role, part)[0]], default=None)
    if best is not None and _own(best, part)[0] in EXECUTIVES:
        return best
    for family in (_OWNERS, _SEATS):
        found = next((role for role in roles if _own(role, part)[1] in family), None)
        if found is not None and (best is None or family is _OWNERS):
            return found
    return best or roles[0]


def _own(role: Hit, part: Part) -> tuple[Seniority, Family]:
    """Give the rank and family of a role; some words mean something else when a function stands beside them."""
    entry = role.entry
    if entry.family is Family.CHIEF and not part.is_open_chief():
        return Seniority.C_LEVEL, Family.OPERATING
    if entry.with_function is not None and part.functions:
        return entry.with_function, Family.OPERATING
    return entry.level or Seniority.UNKNOWN, entry.family


def _assistant(part: Part, index: int, roles: Sequence[Hit], at: int) -> Claim:
    """Tell "assistant to a director" (an assistant) from "assistant director" (a director, one step down)."""
    role, after = roles[at], roles[at + 1 : at + 2]
    if not after or after[0].linked or after[0].entry.level in {Seniority.C_LEVEL, Seniority.OWNER_OR_BOARD}:
        beside = any(other.entry.level in EXECUTIVES for other in roles)
        return Claim(role, index, Seniority.ASSISTANT, Family.ASSISTANT, beside=beside)
    governed = _highest(part, after)
    level, family = _own(governed, part)
    return Claim(governed, index, _shifted(_ASSISTANTS.get(level, Seniority.STAFF), governed, part), family)


def _shifted(level: Seniority, role: Hit, part: Part) -> Seniority:
    """Move a rank by what stands beside it: deputy or junior."""
    if part.has(Sign.DEPUTY):
        return role.entry.deputy or _DEPUTIES.get(level, level)
    if part.has(Sign.JUNIOR) and level is Seniority.SENIOR:
        return Seniority.STAFF
    return level
