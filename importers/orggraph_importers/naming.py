"""Names as members write them, and as they are to be shown."""

import re
from functools import lru_cache

_PICTURE = "\U0001f000-\U0001faff\u2190-\u2bff\u20e3"
_NOT_A_NAME = re.compile(
    f"[{_PICTURE}][\u200d\ufe0f{_PICTURE}\U000e0020-\U000e007f]*|[\ufe0f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069®™©]"
)
"""Pictures, and the marks that join or steer them. A joiner between letters stays: some scripts cannot be written without."""
_POST_NOMINALS = frozenset({"PMP", "MBA", "EMBA", "PhD", "PHD", "CPA", "CFA", "MSc", "BSc", "MD", "DBA", "LLM", "PgMP"})


def display_name(first: str, last: str) -> str:
    """Join a name as it is to be shown: without emoji and what stands after the name.

    >>> display_name("Élise 🚀", "Durand-Exemple, PhD"), display_name("Null", "NA")
    ('Élise Durand-Exemple', 'Null NA')
    """
    return f"{_without_titles(first)} {_without_titles(last)}".strip()


@lru_cache(maxsize=16_384)
def _without_titles(part: str) -> str:
    """Leave out pictures, what stands after a comma, and known titles at the end, word by word: no pattern that could backtrack."""
    words = _NOT_A_NAME.sub("", part).partition(",")[0].split()
    while words and words[-1].replace(".", "") in _POST_NOMINALS:
        words.pop()
    return " ".join(words)


def profile_url(slug: str) -> str:
    """Give a profile's address in one spelling."""
    return f"https://www.linkedin.com/in/{slug}"
