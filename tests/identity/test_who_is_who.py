"""How well people whom two files know are found to be one: nobody is made one with somebody else, and few are missed."""

import csv
import io
from collections import Counter
from itertools import product

import pytest

from orggraph.bootstrap import formats, open_store
from orggraph.domain.contributions import total
from orggraph.domain.ids import EntityKind
from orggraph.domain.viewer import LOCAL
from orggraph.resolve.doubts import suspected
from orggraph.usecases.doubting import doubtful_people
from orggraph.usecases.importing import ImportRequest, import_file
from tests.api.asking import NOW
from tests.identity.people import people_known_twice

CONNECTIONS = ["First Name", "Last Name", "URL", "Email Address", "Company", "Position", "Connected On"]
CONTACTS = ["Record ID", "First Name", "Last Name", "Email", "Job Title", "Company Name", "Lifecycle Stage"]


def imported(known):
    store = open_store("memory:")
    for header, rows, owner in (
        (CONNECTIONS, known.connections, "Oana Propriétaire"),
        (CONTACTS, known.contacts, None),
    ):
        held = io.StringIO()
        csv.writer(held).writerows([header, *rows])
        request = ImportRequest(file_name="x.csv", content=held.getvalue().encode(), owner_name=owner)
        import_file(store, LOCAL, formats(), request, NOW)
    return store


def found_pairs(store, known):
    """Give which rows of the two tables became one person."""
    slugs = {f"linkedin:{row[2].rpartition('/')[2]}" for row in known.connections}
    ids = {f"hubspot:{row[0]}" for row in known.contacts}
    with store.reading(LOCAL) as reader:
        records = reader.records(EntityKind.PERSON, [*slugs, *ids], ())
    ours, theirs = {}, {}
    for record in records:
        if record.key in slugs:
            ours.setdefault(record.entity_id, []).append(record.key.partition(":")[2])
        elif record.key in ids:
            theirs.setdefault(record.entity_id, []).append(record.key.partition(":")[2])
    return {(one, other) for entity in ours for one in ours[entity] for other in theirs.get(entity, ())}


def suggested_pairs(store, known):
    """Give which rows of the two tables are suggested to be one person, and how many suggestions there are."""
    with store.reading(LOCAL) as reader:
        slugs = {f"linkedin:{row[2].rpartition('/')[2]}": row[2].rpartition("/")[2] for row in known.connections}
        ids = {f"hubspot:{row[0]}": row[0] for row in known.contacts}
        records = reader.records(EntityKind.PERSON, [*slugs, *ids], ())
    keys = {}
    for record in records:
        keys.setdefault(record.entity_id, []).append(record.key)
    doubts = doubtful_people(store, LOCAL, NOW.date(), most=10_000)
    pairs = [
        {
            (slugs[one], ids[other])
            for one, other in product(*[keys.get(doubt.one.id, []) + keys.get(doubt.other.id, [])] * 2)
            if one in slugs and other in ids
        }
        for doubt in doubts
    ]
    return set().union(*pairs), doubts, sum(bool(found & known.pairs) for found in pairs)


@pytest.fixture(scope="module", params=[False, True], ids=["as measured", "harder"])
def figures(request):
    """Count over three seeds what is found, rightly found, suggested and there."""
    count = Counter()
    for seed in (1, 2, 3):
        known = people_known_twice(seed, harder=request.param)
        store = imported(known)
        pairs = found_pairs(store, known)
        suggested, doubts, right = suggested_pairs(store, known)
        count["found"] += len(pairs)
        count["right"] += len(pairs & known.pairs)
        count["there"] += len(known.pairs)
        count["right with suggestions"] += len((pairs | suggested) & known.pairs)
        count["suggestions"] += len(doubts)
        count["right suggestions"] += right
    return request.param, count


def test_people_are_found_and_nobody_is_taken_for_another(figures):
    harder, count = figures
    assert count["right"] / count["found"] >= 0.998
    assert count["right"] / count["there"] >= (0.80 if harder else 0.88)


def test_of_those_who_are_missed_most_are_suggested_and_most_suggestions_are_right(figures):
    _, count = figures
    assert count["right with suggestions"] / count["there"] >= 0.93
    assert count["right suggestions"] / count["suggestions"] >= 0.65


def test_what_is_suggested_is_the_same_in_whatever_order_people_are_given():
    known = people_known_twice(4)
    with imported(known).reading(LOCAL) as reader:
        people = reader.people_of(None, NOW.date(), 10_000, None)
    assert suspected(people) == suspected(people[::-1])
    assert all(round(total(doubt.reasons), 4) == doubt.probability <= 1 for doubt in suspected(people))


def test_what_was_invented_is_what_the_figures_are_about():
    known = people_known_twice(1)
    assert (len(known.connections), len(known.contacts), len(known.pairs)) == (2_500, 2_500, 1_000)
    emails = {row[2].rpartition("/")[2]: row[3] for row in known.connections}
    of_contacts = {row[0]: row[3] for row in known.contacts}
    sure = sum(bool(emails[one]) and emails[one] == of_contacts[other] for one, other in known.pairs)
    assert 0.25 <= sure / len(known.pairs) <= 0.31
