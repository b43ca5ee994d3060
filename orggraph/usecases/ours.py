"""Our own account: found, or made when it is first spoken of."""

from datetime import date

from orggraph.domain.facts import Facts
from orggraph.domain.ids import EntityKind
from orggraph.domain.observations import Observation, Said
from orggraph.domain.people import Person
from orggraph.errors import InvalidInput
from orggraph.resolve.identity import OURS
from orggraph.resolve.normalise import name_key
from orggraph.stores.base import Reader


def our_record(reader: Reader, facts: Facts | None) -> str:
    """Give the key of our account's first record."""
    records = reader.records_of(facts.account.id) if facts else ()
    return records[0].key if records else OURS


def named_ours(reader: Reader, name: str | None, as_of: date) -> tuple[str, list[Observation]]:
    """Give our account's record, and what must be said for it to exist under that name."""
    return _named(reader, reader.facts(None, as_of), name)


def _named(reader: Reader, facts: Facts | None, name: str | None) -> tuple[str, list[Observation]]:
    key = our_record(reader, facts)
    if facts and (name is None or name == facts.account.name):
        return key, []
    said: Said = {"name": name, "is_ours": True} if name else {"is_ours": True}
    return key, [Observation(kind=EntityKind.ACCOUNT, subject=key, said=said, source="")]


def find_ours(reader: Reader, name: str, as_of: date) -> tuple[str, list[Observation]]:
    """Give the record of the one of ours who bears a name, and what must be said for them to exist."""
    facts = reader.facts(None, as_of)
    ours = [p for p in facts.people if p.account_id == facts.account.id] if facts else []
    same = [p for p in ours if name_key(p.name) == name_key(name)]
    if len(same) > 1:
        listed = ", ".join(f"{p.name} ({_told_apart(p)})" for p in same)
        raise InvalidInput(
            f"Several of ours are called {name}: {listed}.", "Give the id instead of the name.", ("input", "ownerId")
        )
    if same:
        return reader.records_of(same[0].id)[0].key, []
    company, said = _named(reader, facts, None)
    person = {"name": name.strip(), "company_key": company}
    key = f"ours:{name_key(name)}"
    return key, [*said, Observation(kind=EntityKind.PERSON, subject=key, said=person, source="")]


def _told_apart(person: Person) -> str:
    return f"{person.title or person.email or 'no title'}, {person.id}"
