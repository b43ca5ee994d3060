"""Which records are one account, one person, one seat; who they were before; and what happens when nobody speaks of them."""

import pytest

from orggraph.domain.facts import Record
from orggraph.domain.ids import EntityKind, content_id
from orggraph.resolve.identity import GONE, Resolution, account_identity, identities, resolve_kind
from tests.unit.resolve.said import account, at, observation, person, resolved, seat

ACCOUNT, PERSON, POSITION = EntityKind.ACCOUNT, EntityKind.PERSON, EntityKind.POSITION


def is_(kind, key):
    return f"is:{content_id(kind, key)}"


def same(resolution, kind, *keys):
    return len({resolution.of(kind, key) for key in keys}) == 1


def test_a_person_goes_by_profile_email_name_in_the_account_and_stated_keys():
    resolution = resolved(at(0, account("company:exemplis", "Exemplis")))
    said = person(
        "hr:x/1",
        name="Élise DUPONT",
        company="Exemplis",
        email=" Elise@Exemplis.example ",
        profile_url="https://fr.linkedin.com/in/Elise-D/?x",
        keys=["ext:siebel/7"],
    )
    account_id = resolution.of(ACCOUNT, "company:exemplis")
    assert identities(said, resolution) == (
        "linkedin:elise-d",
        "email:elise@exemplis.example",
        f"name:dupont elise|{account_id}",
        "ext:siebel/7",
        is_(PERSON, "hr:x/1"),
        is_(PERSON, "ext:siebel/7"),
    )


def test_a_person_of_no_known_account_does_not_go_by_name():
    assert identities(person("p", name="Ana"), Resolution()) == (is_(PERSON, "p"),)
    assert identities(person("p", name="Ana", company="Nowhere"), Resolution()) == (is_(PERSON, "p"),)


def test_a_seat_goes_by_its_holder_in_the_account():
    said = at(0, account("company:exemplis", "Exemplis"), person("hr:x/1", name="Ana"))
    resolution = resolved(said)
    holder, home = resolution.of(PERSON, "hr:x/1"), resolution.of(ACCOUNT, "company:exemplis")
    assert identities(seat("s", holder="hr:x/1"), resolution) == (f"held:{holder}|{home}", is_(POSITION, "s"))
    assert identities(seat("s", holder=None), resolution) == (is_(POSITION, "s"),)


@pytest.mark.parametrize("kind", [EntityKind.DEAL, EntityKind.SIGNAL, EntityKind.ESCALATION])
def test_other_things_go_by_their_own_and_stated_keys(kind):
    assert identities(observation(kind, "k", keys=["ext:crm/1"]), Resolution()) == (
        "ext:crm/1",
        is_(kind, "k"),
        is_(kind, "ext:crm/1"),
    )


@pytest.mark.parametrize("name", ["EXEMPLIS", "Exemplis SAS", "exemplis s.a.s."])
def test_spellings_of_one_companys_name_are_one_account(name):
    assert account_identity(name) == "company:exemplis"
    resolution = resolved(at(0, account("a", "Exemplis"), account("b", name)))
    assert same(resolution, ACCOUNT, "a", "b")


def test_an_id_that_an_export_carries_is_the_thing_itself():
    made = content_id(PERSON, "hr:x/1")
    resolution = resolved(at(0, person("hr:x/1", name="Ana"), person(f"id:{made}", name="A.")))
    assert resolution.of(PERSON, f"id:{made}") == resolution.of(PERSON, "hr:x/1") == made


def test_an_id_that_a_document_made_up_gets_one_of_ours():
    assert resolved(at(0, person("id:42", name="Ana"))).of(PERSON, "id:42") == content_id(PERSON, "id:42")
    assert resolved(at(0, person("id:per_7", name="Ana"))).of(PERSON, "id:per_7") == "per_7"


def test_one_key_may_be_a_person_and_a_seat():
    said = at(0, account("company:exemplis", "Exemplis"), person("hr:x/1", name="Ana"), seat("hr:x/1", holder="hr:x/1"))
    resolution = resolved(said)
    assert resolution.of(PERSON, "hr:x/1") == content_id(PERSON, "hr:x/1")
    assert resolution.of(POSITION, "hr:x/1") == content_id(POSITION, "hr:x/1")


def test_people_of_one_name_are_one_in_one_account_only():
    said = at(
        0,
        account("company:exemplis", "Exemplis"),
        account("company:aubrelia", "Aubrelia"),
        person("a", name="Ana Bo", company="Exemplis"),
        person("b", name="BO Ana", company="Exemplis"),
        person("c", name="Ana Bo", company="Aubrelia"),
    )
    resolution = resolved(said)
    assert same(resolution, PERSON, "a", "b")
    assert not same(resolution, PERSON, "a", "c")


