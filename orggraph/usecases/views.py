"""An account as it is on a date, read once and then walked in memory."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property

from orggraph.analysis.camps import camps
from orggraph.analysis.candidates import people_of_rank
from orggraph.analysis.consensus import consensus
from orggraph.analysis.counterpart import counterparts
from orggraph.analysis.coverage import coverage
from orggraph.analysis.escalation import conclude
from orggraph.analysis.flips import flips
from orggraph.analysis.hierarchy import ChartEntry, Hierarchy
from orggraph.analysis.inferred import suggested_managers
from orggraph.analysis.influence import InfluenceGraph, influence_graph
from orggraph.analysis.insights import alerts, insights, map_health
from orggraph.analysis.intervals import interval
from orggraph.analysis.opposition import opposition_risk
from orggraph.analysis.options import MOST_LEVELS, Options
from orggraph.analysis.question import Question, ask
from orggraph.analysis.warmth import tie_strength
from orggraph.analysis.weight import Weights
from orggraph.domain.assumptions import Assumptions
from orggraph.domain.contributions import Contribution
from orggraph.domain.deals import CallForecast
from orggraph.domain.facts import Facts
from orggraph.domain.findings import (
    BlockageDiagnosis,
    Counterpart,
    Coverage,
    DecisionRule,
    EscalationAssessment,
    Flip,
    Manager,
)
from orggraph.domain.interval import Interval
from orggraph.domain.people import Person
from orggraph.domain.plans import EscalationPlan
from orggraph.domain.politics import CampSplit, Consensus, Insight, MapHealth, OppositionRisk, PoliticalWeight
from orggraph.domain.relations import Tie
from orggraph.domain.viewer import Viewer
from orggraph.errors import InvalidInput
from orggraph.graph.build import build
from orggraph.graph.snapshot import OrgSnapshot, Seat
from orggraph.planning.plan import plan
from orggraph.resolve.titles import read_title
from orggraph.stores.base import Reader, Store
from orggraph.usecases.effort import Effort
from orggraph.usecases.pace import UNHURRIED, Pace
from orggraph.usecases.snapshots import facts_known, snapshots_of

__all__ = ["EVERY_LEVEL", "AccountView", "Seat", "bond_of", "view", "view_in", "view_known"]

EVERY_LEVEL = 1_000
"""Deeper than any organisation."""
_PLANNED_FROM = 20
"""Paths that a plan looks for its pair among."""
_FEWER_DRAWS = "Ask for fewer draws, levels, callers or targets."


def _unwatched(snapshot: OrgSnapshot, deal_id: str | None) -> None:
    """Tell nobody."""


@dataclass(frozen=True)
class AccountView:
    """One account beside ours, with the questions that can be asked of it."""

    snapshot: OrgSnapshot
    pace: Pace = UNHURRIED
    on_opinions: Callable[[OrgSnapshot, str | None], None] = field(default=_unwatched, repr=False, compare=False)
    """Told of what is worked out from the opinions in a deal, or, without one, in the whole account."""
    _questions: dict[tuple[str, Options], Question] = field(default_factory=dict, repr=False)

    @property
    def _effort(self) -> Effort:
        return Effort(self.snapshot)

    @cached_property
    def hierarchy(self) -> Hierarchy:
        """The reporting forest."""
        return Hierarchy.of(self.snapshot)

    @cached_property
    def people(self) -> tuple[Person, ...]:
        """The account's own people, by name then id."""
        own = (p for p in self.snapshot.people.values() if p.account_id == self.snapshot.account.id)
        return tuple(sorted(own, key=lambda p: (p.name.casefold(), p.id)))

    def about_deal(self, deal_id: str) -> tuple[object, ...]:
        """Give everything that is said of a deal itself: what is equal to it later means that nothing of it has changed."""
        held = self.snapshot
        calls = tuple(call for call in held.escalations if call.deal_id == deal_id)
        return held.deals.get(deal_id), held.stakeholders.get(deal_id), held.signals.get(deal_id), calls

    def seats_of(self, person_id: str) -> tuple[Seat, ...]:
        """Give every seat that somebody holds, the main one first."""
        main = self.snapshot.seat_of.get(person_id)
        held = [seat for seat in self.snapshot.seats.values() if seat.holder and seat.holder.id == person_id]
        return tuple(sorted(held, key=lambda seat: seat.position.id != main))

    def chart(self, root_id: str | None = None, max_depth: int | None = None) -> tuple[ChartEntry, ...]:
        """Give the org chart, depth first."""
        return self.hierarchy.entries(self.snapshot.account.id, root_id, max_depth)

    def chain(self, person_id: str, levels: int) -> tuple[Manager, ...]:
        """Give N+1, N+2 and so on."""
        return self.hierarchy.chain(person_id, levels)

    def counterparts(self, person_id: str, first: int, account_id: str | None = None) -> tuple[Counterpart, ...]:
        """Give those who match somebody best: of ours, or of the client where somebody of ours is to be matched.

        Raises
        ------
        InvalidInput
            For two clients: only one is known beside us at a time.
        """
        theirs, ours = self.snapshot.account.id, self.snapshot.ours
        wanted = account_id or (ours.id if ours else theirs)
        if wanted not in (theirs, ours and ours.id) or self.snapshot.people[person_id].account_id == wanted:
            raise InvalidInput(
                "Counterparts are sought between our organisation and one client.",
                "Name another account than the person's own, ours or theirs.",
                ("accountId",),
            )
        callers = people_of_rank(self.snapshot, wanted)
        return counterparts(self.snapshot, person_id, callers, self.snapshot.as_of, Assumptions(), first)

    def question(self, deal_id: str, options: Options | None = None) -> Question:
        """Give what answers about a deal share; worked out once for the same options."""
        self.on_opinions(self.snapshot, deal_id)
        key = (deal_id, self.learnt(options or Options()))
        if key not in self._questions:
            self.pace.expect("This analysis", self._effort.question(*key), _FEWER_DRAWS)
            self._questions[key] = ask(self.snapshot, deal_id, key[1], self.hierarchy, self.pace.check)
        return self._questions[key]

    def learnt(self, options: Options) -> Options:
        """Give options with the intercepts that outcomes made, where they ask for no others."""
        taken = options.assumptions.learnt(self.snapshot.ours)
        return options if taken is options.assumptions else replace(options, assumptions=taken)

    def assess(self, deal_id: str, options: Options) -> EscalationAssessment:
        """Answer who should call whom, if anybody."""
        self.pace.expect("This assessment", self._effort.assessment(deal_id, options), _FEWER_DRAWS)
        return conclude(self.question(deal_id, options))

    def plan(
        self, deal_id: str, options: Options, caller_id: str | None = None, target_id: str | None = None
    ) -> tuple[EscalationAssessment, EscalationPlan]:
        """Plan what to do about a deal, by some pair where one is named; gives the answer that the plan follows from."""
        asked = replace(
            options,
            first=max(options.first, _PLANNED_FROM),
            caller_ids=(caller_id,) if caller_id else options.caller_ids,
            target_ids=(target_id,) if target_id else options.target_ids,
        )
        found = self.assess(deal_id, asked)
        return found, plan(self.snapshot, found, options.assumptions, (caller_id, target_id))

    def forecast_call(self, deal_id: str, caller_id: str, target_id: str, *, told: bool) -> CallForecast | None:
        """Forecast a call by a pair, whatever the rules say of it; None where it cannot be forecast."""
        options = self.learnt(Options(caller_ids=(caller_id,), notify_contact=told))
        further = replace(options, max_levels=MOST_LEVELS, include_dotted=True, target_ids=(target_id,))
        asked = (self.question(deal_id, one).forecasts for one in (options, further))
        found = next((one for each in asked for one in each if one.target.person_id == target_id), None)
        if found is None:
            return None
        (forecast,) = found.forecasts([0])
        return CallForecast(
            forecast_on=self.snapshot.as_of,
            probability=forecast.probability,
            change=forecast.change,
            disavowal=found.risk,
            rule_intercept=options.assumptions.rule_intercept,
            disavowal_base=options.assumptions.disavowal_base,
        )

    def flips(self, deal_id: str, options: Options) -> tuple[Flip, ...]:
        """Give the small changes that would change the answer; twenty times the work of the answer."""
        self.pace.expect("Trying all small changes", self._effort.flips(deal_id, options), _FEWER_DRAWS)
        self.on_opinions(self.snapshot, deal_id)
        return flips(self.snapshot, deal_id, self.learnt(options), self.pace.check)

    def decision_rule(self, deal_id: str) -> DecisionRule:
        """Tell how the client decides."""
        return self.question(deal_id).model.rule

    def consensus(self, deal_id: str) -> Consensus | None:
        """Tell how far those concerned agree."""
        return consensus(self.question(deal_id).model)

    def opposition(self, deal_id: str) -> OppositionRisk | None:
        """Tell what stands against the champion."""
        question = self.question(deal_id)
        return opposition_risk(question.model, alerts(question))

    def insights(self, deal_id: str) -> tuple[Insight, ...]:
        """Tell what a reader should notice."""
        return insights(self.question(deal_id))

    def map_health(self, deal_id: str) -> MapHealth:
        """Tell whether the map can be relied on."""
        return map_health(self.insights(deal_id))

    def settled(self, deal_id: str, person_id: str) -> tuple[Interval, Interval] | None:
        """Tell where somebody's stance and salience settle; None for who is not in the deal's model."""
        model = self.question(deal_id).model
        row = model.place.get(person_id)
        if row is None:
            return None
        return interval(model.settled_stance[row]), interval(model.settled_salience[row])

    def deal_weights(self, deal_id: str) -> tuple[PoliticalWeight, ...]:
        """Tell who weighs how much in a deal, heaviest first."""
        question = self.question(deal_id)
        return self._weights(question.hierarchy, question.graph).in_deal(question.model)

    def account_weights(self) -> tuple[PoliticalWeight, ...]:
        """Tell who weighs how much in the account, heaviest first."""
        self.on_opinions(self.snapshot, None)
        return self._weights(self.hierarchy, influence_graph(self.hierarchy, Assumptions())).in_account()

    def _weights(self, hierarchy: Hierarchy, graph: InfluenceGraph) -> Weights:
        self.pace.expect("Weighing everybody", self._effort.weights(), "The account is too large for it.")
        return Weights(hierarchy, graph, Assumptions(), self.pace.check)

    @cached_property
    def coverage(self) -> tuple[Coverage, ...]:
        """How well each of theirs is known to us, whom nobody knows first."""
        return coverage(self.snapshot, Assumptions())

    def camps(self, count: int | None) -> CampSplit:
        """Tell who stands with whom."""
        self.pace.expect("Splitting this account into camps", self._effort.camps(count), "Ask for fewer camps.")
        self.on_opinions(self.snapshot, None)
        return camps(self.snapshot.influences, count, self.pace.check)

    def suggested_managers(self, person_id: str, first: int) -> tuple[Manager, ...]:
        """Suggest who may manage somebody whose manager no source names."""
        return suggested_managers(self.hierarchy, person_id, first)

    def diagnose(self, deal_id: str) -> BlockageDiagnosis:
        """Tell what blocks a deal."""
        return self.question(deal_id).diagnosis

    def names(self) -> dict[str, str]:
        """Give what to call everybody and every seat: name with title, or the title of a vacant seat."""
        named = {
            p.id: f"{p.name}, {title}" if (title := self.title_of(p)) else p.name for p in self.snapshot.people.values()
        }
        return named | {seat.position.id: seat.position.title for seat in self.snapshot.seats.values()}

    @cached_property
    def short_names(self) -> dict[str, str]:
        """What to call everybody within a sentence: by name alone."""
        return {person.id: person.name for person in self.snapshot.people.values()}

    def title_of(self, person: Person) -> str | None:
        """Give the title of somebody's seat, or their own."""
        seat = self.snapshot.seat_held_by(person.id)
        return (seat.position.title if seat else None) or person.title


