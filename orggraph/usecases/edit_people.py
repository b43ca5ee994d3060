"""Accounts, people, seats, lines, influence and ties, as a user enters them.

`given` holds only what the user gave, by field name; a null takes a value away.
"""

import re
from collections.abc import Mapping
from datetime import date

from orggraph.analysis.hierarchy import Hierarchy
from orggraph.domain.ids import EntityKind
from orggraph.domain.observations import JsonValue, Observation, company_record
from orggraph.domain.positions import ReportingKind
from orggraph.errors import CycleError, InvalidInput, NotFound
from orggraph.resolve.identity import OURS
from orggraph.stores.base import Reader, Store
from orggraph.usecases.editing import (
    Edit,
    apply_edit,
    in_range,
    key_of,
    number,
    own_key,
    refuse_to_lose,
    text,
)
from orggraph.usecases.keys import Keys, external_keys, saved_before, seen_by_name
from orggraph.usecases.spelling import sent_as
from orggraph.usecases.views import EVERY_LEVEL, view_in

Given = Mapping[str, JsonValue]

_DOMAIN = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+", re.IGNORECASE)
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+")


def said(given: Given, *texts: str, free: tuple[str, ...] = ()) -> dict[str, JsonValue]:
    """Check the texts among what was given; those that are free may have several lines."""
    checked = dict(given)
    for name in (*texts, *free):
        if isinstance(value := given.get(name), str):
            checked[name] = text(value, "input", sent_as(name), lines=name in free)
    return checked


def save_account(store: Store, edit: Edit, account_id: str | None, given: Given, keys: Keys = ()) -> str:
    """Create an account, or change what is given of one. A name or a key that is known is that account."""
    fields = said(given, "name", "industry", "country")
    refuse_to_lose(fields, "name")
    if isinstance(domains := fields.get("domains"), list):
        fields["domains"] = [_domain(str(domain), number) for number, domain in enumerate(domains)]
    if isinstance(count := fields.get("employee_count"), int) and count < 1:
        raise InvalidInput(
            f"employeeCount is {count}.", "Give the number of people, at least 1.", ("input", "employeeCount")
        )

    names = external_keys(keys)
    if names:
        fields["keys"] = names

    def build(reader: Reader) -> list[Observation]:
        key = _account_key(reader, account_id, fields, names)
        return [Observation(kind=EntityKind.ACCOUNT, subject=key, said=fields, source="")]

    return apply_edit(store, edit, build)


def _account_key(reader: Reader, account_id: str | None, fields: Given, names: list[str]) -> str:
    if known := saved_before(reader, EntityKind.ACCOUNT, account_id, names):
        return known.key
    if not isinstance(name := fields.get("name"), str):
        raise InvalidInput(
            "An account needs a name.", "Give `name`, or the `id` or a known key of an account.", ("input", "name")
        )
    return OURS if fields.get("is_ours") else company_record(name)


def _domain(domain: str, number: int) -> str:
    if not _DOMAIN.fullmatch(domain.strip()):
        raise InvalidInput(
            f"{domain[:80]!r} is not a domain.", "Give it as in an e-mail address.", ("input", "domains", str(number))
        )
    return domain.strip().lower()


def save_person(store: Store, edit: Edit, person_id: str | None, given: Given, keys: Keys = ()) -> str:
    """Create a person, or change what is given of one. A unique name in the same account, or a known key, is that person."""
    fields = said(given, "name", "email", "title", "department", "profile_url")
    refuse_to_lose(fields, "account_id", *(() if fields.get("is_placeholder") else ("name",)))
    if isinstance(email := fields.get("email"), str) and not _EMAIL.fullmatch(email):
        raise InvalidInput(f"{email!r} is not an e-mail address.", "Give it as name@domain.", ("input", "email"))
    names = external_keys(keys)
    if names:
        fields["keys"] = names

    def build(reader: Reader) -> list[Observation]:
        account_id = fields.get("account_id")
        person = {name: value for name, value in fields.items() if name != "account_id"}
        if isinstance(account_id, str):
            person["company_key"] = key_of(reader, account_id, EntityKind.ACCOUNT, "input", "accountId")
        known = seen_by_name(reader, EntityKind.PERSON, names)
        if person_id:
            key = key_of(reader, person_id, EntityKind.PERSON, "input", "id")
        else:
            if not known:
                _enough_for_a_person(fields, account_id)
            key = own_key(edit, str(fields.get("name")), str(account_id))
        return [Observation(kind=EntityKind.PERSON, subject=key, said=person, source="")]

    return apply_edit(store, edit, build)


