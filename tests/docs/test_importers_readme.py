"""importers/README.md names what the code accepts."""

import re
from importlib.metadata import entry_points
from pathlib import Path

import pytest

from orggraph.domain.observations import ProblemKind, RowProblem
from orggraph_importers.crm import dynamics, hubspot, pipedrive
from orggraph_importers.crm.salesforce import LAYOUTS as SALESFORCE
from orggraph_importers.finding import DELIMITERS
from orggraph_importers.hr.org_chart import ALIASES as CHART
from orggraph_importers.linkedin.archive import PROFILE
from orggraph_importers.linkedin.connections import ALIASES as CONNECTIONS
from orggraph_importers.linkedin.parts import PARTS
from orggraph_importers.table.mapped import FIELDS as MAPPED
from orggraph_importers.unpacking import MEGABYTE, MOST_ENTRIES, MOST_IN_ALL, MOST_PER_ENTRY, MOST_RATIO

README = (Path(__file__).parents[2] / "importers" / "README.md").read_text(encoding="utf-8")
BESIDE = (PROFILE.aliases, *(layout.aliases for layout, _ in PARTS))
CONTACT_TABLES = "crm.hubspot, crm.dynamics, crm.pipedrive"
SECTIONS = {part.partition("\n")[0]: part for part in README.split("\n## ")}


def test_every_importer_has_its_place():
    for importer in entry_points(group="orggraph.importers"):
        assert re.search(rf"^\|.*`{importer.name}`.*\|", README, re.MULTILINE)
        assert any(importer.name in title.split(", ") for title in SECTIONS) or importer.name == "graph.interchange"


@pytest.mark.parametrize(
    ("name", "aliases"),
    [
        ("hr.org_chart", CHART),
        ("table.mapped", MAPPED),
        ("linkedin.archive", CONNECTIONS),
        *(("crm.salesforce", layout.aliases) for layout in SALESFORCE.values()),
        *((CONTACT_TABLES, layout.aliases) for layout in (hubspot.CONTACTS, dynamics.CONTACTS, pipedrive.PEOPLE)),
        *(("linkedin.archive", one) for one in BESIDE),
    ],
)
def test_every_name_that_a_column_may_bear_is_listed(name, aliases):
    missing = [alias for names in aliases.values() for alias in names if f"`{alias}`" not in SECTIONS[name]]
    assert missing == []


@pytest.mark.parametrize(("name", "aliases"), [("hr.org_chart", CHART), ("linkedin.archive", CONNECTIONS)])
def test_no_name_is_listed_that_no_column_may_bear(name, aliases):
    rows = [line.split("|")[2].split(".")[0] for line in SECTIONS[name].splitlines() if line.startswith("| ")]
    listed = {word for row in rows for word in row.split("`")[1::2]}
    known = (aliases, *(BESIDE if name == "linkedin.archive" else ()))
    assert listed - {alias for one in known for names in one.values() for alias in names} == set()


def test_every_kind_of_problem_stands_where_it_belongs():
    refusing, _, others = SECTIONS["What an import tells"].partition("- **refused**")[2].partition("- Problems of rows")
    for kind in ProblemKind:
        refuses = RowProblem(file="", row=1, message="", hint="", kind=kind).refuses_row
        assert f"`{kind.value}`" in (refusing if refuses else others)


def test_the_bounds_are_those_of_the_code():
    said = f"{MOST_ENTRIES:,} entries, {MOST_PER_ENTRY // MEGABYTE} MB for one, {MOST_IN_ALL // MEGABYTE} MB for all"
    assert said in README
    assert f"{MOST_RATIO} times its size" in README
    assert len(DELIMITERS) == len(["comma", "semicolon", "tab", "bar"])
