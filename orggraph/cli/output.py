"""What the command line prints: data on stdout, talk on stderr."""

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any

from orggraph.errors import InvalidInput

if TYPE_CHECKING:
    from orggraph.usecases.progress import Step, Watch

_STEERING = {
    code: f"\\u{code:04x}"
    for code in (*range(0x20), *range(0x7F, 0xA0), 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
    if chr(code) not in "\t\n"
}
_WIDE = 10_000
"""No line is broken where a program reads."""


def data(text: str) -> None:
    """Print data."""
    sys.stdout.write(text if text.endswith("\n") else text + "\n")


_BINARY = {b"PK": "This format is a zip archive.", b"%PDF": "A PDF is no text."}


def give(found: bytes, output: Path | None) -> None:
    """Write bytes to a new file, or print them where they are text."""
    if output:
        with output.open("xb") as file:
            file.write(found)
        return
    for start, said in _BINARY.items():
        if found.startswith(start):
            raise InvalidInput(said, "Name a file: --output FILE.")
    data(found.decode())


def talk(text: str) -> None:
    """Say something to whoever watches. What it quotes of a file cannot steer the terminal."""
    sys.stderr.write(text.translate(_STEERING) + "\n")


def speak_plainly() -> None:
    """Write what the terminal's encoding lacks as escapes, rather than fail."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def as_json(value: Any) -> None:
    """Print a value as JSON."""
    data(json.dumps(value, ensure_ascii=False, indent=2, default=_plain))


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else str(value)


@contextmanager
def progress() -> "Iterator[Watch]":
    """Draw a bar on stderr while something long is done; nothing where nobody watches."""
    from orggraph.usecases.progress import unwatched  # noqa: PLC0415

    if not sys.stderr.isatty():
        yield unwatched
        return
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn  # noqa: PLC0415

    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("")
        begun: set[Step] = set()

        def watch(step: "Step", done: int, total: int | None) -> None:
            far = f"{done:,}" if total is None else f"{done:,} of {total:,}"
            name = f"{step.value.capitalize()} {far}"
            # each step is seen, however short
            bar.update(task, description=name, completed=done, total=total, refresh=step not in begun)
            begun.add(step)

        yield watch


def table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print rows as a table."""
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415

    made = Table(*columns, box=None, pad_edge=False)
    for row in rows:
        made.add_row(*("" if cell is None else str(cell) for cell in row))
    width = None if sys.stdout.isatty() else _WIDE
    Console(file=sys.stdout, highlight=False, markup=False, emoji=False, width=width).print(made)
