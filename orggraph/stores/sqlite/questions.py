"""The statements that answer something, put together from constants. Parameters are numbered: ?1 is the workspace."""

# ruff: noqa: S105, S608

from collections.abc import Collection, Iterable

WORKSPACE = "SELECT number, revision FROM workspaces WHERE name = ?"

RECORDS_BY_KEY = """
SELECT r.kind, r.key, r.entity_id, r.place, r.identities
FROM json_each(?3) AS a CROSS JOIN records AS r ON r.workspace = ?1 AND r.kind = ?2 AND r.key = a.value
"""

RECORDS_BY_IDENTITY = """
SELECT r.kind, r.key, r.entity_id, r.place, r.identities
FROM json_each(?3) AS a
CROSS JOIN identities AS i ON i.workspace = ?1 AND i.kind = ?2 AND i.identity = a.value
CROSS JOIN records AS r ON r.workspace = ?1 AND r.kind = ?2 AND r.key = i.key
"""

RECORDS_BY_ENTITY = """
SELECT r.kind, r.key, r.entity_id, r.place, r.identities
FROM json_each(?3) AS a CROSS JOIN records AS r ON r.workspace = ?1 AND r.entity_id = a.value AND r.kind = ?2
"""

RECORDS_OF = "SELECT kind, key, entity_id, place, identities FROM records WHERE workspace = ? AND entity_id = ? ORDER BY place, kind, key"

ALIAS = "SELECT entity_id FROM aliases WHERE workspace = ? AND old_id = ?"

_STATEMENTS = """
SELECT o.body, min(b.started_at), max(b.started_at),
  (SELECT f.id FROM assertions AS g JOIN batches AS f ON f.number = g.batch
   WHERE g.observation = o.number AND f.state = 'DONE' ORDER BY f.started_at, f.id LIMIT 1)
FROM wanted
CROSS JOIN observations AS o ON o.number = wanted.number
CROSS JOIN assertions AS s ON s.observation = o.number
CROSS JOIN batches AS b ON b.number = s.batch AND b.state = 'DONE'
WHERE NOT EXISTS (SELECT 1 FROM retractions AS r WHERE r.observation = o.number)
GROUP BY o.number
ORDER BY o.id
"""

_WANTED = """
WITH wanted(number) AS (
  SELECT o.number FROM json_each(?2) AS a CROSS JOIN observations AS o ON o.workspace = ?1 AND o.subject = a.value
  UNION
  SELECT m.observation FROM json_each(?3) AS a
  CROSS JOIN observation_references AS m ON m.workspace = ?1 AND m.key = a.value
)
"""

STATEMENTS = f"{_WANTED} {_STATEMENTS}"

_SAYINGS = """
SELECT o.body, json_group_array(b.number), r.observation IS NOT NULL, r.batch
FROM wanted
CROSS JOIN observations AS o ON o.number = wanted.number
CROSS JOIN assertions AS s ON s.observation = o.number
CROSS JOIN batches AS b ON b.number = s.batch AND b.state IS NOT NULL
LEFT JOIN retractions AS r ON r.observation = o.number
GROUP BY o.number
ORDER BY o.id
"""

SAYINGS = f"{_WANTED} {_SAYINGS}"

EVERY_SAYING = f"WITH wanted(number) AS (SELECT number FROM observations WHERE workspace = ?1) {_SAYINGS}"

COUNT_OBSERVATIONS = "SELECT count(*) FROM (SELECT 1 FROM observations WHERE workspace = ? LIMIT ?)"

BATCHES_BY_NUMBER = "SELECT b.number, b.body FROM json_each(?) AS a CROSS JOIN batches AS b ON b.number = a.value"

ASSERTED_ONLY_BY = """
SELECT o.body FROM batches AS mine
CROSS JOIN assertions AS s ON s.batch = mine.number
CROSS JOIN observations AS o ON o.number = s.observation
WHERE mine.workspace = ?1 AND mine.id = ?2 AND mine.state = 'DONE'
  AND NOT EXISTS (SELECT 1 FROM retractions AS r WHERE r.observation = o.number)
  AND NOT EXISTS (
    SELECT 1 FROM assertions AS t JOIN batches AS b ON b.number = t.batch
    WHERE t.observation = o.number AND b.number <> mine.number AND b.state = 'DONE')
ORDER BY o.id
"""

