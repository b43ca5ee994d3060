"""Statements and a resolution to facts, in all the versions that they had over time."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from orggraph.domain.facts import ALWAYS, FOREVER, Version
from orggraph.domain.ids import EntityKind, content_id
from orggraph.domain.observations import Observation, Said, Statement
from orggraph.domain.positions import Line, Position, ReportingKind
from orggraph.resolve.assemble import ASSEMBLERS, Merged
from orggraph.resolve.identity import RESOLVED, Resolution
from orggraph.resolve.precedence import Ranked, periods, ranked

_DATED = (Position, Line)


def subject_kind(kind: EntityKind) -> EntityKind:
    """Say what kind of record an observation of this kind speaks about."""
    if kind in RESOLVED:
        return kind
    return EntityKind.POSITION if kind is EntityKind.LINE else EntityKind.PERSON


def fact_id(observation: Observation, resolution: Resolution) -> str | None:
    """Name the fact that an observation contributes to; None while something that it names is not known."""
    kind = observation.kind
    subject = resolution.of(subject_kind(kind), observation.subject)
    if subject is None or kind in RESOLVED:
        return subject
    parts = _PARTS[kind](subject, observation.said, resolution)
    return content_id(kind, *parts) if parts else None


Parts = tuple[str, ...] | None
"""What makes a fact the one that it is; None where it joins nothing."""


def _line(report: str, said: Said, resolution: Resolution) -> Parts:
    if not said.get("manager"):
        return report, str(said["kind"]), ""
    manager = resolution.of(EntityKind.POSITION, said["manager"])
    return (report, str(said["kind"]), manager) if manager else None


def _tie(one: str, said: Said, resolution: Resolution) -> Parts:
    other = resolution.of(EntityKind.PERSON, said["other"])
    return (min(one, other), max(one, other)) if other and other != one else None


def _influence(one: str, said: Said, resolution: Resolution) -> Parts:
    other = resolution.of(EntityKind.PERSON, said["to"])
    return (one, other, str(said["kind"])) if other and other != one else None


def _stakeholder(person: str, said: Said, resolution: Resolution) -> Parts:
    deal = resolution.of(EntityKind.DEAL, said["deal"])
    return (deal, person) if deal else None


_PARTS: Mapping[EntityKind, Callable[[str, Said, Resolution], Parts]] = {
    EntityKind.LINE: _line,
    EntityKind.TIE: _tie,
    EntityKind.INFLUENCE: _influence,
    EntityKind.STAKEHOLDER: _stakeholder,
}


def facts_made(observations: Iterable[Observation], resolution: Resolution) -> dict[str, str]:
    """Name the fact that each observation contributes to, by the observation's id.

    One that names something unknown, such as a person whose only import was undone, makes no fact; it stays kept and counts
    again when what it names comes back.
    """
    return {o.id: made for o in observations if (made := fact_id(o, resolution))}


def fold(
    statements: Collection[Statement], resolution: Resolution, made: Mapping[str, str] | None = None
) -> dict[str, tuple[Version, ...]]:
    """Give every fact that the statements make, by id; `made` is what `facts_made` says of them, where that is known already."""
    if made is None:
        made = facts_made((s.observation for s in statements), resolution)
    groups: defaultdict[str, list[Statement]] = defaultdict(list)
    lines: defaultdict[tuple[str, str], list[Statement]] = defaultdict(list)
    for statement in statements:
        observation = statement.observation
        found = made.get(observation.id)
        if found is None:
            continue
        if observation.kind is EntityKind.LINE:
            report = resolution.entity[EntityKind.POSITION, observation.subject]
            lines[report, str(observation.said["kind"])].append(statement)
        else:
            groups[found].append(statement)
    facts = {found: versions for found, group in groups.items() if (versions := _versions(found, group, resolution))}
    for group in lines.values():
        facts.update(_line_versions(group, resolution, made))
    return facts


def _versions(found: str, group: Sequence[Statement], resolution: Resolution) -> tuple[Version, ...]:
    assemble = ASSEMBLERS[group[0].observation.kind]
    versions: list[Version] = []
    for since, until, valid in periods(ranked(group)):
        fact = assemble(found, _merge(valid), resolution)
        if fact is not None:
            _append(versions, Version(fact, since, until))
    return _dated(versions)


def _merge(valid: Sequence[Ranked]) -> Merged:
    """Let the most believed statement decide each thing that was said."""
    if len(valid) == 1:
        only = valid[0].observation
        return Merged(only.said, {}, only, valid)
    said: dict[str, object] = {}
    by: dict[str, Observation] = {}
    for r in valid:
        said.update(r.observation.said)
        by.update(dict.fromkeys(r.observation.said, r.observation))
        if "company" in r.observation.said:
            said["company_key"] = r.observation.said.get("company_key")
    return Merged(said, by, valid[-1].observation, valid)


def _append(versions: list[Version], new: Version) -> None:
    """Join a version to the one before when nothing changed between them."""
    if versions and versions[-1].fact == new.fact and versions[-1].until == new.since:
        versions[-1] = replace(versions[-1], until=new.until)
    else:
        versions.append(new)


def _line_versions(
    group: Sequence[Statement], resolution: Resolution, made: Mapping[str, str]
) -> dict[str, tuple[Version, ...]]:
    """Keep each source's newest word on who a seat reports to; which of several holds, the branching decides later."""
    found: defaultdict[str, list[Version]] = defaultdict(list)
    for since, until, valid in periods(ranked(group)):
        best: dict[str, Observation] = {}
        for observation in _newest(valid):
            line_id = made[observation.id]
            if line_id not in best or observation.confidence >= best[line_id].confidence:
                best[line_id] = observation
        for line_id, observation in best.items():
            line = _line_fact(line_id, observation, resolution)
            if line:
                _append(found[line_id], Version(line, since, until))
    return {line_id: _dated(versions) for line_id, versions in found.items()}


def _newest(valid: Sequence[Ranked]) -> list[Observation]:
    """Give of each source its newest line; of dotted ones, which may be several, all that it named last."""
    newest = {r.observation.source: r for r in valid}
    dotted = [
        r.observation
        for r in valid
        if r.observation.said["kind"] == ReportingKind.DOTTED
        and r.last_said_at == newest[r.observation.source].last_said_at
    ]
    return dotted or [r.observation for r in newest.values()]


def _dated(versions: Sequence[Version]) -> tuple[Version, ...]:
    """Let seats and lines tell themselves from when to when they hold: as long as their version does."""
    if not (versions and isinstance(versions[0].fact, _DATED)):
        return tuple(versions)
    return tuple(
        replace(version, fact=replace(version.fact, since=_day(version.since), until=_day(version.until)))
        if isinstance(version.fact, _DATED) and (version.since, version.until) != (ALWAYS, FOREVER)
        else version
        for version in versions
    )


def _day(edge: date) -> date | None:
    return edge if edge not in (ALWAYS, FOREVER) else None


def _line_fact(line_id: str, observation: Observation, resolution: Resolution) -> Line | None:
    report = resolution.entity[EntityKind.POSITION, observation.subject]
    manager = resolution.of(EntityKind.POSITION, observation.said.get("manager"))
    account = resolution.account_of(observation.said)
    if account is None or manager == report:
        return None
    return Line(
        id=line_id,
        account_id=account,
        report_id=report,
        manager_id=manager,
        kind=ReportingKind(str(observation.said["kind"])),
        confidence=observation.confidence,
        source=observation.source,
    )
