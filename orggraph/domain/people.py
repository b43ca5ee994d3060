"""Accounts and the people in them."""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import unquote

_PROFILE = re.compile(r"\blinkedin\.com/in/([^/?#\s]+)", re.IGNORECASE)
_ENDS_AN_ADDRESS = re.compile(r"[/?#%\s\x00-\x1f]")


class Seniority(StrEnum):
    """Rank in an organisation, highest first; ASSISTANT stands beside the ranks."""

    OWNER_OR_BOARD = "OWNER_OR_BOARD"
    C_LEVEL = "C_LEVEL"
    VICE_PRESIDENT = "VICE_PRESIDENT"
    DIRECTOR = "DIRECTOR"
    MANAGER = "MANAGER"
    SENIOR = "SENIOR"
    STAFF = "STAFF"
    ASSISTANT = "ASSISTANT"
    UNKNOWN = "UNKNOWN"


class JobFunction(StrEnum):
    """What somebody works on."""

    GENERAL_MANAGEMENT = "GENERAL_MANAGEMENT"
    FINANCE = "FINANCE"
    IT = "IT"
    MARKETING = "MARKETING"
    SALES = "SALES"
    CUSTOMER = "CUSTOMER"
    OPERATIONS = "OPERATIONS"
    HUMAN_RESOURCES = "HUMAN_RESOURCES"
    LEGAL = "LEGAL"
    PROCUREMENT = "PROCUREMENT"
    RESEARCH_AND_PRODUCT = "RESEARCH_AND_PRODUCT"
    ADMINISTRATION = "ADMINISTRATION"
    OTHER = "OTHER"
    UNKNOWN = "UNKNOWN"


class Locale(StrEnum):
    """A language that sentences can be had in."""

    EN = "EN"
    FR = "FR"


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """An organisation: ours, or one we sell to."""

    id: str
    name: str
    is_ours: bool = False
    domains: tuple[str, ...] = ()
    industry: str | None = None
    country: str | None = None
    employee_count: int | None = None
    keys: tuple[str, ...] = ()
    """What other systems call it: `ext:salesforce/001...`."""
    rule_intercept: float | None = None
    """Of ours: what outcomes made of that assumption; None is the default."""
    disavowal_base: float | None = None
    """The same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Someone, as believed now. A placeholder is a person whose name is unknown."""

    id: str
    name: str
    account_id: str | None = None
    email: str | None = None
    profile_url: str | None = None
    title: str | None = None
    department: str | None = None
    seniority: Seniority | None = None
    job_function: JobFunction | None = None
    has_left: bool = False
    is_placeholder: bool = False
    preferred_locale: Locale | None = None
    keys: tuple[str, ...] = ()
    same_as: tuple[str, ...] = ()
    """What others were called of whom somebody decided that they are this one."""
    apart_from: tuple[str, ...] = ()
    """People of whom somebody decided that they are not this one."""


def profile_slug(url: str) -> str | None:
    """Give the member's part of a profile address, comparable, whatever the spelling of the rest.

    >>> profile_slug("http://fr.LinkedIn.com/in/%C3%89lise-Exemple/?trk=x")
    'élise-exemple'
    """
    found = _PROFILE.search(url)
    if not found:
        return None
    slug = found.group(1)
    if slug.isascii() and "%" not in slug:
        return slug.lower()
    if "%" in slug and not _ENDS_AN_ADDRESS.search(decoded := unquote(slug)):
        slug = decoded
    return unicodedata.normalize("NFC", slug).casefold()
