"""What a brief and its messages are worded from: one plan, the answer behind it, and what is recorded of the deal."""

import re
import textwrap
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from orggraph.domain.deals import Deal, Stakeholder
from orggraph.domain.findings import (
    ORGANISATIONAL_CAUSES,
    BlockageCause,
    CauseAssessment,
    EscalationAssessment,
    VerdictReason,
)
from orggraph.domain.people import Locale
from orggraph.domain.plans import EscalationPlan, Occasion
from orggraph.domain.signals import Signal, SignalKind
from orggraph.graph.snapshot import OrgSnapshot
from orggraph.text.catalogue import Parameter, in_words, joined, message_ids, say
from orggraph.text.wording import POSSIBLE, name_of, signal_name

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_ISOLATE, _END = "\u2068", "\u2069"
_LONGEST_NAME, _LONGEST_TITLE, _LONGEST_STAKES = 80, 90, 400
_SHOWN_CAUSES = 2
_NEXT_LEVEL = 1
_FORMAL, _FAMILIAR = "formal", "familiar"


@dataclass(frozen=True)
class Told:
    """One plan, ready to be put in words.

    Attributes
    ----------
    familiar : frozenset of str
        People who are addressed familiarly ("tu" in French) by whoever speaks to them; everybody else formally.
    """

    snapshot: OrgSnapshot
    assessment: EscalationAssessment
    plan: EscalationPlan
    locale: Locale
    familiar: frozenset[str] = field(default=frozenset())

    def say(self, message_id: str, **params: Parameter) -> str:
        """Say one message; days and people go in as words."""
        return say(self.locale, message_id, **params)

    def to(self, person_id: str | None, message_id: str, **params: Parameter) -> str:
        """Say a message to somebody, in the form of address that is theirs; one form for both where only one is worded."""
        form = _FAMILIAR if person_id in self.familiar else _FORMAL
        own = f"{message_id}-{form}"
        return self.say(own if own in message_ids(self.locale) else message_id, **params)

    def day(self, day: date) -> str:
        """Write a day as the reader does."""
        return in_words(self.locale, day)

    def name(self, person_id: str | None) -> str:
        """Give the name of somebody, within a sentence."""
        return name_of(person_id, self.names, self.locale)

    def titled(self, person_id: str | None) -> str:
        """Give the name of somebody with their title, shortened where it is very long."""
        person = self.snapshot.people.get(person_id or "")
        seat = self.snapshot.seat_held_by(person.id) if person else None
        title = (seat.position.title if seat else None) or (person.title if person else None)
        name = self.name(person_id)
        return f"{name} ({isolated(_short(title, _LONGEST_TITLE))})" if title else name

    @cached_property
    def names(self) -> dict[str, str]:
        """What to call everybody."""
        return {one.id: isolated(_short(one.name, _LONGEST_NAME)) for one in self.snapshot.people.values()}

    @property
    def deal(self) -> Deal:
        """The deal."""
        return self.snapshot.deals[self.plan.deal_id]

    @property
    def deal_name(self) -> str:
        """What the deal is called."""
        return isolated(_short(self.deal.name, _LONGEST_TITLE))

    @property
    def account_name(self) -> str:
        """What the client is called."""
        return isolated(_short(self.snapshot.account.name, _LONGEST_NAME))

    @property
    def our_name(self) -> str:
        """What we are called."""
        ours = self.snapshot.ours
        return isolated(_short(ours.name, _LONGEST_NAME)) if ours else self.name(None)

    @property
    def introducers(self) -> str:
        """Who makes the introduction."""
        people = self.plan.path.introducers if self.plan.path else ()
        return joined(self.locale, [self.name(one) for one in people]) or self.name(None)

    @property
    def stakes(self) -> str | None:
        """What the client gains or loses, in their own words, as far as a page has room."""
        said = self.deal.client_stakes
        return isolated(_short(said, _LONGEST_STAKES)) if said and said.strip() else None

    @property
    def contact_part(self) -> Stakeholder | None:
        """The part that the usual contact has in the deal."""
        parts = self.snapshot.stakeholders.get(self.plan.deal_id, ())
        return next((part for part in parts if part.person_id == self.plan.contact_id), None)

    @property
    def may_move_up(self) -> bool:
        """Whether the usual contact is expected in another post."""
        part = self.contact_part
        return bool(part and (part.expected_position_id or part.expected_title))

    @property
    def level(self) -> int | None:
        """How far above the usual contact the person called is."""
        levels = (one.levels_up for one in self.assessment.managers if one.manager_id == self.plan.target_id)
        return self.plan.path.levels_up if self.plan.path else next(levels, None)

    @property
    def between(self) -> str | None:
        """Whether the level between the person called and the usual contact is held or vacant; None where there is none."""
        level = self.level
        if level is None or level <= _NEXT_LEVEL:
            return None
        below = [one for one in self.assessment.managers if one.levels_up < level]
        return "vacant" if below and all(one.manager_id is None for one in below) else "held"

    @property
    def relation(self) -> str | None:
        """How caller and target are linked: known, introduced, cold; None where that was not looked at."""
        path = self.plan.path
        if path is None:
            return None
        if path.introducers or self.assessment.reason is VerdictReason.NEEDS_INTRODUCTION:
            return "introduced"
        warm = path.counterpart.warm_paths
        return "known" if warm and warm[0].strength >= path.counterpart.warmth else "cold"

    @property
    def occasion(self) -> Occasion | None:
        """The recorded fact that the call is made at."""
        return next(iter(self.plan.occasions), None)

    @property
    def cause(self) -> BlockageCause | None:
        """The organisational cause that is likeliest, of those that something speaks for."""
        found = (one.cause for one in self.causes if one.cause in ORGANISATIONAL_CAUSES)
        return next(found, None)

    @cached_property
    def causes(self) -> tuple[CauseAssessment, ...]:
        """The likeliest causes that something speaks for."""
        if self.assessment.diagnosis.organisational is None:
            return ()
        found = self.assessment.diagnosis.causes
        return tuple(one for one in found[:_SHOWN_CAUSES] if one.log_odds > one.prior and one.probability >= POSSIBLE)

    def seen(self, wanted: Iterable[str]) -> list[str]:
        """Say what was seen, of some signals, the last time of each kind, in the order of days."""
        ids = frozenset(wanted)
        last: dict[SignalKind, Signal] = {}
        for one in self.snapshot.signals.get(self.plan.deal_id, ()):
            if one.id in ids:
                last[one.kind] = one
        ordered = sorted(last.values(), key=lambda one: (one.observed_on, one.kind))
        return [
            self.say("brief-fact", fact=signal_name(one.kind, self.locale), day=self.day(one.observed_on))
            for one in ordered
        ]


def capital(text: str) -> str:
    """Begin with a capital letter.

    >>> capital("étape")
    'Étape'
    """
    return text[:1].upper() + text[1:]


def isolated(text: str) -> str:
    """Keep words that are written from right to left apart from the sentence around them.

    >>> isolated("Ana Lima"), len(isolated(chr(0x05D3))) - 1
    ('Ana Lima', 2)
    """
    return f"{_ISOLATE}{text}{_END}" if _RIGHT_TO_LEFT.search(text) else text


def _short(text: str, most: int) -> str:
    """Put a text on one line, and shorten it between words, or within one that has no end."""
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    return textwrap.shorten(line, most, placeholder="…") if " " in line[:most] else line[: most - 1] + "…"
