"""Each format has a sample, which its importer alone claims, and which comes to what a reader once agreed to."""

from importlib.metadata import entry_points

import pytest

from orggraph.bootstrap import formats
from orggraph.errors import UnreadableFile
from tests.importers.sampling import CASES, content_of, told, written

IDS = [f"{case.parent.name}/{case.name}" for case in CASES]


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_a_sample_comes_to_what_is_written_beside_it(case):
    assert written(case) == (case / "expected.json").read_text(encoding="utf-8")


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_a_sample_is_known_by_its_importer_alone(case):
    name, content = content_of(case)
    if told(case).get("map"):
        with pytest.raises(UnreadableFile):
            formats().recognise(name, formats().unpack(name, content))
    else:
        assert formats().recognise(name, formats().unpack(name, content))[0].name == case.parent.name


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_no_importer_claims_the_sample_of_another_but_the_general_chart_less_surely(case):
    entries = formats().unpack(*content_of(case))
    claims = {i.name: claim.confidence for i in formats().importers if (claim := i.identify(entries))}
    sure = {name: confidence for name, confidence in claims.items() if confidence > 0}
    own = sure.pop(case.parent.name, 0.0)
    assert bool(own) != bool(told(case).get("map"))
    assert sure.keys() <= {"hr.org_chart"}
    assert all(confidence < own for confidence in sure.values())


@pytest.mark.parametrize("name", [entry.name for entry in entry_points(group="orggraph.importers")] + ["table.mapped"])
def test_every_importer_has_a_sample(name):
    assert any(case.parent.name == name for case in CASES)
