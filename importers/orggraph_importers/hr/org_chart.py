"""An org chart as a table: one row a seat, its manager by id, e-mail or name. `id, name, title, department, manager id` needs no mapping."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from orggraph.domain.ids import EntityKind
from orggraph.domain.importing import Emitted, Entry, ImportContext, Recognised
from orggraph.domain.observations import Observation, RowProblem, Said, company_record
from orggraph.errors import InvalidInput
from orggraph_importers.reading import Sheet, find_sheet, folded

CONFIDENCE = 0.9
"""A personnel file is right about who sits where, but for what changed since it was written."""

_ALIASES: Mapping[str, Sequence[str]] = {
    "id": ("id", "employee id", "employee #", "person id", "personid", "matricule", "identifiant", "position id"),
    "name": ("name", "full name", "nom complet", "display name", "employee name", "nom et prenom"),
    "first_name": ("first name", "prenom", "given name"),
    "last_name": ("last name", "nom", "nom de famille", "surname"),
    "title": ("title", "job title", "position", "poste", "fonction", "intitule du poste", "intitule"),
    "department": ("department", "service", "direction", "departement", "division", "team"),
    "email": ("email", "e mail", "work email", "email address", "adresse e mail", "courriel"),
    "manager": (
        "manager id", "manager", "reports to", "reportsto", "boss id", "supervisorid", "supervisor id", "supervisor", "manager name",
        "manager email", "reports to email", "n+1", "responsable", "responsable hierarchique", "manager e mail", "id manager",
    ),
    "dotted": ("dotted manager id", "dotted line manager", "dotted manager", "dotted line manager id", "responsable fonctionnel", "manager fonctionnel"),
}  # fmt: skip
_VACANT = frozenset(
    {
        "",
        "vacant",
        "(vacant)",
        "vacante",
        "poste vacant",
        "a pourvoir",
        "tbh",
        "tbd",
        "open position",
        "n/a",
        "na",
        "open",
    }
)


@dataclass(slots=True)
class _Seat:
    """One row."""

    line: int
    id: str
    name: str
    title: str
    department: str
    email: str
    manager: str
    dotted: str
    key: str = ""
    above: "_Seat | None" = None
    looped: bool = field(default=False)

    @property
    def vacant(self) -> bool:
        return folded(self.name) in _VACANT


@dataclass(frozen=True, slots=True)
class OrgChart:
    """People, their seats, and who reports to whom."""

    name: str = "hr.org_chart"
    needs_owner: bool = False
    needs_company: bool = True

    def identify(self, entries: Sequence[Entry]) -> Recognised | None:
        """Claim a table that has a name, a title or an id, and a manager."""
        sheet = _sheet(entries)
        return Recognised(confidence=0.8, columns=sheet.columns()) if sheet else None

    def parse(self, entries: Sequence[Entry], context: ImportContext) -> Iterator[Emitted]:
        """Read all rows, then join them: a manager may stand after those who report to them."""
        sheet = _sheet(entries)
        if sheet is None:
            return
        if not context.company:
            raise InvalidInput(
                f"{sheet.file} does not say which organisation it describes.", "Name it with --account NAME."
            )
        yield from _Chart(sheet, context.company).emitted()


class _Chart:
    """One file's rows, joined."""

    def __init__(self, sheet: Sheet, company: str) -> None:
        self.sheet = sheet
        self.company = company
        self.source = f"hr:{company_record(company).removeprefix('company:')}"
        self.seats: list[_Seat] = []
        self.by: dict[str, defaultdict[str, list[_Seat]]] = {
            name: defaultdict(list) for name in ("id", "email", "name")
        }

    def emitted(self) -> Iterator[Emitted]:
        yield self._said(EntityKind.ACCOUNT, company_record(self.company), {"name": self.company})
        for found in self.sheet.rows():
            problem = found if isinstance(found, RowProblem) else self._take(*found)
            if problem:
                yield problem
        problems = [problem for seat in self.seats if (problem := self._join(seat))]
        yield from problems
        yield from self._loops()
        for seat in self.seats:
            yield from self._seat(seat)

    def _take(self, line: int, row: list[str]) -> RowProblem | None:
        def cell(name: str) -> str:
            place = self.sheet.fields.get(name)
            return row[place].strip() if place is not None else ""

        name = cell("name") or " ".join(part for part in (cell("first_name"), cell("last_name")) if part)
        seat = _Seat(
            line, cell("id"), name, cell("title"), cell("department"), cell("email"), cell("manager"), cell("dotted")
        )
        if seat.vacant and not seat.title:
            return self.sheet.problem(
                line, "name", "The row has neither a name nor a title.", "Fill one in, or delete the row."
            )
        named = seat.id or seat.email or (folded(seat.name) if not seat.vacant else f"row {line}")
        seat.key = f"{self.source}/{named}"
        if seat.id and self.by["id"][seat.id]:
            other = self.by["id"][seat.id][0].line
            return self.sheet.problem(
                line, "id", f"Row {other} already has the id {seat.id}.", "Give each row an id of its own."
            )
        self.seats.append(seat)
        for kind, value in (
            ("id", seat.id),
            ("email", seat.email.casefold()),
            ("name", "" if seat.vacant else folded(seat.name)),
        ):
            if value:
                self.by[kind][value].append(seat)
        return None

    def _find(self, seat: _Seat, reference: str, column: str) -> _Seat | RowProblem | None:
        """Find whom a manager cell names; blank or oneself is nobody."""
        if not reference:
            return None
        for kind, value in (("id", reference), ("email", reference.casefold()), ("name", folded(reference))):
            found = self.by[kind].get(value, [])
            if len(found) > 1:
                rows = ", ".join(str(other.line) for other in found)
                hint = "Name the manager by id or e-mail."
                return self.sheet.problem(
                    seat.line, column, f"Several people are called {reference}: rows {rows}.", hint
                )
            if found:
                return found[0] if found[0] is not seat else None
        hint = "Add the manager's own row, or correct the reference. The person is taken, without the line."
        return self.sheet.problem(seat.line, column, f"No row is {reference!r}.", hint)

    def _join(self, seat: _Seat) -> RowProblem | None:
        found = self._find(seat, seat.manager, "manager")
        if isinstance(found, RowProblem):
            seat.looped = True
            return found
        seat.above = found
        return None

    def _loops(self) -> Iterator[RowProblem]:
        """Name each loop once for each of its rows; none of its lines is kept."""
        settled: set[int] = set()
        for start in self.seats:
            trail: list[_Seat] = []
            on_trail: set[int] = set()
            seat: _Seat | None = start
            while seat and seat.line not in settled and seat.line not in on_trail:
                trail.append(seat)
                on_trail.add(seat.line)
                seat = seat.above
            if seat and seat.line in on_trail:
                loop = trail[trail.index(seat) :]
                shown = " -> ".join(_called(one) for one in (*loop, seat))
                for one in loop:
                    one.looped = True
                    yield self.sheet.problem(
                        one.line, "manager", f"These report to each other in a loop: {shown}.", "Correct one of them."
                    )
            settled |= on_trail

    def _seat(self, seat: _Seat) -> Iterator[Emitted]:
        about: dict[str, str] = {"company": self.company}
        about |= {name: value for name, value in (("title", seat.title), ("department", seat.department)) if value}
        if not seat.vacant:
            more = {"name": seat.name, "email": seat.email} if seat.email else {"name": seat.name}
            yield self._said(EntityKind.PERSON, seat.key, {**about, **more})
        yield self._said(EntityKind.POSITION, seat.key, {**about, "holder": None if seat.vacant else seat.key})
        if not seat.looped:
            yield self._line(seat, seat.above, "SOLID")
        dotted = self._find(seat, seat.dotted, "dotted")
        if isinstance(dotted, RowProblem):
            yield dotted
        elif dotted:
            yield self._line(seat, dotted, "DOTTED")

    def _line(self, seat: _Seat, above: _Seat | None, kind: str) -> Observation:
        said: Said = {"company": self.company, "manager": above.key if above else None, "kind": kind}
        return self._said(EntityKind.LINE, seat.key, said)

    def _said(self, kind: EntityKind, subject: str, said: Said) -> Observation:
        return Observation(kind=kind, subject=subject, said=said, source=self.source, confidence=CONFIDENCE)


def _called(seat: _Seat) -> str:
    return seat.name or seat.title


def _sheet(entries: Sequence[Entry]) -> Sheet | None:
    found = (find_sheet(entry, _ALIASES, _is_chart) for entry in entries)
    return next((sheet for sheet in found if sheet), None)


def _is_chart(fields: Mapping[str, int]) -> bool:
    named = "name" in fields or {"first_name", "last_name"} <= fields.keys()
    return named and "manager" in fields and ("title" in fields or "id" in fields)


IMPORTER = OrgChart()
