"""Who is believed when sources differ, and from when to when each word counts."""

from datetime import date
from itertools import permutations

import pytest

from orggraph.domain.facts import ALWAYS, FOREVER
from orggraph.resolve.precedence import periods, ranked, source_rank
from tests.unit.resolve.said import JANUARY, JUNE, at, person


def order(*statements):
    """Give the titles said, the most believed last, whatever the order in which the statements come."""
    found = {tuple(r.observation.said["title"] for r in ranked(shuffled)) for shuffled in permutations(statements)}
    (titles,) = found
    return titles


def test_sources_are_believed_in_the_order_of_their_families():
    families = ["user:ana", "hr:exemplis", "crm:x", "interchange:document", "linkedin:ours:bo", "other"]
    ranks = [source_rank(source) for source in families]
    assert ranks == sorted(ranks, reverse=True)
    assert len(set(ranks)) == len(ranks)


def test_a_source_of_no_known_family_is_believed_least():
    assert source_rank("badge-reader:3") == source_rank("other") == source_rank("")


def test_a_better_source_is_believed_though_it_spoke_first():
    user, hr, linkedin = (person("p", source, title=source) for source in ("user:ana", "hr:x", "linkedin:bo"))
    assert order(*at(0, user), *at(1, hr), *at(2, linkedin)) == ("linkedin:bo", "hr:x", "user:ana")


def test_between_sources_of_one_family_the_newer_word_is_believed():
    older, newer = person("p", "linkedin:a", title="older"), person("p", "linkedin:b", title="newer")
    assert order(*at(0, older), *at(1, newer)) == ("older", "newer")


def test_importing_an_older_file_of_another_source_again_does_not_make_it_newer():
    older, newer = person("p", "linkedin:a", title="older"), person("p", "linkedin:b", title="newer")
    assert order(*at(0, older, again=9), *at(1, newer)) == ("older", "newer")


def test_within_one_source_the_word_that_was_said_last_is_believed_even_when_it_is_the_older_one():
    for titles in (("a", "b"), ("b", "a")):
        first, second = (person("p", title=title) for title in titles)
        assert order(*at(0, first, again=2), *at(1, second)) == (titles[1], titles[0])


def test_a_word_that_a_source_went_back_to_is_as_new_as_the_one_that_it_replaces():
    back, replaced = person("p", "linkedin:a", title="back"), person("p", "linkedin:a", title="replaced")
    between = person("p", "linkedin:b", title="between")
    assert order(*at(0, back, again=3), *at(2, replaced), *at(1, between)) == ("between", "replaced", "back")
    assert order(*at(0, back, again=3), *at(1, replaced), *at(2, between)) == ("replaced", "back", "between")


def test_what_holds_from_a_later_day_is_believed_though_it_was_said_before():
    later = person("p", title="later", valid_from=JUNE)
    sooner = person("p", title="sooner", valid_from=JANUARY)
    assert order(*at(0, later), *at(5, sooner)) == ("sooner", "later")


def test_what_has_no_day_holds_from_the_day_on_which_it_was_said():
    undated = person("p", title="undated")
    assert order(*at(0, undated), *at(1, person("p", title="dated", valid_from=date(2026, 3, 1)))) == (
        "dated",
        "undated",
    )
    assert order(*at(0, undated), *at(1, person("p", title="dated", valid_from=date(2026, 3, 3)))) == (
        "undated",
        "dated",
    )


def test_of_words_said_at_once_the_surer_is_believed():
    sure, unsure = person("p", title="sure", confidence=0.9), person("p", title="unsure", confidence=0.4)
    assert order(*at(0, sure, unsure)) == ("unsure", "sure")


def test_of_equal_words_the_last_id_is_believed():
    words = sorted((person("p", title=title) for title in "abc"), key=lambda o: o.id)
    assert order(*at(0, *words)) == tuple(o.said["title"] for o in words)


@pytest.mark.parametrize("hours", [0, 3])
def test_a_single_statement_is_as_new_as_it_was_first_said(hours):
    (only,) = ranked(at(hours, person("p", title="x"), again=5))
    assert only.recency == at(hours, person("p"))[0].first_said_at


def cut(*observations):
    return [
        (since, until, "".join(r.observation.said["title"] for r in valid))
        for since, until, valid in periods(ranked(at(0, *observations)))
    ]


def test_time_is_cut_where_the_statements_that_hold_change():
    always = person("p", title="a", confidence=0.1)
    spring = person("p", title="s", valid_from=JANUARY, valid_until=JUNE)
    assert cut(always, spring) == [(ALWAYS, JANUARY, "a"), (JANUARY, JUNE, "sa"), (JUNE, FOREVER, "a")]


def test_a_time_in_which_nothing_holds_is_left_out():
    before = person("p", title="b", valid_until=JANUARY)
    after = person("p", title="a", valid_from=JUNE)
    assert cut(before, after) == [(ALWAYS, JANUARY, "b"), (JUNE, FOREVER, "a")]


@pytest.mark.parametrize("until", [JANUARY, date(2025, 1, 1)])
def test_what_ends_before_it_begins_never_holds(until):
    assert cut(person("p", title="x", valid_from=JANUARY, valid_until=until)) == []
