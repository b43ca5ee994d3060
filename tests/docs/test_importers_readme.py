"""importers/README.md names what the code accepts."""

import re
from importlib.metadata import entry_points
from pathlib import Path

from orggraph.domain.importing import MOST_READ
from orggraph.domain.observations import ProblemKind, RowProblem
from orggraph.usecases.import_work import MOST_PROBLEMS
from orggraph_importers.finding import DELIMITERS
from orggraph_importers.json_text import MOST_PARTS
from orggraph_importers.unpacking import MEGABYTE, MOST_ENTRIES, MOST_IN_ALL, MOST_RATIO
from orggraph_importers.workbook import MOST_CELLS

README = (Path(__file__).parents[2] / "importers" / "README.md").read_text(encoding="utf-8")
SECTIONS = {part.partition("\n")[0]: part for part in README.split("\n## ")}


def test_every_importer_has_its_place():
    for importer in entry_points(group="orggraph.importers"):
        assert re.search(rf"^\|.*`{importer.name}`.*\|", README, re.MULTILINE)
        assert any(importer.name in title.split(", ") for title in SECTIONS) or importer.name == "graph.interchange"


def test_every_kind_of_problem_stands_where_it_belongs():
    refusing, _, others = SECTIONS["What an import tells"].partition("- **refused**")[2].partition("- Problems of rows")
    for kind in ProblemKind:
        refuses = RowProblem(file="", row=1, message="", hint="", kind=kind).refuses_row
        assert f"`{kind.value}`" in (refusing if refuses else others)


def test_the_bounds_are_those_of_the_code():
    said = f"{MOST_ENTRIES:,} entries, {MOST_IN_ALL // MEGABYTE} MB for the archive with all that it holds"
    assert said in README
    assert f"{MOST_RATIO} times its size" in README
    assert f"{MOST_CELLS:,} cells" in README
    assert f"{MOST_READ // MEGABYTE} MB is refused" in README
    assert f"{MOST_PROBLEMS:,} problems" in README
    assert f"{MOST_PARTS:,} parts" in README
    assert len(DELIMITERS) == len(["comma", "semicolon", "tab", "bar"])
