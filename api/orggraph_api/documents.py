"""Documents that are named by their hash: those the server was given, and those a workspace sent before."""

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Any

import msgspec
from graphql import DocumentNode, GraphQLError, GraphQLSchema, parse, specified_rules
from strawberry.schema.schema import validate_document

from orggraph.errors import InvalidInput
from orggraph_api.errors import DocumentNotFound, UntrustedDocument

PREFIX = "sha256:"
_HASH_LENGTH = 64
_VERSION = 1
MOST_DOCUMENTS = 100
"""Documents remembered for one workspace."""
MOST_WORKSPACES = 50
LONGEST = 10_000
"""Characters of a document that is remembered: a longer one is sent each time."""


class OnlyTrusted(StrEnum):
    """For whom nothing runs but trusted documents."""

    NEVER = "never"
    SESSIONS = "sessions"
    """For those signed in by a cookie; keys and tokens may ask freely."""
    ALWAYS = "always"


@dataclass(frozen=True)
class Documents:
    """What may be asked for by its hash; a workspace meets the trusted documents and its own."""

    trusted: Mapping[str, str] = field(default_factory=dict)
    """Hash -> document."""
    pinned: Mapping[str, DocumentNode] = field(default_factory=dict)
    """The same parsed, by their text."""
    only: OnlyTrusted = OnlyTrusted.NEVER
    _sent: OrderedDict[str, OrderedDict[str, str]] = field(default_factory=OrderedDict, repr=False)
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def text(self, workspace: str, text: str | None, extensions: Mapping[str, Any] | None) -> str:
        """Give the document of a request, by itself or by its hash.

        Raises
        ------
        DocumentNotFound
            For a hash of which nothing is known yet: the client sends the document with it.
        InvalidInput
            For what is no hash, or not that of the document beside it; and for neither hash nor document.
        """
        named = _hash(extensions)
        if named is None:
            if not text:
                raise InvalidInput("The request has no `query`.", "Send one, or the `documentId` of one.")
            return text
        if not text:
            return self._known(workspace, named)
        if hash_of(text) != named:
            raise InvalidInput("The hash is not that of `query`.", "Give the SHA-256 of its UTF-8 text.")
        self._remember(workspace, named, text)
        return text

    def refuse_untrusted(self, text: str, *, by_session: bool) -> None:
        """Refuse a document that was not given to the server, where only those run."""
        bound = self.only is OnlyTrusted.ALWAYS or (self.only is OnlyTrusted.SESSIONS and by_session)
        if bound and text not in self.pinned:
            raise UntrustedDocument(
                "Only documents that this server was given are run.", "Ask whoever runs it to add this one."
            )

    def _known(self, workspace: str, named: str) -> str:
        if named in self.trusted:
            return self.trusted[named]
        with self._lock:
            sent: OrderedDict[str, str] = self._sent.get(workspace, OrderedDict())
            if named not in sent:
                raise DocumentNotFound
            sent.move_to_end(named)
            return sent[named]

    def _remember(self, workspace: str, named: str, text: str) -> None:
        if self.only is OnlyTrusted.ALWAYS or named in self.trusted or len(text) > LONGEST:
            return
        with self._lock:
            sent = self._sent.setdefault(workspace, OrderedDict())
            sent[named] = text
            for kept, one, most in ((sent, named, MOST_DOCUMENTS), (self._sent, workspace, MOST_WORKSPACES)):
                kept.move_to_end(one)
                if len(kept) > most:
                    kept.popitem(last=False)


def hash_of(text: str) -> str:
    """Give what a document is named by.

    >>> hash_of("{ __typename }")[:8]
    '7f56e67d'
    """
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()


def named_by(document_id: str) -> dict[str, Any]:
    """Give the extension that says the same as the `documentId` of GraphQL over HTTP.

    >>> named_by("sha256:7f56")
    {'persistedQuery': {'version': 1, 'sha256Hash': '7f56'}}
    """
    return {"persistedQuery": {"version": _VERSION, "sha256Hash": document_id.removeprefix(PREFIX)}}


def _hash(extensions: Mapping[str, Any] | None) -> str | None:
    held = (extensions or {}).get("persistedQuery")
    if held is None:
        return None
    if not isinstance(held, dict) or held.get("version") != _VERSION:
        raise InvalidInput(
            "`persistedQuery` is not of version 1.", "Send {version: 1, sha256Hash}, or the whole query."
        )
    named = held.get("sha256Hash")
    if not isinstance(named, str) or len(named) != _HASH_LENGTH or set(named) - set("0123456789abcdef"):
        raise InvalidInput("The document is not named by 64 digits of lower-case hexadecimal.", "Give its SHA-256.")
    return named


def read_documents(path: Path | None, only: OnlyTrusted, schema: GraphQLSchema) -> Documents:
    """Read the documents that the server is given: a JSON object of hash -> document.

    Raises
    ------
    InvalidInput
        For a file that is not such an object, or holds a document that could never run.
    """
    if path is None:
        if only is not OnlyTrusted.NEVER:
            raise InvalidInput(
                "Only trusted documents are to run, and there are none.", "Name their file: ORGGRAPH_TRUSTED_DOCUMENTS."
            )
        return Documents()
    try:
        held = msgspec.json.decode(path.read_bytes(), type=dict[str, str])
    except (OSError, msgspec.MsgspecError) as error:
        raise InvalidInput(
            f"The trusted documents in {path} cannot be read: {error}.", "Give a JSON object of SHA-256 -> document."
        ) from error
    trusted = {named.removeprefix(PREFIX): text for named, text in held.items()}
    pinned = {text: _checked(path, named, text, schema) for named, text in trusted.items()}
    return Documents(MappingProxyType(trusted), MappingProxyType(pinned), only)


def _checked(path: Path, named: str, text: str, schema: GraphQLSchema) -> DocumentNode:
    if hash_of(text) != named:
        raise InvalidInput(f"In {path}, {named} is not the SHA-256 of its document.", f"It is {hash_of(text)}.")
    try:
        document = parse(text)
        wrong = validate_document(schema, document, tuple(specified_rules))
    except GraphQLError as error:
        wrong = [error]
    if wrong:
        raise InvalidInput(
            f"In {path}, the document {named} cannot run: {wrong[0].message}", "Mend it or leave it out."
        )
    return document
