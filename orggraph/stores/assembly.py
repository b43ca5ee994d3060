"""Facts out of a heap of single facts: each kind apart, in the order of ids, with nobody missing."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from operator import attrgetter
from typing import Any

from orggraph.domain.deals import Deal, Escalation, Stakeholder
from orggraph.domain.facts import Fact, Facts
from orggraph.domain.people import Account, Person
from orggraph.domain.positions import Line, Position
from orggraph.domain.relations import Influence, Tie
from orggraph.domain.signals import Signal


def needed_people(fact: Fact) -> tuple[str, ...]:
    """Name the people without whom a fact says nothing."""
    match fact:
        case Tie():
            return (fact.one_id, fact.other_id)
        case Influence():
            return (fact.from_id, fact.to_id)
        case Stakeholder():
            return (fact.person_id,)
        case Escalation():
            return (fact.caller_id, fact.target_id)
        case _:
            return ()


def mentioned_people(fact: Fact) -> Iterable[str]:
    """Name all the people of whom a fact speaks, wherever they are."""
    named: tuple[str | None, ...]
    match fact:
        case Position():
            named = (fact.holder_id,)
        case Deal():
            named = (fact.owner_id, fact.usual_contact_id)
        case Signal():
            named = (fact.person_id,)
        case _:
            return needed_people(fact)
    return [person_id for person_id in named if person_id is not None]


def _stays(line: Line, seated: Mapping[str, str]) -> bool:
    """Tell whether a line joins two seats of one account: who is elsewhere is nobody's manager here."""
    account = seated.get(line.report_id)
    return account is not None and (line.manager_id is None or seated.get(line.manager_id) == account)


def assemble(revision: int, as_of: date, account: Account, ours: Account | None, found: Iterable[Fact]) -> Facts:
    """Put facts together; what needs a person who is not among them is left out, and so is a line out of its account."""
    facts = list(found)
    present = {fact.id for fact in facts if isinstance(fact, Person)}
    seated = {fact.id: fact.account_id for fact in facts if isinstance(fact, Position)}
    whole: defaultdict[type, list[Any]] = defaultdict(list)
    for fact in facts:
        if _stays(fact, seated) if isinstance(fact, Line) else present.issuperset(needed_people(fact)):
            whole[type(fact)].append(fact)
    for kind in whole.values():
        kind.sort(key=attrgetter("id"))
    return Facts(
        revision=revision,
        as_of=as_of,
        account=account,
        ours=ours,
        people=tuple(whole[Person]),
        positions=tuple(whole[Position]),
        lines=tuple(whole[Line]),
        influences=tuple(whole[Influence]),
        ties=tuple(whole[Tie]),
        deals=tuple(whole[Deal]),
        stakeholders=tuple(whole[Stakeholder]),
        signals=tuple(whole[Signal]),
        escalations=tuple(whole[Escalation]),
    )
