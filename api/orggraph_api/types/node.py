"""What has a global id, and how to find it again."""

import strawberry

from orggraph.domain.deals import Deal, Escalation, Stakeholder
from orggraph.domain.people import Account, Person
from orggraph.domain.positions import Position
from orggraph.domain.relations import Influence, Tie
from orggraph.domain.signals import Signal


@strawberry.interface(description="Anything with a global id.")
class Node:
    """Anything with a global id."""

    id: strawberry.ID


NodeFact = Account | Person | Position | Deal | Stakeholder | Signal | Influence | Tie | Escalation
