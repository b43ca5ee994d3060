"""Search: what is found, in which order, and that no text means more than its words."""

from dataclasses import replace
from itertools import count

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from orggraph.domain.facts import ALWAYS, FOREVER
from orggraph.domain.viewer import EVERYTHING, Viewer
from orggraph.errors import InvalidInput
from orggraph.resolve.normalise import words
from orggraph.stores import search as rules
from tests.contract.kit import ANA, BO, DAY, TODAY, account, batch, deal, ids, person, publish, tie, version
from tests.contract.lists_contract import names, pages

HOSTILE = (
    *('"', "'", "*", "a*", '"ana', "ana\"*'", "ana OR bo", "ana AND NOT bo", "NEAR(ana bo)", "words:ana", "{words}: ana", "-ana", "+ana"),
    *("^ana", "ana~", "ana~2", "[a TO z]", "/a.*/", "(ana", "ana)", "\\", "ana\\", "&&", "||", "!", "a:b", "%", "_", "a_b", "1_ana"),
    *("7692c3ad3540_ana", "$workspace", "'; DROP TABLE facts; --", "\x1f", "\n", "😀", "🙂ana", "ana\u3000bo", "İ", "ﬁ", "\u2115", "٣", "x" * 200),
)  # fmt: skip
WORKSPACES = (Viewer(workspace=f"s{n}", user="ana", name="Ana", permissions=EVERYTHING) for n in count())
SAID = (
    "Ana",
    "Anabel",
    "ana",
    "Élan",
    "elan",
    "Ørsted",
    "OR",
    "Bo",
    "bo-ana",
    "日本",
    "Анна",
    "ana_bo",
    "x1",
    "Straße",
    "\u2115",
    "a.b",
    "",
)
texts = st.lists(st.sampled_from(SAID), max_size=3).map(" ".join)
asked_texts = texts | st.text(max_size=8) | st.sampled_from(("an", "e", "str", "日", "ан", "bo a", *HOSTILE))


def found(store, text, first=50, after=None, viewer=ANA):
    with store.reading(viewer) as reader:
        return reader.search(text, first, after)


def by_reading_everything(facts, text):
    """Find by the rule as a reader would put it."""
    asked = [word[:64] for word in words(text)]
    hits = []
    for fact in facts:
        name = words(fact.name)
        others = [getattr(fact, part, None) or "" for part in ("title", "email")]
        there = [word for part in (*others, *getattr(fact, "domains", ())) for word in words(part)]
        there += name
        if not asked or not all(any(word.startswith(one) for word in there) for one in asked):
            continue
        if set(name) == set(asked):
            place = 0
        elif set(asked) <= set(name):
            place = 1
        else:
            place = 2 if all(any(word.startswith(one) for word in name) for one in asked) else 3
        hits.append((place, fact.name.casefold(), fact.id))
    return [hit[-1] for hit in sorted(hits)]


