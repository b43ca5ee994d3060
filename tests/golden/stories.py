"""Reads a story, imports it as a user would, asks the main question and puts the answer in a form a person can read."""

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path

from orggraph.bootstrap import formats, open_store
from orggraph.domain.documents import DocumentFormat
from orggraph.domain.findings import EscalationAssessment, EscalationPath
from orggraph.domain.ids import EntityKind, content_id
from orggraph.domain.people import Locale
from orggraph.domain.plans import EscalationPlan, PlanStep
from orggraph.domain.viewer import LOCAL
from orggraph.text import Told, as_text, assessment_text, brief, plan_text, step_name, step_wording
from orggraph.usecases.escalate import Options, escalate
from orggraph.usecases.importing import ImportRequest, import_file
from orggraph.usecases.views import AccountView
from tests.golden.large_account import filled

FOLDER = Path(__file__).parent
NAMES = tuple(sorted(path.parent.name for path in FOLDER.glob("*/story.json")))
DEAL = "deal"
_NAMED = ((EntityKind.PERSON, "people"), (EntityKind.POSITION, "positions"), (EntityKind.DEAL, "deals"))


@dataclass(frozen=True)
class Story:
    """A folder: what was known, and what a reader expects."""

    name: str
    document: dict
    expected: dict

    @property
    def as_of(self) -> date:
        """The day the question is asked."""
        return date.fromisoformat(self.expected["as_of"])

    def file(self, name: str) -> Path:
        """Name one of its files."""
        return FOLDER / self.name / name


@dataclass(frozen=True)
class Answer:
    """What came out, with the ids of the story's document."""

    view: AccountView
    assessment: EscalationAssessment
    ids: dict[str, str]

    @property
    def document(self) -> dict:
        """The answer as `answer.json` holds it."""
        found, ids = self.assessment, self.ids
        diagnosis = found.diagnosis
        return {
            "verdict": found.verdict.value,
            "reason": found.reason.value,
            "rules": {check.rule.value: f"{check.status.value} {check.reason}" for check in found.rules},
            "causes": {cause.cause.value: _figure(cause.probability) for cause in diagnosis.causes},
            "organisational": None if diagnosis.organisational is None else _figure(diagnosis.organisational),
            "deciders": [ids[person] for person in found.decision_rule.deciders],
            "unblocked": _figure(found.baseline.probability.mean),
            "paths": [self._path(path) for path in found.paths],
            "excluded": [
                {
                    "caller": ids[pair.caller_id],
                    "target": ids[pair.target_id],
                    "rules": {check.rule.value: check.reason for check in pair.rules},
                    "until": pair.until.isoformat() if pair.until else None,
                }
                for pair in found.excluded
            ],
            "alternatives": {way.kind.value: _figure(way.forecast.change.mean) for way in found.alternatives},
            "back_to_basics": [
                {"cause": answer.cause.value, "who": ids.get(answer.who_id or "")} for answer in found.back_to_basics
            ],
            "insights": [insight.code for insight in self.view.insights(found.deal_id)],
            "questions": [question.signal.value for question in diagnosis.next_questions],
        }

    @cached_property
    def plan(self) -> EscalationPlan:
        """What to do about it."""
        return self.view.plan(self.assessment.deal_id, Options())[1]

    @property
    def plan_document(self) -> dict:
        """The plan as `plan.json` holds it."""
        found, ids = self.plan, self.ids
        return {
            "kind": found.kind.value,
            "caller": ids.get(found.caller_id or ""),
            "target": ids.get(found.target_id or ""),
            "steps": [self._step(step) for step in found.steps],
            "occasions": [f"{one.kind.value} {one.happens_on or one.since}" for one in found.occasions],
            "silence": [reason.code for reason in found.silence],
            "silent_until": _day(found.silent_until),
            "next_call_from": _day(found.next_call_from),
        }

    def _step(self, step: PlanStep) -> dict:
        return {
            "code": step.code.value,
            "who": self.ids.get(step.who_id or ""),
            "with_whom": self.ids.get(step.with_whom_id or ""),
            "due": _day(step.due_on),
            "window": [_day(step.opens_on), _day(step.closes_on)],
            "why": [reason.code for reason in step.why],
            "waits_for": [code.value for code in step.waits_for],
        }

    def _path(self, path: EscalationPath) -> dict:
        return {
            "caller": self.ids[path.caller_id],
            "introducers": [self.ids[person] for person in path.introducers],
            "target": self.ids[path.target_id],
            "levels_up": path.levels_up,
            "utility": _figure(path.utility),
            "unblocked_after": _figure(path.forecast.probability.mean),
            "disavowed": _figure(path.disavowal.probability),
            "not_passed": {
                c.rule.value: f"{c.status.value} {c.reason}" for c in path.rules if c.status.value != "PASS"
            },
        }

    def text(self, locale: Locale) -> str:
        """Word it."""
        return assessment_text(self.assessment, self.view.names(), locale, self.view.short_names) + "\n"

    def plan_text(self, locale: Locale) -> str:
        """Word the plan."""
        return plan_text(self.plan, self.assessment, self.view.names(), locale, self.view.short_names) + "\n"

    def told(self, locale: Locale, familiar: frozenset[str] = frozenset()) -> Told:
        """The plan, ready to be put in words."""
        answer, plan = self.view.plan(self.assessment.deal_id, Options())
        return Told(self.view.snapshot, answer, plan, locale, familiar)

    def brief_text(self, locale: Locale) -> str:
        """Write the page, with the messages of its steps below."""
        told = self.told(locale)
        messages = [(step, said) for step in told.plan.steps if (said := step_wording(told, step))]
        parts = [f"## {step_name(step.code, locale)}\n\n{said}\n" for step, said in messages]
        return "\n---\n\n".join([as_text(brief(told), DocumentFormat.MARKDOWN), *parts])


