"""Which media type an answer has, and what its status is: GraphQL over HTTP."""

from mimeparse import MimeTypeParseException, quality

JSON = "application/json"
GRAPHQL = "application/graphql-response+json"
EVENTS = "text/event-stream"


def media_type(accept: str) -> str | None:
    """Give the media type that a client likes best of the two an answer can have, or None where it takes neither.

    GraphQL's own is for those who name it: whoever takes anything gets plain JSON, as ever.

    >>> media_type("application/graphql-response+json, application/json;q=0.9")
    'application/graphql-response+json'
    >>> media_type("*/*"), media_type(""), media_type("text/html")
    ('application/json', 'application/json', None)
    """
    try:
        plain, own = (quality(kind, accept or "*/*") for kind in (JSON, GRAPHQL))
    except (MimeTypeParseException, ValueError):
        return JSON
    if own > 0 and own >= plain and GRAPHQL in accept.lower():
        return GRAPHQL
    return JSON if plain > 0 else None


def takes_events(accept: str) -> bool:
    """Tell whether a client wants events: only where it names them before anything that JSON would do for.

    Some clients name them last with every query, to say that they could.

    >>> takes_events("text/event-stream"), takes_events("text/event-stream, application/json")
    (True, True)
    >>> takes_events("application/json, text/event-stream"), takes_events("*/*"), takes_events("text/event-stream;q=0")
    (False, False, False)
    """
    named = [part.partition(";")[0].strip().lower() for part in accept.split(",")]
    first = next((one for one in named if one in {EVENTS, JSON, GRAPHQL, "application/*", "*/*"}), None)
    try:
        return first == EVENTS and float(quality(EVENTS, accept)) > 0
    except (MimeTypeParseException, ValueError):
        return False
