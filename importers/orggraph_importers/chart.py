"""The rows of an org chart, joined: people, their seats, and who reports to whom."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from orggraph.domain.ids import EntityKind
from orggraph.domain.importing import Emitted
from orggraph.domain.observations import Observation, RowProblem, Said, Taken, company_record
from orggraph_importers.managers import Managers
from orggraph_importers.reading import Sheet
from orggraph_importers.seats import Roster, Seat, SeatReader

BECOMES: Mapping[str, str] = MappingProxyType(
    {
        "id": "which seat and which person it is",
        "name": "the person's name; a seat without, or named `vacant`, `open`, `à pourvoir` and the like, is a vacant seat",
        "first_name": "the person's name, before the last name",
        "last_name": "the person's name",
        "title": "the title of the seat and of who holds it",
        "department": "the department of both",
        "email": "the person's e-mail address",
        "manager_id": "the line to the manager's seat, by id",
        "manager_email": "the same, by e-mail address",
        "manager": "the same, by whatever it is: id, e-mail address or name",
        "dotted": "the dotted line to a functional manager's seat, by whatever it is",
        "status": "nothing of its own: who is inactive, left, disabled or a guest is skipped",
        "profile_url": "who it is on LinkedIn, by the part after `/in/`",
        "seniority": "the person's level, where ours has it; else the title tells",
        "assistant": "the level of an assistant, where it is true",
    }
)
"""What the fields of a chart become."""

CONFIDENCE = 0.9
"""A personnel file is right about who sits where, but for what changed since it was written."""


def chart_source(family: str, company: str) -> str:
    """Name the source that a chart of an organisation is.

    >>> chart_source("hr", "Exemplis SAS")
    'hr:exemplis sas'
    """
    return f"{family}:{company_record(company).removeprefix('company:')}"


class Chart:
    """One file's seats, joined."""

    def __init__(self, roster: Roster, company: str, confidence: float = CONFIDENCE) -> None:
        self.company = company
        self.roster = roster
        self.confidence = confidence

    @classmethod
    def of(cls, sheet: Sheet, company: str) -> "Chart":
        """Take a table as the personnel file of an organisation."""
        return cls(SeatReader(sheet, chart_source("hr", company)), company)

    def emitted(self) -> Iterator[Emitted]:
        """Read the rows, join them, and say what they come to."""
        yield from self.roster.read()
        if self.roster.seats:
            yield self._said(EntityKind.ACCOUNT, company_record(self.company), {"name": self.company})
        managers = Managers(self.roster.problem, self.roster.seats)
        yield from managers.join()
        yield from managers.loops()
        for seat in self.roster.seats:
            yield from self._seat(seat)
            yield from self._dotted(seat, managers)

    def _seat(self, seat: Seat) -> Iterator[Emitted]:
        yield Taken("vacant seat" if seat.is_vacant else "person")
        about: dict[str, str] = {"company": self.company}
        about |= {name: value for name, value in (("title", seat.title), ("department", seat.department)) if value}
        if not seat.is_vacant:
            more = {"name": seat.name, "email": seat.email} if seat.email else {"name": seat.name}
            yield self._said(EntityKind.PERSON, seat.person_key, {**about, **more, **seat.more})
        holder = None if seat.is_vacant else seat.person_key
        yield self._said(EntityKind.POSITION, seat.key, {**about, "holder": holder})
        if seat.line_is_known and (seat.above or self.roster.says_tops):
            yield self._line(seat, seat.above, "SOLID")

    def _dotted(self, seat: Seat, managers: Managers) -> Iterator[Emitted]:
        for reference in seat.dotted:
            found = managers.find(seat, "dotted", reference)
            if isinstance(found, RowProblem):
                yield found
            elif found and found is not seat:
                yield self._line(seat, found, "DOTTED")

    def _line(self, seat: Seat, above: Seat | None, kind: str) -> Observation:
        said: Said = {"company": self.company, "manager": above.key if above else None, "kind": kind}
        return self._said(EntityKind.LINE, seat.key, said)

    def _said(self, kind: EntityKind, subject: str, said: Said) -> Observation:
        return Observation(kind=kind, subject=subject, said=said, source=self.roster.source, confidence=self.confidence)
