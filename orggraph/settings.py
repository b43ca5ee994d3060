"""What can be set from outside, read in one place: environment variables that begin with `ORGGRAPH_`.

`ORGGRAPH_MAX_BODY_KB`, `ORGGRAPH_MAX_UPLOAD_MB`; `ORGGRAPH_TICK_MS`, how often the API looks for what somebody follows;
`ORGGRAPH_POINTS_PER_MINUTE` of a user, `ORGGRAPH_WORKSPACE_POINTS_PER_MINUTE`, and
`ORGGRAPH_REFUSED_SIGN_INS_PER_MINUTE` of an address; `ORGGRAPH_HEAVY_AT_ONCE`, how many analyses run at once; `ORGGRAPH_TRUSTED_DOCUMENTS`, a file of GraphQL documents by their SHA-256, and
`ORGGRAPH_ONLY_TRUSTED_DOCUMENTS`, for whom no other runs: `never`, `sessions` (signed in by a cookie) or `always`; for a store in
Neo4j its password, `ORGGRAPH_NEO4J_PASSWORD`, or a file that holds it, `ORGGRAPH_NEO4J_PASSWORD_FILE`. For people who sign in through
an identity provider: `ORGGRAPH_JWT_ISSUER`, `ORGGRAPH_JWT_AUDIENCE`, `ORGGRAPH_JWT_KEYS` (a file or an https address that holds its
JSON Web Key Set); where they differ from the usual also `ORGGRAPH_JWT_ALGORITHMS`, `ORGGRAPH_JWT_USER_CLAIM`,
`ORGGRAPH_JWT_ROLES_CLAIM`, `ORGGRAPH_JWT_WORKSPACE` or `ORGGRAPH_JWT_WORKSPACE_CLAIM`.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from orggraph.errors import InvalidInput

ALGORITHMS = frozenset({"RS256", "PS256", "ES256", "EdDSA", "Ed25519"})
"""What a token may be signed with: public keys alone, so that none of them can be taken for a secret."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityProvider:
    """Who signs tokens, for whom, with what, and which of their claims say who somebody is."""

    issuer: str
    audience: str
    keys: str
    algorithms: frozenset[str] = frozenset({"RS256", "ES256", "EdDSA", "Ed25519"})
    user_claim: str = "sub"
    roles_claim: str = "roles"
    workspace: str = "default"
    workspace_claim: str | None = None


class Settings(BaseSettings):
    """Arguments win over these, these over the defaults."""

    model_config = SettingsConfigDict(env_prefix="ORGGRAPH_")

    max_body_kb: int = Field(default=1_024, ge=1)
    max_upload_mb: int = Field(default=50, ge=1)
    tick_ms: int = Field(default=500, ge=1)
    points_per_minute: int = Field(default=1_000_000, ge=1)
    workspace_points_per_minute: int = Field(default=3_000_000, ge=1)
    refused_sign_ins_per_minute: int = Field(default=60, ge=1)
    heavy_at_once: int = Field(default=2, ge=1)
    trusted_documents: Path | None = None
    only_trusted_documents: Literal["never", "sessions", "always"] = "never"
    neo4j_password: SecretStr | None = None
    neo4j_password_file: Path | None = None
    jwt_issuer: str | None = None
    jwt_audience: str | None = None
    jwt_keys: str | None = None
    jwt_algorithms: str = "RS256,ES256,EdDSA,Ed25519"
    jwt_user_claim: str = "sub"
    jwt_roles_claim: str = "roles"
    jwt_workspace: str = "default"
    jwt_workspace_claim: str | None = None

    def identity_provider(self) -> IdentityProvider | None:
        """Give who signs tokens, if anybody does; half of what is needed is refused."""
        if not (self.jwt_issuer or self.jwt_audience or self.jwt_keys):
            return None
        if not (self.jwt_issuer and self.jwt_audience and self.jwt_keys):
            raise InvalidInput(
                "An identity provider needs its issuer, the audience and its keys.",
                "Set ORGGRAPH_JWT_ISSUER, ORGGRAPH_JWT_AUDIENCE and ORGGRAPH_JWT_KEYS, or none of them.",
            )
        algorithms = frozenset(name.strip() for name in self.jwt_algorithms.split(","))
        if not algorithms <= ALGORITHMS:
            raise InvalidInput(
                f"ORGGRAPH_JWT_ALGORITHMS cannot be {self.jwt_algorithms!r}.",
                f"Name some of {', '.join(sorted(ALGORITHMS))}.",
            )
        if self.jwt_keys.startswith("http://") and not self.jwt_keys.startswith("http://127.0.0.1:"):
            raise InvalidInput("ORGGRAPH_JWT_KEYS would be fetched in the open.", "Name an https address, or a file.")
        return IdentityProvider(
            issuer=self.jwt_issuer,
            audience=self.jwt_audience,
            keys=self.jwt_keys,
            algorithms=algorithms,
            user_claim=self.jwt_user_claim,
            roles_claim=self.jwt_roles_claim,
            workspace=self.jwt_workspace,
            workspace_claim=self.jwt_workspace_claim,
        )

    def password_of_neo4j(self) -> str:
        """Give the password, from itself or from its file; none is an empty one."""
        if self.neo4j_password is not None:
            return self.neo4j_password.get_secret_value()
        if self.neo4j_password_file is None:
            return ""
        try:
            return self.neo4j_password_file.read_text(encoding="utf-8").rstrip("\r\n")
        except (OSError, UnicodeDecodeError) as error:
            raise InvalidInput(
                f"The password file {self.neo4j_password_file} cannot be read: {error}.",
                "Name a readable text file in ORGGRAPH_NEO4J_PASSWORD_FILE.",
            ) from error


def read_settings() -> Settings:
    """Read what is set, or say which of it cannot be."""
    try:
        return Settings()
    except ValidationError as error:
        wrong = error.errors()[0]
        name = f"ORGGRAPH_{'_'.join(map(str, wrong['loc']))}".upper()
        raise InvalidInput(f"{name} cannot be {wrong['input']!r}.", _remedy(wrong)) from error


def _remedy(wrong: Any) -> str:
    """Tell what can be given instead."""
    if wrong["type"] == "literal_error":
        return f"Give {wrong['ctx']['expected']}."
    return "Give a whole number, at least 1."
