"""What differs between a fact as it was and as it is: field by field, in what JSON can hold."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from orggraph.domain.facts import Fact
from orggraph.usecases.spelling import sent_as

_IDS = ("_id", "_ids")


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that differs; None where there is or was nothing."""

    field: str
    before: Any
    after: Any

    @property
    def is_text(self) -> bool:
        """Tell whether it may hold words of a user, or a name."""
        return is_text(self.field, self.before) or is_text(self.field, self.after)


def differences(before: Fact | None, after: Fact | None) -> tuple[Difference, ...]:
    """Give the fields that differ; of what is new or gone, those that say something.

    >>> from orggraph.domain.people import Account
    >>> one, other = Account(id="acc_1", name="Exemplis"), Account(id="acc_1", name="Exemplis", is_ours=True)
    >>> differences(one, other)
    (Difference(field='is_ours', before=False, after=True),)
    >>> [found.field for found in differences(None, other)]
    ['name', 'is_ours']
    """
    return tuple(
        Difference(name, was, now)
        for name in _names(before, after)
        if (was := _said(before, name)) != (now := _said(after, name))
    )


def written(value: Any, *, texts: bool = True) -> Any:
    """Give a value as JSON can hold it, with or without the texts in it.

    >>> from orggraph.domain.deals import Stance
    >>> written(Stance(value=0.4, confidence=0.8, source="user:ana"), texts=False)
    {'value': 0.4, 'confidence': 0.8}
    """
    if isinstance(value, tuple):
        return [written(one, texts=texts) for one in value]
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, date | Decimal):
        return str(value)
    if is_dataclass(value) and not isinstance(value, type):
        held = ((field.name, getattr(value, field.name)) for field in fields(value))
        return {
            sent_as(name): written(one, texts=texts)
            for name, one in held
            if one is not None and one != () and (texts or not is_text(name, one))
        }
    return value


def is_text(name: str, value: Any) -> bool:
    """Tell whether a value may hold words of a user, or a name: any text that is neither a code nor an id.

    >>> is_text("name", "Ana"), is_text("person_id", "per_1"), is_text("domains", ("exemplis.example",))
    (True, False, True)
    """
    if isinstance(value, tuple):
        return any(is_text(name, one) for one in value)
    return isinstance(value, str) and not isinstance(value, StrEnum) and not name.endswith(_IDS)


def _names(*facts: Fact | None) -> Iterator[str]:
    known = next((fact for fact in facts if fact is not None), None)
    return (field.name for field in (fields(known) if known else ()) if field.name != "id")


def _said(fact: Fact | None, name: str) -> Any:
    value = getattr(fact, name) if fact else None
    return None if value in ((), None) or (fact is None) else value
