"""Which member of LinkedIn an address is of. A public one has their name in it; others have a number, which is a second identity."""

import re
from collections.abc import Iterable

from orggraph.domain.elsewhere import known_as
from orggraph.domain.people import profile_slug

_NUMBER = re.compile(r"A[A-Za-z][A-Za-z0-9_-]AA[A-Za-z0-9_-]{6,}")
_IN_ADDRESS = re.compile(r"/(?:in|sales/(?:lead|people))/([^/,?#\s]+)", re.IGNORECASE)
_FAMILY = 5
"""So many characters tell which of LinkedIn's products made a number: a member has one for each."""


def public_profile(cells: Iterable[str]) -> str | None:
    """Give the member's part of the first public address.

    >>> public_profile(["https://www.linkedin.com/in/ACwAAB1cDeFgHiJk", "https://www.linkedin.com/in/ana-exemple-1/"])
    'ana-exemple-1'
    """
    public = (cell for cell in cells if not member_numbers([cell]))
    return next((slug for cell in public if (slug := profile_slug(cell))), None)


def member_numbers(cells: Iterable[str]) -> list[str]:
    """Give the identities of the numbers that cells hold, alone or in an address; case tells two apart.

    >>> member_numbers(["https://www.linkedin.com/sales/lead/ACwAAB1cDeFgHiJk,NAME_SEARCH,x1y2", "ACwAAB1cDeFgHiJk"])
    ['ext:linkedin-acwaa/ACwAAB1cDeFgHiJk']
    """
    found: dict[str, None] = {}
    for cell in cells:
        address = _IN_ADDRESS.search(cell)
        number = address[1] if address else cell
        if _NUMBER.fullmatch(number):
            found[known_as(f"linkedin-{number[:_FAMILY]}", number)] = None
    return list(found)
