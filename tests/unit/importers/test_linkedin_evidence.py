"""What the archive's other files tell of a tie: counts and days; never what was written."""

from datetime import date

import pytest

from orggraph.bootstrap import formats, open_store
from orggraph.domain.people import Person
from orggraph.domain.relations import Tie
from orggraph.domain.viewer import LOCAL
from orggraph.usecases.importing import import_file, preview_import
from tests.unit.importers.import_files import ANA, BO, NOW, PROFILE, archive, connections, of_type, request, table

OWNER = "https://www.linkedin.com/in/oana-p"
ANA_AT = "https://www.linkedin.com/in/ana-exemple-1"
MESSAGE = [
    "CONVERSATION ID",
    "CONVERSATION TITLE",
    "FROM",
    "SENDER PROFILE URL",
    "TO",
    "RECIPIENT PROFILE URLS",
    "DATE",
    "SUBJECT",
    "CONTENT",
    "FOLDER",
    "IS MESSAGE DRAFT",
]
INVITATION = ["From", "To", "Sent At", "Message", "Direction", "inviterProfileUrl", "inviteeProfileUrl"]
RECOMMENDATION = ["First Name", "Last Name", "Company", "Job Title", "Text", "Creation Date", "Status"]
ENDORSED_BY = [
    "Endorsement Date",
    "Skill Name",
    "Endorser First Name",
    "Endorser Last Name",
    "Endorser Public Url",
    "Endorsement Status",
]
ENDORSED = [name.replace("Endorser", "Endorsee") for name in ENDORSED_BY]
POSITION = ["Company Name", "Title", "Description", "Location", "Started On", "Finished On"]


def sent(day, to="Ana Exemple", url=ANA_AT, text="Hello", **more):
    return written("Oana Propriétaire", OWNER, to, url, day, text, **more)


def received(day, sender="Ana Exemple", url=ANA_AT, text="Hello", **more):
    return written(sender, url, "Oana Propriétaire", OWNER, day, text, **more)


def written(sender, sender_url, to, to_url, day, text, folder="INBOX", draft="No"):
    return ["c1", "", sender, sender_url, to, to_url, f"{day} 10:00:00 UTC", "", text, folder, draft]


def taken(files, **more):
    """Import an archive with two connections and more files; give the report and what the tie of each became."""
    store = open_store("memory:")
    content = archive({"Connections.csv": connections(ANA, BO), "Profile.csv": PROFILE, **files})
    report = import_file(store, LOCAL, formats(), request(content, "export.zip", **more), NOW)
    names = {person.id: person.name for person in of_type(store, Person)}
    ties = {}
    for tie in of_type(store, Tie):
        (other,) = {names[tie.one_id], names[tie.other_id]} - {"Oana Propriétaire"}
        ties[other] = tie
    return report, ties


def test_messages_that_were_answered_count():
    rows = [
        sent("2026-08-01"),
        sent("2026-08-02"),
        received("2026-08-03"),
        received("2026-09-04"),
        received("2026-09-05"),
    ]
    report, ties = taken({"messages.csv": table(MESSAGE, *rows)})
    assert (report.taken["message"], report.rows_read) == (5, 7)
    assert (ties["Ana Exemple"].exchanges, ties["Ana Exemple"].last_contact) == (2, date(2026, 9, 5))
    assert (ties["Bo Sample"].exchanges, ties["Bo Sample"].last_contact) == (None, None)


def test_messages_without_an_answer_tell_nothing():
    _, ties = taken({"messages.csv": table(MESSAGE, *[sent("2026-08-01")] * 9)})
    assert (ties["Ana Exemple"].exchanges, ties["Ana Exemple"].last_contact) == (None, None)


