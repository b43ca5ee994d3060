"""Two ways to say the same give the same facts: a file twice, in two parts, its rows in another order."""

from hypothesis import given, settings
from hypothesis import strategies as st

from orggraph.resolve.normalise import name_key
from orggraph.stores.registry import open_store
from orggraph.usecases.importing import ImportRequest
from tests.property.driving import (
    Driver,
    believed,
    chart,
    chart_rows,
    contact_rows,
    contacts,
)

randoms = st.randoms(use_true_random=False)


def contact_file(rows):
    return ImportRequest(file_name="Connections.csv", content=contacts(rows), owner_name="Cy Dee")


def chart_file(rows):
    return ImportRequest(file_name="chart.csv", content=chart(rows), account_name="Exemplis SAS")


def facts_of(*files):
    """Import files one after the other; give all that is then believed."""
    driver = Driver(open_store("memory:"))
    for file in files:
        driver.take(file)
    return believed(driver.stores[0])


def alone(rows, *places):
    """Keep the rows that share none of these cells with a row before them: nothing then joins two of them."""
    kept = []
    for row in rows:
        if all(not row[n] or all(name_key(row[n]) != name_key(other[n]) for other in kept) for n in places):
            kept.append(row)
    return kept


@given(chart_rows, contact_rows)
@settings(deadline=None, max_examples=40)
def test_importing_files_again_changes_nothing(seats, people):
    once = facts_of(chart_file(seats), contact_file(people))
    assert facts_of(chart_file(seats), contact_file(people), chart_file(seats), contact_file(people)) == once
    assert facts_of(chart_file(seats), chart_file(seats), contact_file(people)) == once


@given(chart_rows, randoms)
@settings(deadline=None, max_examples=40)
def test_the_order_of_the_rows_of_a_chart_does_not_matter(rows, random):
    assert facts_of(chart_file(random.sample(rows, len(rows)))) == facts_of(chart_file(rows))


@given(contact_rows, randoms)
@settings(deadline=None, max_examples=40)
def test_the_order_of_the_rows_of_contacts_does_not_matter(rows, random):
    rows = alone(rows, 0, 1)
    assert facts_of(contact_file(random.sample(rows, len(rows)))) == facts_of(contact_file(rows))


@given(contact_rows, st.data())
@settings(deadline=None, max_examples=40)
def test_contacts_in_two_files_are_the_same_as_in_one(rows, data):
    rows = [(*row[:3], company and "Exemplis SAS", *row[4:]) for row in alone(rows, 0, 1, 2) for company in [row[3]]]
    cut = data.draw(st.integers(0, len(rows)))
    parts = [contact_file(part) for part in (rows[:cut], rows[cut:]) if part]
    assert facts_of(*parts) == facts_of(contact_file(rows))


@given(chart_rows, contact_rows)
@settings(deadline=None, max_examples=40)
def test_two_files_of_different_sources_may_come_in_either_order(seats, people):
    people = [(name, slug, email, "EXEMPLIS", title, connected) for name, slug, email, _, title, connected in people]
    assert facts_of(chart_file(seats), contact_file(people)) == facts_of(contact_file(people), chart_file(seats))
