-- The audit log, in a file of its own beside the store. Moments are microseconds since 1970 in UTC; `detail` is JSON, sealed as it stands.

CREATE TABLE entries (
  workspace TEXT NOT NULL,
  number INTEGER NOT NULL,
  at INTEGER NOT NULL,
  who TEXT NOT NULL,
  action TEXT NOT NULL,
  subject TEXT,
  detail TEXT NOT NULL,
  hash TEXT NOT NULL,
  PRIMARY KEY (workspace, number)
) STRICT, WITHOUT ROWID;

CREATE INDEX entries_by_who ON entries (workspace, who);
CREATE INDEX entries_by_action ON entries (workspace, action);
CREATE INDEX entries_by_time ON entries (workspace, at);

-- Where each chain ends, apart from the entries: none can be cut off at the end unseen.

CREATE TABLE heads (
  workspace TEXT PRIMARY KEY,
  number INTEGER NOT NULL,
  hash TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What the store remembers too, so that another log cannot stand here unseen.

CREATE TABLE identity (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  value TEXT NOT NULL
) STRICT;

INSERT INTO identity (only, value) VALUES (1, lower(hex(randomblob(16))));

CREATE TRIGGER entries_are_not_changed BEFORE UPDATE ON entries
BEGIN
  SELECT RAISE(ABORT, 'the audit log is only added to');
END;

CREATE TRIGGER entries_are_not_taken_away BEFORE DELETE ON entries
BEGIN
  SELECT RAISE(ABORT, 'the audit log is only added to');
END;

CREATE TRIGGER entries_follow_one_another BEFORE INSERT ON entries
WHEN NEW.number <> 1 + coalesce((SELECT number FROM heads WHERE workspace = NEW.workspace), 0)
BEGIN
  SELECT RAISE(ABORT, 'the audit log is only added to at its end');
END;

-- A head moves on by one entry, which must be there: by an insert as by an update, for an insert may replace.

CREATE TRIGGER heads_go_on BEFORE INSERT ON heads
WHEN NEW.number <> 1 + coalesce((SELECT number FROM heads WHERE workspace = NEW.workspace), 0)
  OR NEW.hash IS NOT (SELECT hash FROM entries WHERE workspace = NEW.workspace AND number = NEW.number)
BEGIN
  SELECT RAISE(ABORT, 'the audit log is only added to');
END;

CREATE TRIGGER heads_go_on_from_where_they_are BEFORE UPDATE ON heads
WHEN NEW.workspace <> OLD.workspace OR NEW.number <> OLD.number + 1
  OR NEW.hash IS NOT (SELECT hash FROM entries WHERE workspace = NEW.workspace AND number = NEW.number)
BEGIN
  SELECT RAISE(ABORT, 'the audit log is only added to');
END;

CREATE TRIGGER heads_are_not_taken_away BEFORE DELETE ON heads
BEGIN
  SELECT RAISE(ABORT, 'the audit log is only added to');
END;

CREATE TRIGGER identity_is_not_changed BEFORE UPDATE ON identity
BEGIN
  SELECT RAISE(ABORT, 'the audit log is only added to');
END;

CREATE TRIGGER identity_is_not_taken_away BEFORE DELETE ON identity
BEGIN
  SELECT RAISE(ABORT, 'the audit log is only added to');
END;

CREATE TRIGGER identity_is_not_given_twice BEFORE INSERT ON identity
BEGIN
  SELECT RAISE(ABORT, 'the audit log is only added to');
END;
