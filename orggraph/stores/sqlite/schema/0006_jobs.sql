-- Imports under way, and those that failed. A row goes once its batch is published; `shown` is the batch, `body` what it takes to do it.

CREATE TABLE jobs (
  workspace TEXT NOT NULL,
  batch TEXT NOT NULL,
  state TEXT NOT NULL,
  started_at INTEGER NOT NULL,
  holder TEXT NOT NULL,
  lease INTEGER NOT NULL,
  attempt INTEGER NOT NULL,
  shown TEXT NOT NULL,
  body BLOB,
  PRIMARY KEY (workspace, batch)
) STRICT;

CREATE INDEX jobs_by_lease ON jobs (lease) WHERE state = 'RUNNING';

-- How often it was told how far imports have come.

CREATE TABLE progress (
  workspace TEXT PRIMARY KEY,
  changes INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
