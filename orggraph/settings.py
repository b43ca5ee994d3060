"""What can be set from outside, read in one place: environment variables that begin with `ORGGRAPH_`.

`ORGGRAPH_MAX_BODY_KB`, `ORGGRAPH_MAX_UPLOAD_MB`; for a store in Neo4j its password, `ORGGRAPH_NEO4J_PASSWORD`, or a file that
holds it, `ORGGRAPH_NEO4J_PASSWORD_FILE`.
"""

from pathlib import Path

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from orggraph.errors import InvalidInput


class Settings(BaseSettings):
    """Arguments win over these, these over the defaults."""

    model_config = SettingsConfigDict(env_prefix="ORGGRAPH_")

    max_body_kb: int = Field(default=1_024, ge=1)
    max_upload_mb: int = Field(default=50, ge=1)
    neo4j_password: SecretStr | None = None
    neo4j_password_file: Path | None = None

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
        raise InvalidInput(f"{name} cannot be {wrong['input']!r}.", "Give a whole number, at least 1.") from error
