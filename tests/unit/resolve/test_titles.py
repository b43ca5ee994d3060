"""The title reader: its two scored lists, its rules one by one, and what must hold for any text."""

import csv
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orggraph.domain.contributions import total
from orggraph.domain.people import JobFunction, Seniority
from orggraph.domain.titles import TitleContext, TitleReading
from orggraph.resolve.titles import read_title
from orggraph.resolve.titles.entries import Kind
from orggraph.resolve.titles.lexicon import LANGUAGES, Lexicon, lexicon, phrases_of, table_of

HERE = Path(__file__).parent
LEVELS = {
    "Board/Owner": Seniority.OWNER_OR_BOARD,
    "C-level": Seniority.C_LEVEL,
    "VP/EVP": Seniority.VICE_PRESIDENT,
    "Director": Seniority.DIRECTOR,
    "Head/Manager": Seniority.MANAGER,
    "Senior IC": Seniority.SENIOR,
    "IC": Seniority.STAFF,
    "Assistant": Seniority.ASSISTANT,
    "Unknown": Seniority.UNKNOWN,
}
FUNCTIONS = {"HR": JobFunction.HUMAN_RESOURCES, "R&D/Product": JobFunction.RESEARCH_AND_PRODUCT}
EXECUTIVES = {Seniority.OWNER_OR_BOARD, Seniority.C_LEVEL, Seniority.VICE_PRESIDENT, Seniority.DIRECTOR}


def rows(name):
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def context_of(text):
    fields = dict(pair.split("=", 1) for pair in text.split(";") if pair)
    size = fields.get("employees")
    return TitleContext(fields.get("industry"), fields.get("country"), int(size) if size else None)


def accepted(row, column):
    return [text for text in (row[column], *row[f"{column}_alt"].split("|")) if text]


def function_named(text):
    return FUNCTIONS.get(text) or JobFunction(text.upper().replace(" ", "_"))


def level(title, **context):
    return read_title(title, TitleContext(**context)).seniority


def function(title, **context):
    return read_title(title, TitleContext(**context)).job_function


def codes(title, **context):
    return [reason.code for reason in read_title(title, TitleContext(**context)).reasons]


LISTED = [row for name in ("titles-sample.csv", "titles-held-out.csv") for row in rows(name)]


@pytest.mark.parametrize("name", ["titles-sample.csv", "titles-held-out.csv"])
def test_the_scored_lists_stay_above_their_targets(name):
    wrong_level, wrong_function, wrong_side, listed = [], [], [], rows(name)
    for row in listed:
        reading = read_title(row["title"], context_of(row["context"]))
        levels = {LEVELS[text] for text in accepted(row, "level")}
        functions = {function_named(text) for text in accepted(row, "function")}
        if reading.seniority not in levels:
            wrong_level.append((row["title"], reading.seniority))
        if reading.job_function not in functions:
            wrong_function.append((row["title"], reading.job_function))
        if (reading.seniority in EXECUTIVES) not in {one in EXECUTIVES for one in levels}:
            wrong_side.append((row["title"], reading.seniority))
    assert len(wrong_level) <= 0.05 * len(listed), wrong_level
    assert len(wrong_function) <= 0.07 * len(listed), wrong_function
    assert len(wrong_side) <= 0.02 * len(listed), wrong_side


def test_the_lists_are_long_enough_to_mean_something():
    assert len(rows("titles-held-out.csv")) >= 150
    assert len({(row["title"], row["context"]) for row in LISTED}) == len(LISTED)
    assert len({row["id"] for row in LISTED}) == len(LISTED)


@pytest.mark.parametrize("title", ["", "   ", "-", "🚀", "None", "N/A", "\n|,"])
def test_a_title_that_says_nothing_is_unknown(title):
    assert read_title(title) == TitleReading(Seniority.UNKNOWN, JobFunction.UNKNOWN, 0.0)


def test_confidence_is_exactly_the_sum_of_its_reasons():
    for row in LISTED:
        reading = read_title(row["title"], context_of(row["context"]))
        assert reading.confidence == total(reading.reasons), row["title"]
        assert 0 <= reading.confidence <= 1, row["title"]


