"""Which reporting line is believed for each seat, when sources differ: the maximum-confidence branching."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from orggraph.domain.facts import ALWAYS
from orggraph.domain.findings import LostLine
from orggraph.domain.positions import Line
from orggraph.domain.relations import FactOrigin, origin_of

_NOBODY = ""
_MILLIARD = 10**9


@dataclass(frozen=True, slots=True)
class Branching:
    """The line kept for each seat that has one (its manager may be nobody), and the lines that disagree with it."""

    kept: Mapping[str, Line]
    lost: tuple[LostLine, ...]


def branching(lines: Iterable[Line], as_of: date) -> Branching:
    """Choose at most one manager for each seat, without a loop, believing the best lines.

    A user's own statement wins over any file; then the more confident line; then the newest, then the order of
    sources and ids. The best line of each seat taken alone is the answer unless that closes a loop; a loop is
    settled by Edmonds' algorithm among the seats that can reach each other.

    Parameters
    ----------
    lines : iterable of Line
        Solid lines, any number a seat. One without a manager claims that nobody stands above the seat.
    as_of : date
        Lines that do not hold on that day are not considered.

    Returns
    -------
    Branching
        With every line that says otherwise than the kept one, by id.

    Notes
    -----
    Linear in the lines, and iterative; a loop costs O(E V) among the seats it ties together.

    References
    ----------
    Edmonds, J. (1967). Optimum branchings. J. Res. Natl. Bur. Stand. 71B, 233-240.

    Examples
    --------
    >>> from orggraph.analysis.example import stalled_deal
    >>> facts = stalled_deal()
    >>> sorted(branching(facts.solid_lines, facts.as_of).kept)
    ['pos_cfo', 'pos_cio', 'pos_it_director', 'pos_marketing_manager']
    """
    valid = [line for line in lines if _holds(line, as_of)]
    choices: defaultdict[str, list[Line]] = defaultdict(list)
    for line in sorted(valid, key=_preference):
        if line.manager_id != line.report_id:
            choices[line.report_id].append(line)
    kept = {seat: options[0] for seat, options in choices.items()}
    looped = _on_a_loop(kept)
    if looped:
        for knot in _knots(choices, looped):
            _settle(knot, choices, kept)
    return Branching(kept, _lost(valid, kept))


def _holds(line: Line, as_of: date) -> bool:
    return (line.since is None or line.since <= as_of) and (line.until is None or as_of < line.until)


def _preference(line: Line) -> tuple[bool, float, int, str, str]:
    """Sort the best first."""
    stated = origin_of(line.source) is FactOrigin.STATED
    return not stated, -line.confidence, -(line.since or ALWAYS).toordinal(), line.source, line.id


def _on_a_loop(kept: Mapping[str, Line]) -> set[str]:
    """Give one seat of every loop."""
    looped: set[str] = set()
    seen: dict[str, str] = {}
    for start in kept:
        seat: str | None = start
        while seat is not None and seat not in seen:
            seen[seat] = start
            seat = kept[seat].manager_id if seat in kept else None
        if seat is not None and seen[seat] == start:
            looped.add(seat)
    return looped


def _knots(choices: Mapping[str, Sequence[Line]], looped: set[str]) -> list[set[str]]:
    """Give the sets of seats that reach each other and hold a loop. Only among those can a choice close one."""
    import networkx as nx  # noqa: PLC0415 - heavy, and needed only where sources contradict each other

    graph: nx.DiGraph[str] = nx.DiGraph(
        (line.manager_id, seat) for seat, options in choices.items() for line in options if line.manager_id
    )
    return [knot for knot in nx.strongly_connected_components(graph) if not looped.isdisjoint(knot)]


def _settle(knot: set[str], choices: Mapping[str, Sequence[Line]], kept: dict[str, Line]) -> None:
    """Replace the lines of these seats by the best that close no loop; what comes from outside cannot close one."""
    import networkx as nx  # noqa: PLC0415

    best: dict[tuple[str, str], Line] = {}
    for seat in sorted(knot):
        for line in choices[seat]:
            inside = line.manager_id if line.manager_id in knot else None
            best.setdefault((inside or _NOBODY, seat), line)
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from([_NOBODY, *sorted(knot)])
    for pair, weight in _weights(best).items():
        graph.add_edge(*pair, weight=weight)
    chosen = nx.maximum_branching(graph, attr="weight")
    for seat in knot:
        kept.pop(seat, None)
    for manager, seat in chosen.edges():
        kept[seat] = best[manager, seat]


def _weights(best: Mapping[tuple[str, str], Line]) -> dict[tuple[str, str], int]:
    """Weigh so that no sum of confidences outweighs one user's statement, and no sum of ties outweighs a confidence."""
    ranked = sorted(best, key=lambda pair: _preference(best[pair]), reverse=True)
    ties = len(best) ** 2 + 1
    statements = ties * (_MILLIARD + 1) * len(best)
    return {
        pair: rank
        + ties * round(best[pair].confidence * _MILLIARD)
        + statements * (origin_of(best[pair].source) is FactOrigin.STATED)
        for rank, pair in enumerate(ranked, start=1)
    }


def _lost(valid: Iterable[Line], kept: Mapping[str, Line]) -> tuple[LostLine, ...]:
    lost: list[LostLine] = []
    for line in valid:
        winner = kept.get(line.report_id)
        if winner is None or winner.manager_id != line.manager_id:
            lost.append(LostLine(line.id, winner.id if winner else None))
    return tuple(sorted(lost, key=lambda entry: entry.line_id))
