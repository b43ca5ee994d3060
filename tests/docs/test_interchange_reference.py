"""The reference of the interchange document is current, complete and true."""

import json
from dataclasses import fields
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from orggraph.bootstrap import formats, open_store
from orggraph.domain.interchange import Document, StancePart
from orggraph.domain.people import Person
from orggraph.domain.viewer import LOCAL
from orggraph.errors import InvalidInput
from orggraph.usecases.exporting import export
from orggraph.usecases.importing import ImportRequest, import_file
from orggraph_importers.graph.document import HINT, decode
from orggraph_importers.graph.schema import schema_text
from tests.unit.importers.import_files import NOW, of_type, reports

ROOT = Path(__file__).parents[2]
REFERENCE = ROOT / "docs" / "reference" / "interchange.md"
TEXT = REFERENCE.read_text(encoding="utf-8")
SCHEMA = json.loads(REFERENCE.with_suffix(".schema.json").read_text(encoding="utf-8"))
EXAMPLE = TEXT.partition("```json\n")[2].partition("```")[0]


def errors(document):
    return [error.message for error in Draft202012Validator(SCHEMA).iter_errors(document)]


def test_the_schema_is_what_the_types_make():
    assert schema_text() == REFERENCE.with_suffix(".schema.json").read_text(encoding="utf-8"), "run `make docs`"
    Draft202012Validator.check_schema(SCHEMA)


def test_the_hint_of_an_error_names_a_file_that_is_there():
    (path,) = (word.rstrip(".") for word in HINT.split() if "/" in word)
    assert ROOT / path == REFERENCE.with_suffix(".schema.json")
    with pytest.raises(InvalidInput) as refused:
        decode("x.json", b'{"format": "orggraph/1", "deals": [{"id": "d", "name": "Deal", "account_id": "a"}]}')
    assert path in refused.value.hint


def test_every_field_of_every_part_is_explained_in_its_section():
    sections = {part.partition("\n")[0]: part for part in TEXT.split("\n## ")}
    stated = {"source", "confidence", "valid_from", "valid_until"}
    assert all(f"`{name}`" in sections["Every part"] for name in stated)
    for section in fields(Document):
        if section.name != "format":
            named = {field.name for field in fields(section.type.__args__[0])} - stated
            assert [name for name in named if f"`{name}`" not in sections[section.name]] == []
    assert all(f"`{field.name}`" in sections["stakeholders"] for field in fields(StancePart))


def test_the_example_is_valid_and_is_imported():
    assert errors(json.loads(EXAMPLE)) == []
    store = open_store("memory:")
    report = import_file(
        store, LOCAL, formats(), ImportRequest(file_name="example.json", content=EXAMPLE.encode()), NOW
    )
    assert (report.problems, report.refused, report.rows_read) == ((), 0, 15)
    assert report.taken == {
        "account": 2,
        "person": 3,
        "position": 1,
        "relation": 5,
        "deal": 1,
        "stakeholder": 1,
        "signal": 1,
        "escalation": 1,
    }
    assert {person.name for person in of_type(store, Person)} == {"Oana Vasilescu", "Ana Exemple", "Bo Modèle"}
    assert reports(store) == [
        ("Ana Exemple", "Bo Modèle"),
        ("Bo Modèle", "Chief Operating Officer"),
        ("Chief Operating Officer", None),
    ]


@pytest.mark.parametrize("name", ["deals.json", "reporting-conflict.json"])
def test_the_example_documents_are_valid(name):
    assert errors(json.loads((ROOT / "examples" / name).read_text(encoding="utf-8"))) == []


def test_the_export_of_a_whole_workspace_is_valid():
    store = open_store("memory:")
    plan = json.loads((ROOT / "examples" / "workspace.json").read_text(encoding="utf-8"))
    for step in plan["imports"]:
        file = ROOT / "examples" / step.pop("file")
        given = ImportRequest(file_name=file.name, content=file.read_bytes(), **step)
        import_file(store, LOCAL, formats(), given, NOW)
    document = json.loads(export(store, LOCAL))
    assert errors(document) == []
    assert {section: bool(parts) for section, parts in document.items() if section != "format"} == dict.fromkeys(
        (part.name for part in fields(Document) if part.name != "format"), True
    )


WRONG = {
    "format": ("format", "orggraph/9"),
    "an unknown section": ("persons", []),
    "an unknown field": ("accounts.0.nmae", "x"),
    "an unknown field of a stance": ("stakeholders.0.stance.vlaue", 0.5),
    "no name": ("accounts.0.name", ""),
    "no id": ("people.0.id", ""),
    "an empty reference": ("people.0.account_id", ""),
    "a number for a text": ("accounts.0.name", 7),
    "a share above one": ("relations.0.confidence", 1.5),
    "a share below nothing": ("stakeholders.0.salience", -0.1),
    "a stance beyond": ("stakeholders.0.stance.value", -2),
    "an axis beyond": ("stakeholders.0.stance.synergy", 5),
    "fewer than no people": ("accounts.1.employee_count", -1),
    "an unknown kind": ("signals.0.kind", "SMILE"),
    "an unknown role": ("stakeholders.0.roles", ["KING"]),
    "nothing where something must be": ("deals.0.name", None),
}


@pytest.mark.parametrize(("path", "value"), WRONG.values(), ids=WRONG)
def test_what_the_schema_refuses_the_importer_refuses(path, value):
    document = json.loads(EXAMPLE)
    part = document
    *steps, last = path.split(".")
    for step in steps:
        part = part[int(step) if step.isdecimal() else step]
    part[last] = value
    assert errors(document) != []
    with pytest.raises(InvalidInput, match=r"x\.json: .*\$"):
        decode("x.json", json.dumps(document).encode())
