"""What an SQLite file answers about one date."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date

from orggraph.domain.deals import Deal, Escalation
from orggraph.domain.facts import Fact
from orggraph.domain.people import Account
from orggraph.stores.bodies import text
from orggraph.stores.sqlite import questions

Ask = Callable[..., list[Fact]]
"""Answers a question about a date: the facts that hold on it."""


@dataclass(frozen=True, slots=True)
class FactsOfDay:
    """The facts of a reading that hold on one date."""

    revision: int
    successor: Callable[[str], str]
    ask: Ask
    as_of: date

    def ours(self) -> Account | None:
        """Give our account."""
        return next((fact for fact in self._ask(questions.OURS) if isinstance(fact, Account)), None)

    def by_id(self, ids: Collection[str]) -> list[Fact]:
        """Give the facts with these ids."""
        return self._ask(questions.FACTS_BY_ID, ids)

    def homes(self, account_ids: Collection[str]) -> list[Fact]:
        """Give what belongs to accounts and to their deals, and all escalations."""
        own = self._ask(questions.FACTS_UNDER, account_ids)
        deals = sorted(fact.id for fact in own if isinstance(fact, Deal))
        parts = [fact for fact in self._ask(questions.FACTS_UNDER, deals) if not isinstance(fact, Escalation)]
        return [*own, *parts, *self._ask(questions.CALLS)]

    def edges_at(self, people: Collection[str]) -> list[Fact]:
        """Give the ties and influences of people."""
        return self._ask(questions.EDGES_AT, people)

    def edges_among(self, people: Collection[str]) -> list[Fact]:
        """Give the ties and influences among people."""
        return self._ask(questions.EDGES_AMONG, people)

    def ties_to(self, strangers: Collection[str], people: Collection[str]) -> list[Fact]:
        """Give the ties of strangers to people, whoever of them is named first."""
        return self._ask(questions.TIES_TO, strangers, people)

    def _ask(self, question: str, *lists: Collection[str]) -> list[Fact]:
        return self.ask(question, self.as_of, *(text(list(named)) for named in lists))
