"""Text in comparable form, for keys and header names only: what was written is kept for display."""

import re
import unicodedata

_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\u00ad\ufeff]")
_ACCENTS = re.compile("[\u0300-\u036f]")
_SEPARATORS = re.compile(r"[\s_\-\u2010-\u2015.:'\u2019]+|\[[^\]]*\]")


def visible(text: str) -> str:
    """Drop bidi marks, zero-width characters and byte order marks."""
    return text if text.isascii() else _INVISIBLE.sub("", text)


def fold(text: str) -> str:
    """Fold case, accents and white space; other scripts keep their marks.

    >>> fold(" Élise  DURAND ")
    'elise durand'
    """
    if not text.isascii():
        text = _ACCENTS.sub("", unicodedata.normalize("NFKD", visible(text)))
        text = unicodedata.normalize("NFC", text)
    return " ".join(text.casefold().split())


def fold_header(name: str) -> str:
    """Fold the name of a column: case, accents, spaces, underscores, hyphens and a `[Required]` do not count.

    >>> fold_header("E-Mail_Address [Required]"), fold_header("Prénom"), fold_header("Employee #")
    ('emailaddress', 'prenom', 'employee#')
    """
    return _SEPARATORS.sub("", fold(name))


def fold_company(name: str) -> str:
    """Give what two imports of one company's name share: case and white space do not count, all else does.

    >>> fold_company("  Exemplis   SAS ")
    'exemplis sas'
    """
    return " ".join(visible(name).casefold().split())


def shorten(text: str, length: int = 60) -> str:
    """Give a text as a message can quote it: on one line, and not too long."""
    line = "".join(c if c.isprintable() else " " for c in text[: length + 1])
    return line if len(line) <= length else f"{line[: length - 1]}…"
