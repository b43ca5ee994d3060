"""The rows of an org chart: one a seat, read, checked and named by keys that do not depend on where the row stands."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from orggraph.domain.observations import ProblemKind, RowProblem, Skipped
from orggraph_importers.about_people import of_person
from orggraph_importers.cells import clean, folded, is_email, name_key, says_nothing
from orggraph_importers.reading import Row, Sheet

_VACANT = frozenset({"", "open", "open seat", "open position", "tbh", "tbd", "tba", "n/a", "na", "none", "null", "-"})
_BEGINS_VACANT = ("vacan", "(vacan", "[vacan", "poste vacant", "poste a pourvoir", "a pourvoir", "to be hired", "to hire", "unbesetzt")  # fmt: skip
STATUSES = (
    "status", "employment status", "employee status", "statut", "accountenabled", "account enabled", "usertype", "user type",
)  # fmt: skip
"""Columns, any of which may say that somebody does not work there, or not any more."""
_NOT_EMPLOYED = frozenset(
    {
        "inactive",
        "terminated",
        "left",
        "former",
        "suspended",
        "false",
        "guest",
        "inactif",
        "sorti",
        "parti",
        "inaktiv",
        "ausgeschieden",
    }
)
_MOST_SHOWN = 10
MANAGER_COLUMNS = ("manager_id", "manager_email", "manager")


@dataclass(slots=True, eq=False)
class Seat:
    """One row. `managers` are the cells that name who stands above, each with the field it comes from."""

    line: int
    id: str
    name: str
    title: str
    department: str
    email: str
    managers: tuple[tuple[str, str], ...]
    dotted: tuple[str, ...] = ()
    more: Mapping[str, str] = field(default_factory=dict)
    """What else is said of the person."""
    aliases: tuple[str, ...] = ()
    """What else a reference may call it, each tried after those before it; empty where it has no such name."""
    person_key: str = ""
    key: str = ""
    above: "Seat | None" = field(default=None, repr=False)
    line_is_known: bool = True

    @property
    def is_vacant(self) -> bool:
        """Tell whether nobody holds the seat."""
        text = folded(self.name)
        return text in _VACANT or text.startswith(_BEGINS_VACANT)

    @property
    def called(self) -> str:
        """Give what a reader knows the seat by."""
        return self.title if self.is_vacant else self.name


class Problem(Protocol):
    """Makes a problem of the file that is read: its kind, the row, the field, what is wrong and what to do."""

    def __call__(self, kind: ProblemKind, row: int, column: str | None, message: str, hint: str) -> RowProblem:
        """Make it."""
        ...


class Roster:
    """The seats of one file, one after the other, then checked beside each other. `seats` holds those that were taken."""

    says_tops: bool = True
    """Whether a seat that names no manager says that nobody stands above it."""

    def __init__(self, problem: Problem, source: str, name_column: str = "name", *, keeps_ids: bool = True) -> None:
        self.problem = problem
        self.source = source
        self.seats: list[Seat] = []
        self._name_column = name_column
        self._keeps_ids = keeps_ids
        """Whether an id is the same in the next file of that source; else it only joins the rows of this one."""
        self._rows: set[tuple[str, ...]] = set()
        self._ids: dict[str, Seat] = {}

    def read(self) -> Iterator[RowProblem | Skipped]:
        """Take all seats of the file, saying what is wrong and what was left out, and name them."""
        yield from self._read()
        yield from self._shared_emails()
        yield from self._same_names()
        self._give_keys()

    def _read(self) -> Iterator[RowProblem | Skipped]:
        raise NotImplementedError

    def take(self, seat: Seat, as_read: tuple[str, ...], *, is_employed: bool) -> Iterator[RowProblem | Skipped]:
        """Take one seat, or say why not; `as_read` is all that its row says."""
        if not is_employed:
            yield Skipped("not employed")
        elif as_read in self._rows and not (seat.is_vacant and not seat.id):
            yield Skipped("repeated")
        elif seat.is_vacant and not seat.title:
            hint = "Fill one in, or delete the row."
            message = "The row has neither a name nor a title."
            yield self.problem(ProblemKind.NO_NAME, seat.line, self._name_column, message, hint)
        elif seat.id in self._ids:
            message = f"Row {self._ids[seat.id].line} already has the id {seat.id}."
            hint = "Give each row an id of its own. The row is not taken."
            yield self.problem(ProblemKind.REPEATED_ID, seat.line, "id", message, hint)
        else:
            self._rows.add(as_read)
            self.seats.append(seat)
            if seat.id:
                self._ids[seat.id] = seat
            yield from self._checked_email(seat)

    def _checked_email(self, seat: Seat) -> Iterator[RowProblem]:
        if is_email(seat.email):
            return
        if not says_nothing(seat.email):
            message = f"{seat.email!r} is no e-mail address."
            hint = "Correct or empty it. The row is taken, without it."
            yield self.problem(ProblemKind.BAD_EMAIL, seat.line, "email", message, hint)
        seat.email = ""

    def _shared_emails(self) -> Iterator[RowProblem]:
        """Drop an address under which several people stand: it would make them one."""
        for holders in grouped(self.seats, lambda seat: "" if seat.is_vacant else seat.email.casefold()):
            if len({name_key(seat.name) for seat in holders}) > 1:
                for seat in holders:
                    message = f"Rows {lines_of(holders)} are different people with the e-mail {seat.email}."
                    hint = "Give each their own. They are taken, without it."
                    yield self.problem(ProblemKind.SHARED_EMAIL, seat.line, "email", message, hint)
                for seat in holders:
                    seat.email = ""

    def _same_names(self) -> Iterator[RowProblem]:
        for namesakes in grouped(self.seats, lambda seat: "" if seat.is_vacant else name_key(seat.name)):
            for seat in namesakes:
                if len(namesakes) > 1 and not ((seat.id and self._keeps_ids) or seat.email):
                    message = f"Rows {lines_of(namesakes)} have one name, and this one neither id nor e-mail."
                    hint = "Give each an id or e-mail. They are taken as different people."
                    yield self.problem(ProblemKind.SAME_NAME, seat.line, self._name_column, message, hint)

    def _give_keys(self) -> None:
        """Name each record by id, else e-mail, else name; what more is needed to tell two apart is added to both."""
        names = Counter(name_key(seat.name) for seat in self.seats if not seat.is_vacant)
        emails = Counter(seat.email.casefold() for seat in self.seats)
        vacant = Counter(_about(seat) for seat in self.seats if seat.is_vacant)
        given: Counter[str] = Counter()
        for seat in sorted(self.seats, key=_content):
            above = [folded(reference) for _, reference in seat.managers] if self._keeps_ids else []
            more = "|".join((_about(seat), *above))
            if seat.id and self._keeps_ids:
                person = key = seat.id
            elif seat.is_vacant:
                person = key = f"vacant {more if vacant[_about(seat)] > 1 else _about(seat)}"
            elif seat.email:
                person = seat.email.casefold()
                key = f"{person}|{more}" if emails[person] > 1 else person
            else:
                named = name_key(seat.name)
                person = key = f"{named}|{more}" if names[named] > 1 else named
            given[key] += 1
            ordinal = f"#{given[key]}" if given[key] > 1 else ""
            seat.person_key = self._key(person if person != key else f"{person}{ordinal}")
            seat.key = self._key(f"{key}{ordinal}")

    def _key(self, named: str) -> str:
        """Make a record key of the source; what follows its last slash is what one source has once."""
        return f"{self.source}/{named.replace('%', '%25').replace('/', '%2F')}"


class SeatReader(Roster):
    """The rows of a table as seats."""

    def __init__(self, sheet: Sheet, source: str) -> None:
        named = next((name for name in ("name", "last_name", "first_name") if name in sheet.fields), "name")
        super().__init__(sheet.problem, source, named)
        self.sheet = sheet
        status = sheet.fields.get("status")
        self.statuses = [n for n, name in enumerate(sheet.header) if n == status or folded(name) in STATUSES]

    def _read(self) -> Iterator[RowProblem | Skipped]:
        for found in self.sheet.rows():
            if isinstance(found, tuple):
                _, row = found
                is_employed = not any(says_not_employed(row[place]) for place in self.statuses)
                yield from self.take(self._seat(*found), tuple(row), is_employed=is_employed)
            else:
                yield found

    def _seat(self, line: int, row: Row) -> Seat:
        def cell(name: str) -> str:
            place = self.sheet.fields.get(name)
            return clean(row[place]) if place is not None else ""

        return Seat(
            line=line,
            id="" if says_nothing(cell("id")) else cell("id"),
            name=cell("name") or f"{cell('first_name')} {cell('last_name')}".strip(),
            title=cell("title"),
            department=cell("department"),
            email=cell("email"),
            managers=tuple((column, reference) for column in MANAGER_COLUMNS if (reference := cell(column))),
            dotted=(cell("dotted"),),
            more=of_person([cell("profile_url")], cell("seniority"), cell("assistant")),
        )


def says_not_employed(status: str) -> bool:
    """Tell whether a status says that somebody left, is disabled or a guest.

    >>> says_not_employed("Terminated"), says_not_employed("active")
    (True, False)
    """
    return folded(status) in _NOT_EMPLOYED


def grouped(seats: Iterable[Seat], by: Callable[[Seat], str]) -> list[list[Seat]]:
    """Group seats by what they have in common; those that have nothing are in no group."""
    groups: defaultdict[str, list[Seat]] = defaultdict(list)
    for seat in seats:
        groups[by(seat)].append(seat)
    groups.pop("", None)
    return list(groups.values())


def _content(seat: Seat) -> tuple[str, ...]:
    """Give what orders rows that nothing tells apart but their wording, wherever they stand."""
    return (seat.name, seat.title, seat.department, seat.email, *seat.dotted, *(f"{c} {r}" for c, r in seat.managers))


def _about(seat: Seat) -> str:
    return f"{folded(seat.title)}|{folded(seat.department)}"


def lines_of(seats: Sequence[Seat]) -> str:
    """Name the rows of some seats, not all where they are many."""
    more = f" and {len(seats) - _MOST_SHOWN} more" if len(seats) > _MOST_SHOWN else ""
    return ", ".join(str(seat.line) for seat in seats[:_MOST_SHOWN]) + more
