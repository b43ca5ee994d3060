"""Moving a workspace: from store to store, or into a file and back. What arrived is held against what was sent."""

import gzip
import zlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from itertools import islice
from pathlib import Path

import msgspec

from orggraph.domain.viewer import Viewer
from orggraph.errors import InvalidInput, NotFound, StoreError, UnreadableFile
from orggraph.stores.archive import FORMAT, Content, Entry, Head, Part, decoded, encoded
from orggraph.stores.base import Store
from orggraph.usecases.progress import Step, Watch, unwatched

AT_ONCE = 5_000
"""How many entries are written in one transaction."""

Source = Callable[[], AbstractContextManager[Iterator[Entry]]]
"""Opens an archive at its beginning."""


class _End(msgspec.Struct, frozen=True, tag="end"):
    """The last line of a file: what the lines between the first and this one hold."""

    content: Content


_LINES: msgspec.json.Decoder[Entry | _End] = msgspec.json.Decoder(Entry | _End)


def copy(source: Store, target: Store, viewer: Viewer, watch: Watch = unwatched, at_once: int = AT_ONCE) -> Content:
    """Copy a workspace into an empty store; goes on where an earlier copy of the same revision was cut off."""
    return _restore(lambda: _of_store(source, viewer), target, viewer, watch, at_once)


def dump(source: Store, viewer: Viewer, file: Path, watch: Watch = unwatched) -> Content:
    """Write a workspace to a new file that its owner alone can read, as it is at one moment."""
    if file.exists():
        raise InvalidInput(f"{file} exists already.", "Name a new file.")
    if not file.parent.is_dir():
        raise InvalidInput(f"There is no folder {file.parent}.", "Make it, or name a file elsewhere.")
    content = Content()
    with _of_store(source, viewer) as entries, _new(file) as lines:
        lines.write(encoded(_head(entries)) + b"\n")
        for some in _batched(entries):
            texts = [encoded(entry) for entry in some]
            lines.write(b"\n".join(texts) + b"\n")
            content = content.with_all(texts)
            watch(Step.WRITING, content.entries, None)
        lines.write(msgspec.json.encode(_End(content)) + b"\n")
    return content


@contextmanager
def _new(file: Path) -> Iterator[gzip.GzipFile]:
    """Write a file that its owner alone can read, and that has its name when it is whole."""
    unfinished = file.with_name(f"{file.name}.part")
    unfinished.unlink(missing_ok=True)
    try:
        unfinished.touch(mode=0o600)
        with unfinished.open("wb") as written, gzip.GzipFile("", "wb", fileobj=written, mtime=0) as lines:
            yield lines
        unfinished.replace(file)
    finally:
        unfinished.unlink(missing_ok=True)


def load(file: Path, target: Store, viewer: Viewer, watch: Watch = unwatched) -> Content:
    """Restore a workspace from a file into an empty store; a file that is not whole is refused first."""
    whole = _check(file, watch)
    return _restore(lambda: _of_file(file), target, viewer, watch, AT_ONCE, total=whole.entries)


def _restore(
    source: Source,
    target: Store,
    viewer: Viewer,
    watch: Watch,
    at_once: int,
    *,
    total: int | None = None,
    anew: bool = False,
) -> Content:
    with source() as entries:
        head = _head(entries)
        begun = None if anew else target.restoring(viewer)
        content = Content()
        if begun and begun.revision == head.revision:
            content = content.with_all(map(encoded, islice(entries, begun.content.entries)))
            if content != begun.content:
                return _restore(source, target, viewer, watch, at_once, total=total, anew=True)
        for some in _batched(entries, at_once):
            after = content.with_all(map(encoded, some))
            target.restore(viewer, Part(head, content, some, after))
            content = after
            watch(Step.WRITING, content.entries, total)
    target.show_restored(viewer, head)
    _compare(target, viewer, content, watch)
    return content


def _compare(target: Store, viewer: Viewer, sent: Content, watch: Watch) -> None:
    arrived = Content()
    with _of_store(target, viewer) as entries:
        _head(entries)
        for some in _batched(entries):
            arrived = arrived.with_all(map(encoded, some))
            watch(Step.COMPARING, arrived.entries, sent.entries)
    if arrived != sent:
        raise StoreError(
            f"What arrived ({arrived.entries} entries, {arrived.digest[:12]}) is not what was sent "
            f"({sent.entries} entries, {sent.digest[:12]}).",
            "Do not use the new store; empty it and try again.",
        )


@contextmanager
def _of_store(store: Store, viewer: Viewer) -> Iterator[Iterator[Entry]]:
    with store.reading(viewer) as reader:
        if not reader.revision:
            raise NotFound(f"The workspace {viewer.workspace} is empty.", "Name the store that holds it.")
        yield iter(reader.archive())


@contextmanager
def _of_file(file: Path) -> Iterator[Iterator[Entry]]:
    with gzip.open(file, "rb") as lines:
        yield (entry for line in lines if not isinstance(entry := _LINES.decode(line), _End))


def _check(file: Path, watch: Watch) -> Content:
    """Tell what is in a file; refuse one that is no archive, of a newer kind, cut short or damaged."""
    content, end = Content(), None
    try:
        with gzip.open(file, "rb") as lines:
            head = decoded(next(lines, b""))
            if isinstance(head, Head) and head.format != FORMAT:
                raise UnreadableFile(f"{file} is an archive of another kind ({head.format}).", "Upgrade orggraph.")
            while some := list(islice(lines, AT_ONCE)):
                end = _LINES.decode(some[-1])
                content = content.with_all(
                    line.rstrip(b"\n") for line in (some[:-1] if isinstance(end, _End) else some)
                )
                watch(Step.READING, content.entries, None)
    except (gzip.BadGzipFile, zlib.error, EOFError, msgspec.MsgspecError) as error:
        raise UnreadableFile(
            f"{file} is no whole archive: {error}.", "Use one that `orggraph store dump` finished."
        ) from error
    if not isinstance(end, _End) or end.content != content:
        raise UnreadableFile(f"{file} is damaged or cut short.", "Use one that `orggraph store dump` finished.")
    return content


def _head(entries: Iterator[Entry]) -> Head:
    head = next(entries, None)
    if not isinstance(head, Head):
        raise UnreadableFile("The archive does not begin as one.", "Use one that `orggraph store dump` finished.")
    return head


def _batched(entries: Iterator[Entry], at_once: int = AT_ONCE) -> Iterator[list[Entry]]:
    while some := list(islice(entries, at_once)):
        yield some
