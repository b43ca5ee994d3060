"""Fields that give an opinion on somebody: which of them an operation read is noted, and logged when it ends."""

from collections.abc import Callable
from typing import Any

import strawberry
from strawberry.extensions import FieldExtension

from orggraph.domain.deals import Escalation
from orggraph.domain.signals import Signal
from orggraph.usecases.auditing import OpinionsRead

Note = Callable[[OpinionsRead, Any], None]


class Opinion(FieldExtension):
    """Notes whose opinion a field gave, where it gave one."""

    def __init__(self, note: Note = OpinionsRead.part) -> None:
        self._note = note

    def resolve(self, next_: Callable[..., Any], source: Any, info: Any, **given: Any) -> Any:
        """Give the field, and note it."""
        value = next_(source, info, **given)
        if value is not None:
            self._note(info.context.opinions, source.fact)
        return value


def opinion(note: Note = OpinionsRead.part) -> Any:
    """Declare a plain field that gives an opinion."""
    return strawberry.field(extensions=[Opinion(note)])


def noted_of_signal(read: OpinionsRead, fact: Signal) -> None:
    """Note that words about a signal were read."""
    read.note(fact.deal_id, fact.person_id)


def noted_of_call(read: OpinionsRead, fact: Escalation) -> None:
    """Note that words about a call were read."""
    read.note(fact.deal_id, fact.target_id)
