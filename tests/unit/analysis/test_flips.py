"""What is said of a small change is what the answer would be if it happened; nothing else changes it."""

from dataclasses import replace

import pytest

from orggraph.analysis.escalation import Options, assess
from orggraph.analysis.flips import flips
from orggraph.domain.deals import Stance, StanceLabel, stance_label, stance_value
from orggraph.domain.signals import SignalKind
from tests.unit.analysis.builders import EVERY_GAIN, STALLED, line, person, signal, signals, stakeholder, stalled

WORLDS = {
    "stalled": STALLED,
    "nothing seen": replace(STALLED, signals=()),
    "only the need": replace(STALLED, signals=signals("NEED_CONFIRMED", "VALUE_QUANTIFIED")),
    "a frozen budget": replace(STALLED, signals=(*STALLED.signals, signal("BUDGET_FROZEN"))),
    "at both ends": replace(
        STALLED,
        stakeholders=(
            STALLED.stakeholders[0],
            *(
                replace(part, stance=replace(part.stance, value=value))
                for part, value in zip(STALLED.stakeholders[1:], (0.9, -0.9), strict=True)
            ),
        ),
    ),
    "an opponent who can veto": replace(
        STALLED,
        people=(*STALLED.people, person("law", "DIRECTOR", "LEGAL")),
        stakeholders=(*STALLED.stakeholders, stakeholder("law", can_veto=True, stance=-0.4, salience=0.5)),
    ),
}
TRIED = (
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
WARMEST_FIRST = [label for label in StanceLabel if label is not StanceLabel.UNKNOWN]
ANY = Options(assumptions=EVERY_GAIN)


def world(name, **more):
    kept = {field: getattr(WORLDS[name], field) for field in ("people", "stakeholders", "signals")}
    return stalled(**{**kept, **more})


def outcome(snapshot, options=ANY):
    found = assess(snapshot, "dea_1", options)
    first = found.paths[0] if found.paths else None
    return found.verdict, first and (first.caller_id, first.target_id)


def said(name):
    return {(f.change, *f.parameters.values(), f.person_id): f for f in flips(world(name), "dea_1", ANY)}


def more_signals(name):
    """Give what the answer is once one of some signals more was seen."""
    seen = {one.kind for one in WORLDS[name].signals}
    for kind in TRIED:
        if kind not in seen:
            more = signal(kind)
            yield ("SIGNAL_SEEN", kind.value, None), (), outcome(world(name, signals=(*WORLDS[name].signals, more)))


def moved_stances(name):
    """Give what the answer is once one stakeholder is a step warmer or colder."""
    parts = WORLDS[name].stakeholders
    for part in parts[1:]:
        at = WARMEST_FIRST.index(stance_label(part.stance.value))
        for change, step in (("STANCE_UP", at - 1), ("STANCE_DOWN", at + 1)):
            if 0 <= step < len(WARMEST_FIRST):
                moved = replace(part, stance=replace(part.stance, value=stance_value(WARMEST_FIRST[step])))
                then = outcome(world(name, stakeholders=tuple(moved if p is part else p for p in parts)))
                yield (change, WARMEST_FIRST[step].value, part.person_id), (part.id,), then


@pytest.mark.parametrize("name", WORLDS)
def test_a_change_is_listed_just_when_it_changes_something_and_with_what_it_changes(name):
    found, now = said(name), outcome(world(name))
    untold = ("CONTACT_NOT_TOLD", "contact"), (), outcome(world(name), replace(ANY, notify_contact=False))
    expected = {
        key: (then[0], then[1] != now[1], evidence)
        for key, evidence, then in (*more_signals(name), *moved_stances(name), untold)
        if then != now
    }
    assert {key: (flip.verdict, flip.first_path, flip.evidence) for key, flip in found.items()} == expected
    assert list(found) == sorted(found, key=lambda key: found[key].verdict is now[0])


def test_a_contact_who_is_not_told_anyway_is_no_change():
    found = flips(world("stalled"), "dea_1", replace(ANY, notify_contact=False))
    assert "CONTACT_NOT_TOLD" not in {flip.change for flip in found}


def test_a_stance_nobody_knows_is_moved_from_neutral():
    unknown = tuple(replace(p, stance=None) if p.person_id == "head" else p for p in STALLED.stakeholders)
    found = flips(stalled(stakeholders=unknown), "dea_1", ANY)
    labels = {flip.parameters["label"] for flip in found if flip.person_id == "head" and "label" in flip.parameters}
    assert labels
    assert labels <= {"SUPPORTER", "RESERVED"}
    warm = Stance(value=0.4, confidence=0.8, source="", observed_on=None)
    then = outcome(stalled(stakeholders=tuple(replace(p, stance=warm) if p.stance is None else p for p in unknown)))
    key = {(flip.change, flip.person_id): flip.verdict for flip in found}
    assert key.get(("STANCE_UP", "head"), outcome(stalled(stakeholders=unknown))[0]) is then[0]


def test_an_inferred_manager_once_confirmed_is_as_if_stated():
    people = tuple(replace(p, department="Marketing") for p in STALLED.people)
    unstated = {"people": people, "lines": STALLED.lines[1:]}
    found = {flip.change: flip for flip in flips(stalled(**unstated), "dea_1", ANY)}
    stated = line("contact", "boss", confidence=1.0, source="user:")
    now, then = outcome(stalled(**unstated)), outcome(stalled(people=people, lines=(*STALLED.lines[1:], stated)))
    flip = found.get("MANAGER_CONFIRMED")
    assert now != then
    assert (flip.person_id, flip.verdict, flip.first_path, flip.evidence) == (
        "boss",
        then[0],
        now[1] != then[1],
        ("pos_boss",),
    )
    assert "MANAGER_CONFIRMED" not in {flip.change for flip in flips(stalled(), "dea_1", ANY)}
