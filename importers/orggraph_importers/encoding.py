"""Bytes to text, by a fixed ladder: detectors guess wrong on short files with few accents."""

import codecs

_LONGEST_CHARACTER = 4


def decode(content: bytes) -> str:
    """Decode as UTF-16 if it says so, else as UTF-8, else as Windows-1252, else as Latin-1. NULs are dropped.

    A character cut in two at the very end does not make a UTF-8 file anything else.

    >>> decode("Élise".encode("cp1252")), decode("Élise".encode("utf-16"))
    ('Élise', 'Élise')
    """
    return _decode(content).replace("\0", "")


def _decode(content: bytes) -> str:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16", errors="replace")
    if content.startswith(codecs.BOM_UTF8):
        return content.decode("utf-8-sig", errors="replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data" and error.start > len(content) - _LONGEST_CHARACTER:
            return content[: error.start].decode("utf-8")
    try:
        return content.decode("cp1252")
    except UnicodeDecodeError:
        return content.decode("latin-1")
