"""Directories in SCIM 2.0: whose attributes are read, who is nobody's colleague, and by what a manager is found."""

import json

import pytest

from orggraph.errors import InvalidInput, UnreadableFile
from tests.unit.importers.import_files import chart, found, people, preview, reports

USER = "urn:ietf:params:scim:schemas:core:2.0:User"
ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"


def user(id_, shown, manager=None, **more):
    said = {"schemas": [USER], "id": id_, "userName": f"{id_}-account", "displayName": shown, **more}
    return said | ({ENTERPRISE: {"manager": manager}} if manager is not None else {})


def directory(*users, **more):
    return chart(json.dumps(users), "users.json", **more)


@pytest.mark.parametrize(
    ("reference", "manager"),
    [
        ("1", "Ana Un"),
        ("E-2", "Bo Deux"),
        ("2-ACCOUNT", "Bo Deux"),
        ("cy@x.example", "Cy Trois"),
        ("Un, Ana", "Ana Un"),
    ],
)
def test_a_manager_is_found_by_id_then_external_id_then_user_name_then_e_mail(reference, manager):
    report, store = directory(
        user("1", "Ana Un"),
        user("2", "Bo Deux", externalId="E-2"),
        user("3", "Cy Trois", emails=[{"value": "cy@x.example", "type": "work"}]),
        user("4", "Di Quatre", {"value": reference}),
    )
    assert ("Di Quatre", manager) in reports(store)
    assert not report.problems


def test_an_id_counts_before_an_external_id_that_is_written_alike():
    _, store = directory(
        user("1", "Ana Un", externalId="2"), user("2", "Bo Deux", externalId="1"), user("3", "Cy Trois", {"value": "1"})
    )
    assert ("Cy Trois", "Ana Un") in reports(store)


@pytest.mark.parametrize(
    "manager",
    [
        {"value": "gone", "$ref": "https://scim.x.example/v2/Users/1/"},
        {"displayName": "Ana Un"},
        {"Value": 1},
        "1",
        [{"value": "1"}],
    ],
)
def test_a_manager_is_found_however_a_directory_writes_them(manager):
    _, store = directory(user("1", "Ana Un"), user("2", "Bo Deux", manager))
    assert reports(store) == [("Ana Un", None), ("Bo Deux", "Ana Un")]


@pytest.mark.parametrize("manager", [None, {}, {"value": None}, {"value": ""}, [], [{"value": "1"}, {"value": "3"}]])
def test_a_manager_who_is_not_said_is_none(manager):
    report, store = directory(user("1", "Ana Un"), user("2", "Bo Deux", manager), user("3", "Cy Trois", {"value": "1"}))
    assert ("Bo Deux", None) in reports(store)
    assert not report.problems


def test_a_directory_without_managers_does_not_say_that_nobody_stands_above():
    _, store = directory(user("1", "Ana Un", title="Buyer"), user("2", "Bo Deux"))
    assert reports(store) == []


def test_a_manager_who_is_not_in_the_file_and_a_loop_are_told():
    report, store = directory(
        user("1", "Ana Un", {"value": "9"}), user("2", "Bo Deux", {"value": "3"}), user("3", "Cy Trois", {"value": "2"})
    )
    assert sorted(found(report)) == [
        ("LOOP", 2, "manager"),
        ("LOOP", 3, "manager"),
        ("UNKNOWN_MANAGER", 1, "manager"),
    ]
    assert reports(store) == []


def test_the_address_at_work_is_taken_and_never_the_one_at_home():
    at = lambda *emails, **more: {"emails": [dict(zip(("value", "type", "primary"), e, strict=False)) for e in emails], **more}  # noqa: E731  # fmt: skip
    _, store = directory(
        user("1", "Ana Un", **at(("ana@home.example", "home", True), ("ana@x.example", "work"))),
        user("2", "Bo Deux", **at(("bo@home.example", "HOME", True))),
        user("3", "Cy Trois", **at(("a@x.example", None), ("cy@x.example", None, True))),
        user("4", "Di Quatre", **at(("d@x.example", "work"), ("di@x.example", "work", True))),
        user("5", "Ed Cinq", userName="ed@x.example", emails=[]),
        user("6", "Fa Six", emails=["fa@x.example", None]),
    )
    assert {name: one.email for name, one in people(store).items()} == {
        "Ana Un": "ana@x.example",
        "Bo Deux": None,
        "Cy Trois": "cy@x.example",
        "Di Quatre": "di@x.example",
        "Ed Cinq": "ed@x.example",
        "Fa Six": "fa@x.example",
    }