def test_reasons_carry_the_words_that_matched():
    reasons = read_title("Directrice des Achats").reasons
    assert [(reason.code, reason.value, reason.detail) for reason in reasons] == [
        ("level_word", 0.5, "directrice"),
        ("function_word", 0.375, "achats"),
    ]


def test_doubts_are_negative_reasons():
    several = read_title("Marketing Manager & Sales Director")
    assert [reason.value for reason in several.reasons if reason.code == "several_roles"] == [-0.125]
    assert read_title("CPO").confidence < read_title("CFO").confidence
    assert "several_functions" in codes("Director of Sales & IT")


@pytest.mark.parametrize(
    "title",
    [
        "Directrice Juridique, membre du COMEX",
        "Directeur Industriel - CODIR",
        "CFO, Executive Committee Member",
        "Leiter Einkauf, Mitglied der Geschäftsleitung",
        "Directora de Compras, miembro del comité de dirección",
        "Direttore Acquisti, membro del comitato di direzione",
    ],
)
def test_an_executive_committee_seat_is_a_reason_of_its_own(title):
    assert "executive_committee" in codes(title)


def test_a_seat_alone_is_a_rank_and_an_assistant_has_none():
    assert level("Membre du comité de direction") is Seniority.C_LEVEL
    assert "executive_committee" not in codes("Assistante de direction, CODIR")


@pytest.mark.parametrize(
    "title",
    [
        "Former CFO",
        "ex-DSI",
        "Ancienne directrice marketing",
        "Retired CEO",
        "Directeur financier (retraité)",
        "Open to work",
        "Finance Director looking for a new role",
        "DRH en recherche active",
        "Président d'honneur",
        "Helping CFOs sleep at night",
        "J'aide les dirigeants à vendre",
    ],
)
def test_roles_that_are_not_held_give_unknown(title):
    reading = read_title(title)
    assert (reading.seniority, reading.job_function) == (Seniority.UNKNOWN, JobFunction.UNKNOWN)
    assert reading.confidence == 0
    assert len(reading.reasons) == 1


def test_a_former_role_does_not_hide_a_present_one():
    assert level("VP Sales | ex-CEO") is Seniority.VICE_PRESIDENT
    assert level("Former CEO, now Board Member") is Seniority.OWNER_OR_BOARD
    assert level("Board Member | Retired CFO") is Seniority.OWNER_OR_BOARD


def test_an_operating_role_wins_over_a_seat_and_an_executive_one_over_ownership():
    assert level("Board Member | Marketing Director") is Seniority.DIRECTOR
    assert level("Founder & CEO") is Seniority.C_LEVEL
    assert level("Founder | Consultant") is Seniority.OWNER_OR_BOARD
    assert level("Speaker | Mentor | Board Member") is Seniority.OWNER_OR_BOARD


def test_the_first_function_wins_but_a_qualifier_is_not_one():
    assert function("Director of Sales & Marketing") is JobFunction.SALES
    assert function("Marketing & Sales Director") is JobFunction.MARKETING
    assert function("Head of IT Procurement") is JobFunction.PROCUREMENT
    assert function("Responsable des achats informatiques") is JobFunction.PROCUREMENT
    assert function("IT Tax Manager") is JobFunction.FINANCE
    assert function("IT & Finance Director") is JobFunction.IT


def test_an_executive_role_elsewhere_wins_over_a_role_without_a_team():
    assert level("Consultante | Directrice marketing") is Seniority.DIRECTOR
    assert level("Vice President, Chief Financial Officer") is Seniority.C_LEVEL
    assert level("Marketing Director | CEO") is Seniority.DIRECTOR


def test_juniors_are_staff():
    assert level("Junior Product Owner") is Seniority.STAFF
    assert level("Junior Buyer") is Seniority.STAFF


def test_only_the_beginning_of_an_endless_title_is_read():
    assert level("blah " * 64 + "CEO") is Seniority.UNKNOWN


def test_deputies_and_interims():
    assert level("DAF par intérim") is Seniority.C_LEVEL
    assert level("DAF adjoint") is Seniority.DIRECTOR
    assert level("Deputy CFO") is Seniority.VICE_PRESIDENT
    assert level("Directeur Général Adjoint") is Seniority.C_LEVEL
    assert level("Deputy Head of Finance") is Seniority.MANAGER


