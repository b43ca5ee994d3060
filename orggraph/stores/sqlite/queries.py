"""The statements that read. Each answers for all the keys that it is given at once."""

WORKSPACE = "SELECT number, revision FROM workspaces WHERE name = ?"

CLUSTER = """
WITH RECURSIVE found (what, name) AS (
  SELECT 'key', value FROM json_each(:keys)
  UNION SELECT 'identity', value FROM json_each(:identities)
  UNION SELECT 'entity', r.entity_id
    FROM found CROSS JOIN records AS r ON r.workspace = :workspace AND r.kind = :kind AND r.key = found.name
    WHERE found.what = 'key'
  UNION SELECT 'identity', one.value
    FROM found CROSS JOIN records AS r ON r.workspace = :workspace AND r.kind = :kind AND r.key = found.name
    CROSS JOIN json_each(r.identities) AS one
    WHERE found.what = 'key'
  UNION SELECT 'key', r.key
    FROM found CROSS JOIN records AS r ON r.workspace = :workspace AND r.entity_id = found.name AND r.kind = :kind
    WHERE found.what = 'entity'
  UNION SELECT 'key', i.key
    FROM found
    CROSS JOIN identities AS i ON i.workspace = :workspace AND i.kind = :kind AND i.identity = found.name
    WHERE found.what = 'identity'
)
SELECT r.kind, r.key, r.entity_id, r.place, r.identities
FROM found CROSS JOIN records AS r ON r.workspace = :workspace AND r.kind = :kind AND r.key = found.name
WHERE found.what = 'key'
ORDER BY r.place, r.kind, r.key
"""

RECORDS_OF = """
SELECT kind, key, entity_id, place, identities FROM records
WHERE workspace = ? AND entity_id = ? ORDER BY place, kind, key
"""

SUCCESSORS = """
WITH RECURSIVE chain (asked, id) AS (
  SELECT value, value FROM json_each(:ids)
  UNION SELECT chain.asked, a.entity_id
    FROM chain CROSS JOIN aliases AS a ON a.workspace = :workspace AND a.old_id = chain.id
)
SELECT asked, id FROM chain
WHERE NOT EXISTS (SELECT 1 FROM aliases AS a WHERE a.workspace = :workspace AND a.old_id = chain.id)
"""

STATEMENTS = """
WITH wanted (number) AS (
  SELECT o.number FROM json_each(:subjects) AS asked
    CROSS JOIN observations AS o ON o.workspace = :workspace AND o.subject = asked.value
  UNION SELECT r.observation FROM json_each(:keys) AS asked
    CROSS JOIN observation_references AS r ON r.workspace = :workspace AND r.key = asked.value
)
SELECT o.id, o.body, b.id, b.started_at
FROM wanted CROSS JOIN observations AS o ON o.number = wanted.number
CROSS JOIN assertions AS a ON a.observation = o.number
CROSS JOIN batches AS b ON b.number = a.batch AND b.state = 'DONE'
WHERE NOT EXISTS (SELECT 1 FROM retractions AS r WHERE r.observation = o.number)
ORDER BY o.id, b.started_at, b.id
"""

ASSERTED_ONLY_BY = """
SELECT o.body
FROM batches AS b CROSS JOIN assertions AS a ON a.batch = b.number
CROSS JOIN observations AS o ON o.number = a.observation
WHERE b.workspace = ? AND b.id = ? AND b.state = 'DONE'
AND NOT EXISTS (SELECT 1 FROM retractions AS r WHERE r.observation = o.number)
AND NOT EXISTS (
  SELECT 1 FROM assertions AS more CROSS JOIN batches AS other ON other.number = more.batch AND other.state = 'DONE'
  WHERE more.observation = o.number AND more.batch <> b.number
)
ORDER BY o.id
"""

LIVE = """
SELECT o.id
FROM json_each(?2) AS asked CROSS JOIN observations AS o ON o.workspace = ?1 AND o.id = asked.value
WHERE NOT EXISTS (SELECT 1 FROM retractions AS r WHERE r.observation = o.number)
AND EXISTS (
  SELECT 1 FROM assertions AS a CROSS JOIN batches AS b ON b.number = a.batch AND b.state = 'DONE'
  WHERE a.observation = o.number
)
"""

FACTS = """
SELECT f.kind, f.body
FROM json_each(:ids) AS asked CROSS JOIN facts AS f ON f.workspace = :workspace AND f.id = asked.value
WHERE f.since <= :as_of AND :as_of < f.until
"""

OURS = """
SELECT kind, body FROM facts
WHERE workspace = :workspace AND kind = 'acc' AND rank = 0 AND sort_name IS NOT NULL
AND since <= :as_of AND :as_of < until
ORDER BY id LIMIT 1
"""

CHILDREN = """
SELECT f.kind, f.body
FROM json_each(:ids) AS home CROSS JOIN facts AS f ON f.workspace = :workspace AND f.parent = home.value
WHERE f.kind IN (SELECT value FROM json_each(:kinds)) AND f.since <= :as_of AND :as_of < f.until
"""

