"""The archive as it is downloaded, and whose contacts it holds."""

import pytest

from orggraph.bootstrap import formats, open_store
from orggraph.domain.people import Person
from orggraph.domain.viewer import LOCAL
from orggraph.errors import InvalidInput, NotFound, UnreadableFile
from orggraph.usecases.importing import import_file
from tests.unit.importers.import_files import (
    ANA,
    BO,
    NOW,
    PROFILE,
    archive,
    chart,
    connections,
    contacts,
    of_type,
    people,
    preview,
    request,
    says_nothing_new,
)

FILES = {
    "Connections.csv": connections(ANA, BO),
    "Profile.csv": PROFILE,
    "Skills.csv": "Name\nSales\n",
    "Company Follows.csv": "Organization,Followed On\nExemplis,Wed Jun 24 12:43:42 UTC 2026\n",
    "Jobs/Job Applications.csv": "Application Date,Company Name\n1/2/26,Exemplis\n",
    "Rich_Media/photo.jpg": b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01" + bytes(200),
    "learning_coach_messages.csv": "No conversations.",
}
DOWNLOADED = archive(FILES)
ARCHIVES = {
    "as it is downloaded": DOWNLOADED,
    "zipped again": archive({"Basic_LinkedInDataExport_11-02-2026.zip": DOWNLOADED}),
    "a folder zipped": archive({f"Basic_LinkedInDataExport/{name}": content for name, content in FILES.items()}),
    "zipped on a Mac": archive(
        {
            **FILES,
            "__MACOSX/._Connections.csv": b"\x00\x05\x16\x07" + bytes(80),
            "__MACOSX/Connections.csv": connections(BO),
            "._Connections.csv": connections(BO),
        }
    ),
    "with names in small letters": archive({name.lower(): content for name, content in FILES.items()}),
    "with one file twice": archive({**FILES, "copy/Connections.csv": FILES["Connections.csv"]}),
}


def take(content, store, name="export.zip", **more):
    return import_file(store, LOCAL, formats(), request(content, name, **more), NOW)


@pytest.mark.parametrize("content", ARCHIVES.values(), ids=ARCHIVES)
def test_the_archive_says_itself_whose_contacts_it_holds(content):
    report, store = contacts(content, name="export.zip", owner_name=None)
    assert (report.taken, report.problems, report.notes) == ({"person": 2}, (), ())
    assert report.skipped == {"company followed": 1}
    assert sorted(p.name for p in of_type(store, Person)) == ["Ana Exemple", "Bo Sample", "Oana Propriétaire"]


def test_problems_name_the_file_within_the_archive():
    content = archive({**FILES, "Connections.csv": connections("Ana,Exemple,,,,,soon")})
    (problem,) = contacts(content, name="export.zip", owner_name=None)[0].problems
    assert (problem.file, problem.row, problem.column) == ("Connections.csv", 5, "Connected On")


def test_an_owner_who_is_in_our_chart_is_that_person():
    _, store = chart("id,name,title,manager id\n1,Oana Propriétaire,CEO,\n", account_is_ours=True)
    take(DOWNLOADED, store)
    assert sorted(p.name for p in of_type(store, Person)) == ["Ana Exemple", "Bo Sample", "Oana Propriétaire"]
    assert next(p for p in of_type(store, Person) if p.name.startswith("Oana")).title == "CEO"


def test_the_owner_may_be_given_where_the_file_is_alone():
    _, store = contacts(connections(ANA), owner_name="Oana Propriétaire")
    assert {p.name for p in of_type(store, Person)} == {"Ana Exemple", "Oana Propriétaire"}


def test_without_an_owner_nothing_is_imported():
    store = open_store("memory:")
    with pytest.raises(InvalidInput, match=r"Connections\.csv does not say whose contacts it holds\. Name .* --owner"):
        take(connections(ANA), store, name="Connections.csv")
    assert says_nothing_new(store)


@pytest.mark.parametrize("given", ["Bo Autre", "Marie Durand"])
def test_an_owner_whom_the_profile_contradicts_is_refused(given):
    store = open_store("memory:")
    with pytest.raises(InvalidInput, match=f"the contacts of Oana Propriétaire, not of {given}") as refused:
        take(DOWNLOADED, store, owner_name=given)
    assert (refused.value.path, says_nothing_new(store)) == (("input", "ownerId"), True)
    assert "--owner" in refused.value.hint


def test_an_owner_given_by_id_is_compared_with_the_profile_too():
    _, store = chart("id,name,title,manager id\n1,Bo Autre,CEO,\n2,Oana Propriétaire,AE,1\n", account_is_ours=True)
    ours = people(store, but=())
    with pytest.raises(InvalidInput, match="not of Bo Autre"):
        take(DOWNLOADED, store, owner_id=ours["Bo Autre"].id)
    assert take(DOWNLOADED, store, owner_id=ours["Oana Propriétaire"].id).taken == {"person": 2}


def test_an_owner_who_is_nobody_is_not_found():
    with pytest.raises(NotFound, match="There is no person per_0"):
        contacts(DOWNLOADED, owner_name=None, owner_id="per_0")


@pytest.mark.parametrize("given", ["Oana Proprietaire", "PROPRIÉTAIRE Oana"])
def test_an_owner_may_be_spelt_otherwise_than_in_the_profile(given):
    report, store = contacts(DOWNLOADED, name="export.zip", owner_name=given)
    assert (report.notes, len(of_type(store, Person))) == ((), 3)


def test_an_owner_who_shares_but_a_part_of_the_name_is_taken_with_a_note():
    note = ("its profile says Oana Propriétaire, taken as Oana P. Martin",)
    assert preview(DOWNLOADED, owner_name="Oana P. Martin").notes == note
    assert contacts(DOWNLOADED, name="export.zip", owner_name="Oana P. Martin")[0].notes == note


def test_connections_of_two_people_in_one_archive_are_refused():
    both = archive({"oana/Connections.csv": connections(ANA), "bo/Connections (2).csv": connections(BO)})
    store = open_store("memory:")
    with pytest.raises(UnreadableFile, match=r"Connections \(2\)\.csv, Connections\.csv\. Import them one by one"):
        take(both, store, owner_name="Oana")
    assert says_nothing_new(store)


def test_connections_and_a_chart_in_one_archive_are_refused_unless_the_format_is_said():
    both = archive({**FILES, "chart.csv": "id,name,title,manager id\n1,Ana Exemple,CEO,\n"})
    store = open_store("memory:")
    with pytest.raises(UnreadableFile, match=r"chart\.csv \(hr\.org_chart\), Connections\.csv \(linkedin\.archive"):
        take(both, store)
    assert says_nothing_new(store)
    assert take(both, store, importer="linkedin.archive").taken == {"person": 2}


def test_an_archive_without_connections_is_refused_by_what_it_holds():
    store = open_store("memory:")
    with pytest.raises(
        UnreadableFile, match=r"export\.zip: no importer knows this file\. It holds Profile\.csv, Skills"
    ):
        take(archive({name: FILES[name] for name in ("Profile.csv", "Skills.csv")}), store)
    assert says_nothing_new(store)
