"""What the tables hold: for each kind, its rows in the order of its columns."""

from collections.abc import Iterable, Iterator
from datetime import date
from enum import Enum

from orggraph.analysis.warmth import tie_strength
from orggraph.domain.assumptions import all_assumptions
from orggraph.domain.contributions import Contribution
from orggraph.domain.deals import Stakeholder
from orggraph.domain.findings import REAL_CAUSES
from orggraph.domain.interval import Interval
from orggraph.library.study import Study

Cell = str | int | float | bool | date | None
Row = tuple[Cell, ...]


def people(study: Study, _: str) -> Iterator[Row]:
    """Go through the people of the account, ours, and those who link them."""
    snapshot, hierarchy = study.snapshot, study.hierarchy
    for one in snapshot.people.values():
        seat = snapshot.seat_held_by(one.id)
        above = hierarchy.holder_above(one.id)
        yield (
            one.id,
            one.name,
            "ours" if snapshot.is_ours(one.id) else "theirs" if one.account_id == snapshot.account.id else "other",
            (seat.position.title if seat else None) or one.title,
            seat.position.department if seat else one.department,
            seat.seniority.value if seat else None,
            seat.job_function.value if seat else None,
            hierarchy.depth(one.id) if seat else None,
            above,
            study.name(above),
            one.has_left,
        )


def lines(study: Study, _: str) -> Iterator[Row]:
    """Go through the claims of who reports to whom, and whether each is believed."""
    snapshot = study.snapshot
    for line in (*snapshot.solid_lines, *snapshot.dotted_lines):
        believed = study.hierarchy.line_of(line.report_id)
        yield (
            line.id,
            line.kind.value,
            line.report_id,
            _holder(study, line.report_id),
            line.manager_id,
            _holder(study, line.manager_id) if line.manager_id else None,
            line.confidence,
            line.source,
            line.since,
            line.until,
            believed is not None and believed.id == line.id,
        )


def _holder(study: Study, seat_id: str) -> str:
    seat = study.snapshot.seats[seat_id]
    return seat.holder.name if seat.holder else f"(vacant) {seat.position.title}".strip()


def stated(study: Study, _: str) -> Iterator[Row]:
    """Go through the influences that were stated."""
    for one in study.snapshot.influences:
        yield (
            one.id,
            study.name(one.from_id),
            study.name(one.to_id),
            one.kind.value,
            one.weight,
            one.confidence,
            one.source,
            one.observed_on,
        )


def influences(study: Study, _: str) -> Iterator[Row]:
    """Go through the pairs of whom one weighs on the other."""
    graph = study.influence
    pairs = zip(
        graph.rows.tolist(), graph.columns.tolist(), graph.positive.tolist(), graph.negative.tolist(), strict=True
    )
    for on, by, positive, negative in pairs:
        one, other = graph.people[on], graph.people[by]
        yield other, study.name(other), one, study.name(one), positive, negative


def ties(study: Study, _: str) -> Iterator[Row]:
    """Go through who knows whom."""
    snapshot = study.snapshot
    for tie in {tie.id: tie for ties in snapshot.ties_of.values() for tie in ties}.values():
        bond = tie_strength(tie, snapshot.as_of, study.options.assumptions)
        yield (
            tie.id,
            study.name(tie.one_id),
            study.name(tie.other_id),
            bond.strength,
            tie.connected_on,
            tie.last_contact,
            tie.source,
        )


def stakeholders(study: Study, deal: str) -> Iterator[Row]:
    """Go through the parts in a deal, and where views settle."""
    settled = study.settled(deal)
    for part in study.snapshot.stakeholders.get(deal, ()):
        stance, salience = settled.get(part.person_id, (None, None))
        yield (*_part(study, part), *_interval(stance), *_interval(salience))


def _part(study: Study, part: Stakeholder) -> Row:
    return (
        part.person_id,
        study.name(part.person_id),
        _listed(part.roles),
        part.stance.value if part.stance else None,
        part.stance.confidence if part.stance else None,
        part.salience,
        part.conviction,
        part.effective_weight,
        part.can_veto,
        part.coverage.value,
    )


def signals(study: Study, deal: str) -> Iterator[Row]:
    """Go through what was seen."""
    for one in study.snapshot.signals.get(deal, ()):
        yield one.id, one.observed_on, one.kind.value, one.strength, study.name(one.person_id), one.note, one.source


