"""Tokens, which are found before the workspace is known, and previews."""

# ruff: noqa: S105

ADD_TOKEN = """
CREATE (:Token {digest: $digest, workspace: $workspace, name: $name, created_at: $created_at, body: $body})
"""

_TOKEN = "RETURN t.name, t.digest, t.created_at, t.workspace, t.body, t.revoked_at, t.used_on"

TOKEN = f"MATCH (t:Token {{digest: $digest}}) USING INDEX SEEK t:Token(digest) {_TOKEN}"

TOKENS = f"MATCH (t:Token {{workspace: $workspace}}) USING INDEX SEEK t:Token(workspace, name) WHERE t.name IS NOT NULL {_TOKEN} ORDER BY t.name"

REVOKE_TOKEN = """
MATCH (t:Token {workspace: $workspace, name: $name}) USING INDEX SEEK t:Token(workspace, name)
SET t.revoked_at = coalesce(t.revoked_at, $at) RETURN t.name
"""

USE_TOKEN = """
MATCH (t:Token {digest: $digest}) USING INDEX SEEK t:Token(digest) WHERE coalesce(t.used_on < $day, true) SET t.used_on = $day
"""

PUT_TEAM = "MERGE (t:Team {workspace: $workspace, account: $account}) SET t.users = $users"

TEAMS = """
MATCH (t:Team {workspace: $workspace}) USING INDEX SEEK t:Team(workspace, account) WHERE t.account IS NOT NULL
RETURN t.account, t.users
"""

SUCCESSORS = """
UNWIND $many.ids AS id
MATCH (a:Alias {workspace: $workspace, old_id: id}) USING INDEX SEEK a:Alias(workspace, old_id) WHERE a.ended IS NULL
RETURN id, a.entity_id
"""

ADD_SECRET = "MERGE (s:Secret {name: 'tokens'}) ON CREATE SET s.value = $value RETURN s.value"

FORGET_PREVIEWS = "MATCH (p:Preview) WHERE p.expires_at <= $now DELETE p"

PUT_PREVIEW = """
MERGE (p:Preview {workspace: $workspace, token: $token}) SET p.expires_at = $expires_at, p.body = $body
"""

PREVIEW = "MATCH (p:Preview {workspace: $workspace, token: $token}) USING INDEX SEEK p:Preview(workspace, token) RETURN p.expires_at, p.body"
