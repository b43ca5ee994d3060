"""From what somebody typed to a list of plain words and separators, whatever the case, accents or inclusive spelling."""

import re
import unicodedata

BREAK = "|"
"""Ends a segment: everything that separates two statements (bar, comma, dash, bracket, emoji, line break)."""
AND = "&"
"""Joins two things of one statement."""
AT = "@"
"""What follows is an employer."""

MAX_WORDS = 64

_LETTERS = str.maketrans(
    {
        "œ": "oe",
        "æ": "ae",
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "\u0131": "i",
        "\u2019": "'",
        "`": "'",
        **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f"),
    }
)
_SUFFIXES = "trice|teure|eresse|innen|eure|rice|euse|ere|ffe|nne|ice|ale|le|te|ve|se|ne|fe|re|in|es|e|as|a|o"
_INCLUSIVE = re.compile(rf"[(·•‧∙.*:_/-](?<=[a-z][a-z][a-z].)-?(?:{_SUFFIXES})(?:[·.]s)?\)?s?(?![\w-])")
_GENDER_MARK = re.compile(r"\(?\b[hfmwdx] ?[/|] ?[hfmwdx](?: ?[/|] ?[hfmwdxn])?\b\)?")
_INITIALS = re.compile(r"\b(?:[a-z]\.){2,}(?:[a-z]\b)?")
_SPACES = re.compile(r"[^\S\r\n]+")
_R_AND_D = re.compile(r"\br(?: ?[&+] ?| et | and )d\b")
_TOKEN = re.compile(
    r"[a-z]{1,2}&[a-z]\b|[^\W_]+|[|,;()\[\]{}:\n\r•·►\u2013\u2014~<>\u2190-\u2bff\U0001f000-\U0001faff]|(?:(?<=\s)-+|-+(?=\s))|[&+/@]"
)
_JOINERS = {"&": AND, "+": AND, "/": AND, "@": AT}


def plain(text: str) -> str:
    """Lower-case, without accents or invisible characters.

    >>> plain("Chargée d'ŒUVRE")
    "chargee d'oeuvre"
    """
    if text.isascii():
        return text.lower()
    text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return "".join([letter for letter in text if not unicodedata.combining(letter)]).translate(_LETTERS)


def words_of(text: str) -> list[str]:
    """Cut a title into words, `BREAK`, `AND` and `AT`; inclusive endings and gender marks are dropped.

    >>> words_of("Directeur·rice R & D (H/F) | D.G. @ Exemplis")
    ['directeur', 'r&d', '|', 'dg', '@', 'exemplis']
    """
    text = _without_marks(_SPACES.sub(" ", plain(text)))
    words: list[str] = []
    for token in _TOKEN.findall(text):
        if token[0].isalnum():
            words.append(token)
        else:
            words.append(_JOINERS.get(token, BREAK))
        if len(words) == MAX_WORDS:
            break
    return words


def _without_marks(text: str) -> str:
    """Drop what marks gender, and the dots of initials."""
    if "/" in text or "|" in text:
        text = _GENDER_MARK.sub(" ", text)
    if "." in text:
        text = _INITIALS.sub(lambda found: found[0].replace(".", "") + " ", text)
    text = _INCLUSIVE.sub("", text)
    if "e-" in text:
        text = re.sub(r"\be-(?=[a-z])", "e", text)
    return _R_AND_D.sub("r&d", text)
