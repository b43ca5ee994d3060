"""Sentences come in the language of the argument, else of Accept-Language, else in English; codes never change."""

import pytest

QUERY = """query($id: ID!, $locale: Locale) { escalationPaths(dealId: $id, options: {asOf: "2026-11-24"}) {
  rules { rule explanation(locale: $locale) remedy(locale: $locale) } paths { contributions { code label(locale: $locale) }
  steps { reason(locale: $locale) } } backToBasics { questions(locale: $locale) } }
  deal(id: $id) { blockage { pressure { message(locale: $locale) } } } }"""
FRENCH, ENGLISH = "aucune remise", "no discount"


def said(example, ids, accept=None, locale=None):
    headers = {"Accept_Language": accept} if accept else {}
    return example.ask(QUERY, headers, id=ids["S&OP planning for the plants"], locale=locale)


def pressure(answer):
    return answer["deal"]["blockage"]["pressure"]["message"]


@pytest.mark.parametrize(
    ("accept", "locale", "expected"),
    [
        (None, None, ENGLISH),
        ("", None, ENGLISH),
        ("fr", None, FRENCH),
        ("fr-CA,en;q=0.5", None, FRENCH),
        ("en-GB,en;q=0.9,fr;q=0.8", None, ENGLISH),
        ("en;q=0.2,fr;q=0.9", None, FRENCH),
        ("fr;q=0, en", None, ENGLISH),
        ("de-DE,de;q=0.9", None, ENGLISH),
        ("de, fr;q=0.5, en;q=0.4", None, FRENCH),
        ("*", None, ENGLISH),
        ("no such thing;;;q=x,,", None, ENGLISH),
        ("fr", "EN", ENGLISH),
        ("en", "FR", FRENCH),
    ],
)
def test_the_argument_wins_over_the_header_and_the_header_over_english(example, ids, accept, locale, expected):
    assert expected in pressure(said(example, ids, accept, locale)).lower()


def test_only_the_words_change_with_the_language(example, ids):
    english, french = said(example, ids, locale="EN"), said(example, ids, locale="FR")
    assert english != french

    def codes(answer):
        found = answer["escalationPaths"]
        parts = [part["code"] for path in found["paths"] for part in path["contributions"]]
        return [rule["rule"] for rule in found["rules"]], parts

    assert codes(english) == codes(french)


def test_a_language_that_is_not_there_is_refused(example, ids):
    query = "query($id: ID!) { deal(id: $id) { blockage { pressure { message(locale: DE) } } } }"
    assert example.refused(query, id=ids["After-sales portal"])["extensions"] == {"code": "INVALID"}
