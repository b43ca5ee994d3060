"""What an e-mail address says of whose it is: the name of the mailbox, and the employer, unless anybody may have one there."""

from functools import cache
from importlib.resources import files

from orggraph.resolve.normalise import fold

_EVERYBODYS = frozenset(
    {
        "admin",
        "bonjour",
        "commercial",
        "compta",
        "contact",
        "hello",
        "hr",
        "info",
        "mail",
        "office",
        "rh",
        "sales",
        "team",
    }
)


def mailbox(email: str | None) -> str | None:
    """Give the part before the sign, folded; none where it names a desk rather than somebody.

    >>> mailbox("Élise.Durand@exemplis.example"), mailbox("info@exemplis.example")
    ('elise.durand', None)
    """
    name = fold((email or "").strip()).rpartition("@")[0].partition("+")[0]
    return name if name and name not in _EVERYBODYS else None


def employer_domain(email: str | None) -> str | None:
    """Give the domain of an address; none of one that anybody may have an address of.

    >>> employer_domain("elise@Exemplis.example"), employer_domain("elise@gmail.com"), employer_domain("e@firm.onmicrosoft.com")
    ('exemplis.example', None, None)
    """
    domain = (email or "").strip().rpartition("@")[2].lower()
    return domain if domain and not is_shared(domain) else None


def is_shared(domain: str) -> bool:
    """Tell whether mail of a domain is anybody's."""
    labels = domain.split(".")
    return any(".".join(labels[place:]) in _shared() for place in range(len(labels)))


@cache
def _shared() -> frozenset[str]:
    lines = (files("orggraph.resolve") / "shared_mail_domains.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))
