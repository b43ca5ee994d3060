"""Names and companies in comparable form. The form is for keys only: what was written is kept for display."""

import re
import unicodedata
from functools import lru_cache

from cleanco import basename

_LETTERS = str.maketrans(
    {"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "\u0131": "i"}
)
_WORDS = re.compile(r"[^\W_]+")
_LEGAL_FORMS = frozenset({"sasu", "slu", "eurl", "sarl", "sas", "sa"})


def fold(text: str) -> str:
    """Fold case, accents and width.

    >>> fold("Élise  DŒUF")
    'elise  doeuf'
    """
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def name_key(name: str) -> str:
    """Give what two spellings of one person's name share, whatever the order of its words.

    >>> name_key("DURAND-Exemple, Élise") == name_key("Elise Durand Exemple")
    True
    """
    return " ".join(sorted(_WORDS.findall(fold(name))))


@lru_cache(maxsize=65_536)
def company_key(name: str) -> str:
    """Give what two spellings of one company's name share: no legal form at the end, no accents, no case.

    >>> company_key("Exemplis S.A.S."), company_key("EXEMPLIS"), company_key("SAS Institute")
    ('exemplis', 'exemplis', 'sas institute')
    """
    words = _WORDS.findall(fold(basename(name)))
    while len(words) > 1 and words[-1] in _LEGAL_FORMS:
        words.pop()
    return " ".join(words) or fold(name).strip()
