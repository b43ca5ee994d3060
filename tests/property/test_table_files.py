"""Laws of tables: the order of rows, days, suggestions, and whatever becomes of a good file on its way."""

import csv
import io
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orggraph.bootstrap import formats, open_store
from orggraph.domain.importing import Entry
from orggraph.domain.viewer import LOCAL
from orggraph.errors import InvalidInput, OrgGraphError
from orggraph.usecases.importing import import_file, preview_import
from orggraph_importers.days import Days, month_first
from orggraph_importers.finding import table_of
from orggraph_importers.reading import encoding_of
from orggraph_importers.unpacking import unpack
from tests.importers.sampling import CASES, content_of, told
from tests.unit.importers.import_files import NOW, archive, request, table, versions
from tests.unit.importers.workbooks import parts, rows

TABLES = {f"{case.parent.name}/{case.name}": case for case in CASES if case.parent.name.startswith(("crm.", "leads.", "maps.", "table."))}  # fmt: skip
ALONE = {name: case for name, case in TABLES.items() if not content_of(case)[0].endswith(".zip")}
BOOK = parts({"People": rows(["id", "name", "title", "manager id"], [1, "Ana Exemple", date(2024, 3, 5), ""])})
DAYS = st.dates(date(1990, 1, 1), date(2030, 12, 31))
WORDS = st.sampled_from(["", "Ana Exemple", "Bo Sample", "ana.exemple@x.example", "1", "2", "2024-03-05", "CFO", "Finance"])  # fmt: skip


def said(case):
    given_ = told(case)
    return {"owner_name": given_.get("owner"), "account_name": given_.get("account"), "mapping": given_.get("map")}


def take(content, name, **more):
    store = open_store("memory:")
    return import_file(store, LOCAL, formats(), request(content, name, **more), NOW), store


def shuffled(content, random):
    """Write the rows of a table in another order."""
    sheet = table_of([Entry(name="x", content=content)])
    held = list(csv.reader(io.StringIO(content.decode(encoding_of(content)), newline=""), delimiter=sheet.delimiter))[
        sheet.header_row :
    ]
    body = [row for row in held[1:] if len(row) == len(held[0])]
    return table(held[0], *random.sample(body, len(body)))


@pytest.mark.parametrize("name", ALONE)
@settings(deadline=None, max_examples=8)
@given(random=st.randoms(use_true_random=False))
def test_the_order_of_rows_says_nothing(name, random):
    file, content = content_of(ALONE[name])
    one, other = (take(given_, file, **said(ALONE[name]))[1] for given_ in (shuffled(content, random), content))
    assert versions(one) == versions(other)


@st.composite
def spoilt(draw, content):
    """Cut, repeat and overwrite parts of a good file."""
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(content)))
        to = draw(st.integers(at, min(len(content), at + 40)))
        put = draw(st.sampled_from([b"", b'"', b",", b"\n", b";", b"\x00", b"\xff", b"1/2/2026", b"45118", b"r='XFD9'", b"&", b"<c "]))  # fmt: skip
        content = content[:at] + put + content[to:]
    return content


@pytest.mark.parametrize("name", TABLES)
@settings(deadline=None, max_examples=15)
@given(data=st.data())
def test_a_spoilt_table_is_imported_or_refused_in_words(name, data):
    file, content = content_of(TABLES[name])
    more = said(TABLES[name])
    content = data.draw(spoilt(content))
    try:
        seen = preview_import(open_store("memory:"), LOCAL, formats(), request(content, file, **more), NOW)
    except OrgGraphError:
        return
    report, _ = take(content, file, **more)
    assert (seen.rows_read, seen.taken, seen.problems) == (report.rows_read, report.taken, report.problems)


@settings(deadline=None, max_examples=150)
@given(st.sampled_from(sorted(set(BOOK) - {"xl/media/logo.png"})), st.data())
def test_a_spoilt_workbook_is_read_or_refused_in_words(part, data):
    spoiled = data.draw(spoilt(BOOK[part].encode()))
    with suppress(OrgGraphError):
        unpack("people.xlsx", archive(BOOK | {part: spoiled}))


@given(st.lists(DAYS, min_size=1, max_size=8), st.booleans())
def test_one_day_after_the_twelfth_tells_for_the_whole_column(days, first):
    cells = [f"{d:%m/%d/%Y}" if first else f"{d:%d/%m/%Y}" for d in days]
    settled = month_first(cells)
    assert settled in {first, None}
    assert (settled is None) == all(d.day <= 12 for d in days)
    if settled is not None:
        reader = Days(None, "observed_on", settled)
        assert [reader.read(cell) for cell in cells] == [d.isoformat() for d in days]


@given(DAYS)
def test_a_day_that_could_be_two_is_none(day):
    read = Days(None, "observed_on", None).read(f"{day:%d/%m/%Y}")
    assert read == (None if day.day <= 12 and day.day != day.month else day.isoformat())


@settings(deadline=None, max_examples=150)
@given(
    st.lists(st.tuples(WORDS, WORDS, WORDS, WORDS), min_size=1, max_size=6), st.permutations(["Wer", "A", "B", "Chef"])
)
def test_suggestions_name_each_field_once_and_can_be_said(found, header):
    entries = [Entry(name="x.csv", content=table(header, *found).encode())]
    mapper = formats().mapper
    seems = mapper.suggestions(entries)
    assert len(set(seems.values())) == len(seems)
    if {"name", "last_name"} & set(seems.values()):
        assert mapper.importer(entries, seems).identify(entries)
    else:
        with pytest.raises(InvalidInput, match="No column is a name"):
            mapper.importer(entries, seems)