def load(name: str) -> Story:
    """Read a story; a large one is filled up."""
    document, expected = (
        json.loads((FOLDER / name / file).read_text(encoding="utf-8")) for file in ("story.json", "expected.json")
    )
    if "people" in expected:
        document = filled(document, document["deals"][0]["account_id"], expected["people"])
    return Story(name, document, expected)


def ask(story: Story, *documents: dict, url: str = "memory:") -> Answer:
    """Import the story, or other documents in its place, into a new store, and ask."""
    store = open_store(url)
    now = datetime.combine(story.as_of, datetime.min.time(), UTC)
    for number, document in enumerate(documents or (story.document,)):
        content = json.dumps(document, ensure_ascii=False).encode()
        import_file(store, LOCAL, formats(), ImportRequest(file_name=f"{number}.json", content=content), now)
    answer = escalate(store, LOCAL, content_id(EntityKind.DEAL, f"id:{DEAL}"), story.as_of, Options())
    store.close()
    assert answer is not None
    return Answer(*answer, _document_ids(story.document))


def written(answer: Answer) -> dict[str, str]:
    """Give the files that `make golden` writes, by name."""
    return {
        "answer.json": json.dumps(answer.document, ensure_ascii=False, indent=2) + "\n",
        **{f"answer.{locale.value.lower()}.txt": answer.text(locale) for locale in Locale},
        "plan.json": json.dumps(answer.plan_document, ensure_ascii=False, indent=2) + "\n",
        **{f"brief.{locale.value.lower()}.md": answer.brief_text(locale) for locale in Locale},
        **{f"plan.{locale.value.lower()}.txt": answer.plan_text(locale) for locale in Locale},
    }


def _document_ids(document: dict) -> dict[str, str]:
    return {
        content_id(kind, f"id:{part['id']}"): part["id"]
        for kind, section in _NAMED
        for part in document.get(section, ())
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _figure(value: float) -> float:
    return round(value, 3) + 0.0
