"""What blocks a deal and who stands where, as the terminal shows it."""

from collections.abc import Iterator, Mapping, Sequence

from orggraph.domain.contributions import Contribution
from orggraph.domain.findings import BlockageDiagnosis
from orggraph.domain.people import Locale
from orggraph.domain.politics import Consensus, DealPicture, Insight, MapHealth, OppositionRisk
from orggraph.text.answer import question_lines
from orggraph.text.catalogue import Parameter, joined, say
from orggraph.text.insights import insight_message, map_health_message, severity_name
from orggraph.text.wording import (
    SHOWN_AS_ZERO,
    cause_name,
    contribution_label,
    function_name,
    judgement,
    name_of,
    pressure_message,
    signed,
)

_UNLIKELY = 0.1
_SHOWN_PARTS = 3
_SHOWN_THREATS = 3


def diagnosis_text(picture: DealPicture, names: Mapping[str, str], locale: Locale) -> str:
    """Word what blocks a deal, who agrees, who may stand against, and what to notice.

    Parameters
    ----------
    picture : DealPicture
        What the analysis found.
    names : mapping of str to str
        What to call each person, by id.
    locale : Locale
        The language.

    Returns
    -------
    str
        Lines of plain text.
    """
    sections = (
        _causes(picture.blockage, locale),
        _agreement(picture.consensus, names, locale),
        _against(picture.opposition, names, locale),
        _noticed(picture.insights, picture.map_health, names, locale),
        question_lines(picture.blockage.next_questions, locale),
        [say(locale, "uncalibrated")],
    )
    return "\n\n".join("\n".join(lines) for lines in (list(section) for section in sections) if lines)


def _causes(found: BlockageDiagnosis, locale: Locale) -> Iterator[str]:
    """Give every cause that is not very unlikely, with what speaks for and against it."""
    yield say(locale, "title-causes")
    if found.organisational is None:
        yield "   " + say(locale, "nothing-observed")
    for cause in found.causes if found.organisational is not None else ():
        if cause.probability < _UNLIKELY:
            continue
        name = cause_name(cause.cause, locale)
        yield "   " + say(locale, "cause-whole", cause=name, judgement=judgement(cause.probability, locale))
        speaks_for = [part for part in cause.contributions if part.value > 0]
        against = [part for part in cause.contributions if part.value < 0]
        if speaks_for:
            yield "      " + say(locale, "cause-parts", parts=_strongest(speaks_for, locale))
        if against:
            yield "      " + say(locale, "cause-parts-against", parts=_strongest(against, locale))
    if found.organisational is not None:
        yield say(locale, "organisational-line", judgement=judgement(found.organisational, locale))
    if found.pressure.follow_ups or found.pressure.discounts:
        yield pressure_message(found.pressure, locale)


def _strongest(parts: Sequence[Contribution], locale: Locale) -> str:
    ordered = sorted(parts, key=lambda part: -abs(part.value))[:_SHOWN_PARTS]
    return joined(
        locale,
        [
            say(
                locale,
                "path-effect",
                label=contribution_label(part.code, locale, part.detail),
                change=signed(part.value, locale),
            )
            for part in ordered
        ],
    )


def _agreement(found: Consensus | None, names: Mapping[str, str], locale: Locale) -> Iterator[str]:
    if found is None:
        return
    yield say(locale, "title-agreement")
    yield "   " + say(locale, "agreement-line", polarisation=found.polarisation, share=found.between_functions)
    for pair in found.conflicts[:1]:
        manager = pair.lowest_common_manager_id
        given: dict[str, Parameter] = {
            "one": function_name(pair.one, locale),
            "other": function_name(pair.other, locale),
            "distance": pair.distance,
            "manager": name_of(manager, names, locale),
        }
        yield "   " + say(locale, "conflict-settled" if manager else "conflict-line", **given)
    if found.pivot_id and found.pivot_gain is not None:
        person, gain = name_of(found.pivot_id, names, locale), signed(found.pivot_gain, locale)
        yield "   " + say(locale, "pivot-line", person=person, change=gain)


def _against(found: OppositionRisk | None, names: Mapping[str, str], locale: Locale) -> Iterator[str]:
    if found is None:
        return
    yield say(locale, "title-against")
    telling = [threat for threat in found.threats if threat.threat >= SHOWN_AS_ZERO]
    if not telling:
        yield "   " + say(locale, "nobody-against")
    for threat in telling[:_SHOWN_THREATS]:
        yield "   " + say(
            locale,
            "threat-line",
            person=name_of(threat.person_id, names, locale),
            judgement=judgement(threat.opposes, locale),
            leverage=threat.leverage,
            turned=judgement(threat.unblocked_if_turned, locale),
        )
    for camp in found.coalitions:
        people = joined(locale, [name_of(person, names, locale) for person in camp.people])
        yield "   " + say(locale, "camp-with-champion" if camp.with_champion else "camp-against", people=people)
    if found.coalitions:
        yield "   " + say(locale, "balance-line", balance=signed(found.balance, locale))


def _noticed(found: Sequence[Insight], health: MapHealth, names: Mapping[str, str], locale: Locale) -> Iterator[str]:
    yield say(locale, "title-insights")
    for insight in found:
        severity, message = severity_name(insight.severity, locale), insight_message(insight, names, locale)
        yield "   " + say(locale, "insight-line", severity=severity, message=message)
    yield map_health_message(health, locale)
