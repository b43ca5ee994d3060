"""Users of a directory as SCIM 2.0 has them (RFC 7643): a page of a list, a bare array, or one user."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from orggraph.domain.importing import Column, Emitted, Entry, Field, ImportContext, Recognised, Table
from orggraph.domain.observations import ProblemKind, RowProblem, Skipped
from orggraph.errors import InvalidInput, TooLargeError
from orggraph_importers.cells import clean, folded, is_email
from orggraph_importers.chart import Chart, chart_source
from orggraph_importers.json_text import looks_like_json, mentions, read_json
from orggraph_importers.seats import Roster, Seat, says_not_employed

_SCHEMAS = "urn:ietf:params:scim:schemas:"
_USER = f"{_SCHEMAS}core:2.0:User"
_ENTERPRISE = f"{_SCHEMAS}extension:enterprise:2.0:User"
_LIST = "urn:ietf:params:scim:api:messages:2.0:ListResponse"
_MARK = "urn:ietf:params:scim:"
_SIGNS = (_MARK, '"username"')
_PRIVATE = frozenset({"home", "personal", "other"})
_SAMPLES = 3
_LEVELS = 4
_SAYS_NOTHING = frozenset({"schemas", "meta"})
_FALSE = frozenset({"false", "0"})
_READ = {
    "id": "id",
    "externalid": "id",
    "username": "email",
    "displayname": "name",
    "name": "name",
    "title": "title",
    "emails": "email",
    "active": "status",
    "usertype": "status",
    _ENTERPRISE.lower(): "department",
}
"""Attributes that are read, in small letters, as which case they have does not count; and what they fill."""
_SHOWN = {"id": "id", "name": "displayName", "email": "emails", "manager": "manager"}
Text = str | int | None


class _Email(msgspec.Struct):
    value: Text = None
    type: Text = None
    primary: Any = None


class _Name(msgspec.Struct, rename="lower"):
    formatted: Text = None
    givenName: Text = None  # noqa: N815 - as the standard has it
    familyName: Text = None  # noqa: N815


class _Manager(msgspec.Struct, rename={"ref": "$ref", "displayName": "displayname"}):
    value: Text = None
    ref: Text = None
    displayName: Text = None  # noqa: N815


class _Enterprise(msgspec.Struct):
    department: Text = None
    division: Text = None
    manager: _Manager | list[_Manager] | str | None = None


class _User(msgspec.Struct, rename="lower"):
    id: Text = None
    externalId: Text = None  # noqa: N815
    userName: Text = None  # noqa: N815
    displayName: Text = None  # noqa: N815
    name: _Name | str | None = None
    title: Text = None
    userType: Text = None  # noqa: N815
    active: bool | str | int | None = None
    emails: list[_Email | str | None] | None = None
    enterprise: _Enterprise | None = msgspec.field(name=_ENTERPRISE.lower(), default=None)


@dataclass(frozen=True, slots=True)
class Scim:
    """The people of a directory, and who reports to whom."""

    name: str = "hr.scim"
    needs_owner: bool = False
    needs_company: bool = True

    def identify(self, entries: Sequence[Entry]) -> Recognised | None:
        """Claim JSON that names a schema of SCIM, or whose first part has a user name."""
        if len(entries) != 1 or not looks_like_json(entries[0].content) or not mentions(entries[0].content, *_SIGNS):
            return None
        try:
            raw = read_json(entries[0].name, entries[0].content)
        except (InvalidInput, TooLargeError):
            is_ours = _MARK.encode() in entries[0].content
            return Recognised(confidence=0.9, file=entries[0].name) if is_ours else None
        users = _resources(raw)
        if users is None or not any(_is_scim(part) for part in (raw, *users[:1])):
            return None
        return Recognised(
            confidence=1.0, file=entries[0].name, columns=tuple(_columns(users)), notes=tuple(_notes(raw, users))
        )

    def parse(self, entries: Sequence[Entry], context: ImportContext) -> Iterator[Emitted]:
        """Read all users, then join them: a manager may stand after those who report to them."""
        file = entries[0].name
        users = _resources(read_json(file, entries[0].content))
        if not users:
            raise InvalidInput(f"{file} holds no user.", "Export the users again.")
        company = context.company or ""
        yield from Chart(_Directory(file, users, f"{chart_source('hr', company)}/scim"), company).emitted()

    def guide(self) -> tuple[Table, ...]:
        """Describe a user."""
        return (
            Table(
                "users",
                (
                    Field(("id", "externalId"), "which seat and which person it is"),
                    Field(
                        ("name.givenName, name.familyName", "displayName", "name.formatted"),
                        "the person's name, the first of these that is there",
                        needed=True,
                    ),
                    Field(("title",), "the title of the seat and of who holds it"),
                    Field(
                        ("emails", "userName"),
                        "the person's e-mail address: of type `work` first, then the primary one; never `home`",
                    ),
                    Field((f"{_ENTERPRISE}:department", "division"), "the department of both"),
                    Field(
                        ("manager.value", "manager.$ref", "manager.displayName"),
                        "the line to the manager's seat: a value is an id, else an `externalId`, a `userName`, an e-mail address, a name",
                    ),
                    Field(("active", "userType"), "nothing: who is inactive or a guest is skipped"),
                ),
            ),
        )


def _lowered(raw: Any, levels: int = _LEVELS) -> Any:
    """Write the names of attributes in small letters, as deep as a user's go."""
    if not levels:
        return raw
    if isinstance(raw, dict):
        return {name.lower(): _lowered(value, levels - 1) for name, value in raw.items()}
    return [_lowered(one, levels - 1) for one in raw] if isinstance(raw, list) else raw


