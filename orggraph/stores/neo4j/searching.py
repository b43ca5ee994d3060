"""The words of facts in the full-text index of a Neo4j database."""

import hashlib
from collections.abc import Sequence
from functools import lru_cache

from neo4j import Session

from orggraph.domain.facts import Fact
from orggraph.domain.ids import EntityKind
from orggraph.stores.bodies import fact_of
from orggraph.stores.neo4j.database import asking
from orggraph.stores.neo4j.queries import search as queries
from orggraph.stores.search import fact_words, tokens

_MOST = 2_000
_SEARCHED = (EntityKind.ACCOUNT, EntityKind.PERSON, EntityKind.DEAL)


@lru_cache(maxsize=1_024)
def space(workspace: str) -> str:
    """Give the short form of a workspace's name under which its words stand."""
    return hashlib.sha256(workspace.encode()).hexdigest()[:12]


def written_words(workspace: str, fact: Fact) -> str | None:
    """Give the words of a fact as the index holds them; None for a fact that is not found by words."""
    return " ".join(tokens(fact_words(fact), space(workspace))) or None


def expression(workspace: str, asked: Sequence[str], *, whole: bool) -> str:
    """Give the question to the index; words are letters and digits, so that no character of the user's text means anything in it.

    >>> expression("one", ["ana", "or"], whole=False)
    '+7692c3ad3540_ana* +7692c3ad3540_or*'
    """
    star = "" if whole else "*"
    return " ".join(f"+{token}{star}" for token in tokens(asked, space(workspace)))


def give_words(session: Session) -> None:
    """Give words to all facts of all workspaces; may be done again."""
    after = ""
    while names := [
        name for (name,) in session.execute_read(asking(queries.WORKSPACES, {"after": after, "most": _MOST}))
    ]:
        for name in names:
            for kind in _SEARCHED:
                _give(session, {"workspace": name, "kind": kind.value})
        after = names[-1]


def _give(session: Session, named: dict[str, str]) -> None:
    after = ""
    while rows := session.execute_read(asking(queries.UNSEARCHED, {**named, "after": after, "most": _MOST})):
        held = [
            {"id": i, "added": a, "since": s, "words": written_words(named["workspace"], fact_of(named["kind"], body))}
            for i, a, s, body in rows
        ]
        session.execute_write(asking(queries.PUT_WORDS, {**named, "many": {"rows": held}}))
        after = rows[-1][0]
