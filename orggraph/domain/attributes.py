"""Facts as attributes that every graph format keeps: text, numbers and booleans; never None, a list or a date. And back."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, dataclass, field, fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from typing import Any, TypeVar, get_args, get_type_hints

import msgspec

from orggraph.errors import InvalidInput

T = TypeVar("T")
Plain = str | int | float | bool
Attributes = dict[str, Plain]

_NO_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML, and so GraphML and GEXF, cannot hold."""
_MANY = ", "
_SHARE = (0.0, 1.0)
_RANGES = {
    "confidence": _SHARE,
    "weight": _SHARE,
    "strength": _SHARE,
    "salience": _SHARE,
    "salience_confidence": _SHARE,
    "conviction": _SHARE,
    "threshold": _SHARE,
    "expected_position_confidence": _SHARE,
    "value": (-1.0, 1.0),
    "decision_weight": (0.0, 1000.0),
    "synergy": (0, 4),
    "antagonism": (0, 4),
    "employee_count": (0, 10**9),
    "rule_intercept": (-3.0, 3.0),
    "disavowal_base": (-3.0, -1.0),
}


def flat(fact: Any, without: Iterable[str] = ()) -> Attributes:
    """Give what a fact says beyond the defaults of its kind.

    >>> from orggraph.domain.people import Person, Seniority
    >>> flat(Person(id="per_1", name="Ana", seniority=Seniority.C_LEVEL, keys=("hr:1", "email:a@x")), ("id",))
    {'name': 'Ana', 'seniority': 'C_LEVEL', 'keys': 'hr:1, email:a@x'}
    """
    left_out = set(without)
    said = {part.name: getattr(fact, part.name) for part in fields(fact) if part.name not in left_out}
    defaults = {part.name: part.default for part in fields(fact)}
    return {name: plain(value) for name, value in said.items() if value is not None and value != defaults[name]}


def plain(value: Any) -> Plain:
    """Write one value as text, a number or a boolean."""
    if isinstance(value, tuple):
        parts = [str(plain(one)) for one in value]
        separable = all(part and part == part.strip() and "," not in part and part[0] != "[" for part in parts)
        value = _MANY.join(parts) if separable else json.dumps(parts, ensure_ascii=False)
    if is_dataclass(value):
        value = msgspec.json.encode(value).decode()
    if isinstance(value, Enum):
        value = value.value
    if isinstance(value, bool | int | float):
        return value
    text = value.isoformat() if isinstance(value, date) else str(value)
    return _NO_XML.sub("\N{REPLACEMENT CHARACTER}", text)


def records(facts: Iterable[Any]) -> str:
    """Write several facts as JSON text.

    >>> from orggraph.domain.relations import Tie
    >>> records([Tie(id="tie_1", one_id="a", other_id="b", confidence=1.0, source="hr")])
    '[{"id": "tie_1", "one_id": "a", "other_id": "b", "confidence": 1.0, "source": "hr"}]'
    """
    return f"[{', '.join(record(fact) for fact in facts)}]"


def record(fact: Any) -> str:
    """Write one fact as JSON text."""
    return json.dumps(flat(fact), ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class Said:
    """What a node, an edge or a record of a graph says, and how an error names it.

    Attributes
    ----------
    where : str
        Whose attributes these are: `Node 'bob'`.
    values : mapping of str to object
        The attributes.
    spelt : mapping of str to str
        Field of a fact -> the attribute that holds it, where the two names differ.
    """

    where: str
    values: Mapping[str, Any]
    spelt: Mapping[str, str] = field(default_factory=dict)

    def make(self, fact: type[T], usual: Mapping[str, Any] | None = None, /, **given: Any) -> T:
        """Make a fact: what is given, what is said here, what is usual where nothing is. Other attributes are left alone."""
        found = {**(usual or {}), **given}
        described: Any = fact
        hints = _hints(described)
        for part in fields(described):
            value = None if part.name in given else self.get(part.name, hints[part.name])
            if value is not None:
                found[part.name] = value
            elif part.name not in found and part.default is MISSING:
                raise self.wrong(part.name, "is missing", _wanted(hints[part.name], part.name))
        return fact(**found)

    def get(self, name: str, hint: Any) -> Any:
        """Give one value as its type, or None where it is not said; refuse what it cannot be."""
        value = self.values.get(self.spelt.get(name, name))
        if value is None:
            return None
        value = value.item() if hasattr(value, "item") else value
        try:
            found = _converted(value, hint)
        except (msgspec.ValidationError, TypeError, ValueError, RecursionError) as error:
            raise self.wrong(name, f"is {value!r}", _wanted(hint, name)) from error
        low, high = _RANGES.get(name, (None, None))
        if low is not None and high is not None and not low <= found <= high:
            raise self.wrong(name, f"is {value!r}", _wanted(hint, name))
        return found

    def wrong(self, name: str, what: str, hint: str) -> InvalidInput:
        """Say what is wrong with an attribute."""
        attribute = self.spelt.get(name, name)
        return InvalidInput(f"{self.where}: {attribute} {what}.", hint, (self.where, attribute))


def listed(name: str, given: Any) -> list[Said]:
    """Read records: a list of mappings, one mapping, or the same as JSON text; None is an empty list."""
    if isinstance(given, str):
        try:
            given = json.loads(given)
        except (ValueError, RecursionError) as error:
            raise InvalidInput(f"{name} is not JSON: {error}.", "Give a list of records.", (name,)) from error
    if given is None:
        return []
    if isinstance(given, Mapping):
        return [Said(name, given)]
    if not isinstance(given, list | tuple) or not all(isinstance(one, Mapping) for one in given):
        raise InvalidInput(f"{name} is not a list of records.", "Give a list of mappings, or JSON text.", (name,))
    return [Said(f"{name}[{place}]", one) for place, one in enumerate(given)]


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)


def _options(hint: Any) -> tuple[Any, ...]:
    return get_args(hint) or (hint,)


def _converted(value: Any, hint: Any) -> Any:
    wanted = next(one for one in _options(hint) if one is not type(None))
    if getattr(hint, "__origin__", None) is tuple:
        return tuple(_converted(one, wanted) for one in _several(value))
    if wanted is str:
        return value if isinstance(value, str) else str(_scalar(value))
    if isinstance(wanted, type) and issubclass(wanted, Enum) and isinstance(value, str):
        value = value.strip().upper()
    if is_dataclass(wanted) and isinstance(value, str):
        value = json.loads(value)
    return msgspec.convert(value, wanted, strict=False)


def _scalar(value: Any) -> Any:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError(value)
    return value


def _several(value: Any) -> list[Any]:
    if not isinstance(value, str):
        return list(value) if isinstance(value, list | tuple | set | frozenset) else [value]
    if value.startswith("["):
        return list(json.loads(value))
    return [part.strip() for part in value.split(",") if part.strip()]


def _wanted(hint: Any, name: str) -> str:
    wanted = next(one for one in _options(hint) if one is not type(None))
    if name in _RANGES:
        low, high = _RANGES[name]
        return f"Give a number from {low:g} to {high:g}."
    if isinstance(wanted, type) and issubclass(wanted, Enum):
        return f"Give one of {_MANY.join(one.value for one in wanted)}."
    return {date: "Give a day as 2026-06-01.", bool: "Give true or false.", str: "Give text."}.get(
        wanted, "Give a number."
    )
