"""Stand-ins for the ports, for tests that look at how a port is used."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime

from orggraph.domain.observations import Batch, Observation
from orggraph.domain.viewer import Viewer
from orggraph.stores.audit import AuditLog
from orggraph.stores.base import Job, Lapsed, PreviewedUpload, Publication, Pulse, Reader, Store
from orggraph.stores.keys import Token


class CountingStore:
    """A store that counts what is asked of it, and may let something happen just before a publication."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.calls: Counter[str] = Counter()
        self.questions: Counter[str] = Counter()
        self.before_publishing: Callable[[], object] | None = None

    @property
    def audit(self) -> AuditLog:
        return self._store.audit

    @contextmanager
    def reading(self, viewer: Viewer) -> Iterator[Reader]:
        self.calls["reading"] += 1
        with self._store.reading(viewer) as reader:
            yield _CountingReader(reader, self.questions)

    def stage(self, viewer: Viewer, batch: Batch, observations: Iterable[Observation]) -> None:
        self.calls["stage"] += 1
        self._store.stage(viewer, batch, observations)

    def publish(self, viewer: Viewer, publication: Publication) -> int:
        self.calls["publish"] += 1
        happens, self.before_publishing = self.before_publishing, None
        if happens:
            happens()
        return self._store.publish(viewer, publication)

    def save_token(self, token: Token) -> None:
        self.calls["save_token"] += 1
        self._store.save_token(token)

    def find_token(self, digest: str) -> Token | None:
        self.calls["find_token"] += 1
        return self._store.find_token(digest)

    def secret(self) -> bytes:
        self.calls["secret"] += 1
        return self._store.secret()

    def save_preview(self, viewer: Viewer, preview: PreviewedUpload) -> None:
        self.calls["save_preview"] += 1
        self._store.save_preview(viewer, preview)

    def find_preview(self, viewer: Viewer, token: str) -> PreviewedUpload | None:
        self.calls["find_preview"] += 1
        return self._store.find_preview(viewer, token)

    def keep_job(self, viewer: Viewer, job: Job, taken_from: str | None = None) -> None:
        self.calls["keep_job"] += 1
        self._store.keep_job(viewer, job, taken_from)

    def end_job(self, viewer: Viewer, batch_id: str, holder: str) -> None:
        self.calls["end_job"] += 1
        self._store.end_job(viewer, batch_id, holder)

    def lapsed_jobs(self, at: datetime) -> tuple[Lapsed, ...]:
        return self._store.lapsed_jobs(at)

    def pulse(self, viewer: Viewer) -> Pulse:
        self.calls["pulse"] += 1
        return self._store.pulse(viewer)

    def ready(self) -> None:
        self._store.ready()

    def close(self) -> None:
        self._store.close()


class _CountingReader:
    """A reader that counts each question by its name."""

    def __init__(self, reader: Reader, questions: Counter[str]) -> None:
        self._reader = reader
        self._questions = questions

    def __getattr__(self, name: str):
        self._questions[name] += 1
        return getattr(self._reader, name)
