import pytest

from orggraph_importers.dates import iso_date
from orggraph_importers.naming import display_name


@pytest.mark.parametrize("text", ["05 Mar 24", "9/1/26", "05 Mar 024", "00 Mar 2024", "05 Foo 2024", ""])
def test_a_date_without_a_whole_year_or_that_cannot_be_is_none(text):
    assert iso_date(text, month_first=True) is None


@pytest.mark.parametrize(
    ("last", "shown"),
    [
        ("Durand, PhD", "Ana Durand"),
        ("Durand PMP® MBA", "Ana Durand"),
        ("Durand, MBA, PMP", "Ana Durand"),
        ("DURAND", "Ana DURAND"),
        ("McPhD", "Ana McPhD"),
    ],
)
def test_what_stands_after_a_name_is_not_shown(last, shown):
    assert display_name("Ana", last) == shown


@pytest.mark.parametrize(
    ("last", "shown"),
    [
        ("," * 5_000 + "\nx", "A"),
        ("PMP " * 5_000 + "!", "A " + "PMP " * 5_000 + "!"),
        ("x" + " " * 5_000 + "y", "A x y"),
    ],
)
def test_a_hostile_name_is_read_and_holds_nobody_up(last, shown):
    """A pattern that backtracks would not end here: the fault handler's time-out would fail the run."""
    assert display_name("A", last) == shown
