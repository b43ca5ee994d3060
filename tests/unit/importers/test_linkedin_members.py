"""The rows of Connections.csv: names of every kind, profiles, dates, closed members, the same member twice."""

from datetime import date

import pytest

from orggraph.domain.people import Locale, Person, profile_slug
from orggraph_importers.naming import display_name, profile_url
from tests.unit.importers.import_files import ANA, BO, connected, connections, contacts, found, of_type, people


def test_a_closed_member_is_counted_and_no_error():
    report, store = contacts(connections(",,,,,,30 Apr 2026", "Restricted,Member,,,,,", ANA))
    assert (report.rows_read, report.taken, report.skipped) == (3, {"person": 1}, {"closed member": 2})
    assert (report.problems, set(people(store))) == ((), {"Ana Exemple"})


def test_a_person_who_is_called_member_is_no_closed_member():
    report, _ = contacts(connections("Restricted,Member,https://www.linkedin.com/in/rm-1,,Exemplis,Buyer,05 Mar 2024"))
    assert (report.taken, report.skipped) == ({"person": 1}, {})


@pytest.mark.parametrize("name", ["Null", "NA", "N/A", "None", "nan", "True", "FALSE", "0", "undefined"])
def test_names_that_look_like_no_name_survive(name):
    _, store = contacts(connections(f"Ana,{name},,,Exemplis,Buyer,05 Mar 2024"))
    assert set(people(store)) == {f"Ana {name}"}


@pytest.mark.parametrize(
    ("first", "last", "shown"),
    [
        ("Élise 🚀", '"Durand-Exemple, PhD"', "Élise Durand-Exemple"),
        ("👩‍💻 Ana", "Exemple 🇫🇷🏴󠁧󠁢󠁥󠁮󠁧󠁿1️⃣", "Ana Exemple 1"),
        ("Ana", '"Exemple, MBA, PMP®"', "Ana Exemple"),
        ("Ana", "Exemple Ph.D.", "Ana Exemple"),
        ("ANA", "EXEMPLE", "ANA EXEMPLE"),
        ("\u202aAna\u202c", "\u200fExemple\u200b", "Ana Exemple"),
        ("مریم", "می\u200cکنم", "مریم می\u200cکنم"),
        ("ශ්\u200dරී", "Exemple", "ශ්\u200dරී Exemple"),
        ("伟", "王", "伟 王"),
        ("Ana", "", "Ana"),
        ("", "Exemple", "Exemple"),
        (" Ana  Maria ", "d'Exemple-Ñandú", "Ana Maria d'Exemple-Ñandú"),
        ("Ana\x1b[31m", "Exemple\x07", "Ana[31m Exemple"),
    ],
)
def test_a_name_is_shown_as_it_is_spoken(first, last, shown):
    report, store = contacts(connections(f"{first},{last},,,Exemplis,Buyer,05 Mar 2024"))
    assert (set(people(store)), report.problems) == ({shown}, ())


def test_a_row_without_a_name_is_refused_and_the_others_are_taken():
    report, store = contacts(connections(",🚀,https://www.linkedin.com/in/x-1,,Exemplis,Buyer,05 Mar 2024", ANA))
    assert found(report) == [("NO_NAME", 5, "Last Name")]
    assert (report.refused, report.rows_read, set(people(store))) == (1, 2, {"Ana Exemple"})


