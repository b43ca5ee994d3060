"""The risk of a call: that the usual contact feels disavowed, and what that would cost later."""

import math
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np

from orggraph.analysis.deal_model import deal_model
from orggraph.analysis.hierarchy import Hierarchy
from orggraph.analysis.influence import influence_graph
from orggraph.analysis.model import DealModel
from orggraph.analysis.standing import percentiles
from orggraph.domain.contributions import Contribution, total
from orggraph.domain.deals import CoverageLevel, Stakeholder
from orggraph.domain.findings import Mitigation
from orggraph.domain.signals import SignalKind
from orggraph.graph.snapshot import OrgSnapshot

_KNOWN_TO_US = frozenset({CoverageLevel.BRIEF, CoverageLevel.MULTIPLE, CoverageLevel.IN_DEPTH})
_MOST_HELD = 0.9


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How the contact is treated before the call."""

    told: bool = True
    in_person: bool = False
    credited: bool = True


@dataclass(frozen=True)
class Disavowal:
    """Answers what a call to somebody risks with the usual contact of one deal.

    Attributes
    ----------
    model : DealModel
        The deal; without a contact there is nobody to disavow.
    """

    model: DealModel
    part: Stakeholder | None = field(init=False)

    def __post_init__(self) -> None:
        part = self.model.stakeholders.get(self.model.contact) if self.model.contact else None
        object.__setattr__(self, "part", part)

    def risk(self, target: str, levels_up: int, manner: Manner) -> tuple[float, tuple[Contribution, ...]]:
        """Tell how likely the contact feels disavowed by a call.

        Parameters
        ----------
        target : str
            Who is called.
        levels_up : int
            How far above the contact, 1 or more.
        manner : Manner
            Told first, in person, credited.

        Returns
        -------
        (float, tuple of Contribution)
            The probability, 0 without a contact, and what adds up to its log-odds.

        Notes
        -----
        Linear in signals and influences. Judgement, not data: no outcome was measured yet.

        Examples
        --------
        >>> from orggraph.analysis.example import deal_model_example
        >>> risk, parts = Disavowal(deal_model_example()).risk("per_cio", 2, Manner())
        >>> round(risk, 2), [part.code for part in parts]
        (0.18, ['disavowal_base', 'disavowal_level', 'disavowal_distrust', 'disavowal_credited'])
        """
        if self.model.contact is None:
            return 0.0, ()
        parts = tuple(part for part in self._parts(target, levels_up, manner) if part.value)
        return 1 / (1 + math.exp(-total(parts))), parts

    def once_agreed(self, target: str, levels_up: int) -> float:
        """Tell the risk that is left once the contact was told face to face, is credited, and agrees to the call.

        Parameters
        ----------
        target : str
            Who is called.
        levels_up : int
            How far above the contact, 1 or more.

        Returns
        -------
        float
            The probability, 0 without a contact.

        Notes
        -----
        As `risk`. An agreement counts as a contact who suggested the call.

        Examples
        --------
        >>> from orggraph.analysis.example import deal_model_example
        >>> round(Disavowal(deal_model_example()).once_agreed("per_cio", 2), 2)
        0.03
        """
        if self.model.contact is None:
            return 0.0
        parts = tuple(self._parts(target, levels_up, Manner(told=True, in_person=True, credited=True)))
        agreed = any(part.code == "disavowal_suggested" and part.value for part in parts)
        odds = total(parts) + (0.0 if agreed else self.model.assumptions.disavowal_suggested)
        return 1 / (1 + math.exp(-odds))

    def mitigations(self, target: str, levels_up: int, manner: Manner, lower: str | None) -> tuple[Mitigation, ...]:
        """Tell what would lower the risk, and to what.

        Parameters
        ----------
        target, levels_up, manner
            As in `risk`.
        lower : str or None
            Who could be called one level below instead.

        Returns
        -------
        tuple of Mitigation
            What was not already counted on.

        Notes
        -----
        As `risk`.

        Examples
        --------
        >>> from orggraph.analysis.example import deal_model_example
        >>> found = Disavowal(deal_model_example()).mitigations("per_cio", 2, Manner(), None)
        >>> [(one.code, round(one.probability_after, 2)) for one in found]
        [('TELL_IN_PERSON', 0.12)]
        """
        if self.model.contact is None:
            return ()
        ways = [
            ("TELL_FIRST", target, levels_up, replace(manner, told=True), not manner.told),
            ("TELL_IN_PERSON", target, levels_up, replace(manner, told=True, in_person=True), not manner.in_person),
            ("CREDIT_CONTACT", target, levels_up, replace(manner, credited=True), not manner.credited),
            ("CALL_LEVEL_BELOW", lower or target, levels_up - 1, manner, lower is not None),
        ]
        return tuple(Mitigation(code, self.risk(to, level, how)[0]) for code, to, level, how, open_ in ways if open_)

    @cached_property
    def file_held(self) -> float:
        """Which share of the chance a disavowed contact takes away: they hold the file.

        >>> from orggraph.analysis.example import deal_model_example
        >>> Disavowal(deal_model_example()).file_held
        0.3
        """
        a = self.model.assumptions
        owns = a.file_held_owner if self.part and self.part.owns_delivery else 0.0
        alone = a.file_held_only_thread if self._only_thread else 0.0
        return min(_MOST_HELD, a.file_held + owns + alone)

    @cached_property
    def future(self) -> float:
        """How much power the contact may have later, times how likely they get there; in [0, 1].

        >>> from orggraph.analysis.example import deal_model_example
        >>> Disavowal(deal_model_example()).future
        0.0
        """
        part = self.part
        if part is None or not self._promotion:
            return 0.0
        seat = part.expected_position_id
        if seat is None or seat not in self.model.snapshot.seats:
            return self._promotion * self._power_by_title(part)
        return self._promotion * _power_in(self.model, seat)

    @property
    def _promotion(self) -> float:
        part = self.part
        if part is None or not (part.expected_position_id or part.expected_title):
            return 0.0
        return 0.5 if part.expected_position_confidence is None else part.expected_position_confidence

    @cached_property
    def _only_thread(self) -> bool:
        others = (person for person in self.model.stakeholders if person != self.model.contact)
        return not any(self._known_to_us(person) for person in others)

    def _known_to_us(self, person: str) -> bool:
        snapshot = self.model.snapshot
        tied = any(
            snapshot.is_ours(end) for tie in snapshot.ties_of.get(person, ()) for end in (tie.one_id, tie.other_id)
        )
        return tied or self.model.stakeholders[person].coverage in _KNOWN_TO_US

    def _parts(self, target: str, levels_up: int, manner: Manner) -> Iterator[Contribution]:
        a = self.model.assumptions
        evidence = (self.part.id,) if self.part else ()
        yield Contribution("disavowal_base", a.disavowal_base)
        yield Contribution("disavowal_level", a.disavowal_level * (levels_up - 1))
        yield Contribution("disavowal_untold", 0.0 if manner.told else a.disavowal_untold)
        yield Contribution(
            "disavowal_owner", a.disavowal_owner if self.part and self.part.owns_delivery else 0.0, evidence
        )
        trust, ties = self._trust
        yield Contribution("disavowal_distrust", a.disavowal_distrust * (1 - trust), ties, "" if ties else "assumed")
        bypassed = self._seen(SignalKind.CONTACT_BYPASSED_BEFORE)
        yield Contribution("disavowal_bypassed", a.disavowal_bypassed if bypassed else 0.0, bypassed)
        conflict, edges = self._conflict(target)
        yield Contribution("disavowal_conflict", a.disavowal_conflict * conflict, edges)
        yield Contribution("disavowal_promotion", a.disavowal_promotion * self._promotion, evidence)
        yield Contribution("disavowal_in_person", a.disavowal_in_person if manner.told and manner.in_person else 0.0)
        yield Contribution("disavowal_credited", a.disavowal_credited if manner.credited else 0.0)
        suggested = self._seen(SignalKind.CONTACT_SUGGESTED_ESCALATION)
        yield Contribution("disavowal_suggested", a.disavowal_suggested if suggested else 0.0, suggested)

    @cached_property
    def _trust(self) -> tuple[float, tuple[str, ...]]:
        """Give the contact's trust in us: what one of ours declared of their tie, else what is assumed."""
        snapshot, contact = self.model.snapshot, self.model.contact or ""
        declared = [
            (tie.strength * tie.confidence, tie.id)
            for tie in snapshot.ties_of.get(contact, ())
            if tie.strength is not None and (snapshot.is_ours(tie.one_id) or snapshot.is_ours(tie.other_id))
        ]
        if not declared:
            return self.model.assumptions.trust_unknown, ()
        strength, tie = max(declared, key=lambda found: (found[0], found[1]))
        return strength, (tie,)

    def _seen(self, kind: SignalKind) -> tuple[str, ...]:
        model = self.model
        return tuple(
            signal.id
            for signal in model.snapshot.signals.get(model.deal.id, ())
            if signal.kind is kind
            and signal.observed_on <= model.snapshot.as_of
            and signal.strength >= model.assumptions.stated_strength
        )

    def _conflict(self, target: str) -> tuple[float, tuple[str, ...]]:
        pair = {target, self.model.contact}
        edges = [edge for edge in self.model.snapshot.conflicts if {edge.from_id, edge.to_id} == pair]
        return max((e.weight * e.confidence for e in edges), default=0.0), tuple(e.id for e in edges)

    def _power_by_title(self, part: Stakeholder) -> float:
        """Give the usual standing of those whose level, and function if possible, the expected title says."""
        model, snapshot = self.model, self.model.snapshot
        power = percentiles(np.maximum(model.leverage, 0))
        expected = snapshot.expected_titles.get(part.id)
        level = {
            person: seat
            for person in model.graph.people
            if expected and (seat := snapshot.seat_held_by(person)) and seat.seniority is expected.seniority
        }
        trade = [p for p, seat in level.items() if expected and seat.job_function is expected.job_function]
        alike = trade or list(level) or [part.person_id]
        return float(np.mean([power[model.graph.index[person]] for person in alike]))


def _power_in(model: DealModel, position_id: str) -> float:
    """Give the contact's standing on the account as it would be with them in another seat."""
    moved = Hierarchy.of(_moved(model.snapshot, model.contact or "", position_id))
    graph = influence_graph(moved, model.assumptions)
    deal = replace(model.deal, usual_contact_id=model.contact)
    later = deal_model(moved, graph, deal, (), model.assumptions, draws=1)
    return float(percentiles(np.maximum(later.leverage, 0))[graph.index[model.contact or ""]])


def _moved(snapshot: OrgSnapshot, person_id: str, position_id: str) -> OrgSnapshot:
    """Give the account with somebody in another seat, which its holder leaves, and their own seat vacant."""
    person = snapshot.people[person_id]
    left = snapshot.seats[position_id].holder
    seats = {
        key: replace(seat, holder=None) if seat.holder and seat.holder.id == person_id else seat
        for key, seat in snapshot.seats.items()
    }
    seats[position_id] = replace(seats[position_id], holder=person)
    seat_of = {who: seat for who, seat in snapshot.seat_of.items() if not left or who != left.id}
    return replace(snapshot, seats=seats, seat_of={**seat_of, person_id: position_id})
