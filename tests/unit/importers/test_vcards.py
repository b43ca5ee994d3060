"""vCards as address books write them: folded, quoted, encoded; what is of work is taken, and what is private never."""

import pytest

from orggraph.bootstrap import formats, open_store
from orggraph.domain.people import Account
from orggraph.domain.viewer import LOCAL
from orggraph.errors import UnreadableFile
from orggraph.usecases.importing import import_file
from orggraph_importers.cards.lines import Card, cards_of
from tests.unit.importers.import_files import NOW, archive, found, of_type, people, preview, reports, request, versions

PRIVATE = (
    "ADR;TYPE=home:;;1 rue des Exemples;Lyon;;;France",
    "BDAY:1970-01-01",
    "NOTE:Likes chess",
    "TEL;TYPE=cell:+33600000000",
    "NICKNAME:Nini",
    "IMPP:xmpp:ana@maison.example",
    "GEO:geo:45.7,4.8",
    "X-ABRELATEDNAMES;TYPE=spouse:Un Secret",
    "RELATED;TYPE=friend;VALUE=text:Un Secret",
    "PHOTO;ENCODING=b:/9j/4AAQ",
)


def card(*lines, version="3.0"):
    return "".join(f"{line}\r\n" for line in ("BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD"))


def read(*cards, name="contacts.vcf"):
    content = "".join(cards) if isinstance(cards[0], str) else cards[0]
    store = open_store("memory:")
    return import_file(store, LOCAL, formats(), request(content, name), NOW), store


def one(*lines, **more):
    """Give the one person of a card, who is Ana unless it says otherwise."""
    report, store = read(card("FN:Ana Un", *lines, **more))
    assert not report.problems
    (person,) = people(store).values()
    return person


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (("N:Un;Ana;;;", "FN:A. Un"), "Ana Un"),
        (("N:Un;Ana;Marie;Dr.;PhD", "FN:Dr. Ana Marie Un, PhD"), "Ana Un"),
        (("N:Un, PhD;Ana 🚀;;;",), "Ana Un"),
        (("N:Un;;;;", "FN:Ana Un"), "Ana Un"),
        (("N:;;;;", "FN:Ana Un"), "Ana Un"),
        (("FN:Ana Un",), "Ana Un"),
        (("N:Un;;;;",), "Un"),
        (("N:Un;Ana",), "Ana Un"),
        ((r"N:Un\; Deux;Ana;;;",), "Ana Un; Deux"),
        (("fn:Ana Un",), "Ana Un"),
        (("item1.FN:Ana Un",), "Ana Un"),
        (("FN:Ana", "  Un"), "Ana Un"),
        (("FN:An", "\ta Un"), "Ana Un"),
        (("FN;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:=C3=89lise =", "Un"), "Élise Un"),
        (("FN;CHARSET=ISO-8859-1;QUOTED-PRINTABLE:=C9lise Un",), "Élise Un"),
        (("FN;CHARSET=x-klingon;QUOTED-PRINTABLE:=C3=89lise Un",), "Élise Un"),
        (("N;ENCODING=QUOTED-PRINTABLE:Un=3B;Ana",), "Ana Un;"),
        (("FN;CHARSET=UTF-8;ENCODING=BASE64:w4lsaXNlIFVu",), "Élise Un"),
        (('FN;X-NOTE="a:b;c":Ana Un',), "Ana Un"),
        (('FN;X-NOTE=5" screen:Ana Un',), "Ana Un"),
    ],
)
def test_a_name_is_read_however_it_is_written(lines, name):
    report, store = read(card(*lines))
    assert set(people(store)) == {name}
    assert not report.problems


def test_of_an_organisation_the_company_and_the_department_are_taken():
    _, store = read(card("FN:Ana Un", r"ORG:Exemplis\, SAS;Finance;Controlling", "TITLE:CFO", "ROLE:Payer"))
    person = people(store)["Ana Un"]
    assert (person.title, person.department) == ("CFO", "Finance, Controlling")
    assert [account.name for account in of_type(store, Account)] == ["Exemplis, SAS"]


def test_a_role_stands_in_for_a_title():
    assert one("ROLE:Buyer").title == "Buyer"


@pytest.mark.parametrize(
    ("lines", "email"),
    [
        (("EMAIL:ana@x.example",), "ana@x.example"),
        (("EMAIL;TYPE=HOME,pref:ana@home.example", "EMAIL;TYPE=WORK:ana@x.example"), "ana@x.example"),
        (("EMAIL;TYPE=home:ana@home.example",), None),
        (("EMAIL;HOME;INTERNET:ana@home.example",), None),
        (("a.EMAIL:ana@home.example", "a.X-ABLabel:_$!<Home>!$_", "b.EMAIL:ana@x.example"), "ana@x.example"),
        (("EMAIL:a@x.example", "EMAIL;PREF=1:ana@x.example"), "ana@x.example"),
        (("EMAIL:a@x.example", 'EMAIL;TYPE="internet,pref":ana@x.example'), "ana@x.example"),
        (("EMAIL;TYPE=pref:a@x.example", "EMAIL;TYPE=work:ana@x.example"), "ana@x.example"),
        (("EMAIL:mailto:ana@x.example",), "ana@x.example"),
        (("EMAIL:",), None),
    ],
)
def test_the_address_at_work_is_taken_and_never_the_one_at_home(lines, email):
    assert one(*lines).email == email


