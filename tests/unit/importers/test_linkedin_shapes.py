"""The shapes in which Connections.csv is met: what stands before the header, how it is encoded, which columns it has."""

from datetime import date

import pytest

from orggraph.domain.people import Person
from tests.unit.importers.import_files import (
    ANA,
    BO,
    HEADER,
    NOTE,
    connected,
    connections,
    contacts,
    found,
    of_type,
    people,
    preview,
)

UNQUOTED = NOTE.strip('"').replace(",", "")
PREAMBLES = {
    "as it is downloaded": f"Notes:\n{NOTE}\n\n",
    "with CRLF": f"Notes:\r\n{NOTE}\r\n\r\n",
    "without a blank line": f"Notes:\n{NOTE}\n",
    "none": "",
    "a blank line alone": "\n",
    "one cell over several lines": f'"Notes:\n{NOTE.strip(chr(34))}\n\n"\n\n',
    "not quoted": f"Notes:\n{UNQUOTED}\n\n",
    "several blank lines": f"\n\nNotes:\n\n{NOTE}\n\n\n\n",
    "padded by a spreadsheet": f"Notes:,,,,,,\n{NOTE},,,,,,\n,,,,,,\n",
}


@pytest.mark.parametrize("preamble", PREAMBLES.values(), ids=PREAMBLES)
def test_the_header_is_found_whatever_stands_before_it(preamble):
    report, store = contacts(connections(ANA, BO, preamble=preamble))
    assert (report.taken, report.skipped, report.problems) == ({"person": 2}, {}, ())
    assert connected(store) == {"Ana Exemple": date(2024, 3, 5), "Bo Sample": date(2020, 4, 30)}


def test_notes_after_the_header_are_no_people():
    report, store = contacts(f"{HEADER}\nNotes:\n{NOTE}\n\n{ANA}\n")
    assert set(people(store)) == {"Ana Exemple"}
    assert (report.taken, report.skipped, report.problems) == ({"person": 1}, {"note or footer": 2}, ())


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_line_end_will_do(end):
    content = connections(ANA, BO, preamble=f"Notes:{end}{NOTE}{end}{end}", end=end)
    assert set(people(contacts(content)[1])) == {"Ana Exemple", "Bo Sample"}


def test_line_ends_may_be_mixed():
    content = f"Notes:\n{NOTE}\n\n{HEADER}\r\n{ANA}\r\n{BO}\r{ANA.replace('Ana', 'Cy').replace('ana-', 'cy-')}\n"
    report, store = contacts(content)
    assert set(people(store)) == {"Ana Exemple", "Bo Sample", "Cy Exemple"}
    assert report.problems == ()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "latin-1"])
def test_accents_survive_every_usual_encoding(encoding):
    row = "Élise,Dœuvre,https://www.linkedin.com/in/e-1,,Société Générique,Directrice Achats,05 Mar 2024"
    row = row.replace("œ", "o") if encoding == "latin-1" else row
    person = next(iter(people(contacts(connections(row).encode(encoding))[1]).values()))
    assert person.name == row[: row.index(",http")].replace(",", " ")
    assert person.title == "Directrice Achats"


def test_a_decomposed_accent_is_the_same_letter():
    _, store = contacts(connections("E\u0301lise,Exemple,,,Exemplis,Buyer,05 Mar 2024"))
    assert set(people(store)) == {"Élise Exemple"}


OLD = "First Name,Last Name,Email Address,Company,Position,Connected On"
OLDEST = "First Name,Last Name,Email Address,Current Company,Current Position,Connected On"


@pytest.mark.parametrize("header", [OLD, OLDEST])
def test_older_headers_are_read(header):
    report, store = contacts(connections("Ana,Exemple,,Exemplis SAS,Buyer,05 Mar 2024", header=header))
    person = people(store)["Ana Exemple"]
    assert (person.title, person.profile_url, report.problems) == ("Buyer", None, ())


LOCALISED = {
    "fr": "Prénom,Nom,URL,Adresse e-mail,Entreprise,Poste,Date de connexion",
    "fr, other words": "Prénom,Nom de famille,URL,Adresse e-mail,Société,Fonction,Connecté le",
    "de": "Vorname,Nachname,URL,E-Mail-Adresse,Unternehmen,Position,Verbunden am",
    "es": "Nombre,Apellidos,URL,Dirección de correo electrónico,Empresa,Cargo,Conectado el",
    "it": "Nome,Cognome,URL,Indirizzo e-mail,Azienda,Qualifica,Collegato il",
}


@pytest.mark.parametrize("header", LOCALISED.values(), ids=LOCALISED)
def test_a_localised_header_is_read_and_noted_as_unverified(header):
    content = connections(ANA.replace(",,", ",ana@exemplis.example,"), header=header)
    assert preview(content, owner_name="Oana").notes == ("localised header, unverified",)
    report, store = contacts(content)
    person = people(store)["Ana Exemple"]
    assert (person.email, person.title) == ("ana@exemplis.example", "Buyer")
    assert connected(store) == {"Ana Exemple": date(2024, 3, 5)}
    assert (report.unknown_columns, report.notes) == ((), ("localised header, unverified",))


def test_the_english_header_needs_no_note():
    assert contacts(connections(ANA))[0].notes == ()


def test_a_column_that_fills_no_field_is_named():
    header, row = f"{HEADER},Tags, ", f"{ANA},friend,"
    report, store = contacts(connections(row, header=header))
    assert report.unknown_columns == ("Tags",)
    assert set(people(store)) == {"Ana Exemple"}


def test_columns_are_known_by_name_and_not_by_place():
    content = "Connected On,Position,Last Name,First Name\n05 Mar 2024,Buyer,Exemple,Ana\n"
    _, store = contacts(content)
    assert (people(store)["Ana Exemple"].title, connected(store)) == ("Buyer", {"Ana Exemple": date(2024, 3, 5)})


def test_a_cell_may_run_over_several_lines_and_rows_keep_their_line_numbers():
    long = 'Ana,Exemple,https://www.linkedin.com/in/ana-1,,"Exemplis\nSAS","Buyer,\r\nGroup\n""A""",05 Mar 2024'
    report, store = contacts(connections(long, "Bo,Sample,,,,,31 Feb 2024"))
    assert (people(store)["Ana Exemple"].title, found(report)) == (
        'Buyer, Group "A"',
        [("BAD_DATE", 9, "Connected On")],
    )


def test_the_name_of_the_file_says_nothing():
    report, _ = contacts(connections(ANA), name="Kontakte (2).txt")
    assert (report.importer, report.taken) == ("linkedin.archive", {"person": 1})


def test_nobody_is_imported_but_those_in_the_file_and_the_owner():
    _, store = contacts(connections(ANA))
    assert sorted(p.name for p in of_type(store, Person)) == ["Ana Exemple", "Oana Propriétaire"]
