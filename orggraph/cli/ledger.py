"""The commands about calls that were planned or made: the ledger, how good forecasts were, what outcomes teach."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from orggraph.cli.asking import AsOfOption
from orggraph.cli.opening import AsJson, opened
from orggraph.cli.output import as_json, data, table, talk
from orggraph.errors import InvalidInput

if TYPE_CHECKING:
    from orggraph.domain.learning import Calibration, Refit
    from orggraph.stores.base import Store


def calls(context: typer.Context, as_of: AsOfOption = None, json: AsJson = False) -> None:
    """List the calls planned and made over all deals, and against whom they count until when."""
    from orggraph.bootstrap import now  # noqa: PLC0415
    from orggraph.cli.contract import as_contract  # noqa: PLC0415
    from orggraph.domain.people import Locale  # noqa: PLC0415
    from orggraph.usecases.ledger import ledger  # noqa: PLC0415

    store, viewer = opened(context)
    found = ledger(store, viewer, (as_of or now()).date())
    named = {deal.id: deal.name for deal in store_deals(store)} | (found.ours.short_names if found.ours else {})
    if json:
        loads = [{**as_contract(load, named, Locale.EN), "room": load.room} for load in found.loads]
        as_json({"calls": as_contract(found.calls, named, Locale.EN), "loads": loads})
        return
    table(
        ("id", "deal", "caller", "target", "planned", "made", "forecast", "outcome"),
        [
            (
                call.id,
                named.get(call.deal_id),
                named.get(call.caller_id),
                named.get(call.target_id),
                call.planned_on,
                call.made_on,
                f"{call.forecast.probability.mean:.2f}" if call.forecast else None,
                call.outcome,
            )
            for call in found.calls
        ],
    )
    for load in (one for one in found.loads if one.free_from):
        talk(f"{load.kind.value.capitalize()} {named.get(load.id, load.id)}: not before {load.free_from}.")


def store_deals(store: "Store") -> list[Any]:
    """List every deal."""
    from orggraph.cli.opening import ROWS, every_row  # noqa: PLC0415
    from orggraph.domain.viewer import LOCAL  # noqa: PLC0415
    from orggraph.stores.base import DealFilter  # noqa: PLC0415
    from orggraph.usecases.listing import list_deals  # noqa: PLC0415

    return every_row(lambda after: list_deals(store, LOCAL, DealFilter(), ROWS, after))


def calibration(
    context: typer.Context,
    since: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Calls made from this day on.", metavar="YYYY-MM-DD")
    ] = None,
    json: AsJson = False,
) -> None:
    """Tell how good the forecasts of calls were, against what came of them."""
    from orggraph.bootstrap import now  # noqa: PLC0415
    from orggraph.usecases.learning import how_good  # noqa: PLC0415

    store, viewer = opened(context)
    found = how_good(store, viewer, now().date(), since.date() if since else None)
    if json:
        as_json(_contract(found))
    else:
        _tell(found)


def refit(
    context: typer.Context,
    apply: Annotated[bool, typer.Option("--apply", help="Take the refitted intercepts for all answers.")] = False,
    take_back: Annotated[bool, typer.Option("--take-back", help="Go back to the default intercepts.")] = False,
    json: AsJson = False,
) -> None:
    """Tell what outcomes would make of the two intercepts, from 30 of them on; changes nothing unless told to."""
    from orggraph.bootstrap import now  # noqa: PLC0415
    from orggraph.usecases import learning  # noqa: PLC0415
    from orggraph.usecases.editing import Edit  # noqa: PLC0415

    if apply and take_back:
        raise InvalidInput("--apply takes a refit and --take-back ends it.", "Choose one of them.")
    store, viewer = opened(context)
    edit = Edit(viewer, now(), "refit")
    if take_back:
        learning.take_refit_back(store, edit)
        talk("The default intercepts are back.")
        return
    found = learning.apply_refit(store, edit) if apply else learning.propose_refit(store, viewer, now().date())
    if json:
        as_json(_contract(found))
        return
    _tell_refit(found)
    talk(
        "Taken for all answers from now on. Undo: orggraph refit --take-back"
        if apply
        else "Take it: orggraph refit --apply"
    )


def _contract(found: "Calibration | Refit") -> object:
    from orggraph.cli.contract import as_contract  # noqa: PLC0415
    from orggraph.domain.people import Locale  # noqa: PLC0415

    return as_contract(found, {}, Locale.EN)


def _tell(found: "Calibration") -> None:
    data(f"{found.forecasts} calls with a forecast and an outcome.")
    if found.brier is None or found.base_rate_brier is None or found.log_loss is None:
        return
    data(f"Brier score {found.brier:.3f}; of the base rate {found.base_rate_brier:.3f}; log loss {found.log_loss:.3f}.")
    table(
        ("forecast", "calls", "predicted", "observed"),
        [
            (f"{one.low:.1f} to {one.high:.1f}", one.forecasts, f"{one.predicted:.2f}", f"{one.observed:.2f}")
            for one in found.reliability
        ],
    )


def _tell_refit(found: "Refit") -> None:
    data(f"{found.outcomes} outcomes.")
    table(
        ("assumption", "before", "after"),
        [(one.assumption, f"{one.before:.2f}", f"{one.after:.2f}") for one in found.changes],
    )
    data(f"Brier score before {found.before.brier:.3f}, after {found.after.brier:.3f}.")
