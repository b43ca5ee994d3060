"""The page for a deal: for whoever calls; else what to find out first, or what to go back to."""

from collections.abc import Iterator

from orggraph.domain.deals import PlanStepCode
from orggraph.domain.documents import Document, Section
from orggraph.domain.plans import PlanKind
from orggraph.domain.signals import SignalKind
from orggraph.text.advice import verdict_sentence
from orggraph.text.call_page import call_sections
from orggraph.text.catalogue import code_id, joined
from orggraph.text.other_pages import basics_sections, prepare_sections
from orggraph.text.told import Told, capital
from orggraph.text.wording import cause_name, likelihood

_PROOF = frozenset(
    {
        SignalKind.NEED_CONFIRMED,
        SignalKind.VALUE_QUANTIFIED,
        SignalKind.PILOT_SUCCEEDED,
        SignalKind.CHAMPION_CONVINCED,
    }
)
_BLOCKING = frozenset(SignalKind) - _PROOF
_SHOWN_FACTS = 4
_PAGES = {
    PlanKind.CALL: call_sections,
    PlanKind.PREPARE: prepare_sections,
    PlanKind.BACK_TO_BASICS: basics_sections,
}


def brief(told: Told) -> Document:
    """Write the page for a deal.

    Parameters
    ----------
    told : Told
        The plan of the deal, with the answer behind it.

    Returns
    -------
    Document
        For whoever calls; for whoever prepares, where it is too early; and where nobody should call, why not and what to do
        instead. The same facts give the same page.

    Examples
    --------
    >>> from orggraph.analysis.escalation import assess
    >>> from orggraph.analysis.example import stalled_deal
    >>> from orggraph.domain.people import Locale
    >>> from orggraph.planning.plan import plan
    >>> answer = assess(stalled_deal(), "dea_1")
    >>> brief(Told(stalled_deal(), answer, plan(stalled_deal(), answer), Locale.EN)).title
    'Call brief: Deal'
    """
    plan = told.plan
    common = {"stakes": _stakes(told), "blocks": _blocks(told)}
    sections = (section for section in _PAGES[plan.kind](told, **common) if section.lines)
    return Document(
        locale=told.locale,
        title=told.say(code_id("brief-title", plan.kind), deal=told.deal_name),
        subtitle=told.say("brief-subtitle", account=told.account_name, day=told.day(plan.as_of)),
        lead=_lead(told),
        sections=tuple(sections),
        footer=told.say("brief-footer"),
    )


def _lead(told: Told) -> str:
    call = told.plan.step(PlanStepCode.MAKE_CALL)
    if call and call.done_on:
        return told.say("brief-made", day=told.day(call.done_on))
    return verdict_sentence(told.assessment, told.locale, told.names)


def _stakes(told: Told) -> Section:
    stakes = told.stakes
    lines = [told.say("brief-stakes", stakes=stakes) if stakes else told.say("brief-stakes-unknown")]
    signals = told.snapshot.signals.get(told.plan.deal_id, ())
    facts = told.seen(one.id for one in signals if one.kind in _PROOF)
    if facts:
        lines.append(told.say("brief-proof", facts=joined(told.locale, facts)))
    return Section(told.say("brief-head-stakes"), tuple(lines))


def _blocks(told: Told) -> Section:
    lines = [
        told.say(
            "cause-line",
            cause=capital(cause_name(one.cause, told.locale)),
            likelihood=likelihood(one.probability, told.locale),
        )
        for one in told.causes
    ]
    if not lines:
        unknown = told.assessment.diagnosis.organisational is None
        lines = [told.say("nothing-observed" if unknown else "blocks-nothing")]
    facts = told.seen(_evidence(told))
    return Section(told.say("brief-head-blocks"), (*lines, *(capital(fact) for fact in facts)))


def _evidence(told: Told) -> Iterator[str]:
    """Find the signals that speak most for the causes that are shown."""
    weights: dict[str, float] = {}
    facts: dict[str, tuple[str, ...]] = {}
    for cause in told.causes:
        for part in cause.contributions:
            if part.value > 0 and part.code in _BLOCKING:
                weights[part.code] = weights.get(part.code, 0.0) + part.value
                facts[part.code] = part.evidence
    for code in sorted(weights, key=lambda code: (-weights[code], code))[:_SHOWN_FACTS]:
        yield from facts[code]
