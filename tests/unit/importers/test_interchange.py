import json
from datetime import date

import pytest

from orggraph.analysis.escalation import Options
from orggraph.bootstrap import formats, open_store
from orggraph.domain.deals import Deal, Stakeholder
from orggraph.domain.ids import EntityKind
from orggraph.domain.importing import Entry, ImportContext
from orggraph.domain.observations import Observation
from orggraph.domain.people import Account
from orggraph.domain.positions import Line, Position
from orggraph.domain.signals import Signal
from orggraph.domain.viewer import LOCAL
from orggraph.errors import InvalidInput
from orggraph.usecases.escalate import escalate
from orggraph.usecases.importing import import_file
from orggraph_importers.graph.document import decode
from orggraph_importers.graph.interchange import IMPORTER
from tests.unit.importers.import_files import NOW, contacts, of_type, request

BASE = {
    "format": "orggraph/1",
    "accounts": [{"id": "a", "name": "Exemplis"}],
    "people": [{"id": "p", "name": "Ana Exemple", "account_id": "a"}],
    "deals": [{"id": "d", "name": "Deal", "account_id": "a"}],
}


def document(**more):
    return json.dumps({**BASE, **more}).encode()


def take(content, store=None):
    store = store or open_store("memory:")
    return import_file(store, LOCAL, formats(), request(content, "x.json"), NOW), store


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


def wrong(**more):
    with pytest.raises(InvalidInput) as refused:
        decode("x.json", document(**more))
    return refused.value.message


PEOPLE = [{"id": "p", "name": "Ana", "account_id": "a"}, {"id": "q", "name": "Bo", "account_id": "a"}]
SOLID = {"kind": "SOLID", "from_id": "p", "to_id": "q"}
REFUSED = {
    "an account without a name": ({"accounts": [{"id": "a", "name": ""}]}, "$.accounts[0].name is empty"),
    "a person without a name": ({"people": [{"id": "p", "name": ""}]}, "$.people[0].name is empty"),
    "an empty id": ({"people": [{"id": "", "name": "Ana"}]}, "$.people[0].id is empty"),
    "a key that is none": ({"people": [{"id": "p", "name": "Ana", "keys": ["x"]}]}, "$.people[0].keys: 'x' is no key"),
    "a key that would join by name": (
        {"people": [{"id": "p", "name": "Ana", "keys": ["name:bo|acc_1"]}]},
        "$.people[0].keys: 'name:bo|acc_1' is no key",
    ),
    "two accounts of ours": (
        {"accounts": [{"id": "a", "name": "A", "is_ours": True}, {"id": "b", "name": "B", "is_ours": True}]},
        "$.accounts: more than one is ours",
    ),
    "a time that ends before it begins": (
        {"people": [{"id": "p", "name": "Ana", "valid_from": "2026-01-02", "valid_until": "2026-01-02"}]},
        "$.people[0].valid_until is not after 2026-01-02",
    ),
    "a signal that ended before it was seen": (
        {
            "signals": [
                {"deal_id": "d", "kind": "NEED_CONFIRMED", "observed_on": "2026-02-01", "valid_until": "2026-01-01"}
            ]
        },
        "$.signals[0].valid_until is not after 2026-02-01",
    ),
    "an amount that is none": (
        {"deals": [{"id": "d", "name": "D", "account_id": "a", "amount": "NaN"}]},
        "$.deals[0].amount is NaN, which is no amount",
    ),
    "an axis beyond four": (
        {"stakeholders": [{"deal_id": "d", "person_id": "p", "stance": {"value": 0, "synergy": 5}}]},
        "$.stakeholders[0].stance.synergy is 5, not between 0 and 4",
    ),
    "a person twice in a deal": (
        {"stakeholders": [{"deal_id": "d", "person_id": "p"}, {"deal_id": "d", "person_id": "p"}]},
        "$.stakeholders: p stands twice in the deal d",
    ),
    "two managers of one source": (
        {"people": PEOPLE, "relations": [SOLID, {**SOLID, "to_id": None}]},
        "$.relations: SOLID p of None stands twice",
    ),
    "one tie from both ends": (
        {"people": PEOPLE, "relations": [{"kind": "TIE", "from_id": f, "to_id": t} for f, t in ("pq", "qp")]},
        "$.relations: TIE p q of None stands twice",
    ),
    "somebody above themselves": (
        {"relations": [{**SOLID, "to_id": "p"}]},
        "$.relations[0].to_id is the same as from_id",
    ),
    "a line from somebody at no account": (
        {"people": [PEOPLE[0], {"id": "q", "name": "Bo"}], "relations": [SOLID]},
        "$.relations[0].to_id names q, who is at no account",
    ),
    "a line of what is both": (
        {"people": PEOPLE, "positions": [{"id": "q", "account_id": "a", "title": "CFO"}], "relations": [SOLID]},
        "$.relations[0].to_id: q is both a person and a position",
    ),
    "trust in a seat": (
        {
            "positions": [{"id": "s", "account_id": "a", "title": "CFO"}],
            "relations": [{"kind": "TRUST", "from_id": "s", "to_id": "p"}],
        },
        "$.relations[0].from_id names s, which is not among the document's people",
    ),
    "a dotted line to nobody": (
        {"relations": [{"kind": "DOTTED", "from_id": "p", "to_id": None}]},
        "$.relations[0].to_id is missing",
    ),
    "trust that is mutual": (
        {"people": PEOPLE, "relations": [{**SOLID, "kind": "TRUST", "direction": "MUTUAL"}]},
        "$.relations[0].direction: only a TIE is MUTUAL",
    ),
    "what is not there": (
        {"escalations": [{"deal_id": "x", "caller_id": "p", "target_id": "p"}]},
        "$.escalations[0].deal_id names x, which is not in the document",
    ),
}


