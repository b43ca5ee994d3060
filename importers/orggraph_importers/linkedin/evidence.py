"""What the files of one member's archive tell of each contact, gathered and said at the end: counts and days, never words."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from orggraph.domain.ids import EntityKind
from orggraph.domain.importing import Emitted
from orggraph.domain.observations import JsonValue, Observation, company_record
from orggraph_importers.cells import name_key

Say = Callable[..., Observation]
"""Makes an observation of the archive's source."""


@dataclass(slots=True)
class _Contact:
    """What is known of one contact."""

    name: str | None = None
    sent: int = 0
    received: int = 0
    last_on: str = ""
    vouched_on: str = ""
    colleagues_until: str = ""


@dataclass(slots=True)
class Evidence:
    """Contacts by record key. Who is not among the connections is one only by messages that were answered."""

    say: Say
    owner_key: str
    _contacts: defaultdict[str, _Contact] = field(default_factory=lambda: defaultdict(_Contact))
    _connected: set[str] = field(default_factory=set)
    _named: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    _employed: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def noting(self, found: Iterable[Emitted]) -> Iterator[Emitted]:
        """Pass on what the connections say, and remember each by name and employer."""
        for emitted in found:
            if isinstance(emitted, Observation) and emitted.kind is EntityKind.PERSON:
                self._connected.add(emitted.subject)
                self._named[name_key(str(emitted.said["name"]))].add(emitted.subject)
                if company := emitted.said.get("company"):
                    self._employed[company_record(str(company))].add(emitted.subject)
            yield emitted

    def called(self, name: str) -> str | None:
        """Give the one connection of a name; None for nobody, or several."""
        found = self._named.get(name_key(name), ())
        return next(iter(found)) if len(found) == 1 else None

    def is_connected(self, key: str) -> bool:
        """Tell whether somebody is among the connections."""
        return key in self._connected

    def message(self, key: str, name: str, day: str, *, is_sent: bool) -> None:
        """Count a message."""
        contact = self._contacts[key]
        contact.name = contact.name or name
        contact.sent += is_sent
        contact.received += not is_sent
        contact.last_on = max(contact.last_on, day)

    def vouched(self, key: str, day: str) -> None:
        """Note a good word in public."""
        contact = self._contacts[key]
        contact.vouched_on = max(contact.vouched_on, day)

    def left(self, company: str, day: str) -> int:
        """Note who still works where the owner left, and tell how many do."""
        found = self._employed.get(company_record(company), ())
        for key in found:
            contact = self._contacts[key]
            contact.colleagues_until = max(contact.colleagues_until, day)
        return len(found)

    def observations(self) -> Iterator[Observation]:
        """Say of each contact what it comes to."""
        for key, contact in sorted(self._contacts.items()):
            said: dict[str, JsonValue] = {}
            if exchanges := min(contact.sent, contact.received):
                said |= {"exchanges": exchanges, "last_contact": contact.last_on}
            if contact.vouched_on:
                said["vouched_on"] = contact.vouched_on
            if contact.colleagues_until:
                said["colleagues_until"] = contact.colleagues_until
            if not said:
                continue
            if key not in self._connected:
                yield self.say(kind=EntityKind.PERSON, subject=key, said={"name": contact.name or key})
            yield self.say(kind=EntityKind.TIE, subject=key, said={"other": self.owner_key, **said})