def test_who_answers_is_known_even_without_being_connected():
    cy = "https://www.linkedin.com/in/cy"
    rows = [
        sent("2026-08-01", "Cy Libre", cy),
        received("2026-08-02", "Cy Libre", cy),
        sent("2026-08-01", "Di", f"{cy}2"),
    ]
    report, ties = taken({"messages.csv": table(MESSAGE, *rows)})
    assert ties["Cy Libre"].exchanges == 1
    assert ties.keys() == {"Ana Exemple", "Bo Sample", "Cy Libre"}
    assert report.taken["person"] == 2


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (sent("2026-08-01", draft="Yes"), "draft"),
        (sent("2026-08-01", folder="DRAFT"), "draft"),
        (received("2026-08-01", folder="SPAM"), "advert"),
        (received("2026-08-01", "Sponsored Conversation", ""), "advert"),
        (received("2026-08-01", "LinkedIn Member", ""), "closed member"),
        (sent("2026-08-01", "A,B,C", f"{ANA_AT},https://www.linkedin.com/in/bo"), "message to several"),
        (sent("2026-08-01", "Ana Exemple,Bo Sample", ANA_AT), "message to several"),
        (written("A", ANA_AT, "B", "https://www.linkedin.com/in/b", "2026-08-01", ""), "message of nobody known"),
    ],
)
def test_what_is_no_word_between_two_is_skipped_with_a_reason(row, why):
    report, ties = taken({"messages.csv": table(MESSAGE, sent("2026-07-01"), sent("2026-07-02"), row)})
    assert (report.skipped, report.problems) == ({why: 1}, ())
    assert ties["Ana Exemple"].exchanges is None


def test_an_invitation_with_a_word_of_its_own_is_a_message():
    invitations = [
        ["Oana Propriétaire", "Ana Exemple", "9/1/26, 10:00 AM", "We met in Lyon", "OUTGOING", OWNER, ANA_AT],
        [
            "Oana Propriétaire",
            "Bo Sample",
            "07/22/2026 04:02",
            "",
            "OUTGOING",
            OWNER,
            "https://www.linkedin.com/in/bo-sample-2",
        ],
        ["Nobody", "Oana Propriétaire", "9/2/26, 10:00 AM", "Hi", "INCOMING", "", ""],
    ]
    report, ties = taken(
        {"Invitations.csv": table(INVITATION, *invitations), "messages.csv": table(MESSAGE, received("2026-08-03"))}
    )
    assert ties["Ana Exemple"].exchanges == 1
    assert ties["Ana Exemple"].last_contact == date(2026, 9, 1)
    assert report.skipped == {"invitation without a message": 1, "message of nobody known": 1}


def test_good_words_are_dated():
    endorsements = [
        ["2023/06/18 14:24:54 UTC", "Sales", "Ana", "Exemple", "www.linkedin.com/in/ana-exemple-1", "ACCEPTED"],
        ["2024/06/18 14:24:54 UTC", "Sales", "Ana", "Exemple", "www.linkedin.com/in/ana-exemple-1", "REJECTED"],
        ["2024/06/18 14:24:54 UTC", "Sales", "Cy", "Libre", "www.linkedin.com/in/cy", "ACCEPTED"],
    ]
    recommended = [["Bo", "Sample", "Exemplis", "CFO", "A long\ntext", "01/19/13, 12:10 AM", " VISIBLE "]]
    given = [
        ["Bo", "Sample", "Exemplis", "CFO", "Another", "03/29/26, 12:10 AM", "HIDDEN"],
        ["Cy", "X", "", "", "", "1/1/20", ""],
    ]
    report, ties = taken(
        {
            "Endorsement_Received_Info.csv": table(ENDORSED_BY, *endorsements),
            "Endorsement_Given_Info.csv": table(ENDORSED, endorsements[0]),
            "Recommendations_Received.csv": table(RECOMMENDATION, *recommended),
            "Recommendations Given.csv": table(RECOMMENDATION, *given),
        }
    )
    assert (ties["Ana Exemple"].vouched_on, ties["Bo Sample"].vouched_on) == (date(2023, 6, 18), date(2026, 3, 29))
    assert (report.taken["endorsement"], report.taken["recommendation"]) == (2, 2)
    assert report.skipped == {
        "rejected": 1,
        "of nobody among the contacts": 1,
        "of nobody among the contacts, or of several": 1,
    }


def test_a_recommendation_of_one_of_two_of_a_name_is_of_neither():
    other = "Ana,Exemple,https://www.linkedin.com/in/ana-2,,Elsewhere,Buyer,05 Mar 2024"
    row = ["Ana", "Exemple", "", "", "", "03/29/26, 12:10 AM", ""]
    report, ties = taken(
        {"Connections.csv": connections(ANA, other), "Recommendations_Given.csv": table(RECOMMENDATION, row)}
    )
    assert report.skipped == {"of nobody among the contacts, or of several": 1}
    assert {tie.vouched_on for tie in ties.values()} == {None}


