"""Change the code of `analysis/` and `resolve/` in many small ways, see which of them a test notices, and write `docs/mutants.md`."""

import argparse
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

from mutmut.mutation.data import SourceFileMutationData
from mutmut.mutation.diff_apply import get_diff_for_mutant
from mutmut.mutation.file_mutation import mutate_file_contents
from mutmut.utils.file_utils import walk_mutatable_files
from mutmut.utils.format_utils import get_mutant_name

from mutation.sampling import sample, wilson

WORK = Path("mutants")
PAGE = Path("docs/mutants.md")
FAILED, COLLECTING, OUT_OF_TIME, UNTRIED = "a test failed", "a test file failed", "out of time", "untried"
NOTICED = (FAILED, COLLECTING, OUT_OF_TIME)
_STATUS = {1: FAILED, 2: COLLECTING, 0: "survived", 33: "no tests"} | dict.fromkeys((-24, -9, 24, 36, 152), OUT_OF_TIME)
"""By the exit code that mutmut keeps; tests that could not be run are none that failed, though mutmut counts some as such."""
_OPTIONS = (
    # hypothesis is imported before the fork
    "-W ignore::pytest.PytestAssertRewriteWarning "
    # takes as long as all the others of its module
    "--deselect tests/unit/analysis/test_hierarchy.py::test_twenty_thousand_people_in_one_chain_and_in_one_ring"
)
_MOST, _FEW = 0.5, 0.02
_FIGURES = re.compile(r"(?<=<!-- figures -->\n).*(?=<!-- end of figures -->)", re.DOTALL)


def possible() -> dict[str, list[str]]:
    """Name every mutant of each file."""
    return {
        str(path): [
            str(get_mutant_name(path, name)) for name in mutate_file_contents(str(path), path.read_text()).mutant_names
        ]
        for path in walk_mutatable_files()
    }


def outcomes(chosen: list[str]) -> dict[str, tuple[Path, str]]:
    """Read what became of the chosen mutants, each with its file."""
    wanted, found = set(chosen), {}
    for path in walk_mutatable_files():
        data = SourceFileMutationData(path=path)
        data.load()
        for name, code in data.exit_code_by_key.items():
            if name in wanted:
                found[name] = path, _STATUS.get(code, UNTRIED)
    return found


def change(name: str, path: Path) -> str:
    """Give the lines of a mutant that differ, as a cell of a table."""
    lines = [line for line in get_diff_for_mutant(name, path=path).splitlines() if not line.startswith(("---", "+++"))]
    was, became = (" ".join(line[1:].strip() for line in lines if line.startswith(sign)) for sign in "-+")
    return " | ".join(f"`` {_cell(text)} ``" for text in (was, became))


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def report(found: dict[str, tuple[Path, str]], total: int, seed: int) -> str:
    """Write the figures and what survived."""
    counts = Counter(status for _, status in found.values())
    noticed = sum(counts[status] for status in NOTICED)
    low, high = wilson(noticed, len(found))
    command = f"make mutants SAMPLE={'all' if len(found) == total else len(found)} SEED={seed}"
    lines = [
        f"**{noticed / len(found):.1%}** of the mutants tried are noticed: {noticed} of {len(found)}, drawn from {total:,}",
        f"(95 % interval of Wilson: {low:.1%} to {high:.1%}). `{command}`, {datetime.now(UTC).date()}.",
        "",
        "| part | tried | noticed | by a test | by a test file that cannot be read in | by running out of time |",
        "|--|--|--|--|--|--|",
    ]
    for part in ("orggraph/analysis", "orggraph/resolve"):
        here = Counter(status for path, status in found.values() if path.is_relative_to(part))
        seen = [here[status] for status in NOTICED]
        lines.append(f"| `{part}` | {here.total()} | {sum(seen)} | {' | '.join(map(str, seen))} |")
    lines += ["", "What survived:", "", "| where | was | became |", "|--|--|--|"]
    for name, (path, status) in sorted(found.items()):
        if status not in NOTICED:
            where = f"`{path.relative_to('orggraph')}`, `{_function(name)}`"
            lines.append(f"| {where} | {change(name, path)} |")
    return "\n".join(lines) + "\n"


def _function(name: str) -> str:
    return name.rpartition(".")[2].partition("__mutmut_")[0].removeprefix("x_").removeprefix("xǁ").replace("ǁ", ".")


def _wanted(text: str) -> int | None:
    """Read how many mutants to try; None is all."""
    if text == "all":
        return None
    if not text.isdecimal() or not int(text):
        raise argparse.ArgumentTypeError(f"a whole number from 1, or `all`, not {text!r}")
    return int(text)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m mutation")
    parser.add_argument("--sample", type=_wanted, default=400, help="how many mutants, or `all`")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument(
        "--again", action="store_true", help="trust what the last run found out of tests and their times"
    )
    given = parser.parse_args()
    if not given.again:
        shutil.rmtree(WORK, ignore_errors=True)
    mutants = possible()
    total = sum(map(len, mutants.values()))
    chosen = sample(mutants, given.sample or total, given.seed)
    mutmut = Path(sys.executable).with_name("mutmut")
    same = {**os.environ, "PYTHONHASHSEED": "0", "PYTEST_ADDOPTS": _OPTIONS}
    subprocess.run([mutmut, "run", "--max-children", str(given.processes), *chosen], check=True, env=same)  # noqa: S603
    found = outcomes(chosen)
    counts = Counter(status for _, status in found.values())
    # where something is wrong with the run itself, it is so for most mutants
    if counts[FAILED] < len(chosen) * _MOST or counts[UNTRIED] > len(chosen) * _FEW:
        sys.exit(
            f"Too many mutants could not be tried on the tests, so there is no figure: {dict(counts)}. See mutants/."
        )
    figures = report(found, total, given.seed)
    PAGE.write_text(_FIGURES.sub(lambda _: figures, PAGE.read_text(encoding="utf-8")), encoding="utf-8")
    print(figures.partition("\n\n")[0])


if __name__ == "__main__":
    main()
