"""Deals, stakeholders and signals, as a user enters them. `given` holds only what the user gave, by field name."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from orggraph.domain.deals import BuyingRole, Stakeholder
from orggraph.domain.ids import EntityKind
from orggraph.domain.observations import JsonValue, Observation
from orggraph.domain.signals import TO_COME, SignalKind
from orggraph.errors import InvalidInput
from orggraph.stores.base import Reader, Store
from orggraph.usecases.edit_people import Given, said
from orggraph.usecases.editing import (
    Edit,
    apply_edit,
    in_range,
    key_of,
    number,
    own_key,
    refuse_to_lose,
)
from orggraph.usecases.keys import Keys, external_keys, saved_before
from orggraph.usecases.spelling import sent_as

_PEOPLE_OF_A_DEAL = (("owner_id", "owner"), ("usual_contact_id", "usual_contact"))
_SHARES = ("salience", "salience_confidence", "conviction", "expected_position_confidence", "stance_confidence")

_CURRENCY = re.compile("[A-Z]{3}")
_MOST_MONEY = 10**15

_TIME_ZONES = timedelta(days=1)
"""A user's day may begin before ours."""


@dataclass(frozen=True, slots=True)
class StanceGiven:
    """A stance as given: its value and axes; None as value takes it back."""

    value: float | None
    synergy: int | None
    antagonism: int | None
    confidence: float
    observed_on: date | None
    evidence_ids: tuple[str, ...]


def save_deal(store: Store, edit: Edit, deal_id: str | None, given: Given, keys: Keys = ()) -> str:
    """Create a deal, or change what is given of one that an id or a known key names.

    `champion_id` gives somebody that role and takes it from others.
    """
    fields = said(given, "name", "stage", free=("client_stakes",))
    refuse_to_lose(fields, "name", "account_id")
    in_range(number(fields, "threshold"), 0, 1, "input", "threshold")
    _check_money(fields)

    names = external_keys(keys)
    if names:
        fields["keys"] = names

    def build(reader: Reader) -> list[Observation]:
        deal = _said_of_deal(reader, fields)
        found = saved_before(reader, EntityKind.DEAL, deal_id, names)
        key, entity = (found.key, found.entity_id) if found else (_new_deal_key(edit, fields), None)
        champion = _champion(reader, edit, entity, key, fields) if "champion_id" in fields else []
        return [*champion, Observation(kind=EntityKind.DEAL, subject=key, said=deal, source="")]

    return apply_edit(store, edit, build)


def _said_of_deal(reader: Reader, fields: Given) -> dict[str, JsonValue]:
    deal = {name: value for name, value in fields.items() if not name.endswith("_id")}
    if isinstance(account := fields.get("account_id"), str):
        deal["company_key"] = key_of(reader, account, EntityKind.ACCOUNT, "input", "accountId")
    for name, role in _PEOPLE_OF_A_DEAL:
        if name in fields:
            person = fields[name]
            known = isinstance(person, str)
            deal[role] = key_of(reader, str(person), EntityKind.PERSON, "input", sent_as(name)) if known else None
    return deal


def _check_money(fields: Given) -> None:
    amount, currency = fields.get("amount"), fields.get("currency")
    if isinstance(amount, str) and not (Decimal(amount).is_finite() and 0 <= Decimal(amount) < _MOST_MONEY):
        raise InvalidInput(f"amount is {amount}.", "Give what the deal is worth, not less than 0.", ("input", "amount"))
    if isinstance(currency, str) and not _CURRENCY.fullmatch(currency):
        raise InvalidInput(f"currency is {currency[:80]!r}.", "Give three letters, such as EUR.", ("input", "currency"))


def _new_deal_key(edit: Edit, fields: Given) -> str:
    for name in ("name", "account_id"):
        if not fields.get(name):
            shown = sent_as(name)
            raise InvalidInput(
                f"A deal needs {shown}.", f"Give `{shown}`, or the `id` or a known key of a deal.", ("input", shown)
            )
    return own_key(edit, str(fields["name"]), str(fields["account_id"]))


def _champion(reader: Reader, edit: Edit, deal_id: str | None, key: str, fields: Given) -> list[Observation]:
    facts = reader.facts(deal_id, edit.now.date()) if deal_id else None
    present = {s.person_id: s for s in facts.stakeholders if s.deal_id == deal_id} if facts else {}
    wanted = fields["champion_id"]
    observations = [
        _roles(reader, key, person, [role.value for role in part.roles if role is not BuyingRole.CHAMPION])
        for person, part in present.items()
        if BuyingRole.CHAMPION in part.roles and person != wanted
    ]
    if isinstance(wanted, str):
        roles = [role.value for role in _part(present, wanted)]
        observations.append(_roles(reader, key, wanted, [BuyingRole.CHAMPION.value, *roles]))
    return observations


def _part(present: dict[str, Stakeholder], person_id: str) -> list[BuyingRole]:
    return (
        [role for role in present[person_id].roles if role is not BuyingRole.CHAMPION] if person_id in present else []
    )


