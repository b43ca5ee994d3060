"""Which people may be one: for which reasons, and for which they are not."""

from collections import Counter
from itertools import product

import pytest

from orggraph.domain.people import Account, Person
from orggraph.resolve import doubts
from orggraph.resolve.doubts import suspected, undecided


def somebody(number, name, account="acc_1", **more):
    return Person(id=f"per_{number:04d}", name=name, account_id=account, **more)


def reasons(*people, accounts=(), touched=None):
    return [
        (doubt.one.id, doubt.other.id, *(reason.code for reason in doubt.reasons))
        for doubt in suspected(people, accounts, touched)
    ]


def told(one, other, *more, **how):
    """Give why two may be one, if they may."""
    found = reasons(somebody(1, **one), somebody(2, **other), *more, **how)
    return next((codes for first, second, *codes in found if (first, second) == ("per_0001", "per_0002")), None)


@pytest.mark.parametrize(
    ("one", "other", "code"),
    [
        ("Élise Durand", "DURAND Elise", "same_name"),
        ("Robert Durand", "Bob Durand", "same_name"),
        ("Élise Durand", "Elise Duarnd", "similar_name"),
        ("Élise Durand", "Elise Durant", "similar_name"),
        ("Élise Durand", "E. Durand", "initials"),
        ("Jean-Paul Durand", "J P Durand", "initials"),
        ("Élise Durand-Morel", "Elise Durand", "part_of_name"),
    ],
)
def test_names_of_one_company_that_are_alike_are_suggested(one, other, code):
    assert told({"name": one}, {"name": other}) == [code]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Élise Durand", "Paul Durand"),
        ("Élise Durand", "Élise Morel"),
        ("Élise Durand", "Durand"),
        ("Élise Durand", "P. Durand"),
        ("Élise", "Paul"),
        ("Élise Durand", "Omar Haddad"),
    ],
)
def test_names_that_are_not_alike_are_no_question(one, other):
    assert told({"name": one}, {"name": other}) is None


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"title": "Chief Buyer"}, "same_title"),
        ({"email": "elise.durand@exemplis.example"}, "same_mailbox"),
    ],
)
def test_a_given_name_and_something_else_may_be_a_marriage(more, reason):
    other = {**more, **({"email": "elise.durand@exemplis-group.example"} if "email" in more else {})}
    assert told({"name": "Élise Durand", **more}, {"name": "Elise Morel", **other}) == ["other_surname", reason]


def test_a_title_that_many_have_is_no_sign_of_a_marriage():
    buyers = [somebody(n, f"Buyer{n} Numéro{n}", title="Buyer") for n in range(3, 9)]
    assert told({"name": "Élise Durand", "title": "Buyer"}, {"name": "Elise Morel", "title": "Buyer"}, *buyers) is None


def test_two_spellings_that_others_bear_are_two_names():
    couple = {"name": "Paul Martin"}, {"name": "Paule Martin"}
    assert told(*couple) == ["similar_name"]
    others = [somebody(n, f"{'Paul' if n % 2 else 'Paule'} Nom{n}", "acc_2") for n in range(3, 11)]
    assert told(*couple, *others) is None


def test_a_name_that_two_others_are_as_like_is_less_sure():
    found = reasons(somebody(1, "E. Durand"), somebody(2, "Élise Durand"), somebody(3, "Estelle Durand"))
    assert found == []
    rare = {"title": "Chief Buyer"}
    found = reasons(
        somebody(1, "E. Durand", **rare), somebody(2, "Élise Durand", **rare), somebody(3, "Estelle Durand")
    )
    assert found == [("per_0001", "per_0002", "initials", "same_title", "rival")]


def test_somebody_of_that_name_elsewhere_may_have_changed_jobs():
    here, there = {"name": "Élise Durand"}, {"name": "DURAND Elise", "account": "acc_2"}
    assert told(here, there) == ["same_name_elsewhere"]
    assert told({**here, "has_left": True}, there) == ["same_name_elsewhere", "has_left"]
    own = Account(id="acc_2", name="Morelis", domains=("morelis.example",))
    moved = {**here, "email": "e@morelis.example"}
    assert told(moved, there, accounts=[own]) == ["same_name_elsewhere", "employer_of_address"]
    colleague = somebody(3, "Omar Haddad", "acc_2", email="o@morelis.example")
    assert told(moved, there, colleague) == ["same_name_elsewhere", "employer_of_address"]
    assert told({"name": "Élise"}, {"name": "Élise", "account": "acc_2"}) is None, "one word is no whole name"