def test_a_name_is_taken_in_its_parts_before_how_it_is_shown():
    _, store = directory(
        user("1", "Un, Ana (Ext)", name={"givenName": "Ana", "familyName": "Un"}),
        user("2", "Bo Deux", name={"formatted": "M. Bo Deux", "familyName": "Deux"}),
        user("3", None, name={"formatted": "Cy Trois"}),
        user("4", "", name="Di Quatre"),
        user("5", None, name={"familyName": "Cinq"}),
    )
    assert set(people(store)) == {"Ana Un", "Bo Deux", "Cy Trois", "Di Quatre", "Cinq"}


def test_who_is_inactive_or_a_guest_is_skipped_and_a_group_is_no_user():
    report, store = directory(
        user("1", "Ana Un"),
        user("2", "Bo Deux", active=False),
        user("3", "Cy Trois", active="False"),
        user("4", "Di Quatre", userType="Guest"),
        {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:Group"], "id": "5", "displayName": "All"},
    )
    assert report.skipped == {"not employed": 3, "no user": 1}
    assert set(people(store)) == {"Ana Un"}


def test_a_user_whom_nothing_names_is_told_and_is_no_vacant_seat():
    report, store = directory(user("1", "Ana Un"), user("2", None, title="CFO"))
    assert found(report) == [("NO_NAME", 2, "displayName")]
    assert "2-account" in report.problems[0].message
    assert report.taken == {"person": 1}
    assert set(people(store)) == {"Ana Un"}


def test_a_user_who_is_not_as_the_standard_says_is_refused_alone():
    report, store = directory(user("1", "Ana Un"), user("2", "Bo Deux", emails={"value": "x"}), 3, user("4", ["Di"]))
    assert found(report) == [("OTHER", 2, None), ("OTHER", 3, None), ("OTHER", 4, None)]
    assert "$.emails" in report.problems[0].message
    assert set(people(store)) == {"Ana Un"}


def test_an_id_that_stands_twice_is_told_and_the_same_user_again_is_skipped():
    report, _ = directory(user("1", "Ana Un"), user("1", "Ana Un"), user("1", "Bo Deux"))
    assert report.skipped == {"repeated": 1}
    assert found(report) == [("REPEATED_ID", 3, "id")]


def test_schemas_that_are_not_known_are_ignored_and_named():
    seen = preview(
        json.dumps(
            [user("1", "Ana Un", **{"urn:example:badges:1.0:User": {"manager": "x"}, "schemas": [USER, "urn:b"]})]
        ),
        account_name="Exemplis",
    )
    assert seen.importer == "hr.scim"
    assert seen.notes == ("schemas that are not read: urn:b",)
    assert seen.unknown_columns == ("urn:example:badges:1.0:User",)


def test_what_is_private_is_not_shown_in_a_preview():
    seen = preview(
        json.dumps([user("1", "Ana Un", phoneNumbers=[{"value": "+33"}], nickName="Nini", password="pw")]),  # noqa: S106
        account_name="Exemplis",
    )
    assert not {"+33", "Nini", "pw"} & {value for column in seen.columns for value in column.sample}


@pytest.mark.parametrize("wrapped", ["{}", "[{}]", '{{"Resources": [{}]}}', '{{"totalResults": 1, "resources": [{}]}}'])
def test_one_user_an_array_and_a_page_are_read(wrapped):
    report, store = chart(wrapped.format(json.dumps(user("1", "Ana Un"))), "users.json")
    assert report.importer == "hr.scim"
    assert set(people(store)) == {"Ana Un"}


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_any_encoding_is_read(encoding):
    _, store = chart(json.dumps([user("1", "Élise Un")], ensure_ascii=False).encode(encoding), "users.json")
    assert set(people(store)) == {"Élise Un"}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (
            json.dumps({"schemas": ["urn:ietf:params:scim:api:messages:2.0:ListResponse"], "Resources": []}),
            "holds no user",
        ),
        (json.dumps([user("1", "Ana Un")], indent=1)[:-10], r"users\.json, row \d+, column \d+"),
        (f'[{{"schemas": ["{USER}"], "x": ' + "[" * 5000, "nested too deeply"),
    ],
    ids=["an empty page", "a file that was cut off", "a bomb"],
)
def test_a_file_that_is_no_directory_is_refused(content, said):
    with pytest.raises(InvalidInput, match=said):
        chart(content, "users.json")


@pytest.mark.parametrize("content", ['{"Resources": [1]}', '[{"displayName": "Ana"}]', "[]", '{"userName": 1'])
def test_other_json_is_not_claimed(content):
    with pytest.raises(UnreadableFile):
        chart(content, "users.json")


def test_the_order_of_users_changes_nothing():
    users = [user("1", "Ana Un"), user("2", "Bo Deux", {"value": "1"}), user("3", "Bo Deux", {"value": "2"})]
    assert reports(directory(*users)[1]) == reports(directory(*users[::-1])[1])