ASSERTED_BY_OTHERS_TOO = """
SELECT o.body, min(b.started_at), max(b.started_at),
  (SELECT f.id FROM assertions AS g JOIN batches AS f ON f.number = g.batch
   WHERE g.observation = o.number AND f.number <> mine.number AND f.state = 'DONE' ORDER BY f.started_at, f.id LIMIT 1)
FROM batches AS mine
CROSS JOIN assertions AS s ON s.batch = mine.number
CROSS JOIN observations AS o ON o.number = s.observation
CROSS JOIN assertions AS t ON t.observation = o.number
CROSS JOIN batches AS b ON b.number = t.batch AND b.number <> mine.number AND b.state = 'DONE'
WHERE mine.workspace = ?1 AND mine.id = ?2 AND mine.state = 'DONE'
  AND NOT EXISTS (SELECT 1 FROM retractions AS r WHERE r.observation = o.number)
GROUP BY o.number
ORDER BY o.id
"""

LIVE = """
SELECT o.id FROM json_each(?2) AS a CROSS JOIN observations AS o ON o.workspace = ?1 AND o.id = a.value
WHERE NOT EXISTS (SELECT 1 FROM retractions AS r WHERE r.observation = o.number)
  AND EXISTS (SELECT 1 FROM assertions AS s JOIN batches AS b ON b.number = s.batch WHERE s.observation = o.number AND b.state = 'DONE')
"""

RETRACTED = """
SELECT o.id FROM json_each(?2) AS a CROSS JOIN observations AS o ON o.workspace = ?1 AND o.id = a.value
CROSS JOIN retractions AS r ON r.observation = o.number
"""


def _held(name: str) -> str:
    return f"{name}.since <= ?2 AND ({name}.until > ?2 OR {name}.until = 'forever')"


_HOLDS = _held("f")

FACTS_BY_ID = f"""
SELECT f.kind, f.body FROM json_each(?3) AS a CROSS JOIN facts AS f ON f.workspace = ?1 AND f.id = a.value WHERE {_HOLDS}
"""

FACTS_UNDER = f"""
SELECT f.kind, f.body FROM json_each(?3) AS a CROSS JOIN facts AS f ON f.workspace = ?1 AND f.parent = a.value
WHERE {_HOLDS} AND f.kind NOT IN ('tie', 'inf')
"""

EDGES_AT = f"""
SELECT f.kind, f.body FROM facts AS f WHERE {_HOLDS} AND f.number IN (
  SELECT m.number FROM json_each(?3) AS a
  CROSS JOIN facts AS m ON m.workspace = ?1 AND m.parent = a.value AND m.kind IN ('tie', 'inf')
  UNION
  SELECT m.number FROM json_each(?3) AS a
  CROSS JOIN facts AS m ON m.workspace = ?1 AND m.other = a.value AND m.kind IN ('tie', 'inf'))
"""

EDGES_AMONG = f"""
WITH some(id) AS MATERIALIZED (SELECT value FROM json_each(?3))
SELECT f.kind, f.body
FROM some AS a CROSS JOIN some AS b
CROSS JOIN facts AS f ON f.workspace = ?1 AND f.parent = a.id AND f.kind IN ('tie', 'inf') AND f.other = b.id
WHERE {_HOLDS}
"""

TIES_TO = f"""
SELECT f.kind, f.body FROM facts AS f WHERE {_HOLDS} AND f.number IN (
  SELECT m.number FROM json_each(?3) AS a
  CROSS JOIN facts AS m ON m.workspace = ?1 AND m.parent = a.value AND m.kind = 'tie'
  WHERE +m.other IN (SELECT value FROM json_each(?4))
  UNION
  SELECT m.number FROM json_each(?3) AS a
  CROSS JOIN facts AS m INDEXED BY facts_by_other ON m.workspace = ?1 AND m.other = a.value AND m.kind = 'tie'
  WHERE +m.parent IN (SELECT value FROM json_each(?4)))
"""

MET = f"""
WITH asked(id) AS MATERIALIZED (SELECT value FROM json_each(?3)),
tied(number, other) AS (
  SELECT m.number, m.other FROM asked AS a
  CROSS JOIN facts AS m INDEXED BY facts_by_parent ON m.workspace = ?1 AND m.parent = a.id AND m.kind = 'tie'
  WHERE {_held("m")}
  UNION ALL
  SELECT m.number, m.parent FROM asked AS a
  CROSS JOIN facts AS m INDEXED BY facts_by_other ON m.workspace = ?1 AND m.other = a.id AND m.kind = 'tie'
  WHERE {_held("m")}
),
known(tie, person) AS MATERIALIZED (
  SELECT t.number, p.number FROM tied AS t
  CROSS JOIN facts AS p INDEXED BY facts_by_id ON p.workspace = ?1 AND p.id = t.other AND p.kind = 'per'
  WHERE (?5 IS NULL OR t.other = ?5) AND (?4 IS NULL OR p.parent = ?4) AND {_held("p")}
)
SELECT kind, body FROM facts WHERE number IN (SELECT tie FROM known UNION SELECT person FROM known)
"""

