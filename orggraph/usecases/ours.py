"""Our own account and our own people, as an import names them beside its file.

What an import needs is said by it, even where it is known already: so an earlier import can be undone without taking that away.
"""

from datetime import date

from orggraph.domain.ids import EntityKind
from orggraph.domain.observations import Observation, Said, Source
from orggraph.domain.people import Person
from orggraph.errors import InvalidInput
from orggraph.resolve.identity import OURS
from orggraph.resolve.normalise import name_key
from orggraph.stores.base import Reader

SOURCE = f"{Source.OTHER.value}:import"
"""Any file that says more of our people knows better than whoever merely named them."""
_CONFIDENCE = 0.5


def ours_named(name: str | None = None) -> Observation:
    """Say that our account exists, and what it is called where that is known."""
    said: Said = {"is_ours": True, "name": name} if name else {"is_ours": True}
    return Observation(kind=EntityKind.ACCOUNT, subject=OURS, said=said, source=SOURCE, confidence=_CONFIDENCE)


def one_of_ours(reader: Reader, name: str, as_of: date) -> tuple[str, tuple[Observation, ...]]:
    """Give the record of the one of ours who bears a name, and what is to be said for them to exist."""
    facts = reader.facts(None, as_of)
    ours = [p for p in facts.people if p.account_id == facts.account.id] if facts else []
    same = [p for p in ours if name_key(p.name) == name_key(name)]
    if len(same) > 1:
        listed = ", ".join(f"{p.name} ({_told_apart(p)})" for p in same)
        raise InvalidInput(
            f"Several of ours are called {name}: {listed}.", "Give the id instead of the name.", ("input", "ownerId")
        )
    return _stated(f"ours:{name_key(name)}", {"name": name.strip()})


def this_of_ours(name: str, key: str) -> tuple[str, tuple[Observation, ...]]:
    """Give the record of one of ours who was chosen by what they are known as, and what is to be said for them to exist."""
    return _stated(f"ours:{name_key(name)}/{key}", {"name": name, "keys": [key]})


def _stated(key: str, said: Said) -> tuple[str, tuple[Observation, ...]]:
    person = Observation(
        kind=EntityKind.PERSON, subject=key, said={**said, "company_key": OURS}, source=SOURCE, confidence=_CONFIDENCE
    )
    return key, (ours_named(), person)


def _told_apart(person: Person) -> str:
    return f"{person.title or person.email or 'no title'}, {person.id}"
