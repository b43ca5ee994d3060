"""Anything by its global id."""

from collections.abc import Callable, Collection
from typing import Any

from orggraph.domain import deals, people, relations
from orggraph.domain.ids import EntityKind, kind_of
from orggraph.usecases.listing import find_import
from orggraph.usecases.views import AccountView
from orggraph_api.context import Context
from orggraph_api.types.accounts import Account
from orggraph_api.types.deals import Deal
from orggraph_api.types.imports import ImportBatch
from orggraph_api.types.node import Node
from orggraph_api.types.people import Person, Position
from orggraph_api.types.signals import Escalation, Signal
from orggraph_api.types.stakeholders import Stakeholder
from orggraph_api.types.ties import Influence, Tie

Find = Callable[[AccountView, str], Node | None]


def _person(account: AccountView, node_id: str) -> Node | None:
    fact = account.snapshot.people.get(node_id)
    return Person.of(fact, account) if fact else None


def _position(account: AccountView, node_id: str) -> Node | None:
    seat = account.snapshot.seats.get(node_id)
    return Position.of(seat, account) if seat else None


def _deal(account: AccountView, node_id: str) -> Node | None:
    fact = account.snapshot.deals.get(node_id)
    return Deal.of(fact) if fact else None


def _stakeholder(account: AccountView, node_id: str) -> Node | None:
    found = (part for parts in account.snapshot.stakeholders.values() for part in parts if part.id == node_id)
    return next((Stakeholder.of(part, account) for part in found), None)


def _signal(account: AccountView, node_id: str) -> Node | None:
    found = (signal for signals in account.snapshot.signals.values() for signal in signals if signal.id == node_id)
    return next((Signal.of(signal, account) for signal in found), None)


def _escalation(account: AccountView, node_id: str) -> Node | None:
    return next((Escalation.of(call, account) for call in account.snapshot.escalations if call.id == node_id), None)


def _influence(account: AccountView, node_id: str) -> Node | None:
    return next((Influence.of(edge, account) for edge in account.snapshot.influences if edge.id == node_id), None)


def _tie(account: AccountView, node_id: str) -> Node | None:
    found = (tie for ties in account.snapshot.ties_of.values() for tie in ties if tie.id == node_id)
    return next((Tie.of(tie) for tie in found), None)


def _account(account: AccountView, node_id: str) -> Node | None:
    found = account.snapshot.account
    return Account.of(found) if found.id == node_id else None


_FIND: dict[EntityKind, Find] = {
    EntityKind.ACCOUNT: _account,
    EntityKind.PERSON: _person,
    EntityKind.POSITION: _position,
    EntityKind.DEAL: _deal,
    EntityKind.STAKEHOLDER: _stakeholder,
    EntityKind.SIGNAL: _signal,
    EntityKind.ESCALATION: _escalation,
    EntityKind.INFLUENCE: _influence,
    EntityKind.TIE: _tie,
}

_OF: dict[type[Any], Callable[[Any, Any], Any]] = {
    people.Person: Person.of,
    people.Account: lambda fact, _: Account.of(fact),
    deals.Deal: lambda fact, _: Deal.of(fact),
    relations.Tie: lambda fact, _: Tie.of(fact),
    relations.Influence: Influence.of,
}


def node_of(fact: Any, account: AccountView | None) -> Any:
    """Give a fact as the contract's type, for those types that name each other."""
    return _OF[type(fact)](fact, account)


def find_node(context: Context, node_id: str, views: Collection[AccountView]) -> Any:
    """Give anything by its id, out of some views if they have it; None when it is absent or hidden.

    An id that was merged away gives its successor.
    """
    kind = kind_of(node_id)
    if kind is EntityKind.BATCH:
        found = find_import(context.store, context.viewer, node_id)
        return ImportBatch.of(found) if found else None
    if kind not in _FIND:
        return None
    known = next((node for account in views if (node := _FIND[kind](account, node_id))), None)
    if known:
        return known
    account = context.view(node_id)
    if account is None:
        return None
    return _FIND[kind](account, node_id) or _FIND[kind](account, context.entity(node_id))