def _resources(raw: Any) -> list[Any] | None:
    """Give the users of a page, of an array, or the one that it is."""
    if isinstance(raw, list):
        return raw
    if not isinstance(raw, dict):
        return None
    found = next((value for name, value in raw.items() if name.lower() == "resources"), raw)
    return found if isinstance(found, list) else [raw]


def _schemas(part: Any) -> list[str]:
    found = part.get("schemas") if isinstance(part, dict) else None
    return [str(one) for one in found] if isinstance(found, list) else []


def _is_scim(part: Any) -> bool:
    if any(one.lower().startswith(_MARK) for one in _schemas(part)):
        return True
    return isinstance(part, dict) and "username" in {name.lower() for name in part}


def _columns(users: Sequence[Any]) -> Iterator[Column]:
    names = dict.fromkeys(name for user in users if isinstance(user, dict) for name in user)
    for name in names:
        field = _READ.get(name.lower())
        if name.lower() not in _SAYS_NOTHING:
            yield Column(column=name, field=field, sample=_samples(users, name) if field else ())


def _samples(users: Sequence[Any], name: str) -> tuple[str, ...]:
    values = (user.get(name) for user in users if isinstance(user, dict))
    return tuple(str(value) for value, _ in zip(values, range(_SAMPLES), strict=False) if isinstance(value, str))


def _notes(raw: Any, users: Sequence[Any]) -> Iterator[str]:
    total = next((v for n, v in raw.items() if n.lower() == "totalresults"), None) if isinstance(raw, dict) else None
    if isinstance(total, int) and total > len(users):
        yield f"it holds {len(users)} of {total} users: the others are on further pages"
    known = {_USER.lower(), _ENTERPRISE.lower(), _LIST.lower()}
    named = {one for part in (raw, *users) for one in _schemas(part)}
    if others := sorted(one for one in named if one.lower() not in known):
        yield f"schemas that are not read: {', '.join(others)}"


class _Directory(Roster):
    """The users of one file as seats."""

    def __init__(self, file: str, users: Sequence[Any], source: str) -> None:
        super().__init__(self._problem, source)
        self.file = file
        self.users = users

    def _problem(self, kind: ProblemKind, row: int, column: str | None, message: str, hint: str) -> RowProblem:
        shown = _SHOWN.get(column or "", column)
        return RowProblem(file=self.file, row=row, column=shown, message=message, hint=hint, kind=kind)

    def _read(self) -> Iterator[RowProblem | Skipped]:
        for number, raw in enumerate(self.users, 1):
            schemas = _schemas(raw)
            if schemas and not any(one.lower() in {_USER.lower(), _ENTERPRISE.lower()} for one in schemas):
                yield Skipped("no user")
                continue
            try:
                user = msgspec.convert(_lowered(raw), _User)
            except msgspec.ValidationError as error:
                hint = "Correct it there, or leave the user out. The user is not taken."
                yield self._problem(ProblemKind.OTHER, number, None, f"User {number}: {error}.", hint)
                continue
            yield from self._take(number, user)
        self.says_tops = any(seat.managers for seat in self.seats)

    def _take(self, number: int, user: _User) -> Iterator[RowProblem | Skipped]:
        name = _name_of(user)
        if not name:
            hint = "Fill one in there. The user is not taken."
            message = f"The user {_text(user.userName) or _text(user.id) or number} has no name."
            yield self._problem(ProblemKind.NO_NAME, number, "name", message, hint)
            return
        manager = _manager_of(user)
        seat = Seat(
            line=number,
            id=_text(user.id) or _text(user.externalId),
            name=name,
            title=_text(user.title),
            department=_department_of(user),
            email=_email_of(user),
            managers=tuple(("manager", reference) for reference in manager if reference),
            aliases=(_text(user.externalId), _text(user.userName)),
        )
        is_employed = _is_active(user) and not says_not_employed(_text(user.userType))
        yield from self.take(seat, (str(user),), is_employed=is_employed)


def _text(value: object) -> str:
    return clean(str(value)) if value is not None else ""


def _name_of(user: _User) -> str:
    """Give the name in the parts that it was entered in, before how it happens to be shown."""
    name = user.name if isinstance(user.name, _Name) else _Name(formatted=user.name)
    parts = (_text(name.givenName), _text(name.familyName))
    return (
        " ".join(parts) if all(parts) else _text(user.displayName) or _text(name.formatted) or " ".join(parts).strip()
    )


def _email_of(user: _User) -> str:
    known = [one if isinstance(one, _Email) else _Email(value=one) for one in user.emails or ()]
    addresses = [one for one in known if _text(one.value) and folded(_text(one.type)) not in _PRIVATE]
    best = max(addresses, key=lambda one: (folded(_text(one.type)) == "work", one.primary is True), default=None)
    own = _text(user.userName)
    return _text(best.value) if best else (own if is_email(own) else "")


def _department_of(user: _User) -> str:
    return _text(user.enterprise.department) or _text(user.enterprise.division) if user.enterprise else ""


def _manager_of(user: _User) -> tuple[str, ...]:
    manager = user.enterprise.manager if user.enterprise else None
    if isinstance(manager, list):
        manager = manager[0] if len(manager) == 1 else None
    if isinstance(manager, str):
        manager = _Manager(value=manager)
    if manager is None:
        return ()
    return _text(manager.value), _text(manager.ref).rstrip("/").rpartition("/")[2], _text(manager.displayName)


def _is_active(user: _User) -> bool:
    return str(user.active).casefold() not in _FALSE


IMPORTER = Scim()
