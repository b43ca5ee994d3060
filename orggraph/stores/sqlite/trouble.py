"""What is wrong with the file, and what to do: SQLite's errors in words."""

import sqlite3
from pathlib import Path

from orggraph.errors import StoreError

_DAMAGED = "The file is damaged or no store, and is left as it is: name another one, or restore a backup."
_RIGHTS = "Check that you may read and write the file and its folder."
_HINTS = {
    "SQLITE_FULL": "Make room on the disk, then do it again: nothing of it was kept.",
    "SQLITE_IOERR": "Check the disk: its room, and whether it is still there.",
    "SQLITE_CORRUPT": _DAMAGED,
    "SQLITE_NOTADB": _DAMAGED,
    "SQLITE_READONLY": _RIGHTS,
    "SQLITE_CANTOPEN": _RIGHTS,
    "SQLITE_PERM": _RIGHTS,
    "SQLITE_BUSY": "Another program holds the file: wait for it, or end it.",
}


def trouble(path: Path, error: sqlite3.DatabaseError | OSError, cannot: str = "be used") -> StoreError:
    """Say what cannot be done with the file and what to do."""
    name = str(getattr(error, "sqlite_errorname", ""))
    hint = next((hint for code, hint in _HINTS.items() if name.startswith(code)), _RIGHTS)
    shown = (error.strerror or error) if isinstance(error, OSError) else error
    return StoreError(f"{path} cannot {cannot}: {shown}.", hint)
