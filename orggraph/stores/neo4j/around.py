"""What Neo4j answers about one date, in as few round trips as it can."""

from collections.abc import Callable, Collection
from datetime import date
from functools import cached_property
from typing import Any

from orggraph.domain.facts import Fact
from orggraph.domain.ids import EntityKind, kind_of
from orggraph.domain.people import Account
from orggraph.stores.bodies import fact_of
from orggraph.stores.neo4j.database import Rows
from orggraph.stores.neo4j.queries import questions
from orggraph.stores.neo4j.queries.vocabulary import EDGE_TYPES, NODE_KINDS


class FactsOfDay:
    """The facts of a reading that hold on one date. What leads from the anchor to its account is asked for at once."""

    def __init__(
        self, ask: Callable[..., Rows], successor: Callable[[str], str], revision: int, as_of: date, anchor: str | None
    ) -> None:
        self.revision = revision
        self._ask_moment = ask
        self._successor = successor
        self._day = as_of.isoformat()
        self._anchor = anchor

    def ours(self) -> Account | None:
        """Give our account."""
        found = self._around["ours"].values()
        return next((fact for fact in found if isinstance(fact, Account)), None)

    def successor(self, identifier: str) -> str:
        """Follow what an id was merged into."""
        if identifier == self._anchor and not self._alias:
            return identifier
        return self._successor(identifier)

    def by_id(self, ids: Collection[str]) -> list[Fact]:
        """Give the facts with these ids."""
        known = self._around["fact"]
        found = [known[one] for one in ids if one in known]
        missing: dict[str, list[str]] = {}
        for one in ids:
            for kind in self._kinds(one) if one not in known else ():
                missing.setdefault(kind, []).append(one)
        for kind, named in missing.items():
            for query in _by_id(kind):
                found.extend(self._ask(query, kind=kind, many={"ids": named}))
        return found

    def homes(self, account_ids: Collection[str]) -> list[Fact]:
        """Give what belongs to accounts and to their deals, and all escalations."""
        return self._ask(questions.HOMES, many={"accounts": list(account_ids)})

    def edges_at(self, people: Collection[str]) -> list[Fact]:
        """Give the ties and influences of people."""
        return self._ask(questions.EDGES_AT, many={"people": list(people)})

    def edges_among(self, people: Collection[str]) -> list[Fact]:
        """Give the ties and influences among people."""
        return self._ask(questions.EDGES_AMONG, many={"people": list(people)})

    def ties_to(self, strangers: Collection[str], people: Collection[str]) -> list[Fact]:
        """Give the ties of strangers to people, whoever of them is named first."""
        return self._ask(questions.TIES_TO, many={"strangers": list(strangers), "people": list(people)})

    @cached_property
    def _answer(self) -> Rows:
        anchor = self._anchor or ""
        kind = kind_of(anchor)
        return self._ask_moment(questions.ANCHOR, day=self._day, id=anchor, kind=kind.value if kind else "")

    @cached_property
    def _alias(self) -> bool:
        return any(role == "alias" for role, _, _ in self._answer)

    @cached_property
    def _around(self) -> dict[str, dict[str, Fact]]:
        around: dict[str, dict[str, Fact]] = {"ours": {}, "fact": {}}
        for role, kind, body in self._answer:
            if role != "alias":
                fact = fact_of(kind, body)
                around[role][fact.id] = fact
        return around

    def _kinds(self, identifier: str) -> tuple[str, ...]:
        """Tell which kinds of facts an id may be of; of what was asked first as a node, it is known that it is not there."""
        kind = kind_of(identifier)
        if kind is None:
            return tuple(one.value for one in EntityKind)
        absent = identifier == self._anchor and kind.value in NODE_KINDS
        return () if absent else (kind.value,)

    def _ask(self, query: str, **more: Any) -> list[Fact]:
        rows = self._ask_moment(query, day=self._day, **more)
        return [fact_of(kind, body) for kind, bodies in rows for body in bodies]


def _by_id(kind: str) -> list[str]:
    """Give the questions that find facts of a kind by id."""
    if kind in NODE_KINDS:
        return [questions.FACTS_BY_ID]
    return [questions.EDGES_BY_ID[name] for name, of in EDGE_TYPES.items() if of == kind]
