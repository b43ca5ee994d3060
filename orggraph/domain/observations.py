"""Observations: one statement by one source at one time. All that importers may emit, and what a user's edit is too.

An observation speaks of a *record* (its subject, named by a key of its source), says something about it, and may refer to
other records. Which records are one person is decided elsewhere (`orggraph.resolve`); what is believed when sources differ, too.

What `said` may hold, by kind (a key that is absent says nothing; a key that is null takes the value away):

ACCOUNT      name, is_ours, domains, industry, country, employee_count, keys; of ours rule_intercept, disavowal_base
PERSON       name, company (a name) or company_key, email, profile_url, title, department, seniority, job_function,
             has_left, is_placeholder, preferred_locale, keys; same_as, apart_from (people's keys: a decision of who is who)
POSITION     company or company_key, title, department, holder (a person's key, null: vacant)
LINE         company or company_key, manager (a position's key, null: nobody above), kind (SOLID, DOTTED)
INFLUENCE    to (a person's key), kind, weight; the subject influences
TIE          other (a person's key), connected_on, strength, last_contact, exchanges, vouched_on, colleagues_until
DEAL         name, company or company_key, owner, usual_contact (people's keys), amount, currency, stage, decision_mode, threshold, closed_on,
             outcome, client_stakes, keys
STAKEHOLDER  deal, person (keys), and the fields of `Stakeholder`; the subject is the person
SIGNAL       deal, person (keys), kind, observed_on, strength, note, author, happens_on
ESCALATION   deal, caller, target (keys), planned_on, made_on, contact_told_first, outcome, outcome_on, note, and what
             `orggraph.domain.calls` says of its forecast and of the steps of its plan

A LINE's subject is a position's key; a POSITION's, DEAL's, SIGNAL's and ESCALATION's their own.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from functools import lru_cache

import msgspec

from orggraph.domain.ids import EntityKind

JsonValue = str | int | float | bool | None | list[str]
Said = Mapping[str, JsonValue]

_CONTENT = msgspec.json.Encoder(order="deterministic")


class Source(StrEnum):
    """Families of sources, the most believed first; a source is `family:name`, such as `hr:exemplis`."""

    USER = "user"
    HR = "hr"
    CRM = "crm"
    INTERCHANGE = "interchange"
    LINKEDIN = "linkedin"
    OTHER = "other"


class Observation(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """One statement. Its id hashes source, subject, what was said and from when to when, never the time of import.

    A user's edit is an event: `said_at` is then given and counts in the id. Validity is [valid_from, valid_until).
    A struct and no dataclass, for an import makes a hundred thousand of them.
    """

    kind: EntityKind
    subject: str
    said: Said
    source: str
    author: str | None = None
    confidence: float = 1.0
    valid_from: date | None = None
    valid_until: date | None = None
    said_at: datetime | None = None
    id: str = ""

    def __post_init__(self) -> None:
        if self.id:
            return
        content = (
            self.kind,
            self.subject,
            self.source,
            self.confidence,
            self.valid_from or "",
            self.valid_until or "",
            "" if self.said_at is None else str(self.said_at),
            self.said if isinstance(self.said, dict) else dict(self.said),
        )
        digest = hashlib.sha256(_CONTENT.encode(content)).hexdigest()
        msgspec.structs.force_setattr(self, "id", f"obs_{digest[:24]}")


REFERENCE_KINDS: Mapping[str, EntityKind] = {
    "holder": EntityKind.PERSON,
    "manager": EntityKind.POSITION,
    "to": EntityKind.PERSON,
    "other": EntityKind.PERSON,
    "owner": EntityKind.PERSON,
    "usual_contact": EntityKind.PERSON,
    "person": EntityKind.PERSON,
    "caller": EntityKind.PERSON,
    "target": EntityKind.PERSON,
    "deal": EntityKind.DEAL,
    "expected_position": EntityKind.POSITION,
}
"""What is said under these names is the key of a record of that kind, whatever the observation is about."""
DECISIONS = ("same_as", "apart_from")
"""What is said under these names are keys of records of the kind that the observation is about."""


@lru_cache(maxsize=65_536)
def company_record(name: str) -> str:
    """Give the key of the record that a company's name is, as it was written but for case and spaces.

    >>> company_record("Exemplis  SAS")
    'company:exemplis sas'
    """
    return f"company:{' '.join(name.split()).casefold()}"


def account_reference(said: Said) -> str | None:
    """Give the key of the account's record that an observation speaks of, named by key or by name."""
    if key := said.get("company_key"):
        return str(key)
    name = said.get("company")
    return company_record(name) if isinstance(name, str) else None


