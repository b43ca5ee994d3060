"""The catalogues: one folder of Fluent files a language, read once."""

from datetime import date
from functools import cache
from importlib import resources

from babel.dates import format_date
from fluent.runtime import FluentBundle, FluentResource

from orggraph.domain.people import Locale

Parameter = str | int | float | date


@cache
def _bundle(locale: Locale) -> FluentBundle:
    code = locale.value.lower()
    bundle = FluentBundle([code], use_isolating=False)
    folder = resources.files("orggraph.text") / "locales" / code
    for file in sorted(folder.iterdir(), key=lambda entry: entry.name):
        bundle.add_resource(FluentResource(file.read_text(encoding="utf-8")))
    return bundle


@cache
def message_ids(locale: Locale) -> frozenset[str]:
    """Give the ids of everything that can be said in a language."""
    code = locale.value.lower()
    folder = resources.files("orggraph.text") / "locales" / code
    entries = (entry for file in folder.iterdir() for entry in FluentResource(file.read_text(encoding="utf-8")).body)
    return frozenset(entry.id.name for entry in entries if hasattr(entry, "id"))


def say(locale: Locale, message_id: str, **params: Parameter) -> str:
    r"""Say one message.

    Raises
    ------
    LookupError
        For a message that no catalogue has, or one that wants a parameter that was not given: never shown as a key.

    >>> say(Locale.FR, "contact-line", contact="Ana Lima")
    'Interlocuteur habituel\xa0: Ana Lima.'
    """
    bundle = _bundle(locale)
    pattern = bundle.get_message(message_id).value if bundle.has_message(message_id) else None
    if pattern is None:
        raise LookupError(f"{message_id} is not worded in {locale.value}.")
    text, problems = bundle.format_pattern(pattern, params)
    if problems:
        raise LookupError(f"{message_id} cannot be worded in {locale.value}: {problems[0]}.")
    return str(text)


def in_words(locale: Locale, day: date) -> str:
    """Say a day as a reader of the language writes it.

    >>> in_words(Locale.FR, date(2026, 12, 1)), in_words(Locale.EN, date(2026, 12, 1))
    ('1er décembre 2026', 'December 1, 2026')
    """
    if day.day > 1:
        return say(locale, "day", day=day)
    return say(locale, "day-first", month=format_date(day, "MMMM", locale.value.lower()), year=str(day.year))


def code_id(*parts: str) -> str:
    """Make the id of a message from codes.

    >>> code_id("rule", "NOT_OVERUSED", "no_pair")
    'rule-not-overused-no-pair'
    """
    return "-".join(parts).lower().replace("_", "-")


def joined(locale: Locale, parts: list[str]) -> str:
    """Join some words as a language lists them.

    >>> joined(Locale.FR, ["A", "B", "C"])
    'A, B et C'
    """
    if len(parts) < len(("one", "other")):
        return "".join(parts)
    return say(locale, "list-and", first=", ".join(parts[:-1]), last=parts[-1])
