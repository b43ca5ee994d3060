"""The error tree. Each class has a stable code, a message that says what and where, and a hint that says what to do.

OrgGraphError
├── InvalidInput          INVALID           a value, argument or option that cannot be
│   └── CycleError        CYCLE             a reporting line that would close a loop
├── NotFound              NOT_FOUND         an id that names nothing the viewer may see
├── DuplicateError        DUPLICATE         a second one of what can exist once
├── ConflictError         CONFLICT          what was asked does not go with what is there
│   ├── OvertakenError    CONFLICT          somebody else changed the workspace meanwhile: doing it again may do
│   └── TakenUpError      CONFLICT          another process goes on with the work
├── ForbiddenError        FORBIDDEN         the viewer may not do this
├── ExpiredError          EXPIRED           a preview or a token past its time
├── TooLargeError         TOO_LARGE         a file or request over its bound
├── TooComplexError       TOO_COMPLEX       a query that asks for too much at once
├── TookTooLong           TIMEOUT           work that did not end in the time that an operation may take
├── UnreadableFile        UNREADABLE_FILE   a file that no importer can read, or that only one could by guessing
└── StoreError            STORE             the store cannot be opened, is newer than we are, or is damaged
"""

from typing import ClassVar


class OrgGraphError(Exception):
    """What a user did or has is wrong, and how to mend it."""

    code: ClassVar[str] = "ERROR"

    def __init__(self, message: str, hint: str = "", path: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.path = path

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()


class InvalidInput(OrgGraphError):
    """A value, argument or option that cannot be."""

    code = "INVALID"


class CycleError(InvalidInput):
    """A reporting line that would close a loop."""

    code = "CYCLE"


class NotFound(OrgGraphError):
    """An id that names nothing the viewer may see."""

    code = "NOT_FOUND"


class DuplicateError(OrgGraphError):
    """A second one of what can exist once."""

    code = "DUPLICATE"


class ConflictError(OrgGraphError):
    """What was asked does not go with what is there."""

    code = "CONFLICT"


class OvertakenError(ConflictError):
    """Somebody else changed the workspace meanwhile: doing it again may do."""


class TakenUpError(ConflictError):
    """Another process goes on with the work."""


class ForbiddenError(OrgGraphError):
    """The viewer may not do this."""

    code = "FORBIDDEN"


class ExpiredError(OrgGraphError):
    """A preview or a token past its time."""

    code = "EXPIRED"


class TooLargeError(OrgGraphError):
    """A file or request over its bound."""

    code = "TOO_LARGE"


class TooComplexError(OrgGraphError):
    """A query that asks for too much at once."""

    code = "TOO_COMPLEX"


class TookTooLong(OrgGraphError):
    """Work that did not end in the time that an operation may take."""

    code = "TIMEOUT"


class UnreadableFile(OrgGraphError):
    """A file that no importer can read, or that several could."""

    code = "UNREADABLE_FILE"


class StoreError(OrgGraphError):
    """The store cannot be opened, is newer than this program, or is damaged."""

    code = "STORE"