def decides(said: Said) -> bool:
    """Tell whether something is said of who is who.

    >>> decides({"same_as": ["hr:x/1"]}), decides({"name": "Ana"})
    (True, False)
    """
    return "same_as" in said or "apart_from" in said


def named_records(observation: Observation) -> list[tuple[EntityKind, str]]:
    """Give the other records that an observation refers to, as kind and key."""
    said = observation.said
    named = [(REFERENCE_KINDS[n], key) for n, key in said.items() if n in REFERENCE_KINDS and isinstance(key, str)]
    if decides(said):
        lists = [keys for name in DECISIONS if isinstance(keys := said.get(name), list)]
        named += [(observation.kind, key) for keys in lists for key in keys]
    if account := account_reference(said):
        named.append((EntityKind.ACCOUNT, account))
    return named


def references(observation: Observation) -> tuple[str, ...]:
    """Give the keys of the other records that an observation refers to.

    >>> o = Observation(kind=EntityKind.TIE, subject="linkedin:ana", said={"other": "ours:bo"}, source="linkedin:bo")
    >>> references(o)
    ('ours:bo',)
    """
    return tuple([key for _, key in named_records(observation)])


@dataclass(frozen=True, slots=True)
class Statement:
    """An observation that stands in the store: when it was first and last asserted, and by which batch first."""

    observation: Observation
    first_said_at: datetime
    last_said_at: datetime
    batch_id: str

    def said_again(self, now: datetime) -> "Statement":
        """Give the statement as it stands when it is said once more."""
        return replace(self, first_said_at=min(self.first_said_at, now), last_said_at=max(self.last_said_at, now))


@dataclass(frozen=True, slots=True)
class Saying:
    """An observation with all that became of it: the batches that ever said it, and whether it was retracted."""

    observation: Observation
    batches: tuple["Batch", ...]
    """Those that were published, the first to say it first; one that was undone is here too."""
    retracted: bool = False
    retracted_in: "Batch | None" = None
    """By which edit; of what came in an older archive that is not known, and it counts as never said."""

    def known_at(self, moment: datetime) -> Statement | None:
        """Give the statement that it was at a moment; None where nobody had said it, or all had taken it back."""
        if self.retracted and (self.retracted_in is None or self.retracted_in.started_at <= moment):
            return None
        saying = [batch for batch in self.batches if _counts(batch, moment)]
        if not saying:
            return None
        said = self.observation.said_at
        first, last = (said, said) if said else (saying[0].started_at, saying[-1].started_at)
        return Statement(self.observation, first, last, saying[0].id)


def _edges(batch: "Batch") -> tuple[datetime, datetime | None]:
    """Tell from when on a batch counted, and until when."""
    return batch.started_at, batch.finished_at if batch.state is ImportState.UNDONE else None


def _counts(batch: "Batch", moment: datetime) -> bool:
    since, until = _edges(batch)
    return since <= moment and (until is None or moment < until)


