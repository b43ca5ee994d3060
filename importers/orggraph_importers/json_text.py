"""JSON as a file holds it: read whole, or refused with the row and column at which it stops being JSON."""

import re
from typing import Any

import msgspec

from orggraph.errors import InvalidInput
from orggraph_importers.reading import decode

_AT_BYTE = re.compile(r" \(byte (\d+)\)")
_HEAD = 4_096
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_AGAIN = "Export it again, or correct it there."


def read_json(file: str, content: bytes) -> Any:
    """Read JSON of any encoding.

    Raises
    ------
    InvalidInput
        Where it is none, or nested so deeply that nobody meant it.
    """
    text = decode(content)
    try:
        return msgspec.json.decode(text)
    except RecursionError as error:
        raise InvalidInput(f"{file} is nested too deeply to be a document.", _AGAIN) from error
    except (msgspec.DecodeError, UnicodeError) as error:
        raise InvalidInput(f"{file}{_where(text, str(error))}.", _AGAIN) from error


def looks_like_json(content: bytes) -> bool:
    """Tell whether a file begins as JSON does, without reading on.

    >>> looks_like_json(b" [1]"), looks_like_json(b"<a/>")
    (True, False)
    """
    head = content[:_HEAD]
    return head.decode("utf-16" if head[:2] in _UTF16 else "utf-8-sig", "ignore").lstrip()[:1] in {"{", "["}


def _where(text: str, error: str) -> str:
    """Say where a text stops being JSON: at a row and column, or at its end."""
    found = _AT_BYTE.search(error)
    before = text.encode("utf-8", "replace")[: int(found[1])].decode("utf-8", "ignore") if found else text
    row, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    return f", row {row}, column {column}: {_AT_BYTE.sub('', error)}"
