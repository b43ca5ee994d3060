"""The words, read once from the language files beside this module."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from orggraph.domain.people import JobFunction, Seniority
from orggraph.resolve.titles.entries import Entry, Family, Kind, Node, Sign
from orggraph.resolve.titles.folding import compound, masculine, singular
from orggraph.resolve.titles.normalise import AND, AT, plain, words_of

LANGUAGES = ("en", "fr", "de", "es", "it")
"""In order of precedence: the first file that holds a phrase decides what it means."""

_UMLAUTS = {"ä": "ae", "ö": "oe", "ü": "ue"}


class Lexicon:
    """Phrases in a tree by folded word, and the small word lists; the folds of up to `remembered` words are kept."""

    def __init__(self, tables: Sequence[Mapping[str, Any]], remembered: int = 50_000) -> None:
        self._root = Node({})
        self._remembered = remembered
        self._folds: dict[str, tuple[tuple[str, str], ...]] = {}
        self._heads = tuple(head for table in tables for head in table.get("compound_heads", ()))
        self._same = {plain(word): plain(one) for table in tables for word, one in table.get("same_word", {}).items()}
        self.links = _words(tables, "links")
        self.person_links = _words(tables, "person_links")
        self._ands = _words(tables, "conjunctions")
        self._ats = _words(tables, "employer_words")
        self.contexts = _contexts(tables)
        phrases = [pair for table in tables for pair in phrases_of(table)]
        self._nouns = frozenset(masculine(plain(text)) for text, entry in phrases if entry.kind is Kind.ROLE)
        for text, entry in phrases:
            self._add(text, entry)
        for text, entry in phrases:
            self._add_plural(text, entry)

    def folded(self, words: Sequence[str]) -> tuple[list[str], list[str]]:
        """Give the words as spelled and as folded, in step; a compound becomes two."""
        spelled: list[str] = []
        forms: list[str] = []
        for word in words:
            for part, form in self._folds.get(word) or self._fold(word):
                spelled.append(part)
                forms.append(form)
        return spelled, forms

    def longest(self, words: Sequence[str], start: int) -> tuple[Entry, int] | None:
        """Find the longest phrase beginning at a word, and where it ends; link words inside it are skipped."""
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
        if entry is None:
            return None
        return self._yielded(words, start, entry, end) if entry.yields else (entry, end)

    def _yielded(self, words: Sequence[str], start: int, entry: Entry, end: int) -> tuple[Entry, int]:
        """Leave the last word of a phrase to a longer one that begins with it."""
        following = self.longest(words, end - 1)
        shorter = self.longest(words[: end - 1], start)
        return shorter if shorter is not None and following is not None and following[1] > end else (entry, end)

    def _fold(self, word: str) -> tuple[tuple[str, str], ...]:
        if word in self._ands:
            parts: tuple[tuple[str, str], ...] = ((word, AND),)
        elif word in self._ats:
            parts = ((word, AT),)
        else:
            parts = tuple((part, self._fold_part(part)) for part in compound(word, self._heads))
        if len(self._folds) < self._remembered:
            self._folds[word] = parts
        return parts

    def _fold_part(self, word: str) -> str:
        one = masculine(singular(word))
        same = self._same.get(word) or self._same.get(one)
        one = one if same is None else masculine(same)
        # several directors are somebody else than the one whose title this is
        return word if word.endswith("s") and one in self._nouns else one

    def key_of(self, text: str) -> tuple[str, ...]:
        """Give the folded words a phrase is found by; link words count only at its two ends."""
        _, words = self.folded(words_of(text))
        inner = [word for word in words[1:-1] if word not in self.links]
        return (*words[:1], *inner, *words[1:][-1:])

    def _add(self, text: str, entry: Entry) -> None:
        for spelling in {text, "".join(_UMLAUTS.get(letter, letter) for letter in text.lower())}:
            node = self._root
            for word in self.key_of(spelling):
                node = node.children.setdefault(word, Node({}))
            node.entry = node.entry or entry

    def _add_plural(self, text: str, entry: Entry) -> None:
        """Read a plural of a trade as the function it works in."""
        if (
            entry.level in {Seniority.STAFF, Seniority.SENIOR}
            and entry.kind is Kind.ROLE
            and " " not in text
            and not entry.usual
        ):
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
        with_function=Seniority(block["with_function"]) if "with_function" in block else None,
        usual=block.get("usual", False),
        unsure=block.get("unsure", False),
        needs_function=block.get("needs_function", False),
        qualifier=block.get("qualifier", False),
        bank=block.get("bank", False),
        yields=block.get("yields", False),
    )


def _words(tables: Iterable[Mapping[str, Any]], of: str) -> frozenset[str]:
    return frozenset(plain(word) for table in tables for word in table.get(of, ()))


def _contexts(tables: Sequence[Mapping[str, Any]]) -> dict[str, frozenset[str]]:
    names = {name for table in tables for name in table.get("context", {})}
    return {name: _words([table.get("context", {}) for table in tables], name) for name in sorted(names)}


@cache
def table_of(language: str) -> Mapping[str, Any]:
    """Read one language file."""
    text = (files("orggraph.resolve.titles") / "words" / f"{language}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def lexicon() -> Lexicon:
    """Read every language file, once."""
    return Lexicon([table_of(language) for language in LANGUAGES])
