"""The commands that ask about a deal. What is heavy is imported inside them, so that `--help` answers at once."""

from datetime import datetime
from typing import Annotated

import typer

from orggraph.cli.opening import AsJson, deal_id_of, language_of, opened
from orggraph.cli.output import as_json, data
from orggraph.errors import InvalidInput, NotFound

DealArgument = Annotated[str, typer.Argument(help="A deal's id or name.", metavar="DEAL")]
LocaleOption = Annotated[str, typer.Option(help="The language of the answer: en or fr.", metavar="LANGUAGE")]
AsOfOption = Annotated[
    datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Answer as of this day.", metavar="YYYY-MM-DD")
]


def escalate(  # noqa: PLR0913, PLR0917 - each is an option of the command
    context: typer.Context,
    deal: DealArgument,
    locale: LocaleOption = "en",
    as_of: AsOfOption = None,
    levels: Annotated[int, typer.Option(help="How far above the usual contact to look.", metavar="LEVELS")] = 2,
    dotted: Annotated[bool, typer.Option("--dotted", help="Functional managers may be called too.")] = False,
    not_told: Annotated[bool, typer.Option("--not-told", help="The usual contact will not be told first.")] = False,
    assume: Annotated[
        list[str] | None,
        typer.Option(help="Take another value for an assumption of docs/reference/rules.md.", metavar="NAME=VALUE"),
    ] = None,
    json: AsJson = False,
) -> None:
    """Tell who should call whom on a stalled deal, if anybody."""
    from orggraph.bootstrap import now  # noqa: PLC0415
    from orggraph.cli.contract import as_contract  # noqa: PLC0415
    from orggraph.domain.assumptions import Assumptions  # noqa: PLC0415
    from orggraph.text import assessment_text  # noqa: PLC0415
    from orggraph.usecases.escalate import Options  # noqa: PLC0415
    from orggraph.usecases.escalate import escalate as ask  # noqa: PLC0415

    language = language_of(locale)
    options = Options(
        max_levels=levels,
        include_dotted=dotted,
        notify_contact=not not_told,
        assumptions=Assumptions().overridden(dict(_assumed(given) for given in assume or ())),
    )
    store, viewer = opened(context)
    answer = ask(store, viewer, deal_id_of(store, viewer, deal), (as_of or now()).date(), options)
    if answer is None:
        raise no_deal(deal)
    account, assessment = answer
    if json:
        as_json(as_contract(assessment, account.short_names, language))
    else:
        data(assessment_text(assessment, account.names(), language, account.short_names))


def diagnose(
    context: typer.Context,
    deal: DealArgument,
    locale: LocaleOption = "en",
    as_of: AsOfOption = None,
    json: AsJson = False,
) -> None:
    """Tell what blocks a deal, who agrees, who may stand against, and what to find out."""
    from orggraph.bootstrap import now  # noqa: PLC0415
    from orggraph.cli.contract import as_contract  # noqa: PLC0415
    from orggraph.text import diagnosis_text  # noqa: PLC0415
    from orggraph.usecases.diagnose import diagnose as ask  # noqa: PLC0415

    language = language_of(locale)
    store, viewer = opened(context)
    answer = ask(store, viewer, deal_id_of(store, viewer, deal), (as_of or now()).date())
    if answer is None:
        raise no_deal(deal)
    account, picture = answer
    if json:
        as_json(as_contract(picture, account.short_names, language))
    else:
        data(diagnosis_text(picture, account.short_names, language))


def _assumed(given: str) -> tuple[str, float]:
    name, separator, value = given.partition("=")
    try:
        return name.strip(), float(value)
    except ValueError as error:
        wrong = f"The value of {name} is no number: {value!r}." if separator else f"{given!r} gives no value."
        raise InvalidInput(wrong, "Write --assume NAME=VALUE, as in --assume warmth_floor=0.2.") from error


def no_deal(deal: str) -> NotFound:
    """Say that there is no such deal."""
    return NotFound(f"There is no deal {deal!r}.", "List them with `orggraph deals`.")