def _enough_for_a_person(fields: Given, account_id: JsonValue) -> None:
    if not fields.get("name") and not fields.get("is_placeholder"):
        raise InvalidInput("A person needs a name.", "Give `name`, or say `isPlaceholder`.", ("input", "name"))
    if not account_id:
        raise InvalidInput("A person needs an account.", "Give `accountId`.", ("input", "accountId"))


def save_position(
    store: Store, edit: Edit, position_id: str | None, given: Given, since: date | None, until: date | None
) -> str:
    """Create a seat, held or vacant, or change what is given of one; `reports_to_id` also draws its line."""
    fields = said(given, "title", "department")
    refuse_to_lose(fields, "account_id")
    if fields.pop("vacant", None):
        if fields.get("holder_id"):
            raise InvalidInput("A vacant seat has no holder.", "Give `vacant` or `holderId`.", ("input", "vacant"))
        fields["holder_id"] = None
    if since and until and until <= since:
        raise InvalidInput("until is not after since.", "Give a later day, or leave it out.", ("input", "until"))

    def build(reader: Reader) -> list[Observation]:
        key = _seat_key(reader, edit, position_id, fields)
        seat = _said_of_seat(reader, fields)
        made = Observation(
            kind=EntityKind.POSITION, subject=key, said=seat, source="", valid_from=since, valid_until=until
        )
        if "reports_to_id" not in fields:
            return [made]
        above = _key_or_none(reader, fields["reports_to_id"], EntityKind.POSITION, "input", "reportsToId")
        company = seat.get("company_key") or _company_of(reader, str(position_id), edit)
        line = {"company_key": company, "manager": above, "kind": fields.get("kind") or ReportingKind.SOLID.value}
        return [
            Observation(kind=EntityKind.LINE, subject=key, said=line, source="", valid_from=since, valid_until=until),
            made,
        ]

    return apply_edit(store, edit, build)


def _seat_key(reader: Reader, edit: Edit, position_id: str | None, fields: Given) -> str:
    if position_id:
        return key_of(reader, position_id, EntityKind.POSITION, "input", "id")
    account_id, title = fields.get("account_id"), fields.get("title")
    if not account_id or not title:
        raise InvalidInput("A seat needs an account and a title.", "Give `accountId` and `title`.", ("input", "title"))
    return own_key(edit, str(account_id), str(title))


def _said_of_seat(reader: Reader, fields: Given) -> dict[str, JsonValue]:
    seat: dict[str, JsonValue] = {name: fields[name] for name in ("title", "department") if name in fields}
    if isinstance(account_id := fields.get("account_id"), str):
        seat["company_key"] = key_of(reader, account_id, EntityKind.ACCOUNT, "input", "accountId")
    if "holder_id" in fields:
        seat["holder"] = _key_or_none(reader, fields["holder_id"], EntityKind.PERSON, "input", "holderId")
    return seat


def _key_or_none(reader: Reader, named: JsonValue, kind: EntityKind, *path: str) -> str | None:
    """Give the key of what is named; a null names nobody."""
    return key_of(reader, named, kind, *path) if isinstance(named, str) else None


