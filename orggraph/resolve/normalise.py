"""Names and companies in comparable form. The form is for keys only: what was written is kept for display."""

import csv
import re
import unicodedata
from collections import defaultdict
from functools import cache, lru_cache
from importlib.resources import files

from cleanco import basename, prepare_default_terms
from cleanco.clean import normalized, strip_punct

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


@lru_cache(maxsize=65_536)
def words(text: str) -> tuple[str, ...]:
    """Give the words of a text, folded.

    >>> words("Élise d'Exemple-Œuf, CIO")
    ('elise', 'd', 'exemple', 'oeuf', 'cio')
    """
    return tuple(_WORDS.findall(fold(text)))


def name_key(name: str) -> str:
    """Give what two spellings of one person's name share, whatever the order of its words.

    >>> name_key("DURAND-Exemple, Élise") == name_key("Elise Durand Exemple")
    True
    """
    return " ".join(sorted(words(name)))


def person_key(name: str) -> str:
    """Give what two names of one person share in one firm: short forms stand for the name that they are short for.

    >>> person_key("Bob Durand") == person_key("DURAND Robert"), person_key("Paul Martin") == person_key("Paule Martin")
    (True, False)
    """
    return " ".join(sorted(formal_words(name)))


def formal_words(name: str) -> tuple[str, ...]:
    """Give the words of a name, short forms as what they are short for.

    >>> formal_words("Bob DURAND-Exemple")
    ('robert', 'durand', 'exemple')
    """
    formal = _formal_names()
    return tuple(formal.get(word, word) for word in words(name))


@cache
def _formal_names() -> dict[str, str]:
    lines = (files("orggraph.resolve") / "nicknames.csv").read_text(encoding="utf-8").splitlines()
    rows = csv.reader(line for line in lines if not line.startswith("#"))
    return {short: formal for formal, *shorts in rows for short in shorts}


@lru_cache(maxsize=65_536)
def company_key(name: str) -> str:
    """Give what two spellings of one company's name share: no legal form at the end, no accents, no case.

    >>> company_key("Exemplis S.A.S."), company_key("EXEMPLIS"), company_key("SAS Institute")
    ('exemplis', 'exemplis', 'sas institute')
    """
    found = list(words(without_legal_form(name)))
    while len(found) > 1 and found[-1] in _LEGAL_FORMS:
        found.pop()
    return " ".join(found) or fold(name).strip()


def without_legal_form(name: str) -> str:
    """Give cleanco's base name, having it look only for the legal forms of which the name holds the last word.

    >>> without_legal_form("Exemplis GmbH & Co. KG")
    'Exemplis'
    """
    held = set(strip_punct(normalized(name)).split())
    possible = sorted(place for word in held for place in _places_of_forms().get(word, ()))
    forms = _legal_forms()
    return str(basename(name, terms=[forms[place] for place in possible]))


@cache
def _legal_forms() -> list[tuple[int, list[str]]]:
    """Give the legal forms that cleanco knows, in the order in which it looks for them."""
    return list(prepare_default_terms())


@cache
def _places_of_forms() -> dict[str, list[int]]:
    found: defaultdict[str, list[int]] = defaultdict(list)
    for place, (_, words) in enumerate(_legal_forms()):
        found[words[-1]].append(place)
    return found
