"""What has a global id, and how a type is filled from what was found."""

from collections.abc import Callable
from dataclasses import fields
from functools import cache
from typing import Any, TypeVar

import strawberry

T = TypeVar("T")


@strawberry.interface(description="Anything with a global id.")
class Node:
    """Anything with a global id."""

    id: strawberry.ID


def copied(kind: Callable[..., T], found: Any, /, **more: Any) -> T:
    """Fill a type's plain fields from the attributes of the same names; `more` gives those that differ."""
    held = {name: getattr(found, name) for name in _plain_fields(kind) if name not in more}
    return kind(**{name: list(value) if isinstance(value, tuple) else value for name, value in held.items()}, **more)


@cache
def _plain_fields(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind) if field.init)
