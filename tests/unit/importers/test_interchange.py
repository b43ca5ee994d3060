import json

import pytest

from orggraph.domain.ids import EntityKind
from orggraph.domain.importing import Entry, ImportContext
from orggraph.domain.observations import Observation
from orggraph.errors import InvalidInput
from orggraph_importers.graph.document import decode
from orggraph_importers.graph.interchange import IMPORTER

BASE = {
    "format": "orggraph/1",
    "accounts": [{"id": "a", "name": "Exemplis"}],
    "people": [{"id": "p", "name": "Ana Exemple", "account_id": "a"}],
    "deals": [{"id": "d", "name": "Deal", "account_id": "a"}],
}


def document(**more):
    return json.dumps({**BASE, **more}).encode()


def said(content, kind):
    emitted = IMPORTER.parse([Entry(name="x.json", content=content)], ImportContext())
    return [dict(o.said) for o in emitted if isinstance(o, Observation) and o.kind is kind]


def test_zero_and_false_are_values_and_not_nothing():
    part = {
        "deal_id": "d",
        "person_id": "p",
        "salience": 0.0,
        "conviction": 0,
        "is_blocking": False,
        "owns_delivery": False,
    }
    signal = {"deal_id": "d", "kind": "NEED_CONFIRMED", "observed_on": "2026-11-01", "strength": 0}
    content = document(stakeholders=[part], signals=[signal])
    (stated,) = said(content, EntityKind.STAKEHOLDER)
    assert {name: stated[name] for name in part if name in stated} == {
        "salience": 0.0,
        "conviction": 0,
        "is_blocking": False,
        "owns_delivery": False,
    }
    assert said(content, EntityKind.SIGNAL)[0]["strength"] == 0


def test_one_thing_may_stand_once_for_each_time():
    before = {"id": "p", "name": "Ana Exemple", "title": "Buyer", "account_id": "a", "valid_until": "2025-01-01"}
    after = {"id": "p", "name": "Ana Exemple", "title": "CFO", "account_id": "a", "valid_from": "2025-01-01"}
    assert [part.title for part in decode("x.json", document(people=[before, after])).people] == ["Buyer", "CFO"]


@pytest.mark.parametrize("overlap", [{}, {"valid_from": "2024-12-31"}])
def test_one_thing_twice_at_one_time_is_refused(overlap):
    before = {"id": "p", "name": "Ana", "valid_until": "2025-01-01"}
    with pytest.raises(InvalidInput, match="the id p stands twice"):
        decode("x.json", document(people=[before, {"id": "p", "name": "Ana", **overlap}], deals=[]))


def test_a_document_nested_without_end_is_refused_in_words():
    deep = b'{"format": "orggraph/1", "accounts": ' + b"[" * 200_000 + b"]" * 200_000 + b"}"
    with pytest.raises(InvalidInput, match="nested"):
        decode("x.json", deep)


def test_a_misspelt_field_is_refused_with_its_path():
    with pytest.raises(InvalidInput, match=r"\$\.people\[0\]\.nmae is unknown"):
        decode("x.json", document(people=[{"id": "p", "name": "Ana", "nmae": "x"}]))


@pytest.mark.parametrize(("name", "value"), [("id", "p\x00"), ("title", "\x00"), ("keys", ["hr:x/1", "hr:\x00"])])
def test_a_character_that_no_text_holds_is_refused_with_its_path(name, value):
    with pytest.raises(InvalidInput, match=rf"\$\.people\[0\]\.{name} holds the character NUL"):
        decode("x.json", document(people=[{"id": "p", "name": "Ana", name: value}]))
