"""From claims to an answer with its reasons."""

from orggraph.domain.contributions import Contribution, total
from orggraph.domain.people import JobFunction, Seniority
from orggraph.domain.titles import TitleContext, TitleReading
from orggraph.resolve.titles.claims import Claim, claims_of, governing
from orggraph.resolve.titles.context import function_in_context, in_context
from orggraph.resolve.titles.entries import Family, Hit, Sign
from orggraph.resolve.titles.functions import Naming, function_of
from orggraph.resolve.titles.lexicon import lexicon
from orggraph.resolve.titles.normalise import words_of
from orggraph.resolve.titles.scan import Part, Scan, scan

# Sixteenths, so that the sum of the reasons is exact.
LEVEL_WORD = 8 / 16
LEVEL_IMPLIED = 4 / 16
FUNCTION_WORD = 6 / 16
FUNCTION_USUAL = 3 / 16
COMMITTEE = 1 / 16
CONTEXT = 1 / 16
SMALL_DOUBT = -1 / 16
DOUBT = -2 / 16

_NO_SEAT = frozenset({Seniority.ASSISTANT, Seniority.STAFF, Seniority.SENIOR, Seniority.UNKNOWN})
_LOST = {
    Sign.FORMER: "former_role",
    Sign.RETIRED: "former_role",
    Sign.HONORARY: "honorary_role",
    Sign.SLOGAN: "slogan",
    Sign.OPENING: "slogan",
}
_DOUBTFUL_CONTEXTS = frozenset({"partner_unproved", "partner_in_name"})


def read(title: str, context: TitleContext) -> TitleReading:
    """Read a title; `orggraph.resolve.titles.read_title` is the public form."""
    found = scan(words_of(title), lexicon())
    if found.wanted is not None:
        return _unread("wanted_role", found.wanted)
    claims = claims_of(found.parts)
    claim = governing(claims, found.parts)
    if claim is None:
        return _without_role(found)
    level, reasons = _level(claim, found, context)
    naming = function_of(claim, found.parts)
    if naming is None or not naming.certain:
        by_trade = function_in_context(claim, context)
        naming = Naming(by_trade, claim.role.words, certain=False) if by_trade is not None else naming
    if naming is None and level is Seniority.OWNER_OR_BOARD:
        naming = Naming(JobFunction.GENERAL_MANAGEMENT, claim.role.words, certain=False)
    reasons += _function_reasons(naming)
    reasons += _seat(found, level)
    if _compete(claims, claim):
        reasons.append(Contribution("several_roles", DOUBT, detail=", ".join(other.role.words for other in claims)))
    return _answer(level, naming.function if naming else JobFunction.UNKNOWN, reasons)


def _without_role(found: Scan) -> TitleReading:
    """Read a title that names no role: a committee seat, a trade's function, an intern, or nothing at all."""
    if found.lost is not None:
        return _unread(_LOST[found.lost.entry.sign], found.lost)
    functions = [hit for part in found.parts for hit in part.functions]
    naming = function_of(_nobody(functions[0], found.parts), found.parts) if functions else None
    level, reasons = _implied(found, functions)
    if level is Seniority.C_LEVEL and naming is None:
        naming = Naming(JobFunction.GENERAL_MANAGEMENT, reasons[0].detail, certain=False)
    reasons += _function_reasons(naming)
    return _answer(level, naming.function if naming else JobFunction.UNKNOWN, reasons)


def _implied(found: Scan, functions: list[Hit]) -> tuple[Seniority, list[Contribution]]:
    seat, intern = found.has(Sign.COMMITTEE), found.has(Sign.INTERN)
    if intern is not None:
        return Seniority.STAFF, [Contribution("intern", LEVEL_WORD, detail=intern.words)]
    if seat is not None:
        return Seniority.C_LEVEL, [Contribution("executive_committee", LEVEL_IMPLIED, detail=seat.words)]
    alone = next((hit for hit in functions if hit.entry.level is not None), None)
    if alone is not None and alone.entry.level is not None:
        return alone.entry.level, [Contribution("level_implied", LEVEL_IMPLIED, detail=alone.words)]
    return Seniority.UNKNOWN, []


def _level(claim: Claim, found: Scan, context: TitleContext) -> tuple[Seniority, list[Contribution]]:
    part = found.parts[claim.part]
    intern = found.has(Sign.INTERN)
    if claim.level is Seniority.UNKNOWN and intern is not None:
        return Seniority.STAFF, [Contribution("intern", LEVEL_WORD, detail=intern.words)]
    if claim.level is Seniority.UNKNOWN:
        return claim.level, [Contribution("no_rank", 0.0, detail=claim.role.words)]
    reasons = [Contribution("level_word", LEVEL_WORD, detail=claim.role.words)]
    if intern is not None:
        return Seniority.STAFF, [*reasons, Contribution("intern", 0.0, detail=intern.words)]
    for sign, value in ((Sign.INTERIM, 0.0), (Sign.DEPUTY, SMALL_DOUBT), (Sign.JUNIOR, 0.0)):
        hit = part.has(sign)
        if hit is not None:
            reasons.append(Contribution(sign.value, value, detail=hit.words))
    if claim.role.entry.unsure:
        reasons.append(Contribution("ambiguous_word", DOUBT, detail=claim.role.words))
    changed = in_context(claim, found.parts, context)
    if changed is None:
        return claim.level, reasons
    level, code = changed
    value = DOUBT if code in _DOUBTFUL_CONTEXTS else CONTEXT
    return level, [*reasons, Contribution(code, value, detail=claim.role.words)]


def _function_reasons(naming: Naming | None) -> list[Contribution]:
    if naming is None or naming.function is JobFunction.UNKNOWN:
        return []
    code, value = ("function_word", FUNCTION_WORD) if naming.certain else ("usual_function", FUNCTION_USUAL)
    reasons = [Contribution(code, value, detail=naming.words)]
    if naming.several:
        reasons.append(Contribution("several_functions", SMALL_DOUBT, detail=naming.words))
    return reasons


def _seat(found: Scan, level: Seniority) -> list[Contribution]:
    seat = found.has(Sign.COMMITTEE)
    return (
        [] if seat is None or level in _NO_SEAT else [Contribution("executive_committee", COMMITTEE, detail=seat.words)]
    )


def _compete(claims: list[Claim], chosen: Claim) -> bool:
    """Say whether another operating role gives another rank."""
    return any(other.level is not chosen.level and other.family is not Family.SIDE for other in claims)


def _nobody(hit: Hit, parts: list[Part]) -> Claim:
    at = next(index for index, part in enumerate(parts) if hit in part.functions)
    return Claim(hit, at, Seniority.UNKNOWN, Family.OPERATING)


def _unread(code: str, hit: Hit) -> TitleReading:
    reason = Contribution(code, 0.0, detail=hit.words)
    return TitleReading(Seniority.UNKNOWN, JobFunction.UNKNOWN, 0.0, (reason,))


def _answer(level: Seniority, function: JobFunction, reasons: list[Contribution]) -> TitleReading:
    kept = tuple(reasons)
    return TitleReading(level, function, float(total(kept)), kept)
