"""An import that is undone leaves nothing: whichever, in whatever order, the workspace is as if it had never been imported."""

from hypothesis import given, settings
from hypothesis import strategies as st

from orggraph.stores.registry import open_store
from orggraph.usecases.importing import ImportRequest
from tests.property.driving import COMPANIES, Driver, believed, chart, chart_rows, contact_rows, contacts

OWNERS = ("Cy Dee", "Ana Bo")
charts = st.builds(
    lambda rows, company, ours: ImportRequest(
        file_name="chart.csv", content=chart(rows), account_name=company, account_is_ours=ours
    ),
    chart_rows,
    st.sampled_from(COMPANIES[:3]),
    st.booleans(),
)
connections = st.builds(
    lambda rows, owner: ImportRequest(file_name="Connections.csv", content=contacts(rows), owner_name=owner),
    contact_rows,
    st.sampled_from(OWNERS),
)
files = st.lists(charts | connections, min_size=1, max_size=4)


@given(files, st.data())
@settings(deadline=None, max_examples=60)
def test_what_is_undone_was_never_imported(files, data):
    undone = data.draw(st.lists(st.sampled_from(range(len(files))), unique=True, min_size=1))
    driver, without = Driver(open_store("memory:")), Driver(open_store("memory:"))
    places = {}
    for number, file in enumerate(files):
        driver.now = without.now = max(driver.now, without.now)
        before = len(driver.batches)
        driver.take(file)
        if len(driver.batches) > before:
            places[number] = before
        if number not in undone:
            without.take(file)
    for number in undone:
        if number in places:
            driver.undo(places[number])
    assert believed(driver.stores[0]) == believed(without.stores[0])