@pytest.mark.parametrize(
    ("title", "code", "words"),
    [
        ("Interim CFO", "interim", "interim"),
        ("Deputy CFO", "deputy", "deputy"),
        ("Assistant to the Vice President", "level_word", "assistant"),
        ("Intern, finance", "intern", "intern"),
    ],
)
def test_a_reason_shows_the_words_it_rests_on(title, code, words):
    (found,) = (reason.detail for reason in read_title(title, TitleContext()).reasons if reason.code == code)
    assert found.lower() == words


def test_who_assists_an_executive_works_in_administration_whatever_the_executive_does():
    assert function("Assistant to the Vice President Sales") is JobFunction.ADMINISTRATION
    assert function("CFO's assistant") is JobFunction.ADMINISTRATION


def test_assistants_to_somebody_and_assistants_by_grade():
    assert level("Assistant to the Vice President") is Seniority.ASSISTANT
    assert level("Assistante PDG") is Seniority.ASSISTANT
    assert level("CFO's assistant") is Seniority.ASSISTANT
    assert level("Assistant Director") is Seniority.MANAGER
    assert level("Assistant Manager") is Seniority.SENIOR
    assert level("Assistant acheteur") is Seniority.STAFF


def test_a_role_named_after_a_preposition_is_somebody_elses():
    assert level("Advisor to the Group CEO") not in EXECUTIVES
    assert level("Chargé de mission auprès du directeur général") is Seniority.STAFF
    assert level("Adjoint au DSI") is Seniority.DIRECTOR


@pytest.mark.parametrize(
    "title",
    [
        "Account Manager",
        "Product Manager",
        "Chef de projet",
        "HR Business Partner",
        "Chief of Staff",
        "Process Owner",
        "Directeur de projet",
        "Product Owner",
        "Administrateur systèmes",
        "Chief Engineer",
        "Partner Marketing Lead",
    ],
)
def test_words_that_look_senior_and_are_not(title):
    assert level(title) not in EXECUTIVES


def test_a_chief_is_an_officer_only_with_the_word():
    assert level("Chief Pilot") is Seniority.MANAGER
    assert level("Chief Information & Digital Officer") is Seniority.C_LEVEL


def test_a_banks_vice_president_is_a_middle_grade():
    assert level("Vice President", industry="Commercial banking") is Seniority.SENIOR
    assert level("Vice President, Leveraged Finance") is Seniority.SENIOR
    assert level("Vice President, Sales", industry="Software") is Seniority.VICE_PRESIDENT
    assert level("Senior Vice President", industry="Banking") is Seniority.VICE_PRESIDENT
    assert "bank_grade" in codes("VP", industry="Banque")


def test_a_bare_director_of_a_small_british_company_sits_on_its_board():
    assert level("Director", country="GB", employee_count=12) is Seniority.OWNER_OR_BOARD
    assert function("Director", country="GB", employee_count=12) is JobFunction.GENERAL_MANAGEMENT
    assert level("Director", country="GB") is Seniority.DIRECTOR
    assert level("Director", country="FR", employee_count=12) is Seniority.DIRECTOR
    assert level("Sales Director", country="GB", employee_count=12) is Seniority.DIRECTOR


def test_partners_in_the_professions_and_elsewhere():
    assert level("Partner", industry="Law firm") is Seniority.OWNER_OR_BOARD
    assert function("Partner", industry="Law firm") is JobFunction.LEGAL
    assert function("Partner", industry="Management consulting") is JobFunction.OTHER
    assert level("Partner", industry="Software", employee_count=20_000) is Seniority.UNKNOWN
    sure, unsure = read_title("Partner", TitleContext(industry="Audit")), read_title("Partner")
    assert unsure.seniority is Seniority.OWNER_OR_BOARD
    assert unsure.confidence < sure.confidence


