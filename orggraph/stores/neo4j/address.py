"""Where a Neo4j database is, as a URL says it: scheme://user@host:port/database, never with a password."""

from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from orggraph.errors import InvalidInput

SCHEMES = ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")
_PORT = 7687
_USER = "neo4j"
_DATABASE = "neo4j"


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """A database on a server; `uri` is what the driver connects to."""

    uri: str
    user: str = _USER
    database: str = _DATABASE

    @classmethod
    def of(cls, url: str) -> "Address":
        """Read a URL.

        >>> Address.of("neo4j://ana@graph.exemplis.example/sales")
        Address(uri='neo4j://graph.exemplis.example:7687', user='ana', database='sales')
        """
        parts = urlsplit(url)
        if parts.password is not None:
            raise InvalidInput(
                "The store's URL holds a password, which logs and process lists would show.",
                "Leave it out, and set ORGGRAPH_NEO4J_PASSWORD or ORGGRAPH_NEO4J_PASSWORD_FILE.",
            )
        try:
            port = parts.port or _PORT
        except ValueError:
            port = 0
        database = unquote(parts.path.strip("/")) or _DATABASE
        if (
            parts.scheme not in SCHEMES
            or not (parts.hostname and port)
            or "/" in database
            or parts.query
            or parts.fragment
        ):
            raise InvalidInput(
                f"No Neo4j database can be found by {url!r}.",
                f"Use neo4j://user@host:port/database. Schemes: {', '.join(SCHEMES)}.",
            )
        host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
        user = unquote(parts.username or _USER)
        return cls(uri=f"{parts.scheme}://{host}:{port}", user=user, database=database)
