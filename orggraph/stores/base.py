"""What every store keeps, and its written contract; `tests/contract` holds each store to it.

- Everything is inside the viewer's workspace; what is in another is as if it were not there. So is what the viewer's sight leaves
  out, by the rule of `orggraph.stores.sight`, which every reading keeps to.
- An observation is kept once, however many batches assert it. It is *live* while a batch in state DONE asserts it and it was not
  retracted. Only live observations come back from `statements`.
- `stage` may be called many times; nothing of a batch is visible before `publish`, which is one transaction: all or nothing.
- `publish` refuses with `OvertakenError` when the workspace's revision is no longer `base_revision`.
- A reading sees one moment, whatever others write meanwhile.
- Of an import under way, only how far it has come is seen (`keep_job`): its batch is RUNNING, or FAILED, until it is published.
- `restore` may be called many times; nothing of an archive is visible before `show_restored`.
- Keys, identities and ids are any text without the character NUL, which importers refuse or leave out.
- The audit log has a contract of its own: `orggraph.stores.audit`.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Protocol

from orggraph.domain.audit import AuditEvent
from orggraph.domain.deals import Deal
from orggraph.domain.facts import Facts, Record, Version
from orggraph.domain.ids import EntityKind
from orggraph.domain.observations import Batch, Observation, Saying, Statement
from orggraph.domain.people import Account, Person
from orggraph.domain.relations import Tie
from orggraph.domain.viewer import Viewer
from orggraph.stores.archive import Entry, Head, Part, Restoring
from orggraph.stores.keys import Keys
from orggraph.stores.page import Page

if TYPE_CHECKING:
    from orggraph.stores.audit import AuditLog


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountFilter:
    """Which accounts."""

    name_contains: str | None = None
    is_ours: bool | None = None
    hidden: frozenset[str] = frozenset()
    """Accounts that are left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """Nothing was seen and no call was made later than a day, as far as it counts."""

    after: date
    signals: bool = True
    """Whether what was seen counts; what was seen of people at hidden accounts never does."""
    caller_id: str | None = None
    """Only the calls of this one count."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DealFilter:
    """Which deals."""

    account_ids: tuple[str, ...] | None = None
    owner_id: str | None = None
    open: bool | None = None
    hidden: frozenset[str] = frozenset()
    """Accounts whose deals are left out."""
    silence: Silence | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """All that one import, edit or undo changes, to be made visible at once.

    `facts` replaces each named fact by its versions, none meaning that it is gone. `records` replaces each named record, and numbers new
    ones in the order in which they are given.
    `moved` tells which entity id now stands for an older one. `retracted` observations stop being live.
    `event` goes into the audit log; where that fails, nothing is published.
    """

    base_revision: int
    batch: Batch
    records: tuple[Record, ...] = ()
    facts: Mapping[str, tuple[Version, ...]] = field(default_factory=dict)
    moved: Mapping[str, str] = field(default_factory=dict)
    retracted: tuple[str, ...] = ()
    event: AuditEvent | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What a store says of itself: its schema, and what is wrong with how it keeps things."""

    schema: int
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewedUpload:
    """A file that was previewed and can be committed until it expires. `body` holds what the use case needs again."""

    token: str
    expires_at: datetime
    body: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """An import under way, or one that failed: its batch as far as it has come, and who works on it until when."""

    batch: Batch
    holder: str
    """Whoever works on it, by a name that nobody else has."""
    lease: datetime
    """Until when nobody else takes it up, unless it is renewed."""
    attempt: int = 1
    body: bytes | None = field(default=None, repr=False)
    """What it takes to do the work; none given leaves what is there, an empty one lets it go."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lapsed:
    """An import that nobody works on any more, though it is not done."""

    workspace: str
    job: Job


@dataclass(frozen=True, slots=True)
class Pulse:
    """Two numbers: while both stay as they are, nothing that a workspace shows has changed."""

    revision: int
    progress: int
    """How often it was told how far imports have come."""


@dataclass(frozen=True, slots=True)
class Met:
    """Some ties of some people, and those whom they know by them."""

    ties: tuple[Tie, ...]
    people: tuple[Person, ...]


Found = Account | Person | Deal
"""What a search finds."""


class Reader(Protocol):
    """One moment of one workspace."""

    @property
    def revision(self) -> int:
        """How many publications there were."""
        ...

    def records(self, kind: EntityKind, keys: Collection[str], identities: Collection[str]) -> tuple[Record, ...]:
        """Give the records of a kind with these keys or identities, and all that share an identity or entity with them, and so on."""
        ...

    def records_of(self, entity_id: str) -> tuple[Record, ...]:
        """Give the records that were found to be this entity, first come first; an id that was merged away stands for its successor."""
        ...

    def statements(self, subjects: Collection[str] = (), referring_to: Collection[str] = ()) -> tuple[Statement, ...]:
        """Give the live statements about these records, and those that refer to the others, in the order of their ids."""
        ...

    def sayings(
        self, subjects: Collection[str] | None = None, referring_to: Collection[str] = (), most: int | None = None
    ) -> tuple[Saying, ...]:
        """Give all that was ever published about these records, and what refers to the others, in the order of ids: live or not.

        None: whatever was ever published; refused with TooLargeError when that is more than `most`.
        """
        ...

    def asserted_only_by(self, batch_id: str) -> tuple[Observation, ...]:
        """Give the live observations that would stop being live without this batch."""
        ...

    def asserted_by_others_too(self, batch_id: str) -> tuple[Statement, ...]:
        """Give the other live statements of this batch, with the times that they would have without it."""
        ...

    def live(self, observation_ids: Collection[str]) -> frozenset[str]:
        """Tell which of these observations are live."""
        ...

    def retracted(self, observation_ids: Collection[str]) -> frozenset[str]:
        """Tell which of these observations were retracted, and so are never live again."""
        ...

    def facts(self, anchor_id: str | None, as_of: date) -> Facts | None:
        """Give the facts around anything: its account, ours, and the third parties that link them; None: ours itself.

        None as the answer: the anchor does not exist at that date. Ties: those of the account's people; those of the third parties
        met there with ours, with each other and with people who know one of ours; those among ours. Where the account
        is ours, only those among ours. Escalations: all of the workspace's, for callers are shared.
        """
        ...

    def ours(self, as_of: date) -> Account | None:
        """Give our account: of several the one whose id comes first."""
        ...

    def homes(self, ids: Collection[str], as_of: date) -> Mapping[str, str | None]:
        """Tell at which account people, seats, deals and what hangs on deals are, by the ids asked for; an account is at itself.

        None: somebody of no account. What is not there, and ties and influences, which are between two, are left out.
        """
        ...

    def people(self, person_ids: Collection[str], as_of: date) -> Mapping[str, Person]:
        """Give people by the ids asked for; one that was merged away gives its successor."""
        ...

    def people_of(self, account_id: str | None, as_of: date, first: int, after: str | None) -> tuple[Person, ...]:
        """Give people of an account in the order of ids, from the first id after one on; None: whoever is in the workspace."""
        ...

    def met(self, person_ids: Collection[str], as_of: date, *, at: str | None = None, only: str | None = None) -> Met:
        """Give all ties of some people to somebody who is there: at an account, to one person, or to anybody.

        Found from those people outwards, whatever the size of the workspace.
        """
        ...

    def account(self, account_id: str) -> Account | None:
        """Give one account, as it is now."""
        ...

    def accounts(self, where: AccountFilter, first: int, after: str | None) -> Page[Account]:
        """Give accounts by name; ours first."""
        ...

    def deals(self, where: DealFilter, first: int, after: str | None) -> Page[Deal]:
        """Give deals by name, as they are now."""
        ...

    def ties(self, person_id: str, first: int, after: str | None) -> Page[Tie]:
        """Give somebody's ties, in the order of their ids."""
        ...

    def search(self, text: str, first: int, after: str | None) -> Page[Found]:
        """Find people, accounts and deals as they are now by the beginnings of words, by the rule of `orggraph.stores.search`."""
        ...

    def everything(self) -> Iterator[Version]:
        """Go through all facts in all versions, by kind and id."""
        ...

    def archive(self) -> Iterator[Entry]:
        """Go through all that the workspace holds, in an order that is the same at every reading of this moment; the head first."""
        ...

    def batch(self, batch_id: str) -> Batch | None:
        """Give one import or edit; one under way, or that failed, as far as it has come."""
        ...

    def batches(self, first: int, after: str | None) -> Page[Batch]:
        """Give the imports, the newest first, those under way and those that failed too; edits are left out."""
        ...


