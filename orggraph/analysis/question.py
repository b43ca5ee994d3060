"""One deal and one set of options: what every answer about it shares, worked out when first asked for."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from orggraph.analysis.alternatives import alternatives
from orggraph.analysis.authority import Say
from orggraph.analysis.candidates import Target, callers_for, targets_for, usual_contact
from orggraph.analysis.counterpart import Matcher, calls_made
from orggraph.analysis.deadline import Deadline, endless
from orggraph.analysis.deal_model import deal_model
from orggraph.analysis.diagnosis import diagnose, seen_by
from orggraph.analysis.disavowal import Disavowal
from orggraph.analysis.forecast import TargetForecast, forecast_calls
from orggraph.analysis.gate import Situation, check_rules
from orggraph.analysis.hierarchy import Hierarchy
from orggraph.analysis.inferred import with_likeliest_manager
from orggraph.analysis.influence import InfluenceGraph, influence_graph
from orggraph.analysis.model import DealModel
from orggraph.analysis.options import Options
from orggraph.analysis.overuse import not_overused
from orggraph.analysis.pair_rules import Pair, caller_fits, disavowal_acceptable, target_has_authority
from orggraph.analysis.questions import next_questions
from orggraph.analysis.structure import structure
from orggraph.domain.deals import Deal, Escalation
from orggraph.domain.findings import Alternative, BlockageDiagnosis, RuleCheck
from orggraph.domain.signals import Signal
from orggraph.errors import NotFound
from orggraph.graph.snapshot import OrgSnapshot


@dataclass(frozen=True)
class Question:
    """One deal, asked about with some options. Make it with `ask`.

    Attributes
    ----------
    hierarchy : Hierarchy
        As sources say; where none names the contact's manager, with the likeliest one, marked INFERRED.
    graph : InfluenceGraph
        Of that forest.
    """

    hierarchy: Hierarchy
    graph: InfluenceGraph
    deal: Deal
    options: Options
    deadline: Deadline = endless
    _made: dict[str, TargetForecast] = field(default_factory=dict, repr=False)

    @property
    def snapshot(self) -> OrgSnapshot:
        """The account.

        >>> from orggraph.analysis.example import stalled_deal
        >>> ask(stalled_deal(), "dea_1").snapshot.account.id
        'acc_client'
        """
        return self.hierarchy.snapshot

    @cached_property
    def contact(self) -> str | None:
        """The usual contact.

        >>> from orggraph.analysis.example import stalled_deal
        >>> ask(stalled_deal(), "dea_1").contact
        'per_contact'
        """
        return usual_contact(self.snapshot, self.deal)

    @cached_property
    def targets(self) -> tuple[Target, ...]:
        """Those who may be called.

        >>> from orggraph.analysis.example import stalled_deal
        >>> [target.person_id for target in ask(stalled_deal(), "dea_1").targets]
        ['per_cio']
        """
        options = self.options
        return targets_for(self.hierarchy, self.contact, options.max_levels, options.include_dotted, options.target_ids)

    @cached_property
    def model(self) -> DealModel:
        """The deal made computable.

        >>> from orggraph.analysis.example import stalled_deal
        >>> ask(stalled_deal(), "dea_1").model.people
        ('per_cio', 'per_contact')
        """
        people = [target.person_id for target in self.targets]
        options = self.options
        return deal_model(
            self.hierarchy, self.graph, self.deal, people, options.assumptions, options.draws, options.seed
        )

    @cached_property
    def signals(self) -> tuple[Signal, ...]:
        """What was seen by the day.

        >>> from orggraph.analysis.example import stalled_deal
        >>> len(ask(stalled_deal(), "dea_1").signals)
        7
        """
        return seen_by(self.snapshot.signals.get(self.deal.id, ()), self.snapshot.as_of)

    @cached_property
    def diagnosis(self) -> BlockageDiagnosis:
        """What blocks the deal, by signals and by the map.

        >>> from orggraph.analysis.example import stalled_deal
        >>> ask(stalled_deal(), "dea_1").diagnosis.causes[0].cause.name
        'TIMID_CHAMPION'
        """
        a = self.options.assumptions
        found = diagnose(self.signals, self.snapshot.as_of, a, structure(self.model))
        return replace(found, next_questions=next_questions(found.causes, self.signals, a))

    @cached_property
    def disavowal(self) -> Disavowal:
        """What a call risks.

        >>> from orggraph.analysis.example import stalled_deal
        >>> ask(stalled_deal(), "dea_1").disavowal.future
        0.0
        """
        return Disavowal(self.model)

    @cached_property
    def rules(self) -> tuple[RuleCheck, ...]:
        """The rules of the deal, those of pairs left out.

        >>> from orggraph.analysis.example import stalled_deal
        >>> {check.status.name for check in ask(stalled_deal(), "dea_1").rules}
        {'PASS'}
        """
        contact = self.snapshot.people[self.contact] if self.contact else None
        return check_rules(
            Situation(
                account_id=self.deal.account_id,
                contact=contact,
                notify_contact=self.options.notify_contact,
                signals=self.signals,
                diagnosis=self.diagnosis,
                assumptions=self.options.assumptions,
            )
        )

    @cached_property
    def forecasts(self) -> tuple[TargetForecast, ...]:
        """What calls to each target would do, whoever may call.

        >>> from orggraph.analysis.example import stalled_deal
        >>> [forecast.target.person_id for forecast in ask(stalled_deal(), "dea_1").forecasts]
        ['per_cio']
        """
        matcher = Matcher(self.snapshot, self.snapshot.as_of, self.options.assumptions)
        callers = callers_for(self.snapshot, self.deal, self.options.caller_ids)
        if not callers:
            return ()
        return tuple(
            forecast_calls(
                self.model,
                self.disavowal,
                target,
                [matcher.match(caller, target.person_id) for caller in callers],
                self.options.manner,
            )
            for target in self.targets
            if target.person_id in self.model.place
        )

    @cached_property
    def pairs(self) -> tuple[tuple[Pair, ...], ...]:
        """The pairs of each forecast, with their rules, in the order of its callers.

        >>> from orggraph.analysis.example import stalled_deal
        >>> [pair.match.person_id for pair in ask(stalled_deal(), "dea_1").pairs[0]]
        ['per_our_ceo', 'per_our_cto']
        """
        calls = calls_made(self.snapshot, self.snapshot.as_of)
        return tuple(self._pairs(forecast, calls) for forecast in self.forecasts)

    @cached_property
    def alternatives(self) -> tuple[Alternative, ...]:
        """What else could be done.

        >>> from orggraph.analysis.example import stalled_deal
        >>> ask(stalled_deal(), "dea_1").alternatives[0].kind.name
        'DO_NOTHING'
        """
        return alternatives(self.model)

    @cached_property
    def say(self) -> Say:
        """Who has a say over what.

        >>> from orggraph.analysis.example import stalled_deal
        >>> ask(stalled_deal(), "dea_1").say.of("per_cio").decision_share
        1.0
        """
        model = self.model
        return Say(self.hierarchy, tuple(model.stakeholders.values()), model.rule, model.assumptions)

    def _pairs(self, forecast: TargetForecast, calls: Sequence[Escalation]) -> tuple[Pair, ...]:
        """Give the pairs of one target: what does not hang on the caller is asked once."""
        self.deadline()
        target, model = forecast.target, self.model
        authority = target_has_authority(model, target, self.say.of(target.person_id), self.signals)
        acceptable = disavowal_acceptable(model, forecast.risk)
        found = []
        for match in forecast.matches:
            overuse, until = not_overused(
                self.snapshot, calls, match.person_id, target.person_id, self.deal.owner_id, model.assumptions
            )
            fits = caller_fits(model, match, target.person_id)
            found.append(Pair(target, match, (overuse, authority, fits, acceptable), until))
        return tuple(found)


def ask(
    snapshot: OrgSnapshot,
    deal_id: str,
    options: Options | None = None,
    hierarchy: Hierarchy | None = None,
    deadline: Deadline = endless,
) -> Question:
    """Ask about one deal.

    Parameters
    ----------
    snapshot : OrgSnapshot
        The client beside us, on the day it is asked for.
    deal_id : str
        One of its deals.
    options : Options, optional
        Levels, callers, targets, worlds, assumptions.
    hierarchy : Hierarchy, optional
        Of that snapshot, where it is at hand.
    deadline : callable
        Raises when there is no more time.

    Returns
    -------
    Question
        Nothing is worked out yet.

    Raises
    ------
    NotFound
        For a deal that is not in the snapshot.

    Notes
    -----
    Linear in seats, lines and influences.

    Examples
    --------
    >>> from orggraph.analysis.example import stalled_deal
    >>> ask(stalled_deal(), "dea_1").contact
    'per_contact'
    """
    if deal_id not in snapshot.deals:
        raise NotFound(f"There is no deal {deal_id}.", "Ask for one of the deals of this account.")
    deal, options = snapshot.deals[deal_id], options or Options()
    contact = usual_contact(snapshot, deal)
    forest = hierarchy or Hierarchy.of(snapshot)
    if contact:
        forest = with_likeliest_manager(forest, contact)
    return Question(forest, influence_graph(forest, options.assumptions), deal, options, deadline)
