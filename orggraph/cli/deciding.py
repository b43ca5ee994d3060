"""Who is who: pairs in doubt, and what somebody decides of them."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from orggraph.cli.opening import AsJson, account_id_of, opened, person_id_of
from orggraph.cli.output import as_json, table, talk
from orggraph.errors import TooLargeError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from orggraph.domain.doubts import IdentityDoubt
    from orggraph.domain.viewer import Viewer
    from orggraph.stores.base import Store
    from orggraph.usecases.editing import Edit

people_app = typer.Typer(help="Who is who: people who may be one, merged, split, kept apart.", no_args_is_help=True)

_SHOWN = 10
Someone = Annotated[str, typer.Argument(help="Somebody, by id or whole name.", metavar="PERSON")]
Another = Annotated[str, typer.Argument(help="Somebody else, by id or whole name.", metavar="OTHER")]


@people_app.command()
def doubtful(
    context: typer.Context,
    account: Annotated[
        str | None, typer.Option(help="Only with people of this account, by name or id.", metavar="NAME")
    ] = None,
    first: Annotated[int, typer.Option(help="At most how many.", min=1, max=1_000)] = 100,
    json: AsJson = False,
) -> None:
    """List the pairs of people who may be one, the most probable first, and why."""
    from orggraph.bootstrap import now  # noqa: PLC0415
    from orggraph.usecases.doubting import doubtful_people  # noqa: PLC0415

    store, viewer = opened(context)
    at = account_id_of(store, viewer, account) if account else None
    found = doubtful_people(store, viewer, now().date(), at, first)
    if json:
        as_json(doubts_as_json(found))
        return
    rows = [(f"{d.probability:.2f}", d.one.id, d.one.name, d.other.id, d.other.name, _why(d)) for d in found]
    table(("probability", "id", "name", "id", "name", "why"), rows)


@people_app.command()
def sources(context: typer.Context, person: Someone, json: AsJson = False) -> None:
    """List what sources said of somebody, numbered as `split` takes them."""
    from orggraph.bootstrap import now  # noqa: PLC0415
    from orggraph.usecases.provenance import provenance  # noqa: PLC0415

    store, viewer = opened(context)
    wanted = person_id_of(store, viewer, person)
    records = [record for record, _ in provenance(store, viewer, [wanted], now().date())[wanted]]
    if json:
        as_json([{"record": n, "source": r.source, "saidAt": r.said_at, "said": r.said} for n, r in enumerate(records)])
        return
    rows = [(n, r.source, f"{r.said_at:%Y-%m-%d %H:%M}", _said(r.said)) for n, r in enumerate(records)]
    table(("record", "source", "when", "said"), rows)


@people_app.command()
def merge(context: typer.Context, person: Someone, other: Another, json: AsJson = False) -> None:
    """Say that two are one: the first is kept, with all that was said of the other. Remembered."""
    from orggraph.usecases.deciding import merge_people  # noqa: PLC0415

    store, viewer = opened(context)
    keep, gone = (person_id_of(store, viewer, one) for one in (person, other))
    _tell(store, viewer, [merge_people(store, _edit(viewer, "mergePeople"), keep, gone)], json=json)


@people_app.command()
def split(
    context: typer.Context,
    person: Someone,
    records: Annotated[
        list[int],
        typer.Argument(help="Records of somebody else, as `people sources` numbers them.", metavar="RECORD..."),
    ],
    json: AsJson = False,
) -> None:
    """Say that what some sources said was of somebody else. Remembered."""
    from orggraph.usecases.deciding import split_person  # noqa: PLC0415

    store, viewer = opened(context)
    wanted = person_id_of(store, viewer, person)
    _tell(store, viewer, split_person(store, _edit(viewer, "splitPerson"), wanted, records), json=json)


@people_app.command()
def keep_apart(context: typer.Context, person: Someone, other: Another, json: AsJson = False) -> None:
    """Say that two are not one, whatever both go by. Remembered."""
    from orggraph.usecases import deciding  # noqa: PLC0415

    store, viewer = opened(context)
    both = [person_id_of(store, viewer, one) for one in (person, other)]
    deciding.keep_apart(store, _edit(viewer, "keepApart"), both[0], both[1])
    _tell(store, viewer, both, json=json)


def _edit(viewer: "Viewer", mutation: str) -> "Edit":
    from orggraph.bootstrap import now  # noqa: PLC0415
    from orggraph.usecases.editing import Edit  # noqa: PLC0415

    return Edit(viewer, now(), mutation)


def _tell(store: "Store", viewer: "Viewer", ids: "Iterable[str]", *, json: bool) -> None:
    from orggraph.bootstrap import now  # noqa: PLC0415

    with store.reading(viewer) as reader:
        people = reader.people(tuple(ids), now().date())
    rows = [{"id": one.id, "name": one.name, "title": one.title} for one in people.values()]
    if json:
        as_json(rows)
    else:
        table(("id", "name", "title"), [tuple(row.values()) for row in rows])


def _why(doubt: "IdentityDoubt") -> str:
    from orggraph.domain.people import Locale  # noqa: PLC0415
    from orggraph.text import contribution_label  # noqa: PLC0415

    return "; ".join(f"{contribution_label(r.code, Locale.EN)} {r.value:+.2f}" for r in doubt.reasons)


def _said(said: "dict[str, object]") -> str:
    return ", ".join(f"{name} {value}" for name, value in said.items())


def doubts_as_json(doubts: "Iterable[IdentityDoubt]") -> list[dict[str, Any]]:
    """Give pairs as data."""
    return [
        {
            "one": {"id": doubt.one.id, "name": doubt.one.name},
            "other": {"id": doubt.other.id, "name": doubt.other.name},
            "probability": doubt.probability,
            "reasons": [{"code": reason.code, "value": reason.value} for reason in doubt.reasons],
        }
        for doubt in doubts
    ]


def in_doubt(ask: "Callable[[], tuple[IdentityDoubt, ...]]") -> "tuple[IdentityDoubt, ...]":
    """Find the pairs that an import puts in doubt; in a workspace that is too large to compare them in, say so."""
    try:
        return ask()
    except TooLargeError as error:
        talk(f"Who may be one person was not looked for. {error}")
        return ()


def show_doubts(doubts: "tuple[IdentityDoubt, ...]") -> None:
    """Tell of the pairs that may be one, the most probable of them by name."""
    for doubt in doubts[:_SHOWN]:
        talk(f"May be one person, {doubt.probability:.0%}: {doubt.one.name}, {doubt.other.name}: {_why(doubt)}.")
    if doubts:
        more = f"And {len(doubts) - _SHOWN} pairs more. " if len(doubts) > _SHOWN else ""
        talk(f"{more}Decide with: orggraph people doubtful, merge, keep-apart.")
