"""The snapshot: an account, ours and their links, indexed once, read by every analysis."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from orggraph.domain.deals import Deal, Escalation, Stakeholder
from orggraph.domain.people import Account, JobFunction, Person, Seniority
from orggraph.domain.positions import Line, Position
from orggraph.domain.relations import Influence, Tie
from orggraph.domain.signals import Signal
from orggraph.domain.titles import TitleReading


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """A position with its present holder, and what its title says; stated rank and function win over the title."""

    position: Position
    holder: Person | None
    reading: TitleReading
    seniority: Seniority
    job_function: JobFunction
    on_executive_committee: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OrgSnapshot:
    """One moment of one account beside ours. Sequences are in the order of ids, so that results never hang on row order."""

    revision: int
    as_of: date
    account: Account
    ours: Account | None
    people: Mapping[str, Person]
    seats: Mapping[str, Seat]
    """By position id; also the implied seat of everyone who has a title but no stated position."""
    seat_of: Mapping[str, str]
    """Person id -> the id of the position they mainly hold."""
    solid_lines: tuple[Line, ...]
    dotted_lines: tuple[Line, ...]
    influences: tuple[Influence, ...]
    conflicts: tuple[Influence, ...]
    """Those of the influences that are rivalries."""
    ties_of: Mapping[str, tuple[Tie, ...]]
    """Person id -> ties."""
    deals: Mapping[str, Deal]
    stakeholders: Mapping[str, tuple[Stakeholder, ...]]
    """Deal id -> stakeholders."""
    signals: Mapping[str, tuple[Signal, ...]]
    """Deal id -> signals, oldest first."""
    escalations: tuple[Escalation, ...]
    deal_owners: Mapping[str, str]
    """Deal id -> who of ours owns it; also of deals elsewhere for which calls were made."""
    expected_titles: Mapping[str, TitleReading]
    """Stakeholder id -> what the title says that they are expected to have."""

    def seat_held_by(self, person_id: str) -> Seat | None:
        """Give the seat that somebody mainly holds."""
        position_id = self.seat_of.get(person_id)
        return self.seats[position_id] if position_id else None

    def is_ours(self, person_id: str) -> bool:
        """Tell whether somebody works for us."""
        return self.ours is not None and self.people[person_id].account_id == self.ours.id
