"""A workspace in a store, or read out of files: loaded, listed, and opened as studies."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from orggraph.analysis.options import Options
from orggraph.bootstrap import formats, now, open_store
from orggraph.domain.assumptions import Assumptions
from orggraph.domain.deals import Deal
from orggraph.domain.doubts import IdentityDoubt
from orggraph.domain.facts import SourceRecord
from orggraph.domain.findings import EscalationAgenda
from orggraph.domain.observations import Batch
from orggraph.domain.people import Account
from orggraph.domain.viewer import LOCAL, Viewer
from orggraph.errors import NotFound
from orggraph.library.naming import Named, day, named
from orggraph.library.study import Study
from orggraph.stores.base import AccountFilter, DealFilter, Store
from orggraph.stores.page import Page
from orggraph.usecases import deciding, doubting
from orggraph.usecases.agenda import plan_agenda
from orggraph.usecases.doubting import MOST_DOUBTS
from orggraph.usecases.editing import Edit
from orggraph.usecases.given_files import content_of
from orggraph.usecases.importing import ImportRequest, import_file
from orggraph.usecases.listing import list_accounts, list_deals
from orggraph.usecases.provenance import provenance
from orggraph.usecases.views import view

_PAGE = 200
_SQLITE = b"SQLite format 3\x00"


class Workspace:
    """One workspace of a store. Close it, or use it in a `with` block. Make it with `orggraph.open`."""

    def __init__(self, store: Store, viewer: Viewer) -> None:
        self._store = store
        self._viewer = viewer

    def load(
        self,
        file: str | Path,
        *,
        account: str | None = None,
        ours: bool = False,
        owner: str | None = None,
        importer: str | None = None,
    ) -> Batch:
        """Import a file or a folder, recognised by its content.

        Parameters
        ----------
        file : str or Path
            Where it is.
        account : str, optional
            The organisation that it describes, where it does not say.
        ours : bool
            Whether that organisation is our own.
        owner : str, optional
            Who of ours: whose contacts it holds.
        importer : str, optional
            The format, where it is in doubt.

        Returns
        -------
        Batch
            What was read, created, changed and refused.
        """
        path = Path(file)
        request = ImportRequest(
            file_name=path.name or path.resolve().name,
            content=content_of(path),
            importer=importer,
            account_name=account,
            account_is_ours=ours,
            owner_name=owner,
        )
        return import_file(self._store, self._viewer, formats(), request, now())

    def accounts(self) -> tuple[Account, ...]:
        """List the accounts, ours first, then by name."""
        return _all(lambda after: list_accounts(self._store, self._viewer, AccountFilter(), _PAGE, after))

    def deals(self) -> tuple[Deal, ...]:
        """List the deals of all accounts, by name."""
        return _all(lambda after: list_deals(self._store, self._viewer, DealFilter(), _PAGE, after))

    def account(self, wanted: str, as_of: date | str | None = None) -> Study:
        """Read an account, called by name or id, as it was on a day; today unless said."""
        account = named("account", wanted, (Named(one.id, one.name) for one in self.accounts()))
        on = now().date() if as_of is None else day(as_of)
        found = view(self._store, self._viewer, account, on)
        if found is None:
            raise NotFound(f"There was no account {wanted!r} on {on}.", "Ask as of a later day.")
        return Study(found.snapshot, Options(assumptions=Assumptions().learnt(found.snapshot.ours)))

    def agenda(
        self,
        deals: Iterable[str],
        calls_per_caller: int = 1,
        as_of: date | str | None = None,
        options: Options | None = None,
    ) -> EscalationAgenda:
        """Spread the callers over several deals, called by name or id."""
        known = [Named(one.id, one.name, one.account_id) for one in self.deals()]
        ids = [named("deal", one, known) for one in deals]
        on = now().date() if as_of is None else day(as_of)
        return plan_agenda(self._store, self._viewer, ids, calls_per_caller, on, options or Options())[1]

    def doubtful_people(
        self, account: str | None = None, as_of: date | str | None = None, most: int = MOST_DOUBTS
    ) -> tuple[IdentityDoubt, ...]:
        """Find people who may be one: with somebody of an account, called by name or id, or anywhere; the most probable first.

        Nothing joins them but `merge_people`; `keep_apart` says that they are two.
        """
        at = named("account", account, (Named(one.id, one.name) for one in self.accounts())) if account else None
        on = now().date() if as_of is None else day(as_of)
        return doubting.doubtful_people(self._store, self._viewer, on, at, most)

    def merge_people(self, keep: str, merge: str) -> str:
        """Say that two people, by id, are one, whatever their keys say; give the id of the one kept. Remembered."""
        return deciding.merge_people(self._store, self._edit("mergePeople"), keep, merge)

    def split_person(self, person: str, source_records: Sequence[int]) -> tuple[str, ...]:
        """Say that what some sources said of somebody was of somebody else. Remembered.

        Parameters
        ----------
        person : str
            Who, by id.
        source_records : sequence of int
            Places in `sources_of` that person.

        Returns
        -------
        tuple of str
            The ids of those who stay, and of the one split off last.
        """
        return deciding.split_person(self._store, self._edit("splitPerson"), person, source_records)

    def keep_apart(self, one: str, other: str) -> None:
        """Say that two people, by id, are not one, whatever both go by. Remembered."""
        deciding.keep_apart(self._store, self._edit("keepApart"), one, other)

    def sources_of(self, person: str) -> tuple[SourceRecord, ...]:
        """List what every source said of somebody, by id, the oldest first."""
        return tuple(record for record, _ in provenance(self._store, self._viewer, [person], now().date())[person])

    def _edit(self, what: str) -> Edit:
        return Edit(self._viewer, now(), what)

    def close(self) -> None:
        """Let go of the store."""
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()


def open_workspace(where: str | Path = "memory:", workspace: str = LOCAL.workspace) -> Workspace:
    """Open a store, or read a file into memory.

    Parameters
    ----------
    where : str or Path
        A store's URL (`memory:`, `sqlite:///file.db`: made where there is none), the path of such a database, or of a file that
        says by itself what it is about.
    workspace : str
        Which workspace of the store.

    Returns
    -------
    Workspace
        Empty in memory, for a start with `load`.

    Raises
    ------
    InvalidInput
        For what is no store and no file; UnreadableFile for a file that no importer knows.

    Examples
    --------
    >>> with open_workspace() as workspace:
    ...     workspace.accounts()
    ()
    """
    viewer = replace(LOCAL, workspace=workspace)
    path = Path(where)
    if not path.is_file():
        return Workspace(open_store(str(where)), viewer)
    with path.open("rb") as file:
        if file.read(len(_SQLITE)) == _SQLITE:
            return Workspace(open_store(f"sqlite:///{path}"), viewer)
    found = Workspace(open_store("memory:"), viewer)
    found.load(path)
    return found


def _all(page_after: Callable[[str | None], Page[Any]]) -> tuple[Any, ...]:
    rows: list[Any] = []
    page = page_after(None)
    rows.extend(page.rows)
    while page.has_next:
        page = page_after(page.keys[-1])
        rows.extend(page.rows)
    return tuple(rows)
