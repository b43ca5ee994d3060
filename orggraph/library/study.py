"""One account beside ours as of a day, under one set of options: every analysis is a method, and answers with dataclasses."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from functools import cached_property
from typing import Any

import numpy as np

from orggraph.analysis.camps import camps
from orggraph.analysis.candidates import possible_callers
from orggraph.analysis.consensus import consensus
from orggraph.analysis.counterpart import counterparts
from orggraph.analysis.dynamics import dynamics, total_influence
from orggraph.analysis.escalation import conclude
from orggraph.analysis.flips import flips
from orggraph.analysis.hierarchy import ChartEntry, Hierarchy
from orggraph.analysis.inferred import suggested_managers
from orggraph.analysis.influence import InfluenceGraph, influence_graph
from orggraph.analysis.insights import alerts, insights, map_health
from orggraph.analysis.intervals import interval
from orggraph.analysis.model import DealModel
from orggraph.analysis.opposition import opposition_risk
from orggraph.analysis.options import Options
from orggraph.analysis.question import Question, ask
from orggraph.analysis.sensitivity import sensitivity
from orggraph.analysis.warmth import MAX_HOPS, best_paths
from orggraph.analysis.weight import Weights
from orggraph.domain.assumptions import Assumptions
from orggraph.domain.documents import DocumentFormat
from orggraph.domain.findings import (
    BlockageDiagnosis,
    Counterpart,
    EscalationAssessment,
    Flip,
    Manager,
    Sensitivity,
    WarmPath,
)
from orggraph.domain.interval import Interval
from orggraph.domain.people import Locale
from orggraph.domain.plans import EscalationPlan
from orggraph.domain.politics import CampSplit, Consensus, Insight, MapHealth, OppositionRisk, PoliticalWeight
from orggraph.errors import InvalidInput
from orggraph.graph.snapshot import OrgSnapshot
from orggraph.library.naming import Named, chosen, named
from orggraph.planning.plan import plan
from orggraph.text import Told, brief, rendered

_PEOPLE = ("caller_ids", "target_ids")


@dataclass(frozen=True)
class Study:
    """An account to ask questions of. People and deals are called by name or id.

    Attributes
    ----------
    snapshot : OrgSnapshot
        The account, ours, and those who link them, on one day.
    options : Options
        What every answer rests on: levels, worlds, seed, assumptions. `what_if` gives a study with others.
    """

    snapshot: OrgSnapshot
    options: Options = field(default_factory=Options)
    _questions: dict[str, Question] = field(default_factory=dict, init=False, repr=False, compare=False)

    def what_if(self, **changes: Any) -> "Study":
        """Ask the same account with other options.

        Parameters
        ----------
        **changes
            Any field of `Options`. `assumptions` may be a mapping of the few that differ; `caller_ids` and `target_ids`
            may be names.

        Returns
        -------
        Study
            Its answers share no state with this one's.

        Raises
        ------
        InvalidInput
            For an option or assumption that there is not, or a value out of its range.

        Examples
        --------
        >>> from orggraph.analysis.example import stalled_deal
        >>> study = Study(stalled_deal())
        >>> study.what_if(assumptions={"cost_call": 0.1}).assess("Deal").verdict.name
        'DO_NOT'
        """
        known = [option.name for option in fields(Options)]
        for name in changes:
            if name not in known:
                raise InvalidInput(f"There is no option {name!r}.", f"There is {', '.join(known)}.", ("options", name))
        if isinstance(changes.get("assumptions"), Mapping):
            changes["assumptions"] = self._assumptions.overridden(changes["assumptions"])
        for name in _PEOPLE:
            if changes.get(name) is not None:
                changes[name] = tuple(self.person(one) for one in changes[name])
        return Study(self.snapshot, replace(self.options, **changes))

    def person(self, wanted: str) -> str:
        """Give the id of a person called by name or id."""
        seat_of = self.snapshot.seat_held_by
        people = (
            Named(one.id, one.name, seat.position.title if (seat := seat_of(one.id)) else one.title or "")
            for one in self.snapshot.people.values()
        )
        return named("person", wanted, people)

    def deal(self, wanted: str) -> str:
        """Give the id of a deal called by name or id."""
        return named("deal", wanted, (Named(one.id, one.name) for one in self.snapshot.deals.values()))

    def name(self, id: str | None) -> str | None:
        """Give the name of a person, or the title of a seat."""
        person, seat = self.snapshot.people.get(id or ""), self.snapshot.seats.get(id or "")
        if person:
            return person.name
        return seat.position.title if seat else None

    @cached_property
    def hierarchy(self) -> Hierarchy:
        """The reporting forest, ours and theirs, with the lines that were not believed."""
        return Hierarchy.of(self.snapshot)

    @cached_property
    def influence(self) -> InfluenceGraph:
        """Who weighs on whom among theirs, as arrays."""
        return influence_graph(self.hierarchy, self._assumptions)

    def question(self, deal: str) -> Question:
        """Give what all answers about a deal share; worked out once."""
        deal_id = self.deal(deal)
        if deal_id not in self._questions:
            self._questions[deal_id] = ask(self.snapshot, deal_id, self.options, self.hierarchy)
        return self._questions[deal_id]

    def model(self, deal: str) -> DealModel:
        """Give a deal made computable: its people, draws, fields of influence and decision rule."""
        return self.question(deal).model

    def chart(self, under: str | None = None, max_depth: int | None = None) -> tuple[ChartEntry, ...]:
        """Give the org chart, depth first: the whole of it, or somebody and those below."""
        root = None
        if under is not None:
            root = self.snapshot.seat_of.get(self.person(under))
            if root is None:
                raise InvalidInput(f"{under!r} has no seat.", "Ask for somebody of the chart.", ("under",))
        return self.hierarchy.entries(self.snapshot.account.id, root, max_depth)

    def managers(self, person: str, levels: int = 2) -> tuple[Manager, ...]:
        """Give somebody's N+1, N+2 and so on."""
        return self.hierarchy.chain(self.person(person), levels)

    def suggested_managers(self, person: str, first: int = 3) -> tuple[Manager, ...]:
        """Suggest who may manage somebody whose manager no source names."""
        return suggested_managers(self.hierarchy, self.person(person), first)

    def total_influence(self, on: str) -> dict[str, float]:
        """Tell what a unit change of each one's own view does to where somebody's settles, largest first.

        Whatever the deal: everybody is as convinced as who is in no deal. Without rivals the shares add up to 1.
        """
        person, graph, a = self.person(on), self.influence, self._assumptions
        if person not in graph.index:
            raise InvalidInput(
                f"{on!r} is not among those who influence each other.", "Ask for one of theirs.", ("on",)
            )
        model = dynamics(graph, graph.positive - graph.negative, np.full(len(graph.people), a.conviction_rest), a)
        (shares,) = total_influence(model, np.array([graph.index[person]]))
        ranked = sorted(zip(graph.people, shares.tolist(), strict=True), key=lambda one: (-one[1], one[0]))
        return {who: share for who, share in ranked if share}

    def warm_paths(
        self, to: str, source: str | None = None, first: int = 3, max_hops: int = MAX_HOPS
    ) -> tuple[WarmPath, ...]:
        """Give the best ways to be introduced to somebody, from one of ours or from whoever knows them best."""
        target = self.person(to)
        people = self.snapshot.people
        ours = [id for id in people if self.snapshot.is_ours(id) and id != target]
        sources = [self.person(source)] if source else ours
        return best_paths(self.snapshot, sources, target, first, max_hops, self._assumptions)

    def counterparts(self, person: str, first: int = 5) -> tuple[Counterpart, ...]:
        """Give those of ours who match somebody best."""
        callers = possible_callers(self.snapshot, frozenset())
        return counterparts(self.snapshot, self.person(person), callers, self.snapshot.as_of, self._assumptions, first)

    def camps(self, count: int | None = None) -> CampSplit:
        """Tell who stands with whom, by trust and conflict."""
        return camps(self.snapshot.influences, count)

    def weights(self, deal: str | None = None) -> tuple[PoliticalWeight, ...]:
        """Tell who weighs how much, heaviest first: in a deal, or in the whole account."""
        if deal is None:
            return Weights(self.hierarchy, self.influence, self._assumptions).in_account()
        question = self.question(deal)
        return Weights(question.hierarchy, question.graph, self._assumptions).in_deal(question.model)

    def assess(self, deal: str) -> EscalationAssessment:
        """Say whether an executive of ours should call one of theirs, and if so who calls whom."""
        return conclude(self.question(deal))

    def plan(self, deal: str, caller: str | None = None, target: str | None = None) -> EscalationPlan:
        """Plan what to do about a deal, in order; by the first path, or by a pair that is named.

        Examples
        --------
        >>> from orggraph.analysis.example import stalled_deal
        >>> [step.code.name for step in Study(stalled_deal()).plan("Deal").steps][2:4]
        ['NOTIFY_CONTACT', 'MAKE_CALL']
        """
        wanted = [self.person(one) if one else None for one in (caller, target)]
        chosen = {name: (one,) for name, one in zip(_PEOPLE, wanted, strict=True) if one}
        study = self.what_if(**chosen) if chosen else self
        return plan(self.snapshot, study.assess(deal), self._assumptions, (wanted[0], wanted[1]))

    def brief(self, deal: str, locale: str = "en", form: str = "markdown", familiar: Iterable[str] = ()) -> str | bytes:
        """Write the page for a deal: for whoever calls, of what to find out first, or of what to go back to.

        Parameters
        ----------
        deal : str
            Which, by name or id.
        locale : str
            en or fr.
        form : str
            markdown, html or pdf; a PDF comes as bytes.
        familiar : iterable of str
            People, by name or id, whom whoever speaks to them addresses familiarly ("tu" in French).

        Examples
        --------
        >>> from orggraph.analysis.example import stalled_deal
        >>> Study(stalled_deal()).brief("Deal").splitlines()[0]
        '# Call brief: Deal'
        """
        language, form = chosen(Locale, locale, "language"), chosen(DocumentFormat, form, "format")
        people = frozenset(self.person(one) for one in familiar)
        page = brief(Told(self.snapshot, self.assess(deal), self.plan(deal), language, people))
        made = rendered(page, form)
        return made if form is DocumentFormat.PDF else made.decode()

    def diagnose(self, deal: str) -> BlockageDiagnosis:
        """Tell what blocks a deal."""
        return self.question(deal).diagnosis

    def settled(self, deal: str) -> dict[str, tuple[Interval, Interval]]:
        """Tell where stance and salience settle, of everybody a deal hangs on."""
        model = self.model(deal)
        return {
            person: (interval(model.settled_stance[row]), interval(model.settled_salience[row]))
            for person, row in model.place.items()
        }

    def consensus(self, deal: str) -> Consensus | None:
        """Tell how far those concerned agree."""
        return consensus(self.model(deal))

    def opposition(self, deal: str) -> OppositionRisk | None:
        """Tell what stands against the champion."""
        question = self.question(deal)
        return opposition_risk(question.model, alerts(question))

    def insights(self, deal: str) -> tuple[Insight, ...]:
        """Tell what a reader should notice."""
        return insights(self.question(deal))

    def map_health(self, deal: str) -> MapHealth:
        """Tell whether a deal's map can be relied on."""
        return map_health(self.insights(deal))

    def flips(self, deal: str) -> tuple[Flip, ...]:
        """Give the small changes that would change the answer."""
        return flips(self.snapshot, self.deal(deal), self.options)

    def sensitivity(self, deal: str, names: Iterable[str] | None = None) -> tuple[Sensitivity, ...]:
        """Tell which assumptions, moved to an end of their range, change the answer; of all of them, in minutes."""
        return sensitivity(self.snapshot, self.deal(deal), self.options, names)

    @property
    def _assumptions(self) -> Assumptions:
        return self.options.assumptions
