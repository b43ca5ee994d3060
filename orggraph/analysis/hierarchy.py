"""The reporting forest: who is above whom, at which level. Built once, then every question is a walk or a comparison."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from orggraph.analysis.branching import branching
from orggraph.domain.findings import LostLine, Manager
from orggraph.domain.people import Seniority
from orggraph.domain.positions import Line
from orggraph.domain.relations import FactOrigin, origin_of
from orggraph.graph.snapshot import OrgSnapshot

_RANKS = {rank: number for number, rank in enumerate(Seniority)}


@dataclass(frozen=True, slots=True)
class ChartEntry:
    """One seat of the org chart, depth first; a root has depth 0 and no manager. `line` is the claim it rests on, if any."""

    position_id: str
    depth: int
    manager_id: str | None
    line: Line | None

    @property
    def origin(self) -> FactOrigin:
        """Where the place in the chart comes from; a seat of which nobody spoke is a root by inference.

        >>> from orggraph.analysis.example import stalled_deal
        >>> [entry.origin.name for entry in Hierarchy.of(stalled_deal()).entries("acc_client")][:2]
        ['INFERRED', 'IMPORTED']
        """
        return origin_of(self.line.source) if self.line else FactOrigin.INFERRED


@dataclass(frozen=True, slots=True)
class Hierarchy:
    """The forest over all seats of a snapshot, ours and theirs. Make it with `Hierarchy.of`."""

    snapshot: OrgSnapshot
    lost: tuple[LostLine, ...]
    """Lines that were not believed, by id."""
    _kept: Mapping[str, Line]
    _below: Mapping[str, tuple[str, ...]]
    _chart: tuple[ChartEntry, ...]
    _span: Mapping[str, tuple[int, int]]
    """Seat -> the slice of `_chart` that it and those under it take."""
    _above: Mapping[str, str | None]
    """Seat -> the nearest person in a seat above it."""

    @classmethod
    def of(cls, snapshot: OrgSnapshot) -> "Hierarchy":
        """Build the forest of a snapshot by maximum-confidence branching of its solid lines.

        Parameters
        ----------
        snapshot : OrgSnapshot
            Any; seats without a line are roots.

        Returns
        -------
        Hierarchy
            With the lines that lost.

        Notes
        -----
        O(n log n) for the sort of siblings, otherwise linear; iterative, so depth does not matter.

        Examples
        --------
        >>> from orggraph.analysis.example import stalled_deal
        >>> [entry.depth for entry in Hierarchy.of(stalled_deal()).entries("acc_client")]
        [0, 1, 1, 2, 3]
        """
        chosen = branching(snapshot.solid_lines, snapshot.as_of)
        below: defaultdict[str, list[str]] = defaultdict(list)
        roots: list[str] = []
        for seat_id in sorted(snapshot.seats, key=lambda seat: (_RANKS[snapshot.seats[seat].seniority], seat)):
            line = chosen.kept.get(seat_id)
            (below[line.manager_id] if line and line.manager_id else roots).append(seat_id)
        chart, span = _depth_first(roots, below, chosen.kept)
        reports = {seat: tuple(under) for seat, under in below.items()}
        return cls(snapshot, chosen.lost, chosen.kept, reports, chart, span, _nearest_above(snapshot, chart))

    def entries(
        self, account_id: str, root_id: str | None = None, max_depth: int | None = None
    ) -> tuple[ChartEntry, ...]:
        """List the seats of an account for its org chart.

        Parameters
        ----------
        account_id : str
            Ours or theirs.
        root_id : str, optional
            Only this seat and what is under it.
        max_depth : int, optional
            0 gives the roots alone; depth counts from the top of the whole chart.

        Returns
        -------
        tuple of ChartEntry
            Depth first, siblings by rank then id; nothing for an unknown root.

        Notes
        -----
        Linear in the seats listed.

        Examples
        --------
        >>> from orggraph.analysis.example import stalled_deal
        >>> chart = Hierarchy.of(stalled_deal()).entries("acc_client", max_depth=1)
        >>> [entry.position_id for entry in chart]
        ['pos_ceo', 'pos_cfo', 'pos_cio']
        """
        first, last = (0, len(self._chart)) if root_id is None else self._span.get(root_id, (0, 0))
        return tuple(
            entry
            for entry in self._chart[first:last]
            if self.snapshot.seats[entry.position_id].position.account_id == account_id
            and (max_depth is None or entry.depth <= max_depth)
        )

    def line_of(self, position_id: str) -> Line | None:
        """Give the line that is believed of a seat: to a manager, or to nobody; None where no source says.

        >>> from orggraph.analysis.example import stalled_deal
        >>> Hierarchy.of(stalled_deal()).line_of("pos_cio").manager_id
        'pos_ceo'
        """
        return self._kept.get(position_id)

    def manager_seat(self, position_id: str) -> str | None:
        """Give the seat above a seat, vacant or not; None at the top.

        >>> from orggraph.analysis.example import stalled_deal
        >>> Hierarchy.of(stalled_deal()).manager_seat("pos_marketing_manager")
        'pos_it_director'
        """
        line = self._kept.get(position_id)
        return line.manager_id if line else None

    def chain(self, person_id: str, levels: int) -> tuple[Manager, ...]:
        """Climb from somebody: N+1, N+2 and so on.

        Parameters
        ----------
        person_id : str
            Someone with a seat; the climb starts from the seat they mainly hold.
        levels : int
            How many at most, 1 or more. A vacant seat is a level; a second seat of somebody already met is not.

        Returns
        -------
        tuple of Manager
            Nearest first, `confidence` and `origin` of the one line below each; empty at the top or without a seat.

        Notes
        -----
        O(levels).

        Examples
        --------
        >>> from orggraph.analysis.example import stalled_deal
        >>> [(m.levels_up, m.manager_id) for m in Hierarchy.of(stalled_deal()).chain("per_contact", 2)]
        [(1, None), (2, 'per_cio')]
        """
        found: list[Manager] = []
        met = {person_id}
        for line in self._lines_up(person_id):
            seat = self.snapshot.seats[line.manager_id or ""]
            holder = seat.holder.id if seat.holder else None
            if holder in met:
                continue
            if holder:
                met.add(holder)
            found.append(_manager(person_id, len(found) + 1, line, holder))
            if len(found) == levels:
                break
        return tuple(found)

    def dotted(self) -> Iterator[tuple[Line, str | None, str | None]]:
        """Go through the dotted lines of the day, most confident first: each with who reports and to whom.

        Returns
        -------
        iterator of (Line, str or None, str or None)
            A vacant seat has nobody; lines to nobody are left out.

        Notes
        -----
        O(n log n) in the dotted lines.

        Examples
        --------
        >>> from orggraph.analysis.example import stalled_deal
        >>> [(reporting, holder) for _, reporting, holder in Hierarchy.of(stalled_deal()).dotted()]
        [('per_contact', 'per_cfo')]
        """
        day = self.snapshot.as_of
        for line in sorted(self.snapshot.dotted_lines, key=lambda line: (-line.confidence, line.id)):
            valid = (line.since is None or line.since <= day) and (line.until is None or day < line.until)
            if valid and line.manager_id:
                yield line, self._holder(line.report_id), self._holder(line.manager_id)

    def dotted_managers(self, person_id: str) -> tuple[Manager, ...]:
        """Give those whom somebody reports to by a dotted line, from any seat they hold.

        Parameters
        ----------
        person_id : str
            Anybody.

        Returns
        -------
        tuple of Manager
            `levels_up` 1, most confident first, one a seat.

        Notes
        -----
        Linear in the dotted lines.

        Examples
        --------
        >>> from orggraph.analysis.example import stalled_deal
        >>> [manager.manager_id for manager in Hierarchy.of(stalled_deal()).dotted_managers("per_contact")]
        ['per_cfo']
        """
        found: dict[str, Manager] = {}
        for line, reporting, holder in self.dotted():
            if reporting == person_id and holder != person_id:
                found.setdefault(line.manager_id or "", _manager(person_id, 1, line, holder))
        return tuple(found.values())

    def reports(self, person_id: str) -> tuple[str, ...]:
        """Give the people whose solid line leads to a seat this person holds.

        Parameters
        ----------
        person_id : str
            Anybody.

        Returns
        -------
        tuple of str
            Person ids by rank then id. Those under a vacant seat are not skipped up to the next holder.

        Notes
        -----
        Linear in the seats, for the seats somebody holds beside the main one.

        Examples
        --------
        >>> from orggraph.analysis.example import stalled_deal
        >>> Hierarchy.of(stalled_deal()).reports("per_ceo")
        ('per_cfo', 'per_cio')
        """
        seats = self.snapshot.seats
        under = (below for seat, held in self._below.items() if self._holder(seat) == person_id for below in held)
        people = (seats[seat].holder for seat in under)
        return tuple(dict.fromkeys(person.id for person in people if person and person.id != person_id))

    def lowest_common_manager(self, person_ids: tuple[str, ...]) -> str | None:
        """Find the nearest person above all of these, who is none of them: who could settle it between them.

        Parameters
        ----------
        person_ids : tuple of str
            One or more; of one person it is the nearest manager.

        Returns
        -------
        str or None
            None when somebody has no seat, or they have nobody in common. Vacant seats are passed over.

        Notes
        -----
        O(depth times people).

        Examples
        --------
        >>> from orggraph.analysis.example import stalled_deal
        >>> Hierarchy.of(stalled_deal()).lowest_common_manager(("per_contact", "per_cfo"))
        'per_ceo'
        """
        seats = [self.snapshot.seat_of.get(person_id) for person_id in person_ids]
        if not seats or None in seats:
            return None
        for line in self._lines_up(person_ids[0]):
            top = line.manager_id or ""
            holder = self._holder(top)
            if holder and holder not in person_ids and all(self.is_under(seat or "", top) for seat in seats):
                return holder
        return None

    def is_under(self, position_id: str, top_id: str) -> bool:
        """Tell whether a seat is this one or somewhere under it, in constant time.

        >>> from orggraph.analysis.example import stalled_deal
        >>> Hierarchy.of(stalled_deal()).is_under("pos_marketing_manager", "pos_ceo")
        True
        """
        first, last = self._span[top_id]
        return first <= self._span[position_id][0] < last

    def seats_under(self, position_id: str) -> int:
        """Count the seats below a seat, in constant time.

        >>> from orggraph.analysis.example import stalled_deal
        >>> Hierarchy.of(stalled_deal()).seats_under("pos_cio")
        2
        """
        first, last = self._span[position_id]
        return last - first - 1

    def people_under(self, position_id: str) -> tuple[str, ...]:
        """Give everybody below a seat, at any depth.

        Parameters
        ----------
        position_id : str
            A seat of the snapshot.

        Returns
        -------
        tuple of str
            Person ids, depth first; the seat's own holder is not among them.

        Notes
        -----
        Linear in the seats below.

        Examples
        --------
        >>> from orggraph.analysis.example import stalled_deal
        >>> Hierarchy.of(stalled_deal()).people_under("pos_cio")
        ('per_contact',)
        """
        first, last = self._span[position_id]
        own = self._holder(position_id)
        holders = (self._holder(entry.position_id) for entry in self._chart[first + 1 : last])
        return tuple(dict.fromkeys(holder for holder in holders if holder and holder != own))

    def holder_above(self, person_id: str) -> str | None:
        """Give the nearest person above somebody: past vacant seats and their own second seat.

        Parameters
        ----------
        person_id : str
            Anybody.

        Returns
        -------
        str or None
            None at the top or without a seat.

        Notes
        -----
        O(vacant seats on the way).

        Examples
        --------
        >>> from orggraph.analysis.example import stalled_deal
        >>> Hierarchy.of(stalled_deal()).holder_above("per_contact")
        'per_cio'
        """
        seat: str | None = self.snapshot.seat_of.get(person_id)
        while seat is not None:
            holder = self._above.get(seat)
            if holder != person_id:
                return holder
            seat = self.manager_seat(seat)
        return None

    def levels_under(self, person_id: str, top_id: str) -> int | None:
        """Tell how many seats somebody is under another: 1 is a direct report, vacant seats count; None when not under them.

        Parameters
        ----------
        person_id, top_id : str
            Anybody.

        Returns
        -------
        int or None
            1 or more.

        Notes
        -----
        Constant time.

        Examples
        --------
        >>> from orggraph.analysis.example import stalled_deal
        >>> Hierarchy.of(stalled_deal()).levels_under("per_contact", "per_cio")
        2
        """
        seat, top = self.snapshot.seat_of.get(person_id), self.snapshot.seat_of.get(top_id)
        if seat is None or top is None or seat == top or not self.is_under(seat, top):
            return None
        return self._chart[self._span[seat][0]].depth - self._chart[self._span[top][0]].depth

    def depth(self, person_id: str) -> int:
        """Tell how many seats are above somebody; 0 at the top and without a seat.

        Parameters
        ----------
        person_id : str
            Anybody.

        Returns
        -------
        int
            0 or more.

        Notes
        -----
        Constant time.

        Examples
        --------
        >>> from orggraph.analysis.example import stalled_deal
        >>> Hierarchy.of(stalled_deal()).depth("per_contact")
        3
        """
        seat = self.snapshot.seat_of.get(person_id)
        return self._chart[self._span[seat][0]].depth if seat else 0

    def _holder(self, position_id: str) -> str | None:
        holder = self.snapshot.seats[position_id].holder
        return holder.id if holder else None

    def _lines_up(self, person_id: str) -> Iterator[Line]:
        line = self._kept.get(self.snapshot.seat_of.get(person_id, ""))
        while line and line.manager_id:
            yield line
            line = self._kept.get(line.manager_id)


def _manager(person_id: str, level: int, line: Line, holder: str | None) -> Manager:
    return Manager(
        person_id=person_id,
        levels_up=level,
        position_id=line.manager_id or "",
        manager_id=holder,
        kind=line.kind,
        confidence=line.confidence,
        origin=origin_of(line.source),
    )


def _nearest_above(snapshot: OrgSnapshot, chart: tuple[ChartEntry, ...]) -> dict[str, str | None]:
    above: dict[str, str | None] = {}
    for entry in chart:
        manager = entry.manager_id
        holder = snapshot.seats[manager].holder if manager else None
        above[entry.position_id] = holder.id if holder else above.get(manager or "")
    return above


def _depth_first(
    roots: list[str], below: Mapping[str, list[str]], kept: Mapping[str, Line]
) -> tuple[tuple[ChartEntry, ...], dict[str, tuple[int, int]]]:
    chart: list[ChartEntry] = []
    first: dict[str, int] = {}
    span: dict[str, tuple[int, int]] = {}
    stack = [(root, 0, False) for root in reversed(roots)]
    while stack:
        seat, depth, done = stack.pop()
        if done:
            span[seat] = (first[seat], len(chart))
            continue
        line = kept.get(seat)
        first[seat] = len(chart)
        chart.append(ChartEntry(seat, depth, line.manager_id if line else None, line))
        stack.append((seat, depth, True))
        stack.extend((child, depth + 1, False) for child in reversed(below.get(seat, [])))
    return tuple(chart), span
