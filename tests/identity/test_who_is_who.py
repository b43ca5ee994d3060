"""How well people whom two files know are found to be one: nobody is made one with somebody else, and few are missed."""

import csv
import io

from orggraph.bootstrap import formats, open_store
from orggraph.domain.ids import EntityKind
from orggraph.domain.viewer import LOCAL
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


def test_people_are_found_and_nobody_is_taken_for_another():
    found = right = there = 0
    for seed in (1, 2, 3):
        known = people_known_twice(seed)
        pairs = found_pairs(imported(known), known)
        found, right, there = found + len(pairs), right + len(pairs & known.pairs), there + len(known.pairs)
    assert right / found >= 0.998
    assert right / there >= 0.88


def test_what_was_invented_is_what_the_figures_are_about():
    known = people_known_twice(1)
    assert (len(known.connections), len(known.contacts), len(known.pairs)) == (2_500, 2_500, 1_000)
    emails = {row[2].rpartition("/")[2]: row[3] for row in known.connections}
    of_contacts = {row[0]: row[3] for row in known.contacts}
    sure = sum(bool(emails[one]) and emails[one] == of_contacts[other] for one, other in known.pairs)
    assert 0.25 <= sure / len(known.pairs) <= 0.31
