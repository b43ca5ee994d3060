"""What has a global id, and how a type is filled from what was found."""

from collections.abc import Callable
from dataclasses import fields
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar

import strawberry

T = TypeVar("T")


@strawberry.interface(description="Anything with a global id.")
class Node:
    """Anything with a global id."""

    id: strawberry.ID


def copied(kind: Callable[..., T], found: Any, /, **more: Any) -> T:
    """Fill a type's plain fields from the attributes of the same names; `more` gives those that differ."""
    names, values = _plain(kind, tuple(more))
    held = zip(names, values(found), strict=True)
    return kind(**{name: list(value) if type(value) is tuple else value for name, value in held}, **more)


@cache
def _plain(kind: Any, differing: tuple[str, ...]) -> tuple[tuple[str, ...], Callable[[Any], tuple[Any, ...]]]:
    """Give the fields that are copied, and what reads them all."""
    names = tuple(field.name for field in fields(kind) if field.init and field.name not in differing)
    if len(names) > 1:
        return names, attrgetter(*names)
    return names, lambda found: tuple(getattr(found, name) for name in names)
