"""What a workspace holds, however it came there, comes back from its export."""

import json
from dataclasses import MISSING
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from orggraph.analysis.escalation import Options
from orggraph.bootstrap import formats, open_store
from orggraph.domain import deals, interchange, people, signals
from orggraph.domain.viewer import LOCAL
from orggraph.usecases.escalate import escalate
from orggraph.usecases.exporting import export
from orggraph.usecases.importing import import_file
from tests.unit.importers.import_files import NOW, of_type, request, table, versions

SHARE = st.none() | st.sampled_from([0.0, 0.25, 1.0])
DAY = st.none() | st.sampled_from([date(2024, 1, 1), date(2025, 6, 30), date(2026, 11, 1)]).map(str)
TEXT = st.none() | st.sampled_from(["", "Buyer", "Élise & co", "=1+1", "a\nb", "\u202e", "😀"])
SOURCES = st.sampled_from([None, "hr:x", "crm:y", "user:ana", "linkedin:bo", "other"])
PEOPLE, SEATS, DEALS = ("p1", "p2", "p3"), ("s1", "s2"), ("d1",)
INTERVAL = st.fixed_dictionaries({part: st.sampled_from([0.0, 0.25]) for part in ("median", "mean", "low", "high")})
FORECAST = st.fixed_dictionaries(
    {
        "forecast_on": st.just("2026-10-01"),
        "probability": INTERVAL,
        "change": INTERVAL,
        "disavowal": st.sampled_from([0.0, 0.5]),
        "rule_intercept": st.sampled_from([0.0, 0.5]),
        "disavowal_base": st.just(-1.8),
    }
)
STEP = st.fixed_dictionaries(
    {"step": st.sampled_from(list(deals.PlanStepCode)), "on": st.just("2026-10-02")}, optional={"note": st.just("Oui.")}
)
VALUES = {
    "rule_intercept": st.none() | st.just(0.5),
    "disavowal_base": st.none() | st.just(-1.75),
    "forecast": st.none() | FORECAST,
    "steps_done": st.lists(STEP, max_size=3, unique_by=lambda done: done["step"]).map(
        lambda steps: sorted(steps, key=lambda done: list(deals.PlanStepCode).index(done["step"]))
    ),
    "account_id": st.sampled_from(["a1", "a2"]),
    "name": st.sampled_from(["Ana Un", "Bo Deux", "Un, Ana", "Cy Trois"]),
    "title": st.sampled_from(["", "CEO", "Buyer"]),
    "email": st.sampled_from([None, "ana@x.example", "bo@x.example"]),
    "profile_url": st.sampled_from([None, "https://www.linkedin.com/in/ana", "linkedin.com/in/%C3%A9lise"]),
    "seniority": st.none() | st.sampled_from(list(people.Seniority)),
    "job_function": st.none() | st.sampled_from(list(people.JobFunction)),
    "preferred_locale": st.none() | st.sampled_from(list(people.Locale)),
    "keys": st.lists(st.sampled_from(["linkedin:ana", "hr:x/1", "ext:sap/7"]), max_size=2, unique=True),
    "same_as": st.lists(st.sampled_from((*PEOPLE, "per_gone")), max_size=1),
    "apart_from": st.lists(st.sampled_from(PEOPLE), max_size=2, unique=True),
    "domains": st.lists(st.sampled_from(["x.example", "y.example"]), max_size=2, unique=True),
    "employee_count": st.none() | st.integers(0, 10**6),
    "owner_id": st.none() | st.sampled_from(PEOPLE),
    "usual_contact_id": st.none() | st.sampled_from(PEOPLE),
    "holder_id": st.none() | st.sampled_from(PEOPLE),
    "person_id": st.sampled_from(PEOPLE),
    "caller_id": st.sampled_from(PEOPLE),
    "target_id": st.sampled_from(PEOPLE),
    "deal_id": st.sampled_from(DEALS),
    "expected_position_id": st.none() | st.sampled_from(SEATS),
    "amount": st.none() | st.sampled_from(["0", "10.50", "1E+3"]),
    "decision_mode": st.none() | st.sampled_from(list(deals.DecisionMode)),
    "outcome": st.none(),
    "coverage": st.sampled_from(list(deals.CoverageLevel)),
    "roles": st.lists(st.sampled_from(list(deals.BuyingRole)), max_size=3, unique=True),
    "kind": st.sampled_from(list(signals.SignalKind)),
    "observed_on": st.sampled_from(["2026-01-01", "2026-10-01"]),
    "strength": st.sampled_from([0.0, 0.5, 1.0]),
    "is_ours": st.just(False),
    "decision_weight": st.none() | st.sampled_from([0.0, 3.0]),
    "source": SOURCES,
    "confidence": st.sampled_from([0.0, 0.3, 0.8, 1.0]),
}
SHARES = ("threshold", "salience", "salience_confidence", "conviction", "expected_position_confidence")
TIMES = (*(name for name in ("connected_on", "last_contact", "vouched_on", "colleagues_until", "closed_on", "salience_observed_on")), "planned_on", "made_on", "outcome_on", "happens_on")  # fmt: skip
FLAGS = ("has_left", "is_placeholder", "can_veto", "contact_told_first")
DOUBTS = ("is_blocking", "owns_delivery")
STANCE = st.none() | st.fixed_dictionaries(
    {"value": st.sampled_from([-1.0, 0.0, 0.5]), "confidence": st.sampled_from([0.0, 0.8]), "observed_on": DAY},
    optional={"source": st.sampled_from(["user:ana"]), "synergy": st.integers(0, 4), "antagonism": st.integers(0, 4)},
)


