"""The whole assessment of one deal, with what stands against it, on accounts of growing size; beside a plain script.

From a snapshot at hand: diagnosis, gate, every caller and target, forecasts on 1,000 draws, disavowal, opposition.
"""

import math
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.harness import Row, Times, race, show, under
from benchmarks.plain_script import PEER, answer
from benchmarks.synthetic import account, tables
from orggraph.analysis.escalation import conclude
from orggraph.analysis.insights import alerts
from orggraph.analysis.opposition import opposition_risk
from orggraph.analysis.question import ask
from orggraph.graph.build import build
from orggraph.graph.snapshot import OrgSnapshot
from orggraph.resolve.titles import read_title

_AIMS = {200: (0.025, 31), 2_000: (0.120, 11), 20_000: (1.5, 3)}
"""People -> the time to stay under, and how many rounds."""
_GROWTH = 1.1


def whole(snapshot: OrgSnapshot, deal_id: str) -> None:
    """Answer everything that is asked of a deal at once."""
    question = ask(snapshot, deal_id)
    conclude(question)
    opposition_risk(question.model, alerts(question))


def rows() -> list[Row]:
    found = [_row(people) for people in _AIMS]
    first, last = found[0].times, found[-1].times
    sizes = list(_AIMS)
    exponent = math.log(last.ours / first.ours) / math.log(sizes[-1] / sizes[0])
    growth = Row(
        work=f"growth of the whole assessment from {sizes[0]:,} to {sizes[-1]:,} people",
        peer="the same script",
        times=last,
        reached=f"exponent {exponent:.2f}",
        aim=f"{_GROWTH} or less",
        met=exponent <= _GROWTH,
    )
    return [*found, growth]


def _row(people: int) -> Row:
    facts = account(people)
    snapshot = build(facts, read_title)
    aim, rounds = _AIMS[people]
    with TemporaryDirectory() as name:
        folder = Path(name)
        tables(facts, folder)
        times: Times = race(lambda: whole(snapshot, facts.deals[0].id), lambda: answer(folder), rounds)
    return under(f"the whole assessment, {people:,} people, from a snapshot", PEER, times, aim)


if __name__ == "__main__":
    show(rows())
