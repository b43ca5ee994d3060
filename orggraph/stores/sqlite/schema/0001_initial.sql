-- Moments are microseconds since 1970 in UTC; dates are ISO text; bodies are JSON.

CREATE TABLE workspaces (
  number INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  revision INTEGER NOT NULL DEFAULT 0,
  next_order INTEGER NOT NULL DEFAULT 0
) STRICT;

-- Provenance: rows of these five tables are added and never taken away. A batch has no state until it is published.

CREATE TABLE batches (
  number INTEGER PRIMARY KEY,
  workspace INTEGER NOT NULL REFERENCES workspaces,
  id TEXT NOT NULL,
  importer TEXT NOT NULL,
  state TEXT,
  started_at INTEGER NOT NULL,
  body TEXT NOT NULL,
  UNIQUE (workspace, id)
) STRICT;

CREATE TABLE publications (
  workspace INTEGER NOT NULL REFERENCES workspaces,
  revision INTEGER NOT NULL,
  batch INTEGER NOT NULL REFERENCES batches,
  state TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (workspace, revision)
) STRICT, WITHOUT ROWID;

CREATE TABLE observations (
  number INTEGER PRIMARY KEY,
  workspace INTEGER NOT NULL,
  id TEXT NOT NULL,
  subject TEXT NOT NULL,
  body TEXT NOT NULL,
  UNIQUE (workspace, id)
) STRICT;

CREATE INDEX observations_by_subject ON observations (workspace, subject);

CREATE TABLE assertions (
  batch INTEGER NOT NULL REFERENCES batches,
  observation INTEGER NOT NULL,
  PRIMARY KEY (batch, observation)
) STRICT, WITHOUT ROWID;

CREATE INDEX assertions_by_observation ON assertions (observation);

CREATE TABLE retractions (
  observation INTEGER PRIMARY KEY REFERENCES observations,
  revision INTEGER NOT NULL,
  at INTEGER NOT NULL
) STRICT;

CREATE TABLE observation_references (
  workspace INTEGER NOT NULL,
  key TEXT NOT NULL,
  observation INTEGER NOT NULL,
  PRIMARY KEY (workspace, key, observation)
) STRICT, WITHOUT ROWID;

-- What was worked out of the observations. `identities` is `records.identities` (a JSON list), the other way round.

CREATE TABLE records (
  workspace INTEGER NOT NULL,
  kind TEXT NOT NULL,
  key TEXT NOT NULL,
  entity_id TEXT NOT NULL,
  place INTEGER NOT NULL,
  identities TEXT NOT NULL,
  PRIMARY KEY (workspace, kind, key)
) STRICT, WITHOUT ROWID;

CREATE INDEX records_by_entity ON records (workspace, entity_id);

CREATE TABLE identities (
  workspace INTEGER NOT NULL,
  kind TEXT NOT NULL,
  identity TEXT NOT NULL,
  key TEXT NOT NULL,
  PRIMARY KEY (workspace, kind, identity, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE aliases (
  workspace INTEGER NOT NULL,
  old_id TEXT NOT NULL,
  entity_id TEXT NOT NULL,
  PRIMARY KEY (workspace, old_id)
) STRICT, WITHOUT ROWID;

-- A version holds when since <= date < until; `until` is 'forever', which sorts after all dates, where there is no end.
-- parent: the account of a person, position, line or deal; the deal of a stakeholder, signal or escalation; one end of a tie
-- or influence. other: the other end, or a deal's owner. rank: 0 is ours or open. sort_name: for accounts, deals, escalations.

CREATE TABLE facts (
  number INTEGER PRIMARY KEY,
  workspace INTEGER NOT NULL,
  id TEXT NOT NULL,
  since TEXT NOT NULL,
  until TEXT NOT NULL,
  kind TEXT NOT NULL,
  parent TEXT,
  other TEXT,
  rank INTEGER,
  sort_name TEXT,
  body TEXT NOT NULL
) STRICT;

CREATE INDEX facts_by_id ON facts (workspace, id);
CREATE INDEX facts_by_parent ON facts (workspace, parent, kind, other) WHERE parent IS NOT NULL;
CREATE INDEX facts_by_other ON facts (workspace, other, kind) WHERE other IS NOT NULL;
CREATE INDEX facts_by_name ON facts (workspace, kind, rank, sort_name, id) WHERE sort_name IS NOT NULL;

CREATE TABLE tokens (
  digest TEXT PRIMARY KEY,
  workspace TEXT NOT NULL,
  name TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  UNIQUE (workspace, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE previews (
  workspace TEXT NOT NULL,
  token TEXT NOT NULL,
  expires_at INTEGER NOT NULL,
  body BLOB NOT NULL,
  PRIMARY KEY (workspace, token)
) STRICT;

CREATE TABLE secret (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  value BLOB NOT NULL
) STRICT;
