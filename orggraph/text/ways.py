"""Who calls whom and what else could be done, as the terminal shows it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from orggraph.domain.findings import (
    AlternativeKind,
    EscalationAssessment,
    EscalationPath,
    EscalationVerdict,
    ExcludedPath,
    PathLink,
    RuleStatus,
    VerdictReason,
)
from orggraph.domain.people import Locale
from orggraph.text.advice import alternative_sentence, mitigation_label
from orggraph.text.catalogue import joined, say
from orggraph.text.wording import (
    SHOWN_AS_ZERO,
    contribution_label,
    effect,
    judgement,
    name_of,
    rule_explanation,
    rule_remedy,
    signed,
)

_SHOWN_PATHS = 3
_SHOWN_EFFECTS = 2
_EFFECTS = "call_"


@dataclass(frozen=True, slots=True)
class Ways:
    """Words the ways of one answer; names go without titles, so that a sentence can hold several."""

    assessment: EscalationAssessment
    names: Mapping[str, str]
    locale: Locale

    def paths(self) -> Iterator[str]:
        """Say who calls whom: the best way in full, the next ones shortly."""
        assessment, locale = self.assessment, self.locale
        if assessment.verdict is EscalationVerdict.DO_NOT:
            return
        go = assessment.verdict is EscalationVerdict.GO
        yield say(locale, "title-paths" if go else "title-paths-once-prepared")
        if not assessment.paths:
            little = assessment.reason is VerdictReason.TOO_LITTLE_KNOWN and assessment.managers
            yield "   " + say(locale, "no-paths-yet" if little else "no-paths")
        for path in assessment.paths[:_SHOWN_PATHS]:
            yield self._line(path)
            yield from ("   " + line for line in (self._whole(path) if path.rank == 1 else self._shortly(path)))
            yield from ("   " + line for line in self._unmet(path))
        more = len(assessment.paths) - _SHOWN_PATHS
        if more > 0:
            yield say(locale, "path-more", count=more)

    def excluded(self) -> Iterator[str]:
        """Say which pairs were left out, together where the reason is the same."""
        together: dict[tuple[str, str], list[ExcludedPath]] = {}
        for pair in self.assessment.excluded:
            why = " ".join(rule_explanation(check, self.locale) for check in pair.rules)
            together.setdefault((pair.target_id, why), []).append(pair)
        if together:
            yield say(self.locale, "title-excluded")
        for (target, why), pairs in together.items():
            called = name_of(target, self.names, self.locale)
            if len(pairs) > 1:
                yield "   " + say(self.locale, "excluded-whoever", target=called, count=len(pairs), why=why)
            else:
                caller = name_of(pairs[0].caller_id, self.names, self.locale)
                yield "   " + say(self.locale, "excluded-line", caller=caller, target=called, why=why)

    def alternatives(self) -> Iterator[str]:
        """Say what else could be done, what that would change first; those of one effect share a line."""
        yield say(self.locale, "title-alternatives")
        together: dict[str, list[str]] = {}
        idle = []
        for way in self.assessment.alternatives:
            sentence = alternative_sentence(way, self.names, self.locale)
            if way.kind is AlternativeKind.DO_NOTHING:
                continue
            if way.actor_id is None and way.kind is not AlternativeKind.DISCOUNT:
                idle.append(sentence)
                continue
            together.setdefault(effect(way.forecast.change.mean, self.locale), []).append(sentence)
        for changes, sentences in together.items():
            yield "   " + say(self.locale, "alternative-line", effect=changes, ways=" ".join(sentences))
        yield from ("   " + sentence for sentence in idle)

    def _line(self, path: EscalationPath) -> str:
        return say(
            self.locale,
            "path-line",
            rank=path.rank,
            caller=name_of(path.caller_id, self.names, self.locale),
            target=name_of(path.target_id, self.names, self.locale),
            level=path.levels_up,
            how=self._how(path),
        )

    def _how(self, path: EscalationPath) -> str:
        if self.assessment.reason is VerdictReason.NEEDS_INTRODUCTION:
            return say(self.locale, "path-to-introduce")
        if path.introducers:
            people = [name_of(person, self.names, self.locale) for person in path.introducers]
            return say(self.locale, "path-introduced", introducers=joined(self.locale, people))
        paths = path.counterpart.warm_paths
        known = bool(paths) and paths[0].strength >= path.counterpart.warmth
        return say(self.locale, "path-directly" if known else "path-cold")

    def _whole(self, path: EscalationPath) -> Iterator[str]:
        locale, chance, risk = self.locale, path.forecast.probability, path.disavowal
        yield say(
            locale,
            "path-after",
            judgement=judgement(chance.mean, locale),
            effect=effect(path.forecast.change.mean, locale),
            low=chance.low,
            high=chance.high,
        )
        effects = [
            part for part in path.contributions if part.code.startswith(_EFFECTS) and part.value >= SHOWN_AS_ZERO
        ]
        effects.sort(key=lambda part: -part.value)
        if effects:
            said = [
                say(
                    locale,
                    "path-effect",
                    label=contribution_label(part.code, locale),
                    change=signed(part.value, locale),
                )
                for part in effects[:_SHOWN_EFFECTS]
            ]
            yield say(locale, "path-effects", effects=joined(locale, said))
        yield say(
            locale,
            "path-risk",
            judgement=judgement(risk.probability, locale),
            outcome=judgement(risk.unblocked_if_disavowed, locale),
        )
        if risk.mitigations:
            ways = [
                say(locale, "path-mitigation", label=mitigation_label(one, locale), risk=one.probability_after)
                for one in risk.mitigations
            ]
            yield say(locale, "path-mitigations", ways=joined(locale, ways))
        below = [
            name_of(step.person_id, self.names, locale) if step.person_id else say(locale, "manager-vacant")
            for step in path.steps
            if step.link is PathLink.MANAGES
        ]
        yield say(locale, "path-down", people=", ".join(below))

    def _shortly(self, path: EscalationPath) -> Iterator[str]:
        yield say(
            self.locale,
            "path-short",
            judgement=judgement(path.forecast.probability.mean, self.locale),
            effect=effect(path.forecast.change.mean, self.locale),
            bypassed=judgement(path.disavowal.probability, self.locale),
        )

    def _unmet(self, path: EscalationPath) -> Iterator[str]:
        for check in path.rules:
            if check.status is not RuleStatus.PASS:
                why, what = rule_explanation(check, self.locale), rule_remedy(check, self.locale) or ""
                yield say(self.locale, "path-unmet", why=why, what=what)
