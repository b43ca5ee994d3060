"""What somebody of theirs has a say over: the parties in conflict, and the decision itself."""

from collections.abc import Sequence

from orggraph.analysis.hierarchy import Hierarchy
from orggraph.domain.assumptions import Assumptions
from orggraph.domain.deals import Stakeholder
from orggraph.domain.findings import Authority, DecisionRule
from orggraph.graph.snapshot import OrgSnapshot


def parties_in_conflict(
    snapshot: OrgSnapshot, stakeholders: Sequence[Stakeholder], assumptions: Assumptions
) -> tuple[str, ...]:
    """Give the stakeholders who are at odds: by a conflict between two of them, or by clear stances of opposite sign.

    Parameters
    ----------
    snapshot : OrgSnapshot
        Its influences tell who is in conflict with whom.
    stakeholders : sequence of Stakeholder
        Of one deal.
    assumptions : Assumptions
        `clear_stance`: a stance nearer to 0 is neutral.

    Returns
    -------
    tuple of str
        Person ids in order; empty when nobody is known to be at odds.

    Notes
    -----
    Linear in influences and stakeholders.

    Examples
    --------
    >>> from orggraph.analysis.example import stalled_deal
    >>> parties_in_conflict(stalled_deal(), stalled_deal().stakeholders["dea_1"], Assumptions())
    ()
    """
    people = {part.person_id for part in stakeholders}
    stances = [(part.person_id, part.stance.value) for part in stakeholders if part.stance]
    pro = {person for person, value in stances if value >= assumptions.clear_stance and value > 0}
    con = {person for person, value in stances if value <= -assumptions.clear_stance and value < 0}
    rivals = {
        end
        for edge in snapshot.conflicts
        if edge.from_id in people and edge.to_id in people
        for end in (edge.from_id, edge.to_id)
    }
    return tuple(sorted(rivals | (pro | con if pro and con else set())))


class Say:
    """Answers what each candidate has a say over, for one deal."""

    def __init__(
        self,
        hierarchy: Hierarchy,
        stakeholders: Sequence[Stakeholder],
        rule: DecisionRule,
        assumptions: Assumptions,
    ) -> None:
        self._hierarchy = hierarchy
        parties = parties_in_conflict(hierarchy.snapshot, stakeholders, assumptions)
        self._arbiter = hierarchy.lowest_common_manager(parties) if parties else None
        self._deciders = list(zip(rule.deciders, rule.weights, strict=True))

    def of(self, person_id: str) -> Authority:
        """Tell what somebody has a say over.

        Parameters
        ----------
        person_id : str
            Anybody; without a seat they have a say over themselves only.

        Returns
        -------
        Authority
            `decision_share` in [0, 1]: how much of the deciders' weight lies with them or under them, 0 when no decider
            is known.

        Notes
        -----
        Linear in the deciders.

        Examples
        --------
        >>> from orggraph.analysis.example import deal_model_example
        >>> model = deal_model_example()
        >>> parts = tuple(model.stakeholders.values())
        >>> Say(model.hierarchy, parts, model.rule, Assumptions()).of("per_ceo").decision_share
        1.0
        """
        total = sum(weight for _, weight in self._deciders)
        share = sum(weight for decider, weight in self._deciders if self._covers(person_id, decider))
        return Authority(
            covers_conflict=self._arbiter is not None and self._covers(person_id, self._arbiter),
            decision_share=share / total if total else 0.0,
            lowest_common_manager_id=self._arbiter,
        )

    def _covers(self, top: str, person: str) -> bool:
        seat_of = self._hierarchy.snapshot.seat_of
        if top == person:
            return True
        return top in seat_of and person in seat_of and self._hierarchy.is_under(seat_of[person], seat_of[top])
