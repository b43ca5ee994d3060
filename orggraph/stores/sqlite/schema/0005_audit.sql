-- Which audit log belongs to this file: the identity of the one that stood beside it first.

CREATE TABLE audit_log (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  identity TEXT NOT NULL
) STRICT;

-- By which edit something was retracted; of what came in an archive of the time before, that is not known.

ALTER TABLE retractions ADD COLUMN batch INTEGER REFERENCES batches;

UPDATE retractions SET batch = (
  SELECT p.batch FROM observations AS o JOIN publications AS p ON p.workspace = o.workspace AND p.revision = retractions.revision
  WHERE o.number = retractions.observation
);