def values_of(part):
    """Give a strategy for the fields of a part, but for its id and its times; what need not be said may be left out."""
    skipped = {"id", "valid_from", "valid_until", "stance", "direction", "evidence_ids"}
    needed, found = {}, {}
    for name, field in part.__dataclass_fields__.items():
        if name in skipped:
            continue
        known = VALUES.get(name)
        if name in SHARES:
            known = SHARE
        elif name in TIMES:
            known = DAY
        elif name in FLAGS:
            known = st.booleans()
        elif name in DOUBTS:
            known = st.none() | st.booleans()
        is_needed = field.default is MISSING or (name == "account_id" and part is interchange.PersonPart)
        (needed if is_needed else found)[name] = known if known is not None else TEXT
    return st.fixed_dictionaries(needed, optional=found)


@st.composite
def times(draw, part, id_, **more):
    """Give one part, or the same in two times that follow each other."""
    drawn = values_of(part)
    one = {**draw(drawn), "id": id_, **more}
    if not draw(st.booleans()):
        return [one]
    turn = draw(st.sampled_from(["2025-01-01", "2026-10-15"]))
    return [{**one, "valid_until": turn}, {**draw(drawn), "id": id_, **more, "valid_from": turn}]


@st.composite
def relations(draw):
    kind = draw(st.sampled_from(list(interchange.RelationKind)))
    is_line = kind in (interchange.RelationKind.SOLID, interchange.RelationKind.DOTTED)
    ends = PEOPLE + SEATS if is_line else PEOPLE
    made = {"kind": kind, "from_id": draw(st.sampled_from(ends)), "source": draw(SOURCES), "confidence": draw(VALUES["confidence"])}  # fmt: skip
    made["to_id"] = draw(st.sampled_from([end for end in ends if end != made["from_id"]]))
    if kind is interchange.RelationKind.SOLID and draw(st.booleans()):
        made["to_id"] = None
    if kind is interchange.RelationKind.TIE:
        made |= {"direction": "MUTUAL", "connected_on": draw(DAY), "last_contact": draw(DAY)}
        made |= {
            "exchanges": draw(st.none() | st.integers(1, 99)),
            "vouched_on": draw(DAY),
            "colleagues_until": draw(DAY),
        }
    if not is_line:
        made["weight"] = draw(SHARE)
    if draw(st.integers(0, 3)) == 0:
        made["valid_from"] = "2025-01-01"
    return made


def one_of_each(parts, what):
    found = {}
    for part in parts:
        found.setdefault(what(part), part)
    return list(found.values())


