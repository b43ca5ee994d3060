"""How long analyses take beside what `orggraph.usecases.effort` expects of them, on accounts of growing size.

`python -m benchmarks.effort`: a few minutes. A guess under what is measured is an operation that may not end in time.
"""

import sys
import time
from collections.abc import Callable, Iterator

import benchmarks.synthetic as invented
from benchmarks.harness import machine
from orggraph.analysis.options import Options
from orggraph.graph.build import build
from orggraph.resolve.titles import read_title
from orggraph.usecases.effort import Effort
from orggraph.usecases.views import AccountView

_CASES = (
    # people, stakeholders, people of ours, options
    (200, 25, 40, Options()),
    (200, 25, 40, Options(draws=10_000)),
    (200, 190, 40, Options(draws=10_000)),
    (200, 25, 400, Options(draws=10_000, max_levels=10)),
    (2_000, 25, 40, Options()),
    (2_000, 1_000, 40, Options()),
    (2_000, 25, 2_000, Options(max_levels=10)),
    (20_000, 25, 40, Options()),
    (20_000, 25, 40, Options(draws=10_000, max_levels=10)),
    (20_000, 200, 40, Options()),
)

Work = tuple[str, Callable[[AccountView], object], float]


def main() -> None:
    print(f"{machine()}\n\n| account | analysis | expected | measured | expected : measured |\n|--|--|--|--|--|")
    for people, stakeholders, ours, options in _CASES:
        invented.STAKEHOLDERS, invented.OUR_PEOPLE = stakeholders, ours
        facts = invented.account(people)
        snapshot, deal = build(facts, read_title), facts.deals[0].id
        what = f"{people:,} people, {stakeholders} stakeholders, {ours:,} of ours; {options.draws:,} draws, {options.max_levels} levels"
        for name, work, expected in _works(Effort(snapshot), deal, options):
            taken = _timed(lambda work=work, snapshot=snapshot: work(AccountView(snapshot)))
            print(f"| {what} | {name} | {expected:.3f} s | {taken:.3f} s | {expected / taken:.1f} |")
            sys.stdout.flush()


def _works(effort: Effort, deal: str, options: Options) -> Iterator[Work]:
    yield "question", lambda view: view.question(deal, options).diagnosis, effort.question(deal, options)
    yield "assessment", lambda view: view.assess(deal, options), effort.assessment(deal, options)
    if options == Options():
        yield "small changes", lambda view: view.flips(deal, options), effort.flips(deal, options)
        yield "weights", lambda view: view.account_weights(), effort.weights()
        yield "camps", lambda view: view.camps(None), effort.camps(None)


def _timed(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


if __name__ == "__main__":
    main()
