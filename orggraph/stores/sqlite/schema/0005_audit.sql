-- Which audit log belongs to this file: the identity of the one that stood beside it first.

CREATE TABLE audit_log (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  identity TEXT NOT NULL
) STRICT;