@pytest.mark.parametrize(
    ("line", "url"),
    [
        ("X-SOCIALPROFILE;TYPE=linkedin;X-USER=ana:http://www.linkedin.com/in/Ana-Un-1/", "https://www.linkedin.com/in/ana-un-1"),
        (r"URL:https\://fr.linkedin.com/in/ana-un-1", "https://www.linkedin.com/in/ana-un-1"),
        ("SOCIALPROFILE;SERVICE-TYPE=LinkedIn:https://www.linkedin.com/in/ana-un-1", "https://www.linkedin.com/in/ana-un-1"),
        ("X-SOCIALPROFILE;TYPE=twitter:http://twitter.com/ana", None),
        ("URL:https://www.linkedin.com/company/exemplis", None),
    ],
)  # fmt: skip
def test_a_profile_is_taken_where_there_is_one(line, url):
    assert one(line).profile_url == url


@pytest.mark.parametrize(
    "lines",
    [
        ("X-MS-MANAGER:Bo Deux",),
        ("X-MS-MANAGER;N:Deux, Bo",),
        ("X-EVOLUTION-MANAGER:Bo Deux",),
        ("X-KADDRESSBOOK-X-ManagersName:Bo Deux",),
        ("X-MS-MANAGER:mailto:bo@x.example",),
        ("item1.X-ABRELATEDNAMES:Bo Deux", "item1.X-ABLabel:_$!<Manager>!$_"),
        ("X-ABRELATEDNAMES;TYPE=manager:Bo Deux",),
        ("RELATED;TYPE=manager;VALUE=text:Bo Deux",),
    ],
)
def test_a_manager_is_found_by_name_in_the_same_company_and_little_is_made_of_it(lines):
    cards = card("FN:Ana Un", "ORG:Exemplis", *lines), card("FN:Bo Deux", "ORG:Exemplis", "EMAIL:bo@x.example")
    _, store = read(*cards, card("FN:Bo Deux", "ORG:Velmont"))
    assert reports(store) == [("Ana Un", "Bo Deux")]
    assert max(v.fact.confidence for v in versions(store) if hasattr(v.fact, "manager_id")) < 0.5


@pytest.mark.parametrize("line", ["X-MS-ASSISTANT:Bo Deux", "item1.X-ABRELATEDNAMES:Bo Deux", "RELATED:Bo Deux"])
def test_who_is_no_manager_is_none(line):
    report, store = read(card("FN:Ana Un", "ORG:Exemplis", line), card("FN:Bo Deux", "ORG:Exemplis"))
    assert (reports(store), report.problems) == ([], ())


def test_a_manager_whom_no_card_is_of_is_told():
    report, _ = read(card("FN:Ana Un", "ORG:Exemplis", "X-MS-MANAGER:Cy Trois"))
    assert found(report) == [("UNKNOWN_MANAGER", 1, "manager")]


def test_nothing_private_is_taken_or_shown():
    content = card("FN:Ana Un", "ORG:Exemplis", *PRIVATE)
    _, store = read(content)
    kept = repr(versions(store)) + repr(preview(content))
    for secret in ("rue des", "1970", "chess", "+336", "Nini", "maison", "45.7", "Un Secret", "9j/4"):
        assert secret not in kept
    assert {"ADR", "BDAY", "NOTE", "TEL", "PHOTO"} <= set(preview(content).unknown_columns)


@pytest.mark.parametrize(
    "lines",
    [
        ("KIND:group", "FN:Board"),
        ("X-ADDRESSBOOKSERVER-KIND:group", "N:Board", "FN:Board"),
        ("X-ABShowAs:COMPANY", "FN:Exemplis", "ORG:Exemplis"),
        ("FN:Exemplis", "N:;;;;", "ORG:Exemplis;"),
        ("ORG:Exemplis", "TEL:+33"),
    ],
)
def test_groups_and_companies_are_no_people(lines):
    report, store = read(card(*lines), card("FN:Ana Un"))
    assert report.skipped == {"no person": 1}
    assert set(people(store)) == {"Ana Un"}


BROKEN = {
    "a line that is no property": (
        "BEGIN:VCARD\nFN:Bo\nno property\nEND:VCARD\n",
        "line 7 is no property: 'no property'",
    ),
    "a property without a name": ("BEGIN:VCARD\nFN:Bo\n:x\nEND:VCARD\n", "line 7 is no property"),
    "a card that another begins in": ("BEGIN:VCARD\nFN:Bo\n", "it is not ended before line 7"),
}


@pytest.mark.parametrize("name", sorted(BROKEN))
def test_a_broken_card_is_refused_with_its_line_and_the_others_are_taken(name):
    content, said = BROKEN[name]
    report, store = read(card("FN:Ana Un").replace("\r\n", "\n"), content, card("FN:Cy Trois"))
    assert found(report) == [("OTHER", 5, None)]
    assert said in report.problems[0].message
    assert set(people(store)) == {"Ana Un", "Cy Trois"}