def test_the_more_bear_a_name_the_less_it_says():
    bearers = [somebody(n, "Élise Durand", f"acc_{n}", title="Chief Buyer") for n in range(1, 4)]
    codes = ("same_name_elsewhere", "namesakes", "same_title", "rival")
    assert {tuple(found[2:]) for found in reasons(*bearers)} == {codes}
    assert reasons(*(somebody(n, "Élise Durand", f"acc_{n}") for n in range(1, 8))) == []


@pytest.mark.parametrize("domain", ["gmail.com", "exemplis.onmicrosoft.com", "hotmail.fr"])
def test_a_shared_mail_domain_is_nobodys_employer(domain):
    one = {"name": "Élise Durand", "email": f"e@{domain}"}
    other = {"name": "Elise Duarnd", "account": "acc_2", "email": f"d@{domain}"}
    assert told(one, other) is None
    firm = (
        {name: value.replace(domain, "exemplis.example") for name, value in one.items()},
        {name: value.replace(domain, "exemplis.example") for name, value in other.items()},
    )
    assert told(*firm) == ["similar_name"], "one company may be two accounts"


def test_only_pairs_with_somebody_touched_are_given():
    people = [somebody(n, name) for n, name in enumerate(("Élise Durand", "E. Durand", "Omar Haddad", "O. Haddad"))]
    assert [found[:2] for found in reasons(*people, touched={"per_0002"})] == [("per_0002", "per_0003")]
    assert reasons(*people, touched=set()) == []


def test_placeholders_and_people_without_a_name_are_not_compared():
    nobody = [somebody(n, name, email="x@exemplis.example") for n, name in enumerate(("", "", "?", "?", "🙂"))]
    assert reasons(*nobody) == []


@pytest.mark.parametrize(
    ("one", "other", "kept"),
    [
        ({"a": ("hr:x/1",)}, {"b": ("hr:x/2",)}, False),
        ({"a": ("linkedin:a",)}, {"b": ("linkedin:b",)}, False),
        ({"a": ("email:a@x.example",)}, {"b": ("email:b@x.example",)}, False),
        ({"a": ("email:a@x.example",)}, {"b": ("email:b@y.example",)}, True),
        ({"a": ("apart:|b",)}, {"b": ()}, False),
        ({"a": ("apart:|c",)}, {"b": ()}, True),
    ],
)
def test_who_is_known_to_differ_or_was_said_to_is_no_question(one, other, kept):
    pairs = suspected([somebody(1, "Élise Durand"), somebody(2, "E. Durand")])
    found = list(undecided(pairs, {"per_0001": one, "per_0002": other}, Counter()))
    assert found == (list(pairs) if kept else [])


def test_of_one_person_the_three_most_probable_are_asked_about():
    spellings = ("Durand", "Durrand", "Duurand", "Durannd", "Durandd", "Dduurand")
    pairs = suspected(somebody(n, f"Elise {name}", department="IT") for n, name in enumerate(spellings))
    given = Counter(end.id for doubt in undecided(pairs, {}, Counter()) for end in (doubt.one, doubt.other))
    assert max(given.values()) == 3
    assert len(pairs) > given.total() / 2


def test_in_a_company_of_thousands_a_common_word_is_compared_with_an_initial():
    syllables = ("ba", "ce", "di", "fo", "gu", "la", "me", "ni", "po", "ru", "sa", "te", "vi")
    surnames = ["".join(found) for found in product(syllables, repeat=3)]
    people = [somebody(n, f"{'Marie' if n % 3 else 'Paul'} {name}", title="Seller") for n, name in enumerate(surnames)]
    slip = somebody(5_000, "Marie Bacefoo")
    assert len(people) > 2_000
    found = [(one, other) for one, other, *_ in reasons(*people, slip, touched={slip.id})]
    assert (f"per_{surnames.index('bacefo'):04d}", slip.id) in found


def test_a_name_that_many_of_a_company_bear_is_no_question():
    assert reasons(*(somebody(n, "Élise Durand", title=f"Buyer {n}") for n in range(300))) == []


def test_a_file_of_names_that_are_all_alike_is_looked_at_as_far_as_is_sensible(monkeypatch):
    monkeypatch.setattr(doubts, "_MOST_PAIRS", 40)
    people = [somebody(n, f"Marie Durand{chr(97 + n)}") for n in range(20)]
    assert suspected(people) == suspected(people[::-1])
