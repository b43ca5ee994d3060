"""Some rows of a list."""

from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some rows in a stable order, the key of each to go on from, and how many there are in all."""

    rows: tuple[T, ...]
    keys: tuple[str, ...]
    has_next: bool
    total: int
