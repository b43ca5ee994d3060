"""One fact from what its statements say together, per kind."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, NamedTuple, TypeVar

from orggraph.domain.calls import forecast_said, steps_said
from orggraph.domain.deals import (
    BuyingRole,
    CoverageLevel,
    Deal,
    DealOutcome,
    DecisionMode,
    Escalation,
    EscalationOutcome,
    Stakeholder,
    Stance,
)
from orggraph.domain.facts import Fact
from orggraph.domain.ids import EntityKind, record_id
from orggraph.domain.observations import Observation
from orggraph.domain.people import Account, JobFunction, Locale, Person, Seniority
from orggraph.domain.positions import Position
from orggraph.domain.relations import Influence, InfluenceKind, Tie
from orggraph.domain.signals import Signal, SignalKind
from orggraph.resolve import votes
from orggraph.resolve.identity import Resolution
from orggraph.resolve.precedence import Ranked

E = TypeVar("E", bound=StrEnum)

_SEVERAL = 2
_AT_MOST = ("last_contact", "exchanges", "vouched_on", "colleagues_until")
UNNAMED = "Our organisation"
"""What ours is called until somebody names it."""


class Merged(NamedTuple):
    """What holds together: the values, which observation decided each, the most believed one, and all of them."""

    said: Mapping[str, Any]
    by: Mapping[str, Observation]
    last: Observation
    all: Sequence[Ranked]

    def source_of(self, name: str) -> Observation:
        """Give the observation that decided a value."""
        return self.by.get(name, self.last)

    def seen_on(self, name: str, stated: str) -> date | None:
        """Give the day of an opinion: the one that is stated, else the day on which its statement came to be known."""
        if self.said.get(stated):
            return _date(self.said[stated])
        if self.said.get(name) is None:
            return None
        source = self.source_of(name)
        return next((r.recency.date() for r in self.all if r.observation is source), None)


Assemble = Callable[[str, Merged, Resolution], Fact | None]


def account(found: str, merged: Merged, resolution: Resolution) -> Account | None:  # noqa: ARG001
    """Make an account; one that nobody named is none, unless it is ours."""
    said = merged.said
    name = said.get("name") or (UNNAMED if said.get("is_ours") else None)
    if not name:
        return None
    return Account(
        id=found,
        name=name,
        is_ours=bool(said.get("is_ours")),
        domains=tuple(said.get("domains") or ()),
        industry=said.get("industry"),
        country=said.get("country"),
        employee_count=said.get("employee_count"),
        keys=_stated_keys(merged),
        rule_intercept=said.get("rule_intercept"),
        disavowal_base=said.get("disavowal_base"),
    )


def person(found: str, merged: Merged, resolution: Resolution) -> Person | None:
    """Make a person; one whose name nobody said is none, unless it is a stated placeholder."""
    said = merged.said
    placeholder = bool(said.get("is_placeholder"))
    if not said.get("name") and not placeholder:
        return None
    return Person(
        id=found,
        name=said.get("name") or "",
        account_id=resolution.account_of(said),
        email=said.get("email"),
        profile_url=said.get("profile_url"),
        title=said.get("title"),
        department=said.get("department"),
        seniority=_enum(Seniority, said.get("seniority")),
        job_function=_enum(JobFunction, said.get("job_function")),
        has_left=bool(said.get("has_left")),
        is_placeholder=placeholder,
        preferred_locale=_enum(Locale, said.get("preferred_locale")),
        keys=_person_keys(merged),
        same_as=_same_as(found, merged, resolution),
        apart_from=_apart_from(found, merged, resolution),
    )


def _stated_keys(merged: Merged) -> tuple[str, ...]:
    """Give what systems call this by keys of their own; what a source merely names it by is none."""
    stated = (r.observation.said.get("keys") or () for r in merged.all)
    return tuple(sorted({str(key) for keys in stated for key in keys if not str(key).startswith("id:")}))  # type: ignore[union-attr]


def _person_keys(merged: Merged) -> tuple[str, ...]:
    """Give what other sources call this person, so that an export can be matched again."""
    if len(merged.all) == 1 and "keys" not in merged.said:
        return (merged.last.subject,) if not merged.last.subject.startswith("id:") else ()
    keys = {key for r in merged.all for key in (r.observation.subject, *(r.observation.said.get("keys") or ()))}  # type: ignore[misc]
    return tuple(sorted(str(key) for key in keys if not str(key).startswith("id:")))


def _same_as(found: str, merged: Merged, resolution: Resolution) -> tuple[str, ...]:
    """Give what those were called who were merged into this person, by the ids that their keys make."""
    still = (key for key in _decided(merged, "same_as") if resolution.of(EntityKind.PERSON, key) in {found, None})
    return tuple(sorted({record_id(EntityKind.PERSON, key) for key in still} - {found}))


def _apart_from(found: str, merged: Merged, resolution: Resolution) -> tuple[str, ...]:
    """Give those who were kept apart and are somebody; what was decided otherwise since then made them one."""
    others = {resolution.of(EntityKind.PERSON, key) for key in _decided(merged, "apart_from")}
    return tuple(sorted(other for other in others if other and other != found))


def _decided(merged: Merged, name: str) -> set[str]:
    if name not in merged.said:
        return set()
    return {str(key) for r in merged.all for key in r.observation.said.get(name) or ()}  # type: ignore[union-attr]


def position(found: str, merged: Merged, resolution: Resolution) -> Position | None:
    """Make a seat."""
    said = merged.said
    account_id = resolution.account_of(said)
    if account_id is None:
        return None
    return Position(
        id=found,
        account_id=account_id,
        title=said.get("title") or "",
        department=said.get("department"),
        holder_id=resolution.of(EntityKind.PERSON, said.get("holder")),
    )


def influence(found: str, merged: Merged, resolution: Resolution) -> Influence | None:
    """Make an influence."""
    last = merged.last
    return Influence(
        id=found,
        from_id=resolution.entity[EntityKind.PERSON, last.subject],
        to_id=resolution.entity[EntityKind.PERSON, merged.said["to"]],
        kind=InfluenceKind(merged.said["kind"]),
        weight=merged.said["weight"],
        confidence=last.confidence,
        source=last.source,
        observed_on=_date(merged.said.get("observed_on")),
    )


def tie(found: str, merged: Merged, resolution: Resolution) -> Tie | None:
    """Make a tie: known since the earliest date said, everything else as late and as often as anybody said."""
    last = merged.last
    one, other = sorted(
        (resolution.entity[EntityKind.PERSON, last.subject], resolution.entity[EntityKind.PERSON, merged.said["other"]])
    )
    said = merged.said
    if len(merged.all) > 1:
        said = {**said, "connected_on": _said_most(merged, "connected_on", min)}
        said |= {name: _said_most(merged, name, max) for name in _AT_MOST}
    return Tie(
        id=found,
        one_id=one,
        other_id=other,
        confidence=last.confidence,
        source=last.source,
        connected_on=_date(said.get("connected_on")),
        strength=said.get("strength"),
        last_contact=_date(said.get("last_contact")),
        exchanges=said.get("exchanges"),
        vouched_on=_date(said.get("vouched_on")),
        colleagues_until=_date(said.get("colleagues_until")),
    )


def _said_most(merged: Merged, name: str, most: Callable[..., Any]) -> Any:
    return most((value for r in merged.all if (value := r.observation.said.get(name))), default=None)


def deal(found: str, merged: Merged, resolution: Resolution) -> Deal | None:
    """Make a deal; one without a name or an account is none."""
    said = merged.said
    account_id = resolution.account_of(said)
    if account_id is None or not said.get("name"):
        return None
    return Deal(
        id=found,
        name=said["name"],
        account_id=account_id,
        owner_id=resolution.of(EntityKind.PERSON, said.get("owner")),
        usual_contact_id=resolution.of(EntityKind.PERSON, said.get("usual_contact")),
        amount=Decimal(str(said["amount"])) if said.get("amount") is not None else None,
        currency=said.get("currency"),
        stage=said.get("stage"),
        decision_mode=_enum(DecisionMode, said.get("decision_mode")),
        threshold=said.get("threshold"),
        closed_on=_date(said.get("closed_on")),
        outcome=_enum(DealOutcome, said.get("outcome")),
        client_stakes=said.get("client_stakes"),
        keys=_stated_keys(merged),
    )


def stakeholder(found: str, merged: Merged, resolution: Resolution) -> Stakeholder | None:
    """Make a person's part in a deal. Where several users say what they think, their opinions are votes."""
    said = {**merged.said, **_voted(merged, "salience", "salience_confidence"), **_voted(merged, "conviction")}
    return Stakeholder(
        id=found,
        deal_id=resolution.entity[EntityKind.DEAL, said["deal"]],
        person_id=resolution.entity[EntityKind.PERSON, merged.last.subject],
        roles=tuple(sorted((BuyingRole(role) for role in said.get("roles") or ()), key=list(BuyingRole).index)),
        stance=_stance(merged),
        salience=said.get("salience"),
        salience_confidence=said.get("salience_confidence"),
        salience_observed_on=merged.seen_on("salience", "salience_observed_on"),
        conviction=said.get("conviction"),
        is_blocking=said.get("is_blocking"),
        decision_weight=said.get("decision_weight"),
        can_veto=bool(said.get("can_veto")),
        owns_delivery=said.get("owns_delivery"),
        expected_position_id=resolution.of(EntityKind.POSITION, said.get("expected_position")),
        expected_title=said.get("expected_title"),
        expected_position_confidence=said.get("expected_position_confidence"),
        coverage=_enum(CoverageLevel, said.get("coverage")) or CoverageLevel.UNKNOWN,
        agenda=said.get("agenda"),
    )


