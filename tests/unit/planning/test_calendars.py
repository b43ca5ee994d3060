from datetime import date

import pytest

from orggraph.planning.calendars import Calendar, Closed, YearEnd, country_code, own, shared

FRANCE = Calendar(frozenset({"FR"}))


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (date(2026, 11, 28), Closed.WEEKEND),
        (date(2026, 11, 11), Closed.PUBLIC_HOLIDAY),
        (date(2026, 5, 25), Closed.PUBLIC_HOLIDAY),
        (date(2026, 11, 12), None),
        (date(2026, 8, 12), None),
    ],
)
def test_a_country_is_closed_on_weekends_and_public_holidays(day, why):
    assert FRANCE.closed(day) is why


def test_a_country_of_another_weekend_works_on_sunday():
    friday = date(2026, 11, 27)
    egypt = Calendar(frozenset({"EG"}))
    assert (egypt.closed(friday), egypt.closed(date(2026, 11, 29))) == (Closed.WEEKEND, None)


def test_two_countries_are_there_when_both_are():
    both = Calendar(frozenset({"FR", "DE"}))
    assert both.closed(date(2026, 11, 11)) is Closed.PUBLIC_HOLIDAY
    assert both.closed(date(2026, 10, 3)) is Closed.WEEKEND
    assert both.closed(date(2025, 10, 3)) is Closed.PUBLIC_HOLIDAY


def test_a_french_client_is_away_in_august_and_a_french_seller_is_not():
    client = shared("DE", "France", YearEnd())
    assert client.closed(date(2026, 8, 12)) is Closed.AUGUST
    assert client.on_or_after(date(2026, 8, 1)) == date(2026, 9, 1)
    assert own("FR").closed(date(2026, 8, 12)) is None
    assert shared("FR", "DE", YearEnd()).closed(date(2026, 8, 12)) is None


def test_the_end_of_the_clients_year_is_closed_whichever_month_it_is():
    december = shared("FR", "FR", YearEnd())
    assert december.on_or_after(date(2026, 12, 22)) == date(2027, 1, 5)
    june = shared("FR", "FR", YearEnd(month=6, before=5, after=2))
    assert [june.closed(date(2026, 6, day)) for day in (25, 26)] == [None, Closed.YEAR_END]
    assert [june.closed(date(2026, 7, day)) for day in (2, 3)] == [Closed.YEAR_END, None]
    assert june.closed(date(2026, 12, 24)) is None


def test_a_leap_february_ends_on_its_last_day():
    assert YearEnd(month=2, before=1, after=0).covers(date(2028, 2, 29))
    assert not YearEnd(month=2, before=1, after=0).covers(date(2028, 2, 28))


def test_shifts_count_working_days_both_ways():
    assert FRANCE.shifted(date(2026, 11, 10), 1) == date(2026, 11, 12)
    assert FRANCE.shifted(date(2026, 11, 12), -1) == date(2026, 11, 10)
    assert FRANCE.shifted(date(2026, 11, 12), 0) == date(2026, 11, 12)
    assert FRANCE.on_or_before(date(2026, 11, 29)) == date(2026, 11, 27)


def test_a_calendar_that_never_opens_says_so_and_does_not_hang():
    with pytest.raises(ValueError, match="no working day"):
        Calendar(year_end=YearEnd(before=400, after=400)).on_or_after(date(2026, 1, 1))


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("fr", "FR"),
        (" France ", "FR"),
        ("Allemagne", "DE"),
        ("Deutschland", "DE"),
        ("United Kingdom", "GB"),
        ("UK", "UK"),
        ("Etats-Unis", "US"),
        ("États-Unis", "US"),
        ("Ruritania", None),
        ("", None),
        (None, None),
    ],
)
def test_a_country_is_read_as_a_code_or_by_its_name(written, code):
    assert country_code(written) == code


def test_a_country_that_is_not_known_has_weekends_alone():
    nowhere = own("Ruritania")
    assert nowhere.closed(date(2026, 11, 28)) is Closed.WEEKEND
    assert nowhere.closed(date(2026, 12, 25)) is None
