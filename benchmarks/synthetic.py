"""Invented accounts of any size: a reporting forest of span 4 to 8, dotted lines, influence, ties, one deal. The same seed gives the same.

As facts, in a store, as the files that the importers read, and as the plain tables that a script would have.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random

from orggraph.domain.deals import BuyingRole, Deal, Escalation, Stakeholder, Stance
from orggraph.domain.facts import Fact, Facts, Version
from orggraph.domain.ids import EntityKind, content_id
from orggraph.domain.observations import Batch, ImportState
from orggraph.domain.people import Account, Person
from orggraph.domain.positions import Line, Position, ReportingKind
from orggraph.domain.relations import Influence, InfluenceKind, Tie
from orggraph.domain.signals import Signal, SignalKind
from orggraph.domain.viewer import LOCAL
from orggraph.stores.base import Publication, Store
from orggraph.stores.memory import MemoryStore
from orggraph.usecases.exporting import export

AS_OF = date(2026, 11, 24)
NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
OUR_PEOPLE = 40
THIRD_PARTIES = 20
STAKEHOLDERS = 25
INFLUENCES_EACH = 4
DOTTED_SHARE = 0.08
TIES_EACH = 0.7
"""Of theirs: how many contacts of ours know each of them on average."""

_FIRST = (
    "Anaïs Bruno Chloé David Élise Farid Gwen Hugo Inès Jonas Karim Léa Milo Nadia Oscar Petra Quentin Rosa Sam Théa"
)
_LAST = (
    "Arvieux Belcourt Castelran Dormeval Estrivel Fontriou Garmond Hautval Istrelle Jorvane Kermadec Lorsange Marvault"
)
_TRADES = "Finance Marketing Sales IT Operations Purchasing Legal Research Logistics Quality Customer-Service Data"
_EMPLOYERS = 6_000
"""Of all contacts; some employ many of them."""
_FORMS = ("SAS", "GmbH", "Ltd", "Group", "")
_STANCES = {BuyingRole.CHAMPION: 0.8, BuyingRole.ECONOMIC_BUYER: 0.6, BuyingRole.APPROVER: 0.3}
_SIGNALS = (
    SignalKind.NEED_CONFIRMED,
    SignalKind.VALUE_QUANTIFIED,
    SignalKind.BUDGET_CONFIRMED,
    SignalKind.TECHNICAL_FIT_CONFIRMED,
    SignalKind.CHAMPION_CONVINCED,
    SignalKind.WAITING_FOR_MANAGEMENT,
    SignalKind.CHAMPION_WONT_FORWARD,
    SignalKind.MEETING_POSTPONED,
    SignalKind.STAKEHOLDERS_DISAGREE,
    SignalKind.FOLLOW_UP_SENT,
)


def account(people: int, seed: int = 1) -> Facts:
    """Invent an account of so many people beside ours, with one stalled deal of 25 stakeholders."""
    return _World(people, Random(seed)).facts()  # noqa: S311 - invented, not secret


@dataclass
class _World:
    """What is being invented."""

    size: int
    rng: Random
    theirs: Account = field(
        default=Account(id=content_id(EntityKind.ACCOUNT, "theirs"), name="Aubrelia", employee_count=2000)
    )
    ours: Account = field(
        default=Account(id=content_id(EntityKind.ACCOUNT, "ours"), name="Velmont", is_ours=True, employee_count=200)
    )
    people: list[Person] = field(default_factory=list)
    positions: list[Position] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    above: dict[str, str] = field(default_factory=dict)
    """Person id -> the manager's."""

    def facts(self) -> Facts:
        clients = self._forest(self.theirs, self.size)
        sellers = self._forest(self.ours, OUR_PEOPLE)
        others = [self._person(None, f"third/{n}", "Consultant") for n in range(THIRD_PARTIES)]
        deal = Deal(
            id=content_id(EntityKind.DEAL, "deal"),
            name="Planning suite",
            account_id=self.theirs.id,
            owner_id=sellers[-1].id,
            usual_contact_id=clients[-1].id,
        )
        return Facts(
            revision=1,
            as_of=AS_OF,
            account=self.theirs,
            ours=self.ours,
            people=tuple(self.people),
            positions=tuple(self.positions),
            lines=tuple(self.lines),
            influences=tuple({edge.id: edge for edge in self._influences(clients)}.values()),
            ties=tuple({tie.id: tie for tie in self._ties(clients, sellers, others)}.values()),
            deals=(deal,),
            stakeholders=tuple(self._stakeholders(deal, clients)),
            signals=tuple(self._signals(deal)),
            escalations=tuple(self._calls(deal, clients, sellers)),
        )

    def _forest(self, home: Account, size: int) -> list[Person]:
        """Seat people below each other, 4 to 8 under each, the highest first."""
        seated = [(self._person(home, f"{home.name}/0", "Chief Executive Officer"), 0)]
        self._seat(home, seated[0][0], None)
        for manager, depth in seated:
            for _ in range(self.rng.randint(4, 8)):
                if len(seated) == size:
                    return [person for person, _ in seated]
                trade = self.rng.choice(_TRADES.split())
                person = self._person(home, f"{home.name}/{len(seated)}", _title(depth + 1, trade))
                self._seat(home, person, manager)
                seated.append((person, depth + 1))
        return [person for person, _ in seated]

    def _person(self, home: Account | None, key: str, title: str) -> Person:
        name = f"{self.rng.choice(_FIRST.split())} {self.rng.choice(_LAST.split())} {len(self.people)}"
        home_id = home.id if home else None
        person = Person(id=content_id(EntityKind.PERSON, key), name=name, account_id=home_id, title=title)
        self.people.append(person)
        return person

    def _seat(self, home: Account, person: Person, manager: Person | None) -> None:
        seat = _seat_id(person)
        self.positions.append(Position(id=seat, account_id=home.id, title=person.title or "", holder_id=person.id))
        self._line(home, seat, manager, ReportingKind.SOLID)
        if manager:
            self.above[person.id] = manager.id
            if self.rng.random() < DOTTED_SHARE and len(self.people) > INFLUENCES_EACH:
                near = [other for other in self.people[-9:-1] if other is not manager and other.account_id == home.id]
                self._line(home, seat, self.rng.choice(near), ReportingKind.DOTTED)

    def _line(self, home: Account, seat: str, manager: Person | None, kind: ReportingKind) -> None:
        upper = _seat_id(manager) if manager else None
        line_id = content_id(EntityKind.LINE, seat, kind, upper or "")
        self.lines.append(
            Line(
                id=line_id,
                account_id=home.id,
                report_id=seat,
                manager_id=upper,
                kind=kind,
                confidence=0.9,
                source="hr:invented",
            )
        )

    def _influences(self, clients: Sequence[Person]) -> Iterator[Influence]:
        """Let people weigh on their manager, and on some who stand near them."""
        kinds = list(InfluenceKind)
        for place, person in enumerate(clients):
            near = [clients[(place + self.rng.randint(1, 40)) % len(clients)].id for _ in range(INFLUENCES_EACH - 1)]
            for other in (*near, self.above.get(person.id)):
                if other and other != person.id:
                    kind = self.rng.choice(kinds)
                    yield Influence(
                        id=content_id(EntityKind.INFLUENCE, person.id, other, kind),
                        from_id=person.id,
                        to_id=other,
                        kind=kind,
                        weight=round(self.rng.uniform(0.1, 0.9), 2),
                        confidence=0.8,
                        source="user:ana",
                    )

    def _ties(self, clients: Sequence[Person], sellers: Sequence[Person], others: Sequence[Person]) -> Iterator[Tie]:
        for _ in range(int(TIES_EACH * len(clients))):
            yield self._tie(self.rng.choice(clients), self.rng.choice(sellers))
        for other in others:
            yield self._tie(other, self.rng.choice(sellers))
            yield from (self._tie(other, self.rng.choice(clients)) for _ in range(3))

        yield replace(self._tie(self._second_manager(clients), sellers[1]), strength=0.8)

    def _second_manager(self, clients: Sequence[Person]) -> Person:
        """Give the contact's N+2: somebody who decides, and whom one of ours knows well."""
        wanted = self.above[self.above[clients[-1].id]]
        return next(person for person in clients if person.id == wanted)

    def _tie(self, one: Person, other: Person) -> Tie:
        ends = sorted((one.id, other.id))
        return Tie(
            id=content_id(EntityKind.TIE, *ends),
            one_id=ends[0],
            other_id=ends[1],
            confidence=1.0,
            source="linkedin:invented",
            connected_on=AS_OF - timedelta(days=self.rng.randint(1, 4000)),
            last_contact=AS_OF - timedelta(days=self.rng.randint(1, 700)) if self.rng.random() < 0.3 else None,
        )

    def _stakeholders(self, deal: Deal, clients: Sequence[Person]) -> Iterator[Stakeholder]:
        """Let the contact be the champion, their N+2 buy, and the head approve."""
        contact = clients[-1].id
        roles = {
            clients[0].id: BuyingRole.APPROVER,
            self._second_manager(clients).id: BuyingRole.ECONOMIC_BUYER,
            contact: BuyingRole.CHAMPION,
        }
        others = [person.id for person in clients if person.id not in roles]
        for person in (*roles, *self.rng.sample(others, STAKEHOLDERS - len(roles))):
            role = roles.get(person, BuyingRole.INFLUENCER)
            value = _STANCES.get(role, round(self.rng.uniform(-0.3, 0.6), 1))
            yield Stakeholder(
                id=content_id(EntityKind.STAKEHOLDER, deal.id, person),
                deal_id=deal.id,
                person_id=person,
                roles=(role,),
                stance=Stance(value=value, confidence=0.7, source="user:ana", observed_on=AS_OF - timedelta(days=20)),
                salience=round(self.rng.uniform(0.2, 1.0), 1),
            )

    def _signals(self, deal: Deal) -> Iterator[Signal]:
        for place, kind in enumerate(_SIGNALS):
            yield Signal(
                id=content_id(EntityKind.SIGNAL, deal.id, str(place)),
                deal_id=deal.id,
                kind=kind,
                observed_on=AS_OF - timedelta(days=5 + 3 * place),
                source="user:ana",
            )

    def _calls(self, deal: Deal, clients: Sequence[Person], sellers: Sequence[Person]) -> Iterator[Escalation]:
        yield Escalation(
            id=content_id(EntityKind.ESCALATION, deal.id),
            deal_id=deal.id,
            caller_id=sellers[1].id,
            target_id=clients[1].id,
            made_on=AS_OF - timedelta(days=200),
        )


