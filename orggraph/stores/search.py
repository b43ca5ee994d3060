"""Search by words: what is found, and in which order, whatever the store; each store only finds the words in an index of its own.

A fact is found when each word of the text begins a word of its name, title, e-mail or domain; case and accents do not count.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

from orggraph.domain.deals import Deal
from orggraph.domain.facts import Fact
from orggraph.domain.people import Account, Person
from orggraph.errors import InvalidInput
from orggraph.resolve.normalise import words
from orggraph.stores.base import Found
from orggraph.stores.page import Page
from orggraph.stores.paging import Key, page_of, parse_key, sort_name

MOST_FOUND = 1_000
"""Of more, those that hold the words whole are kept first, then in the order of ids."""

SEARCH_KEY: tuple[type, ...] = (int, str, str)

_LONGEST_TEXT = 200
_LONGEST_WORD = 64
_MOST_WORDS = 64


class Find(Protocol):
    """Finds facts in a store's index."""

    def __call__(self, asked: Sequence[str], *, whole: bool, most: int) -> Iterable[Fact]:
        """Give the facts that hold today and have all words, whole or begun, in the order of ids, and not more than `most`."""
        ...


def search(find: Find, text: str, first: int, after: str | None) -> Page[Found]:
    """Find people, accounts and deals: those called just so first, then those whose name has the words, then by name.

    Raises
    ------
    InvalidInput
        For a text that is too long, or a cursor of another list.
    """
    if len(text) > _LONGEST_TEXT:
        raise InvalidInput(
            f"The text has {len(text)} characters.", f"Search for at most {_LONGEST_TEXT}: a few words do.", ("text",)
        )
    start, asked = parse_key(after, SEARCH_KEY), search_words(text)
    found: dict[str, Found] = {}
    for whole in (True, False) if asked else ():
        for fact in find(asked, whole=whole, most=MOST_FOUND) if len(found) < MOST_FOUND else ():
            if isinstance(fact, Found) and len(found) < MOST_FOUND and has_words(fact, asked, whole=whole):
                found.setdefault(fact.id, fact)
    return page_of(((_key(fact, asked), fact) for fact in found.values()), first, start)


def search_words(text: str) -> tuple[str, ...]:
    """Give the words to find, each once.

    >>> search_words("Élise  DURAND-durand")
    ('elise', 'durand')
    """
    return _cut(words(text))


def fact_words(fact: Fact) -> tuple[str, ...]:
    """Give the words by which a fact is found; none for what is not found.

    >>> fact_words(Person(id="per_1", name="Élise Œuf", email="elise@exemplis.example", title="CIO"))
    ('elise', 'oeuf', 'cio', 'exemplis', 'example')
    """
    match fact:
        case Person():
            texts: tuple[str | None, ...] = (fact.name, fact.title, fact.email)
        case Account():
            texts = (fact.name, *fact.domains)
        case Deal():
            texts = (fact.name,)
        case _:
            return ()
    return _cut(word for text in texts if text for word in words(text))


def has_words(fact: Fact, asked: Sequence[str], *, whole: bool) -> bool:
    """Tell whether a fact has all words asked for, whole or begun."""
    return _all_in(asked, fact_words(fact), whole=whole)


def tokens(found: Iterable[str], space: str, spell: Callable[[str], str] = str) -> list[str]:
    """Give words as an index holds them: each under the workspace, so that no other's is found.

    >>> tokens(["ana", "bo"], "7")
    ['7_ana', '7_bo']
    """
    return [f"{space}_{spell(word)}" for word in found]


def _cut(found: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word[:_LONGEST_WORD] for word in found))[:_MOST_WORDS]


def _all_in(asked: Sequence[str], there: Sequence[str], *, whole: bool) -> bool:
    if whole:
        return set(asked) <= set(there)
    return all(any(word.startswith(beginning) for word in there) for beginning in asked)


def _key(fact: Found, asked: Sequence[str]) -> Key:
    name = search_words(fact.name)
    if set(name) == set(asked):
        place = 0
    elif _all_in(asked, name, whole=True):
        place = 1
    else:
        place = 2 if _all_in(asked, name, whole=False) else 3
    return (place, sort_name(fact.name), fact.id)