def causes(study: Study, deal: str) -> Iterator[Row]:
    """Go through what may block a deal, what was stated first, then the likeliest."""
    for one in study.diagnose(deal).causes:
        yield one.cause.value, one.cause not in REAL_CAUSES, one.probability, one.log_odds, one.prior


def rules(study: Study, deal: str) -> Iterator[Row]:
    """Go through the rules of the gate."""
    for one in study.assess(deal).rules:
        yield one.rule.value, one.kind.value, one.status.value, one.reason, _listed(one.evidence)


def paths(study: Study, deal: str) -> Iterator[Row]:
    """Go through who would call whom, best first."""
    for one in study.assess(deal).paths:
        yield (
            one.rank,
            study.name(one.caller_id),
            study.name(one.target_id),
            one.levels_up,
            _listed(study.name(person) for person in one.introducers),
            one.utility,
            *_interval(one.forecast.change),
            *_interval(one.forecast.probability),
            one.disavowal.probability,
            one.counterpart.fit,
            one.counterpart.warmth,
            one.pareto_optimal,
        )


def alternatives(study: Study, deal: str) -> Iterator[Row]:
    """Go through what else could be done."""
    for one in study.assess(deal).alternatives:
        names = study.name(one.actor_id), study.name(one.on_id)
        yield one.kind.value, *names, *_interval(one.forecast.change), *_interval(one.forecast.probability)


def weights(study: Study, deal: str) -> Iterator[Row]:
    """Go through political weights, heaviest first."""
    for one in study.weights(deal or None):
        yield (
            one.person_id,
            study.name(one.person_id),
            one.weight,
            one.formal_authority,
            one.social_power,
            one.brokerage,
            one.sufficient,
        )


def threats(study: Study, deal: str) -> Iterator[Row]:
    """Go through who may stand against a deal."""
    risk = study.opposition(deal)
    for one in risk.threats if risk else ():
        yield one.person_id, study.name(one.person_id), one.threat, one.opposes, one.leverage, one.unblocked_if_turned


def camps(study: Study, _: str) -> Iterator[Row]:
    """Go through the camps, largest first."""
    for number, camp in enumerate(study.camps().camps, start=1):
        for person in camp:
            yield number, person, study.name(person)


def insights(study: Study, deal: str) -> Iterator[Row]:
    """Go through the rules that apply."""
    for one in study.insights(deal):
        yield one.code, one.severity.value, _listed(study.name(person) for person in one.people), _listed(one.evidence)


def contributions(study: Study, deal: str) -> Iterator[Row]:
    """Go through the parts of every score of a deal."""
    answer = study.assess(deal)
    for cause in answer.diagnosis.causes:
        yield from _parts("cause", cause.cause.value, cause.contributions)
    for path in answer.paths:
        pair = f"{study.name(path.caller_id)} → {study.name(path.target_id)}"
        yield from _parts("utility", pair, path.contributions)
        yield from _parts("disavowal", pair, path.disavowal.contributions)
        yield from _parts("fit", pair, path.counterpart.contributions)
    for weight in study.weights(deal):
        yield from _parts("weight", study.name(weight.person_id), weight.contributions)
    risk = study.opposition(deal)
    for threat in risk.threats if risk else ():
        yield from _parts("threat", study.name(threat.person_id), threat.contributions)


def _parts(of: str, whom: str | None, contributions: Iterable[Contribution]) -> Iterator[Row]:
    for one in contributions:
        yield of, whom, one.code, one.value, one.detail, _listed(one.evidence)


def assumptions(study: Study, _: str) -> Iterator[Row]:
    """Go through the expert constants."""
    values = study.options.assumptions.as_mapping()
    for one in all_assumptions():
        yield one.name, values[one.name], one.default, one.low, one.high, one.unit, one.reason


def _listed(several: Iterable[str | Enum | None]) -> str:
    return ", ".join(one.value if isinstance(one, Enum) else one for one in several if one)


def _interval(one: Interval | None) -> tuple[float | None, ...]:
    return (one.mean, one.median, one.low, one.high) if one else (None,) * 4


def figures(name: str) -> tuple[str, ...]:
    """Name the columns of a figure over the draws.

    >>> figures("change")
    ('change_mean', 'change_median', 'change_low', 'change_high')
    """
    return tuple(f"{name}_{figure}" for figure in ("mean", "median", "low", "high"))
