"""What people decided about who is who: of two records the newest word counts, and it is surer than any key.

A decision is stated of a record like anything else, and so stands among what the record goes by: `same:when|key` where it is one with the
record of that key, `apart:when|key` where it is somebody else. One without a moment comes from a document, and yields to any other.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from orggraph.domain.observations import Observation

_SAME, _APART = "same:", "apart:"
DECIDED = (_SAME, _APART)
"""Begin what was decided, among what a record goes by."""
_STATED = {"same_as": _SAME, "apart_from": _APART}
_MOMENT = "%Y%m%dT%H%M%S.%f"
_TICK = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Decided:
    """What holds of all that was decided about some records."""

    same: tuple[tuple[str, str], ...] = ()
    """Pairs that are one: the record that names what both are, and the other."""
    foes: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """For a record, those that are somebody else."""

    def apart(self, some: Iterable[str], others: Iterable[str]) -> bool:
        """Tell whether two groups of records hold two that were said to be two people."""
        there = frozenset(others)
        return any(not there.isdisjoint(self.foes.get(key, ())) for key in some)


def stated(observation: Observation) -> tuple[str, ...]:
    """Give what an observation decides, as the record that it is about goes by it."""
    moment = f"{observation.said_at.astimezone(UTC):{_MOMENT}}" if observation.said_at else ""
    listed = ((prefix, observation.said.get(name)) for name, prefix in _STATED.items())
    return tuple(f"{prefix}{moment}|{key}" for prefix, keys in listed if isinstance(keys, list) for key in keys)


def decided(identities: Mapping[str, tuple[str, ...]]) -> Decided:
    """Give what holds of what was decided: of each two records the newest word.

    Parameters
    ----------
    identities
        For each record key, what the record goes by.

    Examples
    --------
    >>> decided({"hr:1": ("same:20260301T090000.000000|hr:2", "apart:20260302T090000.000000|hr:2"), "hr:2": ()}).foes["hr:2"]
    frozenset({'hr:1'})
    """
    newest: dict[frozenset[str], tuple[str, str, str, str]] = {}
    for key, found in identities.items():
        for prefix, moment, other in _parsed(found):
            if other != key and other in identities:
                pair, word = frozenset((key, other)), (moment, prefix, key, other)
                newest[pair] = max(newest.get(pair, word), word)
    foes: defaultdict[str, set[str]] = defaultdict(set)
    for _, prefix, one, other in newest.values():
        if prefix == _APART:
            foes[one].add(other)
            foes[other].add(one)
    same = sorted((one, other) for _, prefix, one, other in newest.values() if prefix == _SAME)
    return Decided(tuple(same), {key: frozenset(found) for key, found in foes.items()})


def after_all(identities: Iterable[str], now: datetime) -> datetime:
    """Give now, or a moment later than all that was decided about a record, where the clock is behind."""
    moments = [moment for _, moment, _ in _parsed(identities) if moment]
    last = max((datetime.strptime(one, _MOMENT).replace(tzinfo=UTC) for one in moments), default=None)
    return now if last is None or last < now else last + _TICK


def named_same(identities: Iterable[str]) -> frozenset[str]:
    """Give the keys of those with whom a record was ever said to be one."""
    return frozenset(key for prefix, _, key in _parsed(identities) if prefix == _SAME)


def last_apart(identities: Iterable[str]) -> frozenset[str]:
    """Give the keys of those from whom a record was kept apart last."""
    found = [(moment, key) for prefix, moment, key in _parsed(identities) if prefix == _APART]
    last = max((moment for moment, _ in found), default="")
    return frozenset(key for moment, key in found if moment == last)


def _parsed(identities: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    for identity in identities:
        if identity.startswith(DECIDED):
            prefix, _, rest = identity.partition(":")
            moment, _, key = rest.partition("|")
            yield f"{prefix}:", moment, key
