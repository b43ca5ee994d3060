-- The words by which accounts, people and deals are found, by the number of the fact. They are kept beside the index: a fact is taken
-- out with the words that it was put in with, whatever words would be cut out of it today.

CREATE VIRTUAL TABLE searched USING fts5 (
  words, detail = none, columnsize = 0, tokenize = "ascii tokenchars '_'"
);

INSERT INTO searched (rowid, words)
SELECT number, words_of(workspace, kind, body) FROM facts WHERE kind IN ('acc', 'per', 'dea') ORDER BY number;
