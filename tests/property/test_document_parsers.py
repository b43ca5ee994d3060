"""Every parser of documents, alone: whatever it is given, it says what it finds, or refuses the file with an error that is declared."""

import json

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from orggraph.bootstrap import formats
from orggraph.domain.importing import Entry, ImportContext
from orggraph.domain.observations import Observation, RowProblem, Skipped, Taken
from orggraph.errors import InvalidInput, OrgGraphError, TooLargeError, UnreadableFile
from tests.importers.sampling import CASES, files_of
from tests.unit.importers.graph_texts import graphml, neo4j_csv

DECLARED = (UnreadableFile, TooLargeError, InvalidInput)
SAID = ImportContext(company="Exemplis")
JSON = ["graph.cytoscape", "graph.json_graph", "graph.node_link", "hr.scim"]
NAMES = ["cards.vcard", "graph.graphml", "graph.neo4j_csv", *JSON]
PARSERS = {one.name: one for one in formats().importers if one.name in NAMES}
SAMPLES = {name: [path for case in CASES if case.parent.name == name for path in files_of(case)] for name in NAMES}
SENSE = [
    "", "1", "2", "Ana Un", "Bo Deux", "person", "seat", "reports to", "SOLID", "TIE", "a", "s1", "true", "2026-01-01", "ana@x.example",
    "[", "{}", "\x00", "\ud7ff", "id:x", "user:ana",
]  # fmt: skip
WORDS = st.sampled_from(SENSE) | st.text(max_size=6)
NAMED = [
    "id", "name", "label", "node", "side", "account", "seat", "holder", "kind", "type", "source", "target", "stated_by", "weight", "confidence",
    "since", "until", "keys", "title", "email", "seniority", "d__stance", "d__roles", "d__stakeholder", "metadata", "relation", "directed",
    "data", "group", "value", "has_left", "exchanges", "report_id",
]  # fmt: skip
KEYS = st.sampled_from(NAMED)
KINDS = WORDS | st.sampled_from(["SOLID", "DOTTED", "TIE", "TRUST", "knows"])
OF_A_USER = [
    "id", "externalId", "userName", "displayName", "name", "title", "userType", "active", "emails", "schemas",
    "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User",
]  # fmt: skip
OF_A_PART = ["value", "type", "primary", "manager", "department", "givenName", "familyName", "$ref"]
HEAD = ["account", "ours", "deals", "signals", "escalations", "tops", "as_of"]


def anything():
    plain = st.none() | st.booleans() | st.integers() | st.floats() | WORDS
    inside = lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3)  # noqa: E731
    return st.recursive(plain, inside, max_leaves=6)


ANYTHING = st.deferred(anything)
PARTS = st.dictionaries(KEYS, ANYTHING, max_size=6)


@st.composite
def nodes(draw):
    own = {"id": draw(st.sampled_from(["1", "2", 3])), "node": draw(st.sampled_from(["person", "seat", "x"]))}
    return draw(st.sampled_from([{**draw(PARTS), **own}, {**own, **draw(PARTS)}, draw(ANYTHING)]))


@st.composite
def edges(draw):
    ends = {"source": draw(st.sampled_from(["1", 2])), "target": draw(st.sampled_from(["1", "2"])), "kind": draw(KINDS)}
    return draw(st.sampled_from([{**draw(PARTS), **ends}, {**ends, **draw(PARTS)}, draw(ANYTHING)]))


@st.composite
def heads(draw):
    records = st.lists(PARTS, max_size=2) | PARTS | PARTS.map(json.dumps) | st.just('[{"id": "d", "name": "x"}]')
    return draw(st.dictionaries(st.sampled_from(HEAD), records | ANYTHING, max_size=4) | ANYTHING)


@st.composite
def users(draw):
    parts = st.dictionaries(st.sampled_from(OF_A_PART), ANYTHING, max_size=3)
    said = st.dictionaries(st.sampled_from(OF_A_USER), parts | st.lists(parts, max_size=2) | ANYTHING, max_size=6)
    return draw(said.map(lambda one: {"userName": "x", **one}) | ANYTHING)


@st.composite
def documents(draw, name):
    """Draw a document of about the right form."""
    if name == "hr.scim":
        return draw(st.lists(users(), min_size=1, max_size=4) | users())
    told, joined, head = draw(st.lists(nodes(), max_size=4)), draw(st.lists(edges(), max_size=4)), draw(heads())
    if name == "graph.node_link":
        return {"nodes": told, "links": joined, "graph": head, "directed": draw(ANYTHING)}
    if name == "graph.json_graph":
        named = draw(st.dictionaries(WORDS, ANYTHING, max_size=3))
        return {"graph": {"nodes": draw(st.sampled_from([told, named])), "edges": joined, "metadata": head}}
    wrapped = ([{"data": one} for one in parts] for parts in (told, joined))
    return {"elements": dict(zip(("nodes", "edges"), wrapped, strict=True)), "data": head}


