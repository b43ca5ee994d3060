"""Long work on an import: how far it has come is kept in the store, and whoever dies at it is seen to be dead."""

import logging
import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from types import TracebackType
from typing import Any, Self

from orggraph.domain.observations import Batch, ImportState, ProblemKind, RowProblem
from orggraph.domain.viewer import Viewer
from orggraph.errors import OrgGraphError, StoreError, TakenUpError
from orggraph.stores.base import Job, Store

log = logging.getLogger("orggraph.imports")

LEASE = timedelta(minutes=1)
"""How long somebody is taken to be at work who does not say so again."""
_RENEWED_EVERY = LEASE.total_seconds() / 4
_TOLD_EVERY = 0.5


class Stopped(Exception):
    """The process is to end: the work is left for another."""


class Hold:
    """Holds one import until its work ends, well or badly. Nothing is told before it begins.

    Whoever attends to the work is told what they did wrong, which then is not kept.
    """

    def __init__(self, store: Store, viewer: Viewer, job: Job, now: datetime, *, attended: bool = False) -> None:
        self._attended = attended
        self._store = store
        self._viewer = viewer
        self._job = job
        self._from = now, time.monotonic()
        self._lock = threading.Lock()
        self._told_at = 0.0
        self._over = threading.Event()
        self._begun = False

    @property
    def batch(self) -> Batch:
        """The import as far as it has come."""
        return self._job.batch

    def now(self) -> datetime:
        """Tell the time, from when the work began."""
        moment, counted = self._from
        return moment + timedelta(seconds=time.monotonic() - counted)

    def begin(self, taken_from: str | None = None) -> None:
        """Show the import as under way, and say again and again that it is."""
        if self._begun:
            return
        self._keep(taken_from)
        self._job = replace(self._job, body=None)
        self._begun = True
        threading.Thread(target=self._renew, name=f"hold {self.batch.id}", daemon=True).start()

    def tell(self, rows_read: int, rows_total: int | None) -> None:
        """Say how many rows were read: now and then, and when it is the last. Work that is done again says nothing less."""
        batch = replace(self.batch, rows_read=max(rows_read, self.batch.rows_read), rows_total=rows_total)
        due = time.monotonic() - self._told_at >= _TOLD_EVERY or rows_read == rows_total
        if batch != self.batch and due:
            self._told_at = time.monotonic()
            self._keep(batch=batch)

    def end(self) -> None:
        """Let go of what was published."""
        self._over.set()
        if self._begun:
            with self._lock:
                self._try(lambda: self._store.end_job(self._viewer, self.batch.id, self._job.holder))

    def let_go(self) -> None:
        """Leave the work to whoever has time; it was no failure."""
        self._over.set()
        self._keep(attempt=self._job.attempt - 1, lasting=timedelta())

    def fail(self, message: str, hint: str) -> None:
        """Show that the import came to nothing, and why."""
        self._over.set()
        self._keep(batch=failed(self.batch, message, hint, self.now()), body=b"")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, _: type[BaseException] | None, error: BaseException | None, __: TracebackType | None) -> None:
        """Tell how it ended."""
        self._over.set()
        if error is not None:
            self.broken_by(error)

    def broken_by(self, error: BaseException) -> None:
        """Tell why it did not end well; a store that cannot be used is told nothing, and the import is taken up again later."""
        self._over.set()
        if not self._begun or isinstance(error, StoreError | TakenUpError):
            return
        if isinstance(error, Stopped):
            self._try(self.let_go)
        elif self._attended and isinstance(error, OrgGraphError):
            self.end()
        else:
            self._try(lambda: self.fail(*_why(error)))

    def _try(self, tell: Callable[[], None]) -> None:
        try:
            tell()
        except OrgGraphError as trouble:
            log.warning("how import %s ended could not be kept: %s", self.batch.id, trouble)

    def _keep(self, taken_from: str | None = None, lasting: timedelta = LEASE, **changed: Any) -> None:
        with self._lock:
            self._job = replace(self._job, lease=self.now() + lasting, **changed)
            self._store.keep_job(self._viewer, self._job, taken_from)

    def _renew(self) -> None:
        while not self._over.wait(_RENEWED_EVERY):
            try:
                self._say_again()
            except TakenUpError:
                return
            except OrgGraphError as error:
                log.warning("the hold on import %s could not be renewed: %s", self.batch.id, error)

    def _say_again(self) -> None:
        with self._lock:
            if not self._over.is_set():
                self._job = replace(self._job, lease=self.now() + LEASE)
                self._store.keep_job(self._viewer, self._job)


def new_holder() -> str:
    """Make a name that no other worker has."""
    return secrets.token_hex(8)


def failed(batch: Batch, message: str, hint: str, now: datetime) -> Batch:
    """Give an import that came to nothing, and why."""
    problem = RowProblem(file=batch.file_name, row=0, message=message, hint=hint, kind=ProblemKind.FAILED)
    return replace(batch, state=ImportState.FAILED, finished_at=now, problems=(*batch.problems, problem))


def _why(error: BaseException) -> tuple[str, str]:
    if isinstance(error, OrgGraphError):
        return error.message, error.hint or "Import the file again."
    if not isinstance(error, Exception):
        return "The import was broken off. Nothing of it was kept.", "Import the file again."
    reference = secrets.token_hex(6)
    log.error("import failed, error %s", reference, exc_info=error)
    message = f"Something went wrong on our side. Reference: {reference}. Nothing of the file was kept."
    return message, "Tell whoever runs OrgGraph the reference, then import the file again."
