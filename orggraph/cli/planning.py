"""The commands about a call to make: its plan, and ways to make it compared."""

from typing import TYPE_CHECKING, Annotated

import typer

from orggraph.cli.asking import AsOfOption, DealArgument, LocaleOption, no_deal
from orggraph.cli.opening import AsJson, deal_id_of, language_of, opened, somebody_in
from orggraph.cli.output import as_json, data
from orggraph.errors import InvalidInput

if TYPE_CHECKING:
    from orggraph.domain.people import Locale
    from orggraph.usecases.planning import PlanAnswer

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
    from orggraph.bootstrap import now  # noqa: PLC0415
    from orggraph.usecases.escalate import Options  # noqa: PLC0415
    from orggraph.usecases.planning import PlanAnswer  # noqa: PLC0415
    from orggraph.usecases.views import view  # noqa: PLC0415

    language = language_of(locale)
    if form not in _FORMATS:
        raise InvalidInput(f"There is no format {form!r}.", f"Choose {', '.join(_FORMATS)}.")
    store, viewer = opened(context)
    deal_id = deal_id_of(store, viewer, deal)
    account = view(store, viewer, deal_id, (as_of or now()).date())
    if account is None or deal_id not in account.snapshot.deals:
        raise no_deal(deal)
    pair = (somebody_in(account, one) if one else None for one in (caller, target))
    answer = PlanAnswer(account, *account.plan(deal_id, Options(), *pair))
    _show(answer, "json" if json else form, language)


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
