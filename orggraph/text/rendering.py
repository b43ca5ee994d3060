"""Pages in the formats they are handed out in: Markdown, HTML that prints on one A4 sheet, PDF of one A4 sheet."""

import re
from base64 import b64encode
from functools import cache
from importlib import resources

import msgspec
import typst
from jinja2 import Environment, PackageLoader, StrictUndefined

from orggraph.domain.documents import Document, DocumentFormat

_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~&])")
_LIST_MARK = re.compile(r"^(\d+)([.)])|^([-+=])")
_PRINT_SIZES = ((3_000, 10.5), (4_200, 9.5), (6_200, 8.5), (8_000, 7.5))
"""Characters up to which a page is printed at so many points; what is longer still takes the last."""
_SMALLEST = 7.0


def as_markdown(page: Document) -> str:
    r"""Give a page as Markdown; what came from outside cannot mark anything up.

    >>> from orggraph.domain.documents import Section
    >>> from orggraph.domain.people import Locale
    >>> page = Document(locale=Locale.EN, title="A *b*", subtitle="c", lead="d", sections=(Section("e", ("f",)),), footer="g")
    >>> print(as_markdown(page))
    # A \*b\*
    <BLANKLINE>
    c
    <BLANKLINE>
    **d**
    <BLANKLINE>
    ## e
    <BLANKLINE>
    - f
    <BLANKLINE>
    g
    <BLANKLINE>
    """
    parts = [f"# {_plain(page.title)}", _plain(page.subtitle), f"**{_plain(page.lead)}**"]
    for section in page.sections:
        parts.append(f"## {_plain(section.heading)}")
        mark = "> " if section.spoken else "- "
        parts.append("\n".join(f"{mark}{_plain(line)}" for line in section.lines))
    return "\n\n".join([*parts, _plain(page.footer)]) + "\n"


def as_html(page: Document) -> str:
    """Give a page as one HTML file that asks for nothing else, and prints on one A4 sheet."""
    return _templates().get_template("brief.html.jinja").render(page=page, print_size=_print_size(page)) + "\n"


def as_pdf(page: Document) -> bytes:
    """Give a page as PDF, at the largest size at which it fits on one A4 sheet. The same page gives the same bytes."""
    source = (resources.files("orggraph.text") / "templates" / "brief.typ").read_bytes()
    said = msgspec.json.encode(page).decode().replace(f'"locale":"{page.locale}"', f'"locale":"{page.locale.lower()}"')
    made = typst.compile(source, format="pdf", sys_inputs={"page": said})
    if not isinstance(made, bytes):
        raise TypeError(f"The page was written as {type(made)}.")
    return made


def rendered(page: Document, form: DocumentFormat) -> bytes:
    """Give a page in a format, as bytes."""
    if form is DocumentFormat.PDF:
        return as_pdf(page)
    return (as_html(page) if form is DocumentFormat.HTML else as_markdown(page)).encode()


def as_text(page: Document, form: DocumentFormat) -> str:
    """Give a page in a format where only text can go: PDF as base64."""
    made = rendered(page, form)
    return b64encode(made).decode() if form is DocumentFormat.PDF else made.decode()


@cache
def _templates() -> Environment:
    return Environment(
        loader=PackageLoader("orggraph.text"), autoescape=True, undefined=StrictUndefined, auto_reload=False
    )


def _plain(text: str) -> str:
    return _LIST_MARK.sub(r"\1\\\2\3" if text[:1].isdigit() else r"\\\3", _MARKUP.sub(r"\\\1", text))


def _print_size(page: Document) -> float:
    length = sum(len(line) + 40 for section in page.sections for line in (section.heading, *section.lines))
    return next((size for most, size in _PRINT_SIZES if length <= most), _SMALLEST)