def records(resolution):
    return {record.key: record for record in resolution.records.values()}


def test_the_entity_of_a_group_is_that_of_the_record_that_came_first():
    known = [Record(key="old", kind=PERSON, entity_id=content_id(PERSON, "old"), order=3)]
    said = at(0, person("new", email="a@x.example"), person("old", email="a@x.example"))
    resolution = resolved(said, known)
    assert resolution.of(PERSON, "new") == resolution.of(PERSON, "old") == content_id(PERSON, "old")


def test_what_is_known_already_is_no_news():
    said = at(0, person("a", name="Ana", email="a@x.example"), person("b", email="b@x.example"))
    known = [record for n, record in enumerate(records(resolved(said)).values())]
    again = resolved(said, known)
    assert again.records == {}
    assert again.of(PERSON, "a") == content_id(PERSON, "a")


def test_a_record_keeps_its_place_when_it_goes_by_something_new():
    (known,) = records(resolved(at(0, person("a", name="Ana")))).values()
    before = Record(key="a", kind=PERSON, entity_id=known.entity_id, identities=known.identities, order=7)
    (changed,) = records(resolved(at(0, person("a", email="a@x.example")), [before])).values()
    assert (changed.order, changed.identities[0]) == (7, "email:a@x.example")


def test_a_record_of_which_nobody_speaks_any_more_is_gone_and_comes_back_as_it_was():
    said = at(0, person("a", email="a@x.example"))
    (known,) = records(resolved(said)).values()
    without = resolved([], [known])
    assert without.of(PERSON, "a") is None
    (gone,) = records(without).values()
    assert (gone.entity_id, gone.identities) == (f"{GONE}a", ())
    assert records(resolved(said, [gone])) == {"a": known}


def test_a_record_that_was_taken_over_before_it_was_found_gone_is_not_known():
    resolution = Resolution()
    known = Record(key="a", kind=PERSON, entity_id="per_1")
    resolution.know([known])
    resolve_kind(PERSON, [], [known], resolution)
    assert resolution.of(PERSON, "a") is None


def test_a_known_record_of_which_nothing_new_is_said_is_who_it_was():
    resolution = Resolution()
    resolution.know([Record(key="a", kind=PERSON, entity_id="per_1")])
    assert resolution.of(PERSON, "a") == "per_1"


def test_a_gone_record_is_not_taken_over():
    resolution = Resolution()
    resolution.know([Record(key="a", kind=PERSON, entity_id=f"{GONE}a")])
    assert resolution.of(PERSON, "a") is None


def test_what_was_found_is_not_overwritten_by_what_is_known():
    resolution = resolved(at(0, person("a", name="Ana")))
    resolution.know([Record(key="a", kind=PERSON, entity_id="per_old")])
    assert resolution.of(PERSON, "a") == content_id(PERSON, "a")


def test_when_what_joined_two_records_is_no_longer_said_they_are_two_again():
    joined = at(
        0, person("a", email="a@x.example"), person("b", email="b@y.example"), person("b", keys=["email:a@x.example"])
    )
    known = list(records(resolved(joined)).values())
    assert len({record.entity_id for record in known}) == 1
    apart = resolved(joined[:2], known)
    assert apart.of(PERSON, "a") == content_id(PERSON, "a")
    assert apart.of(PERSON, "b") == content_id(PERSON, "b")
    assert list(records(apart)) == ["b"], "the first stays as it was"


def test_seats_of_two_records_that_turn_out_to_be_one_holder_are_one_seat():
    said = at(
        0,
        account("company:exemplis", "Exemplis"),
        person("hr:x/1", name="Ana Bo", email="a@x.example"),
        person("hr:y/1", name="A. Bo", email="a@x.example"),
        seat("hr:x/1", holder="hr:x/1"),
        seat("hr:y/1", holder="hr:y/1"),
    )
    assert same(resolved(said), POSITION, "hr:x/1", "hr:y/1")


def test_two_seats_that_one_source_lists_for_one_holder_stay_two():
    said = at(
        0,
        account("company:exemplis", "Exemplis"),
        person("hr:x/1", name="Ana Bo"),
        seat("hr:x/1", holder="hr:x/1"),
        seat("hr:x/2", holder="hr:x/1"),
    )
    assert not same(resolved(said), POSITION, "hr:x/1", "hr:x/2")
