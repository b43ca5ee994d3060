"""JSON as a file holds it: read whole, or refused with the row and column at which it stops being JSON."""

import re
from typing import Any

import msgspec

from orggraph.domain.importing import MEGABYTE
from orggraph.errors import InvalidInput, TooLargeError
from orggraph_importers.reading import beginning, decode

MOST_PARTS = 300_000
MOST_VALUES = 5_000_000
_AT_BYTE = re.compile(r" \(byte (\d+)\)")
_ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be")
_WITHIN_A_CHARACTER = bytes(range(0x80, 0xC0))
_AGAIN = "Export it again, or correct it there."


def read_json(file: str, content: bytes) -> Any:
    """Read JSON of any encoding, whatever it is of; nothing is made of it before it is known to be whole.

    Raises
    ------
    InvalidInput
        Where it is none, nested so deeply that nobody meant it, or with a number too large to be one.
    TooLargeError
        Where it has more parts, or values, than are held in memory.
    """
    decoded(file, content, msgspec.Raw)
    if has_too_many_parts(content):
        message = f"{file} has more than {MOST_PARTS:,} objects and lists, which are not read at once."
        raise TooLargeError(message, "Export it in parts.")
    if content.count(b",") > MOST_VALUES:
        raise TooLargeError(f"{file} holds more than {MOST_VALUES:,} values.", "Export fewer at a time.")
    try:
        return decoded(file, content, Any)
    except msgspec.ValidationError as error:
        raise InvalidInput(f"{file}: {error}.", _AGAIN) from error


def decoded(file: str, content: bytes, of: Any) -> Any:
    """Read JSON as what it is to be: of what else it holds nothing is made.

    Raises
    ------
    InvalidInput
        As from `read_json`.
    msgspec.ValidationError
        Where it is JSON of something else.
    """
    text = json_bytes(content)
    try:
        return msgspec.json.decode(text, type=of)
    except msgspec.ValidationError:
        raise
    except RecursionError as error:
        raise InvalidInput(f"{file} is nested too deeply to be a document.", _AGAIN) from error
    except (msgspec.DecodeError, UnicodeError) as error:
        raise InvalidInput(f"{file}{_where(text, str(error))}.", _AGAIN) from error


def has_too_many_parts(content: bytes) -> bool:
    """Tell whether there is more than can be read: a few bytes make an object that takes many."""
    return content.count(b"{") + content.count(b"[") > MOST_PARTS


def json_bytes(content: bytes) -> bytes:
    """Give JSON of any encoding as UTF-8; most is that as it stands."""
    return content if content.isascii() else decode(content).encode()


def looks_like_json(content: bytes, begins_with: str = "{[") -> bool:
    """Tell whether a file begins as JSON does, without reading on.

    >>> looks_like_json(b" [1]"), looks_like_json(b"<a/>"), looks_like_json(b"[1]", "{")
    (True, False, False)
    """
    return beginning(content).lstrip()[:1] in [*begins_with]


def mentions(content: bytes, *texts: str) -> bool:
    """Tell whether a file of any encoding holds one of some texts, in small or capital letters; it is not decoded for that.

    >>> mentions('{"UserName": 1}'.encode("utf-16"), '"username"')
    True
    """
    wanted = (re.escape(text.encode(encoding)) for text in texts for encoding in _ENCODINGS)
    return re.search(b"|".join(wanted), content, re.IGNORECASE) is not None


def _where(text: bytes, error: str) -> str:
    """Say where a text stops being JSON: at a row and column, or at its end."""
    found = _AT_BYTE.search(error)
    end = int(found[1]) if found else len(text)
    begins = text.rfind(b"\n", 0, end) + 1
    row, column = text.count(b"\n", 0, end) + 1, _characters(text, begins, end) + 1
    return f", row {row}, column {column}: {_AT_BYTE.sub('', error)}"


def _characters(text: bytes, begins: int, end: int) -> int:
    """Count characters in UTF-8; a line may be as long as the whole document."""
    pieces = (text[at : min(at + MEGABYTE, end)] for at in range(begins, end, MEGABYTE))
    return sum(len(piece.translate(None, _WITHIN_A_CHARACTER)) for piece in pieces)