def test_who_still_works_where_the_owner_left_was_a_colleague():
    positions = [
        ["Exemplis  sas", "Seller", "Many\nthings", "", "Jan 2015", "Feb 2020"],
        ["Exemplis SAS", "Trainee", "", "", "2012", "2013"],
        ["Elsewhere", "Seller", "", "", "2010", "2011"],
        ["Velmont", "Seller", "", "", "Mar 2020", ""],
    ]
    report, ties = taken({"Positions.csv": table(POSITION, *positions)})
    assert {tie.colleagues_until for tie in ties.values()} == {date(2020, 2, 29)}
    assert report.taken["former employer"] == 2
    assert report.skipped == {"present position": 1, "former employer of no contact": 1}


def test_the_owner_is_known_by_the_address_they_wrote_from():
    rows = [sent("2026-08-01"), received("2026-08-02"), received("2026-08-03"), received("2026-08-04")]
    store = open_store("memory:")
    content = archive(
        {"Connections.csv": connections(ANA), "Profile.csv": PROFILE, "messages.csv": table(MESSAGE, *rows)}
    )
    import_file(store, LOCAL, formats(), request(content, "export.zip"), NOW)
    owner = next(person for person in of_type(store, Person) if person.name == "Oana Propriétaire")
    assert owner.profile_url == OWNER


@pytest.mark.parametrize(
    ("name", "rows", "column"),
    [
        ("messages.csv", (MESSAGE, sent("2026-08-01"), sent("someday")), "DATE"),
        ("Positions.csv", (POSITION, ["Exemplis", "x", "", "", "", "lately"]), "Finished On"),
        ("Recommendations_Given.csv", (RECOMMENDATION, ["Bo", "Sample", "", "", "", "13/13/26", ""]), "Creation Date"),
    ],
)
def test_a_day_that_cannot_be_read_refuses_its_row(name, rows, column):
    report, _ = taken({name: table(*rows)})
    (problem,) = report.problems
    assert (problem.file, problem.column, problem.refuses_row) == (name, column, True)
    assert report.rows_read == sum(report.taken.values()) + sum(report.skipped.values()) + report.refused


def test_the_same_archive_again_changes_nothing_and_a_later_one_adds():
    store = open_store("memory:")

    def take(*rows):
        files = {"Connections.csv": connections(ANA), "Profile.csv": PROFILE, "messages.csv": table(MESSAGE, *rows)}
        return import_file(store, LOCAL, formats(), request(archive(files), "export.zip"), NOW)

    first = [sent("2026-08-01"), received("2026-08-02")]
    take(*first)
    assert (take(*first).created, take(*first).changed) == (0, 0)
    take(*first, sent("2026-09-01"), received("2026-09-02"))
    (tie,) = of_type(store, Tie)
    assert (tie.exchanges, tie.last_contact) == (2, date(2026, 9, 2))


def test_a_file_may_be_imported_alone_later():
    store = open_store("memory:")
    for name, content in (
        ("c.csv", connections(ANA)),
        ("m.csv", table(MESSAGE, sent("2026-08-01"), received("2026-08-02"))),
    ):
        import_file(store, LOCAL, formats(), request(content, name, owner_name="Oana Propriétaire"), NOW)
    (tie,) = of_type(store, Tie)
    assert (tie.exchanges, tie.connected_on) == (1, date(2024, 3, 5))


def test_what_was_written_is_neither_kept_nor_shown():
    secret = "a word between\nthe two of us\n" * 30
    files = {
        "messages.csv": table(MESSAGE, sent("2026-08-01", text=secret), received("2026-08-02", text=secret)),
        "Recommendations_Given.csv": table(RECOMMENDATION, ["Bo", "Sample", "", "", secret, "03/29/26", ""]),
        "Invitations.csv": table(INVITATION, ["Oana", "Ana", "9/1/26, 10:00 AM", secret, "OUTGOING", OWNER, ANA_AT]),
    }
    store = open_store("memory:")
    for given in (archive({"Connections.csv": connections(ANA, BO), "Profile.csv": PROFILE, **files}), *files.values()):
        content = given.encode() if isinstance(given, str) else given
        asked = request(content, "export", owner_name="Oana Propriétaire")
        assert "the two of us" not in repr(preview_import(store, LOCAL, formats(), asked, NOW))
        import_file(store, LOCAL, formats(), asked, NOW)
    with store.reading(LOCAL) as reader:
        assert "the two of us" not in repr(list(reader.archive()))
