"""The work of one import: its file is read, and what it says is recorded; how far it has come is kept as it goes on."""

import hashlib
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import datetime

from orggraph.domain.importing import ImportContext, unknown_columns
from orggraph.domain.observations import Batch, ImportState, Observation, RowProblem, Skipped, Taken, rows_refused
from orggraph.domain.viewer import Viewer
from orggraph.errors import UnreadableFile
from orggraph.stores.base import Reader, Store
from orggraph.usecases.holding import Hold
from orggraph.usecases.import_context import ImportRequest, Opened, Settled, settle
from orggraph.usecases.progress import Step, Watch, unwatched
from orggraph.usecases.recording import Plan, new_batch_id, record

MOST_PROBLEMS = 50_000
_TOLD_EVERY_ROWS = 1_000


@dataclass(slots=True)
class Parsed:
    """What the rows of a file say, and what became of each."""

    observations: list[Observation] = field(default_factory=list)
    problems: list[RowProblem] = field(default_factory=list)
    taken: Counter[str] = field(default_factory=Counter)
    skipped: Counter[str] = field(default_factory=Counter)

    @property
    def rows_read(self) -> int:
        """Count the rows, which were taken, skipped or refused."""
        return self.taken.total() + self.skipped.total() + rows_refused(self.problems)


@dataclass(frozen=True, slots=True)
class Resumable:
    """What it takes to do an import, whoever does it."""

    viewer: Viewer
    request: ImportRequest
    settled: Settled


class ImportWork:
    """One import, to be done once: what it has come to is kept in the store as it goes on."""

    def __init__(
        self, hold: Hold, store: Store, viewer: Viewer, request: ImportRequest, opened: Opened, settled: Settled | None
    ) -> None:
        self.hold = hold
        self._store = store
        self._viewer = viewer
        self._request = request
        self._opened = opened
        self._settled = settled
        self._watch: Watch = unwatched
        self._rows: int | None = None

    @property
    def batch(self) -> Batch:
        """The import as far as it has come."""
        return self.hold.batch

    def run(self, watch: Watch = unwatched, *, told_when: bool = True) -> Batch:
        """Do it: one reading and one publishing transaction, whatever its size; `told_when` notes when it was done."""
        self._watch = watch
        ended = self.hold.now if told_when else None
        with self.hold:
            try:
                batch, _ = record(self._store, self._viewer, self.batch.started_at, self._plan, self._told, ended)
            except _Published as already:
                batch = already.batch
            self.hold.end()
        return batch

    def _plan(self, reader: Reader) -> Plan:
        known = reader.batch(self.batch.id)
        if known and known.state in {ImportState.DONE, ImportState.UNDONE}:
            raise _Published(known)
        if self._settled is None:
            self._settled = settle(reader, self._viewer, self._request, self._opened, self.batch.started_at)
        self.hold.begin()
        plan, parsed = plan_of(self._request, self._opened, self._settled, self.batch, self._told)
        self._rows = parsed.rows_read
        return plan

    def _told(self, step: Step, done: int, total: int | None) -> None:
        self._watch(step, done, total)
        if step is Step.READING:
            self.hold.tell(done, total)
        elif self._rows is not None:
            self.hold.tell(self._rows, self._rows)


class _Published(Exception):
    """The import was done already, by whoever held it before."""

    def __init__(self, batch: Batch) -> None:
        super().__init__(batch.id)
        self.batch = batch


def listed(viewer: Viewer, request: ImportRequest, opened: Opened, now: datetime) -> Batch:
    """Give an import as it is listed before a row of it was read."""
    return Batch(
        id=new_batch_id(),
        importer=opened.importer.name,
        author=viewer.name or viewer.user,
        user=viewer.user,
        started_at=now,
        file_name=request.file_name,
        file_hash=hashlib.sha256(request.content).hexdigest(),
        mapping=request.mapping,
        layout=opened.layout,
    )


def plan_of(
    request: ImportRequest, opened: Opened, settled: Settled, begun: Batch, watch: Watch = unwatched
) -> tuple[Plan, Parsed]:
    """Read the file. Where nothing of it is taken, neither the account nor the owner is made."""
    parsed = _parse(opened, settled.context, request.rows, watch)
    batch = replace(
        begun,
        rows_read=parsed.rows_read,
        rows_total=parsed.rows_read,
        taken=dict(parsed.taken),
        skipped=dict(parsed.skipped),
        problems=tuple(parsed.problems),
        unknown_columns=unknown_columns(opened.recognised.columns),
        notes=settled.notes,
    )
    incoming = (*settled.stated, *parsed.observations) if parsed.taken else ()
    return Plan(batch=batch, incoming=incoming), parsed


def _parse(opened: Opened, context: ImportContext, rows: int | None, watch: Watch) -> Parsed:
    parsed = Parsed()
    for number, emitted in enumerate(opened.importer.parse(opened.entries, context), 1):
        if isinstance(emitted, Observation):
            parsed.observations.append(emitted)
        elif isinstance(emitted, Taken):
            parsed.taken[emitted.what] += 1
        elif isinstance(emitted, Skipped):
            parsed.skipped[emitted.reason] += 1
        else:
            _add_problem(parsed, emitted)
        if number % _TOLD_EVERY_ROWS == 0:
            watch(Step.READING, parsed.rows_read, rows)
    return parsed


def _add_problem(parsed: Parsed, problem: RowProblem) -> None:
    """Keep a problem; a file with very many is another than it seems, or broken throughout."""
    parsed.problems.append(problem)
    if len(parsed.problems) > MOST_PROBLEMS:
        first = parsed.problems[0]
        raise UnreadableFile(
            f"{first.file} has more than {MOST_PROBLEMS:,} problems. The first, in row {first.row}: {first.message}",
            first.hint,
        )