def set_manager(
    store: Store,
    edit: Edit,
    person_id: str,
    manager_id: str | None,
    kind: ReportingKind,
    confidence: float,
    validity: tuple[date | None, date | None] = (None, None),
) -> str:
    """Join the seats that two people hold, made where there are none; no manager says that nobody stands above."""
    in_range(confidence, 0, 1, "input", "confidence")

    def build(reader: Reader) -> list[Observation]:
        view = view_in(reader, person_id, edit.now.date())
        if view is None or person_id not in view.snapshot.people:
            raise NotFound(f"There is no person {person_id}.", "", ("input", "personId"))
        if manager_id is not None:
            _refuse_manager(view.hierarchy, person_id, manager_id, kind, known=manager_id in view.snapshot.people)
        company = _company_of(reader, person_id, edit)
        seats = [_seat(reader, view.snapshot.seat_of, person, company) for person in (person_id, manager_id) if person]
        line = {"company_key": company, "manager": seats[1][0] if manager_id else None, "kind": kind.value}
        made = [o for _, observations in seats for o in observations]
        stated = Observation(
            kind=EntityKind.LINE,
            subject=seats[0][0],
            said=line,
            source="",
            confidence=confidence,
            valid_from=validity[0],
            valid_until=validity[1],
        )
        return [*made, stated]

    return apply_edit(store, edit, build)


def _refuse_manager(hierarchy: Hierarchy, person_id: str, manager_id: str, kind: ReportingKind, *, known: bool) -> None:
    path = ("input", "managerId")
    if not known:
        raise NotFound(f"There is no person {manager_id} in this account.", "A manager is in the same account.", path)
    if manager_id == person_id:
        raise CycleError("Nobody is their own manager.", "Leave managerId out to say that nobody stands above.", path)
    above = {manager.manager_id for manager in hierarchy.chain(manager_id, EVERY_LEVEL)}
    if kind is ReportingKind.SOLID and person_id in above:
        raise CycleError(
            "This line would close a loop: the manager reports to this person.",
            "Change the manager's own line first.",
            path,
        )


def _seat(reader: Reader, seat_of: Mapping[str, str], person_id: str, company: str) -> tuple[str, list[Observation]]:
    """Give the key of somebody's seat, and what must be said for it to exist."""
    position_id = seat_of.get(person_id)
    records = reader.records_of(position_id) if position_id else ()
    if records:
        return records[0].key, []
    person = key_of(reader, person_id, EntityKind.PERSON, "input", "personId")
    seat: dict[str, JsonValue] = {"company_key": company, "holder": person}
    return f"seat:{person}", [Observation(kind=EntityKind.POSITION, subject=f"seat:{person}", said=seat, source="")]


def _company_of(reader: Reader, anchor_id: str, edit: Edit) -> str:
    facts = reader.facts(anchor_id, edit.now.date())
    if facts is None:
        raise NotFound(f"There is no {anchor_id}.", "", ("input", "id"))
    return key_of(reader, facts.account.id, EntityKind.ACCOUNT, "input", "accountId")


def set_influence(store: Store, edit: Edit, from_id: str, to_id: str, given: Given, confidence: float) -> str:
    """Say that one person weighs on another."""
    in_range(number(given, "weight"), 0, 1, "input", "weight")
    in_range(confidence, 0, 1, "input", "confidence")
    if from_id == to_id:
        raise InvalidInput("Nobody influences themselves.", "Name two people.", ("input", "toId"))

    def build(reader: Reader) -> list[Observation]:
        subject = key_of(reader, from_id, EntityKind.PERSON, "input", "fromId")
        fields = {**given, "to": key_of(reader, to_id, EntityKind.PERSON, "input", "toId")}
        return [Observation(kind=EntityKind.INFLUENCE, subject=subject, said=fields, source="", confidence=confidence)]

    return apply_edit(store, edit, build)


def set_tie(store: Store, edit: Edit, person_ids: tuple[str, ...], given: Given, confidence: float) -> str:
    """Say that two people know each other."""
    in_range(number(given, "strength"), 0, 1, "input", "strength")
    in_range(confidence, 0, 1, "input", "confidence")
    if len(set(person_ids)) != len(person_ids) or len(person_ids) != len(("one", "other")):
        raise InvalidInput("A tie joins two people.", "Give two different ids.", ("input", "personIds"))

    def build(reader: Reader) -> list[Observation]:
        one, other = (key_of(reader, person, EntityKind.PERSON, "input", "personIds") for person in sorted(person_ids))
        return [
            Observation(
                kind=EntityKind.TIE, subject=one, said={**given, "other": other}, source="", confidence=confidence
            )
        ]

    return apply_edit(store, edit, build)