def _voted(merged: Merged, name: str, sure: str = "") -> dict[str, float]:
    """Give a share on which several users voted, and how sure they are together where they say so; else nothing."""
    cast = votes.cast(merged.all, name) if len(merged.all) > 1 else []
    if len(cast) < _SEVERAL:
        return {}
    found = votes.together(votes.counted(cast, name, sure), half=0.5)
    return {name: found.value} | ({sure: found.confidence} if sure else {})


def _stance(merged: Merged) -> Stance | None:
    said = merged.said
    if said.get("stance_value") is None:
        return None
    cast = votes.cast(merged.all, "stance_value") if len(merged.all) > 1 else []
    if len(cast) >= _SEVERAL:
        return _voted_stance(cast, merged)
    return Stance(
        value=said["stance_value"],
        confidence=said.get("stance_confidence", merged.source_of("stance_value").confidence),
        source=said.get("stance_source") or merged.source_of("stance_value").source,
        observed_on=merged.seen_on("stance_value", "stance_observed_on"),
        synergy=said.get("synergy"),
        antagonism=said.get("antagonism"),
        evidence_ids=tuple(said.get("evidence_ids") or ()),
    )


def _voted_stance(cast: Sequence[Observation], merged: Merged) -> Stance:
    """Give the stance that several users see together; the axes only as far as they agree."""
    found = votes.together(votes.counted(cast, "stance_value", "stance_confidence"))
    synergy, antagonism = (votes.agreed(cast, name) for name in ("synergy", "antagonism"))
    whole = isinstance(synergy, int) and isinstance(antagonism, int)
    evidence = dict.fromkeys(str(one) for o in cast for one in o.said.get("evidence_ids") or ())  # type: ignore[union-attr]
    return Stance(
        value=found.value,
        confidence=found.confidence,
        source=", ".join(sorted(o.source for o in cast)),
        observed_on=merged.seen_on("stance_value", "stance_observed_on"),
        synergy=synergy if whole else None,  # type: ignore[arg-type]
        antagonism=antagonism if whole else None,  # type: ignore[arg-type]
        evidence_ids=tuple(evidence),
    )


