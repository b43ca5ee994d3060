"""Seats and reporting lines. A seat outlives its holder: a line joins seats, a promotion is a move to a seat."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class ReportingKind(StrEnum):
    """SOLID is the hierarchical line, DOTTED a functional one."""

    SOLID = "SOLID"
    DOTTED = "DOTTED"


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """A seat at an account; vacant without a holder."""

    id: str
    account_id: str
    title: str
    department: str | None = None
    holder_id: str | None = None
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One source's claim that a seat reports to another; without a manager seat, that nobody stands above it."""

    id: str
    account_id: str
    report_id: str
    manager_id: str | None
    kind: ReportingKind
    confidence: float
    source: str
    since: date | None = None
    until: date | None = None