@pytest.mark.parametrize(("more", "message"), REFUSED.values(), ids=REFUSED)
def test_what_would_be_lost_or_cannot_be_is_refused_with_its_path(more, message):
    assert f"x.json: {message}" in wrong(**more)


def test_the_first_ten_faults_are_told_and_the_others_counted():
    people = [{"id": f"p{n}", "name": "Ana", "account_id": "?"} for n in range(12)]
    message = wrong(people=people, deals=[])
    assert (message.count("names ?"), message.endswith(" and 2 more.")) == (10, True)


def test_two_signals_alike_without_ids_are_two():
    signal = {"deal_id": "d", "kind": "FOLLOW_UP_SENT", "observed_on": "2026-11-01"}
    _, store = take(document(signals=[signal, signal]))
    assert len(of_type(store, Signal)) == 2
    again, _ = take(document(signals=[signal, signal]), store)
    assert (again.created, again.changed) == (0, 0)


def test_the_evidence_of_a_stance_is_the_signals_of_the_document():
    signal = {"id": "s1", "deal_id": "d", "kind": "NEED_CONFIRMED", "observed_on": "2026-11-01"}
    part = {"deal_id": "d", "person_id": "p", "stance": {"value": 0.5, "evidence_ids": ["s1"]}}
    _, store = take(document(signals=[signal], stakeholders=[part]))
    (seen,), (stated,) = of_type(store, Signal), of_type(store, Stakeholder)
    assert stated.stance.evidence_ids == (seen.id,)


def test_a_document_in_utf_16_is_read():
    report, _ = take(document().decode().encode("utf-16"))
    assert report.taken == {"account": 1, "person": 1, "deal": 1}


def test_a_line_is_drawn_where_the_person_was_at_that_time():
    people = [
        {"id": "p", "name": "Ana", "account_id": "a", "valid_until": "2025-01-01"},
        {"id": "p", "name": "Ana", "account_id": "b", "valid_from": "2025-01-01"},
        {"id": "q", "name": "Bo", "account_id": "a"},
        {"id": "r", "name": "Cy", "account_id": "b"},
    ]
    lines = [
        {"kind": "SOLID", "from_id": "p", "to_id": "q", "valid_until": "2025-01-01"},
        {"kind": "SOLID", "from_id": "p", "to_id": "r", "valid_from": "2025-01-01"},
    ]
    accounts = [{"id": "a", "name": "Exemplis"}, {"id": "b", "name": "Autre"}]
    _, store = take(document(accounts=accounts, people=people, relations=lines, deals=[]))
    names = {account.id: account.name for account in of_type(store, Account)}
    assert sorted((names[line.account_id], line.since, line.until) for line in of_type(store, Line)) == [
        ("Autre", date(2025, 1, 1), None),
        ("Exemplis", None, date(2025, 1, 1)),
    ]


def test_a_seat_tells_from_when_to_when_it_is_held():
    seats = [
        {"id": "s", "account_id": "a", "title": "CFO", "holder_id": "p", "valid_until": "2025-01-01"},
        {"id": "s", "account_id": "a", "title": "CFO", "valid_from": "2025-01-01"},
    ]
    _, store = take(document(positions=seats))
    assert [(seat.holder_id is None, seat.since, seat.until) for seat in of_type(store, Position)] == [
        (False, None, date(2025, 1, 1)),
        (True, date(2025, 1, 1), None),
    ]


@pytest.mark.parametrize("ours", [False, True])
def test_a_line_out_of_its_account_leaves_its_deals_answerable(ours):
    accounts = [{"id": "a", "name": "Exemplis"}, {"id": "b", "name": "Autre", "is_ours": ours}]
    people = [PEOPLE[0], {"id": "q", "name": "Bo", "account_id": "b"}]
    _, store = take(document(accounts=accounts, people=people, relations=[SOLID]))
    (deal,) = of_type(store, Deal)
    _, assessment = escalate(store, LOCAL, deal.id, NOW.date(), Options())
    with store.reading(LOCAL) as reader:
        facts = reader.facts(deal.id, NOW.date())
    assert (assessment.deal_id, facts.account.name, facts.lines) == (deal.id, "Exemplis", ())


def test_our_account_is_one_however_often_it_is_named():
    """An owner is given before anybody names the firm; then a document does."""
    _, store = contacts("First Name,Last Name,Connected On\nAna,Exemple,\n")
    assert [(a.name, a.is_ours) for a in of_type(store, Account)] == [("Our organisation", True)]
    take(document(accounts=[{"id": "a", "name": "Velmont", "is_ours": True}], deals=[]), store)
    assert [(a.name, a.is_ours) for a in of_type(store, Account)] == [("Velmont", True)]
