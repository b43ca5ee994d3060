"""Shorthand: what was said, when, and who is meant."""

from datetime import UTC, date, datetime, timedelta

from orggraph.domain.ids import EntityKind
from orggraph.domain.observations import Observation, Statement
from orggraph.resolve.fold import fold
from orggraph.resolve.identity import RESOLVED, Resolution, resolve_kind

START = datetime(2026, 3, 2, 9, tzinfo=UTC)
JANUARY, JUNE = date(2026, 1, 1), date(2026, 6, 1)


def observation(about, subject, source="hr:x", /, **more):
    how = {name: more.pop(name) for name in ("confidence", "valid_from", "valid_until") if name in more}
    return Observation(kind=about, subject=subject, said=more, source=source, **how)


def person(key, source="hr:x", **said):
    return observation(EntityKind.PERSON, key, source, **said)


def account(key, name, source="hr:x", **said):
    return observation(EntityKind.ACCOUNT, key, source, name=name, **said)


def seat(key, source="hr:x", **said):
    return observation(EntityKind.POSITION, key, source, **{"company": "Exemplis", "title": "Seat", **said})


def line(report, manager, source="hr:x", kind="SOLID", **more):
    return observation(EntityKind.LINE, report, source, company="Exemplis", manager=manager, kind=kind, **more)


def tie(one, other, source="linkedin:x", **said):
    return observation(EntityKind.TIE, one, source, other=other, **said)


def at(hours, *observations, again=0):
    """Say these some hours after the start, and once more some hours later."""
    moment = START + timedelta(hours=hours)
    return [Statement(o, moment, moment + timedelta(hours=again), f"bat_{hours}") for o in observations]


def resolved(statements, known=()):
    """Find out who is who, knowing these records."""
    resolution = Resolution()
    for kind in RESOLVED:
        found = (s.observation for s in statements)
        resolve_kind(kind, found, [record for record in known if record.kind is kind], resolution)
    return resolution


def facts(*statements, kind=object):
    """Fold what was said; give the versions of a kind."""
    versions = fold(statements, resolved(statements)).values()
    return [version for one in versions for version in one if isinstance(version.fact, kind)]


def fact(*statements, kind=object):
    (found,) = facts(*statements, kind=kind)
    return found.fact
