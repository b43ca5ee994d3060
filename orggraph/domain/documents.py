"""Documents: a page as headings and lines, whatever the format it is handed out in."""

from dataclasses import dataclass
from enum import StrEnum

from orggraph.domain.people import Locale


class DocumentFormat(StrEnum):
    """How a page is handed out. PDF is bytes; where only text can go, it is base64."""

    MARKDOWN = "MARKDOWN"
    HTML = "HTML"
    PDF = "PDF"


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with its lines, each a whole sentence or more. `spoken`: words to be said as they stand."""

    heading: str
    lines: tuple[str, ...]
    spoken: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One page, in one language."""

    locale: Locale
    title: str
    subtitle: str
    lead: str
    sections: tuple[Section, ...]
    footer: str
