"""How long an analysis is expected to take, from the size of what it looks at: an upper guess, made before it begins.

The constants are seconds a thing, fitted to accounts of 200, 2,000 and 20,000 people with deals of 25 to 1,000 stakeholders, 1,000 and 10,000
draws, and 40 to 2,000 people of ours (`python -m benchmarks.effort`): the guess is nowhere under what was measured, and up to nine times it.
"""

from dataclasses import dataclass

from orggraph.analysis.options import Options
from orggraph.graph.snapshot import OrgSnapshot

_START = 0.008
_READ = 5e-6
_SOLVED = 0.32e-6
_DRAWN = 0.4e-6
_PAIR = 0.12e-3
_PAIR_DRAWN = 0.03e-6
_AMONG = 3e-6
_WEIGHED = 15e-6
_MOVED = 5e-9
_CHANGES = 16
_BESIDE = 10
"""People of a deal's model besides its stakeholders: those who may be called, decide or hear the champion."""
_LEVELS = 6
"""Deeper than most organisations."""


@dataclass(frozen=True, slots=True)
class Effort:
    """What analyses of one account take, in seconds."""

    snapshot: OrgSnapshot

    @property
    def _size(self) -> int:
        """People, and edges between them."""
        return len(self.snapshot.people) + len(self.snapshot.influences)

    def _rows(self, deal_id: str) -> int:
        return len(self.snapshot.stakeholders.get(deal_id, ())) + _BESIDE

    def question(self, deal_id: str, options: Options) -> float:
        """Make a deal computable: the account solved for those in it, and drawn."""
        rows = self._rows(deal_id)
        return _START + self._size * (_READ + _SOLVED * rows) + _DRAWN * rows * options.draws

    def assessment(self, deal_id: str, options: Options) -> float:
        """Answer who should call whom: every caller with everyone who may be called, on the same draws."""
        ours = sum(self.snapshot.is_ours(person) for person in self.snapshot.people)
        callers = ours if options.caller_ids is None else len(options.caller_ids)
        targets = min(options.max_levels, _LEVELS) if options.target_ids is None else len(options.target_ids)
        rows = self._rows(deal_id)
        pairs = callers * targets * (_PAIR + _PAIR_DRAWN * options.draws)
        return self.question(deal_id, options) + pairs + _AMONG * rows * rows + _DRAWN * rows * options.draws

    def flips(self, deal_id: str, options: Options) -> float:
        """Answer anew for each small change."""
        return _CHANGES * self.assessment(deal_id, options)

    def weights(self) -> float:
        """Weigh everybody: one more solve, and betweenness."""
        return _START + _WEIGHED * self._size

    def camps(self, count: int | None) -> float:
        """Split those whom trust or conflict joins."""
        people = len({end for edge in self.snapshot.influences for end in (edge.from_id, edge.to_id)})
        return _START + _READ * self._size + _MOVED * people * people * (count or 2)