def _title(depth: int, trade: str) -> str:
    ranks = ("Chief {} Officer", "VP {}", "Director of {}", "{} Manager", "{} Specialist")
    return ranks[min(depth, len(ranks)) - 1].format(trade)


def _seat_id(person: Person) -> str:
    return content_id(EntityKind.POSITION, person.id)


def every(facts: Facts) -> Iterator[Fact]:
    """Go through all facts, of whatever kind."""
    yield from (one for one in (facts.account, facts.ours) if one)
    for part in fields(facts):
        if isinstance(held := getattr(facts, part.name), tuple):
            yield from held


def fill(store: Store, facts: Facts) -> None:
    """Put facts into an empty store."""
    batch = Batch(id="bat_invented", importer="invented", author="ana", started_at=NOW, state=ImportState.DONE)
    versions = {fact.id: (Version(fact),) for fact in every(facts)}
    store.publish(LOCAL, Publication(base_revision=0, batch=batch, facts=versions))


def document(facts: Facts) -> bytes:
    """Give the interchange document of an account."""
    store = MemoryStore()
    fill(store, facts)
    return export(store, LOCAL)


def org_chart(facts: Facts) -> bytes:
    """Give the client's org chart as a CSV file."""
    held = {seat.id: seat.holder_id for seat in facts.positions}
    manager = {held[line.report_id]: held.get(line.manager_id or "") for line in facts.lines if line.kind == "SOLID"}
    theirs = [person for person in facts.people if person.account_id == facts.account.id]
    rows = ((p.id, p.name, p.title, manager[p.id] or "") for p in theirs)
    return _csv(("id", "name", "title", "manager id"), rows)