@pytest.mark.parametrize(
    "title",
    [
        "Directeur·rice des achats",
        "Directeur(trice) des achats",
        "directeur/trice des achats",
        "DIRECTRICE DES ACHATS",
        "Directeur / Directrice des achats (H/F)",
        "Dir. achats",
        "directeur.rice  des   achats",
    ],
)
def test_spellings_of_one_title_read_alike(title):
    assert (level(title), function(title)) == (Seniority.DIRECTOR, JobFunction.PROCUREMENT)


def test_a_function_without_a_role_leaves_the_rank_open():
    assert (level("Marketing"), function("Marketing")) == (Seniority.UNKNOWN, JobFunction.MARKETING)
    assert level("Commerciale") is Seniority.STAFF
    assert level("Alternante RH") is Seniority.STAFF
    assert level("MBA student | Marketing intern") is Seniority.STAFF
    assert level("Student") is Seniority.UNKNOWN
    assert level("CEO at Sales Academy") is Seniority.C_LEVEL


def test_answers_are_remembered():
    assert read_title("Directrice logistique") is read_title("Directrice logistique")
    assert read_title.cache_info().maxsize == 50_000


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_phrase_of_a_language_means_two_things(language):
    words, meanings = lexicon(), {}
    for text, entry in phrases_of(table_of(language)):
        key = words.key_of(text)
        assert set(key) - words.links - words.person_links, text
        assert meanings.setdefault(key, (text, entry))[1] == entry, (text, meanings[key][0])


def test_every_phrase_has_a_meaning_and_roles_have_a_rank():
    for language in LANGUAGES:
        for text, entry in phrases_of(table_of(language)):
            assert entry.kind is not Kind.ROLE or entry.level is not None, text
            assert entry.kind is not Kind.FUNCTION or entry.function is not None, text


def test_a_lexicon_with_an_unknown_rank_is_refused():
    with pytest.raises(ValueError, match="EMPEROR"):
        Lexicon([{"role": [{"level": "EMPEROR", "words": ["emperor"]}]}])


def test_a_lexicon_that_remembers_no_word_reads_the_same():
    forgetful = Lexicon([table_of(language) for language in LANGUAGES], remembered=0)
    assert forgetful.folded(["directrices", "vertriebsleiterin"]) == lexicon().folded(
        ["directrices", "vertriebsleiterin"]
    )


def test_some_words_mean_less_beside_a_function_and_nothing_without_one():
    assert level("Administrateur") is Seniority.OWNER_OR_BOARD
    assert level("Administrateur logistique") is Seniority.STAFF
    assert level("Pricing Owner") is Seniority.SENIOR
    assert level("Sales Executive") is Seniority.STAFF
    assert level("Executive") is Seniority.UNKNOWN


def test_a_phrase_that_yields_leaves_its_last_word_to_a_longer_one():
    assert function("Directrice des affaires juridiques") is JobFunction.LEGAL
    assert level("Directeur d'affaires") is Seniority.SENIOR


PHRASES = st.sampled_from(sorted({text for language in LANGUAGES for text, _ in phrases_of(table_of(language))}))
JOINTS = st.sampled_from([" ", " de ", " to the ", ", ", " & ", " | ", " - ", " / ", " at "])
TITLES = st.lists(st.tuples(PHRASES, JOINTS), min_size=1, max_size=5).map(
    lambda pairs: "".join(a + b for a, b in pairs)
)
CONTEXTS = st.builds(
    TitleContext,
    st.sampled_from([None, "Banking", "Law firm", "Software"]),
    st.sampled_from([None, "GB", "FR"]),
    st.sampled_from([None, 5, 50_000]),
)


@given(st.text() | TITLES, CONTEXTS)
def test_any_text_is_read_and_its_confidence_is_a_sum_in_range(title, context):
    reading = read_title(title, context)
    assert reading.confidence == total(reading.reasons)
    assert 0 <= reading.confidence <= 1


@settings(max_examples=200)
@given(TITLES)
def test_case_accents_and_spaces_do_not_change_the_answer(title):
    reading = read_title(title)
    bare = "".join(letter for letter in unicodedata.normalize("NFD", title) if not unicodedata.combining(letter))
    assert read_title(title.upper()) == reading
    assert read_title(bare) == reading
    assert read_title(f"  {title.replace(' ', '   ')} ") == reading