def _roles(reader: Reader, deal_key: str, person_id: str, roles: list[str]) -> Observation:
    person = key_of(reader, person_id, EntityKind.PERSON, "input", "championId")
    return Observation(kind=EntityKind.STAKEHOLDER, subject=person, said={"deal": deal_key, "roles": roles}, source="")


def set_stakeholder(
    store: Store, edit: Edit, deal_id: str, person_id: str, given: Given, stance: StanceGiven | None
) -> str:
    """Say which part somebody plays in a deal. A stance is dated, so that the one before it stays true of its time."""
    fields = said(given, "expected_title", free=("agenda",))
    for name in _SHARES:
        in_range(number(fields, name), 0, 1, "input", sent_as(name))
    in_range(number(fields, "decision_weight"), 0, 1000, "input", "decisionWeight")
    if stance:
        _check_stance(stance, edit)

    def build(reader: Reader) -> list[Observation]:
        deal = key_of(reader, deal_id, EntityKind.DEAL, "input", "dealId")
        person = key_of(reader, person_id, EntityKind.PERSON, "input", "personId")
        part = {name: value for name, value in fields.items() if name != "expected_position_id"}
        if isinstance(position := fields.get("expected_position_id"), str):
            part["expected_position"] = key_of(reader, position, EntityKind.POSITION, "input", "expectedPositionId")
        stated = [Observation(kind=EntityKind.STAKEHOLDER, subject=person, said={"deal": deal, **part}, source="")]
        if stance:
            for evidence in stance.evidence_ids:
                key_of(reader, evidence, EntityKind.SIGNAL, "input", "stance", "evidenceIds")
            on = stance.observed_on or edit.now.date()
            dated = {"deal": deal, **_stance_said(stance, on)}
            stated.append(
                Observation(
                    kind=EntityKind.STAKEHOLDER,
                    subject=person,
                    said=dated,
                    source="",
                    valid_from=min(on, edit.now.date()),
                )
            )
        return stated

    return apply_edit(store, edit, build)


def _check_stance(stance: StanceGiven, edit: Edit) -> None:
    in_range(stance.synergy, 0, 4, "input", "stance", "synergy")
    in_range(stance.antagonism, 0, 4, "input", "stance", "antagonism")
    in_range(stance.value, -1, 1, "input", "stance", "value")
    if stance.observed_on:
        not_in_the_future(stance.observed_on, edit, "stance", "observedOn")
    in_range(stance.confidence, 0, 1, "input", "stance", "confidence")


def _stance_said(stance: StanceGiven, on: date) -> dict[str, JsonValue]:
    return {
        "stance_value": stance.value,
        "stance_confidence": stance.confidence,
        "stance_observed_on": on.isoformat(),
        "synergy": stance.synergy,
        "antagonism": stance.antagonism,
        "evidence_ids": list(stance.evidence_ids),
    }


def add_signal(
    store: Store,
    edit: Edit,
    deal_id: str,
    person_id: str | None,
    given: Given,
    observed_on: date,
    happens_on: date | None = None,
) -> str:
    """Note something that was seen in a deal, or is known of days to come."""
    _check_happens_on(SignalKind(str(given.get("kind"))), happens_on)
    in_range(number(given, "strength"), 0, 1, "input", "strength")
    not_in_the_future(observed_on, edit, "observedOn")
    fields = {"note": None, **said(given, free=("note",))}

    def build(reader: Reader) -> list[Observation]:
        seen: dict[str, JsonValue] = {
            **fields,
            "deal": key_of(reader, deal_id, EntityKind.DEAL, "input", "dealId"),
            "observed_on": observed_on.isoformat(),
            "author": edit.viewer.name or edit.viewer.user,
        }
        if happens_on:
            seen["happens_on"] = happens_on.isoformat()
        if person_id:
            seen["person"] = key_of(reader, person_id, EntityKind.PERSON, "input", "personId")
        key = own_key(edit, deal_id, str(given.get("kind")), observed_on.isoformat())
        since = min(observed_on, edit.now.date())
        return [Observation(kind=EntityKind.SIGNAL, subject=key, said=seen, source="", valid_from=since)]

    return apply_edit(store, edit, build)


def _check_happens_on(kind: SignalKind, happens_on: date | None) -> None:
    path = ("input", "happensOn")
    if kind in TO_COME and happens_on is None:
        raise InvalidInput(f"{kind.value} names no day.", "Give `happensOn`, the day on which it takes place.", path)
    if happens_on is not None and kind not in (*TO_COME, SignalKind.DEADLINE_SET):
        raise InvalidInput(f"{kind.value} is nothing to come.", "Leave `happensOn` out.", path)


def not_in_the_future(on: date, edit: Edit, *path: str) -> None:
    """Refuse a day that is still to come wherever the user is."""
    if on > edit.now.date() + _TIME_ZONES:
        raise InvalidInput(
            f"{path[-1]} is {on}, which is still to come.",
            "Give the day on which it was seen or done.",
            ("input", *path),
        )
