-- A token in full, as JSON; one that was made before has none, and all roles. It is never taken away: its name stays taken.

ALTER TABLE tokens ADD COLUMN body TEXT;
ALTER TABLE tokens ADD COLUMN revoked_at INTEGER;
ALTER TABLE tokens ADD COLUMN used_on TEXT;

CREATE TABLE teams (
  workspace TEXT NOT NULL,
  account TEXT NOT NULL,
  member TEXT NOT NULL,
  PRIMARY KEY (workspace, account, member)
) STRICT, WITHOUT ROWID;