ESCALATIONS = """
SELECT kind, body FROM facts
WHERE workspace = :workspace AND kind = 'esc' AND sort_name IS NOT NULL AND since <= :as_of AND :as_of < until
"""

EDGES_OF = """
SELECT f.kind, f.parent, f.other, f.body
FROM json_each(:ids) AS person CROSS JOIN facts AS f ON f.workspace = :workspace AND f.parent = person.value
WHERE f.kind IN ('tie', 'inf') AND f.since <= :as_of AND :as_of < f.until
UNION
SELECT f.kind, f.parent, f.other, f.body
FROM json_each(:ids) AS person CROSS JOIN facts AS f ON f.workspace = :workspace AND f.other = person.value
WHERE f.kind IN ('tie', 'inf') AND f.since <= :as_of AND :as_of < f.until
"""

EDGES_AMONG = """
SELECT f.kind, f.parent, f.other, f.body
FROM json_each(:ids) AS person CROSS JOIN facts AS f ON f.workspace = :workspace AND f.parent = person.value
WHERE f.kind IN ('tie', 'inf') AND f.other IN (SELECT value FROM json_each(:ids))
AND f.since <= :as_of AND :as_of < f.until
"""

TIES_BETWEEN = """
SELECT f.kind, f.parent, f.other, f.body
FROM json_each(:ids) AS person CROSS JOIN facts AS f ON f.workspace = :workspace AND f.parent = person.value
WHERE f.kind = 'tie' AND +f.other IN (SELECT value FROM json_each(:others))
AND f.since <= :as_of AND :as_of < f.until
UNION
SELECT f.kind, f.parent, f.other, f.body
FROM json_each(:ids) AS person CROSS JOIN facts AS f ON f.workspace = :workspace AND f.other = person.value
WHERE f.kind = 'tie' AND +f.parent IN (SELECT value FROM json_each(:others))
AND f.since <= :as_of AND :as_of < f.until
"""

ACCOUNTS = """
SELECT body FROM facts
WHERE workspace = :workspace AND kind = 'acc' AND sort_name IS NOT NULL AND since <= :as_of AND :as_of < until
AND (:rank IS NULL OR rank = :rank) AND instr(sort_name, :part) > 0
AND (rank, sort_name, id) > (:after_rank, :after_name, :after_id)
ORDER BY rank, sort_name, id LIMIT :most
"""

COUNT_ACCOUNTS = """
SELECT count(*) FROM facts
WHERE workspace = :workspace AND kind = 'acc' AND sort_name IS NOT NULL AND since <= :as_of AND :as_of < until
AND (:rank IS NULL OR rank = :rank) AND instr(sort_name, :part) > 0
"""

DEALS = """
SELECT body FROM facts
WHERE workspace = :workspace AND kind = 'dea' AND sort_name IS NOT NULL AND since <= :as_of AND :as_of < until
AND (:accounts IS NULL OR parent IN (SELECT value FROM json_each(:accounts)))
AND (:owner IS NULL OR other = :owner) AND (:rank IS NULL OR rank = :rank)
AND (sort_name, id) > (:after_name, :after_id)
ORDER BY sort_name, id LIMIT :most
"""

COUNT_DEALS = """
SELECT count(*) FROM facts
WHERE workspace = :workspace AND kind = 'dea' AND sort_name IS NOT NULL AND since <= :as_of AND :as_of < until
AND (:accounts IS NULL OR parent IN (SELECT value FROM json_each(:accounts)))
AND (:owner IS NULL OR other = :owner) AND (:rank IS NULL OR rank = :rank)
"""

TIES = """
SELECT body FROM (
  SELECT id, body FROM facts
  WHERE workspace = :workspace AND parent = :person AND kind = 'tie' AND since <= :as_of AND :as_of < until
  UNION ALL
  SELECT id, body FROM facts
  WHERE workspace = :workspace AND other = :person AND kind = 'tie' AND parent <> :person
  AND since <= :as_of AND :as_of < until
)
WHERE id > :after_id
ORDER BY id LIMIT :most
"""

COUNT_TIES = """
SELECT count(*) FROM facts
WHERE workspace = :workspace AND kind = 'tie' AND since <= :as_of AND :as_of < until
AND (parent = :person OR other = :person)
"""

EVERYTHING = "SELECT kind, body, since, until FROM facts WHERE workspace = ? ORDER BY kind, id, since"

BATCH = "SELECT body FROM batches WHERE workspace = ? AND id = ? AND state IS NOT NULL"

BATCHES = """
SELECT body FROM batches
WHERE workspace = :workspace AND state IS NOT NULL AND importer <> :edit
AND (-started_at, id) > (:after_start, :after_id)
ORDER BY -started_at, id LIMIT :most
"""

COUNT_BATCHES = "SELECT count(*) FROM batches WHERE workspace = :workspace AND state IS NOT NULL AND importer <> :edit"
