"""Build the snapshot: the only place that rejects a graph, and the only one that guesses a seat from a person's title."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from orggraph.domain.facts import Facts
from orggraph.domain.people import Account, JobFunction, Person, Seniority
from orggraph.domain.positions import Position, ReportingKind
from orggraph.domain.relations import InfluenceKind
from orggraph.domain.titles import TitleContext, TitleReading
from orggraph.errors import InvalidInput
from orggraph.graph.snapshot import OrgSnapshot, Seat

T = TypeVar("T")
ReadTitle = Callable[[str, TitleContext], TitleReading]

EXECUTIVE_COMMITTEE = "executive_committee"
_RANKS = {rank: number for number, rank in enumerate(Seniority)}


def implied_position_id(person_id: str) -> str:
    """Name the seat of somebody who has none stated.

    >>> implied_position_id("per_1")
    'pos_per_1'
    """
    return f"pos_{person_id}"


def build(facts: Facts, read_title: ReadTitle) -> OrgSnapshot:
    """Index the facts, seat everybody, read every title once.

    Raises
    ------
    InvalidInput
        When a fact refers to somebody or something that is not among the facts.
    """
    people = {person.id: person for person in sorted(facts.people, key=lambda p: p.id)}
    seats = _seats(facts, people, read_title)
    _refuse_dangling(facts, people, seats)
    influences = tuple(sorted(facts.influences, key=lambda x: x.id))
    return OrgSnapshot(
        revision=facts.revision,
        as_of=facts.as_of,
        account=facts.account,
        ours=facts.ours,
        people=people,
        seats=seats,
        seat_of=_main_seats(seats),
        solid_lines=tuple(sorted((x for x in facts.lines if x.kind is ReportingKind.SOLID), key=lambda x: x.id)),
        dotted_lines=tuple(sorted((x for x in facts.lines if x.kind is ReportingKind.DOTTED), key=lambda x: x.id)),
        influences=influences,
        conflicts=tuple(edge for edge in influences if edge.kind is InfluenceKind.CONFLICT),
        ties_of=_grouped(
            (end, tie) for tie in sorted(facts.ties, key=lambda t: t.id) for end in (tie.one_id, tie.other_id)
        ),
        deals={deal.id: deal for deal in sorted(facts.deals, key=lambda d: d.id)},
        stakeholders=_grouped((s.deal_id, s) for s in sorted(facts.stakeholders, key=lambda s: s.id)),
        signals=_grouped((s.deal_id, s) for s in sorted(facts.signals, key=lambda s: (s.observed_on, s.id))),
        escalations=tuple(sorted(facts.escalations, key=lambda e: e.id)),
        deal_owners={deal.id: deal.owner_id for deal in (*facts.called_deals, *facts.deals) if deal.owner_id},
        expected_titles={
            part.id: read_title(part.expected_title, _context(facts.account))
            for part in facts.stakeholders
            if part.expected_title
        },
    )


def _seats(facts: Facts, people: Mapping[str, Person], read_title: ReadTitle) -> dict[str, Seat]:
    accounts = {account.id: account for account in (facts.account, facts.ours) if account}
    stated = {position.id: position for position in facts.positions}
    seated = {position.holder_id for position in stated.values()}
    implied = (implied_position(person) for person in people.values() if person.id not in seated and person.account_id)
    positions = [*stated.values(), *(position for position in implied if position)]
    return {
        p.id: _seat(p, people, accounts.get(p.account_id), read_title) for p in sorted(positions, key=lambda p: p.id)
    }


def implied_position(person: Person) -> Position | None:
    """Give the seat of somebody who has none stated; None for who has left or is of no account.

    >>> implied_position(Person(id="per_1", name="Ana", account_id="acc_1", title="CIO")).title
    'CIO'
    """
    if person.has_left or person.account_id is None:
        return None
    return Position(
        id=implied_position_id(person.id),
        account_id=person.account_id,
        title=person.title or "",
        department=person.department,
        holder_id=person.id,
    )


def _seat(position: Position, people: Mapping[str, Person], account: Account | None, read_title: ReadTitle) -> Seat:
    holder = people.get(position.holder_id) if position.holder_id else None
    if holder and (holder.has_left or holder.account_id != position.account_id):
        holder = None
    reading = read_title(position.title or (holder.title if holder else None) or "", _context(account))
    return Seat(
        position=position,
        holder=holder,
        reading=reading,
        seniority=(holder.seniority if holder else None) or reading.seniority,
        job_function=(holder.job_function if holder else None) or reading.job_function,
        on_executive_committee=any(reason.code == EXECUTIVE_COMMITTEE for reason in reading.reasons),
    )


def _context(account: Account | None) -> TitleContext:
    return TitleContext(account.industry, account.country, account.employee_count) if account else TitleContext()


def _main_seats(seats: Mapping[str, Seat]) -> dict[str, str]:
    """Give everybody their highest seat; between equals the one whose id comes first."""
    held: dict[str, str] = {}
    for seat in sorted(seats.values(), key=lambda s: (_RANKS[s.seniority], s.position.id)):
        if seat.holder:
            held.setdefault(seat.holder.id, seat.position.id)
    return held


def _refuse_dangling(facts: Facts, people: Mapping[str, Person], seats: Mapping[str, Seat]) -> None:
    known = people.keys() | seats.keys() | {deal.id for deal in facts.deals}
    named: list[tuple[str, str | None]] = [
        *((line.id, end) for line in facts.lines for end in (line.report_id, line.manager_id)),
        *((tie.id, end) for tie in facts.ties for end in (tie.one_id, tie.other_id)),
        *((edge.id, end) for edge in facts.influences for end in (edge.from_id, edge.to_id)),
        *((part.id, end) for part in facts.stakeholders for end in (part.deal_id, part.person_id)),
    ]
    for fact_id, end in named:
        if end is not None and end not in known:
            raise InvalidInput(
                f"{fact_id} refers to {end}, which is not among the facts.", "Import or restore what it names."
            )


def _grouped(pairs: Iterable[tuple[str, T]]) -> dict[str, tuple[T, ...]]:
    found: defaultdict[str, list[T]] = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return {key: tuple(values) for key, values in found.items()}


def unread(title: str, context: TitleContext) -> TitleReading:  # noqa: ARG001
    """Read nothing from a title: for a snapshot whose ranks are all stated.

    >>> unread("CEO", TitleContext()).seniority.name
    'UNKNOWN'
    """
    return TitleReading(Seniority.UNKNOWN, JobFunction.UNKNOWN, 0.0)
