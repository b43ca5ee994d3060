"""Chains of acquaintances: what is read hop by hop leads to what a search of everything finds."""

from dataclasses import replace
from itertools import count

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from orggraph.analysis.warmth import best_paths
from orggraph.domain.facts import ALWAYS, FOREVER, Facts
from orggraph.domain.people import Person
from orggraph.domain.relations import Tie
from orggraph.domain.viewer import EVERYTHING, Viewer
from orggraph.graph.build import build, unread
from orggraph.stores.assembly import assemble
from orggraph.stores.paging import holds
from orggraph.usecases import introductions
from orggraph.usecases.introductions import warm_paths
from tests.contract.kit import ANA, BO, DAY, TODAY, account, person, publish, tie, version

OURS, CLIENT, ELSEWHERE = account("ours", is_ours=True), account("client"), account("elsewhere")
HOMES = {"us": "ours", "cl": "client", "el": "elsewhere", "no": None}
NAMES = [f"{home}{n}" for home, most in (("us", 4), ("cl", 3), ("el", 3), ("no", 2)) for n in range(most)]
PAIRS = [(a, b) for n, a in enumerate(NAMES) for b in NAMES[n + 1 :]]
WORKSPACES = (Viewer(workspace=f"w{n}", user="ana", name="Ana", permissions=EVERYTHING) for n in count())

days = st.sampled_from(((ALWAYS, FOREVER), (ALWAYS, FOREVER), (ALWAYS, FOREVER), (ALWAYS, TODAY), (TODAY, FOREVER)))
ties_said = st.fixed_dictionaries(
    {},
    optional={
        "strength": st.sampled_from((0.0, 0.25, 0.5, 0.9, 1.0)),
        "connected_on": st.sampled_from((TODAY - 400 * DAY, TODAY, TODAY + DAY)),
        "last_contact": st.sampled_from((TODAY - 30 * DAY, TODAY + DAY)),
    },
)


@st.composite
def worlds(draw):
    """Give people here and there, some of them gone or unknown, and who knows whom, now or at another time."""
    gone, unknown = (frozenset(draw(st.sets(st.sampled_from(NAMES), max_size=2))) for _ in range(2))
    absent = frozenset(draw(st.sets(st.sampled_from(NAMES), max_size=1)))
    people = [
        replace(person(name, HOMES[name[:2]]), has_left=name in gone, is_placeholder=name in unknown)
        for name in NAMES
        if name not in absent
    ]
    known = draw(st.lists(st.tuples(st.sampled_from(PAIRS), days, ties_said), max_size=25))
    ties = [
        version(tie(one, other, id=f"tie_{n:02d}", **said), *held) for n, ((one, other), held, said) in enumerate(known)
    ]
    return [*draw(st.sampled_from(((OURS,), (OURS,), ()))), CLIENT, ELSEWHERE, *people, *ties]


def everything(store, viewer, day):
    """Read the whole workspace as it is on a day."""
    with store.reading(viewer) as reader:
        found = [one.fact for one in reader.everything() if holds(one, day)]
    ours = OURS if OURS in found else None
    facts: Facts = assemble(1, day, CLIENT, ours, [fact for fact in found if isinstance(fact, Person | Tie)])
    return build(facts, unread)


