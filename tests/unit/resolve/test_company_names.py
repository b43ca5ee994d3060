"""A company's name without its legal form is what cleanco makes of it."""

from cleanco import basename, prepare_default_terms
from hypothesis import given, settings
from hypothesis import strategies as st

from orggraph.resolve.normalise import company_key, without_legal_form

FORMS = sorted(" ".join(words) for _, words in prepare_default_terms())
printable = st.text(st.characters(exclude_categories=("C", "Z")), max_size=5)
words = st.sampled_from(
    ["Exemplis", "Élise & Fils", "SAS Institute", "Müller", "of", "-", "S.A.", "Ltd.", "(Europe)", "co"]
)


@settings(deadline=None)
@given(st.lists(st.one_of(words, st.sampled_from(FORMS), printable), max_size=6).map(" ".join))
def test_looking_for_fewer_legal_forms_finds_the_same(name):
    assert without_legal_form(name) == basename(name)


def test_each_known_legal_form_is_taken_off():
    assert [form for form in FORMS if without_legal_form(f"Exemplis {form}") != "Exemplis"] == []


def test_two_legal_forms_of_one_company_share_a_key():
    assert company_key("Exemplis GmbH & Co. KG") == company_key("EXEMPLIS, Ltd.") == "exemplis"
