"""The commands about a call to make: its plan, and ways to make it compared."""

from contextlib import suppress
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from orggraph.cli.asking import AsOfOption, DealArgument, LocaleOption, no_deal
from orggraph.cli.opening import AsJson, deal_id_of, language_of, opened, somebody_in
from orggraph.cli.output import as_json, data, table
from orggraph.errors import InvalidInput

if TYPE_CHECKING:
    from orggraph.domain.people import Locale
    from orggraph.domain.viewer import Viewer
    from orggraph.stores.base import Store
    from orggraph.usecases.planning import PlanAnswer
    from orggraph.usecases.views import AccountView

_HIGHEST = 10
_FORMATS = ("text", "json", "ics")


def plan(
    context: typer.Context,
    deal: DealArgument,
    locale: LocaleOption = "en",
    as_of: AsOfOption = None,
    caller: Annotated[str | None, typer.Option(help="Who of ours calls, by name or id.", metavar="PERSON")] = None,
    target: Annotated[str | None, typer.Option(help="Whom, by name or id.", metavar="PERSON")] = None,
    form: Annotated[
        str, typer.Option("--format", help="text, json, or ics for a calendar.", metavar="FORMAT")
    ] = "text",
    json: AsJson = False,
) -> None:
    """Tell what to do about a stalled deal: who does what, on which day, and what each step waits for."""
    language = language_of(locale)
    if form not in _FORMATS:
        raise InvalidInput(f"There is no format {form!r}.", f"Choose {', '.join(_FORMATS)}.")
    store, viewer = opened(context)
    answer = planned(store, viewer, deal, as_of, caller, target)
    _show(answer, "json" if json else form, language)


def planned(
    store: "Store", viewer: "Viewer", deal: str, as_of: datetime | None, caller: str | None, target: str | None
) -> "PlanAnswer":
    """Plan what to do about a deal, by a pair where one is named."""
    from orggraph.bootstrap import now  # noqa: PLC0415
    from orggraph.usecases.escalate import Options  # noqa: PLC0415
    from orggraph.usecases.planning import PlanAnswer  # noqa: PLC0415
    from orggraph.usecases.views import view  # noqa: PLC0415

    deal_id = deal_id_of(store, viewer, deal)
    account = view(store, viewer, deal_id, (as_of or now()).date())
    if account is None or deal_id not in account.snapshot.deals:
        raise no_deal(deal)
    pair = (somebody_in(account, one) if one else None for one in (caller, target))
    return PlanAnswer(account, *account.plan(deal_id, Options(), *pair))


def _show(answer: "PlanAnswer", form: str, language: "Locale") -> None:
    from orggraph.cli.contract import as_contract  # noqa: PLC0415
    from orggraph.text import plan_calendar, plan_text  # noqa: PLC0415

    account, found = answer.account, answer.plan
    if form == "json":
        as_json(as_contract(found, account.short_names, language))
    elif form == "ics":
        data(plan_calendar(found, account.short_names, language))
    else:
        data(plan_text(found, answer.assessment, account.names(), language, account.short_names))


def compare(
    context: typer.Context,
    deal: DealArgument,
    way: Annotated[
        list[str] | None,
        typer.Option(
            help="A way to make the call: any of not-told, not-credited, level=N, caller=PERSON, target=PERSON, on=YYYY-MM-DD, with commas "
            "between. May be given several times.",
            metavar="WAY",
        ),
    ] = None,
    locale: LocaleOption = "en",
    as_of: AsOfOption = None,
    json: AsJson = False,
) -> None:
    """Compare ways to make a call, on the same draws, with the call as it is advised first."""
    from orggraph.bootstrap import now  # noqa: PLC0415
    from orggraph.cli.contract import as_contract  # noqa: PLC0415
    from orggraph.text import comparison_row, comparison_titles  # noqa: PLC0415
    from orggraph.usecases.comparing import CallWay, compare_calls  # noqa: PLC0415
    from orggraph.usecases.escalate import Options  # noqa: PLC0415
    from orggraph.usecases.views import view  # noqa: PLC0415

    language = language_of(locale)
    store, viewer = opened(context)
    deal_id, day = deal_id_of(store, viewer, deal), (as_of or now()).date()
    account = view(store, viewer, deal_id, day)
    if account is None or deal_id not in account.snapshot.deals:
        raise no_deal(deal)
    names = ["", *(way or ())]
    ways = [CallWay(**_way(account, given)) for given in names]
    found = compare_calls(deal_id, ways, day, Options(), lambda on: view(store, viewer, deal_id, on))
    if json:
        as_json([_as_api(as_contract(one, account.short_names, language), day) for _, one in found])
        return
    rows = (
        (name or "-", *comparison_row(one.verdict, one.found, account.short_names, language))
        for name, (_, one) in zip(names, found, strict=True)
    )
    table(comparison_titles(language), rows)


def _as_api(compared: dict[str, Any], day: date) -> dict[str, Any]:
    """Put a comparison as the API gives it: the way, and what it would do, side by side."""
    way, found = compared["way"], compared["found"] or {}
    figures = ("caller", "target", "levelsUp", "forecast", "disavowal", "utility")
    return {
        "told": way["told"],
        "credited": way["credited"],
        "on": way["on"] or day,
        "verdict": compared["verdict"],
        **{name: found.get(name) for name in figures},
        "notPassed": found.get("notPassed", []),
    }


def _way(account: "AccountView", given: str) -> dict[str, Any]:
    """Read a way: `not-told,level=2`."""
    read = [_part(account, part.strip()) for part in given.split(",") if part.strip()]
    names = [name for name, _ in read]
    if len(set(names)) < len(names):
        raise InvalidInput(f"--way {given} says one thing twice.", "Say each thing once.")
    return dict(read)


def _part(account: "AccountView", part: str) -> tuple[str, Any]:
    name, _, value = part.partition("=")
    match name.strip(), value.strip():
        case "not-told", "":
            return "told", False
        case "not-credited", "":
            return "credited", False
        case ("caller" | "target") as who, wanted if wanted:
            return f"{who}_id", somebody_in(account, wanted)
        case "level", wanted if wanted.isascii() and wanted.isdigit() and 1 <= int(wanted[:3]) <= _HIGHEST:
            return "level", int(wanted)
        case "on", wanted:
            with suppress(ValueError):
                return "on", date.fromisoformat(wanted)
    raise InvalidInput(f"--way {part} is no way to call.", 'Write it as --way "not-told,level=2,on=2026-12-01".')
