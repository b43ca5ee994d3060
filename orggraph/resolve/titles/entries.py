"""What a word of the lexicon can mean."""

from dataclasses import dataclass
from enum import StrEnum

from orggraph.domain.people import JobFunction, Seniority


class Kind(StrEnum):
    """What a phrase does in a title."""

    ROLE = "role"
    FUNCTION = "function"
    SIGN = "sign"


class Family(StrEnum):
    """How a role behaves beside another one."""

    OPERATING = "operating"
    OWNER = "owner"
    BOARD = "board"
    PARTNER = "partner"
    DIRECTOR = "director"
    VICE_PRESIDENT = "vice_president"
    ASSISTANT = "assistant"
    SIDE = "side"
    CHIEF = "chief"
    OFFICER = "officer"


class Sign(StrEnum):
    """A word that says neither rank nor function, and changes the reading."""

    NONE = ""
    FORMER = "former"
    RETIRED = "retired"
    HONORARY = "honorary"
    SLOGAN = "slogan"
    OPENING = "opening"
    WANTED = "wanted"
    MENTION = "mention"
    NOW = "now"
    DEPUTY = "deputy"
    INTERIM = "interim"
    JUNIOR = "junior"
    INTERN = "intern"
    COMMITTEE = "committee"
    IGNORE = "ignore"


@dataclass(frozen=True, slots=True)
class Entry:
    """One phrase. The documentation of the lexicon explains each property.

    `usual`: a function named elsewhere in the title replaces its own. `level` of a function: what it says standing alone.
    """

    kind: Kind
    family: Family = Family.OPERATING
    sign: Sign = Sign.NONE
    level: Seniority | None = None
    function: JobFunction | None = None
    deputy: Seniority | None = None
    with_function: Seniority | None = None
    usual: bool = False
    unsure: bool = False
    needs_function: bool = False
    qualifier: bool = False
    bank: bool = False
    yields: bool = False


@dataclass(slots=True)
class Node:
    """A step of the phrase tree."""

    children: dict[str, "Node"]
    entry: Entry | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase found in a title, as words `start` to `end`; `linked` if a preposition stands before it."""

    entry: Entry
    words: str
    start: int
    end: int
    linked: bool
