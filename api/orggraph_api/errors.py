"""What a caller got wrong comes back as data, or as an error with a code; what we got wrong is masked, with an id that is logged."""

import logging
import re
import secrets
from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any, ClassVar, TypeVar

import strawberry
from graphql import GraphQLError

from orggraph.errors import InvalidInput, OrgGraphError, StoreError

T = TypeVar("T")
log = logging.getLogger("orggraph.api")

_SUGGESTION = re.compile(r" Did you mean .*", re.DOTALL)
"""What validation guesses at: a schema that may not be read is not told in pieces either."""


class Later(OrgGraphError):
    """What may be asked again in some seconds."""

    status: ClassVar[int]

    def __init__(self, message: str, hint: str, seconds: int) -> None:
        super().__init__(message, hint)
        self.seconds = seconds


class RateLimited(Later):
    """More than may be asked in a minute."""

    code = "RATE_LIMITED"
    status = 429


class TooMany(Later):
    """More connections or operations at once than one user may have."""

    code = "TOO_MANY"
    status = 429

    def __init__(self, message: str, hint: str, seconds: int = 5) -> None:
        super().__init__(message, hint, seconds)


class Busy(Later):
    """More heavy operations than are run at once."""

    code = "BUSY"
    status = 503


class DocumentNotFound(OrgGraphError):
    """A hash of which no document is known here; clients that send hashes go by these words, and send the document."""

    code = "PERSISTED_QUERY_NOT_FOUND"

    def __init__(self) -> None:
        super().__init__("PersistedQueryNotFound")


class UntrustedDocument(OrgGraphError):
    """A document that was not given to a server which runs no other."""

    code = "UNTRUSTED_DOCUMENT"


@strawberry.enum(description="Why a mutation was refused.")
class UserErrorCode(StrEnum):
    """Why a mutation was refused."""

    INVALID = "INVALID"
    NOT_FOUND = "NOT_FOUND"
    CONFLICT = "CONFLICT"
    FORBIDDEN = "FORBIDDEN"
    TOO_LARGE = "TOO_LARGE"
    UNREADABLE_FILE = "UNREADABLE_FILE"
    CYCLE = "CYCLE"
    DUPLICATE = "DUPLICATE"
    EXPIRED = "EXPIRED"


@strawberry.type(description="What the caller got wrong, and where in the input.")
class UserError:
    """What the caller got wrong."""

    code: UserErrorCode
    message: str
    path: list[str]


def user_errors(error: OrgGraphError) -> list[UserError]:
    """Turn an error into data."""
    return [UserError(code=UserErrorCode(error.code), message=str(error), path=list(error.path))]


def attempt(payload: Callable[..., T], mutation_id: str | None, act: Callable[[], dict[str, Any]]) -> T:
    """Act, and answer with what came of it or with what was wrong."""
    try:
        return payload(client_mutation_id=mutation_id, errors=[], **act())
    except OrgGraphError as error:
        if error.code not in set(UserErrorCode):
            raise
        return payload(client_mutation_id=mutation_id, errors=user_errors(error))


def formatted(error: GraphQLError) -> GraphQLError:
    """Give the error as a client may see it."""
    cause = error.original_error
    if cause is None or isinstance(cause, GraphQLError):
        return _replaced(error, _SUGGESTION.sub("", error.message), {"code": InvalidInput.code})
    if isinstance(cause, OrgGraphError) and not isinstance(cause, StoreError):
        again = {"retryAfter": cause.seconds} if isinstance(cause, Later) else {}
        return _replaced(error, str(cause), {"code": cause.code, "input": list(cause.path), **again})
    return _replaced(error, *masked(cause))


def masked(error: Exception) -> tuple[str, dict[str, str]]:
    """Log what went wrong on our side under an id, and give what a client may know of it."""
    reference = secrets.token_hex(6)
    if isinstance(error, StoreError):
        log.error("error %s: %s", reference, error)
        return f"The store cannot be used. Reference: {reference}.", {"code": error.code, "id": reference}
    log.error("unexpected error %s", reference, exc_info=error)
    return f"Something went wrong on our side. Reference: {reference}.", {"code": "INTERNAL", "id": reference}


def _replaced(error: GraphQLError, message: str, extensions: Mapping[str, Any]) -> GraphQLError:
    return GraphQLError(message, error.nodes, error.source, error.positions, error.path, extensions=dict(extensions))