class SearchContract:
    """Part of `StoreContract`."""

    def test_people_accounts_and_deals_are_found_by_the_beginnings_of_words(self, store):
        publish(
            store,
            account("Exemplis SAS", id="acc_1", domains=("ex-group.example",)),
            replace(
                person("p1", "x", title="Directrice financière", email="hv@exemplis.example"), name="Hélène Vauclair"
            ),
            deal("Portail après-vente", "x", id="dea_1"),
            tie("p1", "p2"),
        )
        for text, expected in {
            "helene": ["per_p1"],
            "HÉLÈNE  vau": ["per_p1"],
            "vauclair, h": ["per_p1"],
            "financiere": ["per_p1"],
            "exemplis": ["acc_1", "per_p1"],
            "hv@exemplis.example": ["per_p1"],
            "ex-group": ["acc_1"],
            "apres vente": ["dea_1"],
            "auclair": [],
            "helene martin": [],
            "": [],
            " - ": [],
        }.items():
            page = found(store, text)
            assert (ids(page.rows), page.total) == (expected, len(expected)), text

    def test_those_called_so_come_first_then_whole_words_then_beginnings_then_others(self, store):
        publish(
            store,
            replace(person("a", "x"), name="Zoe Martin"),
            replace(person("b", "x"), name="Martin"),
            replace(person("c", "x"), name="Martine Zola"),
            replace(person("d", "x"), name="Ana Zola", title="Aide de M. Martin"),
            replace(person("e", "x"), name="Bea Martin"),
        )
        assert names(found(store, "martin")) == ["Martin", "Bea Martin", "Zoe Martin", "Martine Zola", "Ana Zola"]

    @pytest.mark.parametrize("first", [1, 2, 5])
    def test_pages_of_what_is_found_hold_every_row_once(self, store, first):
        publish(store, *(replace(person(str(n), "x"), name=f"Ana {n % 2}") for n in range(5)))
        assert ids(pages(lambda size, after: found(store, "ana", size, after), first)) == [
            "per_0",
            "per_2",
            "per_4",
            "per_1",
            "per_3",
        ]
        with pytest.raises(InvalidInput, match="cursor"):
            found(store, "ana", 2, "nonsense")

    def test_what_is_gone_renamed_of_another_day_or_workspace_is_not_found(self, store):
        past, next_ = version(person("old", "x"), ALWAYS, TODAY), version(person("new", "x"), TODAY + DAY, FOREVER)
        publish(store, person("ana", "x"), person("bo", "x"), past, next_, by=batch(1))
        publish(store, person("ana", "x"), viewer=BO)
        publish(store, replace(person("bo", "x"), name="Cleo"), gone=["per_ana"], by=batch(2))
        assert [found(store, text).total for text in ("ana", "bo", "old", "new", "cleo")] == [0, 0, 0, 0, 1]
        assert [found(store, text, viewer=BO).total for text in ("ana", "bo", "cleo")] == [1, 0, 0]

    @pytest.mark.parametrize("text", HOSTILE)
    def test_no_character_of_a_text_is_a_command(self, store, text):
        known = [replace(person(str(n), "x"), name=name) for n, name in enumerate(("ana", "bo", "Ana Bo", "words"))]
        publish(store, *known)
        assert ids(found(store, text).rows) == by_reading_everything(known, text)

    def test_a_long_text_is_refused(self, store):
        with pytest.raises(InvalidInput, match="201 characters"):
            found(store, "x" * 201)

    def test_words_are_told_apart_by_their_first_letters(self, store):
        publish(store, replace(person("a", "x"), name="x" * 300))
        assert found(store, "x" * 200).total == 1
        assert found(store, "x" * 63 + "y").total == 0

    def test_of_too_many_the_whole_words_are_kept_then_the_first_ids(self, store, monkeypatch):
        monkeypatch.setattr(rules, "MOST_FOUND", 3)
        publish(store, *(replace(person(str(n), "x"), name="Anabel") for n in range(5)), person("ana", "x"))
        page = found(store, "ana")
        assert (ids(page.rows), page.total) == (["per_ana", "per_0", "per_1"], 3)

    @settings(
        max_examples=40,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.differing_executors],
    )
    @given(said=st.lists(st.tuples(texts, texts), max_size=6), later=st.lists(texts, max_size=3), asked=asked_texts)
    @example(said=[("", "")], later=["", "elan", "日本"], asked="")
    def test_every_store_finds_what_a_reader_of_everything_would(self, store, said, later, asked):
        viewer = next(WORKSPACES)
        people = {
            f"per_{n}": replace(person(str(n), "x"), name=name, title=title) for n, (name, title) in enumerate(said)
        }
        publish(store, *people.values(), viewer=viewer)
        people |= {f"per_{n}": replace(person(str(n), "x"), name=name) for n, name in enumerate(later)}
        publish(store, *(people[f"per_{n}"] for n in range(len(later))), viewer=viewer)
        page = found(store, asked, viewer=viewer)
        assert ids(page.rows) == by_reading_everything(people.values(), asked)
        assert page.total == len(page.rows)