def bond_of(tie: Tie, as_of: date) -> tuple[float, tuple[Contribution, ...]]:
    """Tell how strong a tie is, and why."""
    bond = tie_strength(tie, as_of, Assumptions())
    return bond.strength, bond.reasons


def view_in(reader: Reader, anchor_id: str | None, as_of: date) -> AccountView | None:
    """Give the view of the account of anything, or of ours; None when there is no such thing."""
    return _view_of(reader.facts(anchor_id, as_of), UNHURRIED)


def view_known(
    reader: Reader,
    viewer: Viewer,
    anchor_id: str | None,
    as_of: date,
    known_at: datetime | None,
    pace: Pace = UNHURRIED,
) -> AccountView | None:
    """Give the same view as it is known, or was known at a moment."""
    pace.check()
    return _view_of(facts_known(reader, viewer, anchor_id, as_of, known_at), pace)


def _view_of(facts: Facts | None, pace: Pace) -> AccountView | None:
    return AccountView(build(facts, read_title), pace) if facts else None


def view(
    store: Store,
    viewer: Viewer,
    anchor_id: str | None,
    as_of: date,
    known_at: datetime | None = None,
    *,
    pace: Pace = UNHURRIED,
) -> AccountView | None:
    """Read an account once, as it is or was known; what was built of it stands until something is published."""
    pace.check()
    with store.reading(viewer) as reader:
        snapshot = snapshots_of(store).around(reader, viewer, anchor_id, as_of, known_at)
    return AccountView(snapshot, pace) if snapshot else None