def connections(rows: int, seed: int = 1) -> bytes:
    """Give an address book as LinkedIn exports it: few e-mail addresses, some closed members, post-nominals, accents."""
    rng = Random(seed)  # noqa: S311 - invented, not secret
    notes = b'Notes:\n"Some e-mail addresses are missing."\n\n'
    header = ("First Name", "Last Name", "URL", "Email Address", "Company", "Position", "Connected On")
    return notes + _csv(header, (_connection(rng, number) for number in range(rows)))


def _connection(rng: Random, number: int) -> tuple[str, ...]:
    day = AS_OF - timedelta(days=rng.randint(1, 5000))
    connected = f"{day:%d %b %Y}"
    if rng.random() < 0.01:
        return ("", "", "", "", "", "", connected)
    employer = int(_EMPLOYERS * rng.random() ** 2)
    first, last = rng.choice(_FIRST.split()), f"{rng.choice(_LAST.split())}-{rng.randint(1, 400)}"
    return (
        first,
        f"{last}, MBA" if rng.random() < 0.03 else last,
        f"https://www.linkedin.com/in/{last.lower()}-{number}",
        f"{last.lower()}.{number}@mail.example" if rng.random() < 0.05 else "",
        f"Company {employer} {_FORMS[employer % len(_FORMS)]}",
        _title(rng.randint(1, 5), rng.choice(_TRADES.split())),
        connected,
    )


def tables(facts: Facts, folder: Path) -> None:
    """Write each kind of fact as a CSV file of its own, as a script would be given them."""
    for part in fields(facts):
        if isinstance(held := getattr(facts, part.name), tuple) and held:
            (folder / f"{part.name}.csv").write_bytes(_csv(*columns(held)))


def columns(held: Sequence[Fact]) -> tuple[tuple[str, ...], list[tuple[object, ...]]]:
    """Give facts of one kind as the names of their plain columns and as rows."""
    names = tuple(part.name for part in fields(held[0]) if part.name not in ("stance", "keys"))
    return names, [tuple(_cell(getattr(fact, name)) for name in names) for fact in held]


def _cell(value: object) -> object:
    if isinstance(value, tuple):
        return "|".join(str(one) for one in value)
    return value if value is None or isinstance(value, int | float) else str(value)


def _csv(header: Iterable[str], rows: Iterable[Iterable[object]]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue().encode()
