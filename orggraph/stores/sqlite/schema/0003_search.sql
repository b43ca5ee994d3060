-- The words by which accounts, people and deals are found, by the number of the fact. The words themselves are not kept a second
-- time: to take a fact out, its words are given again.

CREATE VIRTUAL TABLE searched USING fts5 (
  words, content = '', detail = none, columnsize = 0, tokenize = "ascii tokenchars '_'"
);

INSERT INTO searched (rowid, words)
SELECT number, words_of(workspace, kind, body) FROM facts WHERE kind IN ('acc', 'per', 'dea') ORDER BY number;
