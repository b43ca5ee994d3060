"""Statements and a resolution to facts, in all the versions that they had over time."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from orggraph.domain.facts import ALWAYS, FOREVER, Version
from orggraph.domain.ids import EntityKind, content_id
from orggraph.domain.observations import Observation, Statement
from orggraph.domain.positions import Line, Position, ReportingKind
from orggraph.resolve.assemble import ASSEMBLERS, Merged
from orggraph.resolve.identity import RESOLVED, Resolution
from orggraph.resolve.precedence import Ranked, periods, ranked


def subject_kind(kind: EntityKind) -> EntityKind:
    """Say what kind of record an observation of this kind speaks about."""
    if kind in RESOLVED:
        return kind
    return EntityKind.POSITION if kind is EntityKind.LINE else EntityKind.PERSON


def fact_id(observation: Observation, resolution: Resolution) -> str | None:
    """Name the fact that an observation contributes to; None while something that it names is not known."""
    subject = resolution.of(subject_kind(observation.kind), observation.subject)
    if observation.kind in RESOLVED:
        return subject
    said = observation.said
    match observation.kind:
        case EntityKind.TIE:
            other = resolution.of(EntityKind.PERSON, said["other"])
            return (
                content_id(EntityKind.TIE, *sorted((subject, other)))
                if subject and other and subject != other
                else None
            )
        case EntityKind.LINE:
            manager = resolution.of(EntityKind.POSITION, said["manager"]) if said.get("manager") else ""
            return (
                content_id(EntityKind.LINE, subject, str(said["kind"]), manager)
                if subject and manager is not None
                else None
            )
        case EntityKind.INFLUENCE:
            to = resolution.of(EntityKind.PERSON, said["to"])
            return (
                content_id(EntityKind.INFLUENCE, subject, to, str(said["kind"]))
                if subject and to and subject != to
                else None
            )
        case _:
            deal = resolution.of(EntityKind.DEAL, said["deal"])
            return content_id(EntityKind.STAKEHOLDER, deal, subject) if subject and deal else None


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
            line = _line(line_id, observation, resolution)
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
    return tuple(
        replace(version, fact=replace(version.fact, since=_day(version.since), until=_day(version.until)))
        if isinstance(version.fact, Position | Line) and (version.since, version.until) != (ALWAYS, FOREVER)
        else version
        for version in versions
    )


def _day(edge: date) -> date | None:
    return edge if edge not in (ALWAYS, FOREVER) else None


def _line(line_id: str, observation: Observation, resolution: Resolution) -> Line | None:
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
