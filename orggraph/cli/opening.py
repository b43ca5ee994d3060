"""What the commands share: the store that is meant, every row of a list, a deal by its name."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from orggraph.errors import InvalidInput, NotFound

if TYPE_CHECKING:
    from orggraph.domain.people import Locale
    from orggraph.domain.viewer import Viewer
    from orggraph.stores.base import Store
    from orggraph.usecases.views import AccountView

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
ROWS = 200
"""How many rows are read at a time."""


def opened(context: typer.Context) -> "tuple[Store, Viewer]":
    """Open the store that is meant, until the command ends."""
    from orggraph.bootstrap import open_store  # noqa: PLC0415
    from orggraph.domain.viewer import LOCAL  # noqa: PLC0415

    store = open_store(context.obj)
    context.call_on_close(store.close)
    return store, LOCAL


def language_of(locale: str) -> "Locale":
    """Give the language that is meant."""
    from orggraph.domain.people import Locale  # noqa: PLC0415

    if locale.upper() not in set(Locale):
        raise InvalidInput(f"There is no language {locale!r}.", "Choose en or fr.")
    return Locale(locale.upper())


def every_row(page_after: Any) -> list[Any]:
    """Read a list to its end."""
    rows: list[Any] = []
    after: str | None = None
    while True:
        page = page_after(after)
        rows.extend(page.rows)
        if not page.has_next:
            return rows
        after = page.keys[-1]


def deal_id_of(store: "Store", viewer: "Viewer", wanted: str) -> str:
    """Find a deal by its name; what is none is taken for an id."""
    from orggraph.stores.base import DealFilter  # noqa: PLC0415
    from orggraph.usecases.listing import list_deals  # noqa: PLC0415

    rows = every_row(lambda after: list_deals(store, viewer, DealFilter(), ROWS, after))
    same = [d.id for d in rows if wanted in (d.id, d.name)]
    if len(same) > 1:
        raise InvalidInput(f"Several deals are called {wanted!r}: {', '.join(same)}.", "Give the id.")
    return same[0] if same else wanted


def person_id_of(store: "Store", viewer: "Viewer", wanted: str) -> str:
    """Find somebody by their whole name; what is none is taken for an id."""
    from orggraph.domain.ids import EntityKind, kind_of  # noqa: PLC0415
    from orggraph.domain.people import Person  # noqa: PLC0415
    from orggraph.usecases.listing import search  # noqa: PLC0415

    if kind_of(wanted) is EntityKind.PERSON:
        return wanted
    rows = every_row(lambda after: search(store, viewer, wanted, ROWS, after))
    same = [one.id for one in rows if isinstance(one, Person) and one.name == wanted]
    if len(same) > 1:
        raise InvalidInput(f"Several people are called {wanted!r}: {', '.join(same)}.", "Give the id.")
    return same[0] if same else wanted


def somebody_in(account: "AccountView", wanted: str) -> str:
    """Find somebody of ours or theirs by name or id."""
    people = account.snapshot.people
    same = [one.id for one in people.values() if wanted in (one.id, one.name)]
    if not same:
        raise NotFound(f"There is nobody called {wanted!r} here.", "Find them with `orggraph search`.")
    if len(same) > 1:
        raise InvalidInput(f"Several people are called {wanted!r}: {', '.join(same)}.", "Give the id.")
    return same[0]


def account_id_of(store: "Store", viewer: "Viewer", wanted: str) -> str:
    """Find an account by its name; what is none is taken for an id."""
    from orggraph.stores.base import AccountFilter  # noqa: PLC0415
    from orggraph.usecases.listing import list_accounts  # noqa: PLC0415

    where = AccountFilter(name_contains=wanted)
    rows = every_row(lambda after: list_accounts(store, viewer, where, ROWS, after))
    same = [one.id for one in rows if one.name == wanted]
    if len(same) > 1:
        raise InvalidInput(f"Several accounts are called {wanted!r}: {', '.join(same)}.", "Give the id.")
    return same[0] if same else wanted
