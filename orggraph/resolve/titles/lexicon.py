"""The words, read once from the language files beside this module."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from orggraph.domain.people import JobFunction, Seniority
from orggraph.resolve.titles.entries import Entry, Family, Hit, Kind, Node, Sign
from orggraph.resolve.titles.folding import compound, masculine, singular
from orggraph.resolve.titles.normalise import AND, AT, plain, words_of

LANGUAGES = ("en", "fr", "de", "es", "it")
"""In order of precedence: the first file that holds a phrase decides what it means."""

_UMLAUTS = {"ä": "ae", "ö": "oe", "ü": "ue"}


class Lexicon:
    """Phrases in a tree by folded word, and the small word lists."""

    def __init__(self, tables: Sequence[Mapping[str, Any]]) -> None:
        self._root = Node({})
        self._folds: dict[str, tuple[str, ...]] = {}
        self._heads = tuple(head for table in tables for head in table.get("compound_heads", ()))
        self.links = frozenset(plain(word) for table in tables for word in table.get("links", ()))
        self._ands = frozenset(plain(word) for table in tables for word in table.get("conjunctions", ()))
        self._ats = frozenset(plain(word) for table in tables for word in table.get("employer_words", ()))
        self.contexts = _contexts(tables)
        phrases = [pair for table in tables for pair in phrases_of(table)]
        self._nouns = frozenset(masculine(plain(text)) for text, entry in phrases if entry.kind is Kind.ROLE)
        for text, entry in phrases:
            self._add(text, entry)
        for text, entry in phrases:
            self._add_plural(text, entry)

    def folded(self, words: Sequence[str]) -> list[str]:
        """Give each word its folded form; a compound becomes two."""
        folded: list[str] = []
        for word in words:
            known = self._folds.get(word)
            folded.extend(self._fold(word) if known is None else known)
        return folded

    def longest(self, words: Sequence[str], start: int, *, linked: bool) -> Hit | None:
        """Find the longest phrase beginning at a word; link words inside it are skipped."""
        node, entry, end, at = self._root, None, start, start
        while at < len(words):
            child = node.children.get(words[at])
            if child is not None:
                node = child
                if node.entry is not None:
                    entry, end = node.entry, at + 1
            elif at == start or words[at] not in self.links:
                break
            at += 1
        return None if entry is None else Hit(entry, " ".join(words[start:end]), start, end, linked)

    def _fold(self, word: str) -> tuple[str, ...]:
        if word in self._ands:
            return (AND,)
        if word in self._ats:
            return (AT,)
        parts = tuple(self._fold_part(part) for part in compound(word, self._heads))
        if len(self._folds) < 50_000:  # noqa: PLR2004 - a bound on memory, nothing else
            self._folds[word] = parts
        return parts

    def _fold_part(self, word: str) -> str:
        one = masculine(singular(word))
        # several directors are somebody else than the one whose title this is
        return word if word.endswith("s") and one in self._nouns else one

    def _add(self, text: str, entry: Entry) -> None:
        for spelling in {text, "".join(_UMLAUTS.get(letter, letter) for letter in text)}:
            words = self.folded(words_of(spelling))
            inner = [word for word in words[1:-1] if word not in self.links]
            node = self._root
            for word in [*words[:1], *inner, *(words[1:][-1:])]:
                node = node.children.setdefault(word, Node({}))
            node.entry = node.entry or entry

    def _add_plural(self, text: str, entry: Entry) -> None:
        """Read a plural of a trade as the function it works in."""
        if entry.level in {Seniority.STAFF, Seniority.SENIOR} and entry.kind is Kind.ROLE and " " not in text and not entry.usual:
            self._add(plain(text) + "s", Entry(Kind.FUNCTION, function=entry.function))


def phrases_of(table: Mapping[str, Any]) -> Iterator[tuple[str, Entry]]:
    """Give every phrase of a language file with its meaning.

    Raises
    ------
    ValueError
        If a level, function, family or sign is not one that exists.
    """
    for kind in Kind:
        for block in table.get(kind.value, ()):
            entry = _entry(kind, block)
            for text in block["words"]:
                yield text, entry


def _entry(kind: Kind, block: Mapping[str, Any]) -> Entry:
    level = block.get("level") or block.get("alone")
    return Entry(
        kind=kind,
        family=Family(block.get("family", Family.OPERATING)),
        sign=Sign(block.get("sign", Sign.NONE)),
        level=Seniority(level) if level else None,
        function=JobFunction(block["function"]) if "function" in block else None,
        deputy=Seniority(block["deputy"]) if "deputy" in block else None,
        usual=block.get("usual", False),
        unsure=block.get("unsure", False),
        needs_function=block.get("needs_function", False),
        qualifier=block.get("qualifier", False),
        bank=block.get("bank", False),
    )


def _contexts(tables: Sequence[Mapping[str, Any]]) -> dict[str, frozenset[str]]:
    names = {name for table in tables for name in table.get("context", {})}
    return {
        name: frozenset(plain(word) for table in tables for word in table.get("context", {}).get(name, ()))
        for name in sorted(names)
    }


@cache
def table_of(language: str) -> Mapping[str, Any]:
    """Read one language file."""
    text = (files("orggraph.resolve.titles") / "words" / f"{language}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def lexicon() -> Lexicon:
    """Read every language file, once."""
    return Lexicon([table_of(language) for language in LANGUAGES])
