"""The words of facts in the full-text index of an SQLite file."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from sqlite3 import Connection

from orggraph.domain.facts import Fact
from orggraph.stores.bodies import Body, fact_of, text
from orggraph.stores.search import fact_words, tokens
from orggraph.stores.sqlite import commands


def written_words(workspace: int, fact: Fact) -> str:
    """Give the words of a fact as the index holds them."""
    return " ".join(tokens(fact_words(fact), str(workspace), spelled))


def words_of(workspace: int, kind: str, body: Body) -> str:
    """Give the words of a fact as it is kept; a migration calls this from SQL."""
    return written_words(workspace, fact_of(kind, body))


@lru_cache(maxsize=65_536)
def spelled(word: str) -> str:
    """Spell a word with the few characters that the index takes as they are; the beginning of one begins it here too.

    >>> spelled("ana"), spelled("анна")
    ('ana', '_000430_00043d_00043d_000430')
    """
    if word.isascii() and word == word.lower():
        return word
    return "".join(c if c.isascii() and (c.islower() or c.isdigit()) else f"_{ord(c):06x}" for c in word)


def expression(workspace: int, asked: Sequence[str], *, whole: bool) -> str:
    """Give the question to the index; no character of the user's text means anything in it.

    >>> expression(7, ["ana", "or"], whole=False)
    '"7_ana"* "7_or"*'
    """
    star = "" if whole else "*"
    return " ".join(f'"{token}"{star}' for token in tokens(asked, str(workspace), spelled))


def forget(connection: Connection, workspace: int, ids: Iterable[str] | None = None) -> None:
    """Take the words of facts out, before the facts go: those with some ids, or all of a workspace."""
    if ids is None:
        connection.execute(commands.FORGET_ALL_WORDS, (workspace,))
    else:
        connection.execute(commands.FORGET_WORDS, (workspace, text(list(ids))))


def add(connection: Connection, workspace: int, numbered: Iterable[tuple[int, Fact]]) -> None:
    """Add the words of facts."""
    found = ((number, written_words(workspace, fact)) for number, fact in numbered)
    connection.executemany(commands.ADD_WORDS, ((number, held) for number, held in found if held))