def signal(found: str, merged: Merged, resolution: Resolution) -> Signal | None:
    """Make a signal; one about a deal that is not known is none."""
    said = merged.said
    deal_id = resolution.of(EntityKind.DEAL, said["deal"])
    if deal_id is None:
        return None
    return Signal(
        id=found,
        deal_id=deal_id,
        kind=SignalKind(said["kind"]),
        observed_on=date.fromisoformat(said["observed_on"]),
        strength=said.get("strength", 1.0),
        person_id=resolution.of(EntityKind.PERSON, said.get("person")),
        note=said.get("note"),
        author=said.get("author"),
        source=merged.last.source,
        happens_on=_date(said.get("happens_on")),
    )


def escalation(found: str, merged: Merged, resolution: Resolution) -> Escalation | None:
    """Make a call that was planned or made; one that names somebody unknown is none."""
    said = merged.said
    deal_id = resolution.of(EntityKind.DEAL, said.get("deal"))
    caller, target = (resolution.of(EntityKind.PERSON, said.get(name)) for name in ("caller", "target"))
    if not (deal_id and caller and target):
        return None
    return Escalation(
        id=found,
        deal_id=deal_id,
        caller_id=caller,
        target_id=target,
        planned_on=_date(said.get("planned_on")),
        made_on=_date(said.get("made_on")),
        contact_told_first=bool(said.get("contact_told_first")),
        outcome=_enum(EscalationOutcome, said.get("outcome")),
        outcome_on=_date(said.get("outcome_on")),
        note=said.get("note"),
        forecast=forecast_said(said),
        steps_done=steps_said(said),
    )


ASSEMBLERS: Mapping[EntityKind, Assemble] = {
    EntityKind.ACCOUNT: account,
    EntityKind.PERSON: person,
    EntityKind.POSITION: position,
    EntityKind.INFLUENCE: influence,
    EntityKind.TIE: tie,
    EntityKind.DEAL: deal,
    EntityKind.STAKEHOLDER: stakeholder,
    EntityKind.SIGNAL: signal,
    EntityKind.ESCALATION: escalation,
}


def _date(value: object) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else None


def _enum(kind: type[E], value: object) -> E | None:
    return kind(value) if isinstance(value, str) else None