PEOPLE_OF = f"""
SELECT f.kind, f.body FROM facts AS f INDEXED BY facts_by_parent
WHERE f.workspace = ?1 AND f.parent = ?3 AND f.kind = 'per' AND {_HOLDS} AND (?4 IS NULL OR f.id > ?4)
ORDER BY f.id LIMIT ?5
"""

EVERYBODY = f"""
SELECT f.kind, f.body FROM facts AS f INDEXED BY facts_by_id
WHERE f.workspace = ?1 AND f.id > ?3 AND f.id < 'per`' AND f.kind = 'per' AND {_HOLDS}
ORDER BY f.id LIMIT ?4
"""

OURS = f"""
SELECT f.kind, f.body FROM facts AS f INDEXED BY facts_by_name
WHERE f.workspace = ?1 AND f.kind = 'acc' AND f.rank = 0 AND f.sort_name IS NOT NULL AND {_HOLDS} ORDER BY f.id LIMIT 1
"""

CALLS = f"""
SELECT f.kind, f.body FROM facts AS f WHERE f.workspace = ?1 AND f.kind = 'esc' AND f.sort_name IS NOT NULL AND {_HOLDS}
"""

ACCOUNTS = f"""
SELECT f.body FROM facts AS f
WHERE f.workspace = ?1 AND f.kind = 'acc' AND f.sort_name IS NOT NULL AND {_HOLDS}
  AND instr(f.sort_name, ?3) AND (?4 IS NULL OR (f.rank = 0) = ?4) AND f.id NOT IN (SELECT value FROM json_each(?5))
  AND (?6 IS NULL OR (f.rank, f.sort_name, f.id) > (?6, ?7, ?8))
ORDER BY f.rank, f.sort_name, f.id LIMIT ?9
"""

COUNT_ACCOUNTS = f"""
SELECT count(*) FROM facts AS f
WHERE f.workspace = ?1 AND f.kind = 'acc' AND f.sort_name IS NOT NULL AND {_HOLDS}
  AND instr(f.sort_name, ?3) AND (?4 IS NULL OR (f.rank = 0) = ?4) AND f.id NOT IN (SELECT value FROM json_each(?5))
"""

_STIRRED = f"""
    SELECT 1 FROM facts AS s
    WHERE s.workspace = ?1 AND s.parent = f.id AND {_held("s")} AND (
      s.kind = 'esc' AND json_extract(s.body, '$.made_on') > ?7 AND (?9 IS NULL OR json_extract(s.body, '$.caller_id') = ?9)
      OR s.kind = 'sig' AND ?8 AND json_extract(s.body, '$.observed_on') > ?7 AND NOT EXISTS (
        SELECT 1 FROM facts AS p
        WHERE p.workspace = ?1 AND p.id = json_extract(s.body, '$.person_id') AND {_held("p")}
          AND p.parent IN (SELECT value FROM json_each(?6))))
"""

_DEALS = f"""
FROM facts AS f
WHERE f.workspace = ?1 AND f.kind = 'dea' AND f.sort_name IS NOT NULL AND {_HOLDS}
  AND (?3 IS NULL OR f.parent IN (SELECT value FROM json_each(?3))) AND (?4 IS NULL OR f.other = ?4)
  AND (?5 IS NULL OR (f.rank = 0) = ?5) AND f.parent NOT IN (SELECT value FROM json_each(?6))
  AND (?7 IS NULL OR NOT EXISTS ({_STIRRED}))
"""

DEALS = (
    f"SELECT f.body {_DEALS} AND (?10 IS NULL OR (f.sort_name, f.id) > (?10, ?11)) ORDER BY f.sort_name, f.id LIMIT ?12"
)

COUNT_DEALS = f"SELECT count(*) {_DEALS}"

_TIES = f"""
FROM facts AS f WHERE f.kind = 'tie' AND {_HOLDS} AND f.number IN (
  SELECT number FROM facts WHERE workspace = ?1 AND parent = ?3 AND kind = 'tie'
  UNION SELECT number FROM facts WHERE workspace = ?1 AND other = ?3 AND kind = 'tie')
"""

TIES = f"SELECT f.body {_TIES} AND (?4 IS NULL OR f.id > ?4) ORDER BY f.id LIMIT ?5"

COUNT_TIES = f"SELECT count(*) {_TIES}"

SEARCH = f"""
SELECT f.kind, f.body FROM searched(?3) AS s CROSS JOIN facts AS f ON f.number = s.rowid
WHERE f.workspace = ?1 AND {_HOLDS}
ORDER BY f.id LIMIT ?4
"""

EVERYTHING = "SELECT kind, body, since, until FROM facts WHERE workspace = ? ORDER BY kind, id, since"

