"""A whole workspace as a sequence of entries, the same from every store: what is copied, dumped and restored.

Bodies are carried as they are kept. What was staged and never published is left out; so are tokens and previews.
"""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import date

import msgspec

from orggraph.domain.facts import Record
from orggraph.domain.viewer import Viewer
from orggraph.errors import ConflictError

FORMAT = "orggraph-archive/1"


class Head(msgspec.Struct, frozen=True, tag="workspace"):
    """How many publications there were, and the order of the next record."""

    revision: int
    next_order: int
    format: str = FORMAT


class Published(msgspec.Struct, frozen=True, tag="batch"):
    """A batch in its last state."""

    body: msgspec.Raw


class Said(msgspec.Struct, frozen=True, tag="observation", omit_defaults=True):
    """An observation, the published batches that assert it, whether it was retracted, and by which edit, where that is known."""

    body: msgspec.Raw
    batches: tuple[str, ...]
    retracted: bool = False
    retracted_in: str | None = None


class Known(msgspec.Struct, frozen=True, tag="record"):
    """What one source calls somebody or something."""

    record: Record


class Moved(msgspec.Struct, frozen=True, tag="alias"):
    """What an id was merged into."""

    old_id: str
    entity_id: str


class Held(msgspec.Struct, frozen=True, tag="fact"):
    """A fact in one of its versions."""

    kind: str
    since: date
    until: date
    body: msgspec.Raw


Entry = Head | Published | Said | Known | Moved | Held

_ENCODER = msgspec.json.Encoder()
_DECODER: msgspec.json.Decoder[Entry] = msgspec.json.Decoder(Entry)
_MODULUS = 1 << 256


def encoded(entry: Entry) -> bytes:
    """Write an entry as one line."""
    return _ENCODER.encode(entry)


def decoded(line: bytes) -> Entry:
    """Read a line."""
    return _DECODER.decode(line)


class Content(msgspec.Struct, frozen=True):
    """How many entries, and a sum of their digests, which is the same in whatever order they come."""

    entries: int = 0
    digest: str = f"{0:064x}"

    def with_all(self, lines: Iterable[bytes]) -> "Content":
        """Add entries, as they are written.

        >>> Content().with_all([b"a", b"b"]) == Content().with_all([b"b"]).with_all([b"a"])
        True
        """
        count, total = self.entries, int(self.digest, 16)
        for line in lines:
            count += 1
            total = (total + int.from_bytes(hashlib.sha256(line).digest())) % _MODULUS
        return Content(count, f"{total:064x}")


class Part(msgspec.Struct, frozen=True):
    """Some entries of an archive, and what of it is there before and after them; nothing before means to begin anew."""

    head: Head
    before: Content
    entries: Sequence[Entry]
    after: Content


class Restoring(msgspec.Struct, frozen=True):
    """What of an archive is there that nobody sees yet."""

    revision: int
    content: Content


def goes_on(viewer: Viewer, part: Part, there: Restoring | None) -> bool:
    """Tell whether a part is to be added; one that is there already is not, and one that does not go on is refused."""
    if there == Restoring(part.head.revision, part.after):
        return False
    if part.before.entries and there != Restoring(part.head.revision, part.before):
        raise ConflictError(
            f"What is restored into {viewer.workspace} does not go on from what is there.", "Restore the archive again."
        )
    return True
