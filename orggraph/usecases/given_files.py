"""What a user names by a path: a file, or a folder, which stands for an archive of the files in it."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

from orggraph.domain.importing import MEGABYTE, MOST_READ
from orggraph.errors import InvalidInput, TooLargeError

_MOST_FILES = 2_000
_WAY_OUT = "Import a part of it at a time."


def content_of(path: Path) -> bytes:
    """Read a file, or a folder as an archive, unless it is larger than what is held in memory.

    Raises
    ------
    InvalidInput
        For what is not there or may not be read.
    TooLargeError
        For what is too large, as a rule before any of it is read.
    """
    try:
        return _archive_of(path) if path.is_dir() else _read(path, MOST_READ)
    except OSError as error:
        message = f"{error.filename or path} cannot be read: {error.strerror}."
        raise InvalidInput(message, "Give the path of a file.") from error


def _read(path: Path, most: int) -> bytes:
    size = path.stat().st_size
    if size <= most:
        with path.open("rb") as file:
            content = file.read(most + 1)
        size = len(content)
    if size > most:
        most_shown = MOST_READ // MEGABYTE
        raise TooLargeError(f"{path.name} is too large: more than {most_shown} MB are not read at once.", _WAY_OUT)
    return content


def _archive_of(folder: Path) -> bytes:
    held = io.BytesIO()
    left = MOST_READ
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for path in _files(folder):
            content = _read(path, left)
            left -= len(content)
            archive.writestr(zipfile.ZipInfo(path.relative_to(folder).as_posix()), content, zipfile.ZIP_DEFLATED)
    return held.getvalue()


def _files(folder: Path) -> Iterator[Path]:
    files = (path for path in folder.rglob("*") if path.is_file())
    some = [path for path, _ in zip(files, range(_MOST_FILES + 1), strict=False)]
    if len(some) > _MOST_FILES:
        raise TooLargeError(f"{folder} holds more than {_MOST_FILES} files.", "Leave only those to be imported.")
    yield from sorted(some)