def test_a_file_that_is_cut_off_keeps_what_is_whole():
    report, store = read(card("FN:Ana Un"), "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Bo De")
    assert found(report) == [("OTHER", 5, None)]
    assert "cut off" in report.problems[0].message
    assert set(people(store)) == {"Ana Un"}


def test_a_card_without_a_name_is_told():
    report, store = read(card("EMAIL:x@x.example"), card("FN:Ana Un"))
    assert found(report) == [("NO_NAME", 1, "FN")]
    assert set(people(store)) == {"Ana Un"}


def test_a_card_within_a_card_is_passed_over():
    inner = "AGENT:\r\n" + card("FN:Lou Assistant", version="2.1").rstrip("\r\n")
    _, store = read(card("FN:Ana Un", inner, "TITLE:CFO", version="2.1"))
    assert {name: person.title for name, person in people(store).items()} == {"Ana Un": "CFO"}


def test_a_picture_whose_lines_are_not_folded_is_passed_over():
    lines = ("PHOTO;ENCODING=BASE64;JPEG:/9j/4AAQ", "SkZJRgABAQ", "AAAQABAAD=", "", "TITLE:CFO")
    assert one(*lines, version="2.1").title == "CFO"


def test_what_stands_between_cards_is_counted():
    report, store = read("Contacts\r\n\r\n", card("FN:Ana Un"), "-- \r\nEnd\r\n")
    assert report.skipped == {"outside of a card": 3}
    assert set(people(store)) == {"Ana Un"}


def test_an_address_that_several_have_is_nobodys():
    report, store = read(
        *(card(f"FN:{name}", "EMAIL:info@x.example", "ORG:Exemplis") for name in ("Ana Un", "Bo Deux"))
    )
    assert found(report) == [("SHARED_EMAIL", 1, "EMAIL"), ("SHARED_EMAIL", 7, "EMAIL")]
    assert {person.email for person in people(store).values()} == {None}


def test_an_address_that_is_none_is_told_and_the_person_taken():
    report, store = read(card("FN:Ana Un", "EMAIL:ask her"))
    assert found(report) == [("BAD_EMAIL", 1, "EMAIL")]
    assert set(people(store)) == {"Ana Un"}


def test_the_same_card_again_is_skipped_and_one_that_says_more_adds_to_it():
    same = card("FN:Ana Un", "ORG:Exemplis", "UID:1")
    report, store = read(same, same, card("FN:Ana Un", "ORG:Exemplis", "UID:1", "TITLE:CFO"))
    assert (report.taken, report.skipped) == ({"contact": 2}, {"repeated": 1})
    assert people(store)["Ana Un"].title == "CFO"


def test_the_order_of_cards_changes_nothing():
    cards = [
        card("FN:Ana Un", "ORG:Exemplis", "X-MS-MANAGER:Bo Deux"),
        card("FN:Bo Deux", "ORG:Exemplis", "EMAIL:info@x.example"),
        card("FN:Cy Trois", "ORG:Exemplis", "EMAIL:info@x.example"),
        card("FN:Ana Un", "ORG:Velmont"),
    ]
    assert versions(read(*cards)[1]) == versions(read(*cards[::-1])[1])


def test_cards_in_files_of_their_own_are_one_address_book():
    files = {"ana.vcf": card("FN:Ana Un", "ORG:Exemplis", "X-MS-MANAGER:Bo Deux"), "bo.vcf": card("FN:Bo Deux", "ORG:Exemplis"), "cy.vcf": card("FN:Cy", "EMAIL:x")}  # fmt: skip
    report, store = read(archive(files), name="cards.zip")
    assert reports(store) == [("Ana Un", "Bo Deux")]
    assert [(problem.file, problem.row) for problem in report.problems] == [("cy.vcf", 1)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_encoding_and_any_line_ends_are_read(encoding, end):
    content = card("FN:Élise Un").replace("\r\n", end).encode(encoding)
    assert set(people(read(content)[1])) == {"Élise Un"}


@pytest.mark.parametrize("content", ["BEGIN:VCALENDAR\nEND:VCALENDAR\n", "FN:Ana Un\n", "See BEGIN:VCARD for more.\n"])
def test_what_is_no_card_is_claimed_by_none(content):
    with pytest.raises(UnreadableFile, match="no importer knows this file"):
        read(content)


@pytest.mark.parametrize(
    "line",
    ["A;" + "a," * 50_000, "A;" + "a;" * 50_000 + ":", "N:" + "\\" * 200_000, "P;QUOTED-PRINTABLE:" + "a=\n" * 50_000, "A;x=" + '"' * 99_999],
    ids=["commas", "parameters", "escapes", "soft breaks", "quotation marks"],
)  # fmt: skip
def test_lines_that_were_made_to_take_long_do_not(line):
    assert any(isinstance(one, Card) for one in cards_of(f"BEGIN:VCARD\n{line}\nEND:VCARD\n".splitlines()))
