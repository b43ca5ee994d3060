"""What many rows of a list ask for one by one is read once for all of them."""

from collections.abc import Callable, Iterable, Mapping
from typing import Generic, TypeVar

T = TypeVar("T")


class Together(Generic[T]):
    """Things by id: the first one asked for is read with all that were expected.

    >>> asked = []
    >>> names = Together(lambda ids: asked.append(sorted(ids)) or {i: i.upper() for i in ids if i != "x"})
    >>> names.expect(["a", "b", "x"])
    >>> names.get("a"), names.get("b"), names.get("x"), names.get("c")
    ('A', 'B', None, 'C')
    >>> asked
    [['a', 'b', 'x'], ['c']]
    """

    def __init__(self, read: Callable[[set[str]], Mapping[str, T]]) -> None:
        self._read = read
        self._expected: set[str] = set()
        self._found: dict[str, T | None] = {}

    def expect(self, ids: Iterable[str]) -> None:
        """Say what may be asked for."""
        self._expected.update(ids)

    def get(self, wanted: str) -> T | None:
        """Give one; None when there is no such thing."""
        if wanted not in self._found:
            ids = {wanted, *self._expected} - self._found.keys()
            read = self._read(ids)
            self._found |= {one: read.get(one) for one in ids}
        return self._found[wanted]

    def forget(self) -> None:
        """Read anew from now on."""
        self._found.clear()
