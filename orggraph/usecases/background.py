"""Imports in the background: one after the other in a thread of its own; what other processes left undone is taken up."""

import logging
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import msgspec

from orggraph.domain.viewer import Viewer
from orggraph.errors import ConflictError, OrgGraphError, TakenUpError
from orggraph.stores.base import Lapsed, Store
from orggraph.usecases.formats import Formats
from orggraph.usecases.holding import Hold, Stopped, new_holder
from orggraph.usecases.import_context import open_file
from orggraph.usecases.import_work import ImportWork, Resumable
from orggraph.usecases.progress import Step

log = logging.getLogger("orggraph.imports")

MOST_ATTEMPTS = 3
"""How often an import is begun by processes that die at it."""
MOST_WAITING = 20


class Background:
    """Does imports one at a time. Its thread lives while there is something to do."""

    def __init__(self, store: Store, formats: Formats, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._formats = formats
        self._clock = clock
        self._lock = threading.Lock()
        self._waiting: deque[ImportWork] = deque()
        self._thread: threading.Thread | None = None
        self._stopping = threading.Event()

    def check_room(self) -> None:
        """Refuse one more import where many wait."""
        if len(self._waiting) >= MOST_WAITING:
            raise ConflictError(f"{MOST_WAITING} imports are waiting.", "Commit this one in a few minutes.")

    def begin(self, work: ImportWork) -> None:
        """Do an import when those before it are done."""
        with self._lock:
            self._waiting.append(work)
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="imports", daemon=True)
                self._thread.start()

    def look(self) -> None:
        """Take up what nobody works on any more, as far as there is room."""
        for lapsed in self._store.lapsed_jobs(self._clock())[: MOST_WAITING - len(self._waiting)]:
            work = take_up(self._store, self._formats, lapsed, self._clock())
            if work:
                self.begin(work)

    def close(self, seconds: float) -> None:
        """Leave what is not done to other processes, and wait so long until it is left."""
        self._stopping.set()
        thread = self._thread
        if thread:
            thread.join(seconds)

    def _work(self) -> None:
        while work := self._next():
            try:
                work.run(self._watch)
            except Stopped:
                log.info("import %s is left to another process", work.batch.id)
            except Exception as error:  # noqa: BLE001 - what it was is kept with the import, or logged there
                log.warning("import %s did not end well: %s", work.batch.id, type(error).__name__)

    def _next(self) -> ImportWork | None:
        with self._lock:
            if not self._waiting:
                self._thread = None
                return None
            return self._waiting.popleft()

    def _watch(self, step: Step, done: int, total: int | None) -> None:  # noqa: ARG002 - a watch is told them
        if self._stopping.is_set():
            raise Stopped


def take_up(store: Store, formats: Formats, lapsed: Lapsed, now: datetime) -> ImportWork | None:
    """Take an import from whoever died at it: to be done again, or, where it cannot be, to say so."""
    hold = _taken(store, lapsed, now)
    if hold is None:
        return None
    if lapsed.job.body is None or lapsed.job.attempt >= MOST_ATTEMPTS:
        _fail(hold, lapsed)
        return None
    try:
        kept = msgspec.msgpack.decode(lapsed.job.body, type=Resumable)
        opened = open_file(formats, kept.request)
    except (OrgGraphError, msgspec.MsgspecError) as error:
        hold.broken_by(error)
        return None
    return ImportWork(hold, store, kept.viewer, kept.request, opened, kept.settled)


def fail_lapsed(store: Store, now: datetime) -> None:
    """Say of imports that nobody works on and nobody can take up that they failed."""
    for lapsed in store.lapsed_jobs(now):
        if lapsed.job.body is None and (hold := _taken(store, lapsed, now)):
            _fail(hold, lapsed)


def _taken(store: Store, lapsed: Lapsed, now: datetime) -> Hold | None:
    nobody = Viewer(workspace=lapsed.workspace, user="", permissions=frozenset())
    job = replace(lapsed.job, holder=new_holder(), attempt=lapsed.job.attempt + 1, body=None)
    hold = Hold(store, nobody, job, now)
    try:
        hold.begin(lapsed.job.holder)
    except TakenUpError:
        return None
    return hold


def _fail(hold: Hold, lapsed: Lapsed) -> None:
    times = "" if lapsed.job.attempt == 1 else f" {lapsed.job.attempt} times"
    hold.fail(f"The import was cut off{times}. Nothing of it was kept.", "Import the file again.")
