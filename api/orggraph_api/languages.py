"""Which language a client asks for."""

import re

from babel import Locale as BabelLocale

from orggraph.domain.people import Locale

_CHOICE = re.compile(r"\s*([A-Za-z0-9-]+)\s*(?:;\s*q=([01](?:\.\d{0,3})?))?\s*")


def preferred(accept_language: str) -> Locale:
    """Give the language that an Accept-Language header likes best of those we speak, else English.

    >>> preferred("de, en;q=0.4, fr-CA;q=0.8").name
    'FR'
    """
    read = [found.groups() for part in accept_language.split(",") if (found := _CHOICE.fullmatch(part))]
    liked = sorted(((float(weight or 1), tag) for tag, weight in read), key=lambda choice: -choice[0])
    tags = [tag.replace("-", "_") for weight, tag in liked if weight > 0]
    spoken = [locale.value.lower() for locale in Locale]
    agreed = BabelLocale.negotiate(tags, spoken) if tags else None
    return Locale(agreed.language.upper()) if agreed else Locale.EN
