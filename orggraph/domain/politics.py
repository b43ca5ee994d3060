"""Answers about the people of a deal: who weighs what, who agrees, who opposes, and what a reader should notice."""

from dataclasses import dataclass, field
from enum import StrEnum

from orggraph.domain.contributions import Contribution
from orggraph.domain.findings import BlockageDiagnosis, Parameters
from orggraph.domain.people import JobFunction


@dataclass(frozen=True, slots=True)
class FunctionConflict:
    """Two functions that pull apart: how far, and who could settle it."""

    one: JobFunction
    other: JobFunction
    distance: float
    lowest_common_manager_id: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Consensus:
    """How far those concerned agree, on where their stances settle. `pivot`: whose conversion would help most, and by how much."""

    polarisation: float
    disagreement: float
    between_functions: float
    conflicts: tuple[FunctionConflict, ...]
    pivot_id: str | None
    pivot_gain: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PoliticalWeight:
    """How much somebody counts, each part a share of the others they stand above. `sufficient`: could carry the decision alone."""

    person_id: str
    weight: float
    formal_authority: float
    social_power: float
    brokerage: float
    sufficient: bool | None
    contributions: tuple[Contribution, ...]


class Severity(StrEnum):
    """How much a warning matters."""

    INFO = "INFO"
    WARNING = "WARNING"
    CRITICAL = "CRITICAL"


class MapHealth(StrEnum):
    """Whether a deal's map can be relied on."""

    RED = "RED"
    AMBER = "AMBER"
    GREEN = "GREEN"


@dataclass(frozen=True, slots=True, kw_only=True)
class Insight:
    """A readable rule that applies: its code, and what it is worded with."""

    code: str
    severity: Severity
    parameters: Parameters = field(default_factory=dict)
    people: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Threat:
    """Somebody who may stand against the deal. `threat` = `opposes` times `leverage`; the contributions are logarithms of the two."""

    person_id: str
    threat: float
    opposes: float
    leverage: float
    unblocked_if_turned: float
    contributions: tuple[Contribution, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Coalition:
    """People of one mind who hear each other; power is their leverage together."""

    people: tuple[str, ...]
    leader_id: str
    power: float
    with_champion: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OppositionRisk:
    """What stands against the champion. `balance`: of the power in camps, the champion's share less the others', in [-1, 1]."""

    threats: tuple[Threat, ...]
    coalitions: tuple[Coalition, ...]
    balance: float
    alerts: tuple[Insight, ...]


@dataclass(frozen=True, slots=True)
class CampSplit:
    """People split so that as few signed ties as possible are at odds with the split; `exact` when no split has fewer."""

    camps: tuple[tuple[str, ...], ...]
    ties_at_odds: int
    exact: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DealPicture:
    """What holds for a deal, whether anybody calls or not; without stakeholders nobody agrees or opposes."""

    blockage: BlockageDiagnosis
    consensus: Consensus | None
    opposition: OppositionRisk | None
    insights: tuple[Insight, ...]
    map_health: MapHealth
