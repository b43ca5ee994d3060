"""Every story gives the committed answer, the one a reader expects, and the same whatever cannot matter."""

from functools import cache
from random import Random

import msgspec
import pytest

from tests.golden.stories import NAMES, Answer, ask, load, written

NOT_JUDGED = {"about", "as_of", "people", "why", "disagrees"}
EXPECTED = [(name, field) for name in NAMES for field in load(name).expected if field not in NOT_JUDGED]


@cache
def answer(name):
    return ask(load(name))


def whole(found: Answer):
    """Give everything that was answered, as bytes."""
    deal = found.assessment.deal_id
    view = found.view
    parts = (found.assessment, found.plan, view.insights(deal), view.opposition(deal), view.consensus(deal))
    return msgspec.json.encode(parts)


def _first_path(found):
    first = found["paths"][0] if found["paths"] else None
    return first and {key: first[key] for key in ("caller", "target", "levels_up")}


AGREES = {
    "verdict": lambda found, wanted: found["verdict"] == wanted,
    "reason": lambda found, wanted: found["reason"] == wanted,
    "main_cause": lambda found, wanted: next(iter(found["causes"])) == wanted,
    "first_path": lambda found, wanted: _first_path(found) == wanted,
    "never": lambda found, wanted: not {path["target"] for path in found["paths"]} & set(wanted),
    "excluded": lambda found, wanted: (
        {tuple(pair) for pair in wanted} <= {(pair["caller"], pair["target"]) for pair in found["excluded"]}
    ),
    "back_to_basics": lambda found, wanted: found["back_to_basics"] == wanted,
    "notices": lambda found, wanted: set(wanted) <= set(found["insights"]),
    "instead": lambda found, wanted: max(found["alternatives"], key=found["alternatives"].get) == wanted,
    "worse_than_nothing": lambda found, wanted: all(found["alternatives"][way] <= 0 for way in wanted),
}


@pytest.mark.parametrize("name", NAMES)
def test_the_answer_is_the_committed_one(name):
    for file, text in written(answer(name)).items():
        assert load(name).file(file).read_text(encoding="utf-8") == text, f"{file}: see `make golden`"


@pytest.mark.parametrize(("name", "field"), EXPECTED)
def test_a_reader_who_knows_sales_would_agree_or_the_story_says_why_not(name, field):
    expected, found = load(name).expected, answer(name).document
    disagrees = expected.get("disagrees", {})
    agrees = AGREES[field](found, expected[field])
    if field in disagrees:
        assert not agrees, f"{name} agrees on {field} now: take it out of `disagrees`"
    else:
        assert agrees, f"{name}: expected {field} {expected[field]}, because {expected['why']}"


@pytest.mark.parametrize("name", NAMES)
def test_a_disagreement_is_about_something_expected(name):
    expected = load(name).expected
    assert expected.get("disagrees", {}).keys() <= expected.keys() - NOT_JUDGED


@pytest.mark.parametrize("name", NAMES)
def test_what_people_are_called_changes_nothing_even_where_two_bear_one_name(name):
    story = load(name)
    people = story.document["people"]
    renamed = [{**p, "name": f"Nom {(len(people) - n) // 2:05}"} for n, p in enumerate(people)]
    assert whole(ask(story, {**story.document, "people": renamed})) == whole(answer(name))


@pytest.mark.parametrize("name", NAMES)
def test_the_order_of_a_document_changes_nothing(name):
    story = load(name)
    shuffled = _shuffled(story.document, Random(name))  # noqa: S311
    assert shuffled != story.document
    assert whole(ask(story, shuffled)) == whole(answer(name))


@pytest.mark.parametrize("name", NAMES)
def test_importing_twice_changes_no_answer(name):
    story = load(name)
    assert whole(ask(story, story.document, story.document)) == whole(answer(name))


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("first", [0, 1])
def test_a_document_in_two_files_says_the_same_in_either_order(name, first):
    story = load(name)
    halves = _halves(story.document)
    assert whole(ask(story, halves[first], halves[1 - first])) == whole(answer(name))


@pytest.mark.parametrize("name", NAMES)
def test_every_store_gives_the_same_bytes(name, tmp_path):
    story = load(name)
    assert whole(ask(story, url=f"sqlite:///{tmp_path}/story.db")) == whole(answer(name))


@pytest.mark.neo4j
@pytest.mark.parametrize("name", NAMES)
def test_a_server_gives_the_same_bytes(name, neo4j_url):
    assert whole(ask(load(name), url=neo4j_url)) == whole(answer(name))


def _shuffled(part, random):
    """Give a document with all its lists in another order, those inside its parts too."""
    if isinstance(part, dict):
        return {key: _shuffled(value, random) for key, value in part.items()}
    if isinstance(part, list):
        return random.sample([_shuffled(item, random) for item in part], len(part))
    return part


def _halves(document):
    """Give two documents: both name accounts, people, seats and deals, each holds every second thing said of them."""
    named = ("format", "accounts", "people", "positions", "deals")
    return [
        {section: parts if section in named else parts[half::2] for section, parts in document.items()}
        for half in (0, 1)
    ]