def relation_identity(part):
    end = "" if part["kind"] == "SOLID" else part["to_id"]
    ends = tuple(sorted((part["from_id"], end))) if part["kind"] == "TIE" else (part["from_id"], end)
    return part["kind"], ends, part["source"]


@st.composite
def documents(draw):
    i = interchange
    flat = lambda ids, part, **more: [one for id_ in ids for one in draw(times(part, id_, **more))]  # noqa: E731
    stakeholders = [
        draw(values_of(i.StakeholderPart)) | {name: stance for name, stance in [("stance", draw(STANCE))] if stance}
        for _ in range(draw(st.integers(0, 3)))
    ]
    signals_ = [draw(values_of(i.SignalPart)) for _ in range(draw(st.integers(0, 3)))]
    calls = [draw(values_of(i.EscalationPart)) for _ in range(draw(st.integers(0, 2)))]
    return {
        "format": i.FORMAT,
        "accounts": [
            {
                "id": "a1",
                "name": "Exemplis",
                **{k: v for k, v in draw(values_of(i.AccountPart)).items() if k != "name"},
            },
            {"id": "a2", "name": "Velmont", "is_ours": True},
        ],
        "people": flat(PEOPLE, i.PersonPart),
        "positions": flat(SEATS, i.PositionPart),
        "relations": one_of_each(draw(st.lists(relations(), max_size=6)), relation_identity),
        "deals": flat(DEALS, i.DealPart),
        "stakeholders": one_of_each(stakeholders, lambda part: (part["deal_id"], part["person_id"])),
        "signals": signals_,
        "escalations": calls,
    }


CHART = st.lists(
    st.tuples(
        st.sampled_from(["", "1", "2", "3"]),
        st.sampled_from(["", "Ana Un", "Bo Deux", "Cy Trois"]),
        st.sampled_from(["CEO", "Buyer"]),
        st.sampled_from(["", "ana@x.example", "bo@x.example"]),
        st.sampled_from(["", "1", "2", "Ana Un"]),
    ),
    max_size=4,
).map(lambda rows: table(["id", "name", "title", "email", "manager"], ("9", "Zoé", "CFO", "", ""), *rows))
CONTACTS = st.lists(
    st.tuples(
        st.sampled_from(["Ana", "Bo"]),
        st.sampled_from(["Un", "Deux"]),
        st.sampled_from(["", "https://www.linkedin.com/in/ana", "https://www.linkedin.com/in/bo"]),
        st.sampled_from(["", "ana@x.example"]),
        st.sampled_from(["", "Exemplis", "Velmont SAS"]),
        st.sampled_from(["", "Buyer"]),
        st.sampled_from(["", "05 Mar 2024"]),
    ),
    max_size=4,
).map(
    lambda rows: table(
        ["First Name", "Last Name", "URL", "Email Address", "Company", "Position", "Connected On"],
        ("Zoé", "Z", "", "", "Exemplis", "", ""),
        *rows,
    )
)
FILES = st.lists(documents().map(json.dumps) | CHART | CONTACTS, min_size=1, max_size=3)


def filled(files):
    store = open_store("memory:")
    for day, content in enumerate(files):
        said = request(content, f"{day}.txt", owner_name="Oana O", account_name="Exemplis")
        import_file(store, LOCAL, formats(), said, NOW + timedelta(days=day))
    return store


@settings(deadline=None, max_examples=100)
@given(FILES)
def test_export_then_import_into_an_empty_store_gives_the_same_facts(files):
    store, other = filled(files), open_store("memory:")
    import_file(other, LOCAL, formats(), request(export(store, LOCAL), "export.json"), NOW)
    assert versions(other) == versions(store)
    assert export(other, LOCAL) == export(store, LOCAL)


@settings(deadline=None, max_examples=50)
@given(st.lists(documents().map(json.dumps), min_size=1, max_size=2))
def test_whatever_documents_say_their_deals_can_be_asked_about(files):
    store = filled(files)
    for deal in of_type(store, deals.Deal):
        _, assessment = escalate(store, LOCAL, deal.id, NOW.date(), Options())
        assert assessment.deal_id == deal.id
