"""What each broken file comes to: the message, with what, where and what to do; or what is taken of it all the same."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from orggraph.errors import InvalidInput, OrgGraphError, TooLargeError, UnreadableFile

AGAIN = "Download the archive again, or import the files it holds one by one."
COLUMNS = "importers/README.md lists the columns of each format."
EXPORT = "Export the file again."
QUOTE = "Look for a quotation mark that is never closed, or export the file again."
SCHEMA = "Compare it with docs/reference/interchange.schema.json."
CORRECT = "Export it again, or correct it there."
IN_PARTS = "Export it in parts."
UTF8 = "Give a CSV or JSON file in UTF-8, an Excel file (.xlsx), or the zip as it was downloaded."
SHEET = "Save it again. Or: Save its sheet as CSV (UTF-8) and import that."
PAGE = "Sign in and export it again; one that was named .xls can be opened and saved as CSV."
NEITHER = "FILE is neither text nor a zip archive."
NO_TEXT = "FILE: the archive holds no text file."
UNKNOWN = "FILE: no importer knows this file."
NOTHING_LIKE = f"{UNKNOWN} It is no table with a header within its first 20 rows, and no document of a known format."
DECEIT = "FILE declares entities, which a graph has no use for: it may be made to deceive."
FAR_MORE = "unpacks to far more than it should."


@dataclass(frozen=True)
class Refused:
    """The whole file, in words. FILE stands for its name; of a message that is longer, the parts that count."""

    message: str
    hint: str
    parts: tuple[str, ...] = ()
    of: type[OrgGraphError] = UnreadableFile


@dataclass(frozen=True)
class Read:
    """As far as it goes: rows by what they were, and each problem by kind, row and column."""

    taken: Mapping[str, int] = field(default_factory=dict)
    skipped: Mapping[str, int] = field(default_factory=dict)
    refused: int = 0
    problems: tuple[tuple[str, int, str | None], ...] = ()
    says: str = ""
    """What one of the problems says."""
    unknown: tuple[str, ...] = ()


def _document(message: str, hint: str = SCHEMA) -> Refused:
    return Refused(f"FILE{message}", hint, of=InvalidInput)


def _large(message: str, hint: str = AGAIN) -> Refused:
    return Refused(f"FILE{message}", hint, of=TooLargeError)


def _people(count: int, *problems: tuple[str, int, str], says: str = "", refused: int = 0) -> Read:
    return Read({"person": count}, problems=problems, says=says, refused=refused)


def _unknown(*parts: str, hint: str = COLUMNS) -> Refused:
    return Refused(UNKNOWN, hint, parts)


FILES: Mapping[str, Refused | Read] = {
    # nothing to read
    "empty.csv": Refused("FILE is empty.", "Export it again."),
    "mark-alone.csv": Refused("FILE is empty.", "Export it again."),
    "blank-lines.csv": Refused("FILE is empty.", "Export it again."),
    "notes-alone.csv": Refused(NOTHING_LIKE, COLUMNS),
    # cut off
    "cut-in-a-row.csv": _people(
        2,
        ("TORN_ROW", 4, "Email Address"),
        refused=1,
        says="The row ends early: 3 cells, not 7. The file may be cut off: export it again.",
    ),
    "cut-in-a-character.csv": _people(
        3,
        ("UNREADABLE_CHARACTERS", 5, "First Name"),
        ("TORN_ROW", 5, "Last Name"),
        refused=1,
        says="ends early: 1 cells, not 7.",
    ),
    "cut-in-two-bytes.csv": _people(
        3,
        ("UNREADABLE_CHARACTERS", 4, "Connected On"),
        ("BAD_DATE", 4, "Connected On"),
        says="characters that cannot be read.",
    ),
    "cut-in-the-header.csv": _unknown(
        "For linkedin.archive, row 1 (First Name, Last Name, URL, Email Address, C) lacks: connected on."
    ),
    # encodings
    "utf-16-without-mark.csv": Refused(NEITHER, UTF8),
    "utf-32.csv": _people(3),
    "two-encodings.csv": _people(2),
    "undefined-bytes.csv": _people(3),
    "shift-jis.csv": _people(3),
    "utf-7.csv": _people(3),
    # lines
    "mixed-line-ends.csv": _people(3),
    "separator-lines.csv": _people(3),
    "zero-bytes.csv": _people(
        3,
        ("UNREADABLE_CHARACTERS", 4, "Last Name"),
        says="The cell holds characters that cannot be read. Correct the cell, or export the file again as UTF-8. The rest is read.",
    ),
    # quotation marks that are never closed
    "unclosed-in-the-header.csv": Refused(NOTHING_LIKE, COLUMNS),
    "unclosed-in-the-first-row.csv": Read(
        refused=1,
        problems=(("UNCLOSED_QUOTE", 2, "Position"),),
        says="A quotation mark is opened and never closed. The rows down to line 4 are lost in it. Close it, or export the file again.",
    ),
    "unclosed-in-the-last-row.csv": _people(
        2, ("UNCLOSED_QUOTE", 4, "Position"), refused=1, says="opened and never closed. Close it"
    ),
    "unclosed-at-the-end.csv": _people(3),
    "unclosed-before-many-rows.csv": Refused(
        "FILE, row 3, column First Name: a cell runs over more than 20 lines.", QUOTE
    ),
    "quotes-in-the-middle.csv": _people(3),
    # headers
    "header-alone.csv": Refused("FILE, row 1: no row follows the header.", EXPORT),
    "chart-header-alone.csv": Refused("FILE, row 1: no row follows the header.", EXPORT),
    "header-again-in-the-middle.csv": Read({"person": 2}, {"header again": 1}),
    "two-header-rows.csv": _people(3),
    "two-tables.csv": _people(
        3, *(("TORN_ROW", row, "Position") for row in (6, 7, 8)), refused=3, says="The row ends early: 5 cells, not 7."
    ),
    "column-twice.csv": Read({"person": 1}, unknown=("Company",)),
    "header-nowhere.csv": _unknown(
        "For linkedin.archive, row 1 (Ana, Exemple, ", "lacks: first name, last name, connected on."
    ),
    "header-too-late.csv": Refused(NOTHING_LIKE, COLUMNS),
    "another-language.csv": _unknown(
        "For linkedin.archive, row 3 (Etunimi, Sukunimi, URL, ", "lacks: first name, last name, connected on."
    ),
    "another-table.csv": _unknown(
        "For hr.org_chart, row 1 (Name, Amount) lacks: manager or manager id or manager email, title or id.",
        hint=f'{COLUMNS} Or say which column is what, as it seems: --map "Name=name"',
    ),
    "notes-after.csv": Read({"person": 3}, {"note or footer": 3}),
    "letter.csv": _unknown("row 1 (Dear Ana, ) lacks: "),
    # delimiters
    "delimiters-mixed.csv": _people(
        1, ("TORN_ROW", 2, "Last Name"), refused=1, says="The row ends early: 1 cells, not 7."
    ),
    "delimiter-unquoted.csv": _people(
        2,
        ("TORN_ROW", 2, "number 8"),
        refused=1,
        says="The row has more cells than the header: 9 cells, not 7. Quote a text that holds the delimiter.",
    ),
    "delimiters-alone.csv": Read(refused=1, problems=(("TORN_ROW", 3, "Last Name"),)),
    "no-delimiter.csv": Refused(NOTHING_LIKE, COLUMNS),
    # cells
    "impossible-dates.csv": _people(
        7,
        *(("BAD_DATE", row, "Connected On") for row in (2, 4, 5, 6, 7, 8)),  # 31/12 tells that days come first
        says="'30 Feb 2024' is no date on which people connected. Write it as 05 Mar 2024. The person is taken, without the date.",
    ),
    "formulas.csv": _people(1),
    "steering-characters.csv": _people(
        1, ("BAD_EMAIL", 2, "Email Address"), says="'bad]0;x mail' is no e-mail address."
    ),
    "addresses-that-are-none.csv": _people(
        2,
        *(
            (kind, row, column)
            for row in (2, 3)
            for kind, column in (("BAD_ADDRESS", "URL"), ("BAD_EMAIL", "Email Address"))
        ),
        says="'javascript:alert(1)' is no profile's address. It should be https://www.linkedin.com/in/NAME. The person is taken, without it.",
    ),
    "names-missing.csv": Read(
        refused=2,
        problems=(("NO_NAME", 2, "Last Name"), ("NO_NAME", 3, "Last Name")),
        says="The row has no name. Fill in the name, or leave the row out.",
    ),
    "same-address-other-words.csv": _people(
        2,
        ("DIFFERING_REPEAT", 3, "URL"),
        says="Row 2 is the same member, in other words. Keep the newer row. Both were read as one person.",
    ),
    # charts
    "manager-of-oneself.csv": _people(2),
    "two-in-a-loop.csv": _people(
        2,
        ("LOOP", 2, "manager id"),
        ("LOOP", 3, "manager id"),
        says="These report to each other in a loop: Ana Un (row 2) -> Bo Deux (row 3) -> Ana Un (row 2). Correct one of them.",
    ),
    "managers-unknown.csv": _people(
        4,
        ("UNKNOWN_MANAGER", 4, "manager id"),
        ("UNKNOWN_MANAGER", 5, "manager id"),
        says="No row is '9'. Add the manager's own row, or correct the reference. The row is taken, without the line.",
    ),
    "ids-twice.csv": _people(
        2,
        ("REPEATED_ID", 4, "id"),
        refused=1,
        says="Row 3 already has the id 2. Give each row an id of its own. The row is not taken.",
    ),
    "every-row-refused.csv": Read(refused=2, problems=(("NO_NAME", 2, "name"), ("TORN_ROW", 3, "title"))),
    # not what they seem
    "picture.csv": Refused(NEITHER, UTF8),
    "document.pdf": Refused(NEITHER, UTF8),
    "database.csv": Refused(NEITHER, UTF8),
    "contacts.csv.gz": Refused(NEITHER, UTF8),
    "old-workbook.csv": Refused(
        "FILE is an Excel workbook of the old kind (.xls), or protected by a password.",
        "Save it as .xlsx without a password, or its sheet as CSV (UTF-8), and import that.",
    ),
    "workbook.csv": Refused("FILE: the workbook is damaged.", SHEET),
    "workbook-in-xml.csv": Refused(NOTHING_LIKE, COLUMNS),
    "web-page.csv": Refused("FILE is a web page.", PAGE),
    "web-page-of-a-crm.csv": Refused("FILE is a web page.", PAGE),
    "login-page.json": Refused(NOTHING_LIKE, COLUMNS),
    # documents
    "cut-off.json": _document(", row 2, column 26: Input data was truncated.", CORRECT),
    "comma-missing.json": _document(", row 2, column 26: JSON is malformed: expected ',' or '}'.", CORRECT),
    "two-documents.json": _document(", row 2, column 2: JSON is malformed: trailing characters.", CORRECT),
    "not-a-number.json": _document(", row 1, column 76: JSON is malformed: invalid character.", CORRECT),
    "half-a-character.json": _document(", row 1, column 70: Input data was truncated.", CORRECT),
    "another-version.json": _document(": $.format is 'orggraph/2', not 'orggraph/1'."),
    "wrong-kind.json": _document(": Invalid enum value 'X' - at `$.signals[0].kind`."),
    "impossible-date.json": _document(": Invalid RFC3339 encoded date - at `$.accounts[0].valid_from`."),
    "misspelt.json": _document(": $.people[0].nmae is unknown."),
    "number-too-large.json": _document(": Number out of range - at `$.people[0].confidence`."),
    "amount-too-large.json": _document(": $.deals[0].amount is 1E+999999, which is no amount."),
    "key-twice.json": Read({"account": 1}),
    "id-twice.json": _document(": $.accounts: the id a stands twice."),
    "names-nothing.json": _document(": $.people[0].account_id names a, which is not in the document."),
    "text-for-a-list.json": _document(": Expected `array`, got `str` - at `$.people`."),
    "zero-character.json": _document(": $.accounts[0].name holds the character NUL."),
    # archives
    "empty.zip": Refused(NO_TEXT, AGAIN),
    "folder-alone.zip": Refused(NO_TEXT, AGAIN),
    "pictures.zip": Refused(NO_TEXT, AGAIN),
    "apple-twins.zip": Refused(NO_TEXT, AGAIN),
    "half.zip": Refused("FILE: the archive is damaged or incomplete.", AGAIN),
    "without-beginning.zip": Refused(NEITHER, UTF8),
    "wrong-byte.zip": Refused("FILE: Connections.csv is damaged.", AGAIN),
    "wrong-sum.zip": Refused("FILE: Connections.csv is damaged.", AGAIN),
    "offset-outside.zip": Refused("FILE: Connections.csv is damaged.", AGAIN),
    "longer-than-it-says.zip": Refused("FILE: Connections.csv is damaged.", AGAIN),
    "shorter-than-it-says.zip": Refused("FILE: Connections.csv is damaged: it is not as long as it says.", AGAIN),
    "encrypted.zip": Refused("FILE: Connections.csv is encrypted.", "Give an archive without a password."),
    "bzip2.zip": Refused("FILE: Connections.csv is compressed in an unusual way.", "Zip the files again."),
    "lzma.zip": Refused("FILE: Connections.csv is compressed in an unusual way.", "Zip the files again."),
    "overlapping.zip": Refused("FILE: b.csv overlaps another entry; this archive was made to deceive.", AGAIN),
    "three-deep.zip": Refused("FILE/a.zip/b.zip is an archive too deep inside others.", "Unzip it once."),
    "two-of-a-kind.zip": Refused(
        "There are several files of one kind: Connections (1).csv, Connections.csv.", "Import them one by one."
    ),
    "two-formats.zip": Refused(
        "FILE holds several files to import: chart.csv (hr.org_chart), Connections.csv (linkedin.archive).",
        "Import them one by one.",
    ),
    "paths.zip": _people(3),
    "link.zip": Refused(NOTHING_LIKE, COLUMNS),
    "steering-names.zip": _unknown("It holds [2J\u202ea.csv, b .csv."),
    # graphs, directories and cards
    "bomb.graphml": Refused(DECEIT, "Export the graph again, without a document type of its own."),
    "from-outside.graphml": Refused(DECEIT, "Export the graph again, without a document type of its own."),
    "cut-off.graphml": _document(", row 3, column 1: unclosed token.", CORRECT),
    "node-link-cut-off.json": _document(", row 3, column 14: Input data was truncated.", CORRECT),
    "edges-that-are-none.json": Read(
        {"person": 1},
        {"an edge to a node that was not taken": 1},
        refused=3,
        problems=(("OTHER", 2, None), ("OTHER", 3, None), ("OTHER", 5, None)),
        says="This is no edge: its ends are",
    ),
    "users-cut-off.json": _document(", row 3, column 25: Input data was truncated.", CORRECT),
    "users-in-a-loop.json": _people(2, ("LOOP", 1, "manager"), ("LOOP", 2, "manager"), says="in a loop: "),
    "cards-cut-off.vcf": Read(
        {"contact": 1}, refused=1, problems=(("OTHER", 5, None),), says="The card is broken: it is not ended"
    ),
    "card-in-a-card.vcf": Read(
        {"contact": 1},
        {"outside of a card": 1},
        refused=1,
        problems=(("OTHER", 1, None),),
        says="The card is broken: it is not ended before line 3.",
    ),
}
"""Small ones, which are in `files`."""

MADE: Mapping[str, Refused | Read] = {
    "cell_of_100_megabytes": Refused("FILE, row 3: the line is far too long.", QUOTE),
    "quoted_cell_of_100_megabytes": Refused("FILE, row 3: a cell is far too long.", QUOTE),
    "cell_of_100_megabytes_in_two_bytes": Refused("FILE, row 3: a cell is far too long.", QUOTE),
    "name_of_one_megabyte": Refused("FILE, row 3: the line is far too long.", QUOTE),
    "million_columns": Refused("FILE, row 1: the line is far too long.", QUOTE),
    "million_cells": _people(2),
    "no_line_end": Refused(NOTHING_LIKE, COLUMNS),
    "blank_lines_alone": _people(1),
    "torn_rows": Refused(
        "FILE has more than 50,000 problems. The first, in row 3: The row ends early: 1 cells, not 7.",
        "The file may be cut off: export it again.",
    ),
    "loop_of_a_thousand": _people(
        1000,
        *(("LOOP", row, "manager id") for row in range(2, 1002)),
        says="Person 10 (row 11) -> 990 more -> Person 1 (row 2).",
    ),
    "one_address_for_a_thousand": _people(
        1000,
        *(("SHARED_EMAIL", row, "email") for row in range(2, 1002)),
        says="Rows 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 and 990 more are different people with the e-mail all@x.example.",
    ),
    "nested_100_000_deep": _document(" is nested too deeply to be a document.", CORRECT),
    "objects_100_000_deep": _document(" is nested too deeply to be a document.", CORRECT),
    "number_of_a_million_digits": _document(": Integer value out of range - at `$.accounts[0].employee_count`."),
    "amount_of_a_million_digits": _document(": $.deals[0].amount is 1.000000000E+1000000, which is no amount."),
    "millions_of_nothings": _document(": Object missing required field `id` - at `$.people[0]`."),
    "list_of_millions": _document(": $.other is unknown."),
    "nodes_without_anything": _large(" has more than 300,000 objects and lists, which are not read at once.", IN_PARTS),
    "users_without_anything": _large(" has more than 300,000 objects and lists, which are not read at once.", IN_PARTS),
    "graph_of_nothings": _large(" has more than 300,000 nodes and edges, which are not read at once.", IN_PARTS),
    "parts_without_anything": Refused(NOTHING_LIKE, COLUMNS),
    "texts_without_end": _document(", row 1, column 94371887: Input data was truncated.", CORRECT),
    "ratio": _large(f": Connections.csv {FAR_MORE}"),
    "nested_bombs": _large(f"/0.zip: a.csv {FAR_MORE}"),
    "many_that_pass_for_honest": _large(
        ": with part-0.csv it comes to more than 120 MB unpacked.", "Import the files one by one."
    ),
    "stored_100_megabytes": _large(
        ": with Connections.csv it comes to more than 120 MB unpacked.", "Import the files one by one."
    ),
    "hundred_thousand_entries": _large(" holds more than 2000 files.", "Zip only those to be imported."),
    "entries_more_than_said": _large(" holds more than 2000 files.", "Zip only those to be imported."),
    "one_stream_for_many": Refused("FILE: 0.csv overlaps another entry; this archive was made to deceive.", AGAIN),
    "archive_in_archive_in_archive": Refused(
        "FILE/again.zip/again.zip is an archive too deep inside others.", "Unzip it once."
    ),
    "nodes_100_000_deep": _document(" is nested too deeply to be a document.", CORRECT),
    "users_100_000_deep": _document(" is nested too deeply to be a document.", CORRECT),
    "values_without_end": _large(" holds more than 5,000,000 values.", "Export fewer at a time."),
    "graph_cut_off_after_80_megabytes": _document(", row 1, column 83886074: unclosed token.", CORRECT),
    "nodes_cut_off_after_80_megabytes": _document(", row 1, column 83886081: Input data was truncated.", CORRECT),
    "picture_of_80_megabytes": Read({"contact": 1}, unknown=("PHOTO",)),
    "picture_of_one_line": Refused("FILE has a line of more than a million characters.", "Export it again, without"),
}
"""Large ones, by the function that makes each."""
