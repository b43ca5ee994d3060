"""The smallest changes that would give another verdict, or put somebody else first."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from orggraph.analysis.deadline import Deadline, endless
from orggraph.analysis.escalation import conclude
from orggraph.analysis.options import Options
from orggraph.analysis.question import Question, ask
from orggraph.domain.deals import Stakeholder, Stance, StanceLabel, stance_label, stance_value
from orggraph.domain.findings import Flip, Manager, Parameters
from orggraph.domain.ids import EntityKind, content_id
from orggraph.domain.relations import FactOrigin
from orggraph.domain.signals import Signal, SignalKind
from orggraph.graph.snapshot import OrgSnapshot

_TELLING = (
    SignalKind.NEED_CONFIRMED,
    SignalKind.VALUE_QUANTIFIED,
    SignalKind.BUDGET_CONFIRMED,
    SignalKind.TECHNICAL_FIT_CONFIRMED,
    SignalKind.PILOT_SUCCEEDED,
    SignalKind.BUDGET_FROZEN,
    SignalKind.SECURITY_REVIEW_FAILED,
    SignalKind.PILOT_FAILED,
    SignalKind.NEED_DENIED,
    SignalKind.EXECUTIVE_INTEREST,
    SignalKind.CONTACT_SUGGESTED_ESCALATION,
    SignalKind.WAITING_FOR_MANAGEMENT,
    SignalKind.OTHER_PRIORITIES,
    SignalKind.STAKEHOLDERS_DISAGREE,
)
_STEPS = (
    StanceLabel.OPPONENT,
    StanceLabel.RESERVED,
    StanceLabel.NEUTRAL,
    StanceLabel.SUPPORTER,
    StanceLabel.STRONG_SUPPORTER,
)
_USUAL_CONFIDENCE = 0.8


@dataclass(frozen=True, slots=True)
class _Change:
    code: str
    snapshot: OrgSnapshot
    options: Options
    parameters: Parameters
    person_id: str | None
    evidence: tuple[str, ...]


def flips(
    snapshot: OrgSnapshot, deal_id: str, options: Options | None = None, deadline: Deadline = endless
) -> tuple[Flip, ...]:
    """Tell which single small changes would give another verdict, or another first path.

    One more signal seen today; one stakeholder who decides, can veto or stands above the contact one step warmer or
    colder; the contact not told; the contact's inferred manager confirmed.

    Parameters
    ----------
    snapshot : OrgSnapshot
        The client beside us.
    deal_id : str
        One of its deals.
    options : Options, optional
        As for the answer itself.
    deadline : callable
        Raises when there is no more time.

    Returns
    -------
    tuple of Flip
        Those that change the verdict first, then those that change the first path, in the order tried. Empty where the
        answer stands firm.

    Notes
    -----
    The whole answer anew for each change tried: about twenty times the time of one answer. Asked for on its own.

    Examples
    --------
    >>> from orggraph.analysis.example import stalled_deal
    >>> [(flip.change, flip.parameters, flip.verdict.name) for flip in flips(stalled_deal(), "dea_1")][:1]
    [('SIGNAL_SEEN', {'signal': 'BUDGET_FROZEN'}, 'DO_NOT')]
    """
    question = ask(snapshot, deal_id, options)
    now = conclude(question)
    found = []
    for change in _changes(question, snapshot):
        deadline()
        then = conclude(ask(change.snapshot, deal_id, change.options))
        first = then.first_pair != now.first_pair
        if then.verdict is not now.verdict or first:
            found.append(
                Flip(
                    change=change.code,
                    parameters=change.parameters,
                    person_id=change.person_id,
                    verdict=then.verdict,
                    first_path=first,
                    evidence=change.evidence,
                )
            )
    return tuple(sorted(found, key=lambda flip: flip.verdict is now.verdict))


def _changes(question: Question, snapshot: OrgSnapshot) -> Iterator[_Change]:
    options, deal = question.options, question.deal.id
    seen = {signal.kind for signal in question.signals}
    for kind in _TELLING:
        if kind not in seen:
            more = Signal(
                id=content_id(EntityKind.SIGNAL, deal, kind),
                deal_id=deal,
                kind=kind,
                observed_on=snapshot.as_of,
            )
            signals = {**snapshot.signals, deal: (*snapshot.signals.get(deal, ()), more)}
            yield _Change("SIGNAL_SEEN", replace(snapshot, signals=signals), options, {"signal": kind.value}, None, ())
    yield from _stances(question, snapshot)
    if options.notify_contact and question.contact:
        untold = replace(options, notify_contact=False)
        yield _Change("CONTACT_NOT_TOLD", snapshot, untold, {}, question.contact, ())
    yield from _confirmed(question, snapshot)


def _stances(question: Question, snapshot: OrgSnapshot) -> Iterator[_Change]:
    model, deal = question.model, question.deal.id
    above = [target.person_id for target in question.targets]
    for person in dict.fromkeys((*model.verdicts.people, *above)):
        part = model.stakeholders.get(person)
        if part is None:
            continue
        stance = part.stance or Stance(value=0.0, confidence=_USUAL_CONFIDENCE, source="")
        place = _STEPS.index(stance_label(stance.value))
        for code, step in (("STANCE_UP", place + 1), ("STANCE_DOWN", place - 1)):
            if 0 <= step < len(_STEPS):
                label = _STEPS[step]
                moved = replace(part, stance=replace(stance, value=stance_value(label), synergy=None, antagonism=None))
                stakeholders = _with(snapshot.stakeholders, deal, moved)
                yield _Change(
                    code,
                    replace(snapshot, stakeholders=stakeholders),
                    question.options,
                    {"label": label.value},
                    person,
                    (part.id,),
                )


def _with(
    parts: Mapping[str, tuple[Stakeholder, ...]], deal: str, moved: Stakeholder
) -> Mapping[str, tuple[Stakeholder, ...]]:
    return {**parts, deal: tuple(moved if part.id == moved.id else part for part in parts.get(deal, ()))}


def _confirmed(question: Question, snapshot: OrgSnapshot) -> Iterator[_Change]:
    """Take the inferred line above the contact as stated by a user."""
    chain: tuple[Manager, ...] = question.hierarchy.chain(question.contact, 1) if question.contact else ()
    if not chain or chain[0].origin is not FactOrigin.INFERRED:
        return
    line = question.hierarchy.line_of(snapshot.seat_of[question.contact or ""])
    if line:
        stated = replace(line, source="user:", confidence=1.0)
        lines = (*snapshot.solid_lines, stated)
        yield _Change(
            "MANAGER_CONFIRMED",
            replace(snapshot, solid_lines=lines),
            question.options,
            {},
            chain[0].manager_id,
            (chain[0].position_id,),
        )