class Store(Keys, Protocol):
    """A place where workspaces live."""

    @property
    def audit(self) -> "AuditLog":
        """Who did what."""
        ...

    def reading(self, viewer: Viewer) -> AbstractContextManager[Reader]:
        """Open one consistent reading."""
        ...

    def stage(self, viewer: Viewer, batch: Batch, observations: Iterable[Observation]) -> None:
        """Keep observations under a batch that nobody sees yet; may be repeated, and saying the same again adds nothing."""
        ...

    def publish(self, viewer: Viewer, publication: Publication) -> int:
        """Make it all visible at once and give the new revision."""
        ...

    def save_preview(self, viewer: Viewer, preview: PreviewedUpload) -> None:
        """Keep a previewed file until it expires; those expired at that time go."""
        ...

    def find_preview(self, viewer: Viewer, token: str) -> PreviewedUpload | None:
        """Give a previewed file back, expired or not."""
        ...

    def keep_job(self, viewer: Viewer, job: Job, taken_from: str | None = None) -> None:
        """Begin a job, tell how far it has come, or take it from a holder; refuses with TakenUpError where another holds it."""
        ...

    def end_job(self, viewer: Viewer, batch_id: str, holder: str) -> None:
        """Let go of a job that was published, unless another holds it."""
        ...

    def lapsed_jobs(self, at: datetime) -> tuple[Lapsed, ...]:
        """Give the jobs of all workspaces that are under way and whose lease has run out, the longest lapsed first."""
        ...

    def pulse(self, viewer: Viewer) -> Pulse:
        """Tell, at next to no cost, whether there may be something new to see."""
        ...

    def restoring(self, viewer: Viewer) -> Restoring | None:
        """Tell what of an archive is there that nobody sees yet."""
        ...

    def restore(self, viewer: Viewer, part: Part) -> None:
        """Add entries of an archive to a workspace that nobody sees; refuses with ConflictError when one was published there.

        Adding the same part again adds nothing; a part that does not go on from what is there is refused.
        """
        ...

    def show_restored(self, viewer: Viewer, head: Head) -> None:
        """Make a restored workspace visible at once."""
        ...

    def ready(self) -> None:
        """Answer a trivial question, or raise StoreError."""
        ...

    def workspaces(self) -> tuple[str, ...]:
        """Name the workspaces in which something was published."""
        ...

    def examine(self) -> State:
        """Look for damage, as far as that is cheap."""
        ...

    def close(self) -> None:
        """Let go of files and connections."""
        ...
