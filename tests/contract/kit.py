"""Shorthand of the contract: what is said, what is published, when it is."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta

from orggraph.domain.audit import AuditEvent
from orggraph.domain.deals import Deal, Escalation, Stakeholder
from orggraph.domain.facts import ALWAYS, FOREVER, Fact, Facts, Record, Version
from orggraph.domain.ids import EntityKind
from orggraph.domain.observations import Batch, ImportState, Observation
from orggraph.domain.people import Account, Person
from orggraph.domain.positions import Line, Position, ReportingKind
from orggraph.domain.relations import Influence, InfluenceKind, Tie
from orggraph.domain.signals import Signal, SignalKind
from orggraph.domain.viewer import EVERYTHING, Viewer
from orggraph.stores.base import Publication, Store

ANA = Viewer(workspace="one", user="ana", name="Ana", permissions=EVERYTHING)
BO = Viewer(workspace="two", user="bo", name="Bo", permissions=EVERYTHING)
START = datetime(2026, 3, 2, 9, tzinfo=UTC)
TODAY = START.date()
DAY = timedelta(days=1)


class Clock:
    """A clock that stands until somebody moves it."""

    def __init__(self) -> None:
        self.moment = START

    def __call__(self) -> datetime:
        return self.moment


def batch(number: int = 1, **more) -> Batch:
    """Give an import that began so many minutes after the start."""
    given = {"importer": "hr.org_chart", "author": "Ana", "state": ImportState.DONE, **more}
    return Batch(id=f"bat_{number}", started_at=given.pop("started_at", START + timedelta(minutes=number)), **given)


def of_person(key: str, **said) -> Observation:
    return Observation(kind=EntityKind.PERSON, subject=key, said=said or {"name": key}, source="hr:exemplis")


def of_tie(one: str, other: str, **said) -> Observation:
    return Observation(kind=EntityKind.TIE, subject=one, said={"other": other, **said}, source="linkedin:ana")


def record(key: str, entity_id: str, *identities: str, kind: EntityKind = EntityKind.PERSON, order: int = -1) -> Record:
    return Record(key=key, kind=kind, entity_id=entity_id, identities=identities, order=order)


def publish(
    store: Store,
    *facts: Fact | Version,
    viewer: Viewer = ANA,
    by: Batch | None = None,
    records: Iterable[Record] = (),
    gone: Iterable[str] = (),
    moved: Mapping[str, str] | None = None,
    retracted: Iterable[str] = (),
    event: AuditEvent | None = None,
) -> int:
    """Publish on top of whatever is there; several versions of one fact are given one by one."""
    versions: dict[str, tuple[Version, ...]] = dict.fromkeys(gone, ())
    for given in facts:
        version = given if isinstance(given, Version) else Version(given)
        versions[version.fact.id] = (*versions.get(version.fact.id, ()), version)
    with store.reading(viewer) as reader:
        base = reader.revision
    publication = Publication(
        base_revision=base,
        batch=by or batch(1000 + base),
        records=tuple(records),
        facts=versions,
        moved=moved or {},
        retracted=tuple(retracted),
        event=event,
    )
    return store.publish(viewer, publication)


def say(store: Store, by: Batch, *observations: Observation, viewer: Viewer = ANA) -> Batch:
    """Stage observations under a batch and publish it."""
    store.stage(viewer, by, observations)
    publish(store, viewer=viewer, by=by)
    return by


def facts_around(store: Store, anchor: str | None, as_of: date = TODAY, viewer: Viewer = ANA) -> Facts | None:
    with store.reading(viewer) as reader:
        return reader.facts(anchor, as_of)


def ids(things: Iterable[Fact | Observation]) -> list[str]:
    return [thing.id for thing in things]


def version(fact: Fact, since: date = ALWAYS, until: date = FOREVER) -> Version:
    return Version(fact, since, until)


def account(name: str, **more) -> Account:
    return Account(id=more.pop("id", f"acc_{name}"), name=name, **more)


def person(name: str, at: str | None, **more) -> Person:
    return Person(id=f"per_{name}", name=name, account_id=at and f"acc_{at}", **more)


def seat(name: str, at: str, holder: str | None = None, **more) -> Position:
    return Position(id=f"pos_{name}", account_id=f"acc_{at}", title=name, holder_id=holder and f"per_{holder}", **more)


def line(report: str, manager: str | None, at: str) -> Line:
    return Line(
        id=f"lin_{report}_{manager}",
        account_id=f"acc_{at}",
        report_id=f"pos_{report}",
        manager_id=manager and f"pos_{manager}",
        kind=ReportingKind.SOLID,
        confidence=0.9,
        source="hr:exemplis",
    )


def tie(one: str, other: str, **more) -> Tie:
    one, other = sorted((one, other))
    return Tie(
        id=more.pop("id", f"tie_{one}_{other}"),
        one_id=f"per_{one}",
        other_id=f"per_{other}",
        confidence=1.0,
        source="linkedin:ana",
        **more,
    )


def influence(one: str, other: str) -> Influence:
    return Influence(
        id=f"inf_{one}_{other}",
        from_id=f"per_{one}",
        to_id=f"per_{other}",
        kind=InfluenceKind.ADVICE,
        weight=0.5,
        confidence=0.8,
        source="user:ana",
    )


def deal(name: str, at: str, **more) -> Deal:
    return Deal(id=more.pop("id", f"dea_{name}"), name=name, account_id=f"acc_{at}", **more)


def stakeholder(who: str, of: str, **more) -> Stakeholder:
    return Stakeholder(id=f"stk_{who}_{of}", deal_id=f"dea_{of}", person_id=f"per_{who}", **more)


def signal(name: str, of: str, who: str | None = None) -> Signal:
    return Signal(
        id=f"sig_{name}",
        deal_id=f"dea_{of}",
        kind=SignalKind.BUDGET_FROZEN,
        observed_on=TODAY,
        person_id=who and f"per_{who}",
    )


def call(name: str, of: str, caller: str, target: str) -> Escalation:
    return Escalation(id=f"esc_{name}", deal_id=f"dea_{of}", caller_id=f"per_{caller}", target_id=f"per_{target}")
