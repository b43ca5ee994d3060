"""What a cell holds, as it is to be kept or compared."""

import re
import unicodedata
from functools import lru_cache

_AS_SPACES = dict.fromkeys(map(ord, "_-.\u00a0\u202f"), " ")
_CONTROLS = {code: " " if chr(code).isspace() else None for code in (*range(0x20), *range(0x7F, 0xA0))}
_EMAIL = re.compile(r"[^\s@,;<>]+@[^\s@,;<>]+\.[^\s@,;<>.]+")
_EVERYBODYS = frozenset({"facebook.com", "linkedin.com", "instagram.com", "twitter.com", "x.com", "youtube.com"})
_SEVERAL = ";"
_WORDS = re.compile(r"[^\W_]+")
_NOTHING = frozenset({"", "none", "null", "nil", "n/a", "na", "n.a", "/", "?", "aucun", "aucune", "keine", "nobody"})


@lru_cache(maxsize=4_096)
def folded(text: str) -> str:
    """Fold a column's name, or a cell that is compared: case, accents, spaces, underscores, hyphens.

    >>> folded(" Prénom_usuel "), folded("First Name [Required]")
    ('prenom usuel', 'first name')
    """
    plain = unicodedata.normalize("NFKD", text.casefold().replace("[required]", ""))
    kept = "".join(c for c in plain if not unicodedata.combining(c) and c not in "\ufeff\x00")
    return " ".join(kept.translate(_AS_SPACES).split())


def clean(text: str) -> str:
    r"""Give a text on one line, without the characters that only steer a terminal.

    >>> clean("Chief  Buyer\r\nGroup\x1b[31m")
    'Chief Buyer Group[31m'
    """
    if text.isprintable() and "  " not in text:
        return text.strip()
    return " ".join(text.translate(_CONTROLS).split())


def name_key(name: str) -> str:
    """Give what two spellings of one name share, whatever the order of its words.

    >>> name_key("DURAND, Élise") == name_key("Elise Durand")
    True
    """
    return " ".join(sorted(_WORDS.findall(folded(name))))


def is_email(text: str) -> bool:
    """Tell whether a text has the form of an e-mail address.

    >>> is_email("ana@exemplis.example"), is_email("ask Ana"), is_email("ana@exemplis")
    (True, False, False)
    """
    return _EMAIL.fullmatch(text) is not None


def says_nothing(text: str) -> bool:
    """Tell whether a cell is empty, or filled with what stands for nothing.

    >>> says_nothing(" - "), says_nothing("N/A"), says_nothing("Ana")
    (True, True, False)
    """
    return folded(text) in _NOTHING


def several(cell: str) -> list[str]:
    """Read a cell that may hold several values.

    >>> several("Planning; Portal;")
    ['Planning', 'Portal']
    """
    return [part.strip() for part in cell.split(_SEVERAL) if part.strip()]


def domain_of(website: str) -> str | None:
    """Give the domain of an address, unless it is one where everybody has a page.

    >>> domain_of("https://www.Exemplis.example/fr"), domain_of("none"), domain_of("https://www.facebook.com/exemplis")
    ('exemplis.example', None, None)
    """
    host = website.casefold().partition("://")[2] or website.casefold()
    host = host.partition("/")[0].partition(":")[0].removeprefix("www.")
    return host if "." in host and " " not in host and host not in _EVERYBODYS else None