class ProblemKind(StrEnum):
    """What is wrong with a row."""

    TORN_ROW = "TORN_ROW"
    UNCLOSED_QUOTE = "UNCLOSED_QUOTE"
    NO_NAME = "NO_NAME"
    REPEATED_ID = "REPEATED_ID"
    OTHER = "OTHER"
    UNREADABLE_CHARACTERS = "UNREADABLE_CHARACTERS"
    BAD_DATE = "BAD_DATE"
    BAD_EMAIL = "BAD_EMAIL"
    BAD_ADDRESS = "BAD_ADDRESS"
    SHARED_EMAIL = "SHARED_EMAIL"
    SAME_NAME = "SAME_NAME"
    DIFFERING_REPEAT = "DIFFERING_REPEAT"
    UNKNOWN_MANAGER = "UNKNOWN_MANAGER"
    UNKNOWN_ROLE = "UNKNOWN_ROLE"
    AMBIGUOUS_MANAGER = "AMBIGUOUS_MANAGER"
    LOOP = "LOOP"
    FAILED = "FAILED"
    """The import as a whole came to nothing, whatever its rows say."""


_REFUSING = frozenset(
    {
        ProblemKind.TORN_ROW,
        ProblemKind.UNCLOSED_QUOTE,
        ProblemKind.NO_NAME,
        ProblemKind.REPEATED_ID,
        ProblemKind.OTHER,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RowProblem:
    """What is wrong with a row: where, what, and what to do. `row` counts lines as the user sees them, from 1."""

    file: str
    row: int
    message: str
    hint: str
    column: str | None = None
    kind: ProblemKind = ProblemKind.OTHER

    @property
    def refuses_row(self) -> bool:
        """Tell whether nothing of the row was taken; else it was, but for what is wrong."""
        return self.kind in _REFUSING


@dataclass(frozen=True, slots=True)
class Skipped:
    """A row that was left out on purpose, and why: no error."""

    reason: str


@dataclass(frozen=True, slots=True)
class Taken:
    """A row that was taken, and as what: `person`, `vacant seat`."""

    what: str


class ImportState(StrEnum):
    """Where an import stands."""

    PREVIEWED = "PREVIEWED"
    RUNNING = "RUNNING"
    DONE = "DONE"
    FAILED = "FAILED"
    UNDONE = "UNDONE"


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """One import, or one edit: what asserted observations, who, when, from which file, and what came of it.

    Every row read was taken, skipped or refused; `created` and the like count facts.
    """

    id: str
    importer: str
    author: str
    started_at: datetime
    user: str = ""
    """Who that is to the workspace, whatever they are called."""
    state: ImportState = ImportState.RUNNING
    file_name: str = ""
    file_hash: str = ""
    finished_at: datetime | None = None
    rows_read: int = 0
    rows_total: int | None = None
    """How many rows there are to read, where that is known."""
    created: int = 0
    changed: int = 0
    unchanged: int = 0
    taken: Mapping[str, int] = field(default_factory=dict)
    """How many rows, by what they were."""
    skipped: Mapping[str, int] = field(default_factory=dict)
    """How many rows, by why."""
    problems: tuple[RowProblem, ...] = ()
    unknown_columns: tuple[str, ...] = ()
    """Columns of the file that fill no field."""
    notes: tuple[str, ...] = ()
    """What the importer wants known of the file as a whole."""
    answer_id: str | None = None
    """What an edit made or changed: its answer when the same edit is sent again."""
    note: str | None = None
    """Why, where a user said so."""
    mapping: Mapping[str, str] | None = None
    """Which column is what, where the user said so."""
    layout: str | None = None
    """What tables with the same columns share, where they were named."""
    undone_by: str = ""
    """Who took it back."""

    @property
    def refused(self) -> int:
        """Count the rows of which nothing was taken."""
        return rows_refused(self.problems)

    @property
    def problem_counts(self) -> dict[str, int]:
        """Count the problems by kind."""
        return count_problems(self.problems)


def rows_refused(problems: Iterable[RowProblem]) -> int:
    """Count the rows of which nothing was taken."""
    return len({(problem.file, problem.row) for problem in problems if problem.refuses_row})


def count_problems(problems: Iterable[RowProblem]) -> dict[str, int]:
    """Count problems by kind, in the order of the kinds."""
    counts = Counter(problem.kind for problem in problems)
    return {kind.value: counts[kind] for kind in ProblemKind if counts[kind]}


EDIT = "edit"
"""The `importer` of a batch that a user's edit made: kept out of the list of imports."""
