"""Who stands above whom in an org chart: references by id, e-mail or name, resolved once all rows are read."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from orggraph.domain.observations import ProblemKind, RowProblem
from orggraph_importers.cells import name_key, says_nothing
from orggraph_importers.seats import Problem, Seat, lines_of

_MOST_SHOWN = 10


class Managers:
    """Finds the seats that references name, and the loops that they close."""

    def __init__(self, problem: Problem, seats: Sequence[Seat]) -> None:
        self.problem = problem
        self.seats = seats
        self.by_id = {seat.id: seat for seat in seats if seat.id}
        self.by_alias: defaultdict[int, defaultdict[str, list[Seat]]] = defaultdict(lambda: defaultdict(list))
        self.by_email: defaultdict[str, list[Seat]] = defaultdict(list)
        self.by_name: defaultdict[str, list[Seat]] = defaultdict(list)
        for seat in seats:
            for rank, alias in enumerate(seat.aliases):
                if alias:
                    self.by_alias[rank][alias.casefold()].append(seat)
            if seat.email:
                self.by_email[seat.email.casefold()].append(seat)
            if not seat.is_vacant:
                self.by_name[name_key(seat.name)].append(seat)

    def join(self) -> Iterator[RowProblem]:
        """Set each seat's manager. A blank reference, or one to the row itself, says that nobody stands above."""
        for seat in self.seats:
            problems: list[RowProblem] = []
            for column, reference in seat.managers:
                found = self.find(seat, column, reference)
                if isinstance(found, Seat):
                    seat.above = found if found is not seat else None
                    break
                if found:
                    problems.append(found)
            else:
                seat.line_is_known = not problems
                yield from problems[:1]

    def find(self, seat: Seat, column: str, reference: str) -> Seat | RowProblem | None:
        """Find the seat that a cell names; None where it names nobody."""
        found = self._named(reference)
        if len(found) == 1:
            return found[0]
        if found:
            message = f"Several rows are {reference!r}: {lines_of(found)}."
            hint = "Name the manager by id or e-mail. The row is taken, without the line."
            return self.problem(ProblemKind.AMBIGUOUS_MANAGER, seat.line, column, message, hint)
        if says_nothing(reference):
            return None
        message = f"No row is {reference!r}."
        hint = "Add the manager's own row, or correct the reference. The row is taken, without the line."
        return self.problem(ProblemKind.UNKNOWN_MANAGER, seat.line, column, message, hint)

    def _named(self, reference: str) -> list[Seat]:
        if reference in self.by_id:
            return [self.by_id[reference]]
        for _, named in sorted(self.by_alias.items()):
            if found := named.get(reference.casefold()):
                return found
        by_email = self.by_email.get(reference.casefold())
        return by_email or self.by_name.get(name_key(reference) or reference, [])

    def loops(self) -> Iterator[RowProblem]:
        """Name each loop once for each of its rows; none of its lines is kept."""
        settled: set[Seat] = set()
        for start in self.seats:
            trail: dict[Seat, None] = {}
            seat: Seat | None = start
            while seat and seat not in settled and seat not in trail:
                trail[seat] = None
                seat = seat.above
            if seat in trail:
                yield from self._loop(list(trail)[list(trail).index(seat) :])
            settled |= trail.keys()

    def _loop(self, loop: Sequence[Seat]) -> Iterator[RowProblem]:
        named = [f"{seat.called} (row {seat.line})" for seat in loop[:_MOST_SHOWN]]
        more = [f"{len(loop) - _MOST_SHOWN} more"] if len(loop) > _MOST_SHOWN else []
        shown = " -> ".join((*named, *more, named[0]))
        for seat in loop:
            seat.line_is_known = False
            column = next(column for column, _ in seat.managers)
            message = f"These report to each other in a loop: {shown}."
            hint = "Correct one of them. The rows are taken, without these lines."
            yield self.problem(ProblemKind.LOOP, seat.line, column, message, hint)
