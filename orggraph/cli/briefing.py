"""The command that writes the page for a deal."""

from pathlib import Path
from typing import Annotated

import typer

from orggraph.cli.asking import AsOfOption, DealArgument, LocaleOption
from orggraph.cli.opening import language_of, opened, somebody_in
from orggraph.cli.output import give
from orggraph.cli.planning import planned
from orggraph.domain.documents import DocumentFormat
from orggraph.errors import InvalidInput


def brief(  # noqa: PLR0913, PLR0917 - each is an option of the command
    context: typer.Context,
    deal: DealArgument,
    locale: LocaleOption = "en",
    as_of: AsOfOption = None,
    form: Annotated[str, typer.Option("--format", help="markdown, html or pdf.", metavar="FORMAT")] = "markdown",
    caller: Annotated[str | None, typer.Option(help="Who of ours calls, by name or id.", metavar="PERSON")] = None,
    target: Annotated[str | None, typer.Option(help="Whom, by name or id.", metavar="PERSON")] = None,
    familiar: Annotated[
        list[str] | None,
        typer.Option(
            help="Somebody who is addressed familiarly, in French as tu. May be given several times.", metavar="PERSON"
        ),
    ] = None,
    output: Annotated[Path | None, typer.Option(help="Write it to a new file.", metavar="FILE")] = None,
) -> None:
    """Write the page for a deal: for whoever calls, of what to find out first, or of what to do instead of a call."""
    from orggraph.text import Told, rendered  # noqa: PLC0415
    from orggraph.text import brief as page_of  # noqa: PLC0415

    language = language_of(locale)
    if form.upper() not in list(DocumentFormat):
        known = ", ".join(one.lower() for one in DocumentFormat)
        raise InvalidInput(f"There is no format {form!r}.", f"Choose {known}.")
    store, viewer = opened(context)
    answer = planned(store, viewer, deal, as_of, caller, target)
    people = frozenset(somebody_in(answer.account, one) for one in familiar or ())
    told = Told(answer.account.snapshot, answer.assessment, answer.plan, language, people)
    give(rendered(page_of(told), DocumentFormat(form.upper())), output)
