"""From words to parts: what stands together in a title, and what does not count."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from orggraph.resolve.titles.entries import Entry, Family, Hit, Kind, Sign
from orggraph.resolve.titles.lexicon import Lexicon
from orggraph.resolve.titles.normalise import AND, AT, BREAK

_ENDS = frozenset({Sign.FORMER, Sign.HONORARY, Sign.SLOGAN, Sign.OPENING})
_MUTES = _ENDS | {Sign.MENTION}


@dataclass(slots=True)
class Part:
    """Roles, functions and signs between two separators. Parts of one segment are joined by "and"."""

    segment: int
    roles: list[Hit] = field(default_factory=list)
    functions: list[Hit] = field(default_factory=list)
    signs: list[Hit] = field(default_factory=list)

    def has(self, sign: Sign) -> Hit | None:
        """Find a sign of this part."""
        return next((hit for hit in self.signs if hit.entry.sign is sign), None)

    def is_open_chief(self) -> bool:
        """Say whether a "chief" still waits for its "officer", as in "chief information and digital officer"."""
        families = [role.entry.family for role in self.roles]
        return Family.CHIEF in families and Family.OFFICER not in families


@dataclass(slots=True)
class Scan:
    """A title cut into parts; `lost` is the sign that made something of it not count."""

    parts: list[Part] = field(default_factory=list)
    lost: Hit | None = None
    wanted: Hit | None = None

    def has(self, sign: Sign) -> Hit | None:
        """Find a sign anywhere in the title."""
        return next((hit for part in self.parts for hit in part.signs if hit.entry.sign is sign), None)


class _Scanner:
    """Reads words from left to right."""

    def __init__(self) -> None:
        self.scan = Scan([Part(0)])
        self.muted = False
        self.linked = False
        self.retired = False

    def separate(self, word: str) -> None:
        """Begin a new part; a break also begins a new segment and ends what was muted."""
        part = self.scan.parts[-1]
        if word == AT:
            self.muted = True
            return
        self.linked = False
        if word == BREAK:
            self.end_segment()
        elif part.is_open_chief():
            return
        if part.roles or part.functions or part.signs or word == BREAK:
            self.scan.parts.append(Part(part.segment + (word == BREAK)))

    def end_segment(self) -> None:
        """Let sound return; "retired" without a role after it takes back the role before it."""
        self.muted = False
        if not self.retired:
            return
        self.retired = False
        last = next((part.segment for part in reversed(self.scan.parts) if part.roles), None)
        for part in self.scan.parts:
            if part.segment == last:
                part.roles, part.functions = [], []

    def take(self, hit: Hit, *, opens: bool) -> None:
        """Put what was found into the current part, unless it does not count; `opens` if it is the part's first word."""
        sign = hit.entry.sign
        if sign is Sign.OPENING and not opens:
            return
        if sign is Sign.WANTED:
            self.scan.wanted = hit
        elif sign is Sign.NOW:
            self.muted = False
        elif self.muted:
            self.retired = self.retired and hit.entry.kind is not Kind.ROLE
        elif sign is Sign.RETIRED:
            self.muted = self.retired = True
            self.scan.lost = hit
        elif sign in _MUTES:
            self.muted = True
            if sign in _ENDS:
                self.scan.lost = hit
        elif hit.entry.kind is Kind.ROLE:
            self.scan.parts[-1].roles.append(hit)
        elif hit.entry.kind is Kind.FUNCTION:
            self.scan.parts[-1].functions.append(hit)
        else:
            self.scan.parts[-1].signs.append(hit)


def scan(words: Sequence[str], lexicon: Lexicon) -> Scan:
    """Find every phrase of the lexicon in a title.

    >>> from orggraph.resolve.titles.lexicon import lexicon
    >>> found = scan(["directrice", "des", "achats", "|", "ex", "cfo"], lexicon())
    >>> [hit.words for part in found.parts for hit in part.roles + part.functions], found.lost.words
    (['directrice', 'achats'], 'ex')
    """
    spelled, forms = lexicon.folded(words)
    scanner, at, end = _Scanner(), 0, len(forms)
    while at < end:
        found = lexicon.longest(forms, at)
        if found is not None:
            stop = found[1]
            opens = at == 0 or forms[at - 1] in {BREAK, AND}
            scanner.take(_hit(found[0], spelled, at, stop, linked=scanner.linked), opens=opens)
            scanner.linked = scanner.linked and found[0].kind is not Kind.ROLE
            at = stop
            continue
        form = forms[at]
        if form in {BREAK, AND, AT}:
            scanner.separate(form)
        elif form in lexicon.links or form in lexicon.person_links:
            scanner.linked = True
        at += 1
    scanner.end_segment()
    return scanner.scan


def _hit(entry: Entry, spelled: Sequence[str], start: int, stop: int, *, linked: bool) -> Hit:
    return Hit(entry, " ".join(spelled[start:stop]), start, stop, linked)
