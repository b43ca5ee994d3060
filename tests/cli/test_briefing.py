"""The page for a deal on the command line."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from tests.cli.test_asking import DAY
from tests.cli.test_commands import PLANNING, PORTAL


def test_the_page_is_printed_as_markdown_in_either_language(example):
    assert example.told("brief", PLANNING, *DAY).startswith(f"# Call brief: {PLANNING.replace('&', chr(92) + '&')}\n")
    assert "## Questions à poser" in example.told("brief", PLANNING, *DAY, "--locale", "fr")


def test_the_page_as_html_is_one_file(example):
    assert example.told("brief", PLANNING, *DAY, "--format", "html").startswith("<!doctype html>")


def test_a_pdf_is_written_to_a_new_file_and_never_over_one(example, tmp_path):
    file = tmp_path / "page.pdf"
    example.told("brief", PLANNING, *DAY, "--format", "pdf", "--output", str(file))
    (page,) = PdfReader(BytesIO(file.read_bytes())).pages
    assert "Call brief" in page.extract_text()
    again = example("brief", PLANNING, *DAY, "--format", "pdf", "--output", str(file))
    assert again.code == 1
    assert "Traceback" not in again.err


def test_where_nobody_should_call_the_page_says_what_to_do_instead(example):
    told = example.told("brief", PORTAL, *DAY)
    assert told.startswith("# Back to basics: ")
    assert "## What to do instead" in told


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("nothing",), "There is no deal 'nothing'."),
        ((PLANNING, "--format", "doc"), "There is no format 'doc'. Choose markdown, html, pdf."),
        ((PLANNING, "--format", "pdf"), "A PDF is no text. Name a file: --output FILE."),
        ((PLANNING, "--familiar", "Nobody"), "There is nobody called 'Nobody' here."),
        ((PLANNING, "--locale", "de"), "There is no language 'de'."),
    ],
)
def test_what_cannot_be_written_is_said_in_a_line(example, arguments, said):
    ran = example("brief", *arguments, *DAY)
    assert (ran.code, ran.out) == (1, "")
    assert said in ran.err