PIECES = [b"<", b">", b'"', b"&", b"&#0;", b"<node", b"</graph>", b"<data key='x'>", b"{", b"[", b"null", b"1e999", b"\\ud800", b";", b":", b"=\r\n", b"\n ", b"BEGIN:VCARD\n", b"END:VCARD\n", b":ID", b":START_ID", b"\xff", b"\x00", b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b",", b"NaN"]  # fmt: skip


def parsed(name, *files):
    """Read files with one parser, claimed or not; anything but an error that is declared fails."""
    entries = [Entry(name=f"file{number}", content=content) for number, content in enumerate(files)]
    found = PARSERS[name].identify(entries)
    assert found is None or 0 <= found.confidence <= 1
    try:
        emitted = list(PARSERS[name].parse(entries, SAID))
    except DECLARED as error:
        emitted = [error]
    assert all(isinstance(one, Observation | RowProblem | Skipped | Taken | OrgGraphError) for one in emitted)
    assert all(one.message and one.hint for one in emitted if isinstance(one, (RowProblem, *DECLARED)))


@pytest.mark.parametrize("name", JSON)
@settings(deadline=None, max_examples=120)
@given(st.data())
def test_json_of_about_the_right_form_is_read_or_refused(name, data):
    parsed(name, json.dumps(data.draw(documents(name))).encode())


@pytest.mark.parametrize("name", NAMES)
@settings(deadline=None, max_examples=60)
@given(st.data())
def test_a_sample_that_was_spoilt_is_read_or_refused(name, data):
    content = data.draw(st.sampled_from(SAMPLES[name])).read_bytes()
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(content)))
        end = data.draw(st.integers(start, min(len(content), start + 40)))
        piece = data.draw(st.sampled_from(PIECES) | st.binary(max_size=6))
        content = content[:start] + piece + content[data.draw(st.sampled_from([start, end])) :]
    parsed(name, content)


@pytest.mark.parametrize("name", NAMES)
@settings(deadline=None, max_examples=60)
@given(st.binary(max_size=200) | st.lists(st.sampled_from(PIECES), max_size=30).map(b"".join))
@example(b"")
@example(b"[" * 100_000)
@example(b"{" + b'"a":{' * 50_000)
@example(b"<graphml>" + b"<node>" * 50_000)
@example(b"BEGIN:VCARD\n" * 5_000)
@example(b"\xff\xfe\x00\xd8" * 20)
def test_any_bytes_are_read_or_refused(name, content):
    parsed(name, content)


NODE = st.dictionaries(st.sampled_from(NAMED[1:]), WORDS, max_size=5)
TOLD = st.dictionaries(st.sampled_from(["1", "2", "s1", "Ana Un"]), NODE, max_size=4)
JOINED = st.lists(st.tuples(st.sampled_from(["1", "2"]), st.sampled_from(["1", "2", "s1"]), NODE), max_size=4)


@settings(deadline=None, max_examples=100)
@given(TOLD, JOINED, st.sampled_from(["directed", "undirected", ""]))
def test_graphml_of_the_right_form_is_read_or_refused(nodes, edges, directed):
    parsed("graph.graphml", graphml(nodes, edges, directed).encode("utf-8", "replace"))


@settings(deadline=None, max_examples=60)
@given(TOLD, JOINED)
def test_tables_of_neo4j_of_the_right_form_are_read_or_refused(nodes, edges):
    entries = formats().unpack("graph.zip", neo4j_csv(nodes, edges))
    parsed("graph.neo4j_csv", *(entry.content for entry in entries))


LINES = st.lists(
    st.tuples(
        st.sampled_from(["N", "FN", "ORG", "TITLE", "EMAIL", "item1.EMAIL", "item1.X-ABLabel", "X-MS-MANAGER", "URL", "UID", "KIND", "AGENT", "PHOTO", "BEGIN", "END", ""]),
        st.sampled_from(["", ";TYPE=work", ";HOME", ";ENCODING=QUOTED-PRINTABLE", ";CHARSET=hex;ENCODING=Q", ";ENCODING=b", ';X="a;b', ";CHARSET=utf-7;QUOTED-PRINTABLE"]),
        st.sampled_from(["VCARD", "Un;Ana", "Ana Un", "Exemplis;Finance", "=C9=", "=41=\n", "w4k=", "!", "\\", "\\n\\;\\,", "group", "ana@x.example"]) | st.text(max_size=8),
    ).map(lambda line: f"{line[0]}{line[1]}:{line[2]}\r\n"),
    max_size=12,
)  # fmt: skip


@settings(deadline=None, max_examples=120)
@given(st.lists(LINES.map(lambda lines: f"BEGIN:VCARD\r\n{''.join(lines)}END:VCARD\r\n"), max_size=3))
def test_cards_of_about_the_right_form_are_read_or_refused(cards):
    parsed("cards.vcard", "".join(cards).encode("utf-8", "replace"))
