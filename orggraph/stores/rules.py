"""Rules that hold in every store, and how it says no."""

from collections.abc import Iterable
from datetime import date

from orggraph.domain.deals import Escalation
from orggraph.domain.facts import Fact, Record
from orggraph.domain.ids import EntityKind
from orggraph.domain.observations import Batch
from orggraph.domain.people import Account, Person
from orggraph.domain.relations import Influence, Tie
from orggraph.domain.signals import Signal
from orggraph.errors import ConflictError, DuplicateError, OvertakenError, TakenUpError, TooLargeError
from orggraph.stores.base import Publication
from orggraph.stores.keys import Token

_SEAT_PREFIX = f"{EntityKind.POSITION}_"
_IMPLIED_SEAT_PREFIX = f"{_SEAT_PREFIX}{EntityKind.PERSON}_"


def seat_owner(identifier: str) -> str | None:
    """Give the person of an implied seat, whose id is made of the person's.

    >>> seat_owner("pos_per_1"), seat_owner("pos_1")
    ('per_1', None)
    """
    return identifier.removeprefix(_SEAT_PREFIX) if identifier.startswith(_IMPLIED_SEAT_PREFIX) else None


def through(ends_of_edge: Iterable[Fact | None], ours: Account | None) -> Person | None:
    """Give the person through whom a tie or an influence is found: the end that is not ours, for its account holds both."""
    people = [end for end in ends_of_edge if isinstance(end, Person)]
    theirs = (person for person in people if ours is None or person.account_id != ours.id)
    return next(theirs, people[0] if people else None)


def ends(edge: Fact) -> frozenset[str]:
    """Give the two people of a tie or an influence; other facts have none."""
    match edge:
        case Tie():
            return frozenset((edge.one_id, edge.other_id))
        case Influence():
            return frozenset((edge.from_id, edge.to_id))
        case _:
            return frozenset()


def activity_of(fact: Signal | Escalation) -> date | None:
    """Give the day on which something was seen or a call was made; a call that is only planned is none."""
    return fact.observed_on if isinstance(fact, Signal) else fact.made_on


def revived_ids(publication: Publication) -> frozenset[str]:
    """Name the entities that stand for themselves from now on, whatever they were merged into before."""
    revived = {entity_id for entity_id, versions in publication.facts.items() if versions}
    revived.update(record.entity_id for record in publication.records)
    revived.update(new for old, new in publication.moved.items() if old == new or new not in publication.moved)
    return frozenset(revived)


def latest_records(publication: Publication) -> tuple[Record, ...]:
    """Give the records of a publication; of two under one key the later, in the place of the first."""
    return tuple({(record.kind, record.key): record for record in publication.records}.values())


def outdated(base_revision: int, revision: int) -> OvertakenError:
    """Say that somebody else was first."""
    return OvertakenError(
        f"The workspace changed meanwhile: this was made for revision {base_revision}, and it is at {revision}.",
        "Read again and repeat the change.",
    )


def already_published(batch: Batch) -> OvertakenError:
    """Say that a published batch cannot grow: somebody sent the same at once, and was first."""
    return OvertakenError(f"The batch {batch.id} is already published.", "Say the rest in a new batch.")


def refuse_more_than(most: int | None, found: int) -> None:
    """Refuse to give all that was ever said where that is too much."""
    if most is not None and found > most:
        raise TooLargeError(
            f"More than {most:,} statements were made in this workspace.", "Ask what is known now, without knownAt."
        )


def workspace_taken(workspace: str) -> ConflictError:
    """Say that an archive cannot be restored over a workspace."""
    return ConflictError(f"The workspace {workspace} is not empty.", "Restore into an empty store.")


def being_restored(workspace: str) -> ConflictError:
    """Say that nothing can be written beside an archive that is being restored."""
    return ConflictError(
        f"The workspace {workspace} is being restored from an archive.",
        "Wait until it is there whole; if that was cut off, give the same command again.",
    )


def held_elsewhere(batch_id: str) -> TakenUpError:
    """Say that another process works on an import."""
    return TakenUpError(f"Import {batch_id} was taken up by another process.", "Follow it there: it goes on.")


def token_taken(token: Token) -> DuplicateError:
    """Say that a token's name is taken."""
    return DuplicateError(f"There is already a token called {token.name}, or there was.", "Choose another name.")