class IntroductionsContract:
    """Part of `StoreContract`."""

    @settings(
        max_examples=60,
        deadline=None,
        suppress_health_check=[
            HealthCheck.function_scoped_fixture,
            HealthCheck.differing_executors,
            HealthCheck.too_slow,
        ],
    )
    @given(
        world=worlds(),
        target=st.sampled_from(NAMES),
        source=st.none() | st.sampled_from(NAMES),
        hops=st.integers(1, 3),
        first=st.integers(1, 6),
        together=st.sampled_from((1, 2, 32)),
        day=st.sampled_from((TODAY, TODAY - DAY)),
    )
    def test_a_search_that_reads_whom_it_passes_finds_what_a_search_of_everything_finds(
        self, store, world, target, source, hops, first, together, day
    ):
        viewer = next(WORKSPACES)
        publish(store, *world, viewer=viewer)
        snapshot = everything(store, viewer, day)
        to, start = f"per_{target}", source and f"per_{source}"
        ours = [p for p in snapshot.people if snapshot.is_ours(p)]
        starts = {start} if start else {*ours} - {to}
        expected = best_paths(snapshot, starts, to, first, hops) if to in snapshot.people else ()
        found = warm_paths(store, viewer, to, day, from_id=start, max_hops=hops, first=first, together=together)
        assert found.paths == expected
        assert dict(found.people) == {p: snapshot.people[p] for path in expected for p in path.people}

    def test_somebody_who_was_merged_away_is_reached_as_who_they_are(self, store):
        publish(store, OURS, person("we", "ours"), person("who", None), tie("we", "who"), moved={"per_old": "per_who"})
        (path,) = warm_paths(store, ANA, "per_old", TODAY).paths
        assert path.people == ("per_we", "per_who")
        assert warm_paths(store, ANA, "per_who", TODAY, from_id="per_old").paths == ()
        assert warm_paths(store, BO, "per_who", TODAY).paths == ()

    def test_a_search_that_has_asked_enough_gives_the_first_of_what_it_would_find(self, store, monkeypatch):
        between = {"a": 0.9, "b": 0.6, "c": 0.5}
        known = [tie(name, "who", strength=strength) for name, strength in between.items()]
        known += [tie(name, "we", strength=0.8) for name in between]
        strangers = [person(name, None) for name in (*between, "who")]
        publish(store, OURS, person("we", "ours"), *strangers, *known, tie("we", "who", strength=0.3))
        whole = warm_paths(store, ANA, "per_who", TODAY).paths
        monkeypatch.setattr(introductions, "MOST_ASKED", 2)
        assert warm_paths(store, ANA, "per_who", TODAY, together=0).paths == whole[:1]
        assert len(whole) == 4

    def test_of_colleagues_without_a_tie_the_first_by_id_are_found_though_some_have_left(self, store):
        ours = [person(f"u{n:03d}", "ours", has_left=n < 60) for n in range(130)]
        publish(store, OURS, *ours, person("who", None), tie("u129", "who"))
        found = warm_paths(store, ANA, "per_who", TODAY, first=4).paths
        assert [path.people[0] for path in found] == ["per_u129", "per_u060", "per_u061", "per_u062"]

    def test_people_of_an_account_come_in_the_order_of_ids_from_one_on(self, store):
        own = [person(name, "ours") for name in "cab"]
        publish(store, OURS, *own, version(person("d", "ours"), TODAY + DAY, FOREVER), person("e", "client"))
        with store.reading(ANA) as reader:
            assert [p.name for p in reader.people_of("acc_ours", TODAY, 2, None)] == ["a", "b"]
            assert [p.name for p in reader.people_of("acc_ours", TODAY, 9, "per_a")] == ["b", "c"]
            assert [p.name for p in reader.people_of("acc_ours", TODAY + DAY, 9, "per_b")] == ["c", "d"]

    def test_all_people_come_in_the_order_of_ids_from_one_on(self, store):
        own = [person("b", "ours"), person("a", "client"), person("c", None)]
        publish(store, OURS, *own, version(person("d", "ours"), TODAY + DAY, FOREVER))
        publish(store, OURS, person("z", "ours"), viewer=BO)
        with store.reading(ANA) as reader:
            assert [p.name for p in reader.people_of(None, TODAY, 2, None)] == ["a", "b"]
            assert [p.name for p in reader.people_of(None, TODAY, 9, "per_a")] == ["b", "c"]
            assert [p.name for p in reader.people_of(None, TODAY + DAY, 9, "per_b")] == ["c", "d"]
            assert reader.people_of(None, TODAY, 9, "per_c") == ()
