"""How alike two people's names are, and what else speaks for their being one: named contributions, of which one is about the name."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from rapidfuzz import fuzz

from orggraph.domain.contributions import Contribution
from orggraph.domain.people import Person
from orggraph.resolve.mailboxes import employer_domain, mailbox
from orggraph.resolve.normalise import fold, formal_words, words

SAME_NAME = 0.5
SAME_NAME_ELSEWHERE = 0.45
"""Somebody of that name at another company: they may have changed jobs."""
SIMILAR_NAME = 0.25
"""For the least likeness that counts; more for more."""
MOST_SIMILAR = 0.45
INITIALS = 0.35
PART_OF_NAME = 0.35
OTHER_SURNAME = 0.15
"""The given name alone is the same: a marriage, if something else speaks for it."""
NAMES_OF_OTHERS = -0.2
"""Where two names differ in one word, and either spelling is a name that others bear: Paul and Paule."""
NAMESAKE = -0.1
"""For each more who bears the name."""
SAME_MAILBOX = 0.25
MAILBOX_OF_NAME = 0.05
"""The same mailbox where the name is the same already."""
RARE_TITLE = 0.15
COMMON_TITLE = 0.05
SAME_DEPARTMENT = 0.05
EMPLOYER_OF_ADDRESS = 0.2
"""The address of one is of the company of the other."""
HAS_LEFT = 0.05

LEAST_LIKE = 88.0
"""Of names whose words are sorted, in hundredths: as measured, what lies below is somebody else."""
_ALL_LIKE = 100.0
_KNOWN_AS_NAME = 3
"""So many bear a word before it counts as a name of its own."""
_RARE = 2
"""So few of a company share a rare title."""


class Face(NamedTuple):
    """What a person is compared by."""

    person: Person
    words: tuple[str, ...]
    """Those of the name, folded, short forms as what they are short for."""
    held: frozenset[str]
    """The same words, in no order."""
    key: str
    """The same words in the order of the alphabet."""
    mailbox: str | None
    """The name of the mailbox, if it is somebody's."""
    domain: str | None
    """The domain of the address, if it is an employer's."""
    title: tuple[str, ...]
    """The words of the title."""

    @property
    def job(self) -> tuple[str | None, tuple[str, ...]]:
        """The title, where it is."""
        return self.person.account_id, self.title


def face_of(person: Person) -> Face:
    """Give what a person is compared by."""
    found = formal_words(person.name)
    return Face(
        person=person,
        words=found,
        held=frozenset(found),
        key=" ".join(sorted(found)),
        mailbox=mailbox(person.email),
        domain=employer_domain(person.email),
        title=words(person.title or ""),
    )


@dataclass(frozen=True, slots=True)
class Company:
    """What is common among those who are compared."""

    borne: Mapping[str, int]
    """How many bear a word in their names."""
    bearers: Mapping[str, int]
    """How many bear a whole name."""
    titles: Mapping[tuple[str | None, tuple[str, ...]], int]
    """How many of an account have a title."""
    domains: Mapping[str, frozenset[str]]
    """Domains of which people at an account have addresses."""

    def is_rare(self, face: Face) -> bool:
        """Tell whether somebody has a title that few have there."""
        return bool(face.title) and self.titles[face.job] <= _RARE


def likeness(one: Face, other: Face, among: Company) -> tuple[Contribution, ...]:
    """Give what speaks for and against two being one; nothing where the names do not."""
    name = _names(one, other)
    if name is None:
        return ()
    return (name, *_against(one, other, name, among), *_for(one, other, name, among))


def _names(one: Face, other: Face) -> Contribution | None:
    if one.key == other.key:
        here = one.person.account_id == other.person.account_id
        code, value = ("same_name", SAME_NAME) if here else ("same_name_elsewhere", SAME_NAME_ELSEWHERE)
        return Contribution(code, value, detail=other.person.name)
    shared = one.held & other.held
    some, others = one.held - shared, other.held - shared
    if shared and _initials(some, others):
        return Contribution("initials", INITIALS, detail=other.person.name)
    if len(shared) > 1 and not (some and others):
        return Contribution("part_of_name", PART_OF_NAME, detail=other.person.name)
    alike = fuzz.ratio(one.key, other.key, score_cutoff=LEAST_LIKE)
    if alike:
        share = (alike - LEAST_LIKE) / (_ALL_LIKE - LEAST_LIKE)
        return Contribution(
            "similar_name", round(SIMILAR_NAME + share * (MOST_SIMILAR - SIMILAR_NAME), 4), detail=other.person.name
        )
    if one.words[0] in shared and other.words[0] in shared:
        return Contribution("other_surname", OTHER_SURNAME, detail=other.person.name)
    return None


def _initials(some: Collection[str], others: Collection[str]) -> bool:
    """Tell whether words that differ are one another's initials."""
    pairs = list(zip(sorted(some), sorted(others), strict=False))
    return len(pairs) == max(len(some), len(others)) > 0 and all(
        a[0] == b[0] and min(len(a), len(b)) == 1 for a, b in pairs
    )


def _against(one: Face, other: Face, name: Contribution, among: Company) -> Iterable[Contribution]:
    differing = one.held ^ other.held
    if name.code == "similar_name" and all(among.borne.get(word, 0) >= _KNOWN_AS_NAME for word in differing):
        yield Contribution("names_of_others", NAMES_OF_OTHERS, detail=", ".join(sorted(differing)))
    more = among.bearers.get(one.key, 0) - 2
    if name.code == "same_name_elsewhere" and more > 0:
        yield Contribution("namesakes", round(NAMESAKE * more, 4), detail=str(more))


def _for(one: Face, other: Face, name: Contribution, among: Company) -> Iterable[Contribution]:
    if one.mailbox and one.mailbox == other.mailbox:
        value = MAILBOX_OF_NAME if name.code.startswith("same_name") else SAME_MAILBOX
        yield Contribution("same_mailbox", value, detail=one.mailbox)
    if one.title and one.title == other.title:
        rare = among.is_rare(one) and among.is_rare(other)
        yield Contribution("same_title", RARE_TITLE if rare else COMMON_TITLE, detail=other.person.title or "")
    department = fold(one.person.department or "").strip()
    if department and department == fold(other.person.department or "").strip():
        yield Contribution("same_department", SAME_DEPARTMENT, detail=other.person.department or "")
    if name.code == "same_name_elsewhere":
        yield from _moved(one, other, among)


def _moved(one: Face, other: Face, among: Company) -> Iterable[Contribution]:
    for face, there in ((one, other), (other, one)):
        if face.domain and face.domain in among.domains.get(there.person.account_id or "", ()):
            yield Contribution("employer_of_address", EMPLOYER_OF_ADDRESS, detail=face.domain)
            break
    if one.person.has_left or other.person.has_left:
        yield Contribution("has_left", HAS_LEFT)