BATCH = """
SELECT body FROM batches WHERE workspace = ?1 AND id = ?2 AND state IS NOT NULL
UNION ALL
SELECT shown FROM jobs WHERE workspace = ?3 AND batch = ?2
LIMIT 1
"""

_BATCHES = """
FROM (
  SELECT id, started_at, body FROM batches WHERE workspace = ?1 AND importer <> ?3 AND state IS NOT NULL
  UNION ALL
  SELECT j.batch, j.started_at, j.shown FROM jobs AS j
  WHERE j.workspace = ?2
    AND NOT EXISTS (SELECT 1 FROM batches AS b WHERE b.workspace = ?1 AND b.id = j.batch AND b.state IS NOT NULL))
"""

BATCHES = f"""
SELECT body {_BATCHES} WHERE ?4 IS NULL OR (-started_at, id) > (?4, ?5) ORDER BY -started_at, id LIMIT ?6
"""

COUNT_BATCHES = f"SELECT count(*) {_BATCHES}"

_TOKEN = "SELECT name, digest, created_at, workspace, body, revoked_at, used_on FROM tokens"

TOKEN = f"{_TOKEN} WHERE digest = ?"

TOKENS = f"{_TOKEN} WHERE workspace = ? ORDER BY name"

SECRET = "SELECT value FROM secret"

TEAMS = """
WITH RECURSIVE standing(account, id) AS (
  SELECT DISTINCT account, account FROM teams WHERE workspace = ?1
  UNION
  SELECT s.account, a.entity_id FROM standing AS s
  CROSS JOIN workspaces AS w ON w.name = ?1
  CROSS JOIN aliases AS a ON a.workspace = w.number AND a.old_id = s.id
)
SELECT s.id, t.member FROM standing AS s CROSS JOIN teams AS t ON t.workspace = ?1 AND t.account = s.account
"""

HEAD = "SELECT revision, next_order FROM workspaces WHERE number = ?"

EVERY_BATCH = "SELECT body FROM batches WHERE workspace = ? AND state IS NOT NULL ORDER BY id"

EVERY_OBSERVATION = """
SELECT o.body, json_group_array(b.id), r.observation IS NOT NULL, (SELECT id FROM batches WHERE number = r.batch)
FROM observations AS o
CROSS JOIN assertions AS s ON s.observation = o.number
CROSS JOIN batches AS b ON b.number = s.batch AND b.state IS NOT NULL
LEFT JOIN retractions AS r ON r.observation = o.number
WHERE o.workspace = ?
GROUP BY o.id
ORDER BY o.id
"""

EVERY_RECORD = "SELECT kind, key, entity_id, place, identities FROM records WHERE workspace = ? ORDER BY kind, key"

EVERY_ALIAS = "SELECT old_id, entity_id FROM aliases WHERE workspace = ? ORDER BY old_id"

RESTORING = """
SELECT r.workspace, r.revision, r.entries, r.digest FROM workspaces AS w JOIN restoring AS r ON r.workspace = w.number
WHERE w.name = ?
"""

AUDIT_HEAD = "SELECT number, hash FROM heads WHERE workspace = ?"

_AUDIT_ENTRY = "number, at, who, action, subject, detail, hash"

_AUDITED = {"who": "who = :who", "action": "action = :action", "since": "at >= :since"}


def _audited(asked: Iterable[str]) -> str:
    """Name only what is asked for: a condition that may be empty is not looked up in an index."""
    return " AND ".join(["workspace = :workspace", *(_AUDITED[name] for name in asked)])


def audit_page(asked: Iterable[str]) -> str:
    """Ask for entries of the audit log, the newest first, by what is named."""
    return f"""
SELECT {_AUDIT_ENTRY} FROM entries WHERE {_audited(asked)} AND number < :before ORDER BY number DESC LIMIT :most
"""


def count_audit(asked: Collection[str]) -> str:
    """Count entries of the audit log by what is named."""
    if not asked:
        return "SELECT coalesce(max(number), 0) FROM heads WHERE workspace = :workspace"
    return f"SELECT count(*) FROM entries WHERE {_audited(asked)}"


AUDIT_CHAIN = f"SELECT {_AUDIT_ENTRY} FROM entries WHERE workspace = ? ORDER BY number"

AUDIT_CHAINS = """
SELECT w.workspace, h.number, h.hash
FROM (SELECT workspace FROM heads UNION SELECT DISTINCT workspace FROM entries) AS w
LEFT JOIN heads AS h ON h.workspace = w.workspace
ORDER BY w.workspace
"""

AUDIT_IDENTITY = "SELECT value FROM identity"

AUDIT_LOG = "SELECT identity FROM audit_log"

WORKSPACES = "SELECT name FROM workspaces WHERE revision > 0 ORDER BY name"
