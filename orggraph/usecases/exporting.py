"""A whole workspace as one interchange document."""

from collections.abc import Iterator
from dataclasses import fields
from datetime import datetime
from typing import Any

import msgspec

from orggraph.domain import interchange
from orggraph.domain.deals import Deal, Escalation, Stakeholder
from orggraph.domain.facts import ALWAYS, FOREVER, Version
from orggraph.domain.people import Account, Person
from orggraph.domain.positions import Line, Position
from orggraph.domain.relations import Influence, Tie
from orggraph.domain.signals import Signal
from orggraph.domain.viewer import Permission, Viewer, require
from orggraph.stores.base import Store
from orggraph.usecases.auditing import Action, log

_SECTIONS: dict[type, tuple[str, type]] = {
    Account: ("accounts", interchange.AccountPart),
    Person: ("people", interchange.PersonPart),
    Position: ("positions", interchange.PositionPart),
    Deal: ("deals", interchange.DealPart),
    Stakeholder: ("stakeholders", interchange.StakeholderPart),
    Signal: ("signals", interchange.SignalPart),
    Escalation: ("escalations", interchange.EscalationPart),
}
_OF_DEALS = ("stakeholders", "signals", "escalations")
"""Said of a deal, which may still lack a name or an account, and then is none yet."""


def hand_out(store: Store, viewer: Viewer, now: datetime) -> bytes:
    """Export the workspace, and log it before it is given."""
    written = export(store, viewer)
    log(store, viewer, now, Action.EXPORTED, form=interchange.FORMAT)
    return written


def export(store: Store, viewer: Viewer) -> bytes:
    """Write all facts in all their versions, from one reading."""
    require(viewer, Permission.EXPORT)
    sections: dict[str, list[Any]] = {part.name: [] for part in fields(interchange.Document) if part.name != "format"}
    with store.reading(viewer) as reader:
        for section, part in _parts(reader.everything()):
            sections[section].append(part)
    deals = {part.id for part in sections["deals"]}
    for section in _OF_DEALS:
        sections[section] = [part for part in sections[section] if part.deal_id in deals]
    return msgspec.json.format(msgspec.json.encode({"format": interchange.FORMAT, **sections}), indent=1)


def _parts(versions: Iterator[Version]) -> Iterator[tuple[str, Any]]:
    for version in versions:
        fact = version.fact
        held = {
            "valid_from": None if version.since == ALWAYS else version.since,
            "valid_until": None if version.until == FOREVER else version.until,
        }
        if isinstance(fact, Line | Influence | Tie):
            yield "relations", _relation(fact, held)
        else:
            section, part = _SECTIONS[type(fact)]
            known = {f.name for f in fields(part)}
            values = {f.name: getattr(fact, f.name) for f in fields(fact) if f.name in known}
            if isinstance(fact, Stakeholder) and fact.stance:
                values["stance"] = interchange.StancePart(
                    **{f.name: getattr(fact.stance, f.name) for f in fields(fact.stance)}
                )
            yield section, part(**{**values, **held})


def _relation(fact: Line | Influence | Tie, held: dict[str, Any]) -> interchange.RelationPart:
    common = {"id": fact.id, "confidence": fact.confidence, "source": fact.source, **held}
    if isinstance(fact, Line):
        kind = interchange.RelationKind(fact.kind.value)
        return interchange.RelationPart(
            kind=kind, from_id=fact.report_id, to_id=fact.manager_id, account_id=fact.account_id, **common
        )
    if isinstance(fact, Influence):
        return interchange.RelationPart(
            kind=interchange.RelationKind(fact.kind.value),
            from_id=fact.from_id,
            to_id=fact.to_id,
            weight=fact.weight,
            observed_on=fact.observed_on,
            **common,
        )
    return interchange.RelationPart(
        kind=interchange.RelationKind.TIE,
        from_id=fact.one_id,
        to_id=fact.other_id,
        direction=interchange.Direction.MUTUAL,
        weight=fact.strength,
        connected_on=fact.connected_on,
        last_contact=fact.last_contact,
        exchanges=fact.exchanges,
        vouched_on=fact.vouched_on,
        colleagues_until=fact.colleagues_until,
        **common,
    )
