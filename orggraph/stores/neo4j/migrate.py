"""Bring a database to the newest schema, one process at a time, and check that nothing of it is missing."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from neo4j import Session
from neo4j.exceptions import ClientError

from orggraph.errors import StoreError
from orggraph.stores.neo4j.database import Database, asking
from orggraph.stores.neo4j.queries import schema
from orggraph.stores.neo4j.queries.vocabulary import EDGE_TYPES
from orggraph.stores.neo4j.searching import give_words

_OLDEST = (5, 26)
_SECONDS = 300
_EXISTS = "AlreadyExists"


@dataclass(frozen=True, slots=True)
class Index:
    """An index over properties of a label or a relationship type; a unique one is a constraint."""

    name: str
    of: str
    properties: tuple[str, ...]
    unique: bool = False
    full_text: bool = False

    @property
    def command(self) -> str:
        """Give the command that makes it."""
        make = schema.unique if self.unique else schema.full_text if self.full_text else schema.index
        return make(self.name, self.of, self.properties)


@dataclass(frozen=True, slots=True)
class Migration:
    """One step; each command may be given again."""

    indexes: tuple[Index, ...] = ()
    changes: tuple[str, ...] = ()
    work: Callable[[Session], None] | None = None


SCHEMA = Index("schema", "Schema", ("name",), unique=True)

MIGRATIONS = (
    Migration(
        indexes=(
            Index("workspace", "Workspace", ("name",), unique=True),
            Index("entity", "Entity", ("workspace", "id"), unique=True),
            Index("batch", "Batch", ("workspace", "id"), unique=True),
            Index("publication", "Publication", ("workspace", "added"), unique=True),
            Index("publication_time", "Publication", ("workspace", "at")),
            Index("observation", "Observation", ("workspace", "id"), unique=True),
            Index("observation_subject", "Observation", ("workspace", "subject")),
            Index("key", "Key", ("workspace", "key"), unique=True),
            Index("identity", "Identity", ("workspace", "kind", "value"), unique=True),
            Index("record", "Record", ("workspace", "kind", "key")),
            Index("record_entity", "Record", ("workspace", "entity_id")),
            Index("record_ended", "Record", ("workspace", "ended")),
            Index("alias", "Alias", ("workspace", "old_id")),
            Index("alias_ended", "Alias", ("workspace", "ended")),
            Index("fact", "Fact", ("workspace", "kind", "id")),
            Index("fact_parent", "Fact", ("workspace", "parent", "kind")),
            Index("fact_name", "Fact", ("workspace", "kind", "rank", "sort_name", "id")),
            Index("fact_ended", "Fact", ("workspace", "ended")),
            *(Index(f"{name.lower()}_id", name, ("workspace", "id")) for name in EDGE_TYPES),
            *(Index(f"{name.lower()}_ended", name, ("workspace", "ended")) for name in EDGE_TYPES),
            Index("reports_to_account", "REPORTS_TO", ("workspace", "account_id")),
            Index("leads_account", "LEADS", ("workspace", "account_id")),
            Index("token_digest", "Token", ("digest",), unique=True),
            Index("token_name", "Token", ("workspace", "name"), unique=True),
            Index("secret", "Secret", ("name",), unique=True),
            Index("preview", "Preview", ("workspace", "token"), unique=True),
            Index("preview_expiry", "Preview", ("expires_at",)),
        ),
    ),
    Migration(indexes=(Index("fact_words", "Fact", ("words",), full_text=True),), work=give_words),
    Migration(indexes=(Index("team", "Team", ("workspace", "account"), unique=True),)),
    Migration(
        indexes=(
            Index("audit_head", "AuditHead", ("workspace",), unique=True),
            Index("audit_entry", "AuditEntry", ("workspace", "number"), unique=True),
            Index("audit_who", "AuditEntry", ("workspace", "who")),
            Index("audit_action", "AuditEntry", ("workspace", "action")),
            Index("audit_time", "AuditEntry", ("workspace", "at")),
        ),
        changes=(schema.NAME_RETRACTIONS,),
    ),
    Migration(
        indexes=(
            Index("job", "Job", ("workspace", "batch"), unique=True),
            Index("job_lease", "Job", ("state", "lease")),
            Index("progress", "Progress", ("workspace",), unique=True),
        ),
    ),
)


def prepare(database: Database, who: str) -> None:
    """Refuse what cannot be used, and make or complete the schema."""
    _check_server(database)
    found = _indexes(database)
    version = version_of(database)
    if version is None and database.read(schema.ANYTHING):
        raise StoreError(
            f"The database {database.address.database} at {database.address.uri} holds something else.",
            "Name an empty one at the end of the store's URL; this one is left as it is.",
        )
    if (version or 0) > len(MIGRATIONS):
        raise StoreError(
            f"The database {database.address.database} was written by a newer version (schema {version}; this one knows {len(MIGRATIONS)}).",
            "Upgrade orggraph.",
        )
    if version != len(MIGRATIONS) or _missing(database, found):
        _migrate(database, who)
        _check_indexes(database)


def _check_server(database: Database) -> None:
    agent = database.probe()
    found = re.match(r"Neo4j/(\d+)\.(\d+)", agent)
    if not found or (int(found[1]), int(found[2])) < _OLDEST:
        raise StoreError(f"{database.address.uri} is {agent}.", "Use Neo4j 5.26 or later.")


def version_of(database: Database) -> int | None:
    """Give the schema that a database has; None where there is none."""
    rows = database.read(schema.SCHEMA_VERSION)
    return int(rows[0][0]) if rows else None


def _indexes(database: Database) -> dict[str, tuple[str, list[str], list[str]]]:
    return {name: (state, of, properties) for name, state, of, properties in database.read(schema.INDEXES)}


def _missing(database: Database, found: dict[str, tuple[str, list[str], list[str]]]) -> list[Index]:
    """Name the indexes that are not there; one of ours that is something else is refused."""
    missing = []
    for index in (SCHEMA, *(index for migration in MIGRATIONS for index in migration.indexes)):
        state, of, properties = found.get(index.name, ("", [index.of], list(index.properties)))
        if (of, properties) != ([index.of], list(index.properties)) or state == "FAILED":
            raise StoreError(
                f"The index {index.name} of {database.address.database} is not ours, or failed.",
                f"Drop it (DROP INDEX {index.name}, or DROP CONSTRAINT); it is made anew at the next start.",
            )
        if state != "ONLINE":
            missing.append(index)
    return missing


def _check_indexes(database: Database) -> None:
    database.read(schema.AWAIT_INDEXES, {"seconds": _SECONDS})
    missing = [index.name for index in _missing(database, _indexes(database))]
    if missing:
        raise StoreError(f"These indexes are not there yet: {', '.join(missing)}.", "Try again in a few minutes.")


def _migrate(database: Database, who: str) -> None:
    """Take the steps while an open transaction holds the lock that any other process waits for."""
    with database.session() as session:
        _make(session, [SCHEMA])
        with session.begin_transaction(timeout=_SECONDS) as holding:
            holding.run(schema.LOCK_SCHEMA, {"who": who}).consume()
            version = holding.run(schema.SCHEMA_VERSION).values()[0][0]
            with database.session() as working:
                for migration in MIGRATIONS:
                    _make(working, migration.indexes)
                for migration in MIGRATIONS[version:]:
                    for change in migration.changes:
                        working.run(change).consume()
                    if migration.work:
                        migration.work(working)
            holding.run(schema.SET_SCHEMA_VERSION, {"version": len(MIGRATIONS)}).consume()


def _make(session: Session, indexes: Iterable[Index]) -> None:
    for index in indexes:
        try:
            session.execute_write(asking(index.command, {}))
        except ClientError as error:
            if _EXISTS not in (error.code or ""):
                raise
