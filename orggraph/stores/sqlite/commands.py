"""The statements that change something."""

ADD_WORKSPACE = "INSERT INTO workspaces (name) VALUES (?) ON CONFLICT DO NOTHING"

WORKSPACE = "SELECT number, revision, next_order FROM workspaces WHERE name = ?"

ADVANCE = "UPDATE workspaces SET revision = ?, next_order = ? WHERE number = ?"

ADD_BATCH = """
INSERT INTO batches (workspace, id, importer, started_at, body) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
"""

PUT_BATCH = """
INSERT INTO batches (workspace, id, importer, started_at, body, state) VALUES (?, ?, ?, ?, ?, ?)
ON CONFLICT (workspace, id) DO UPDATE
SET importer = excluded.importer, started_at = excluded.started_at, body = excluded.body, state = excluded.state
"""

BATCH = "SELECT number, state FROM batches WHERE workspace = ? AND id = ?"

ADD_PUBLICATION = "INSERT INTO publications (workspace, revision, batch, state, at) VALUES (?, ?, ?, ?, ?)"

KNOWN_OBSERVATIONS = """
SELECT o.id, o.number FROM json_each(?2) AS asked CROSS JOIN observations AS o ON o.workspace = ?1 AND o.id = asked.value
"""

LAST_OBSERVATION = "SELECT coalesce(max(number), 0) FROM observations"

ADD_OBSERVATION = "INSERT INTO observations (number, workspace, id, subject, body) VALUES (?, ?, ?, ?, ?)"

ADD_REFERENCE = """
INSERT INTO observation_references (workspace, key, observation) VALUES (?, ?, ?) ON CONFLICT DO NOTHING
"""

ADD_ASSERTIONS = """
INSERT INTO assertions (batch, observation) SELECT ?1, value FROM json_each(?2) WHERE true ON CONFLICT DO NOTHING
"""

RETRACT = """
INSERT INTO retractions (observation, revision, at, batch)
SELECT o.number, ?3, ?4, ?5
FROM json_each(?2) AS asked CROSS JOIN observations AS o ON o.workspace = ?1 AND o.id = asked.value
WHERE true
ON CONFLICT DO NOTHING
"""

FORGET_IDENTITIES = """
DELETE FROM identities
WHERE (workspace, kind, identity, key) IN (
  SELECT r.workspace, r.kind, was.value, r.key
  FROM json_each(?3) AS named
  CROSS JOIN records AS r ON r.workspace = ?1 AND r.kind = ?2 AND r.key = named.value
  CROSS JOIN json_each(r.identities) AS was
)
"""

ADD_IDENTITY = """
INSERT INTO identities (workspace, kind, identity, key) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING
"""

PUT_RECORD = """
INSERT INTO records (workspace, kind, key, entity_id, identities, place) VALUES (?, ?, ?, ?, ?, ?)
ON CONFLICT DO UPDATE SET entity_id = excluded.entity_id, identities = excluded.identities
"""

PUT_RECORD_AT = """
INSERT INTO records (workspace, kind, key, entity_id, identities, place) VALUES (?, ?, ?, ?, ?, ?)
ON CONFLICT DO UPDATE
SET entity_id = excluded.entity_id, identities = excluded.identities, place = excluded.place
"""

FORGET_FACTS = "DELETE FROM facts WHERE workspace = ?1 AND id IN (SELECT value FROM json_each(?2))"

LAST_FACT = "SELECT coalesce(max(number), 0) FROM facts"

