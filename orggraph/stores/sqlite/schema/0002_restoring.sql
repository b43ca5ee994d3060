-- Workspaces that are being restored from an archive. Nobody sees one: it has no name that anybody asks for until it is whole.

CREATE TABLE restoring (
  workspace INTEGER PRIMARY KEY REFERENCES workspaces,
  revision INTEGER NOT NULL,
  entries INTEGER NOT NULL,
  digest TEXT NOT NULL
) STRICT;
