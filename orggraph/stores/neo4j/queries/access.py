"""Tokens, which are found before the workspace is known, and previews."""

# ruff: noqa: S105

ADD_TOKEN = """
CREATE (:Token {digest: $digest, workspace: $workspace, name: $name, created_at: $created_at})
"""

TOKEN = "MATCH (t:Token {digest: $digest}) USING INDEX SEEK t:Token(digest) RETURN t.name, t.created_at, t.workspace"

ADD_SECRET = "MERGE (s:Secret {name: 'tokens'}) ON CREATE SET s.value = $value RETURN s.value"

FORGET_PREVIEWS = "MATCH (p:Preview) WHERE p.expires_at <= $now DELETE p"

PUT_PREVIEW = """
MERGE (p:Preview {workspace: $workspace, token: $token}) SET p.expires_at = $expires_at, p.body = $body
"""

PREVIEW = "MATCH (p:Preview {workspace: $workspace, token: $token}) USING INDEX SEEK p:Preview(workspace, token) RETURN p.expires_at, p.body"