ADD_FACT = """
INSERT INTO facts (number, workspace, id, since, until, kind, parent, other, rank, sort_name, body)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""

FORGET_WORDS = """
DELETE FROM searched WHERE rowid IN (
  SELECT f.number FROM json_each(?2) AS named CROSS JOIN facts AS f ON f.workspace = ?1 AND f.id = named.value
  WHERE f.kind IN ('acc', 'per', 'dea')
)
"""

FORGET_ALL_WORDS = """
DELETE FROM searched WHERE rowid IN (SELECT number FROM facts WHERE workspace = ? AND kind IN ('acc', 'per', 'dea'))
"""

ADD_WORDS = "INSERT INTO searched (rowid, words) VALUES (?, ?)"

FORGET_ALIASES = "DELETE FROM aliases WHERE workspace = ?1 AND old_id IN (SELECT value FROM json_each(?2))"

PUT_ALIAS = """
INSERT INTO aliases (workspace, old_id, entity_id) VALUES (?, ?, ?)
ON CONFLICT DO UPDATE SET entity_id = excluded.entity_id
"""

# ruff: noqa: S105

ADD_TOKEN = "INSERT INTO tokens (digest, workspace, name, created_at, body) VALUES (?, ?, ?, ?, ?)"

REVOKE_TOKEN = "UPDATE tokens SET revoked_at = coalesce(revoked_at, ?) WHERE workspace = ? AND name = ?"

USE_TOKEN = "UPDATE tokens SET used_on = max(coalesce(used_on, ''), ?) WHERE digest = ?"

ADD_SECRET = "INSERT INTO secret (only, value) VALUES (1, ?) ON CONFLICT DO NOTHING"

END_TEAM = "DELETE FROM teams WHERE workspace = ? AND account = ?"

ADD_TEAM = "INSERT INTO teams (workspace, account, member) SELECT ?1, ?2, value FROM json_each(?3)"

FORGET_PREVIEWS = "DELETE FROM previews WHERE expires_at <= ?"

PUT_PREVIEW = "INSERT OR REPLACE INTO previews (workspace, token, expires_at, body) VALUES (?, ?, ?, ?)"

PREVIEW = "SELECT token, expires_at, body FROM previews WHERE workspace = ? AND token = ?"

KEEP_AUDIT_LOG = "INSERT INTO audit_log (only, identity) VALUES (1, ?) ON CONFLICT DO NOTHING"

KEEP_JOB = """
INSERT INTO jobs (workspace, batch, state, started_at, holder, lease, attempt, shown, body)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, nullif(?9, x''))
ON CONFLICT (workspace, batch) DO UPDATE
SET state = excluded.state, started_at = excluded.started_at, holder = excluded.holder, lease = excluded.lease,
  attempt = excluded.attempt, shown = excluded.shown, body = CASE WHEN ?9 IS NULL THEN jobs.body ELSE excluded.body END
WHERE jobs.holder IN (?5, ?10)
"""

TELL_PROGRESS = """
INSERT INTO progress (workspace, changes) VALUES (?, 1) ON CONFLICT DO UPDATE SET changes = changes + 1
"""

END_JOB = "DELETE FROM jobs WHERE workspace = ? AND batch = ? AND holder = ?"

LAPSED_JOBS = """
SELECT workspace, shown, holder, lease, attempt, body FROM jobs WHERE state = 'RUNNING' AND lease <= ?
ORDER BY lease, workspace, batch
"""

PULSE = """
SELECT coalesce((SELECT revision FROM workspaces WHERE name = ?1), 0), coalesce((SELECT changes FROM progress WHERE workspace = ?1), 0)
"""

PUT_RESTORING = "INSERT OR REPLACE INTO restoring (workspace, revision, entries, digest) VALUES (?, ?, ?, ?)"

FORGET_RESTORING = "DELETE FROM restoring WHERE workspace = ?"

NAME_WORKSPACE = "UPDATE workspaces SET name = ?, revision = ?, next_order = ? WHERE number = ?"

ADD_ASSERTION_OF = """
INSERT INTO assertions (batch, observation)
SELECT number, ?3 FROM batches WHERE workspace = ?1 AND id = ?2
ON CONFLICT DO NOTHING
"""

ADD_RETRACTION = """
INSERT INTO retractions (observation, revision, at, batch)
VALUES (?, ?, ?, (SELECT number FROM batches WHERE workspace = ? AND id = ?))
"""

FORGET_WORKSPACE = (
    "DELETE FROM restoring WHERE workspace = ?",
    "DELETE FROM facts WHERE workspace = ?",
    "DELETE FROM aliases WHERE workspace = ?",
    "DELETE FROM identities WHERE workspace = ?",
    "DELETE FROM records WHERE workspace = ?",
    "DELETE FROM observation_references WHERE workspace = ?",
    "DELETE FROM retractions WHERE observation IN (SELECT number FROM observations WHERE workspace = ?)",
    "DELETE FROM assertions WHERE batch IN (SELECT number FROM batches WHERE workspace = ?)",
    "DELETE FROM observations WHERE workspace = ?",
    "DELETE FROM publications WHERE workspace = ?",
    "DELETE FROM batches WHERE workspace = ?",
    "DELETE FROM workspaces WHERE number = ?",
)
"""Everything of a workspace that nobody sees, what it rests on last."""
