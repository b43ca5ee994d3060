"""Laws of matching, precedence and folding: the order in which things are given never counts."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations, pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from orggraph.domain.facts import ALWAYS, FOREVER
from orggraph.resolve.decisions import decided
from orggraph.resolve.fold import fold
from orggraph.resolve.identity import RESOLVED, Resolution, resolve_kind
from orggraph.resolve.matching import WEAK, clusters
from orggraph.resolve.precedence import periods, ranked
from tests.unit.resolve.said import account, at, line, person, seat, tie

STRONG = ("linkedin:a", "linkedin:b", "email:a@x", "email:b@x", "email:a@y", "hr:x/1", "hr:x/2", "id:per_1", "ext:s/1")
NAMES = ("name:ana|acc", "name:bo|acc", "held:per|acc")
DAYS = (None, date(2025, 1, 1), date(2025, 6, 1), date(2026, 6, 1))
PEOPLE = ("hr:x/1", "hr:x/2", "linkedin:ana", "own:3")

everybody = st.dictionaries(
    st.sampled_from(("hr:x/7", "hr:x/8", "linkedin:c", "a", "b", "c", "d")),
    st.lists(st.sampled_from((*STRONG, *NAMES)), max_size=3, unique=True).map(tuple),
)
days = st.sampled_from(DAYS)
sources = st.sampled_from(("user:ana", "hr:x", "linkedin:a", "linkedin:b"))
accounts = st.builds(account, st.sampled_from(("c1", "c2")), st.sampled_from(("Exemplis", "Aubrelia")), sources)
people = st.builds(
    person,
    st.sampled_from(PEOPLE),
    sources,
    name=st.sampled_from(("Ana Bo", "Cy Dee")),
    title=st.none() | st.sampled_from(("Buyer", "Head")),
    company_key=st.sampled_from(("c1", "c2")),
    keys=st.lists(st.sampled_from(PEOPLE), max_size=1),
    confidence=st.sampled_from((0.4, 0.9)),
    valid_from=days,
    valid_until=days,
)
seats = st.builds(
    seat, st.sampled_from(PEOPLE), sources, company_key=st.just("c1"), holder=st.none() | st.sampled_from(PEOPLE)
)
lines = st.builds(
    line, st.sampled_from(PEOPLE), st.none() | st.sampled_from(PEOPLE), sources, company_key=st.just("c1")
)
ties = st.builds(
    tie,
    st.sampled_from(PEOPLE),
    st.sampled_from(PEOPLE),
    sources,
    connected_on=st.sampled_from(("2024-01-01", "2025-01-01")),
)


@st.composite
def statements(draw, of=accounts | people | seats | lines | ties):
    """Give statements, each observation once, said at some hours and perhaps again."""
    said = {o.id: o for o in draw(st.lists(of, max_size=8))}
    hours = st.tuples(st.integers(0, 4), st.integers(0, 4))
    return [s for o in said.values() for first, more in [draw(hours)] for s in at(first, o, again=more)]


def grouped(records):
    return {frozenset(group) for group in clusters(records)}


def scoped(key):
    """Give the scope in which nobody has two, by what the key looks like."""
    family, _, rest = key.partition(":")
    if family == "email":
        return f"email@{rest.partition('@')[2]}"
    return {"id": "id", "linkedin": "linkedin"}.get(family) or (
        key.rpartition("/")[0] if family in ("hr", "ext") else None
    )


@given(everybody)
@settings(deadline=None)
def test_every_record_is_in_exactly_one_group(records):
    assert sorted(key for group in clusters(records) for key in group) == sorted(records)


@given(everybody, st.randoms(use_true_random=False))
@settings(deadline=None)
def test_the_order_of_the_records_does_not_change_the_groups(records, random):
    shuffled = list(records.items())
    random.shuffle(shuffled)
    assert grouped(dict(shuffled)) == grouped(records)


@given(everybody)
@settings(deadline=None)
def test_records_that_share_a_strong_identity_are_together(records):
    place = {key: group for group in clusters(records) for key in group}
    for one, other in combinations(records, 2):
        shared = {i for i in records[one] if not i.startswith(WEAK)} & set(records[other])
        assert not shared or place[one] == place[other]


@given(everybody)
@settings(deadline=None)
def test_a_name_joins_only_those_of_whom_none_has_two_of_what_nobody_has_two_of(records):
    strong = grouped({key: tuple(i for i in found if not i.startswith(WEAK)) for key, found in records.items()})
    for group in grouped(records):
        if group in strong:
            continue
        held = {}
        for key in group:
            for identity in (key, *records[key]):
                held.setdefault(scoped(identity), set()).add(identity)
        held.pop(None, None)
        assert all(len(values) == 1 for values in held.values())


@given(statements(people), st.randoms(use_true_random=False))
@settings(deadline=None)
def test_who_is_believed_does_not_depend_on_the_order_of_the_statements(said, random):
    shuffled = random.sample(said, len(said))
    order = [r.observation.id for r in ranked(said)]
    assert [r.observation.id for r in ranked(shuffled)] == order
    assert sorted(order) == sorted(s.observation.id for s in said)


@given(statements(people))
@settings(deadline=None)
def test_on_every_day_exactly_the_statements_that_hold_count(said):
    order = ranked(said)
    cut = list(periods(order))
    assert all(before[1] <= after[0] for before, after in pairwise(cut))
    for day in (
        ALWAYS,
        *(day + timedelta(days=n) for day in DAYS if day for n in (-1, 0, 1)),
        FOREVER - timedelta(days=1),
    ):
        holding = [
            r for r in order if (r.observation.valid_from or ALWAYS) <= day < (r.observation.valid_until or FOREVER)
        ]
        assert [valid for since, until, valid in cut if since <= day < until] == ([holding] if holding else [])


def resolve(said, known=()):
    resolution = Resolution()
    for kind in RESOLVED:
        resolve_kind(kind, (s.observation for s in said), [r for r in known if r.kind is kind], resolution)
    return resolution


def kept(resolution):
    """Give all records as a store keeps them: each with its place."""
    return [replace(record, order=n) for n, record in enumerate(resolution.records.values())]


@given(statements(), st.randoms(use_true_random=False))
@settings(deadline=None)
def test_once_it_is_known_which_record_came_first_facts_do_not_depend_on_the_order_of_the_statements(said, random):
    first = resolve(said)
    again = resolve(random.sample(said, len(said)), kept(first))
    assert again.entity == first.entity
    assert fold(random.sample(said, len(said)), again) == fold(said, first)


@given(statements())
@settings(deadline=None)
def test_what_is_resolved_once_stays_as_it_is(said):
    assert resolve(said, kept(resolve(said))).records == {}


@given(statements())
@settings(deadline=None)
def test_versions_of_a_fact_follow_each_other_and_name_only_what_is_known(said):
    resolution = resolve(said)
    entities = set(resolution.entity.values())
    for found, versions in fold(said, resolution).items():
        assert all(version.fact.id == found and version.since < version.until for version in versions)
        assert all(a.until <= b.since for a, b in pairwise(versions))
        for version in versions:
            named = (getattr(version.fact, name, None) for name in ("one_id", "other_id", "report_id", "account_id"))
            assert {one for one in named if one} <= entities


decided_keys = ("hr:x/7", "hr:x/8", "linkedin:c", "a", "b")
decisions = st.builds(
    "{}:{}|{}".format,
    st.sampled_from(("same", "apart")),
    st.sampled_from(("", "20260301T090000.000000", "20260302T090000.000000")),
    st.sampled_from(decided_keys),
)
decided_about = st.dictionaries(
    st.sampled_from(decided_keys),
    st.lists(st.sampled_from((*STRONG, *NAMES)) | decisions, max_size=4, unique=True).map(tuple),
)


@given(decided_about, st.randoms(use_true_random=False))
@settings(deadline=None)
def test_what_was_decided_holds_in_whatever_order_records_and_their_names_come(records, random):
    found = grouped(records)
    mixed = list(records)
    random.shuffle(mixed)
    assert grouped({key: tuple(random.sample(records[key], len(records[key]))) for key in mixed}) == found
    foes = decided(records).foes
    assert all(group.isdisjoint(foes.get(key, ())) for group in found for key in group)


@given(decided_about)
@settings(deadline=None)
def test_what_was_decided_of_those_who_are_not_there_changes_nothing(records):
    gone = {key: tuple(f"apart:|{key} gone" for _ in names) + names for key, names in records.items()}
    assert grouped(gone) == grouped(records)