ADDRESSES = [
    "https://www.linkedin.com/in/%C3%A9lise-exemple",
    "http://fr.linkedin.com/in/ÉLISE-exemple/",
    "linkedin.com/in/e%CC%81lise-exemple?trk=x",
    "https://www.LinkedIn.com/in/élise-exemple/en#top",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_one_profile_has_many_spellings(address):
    _, store = contacts(connections(f"Élise,Exemple,{address},,,,05 Mar 2024"))
    person = people(store)["Élise Exemple"]
    assert (person.profile_url, person.keys) == (
        "https://www.linkedin.com/in/élise-exemple",
        ("linkedin:élise-exemple",),
    )


@pytest.mark.parametrize("slug", ["ana%2Fbo", "ana%3Fbo", "ana%23bo", "ana%2541", "ana%20bo", "ana%00"])
def test_a_hostile_slug_is_nobody_elses(slug):
    """Decoded, each would be cut at the stray character, and the person be taken for `ana`."""
    found = profile_slug(f"https://www.linkedin.com/in/{slug}")
    assert profile_slug(profile_url(found)) == found
    assert found == slug.casefold()


@pytest.mark.parametrize("address", ["https://www.linkedin.com/company/x", "https://notlinkedin.com/in/x", "none"])
def test_an_address_that_is_no_profile_is_said(address):
    report, store = contacts(connections(f"Ana,Exemple,{address},,Exemplis,Buyer,05 Mar 2024"))
    assert found(report) == [("BAD_ADDRESS", 5, "URL")]
    assert (people(store)["Ana Exemple"].profile_url, report.refused) == (None, 0)


@pytest.mark.parametrize(
    "written",
    [
        "31 Feb 2024",
        "00 Mar 2024",
        "05 Foo 2024",
        "05 Mar 24",
        "05 Mar 1924",
        "2024",
        "soon",
        "13/13/2024",
        "9" * 5000,
        "9" * 4400 + "/1/2024",
        "1_0 Mar 2024",
        "+5 Mar 2024",
        "2024-03-056",
    ],
)
def test_a_date_that_cannot_be_is_said_and_the_person_taken_without_it(written):
    report, store = contacts(connections(f"Ana,Exemple,,,Exemplis,Buyer,{written}", BO))
    assert found(report) == [("BAD_DATE", 5, "Connected On")]
    assert report.problem_counts == {"BAD_DATE": 1}
    assert (connected(store)["Ana Exemple"], report.taken) == (None, {"person": 2})
    assert "05 Mar 2024" in report.problems[0].hint


@pytest.mark.parametrize(
    "written", ["05 Mar 2024", "5 Mar 2024", "03/05/2024", "3/5/2024", "2024-03-05", "5\u00a0mars\u202f2024"]
)
def test_a_date_is_read_month_first_where_it_has_slashes(written):
    _, store = contacts(connections(f"Ana,Exemple,,,Exemplis,Buyer,{written}"))
    assert connected(store) == {"Ana Exemple": date(2024, 3, 5)}


def test_a_file_that_a_french_spreadsheet_wrote_again_has_days_first_throughout():
    rows = [ANA.replace("05 Mar 2024", "05/03/2024"), BO.replace("30 Apr 2020", "30/04/2020")]
    report, store = contacts(connections(*rows))
    assert report.problems == ()
    assert connected(store) == {"Ana Exemple": date(2024, 3, 5), "Bo Sample": date(2020, 4, 30)}


@pytest.mark.parametrize(
    ("locale", "day"), [(None, date(2024, 5, 3)), (Locale.EN, date(2024, 5, 3)), (Locale.FR, date(2024, 3, 5))]
)
def test_the_locale_tells_of_a_file_of_which_no_day_does(locale, day):
    _, store = contacts(connections(ANA.replace("05 Mar 2024", "05/03/2024")), locale=locale)
    assert connected(store) == {"Ana Exemple": day}


def test_no_date_is_no_problem():
    report, store = contacts(connections("Ana,Exemple,,,Exemplis,Buyer,"))
    assert (report.problems, connected(store)) == ((), {"Ana Exemple": None})


@pytest.mark.parametrize("written", ["ask her", "ana@", "@exemplis.example", "a@b@c.example", "ana@exemplis"])
def test_what_is_no_email_address_is_said_and_joins_nobody(written):
    rows = (f"Ana,Exemple,,{written},Exemplis,Buyer,05 Mar 2024", f"Bo,Sample,,{written},Autre,CFO,06 Mar 2024")
    report, store = contacts(connections(*rows))
    assert found(report) == [("BAD_EMAIL", 5, "Email Address"), ("BAD_EMAIL", 6, "Email Address")]
    assert [p.email for p in people(store).values()] == [None, None]


@pytest.mark.parametrize("written", ["n/a", "-", "None"])
def test_what_stands_for_no_email_address_is_none(written):
    rows = (f"Ana,Exemple,,{written},Exemplis,Buyer,05 Mar 2024", f"Bo,Sample,,{written},Autre,CFO,06 Mar 2024")
    report, store = contacts(connections(*rows))
    assert (report.problems, set(people(store))) == ((), {"Ana Exemple", "Bo Sample"})


def test_a_row_that_stands_twice_is_taken_once():
    report, store = contacts(connections(ANA, BO, ANA))
    assert (report.rows_read, report.taken, report.skipped) == (3, {"person": 2}, {"repeated": 1})
    assert set(people(store)) == {"Ana Exemple", "Bo Sample"}


def test_one_profile_in_two_wordings_is_one_person_and_said():
    other = "Ana,Exemple-Autre,https://linkedin.com/in/ANA-exemple-1/,,Exemplis SAS,CFO,05 Mar 2024"
    report, store = contacts(connections(ANA, other))
    assert found(report) == [("DIFFERING_REPEAT", 6, "URL")]
    assert "Row 5" in report.problems[0].message
    assert (len(people(store)), report.taken) == (1, {"person": 2})


def test_two_connections_of_one_name_without_addresses_are_two_people():
    rows = ("Ana,Exemple,,,Exemplis,Buyer,05 Mar 2024", "Ana,Exemple,,,Exemplis,CFO,07 Jun 2020")
    report, store = contacts(connections(*rows))
    namesakes = [p for p in of_type(store, Person) if p.name == "Ana Exemple"]
    assert sorted(p.title for p in namesakes) == ["Buyer", "CFO"]
    assert report.problems == ()


def test_a_company_is_one_however_it_is_spelt():
    rows = (ANA, BO.replace("Exemplis SAS", "EXEMPLIS  S.A.S."), "Cy,Tiers,,,Autre,,05 Mar 2024")
    _, store = contacts(connections(*rows))
    accounts = [p.account_id for p in people(store).values()]
    assert len(set(accounts)) == 2
    assert people(store)["Ana Exemple"].account_id == people(store)["Bo Sample"].account_id


def test_a_name_of_signs_alone_is_no_name():
    assert display_name("🚀", "®") == ""
