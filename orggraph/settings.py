"""What can be set from outside, read in one place: `ORGGRAPH_MAX_BODY_KB` and `ORGGRAPH_MAX_UPLOAD_MB`."""

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from orggraph.errors import InvalidInput


class Settings(BaseSettings):
    """Arguments win over these, these over the defaults."""

    model_config = SettingsConfigDict(env_prefix="ORGGRAPH_")

    max_body_kb: int = Field(default=1_024, ge=1)
    max_upload_mb: int = Field(default=50, ge=1)


def read_settings() -> Settings:
    """Read what is set, or say which of it cannot be."""
    try:
        return Settings()
    except ValidationError as error:
        wrong = error.errors()[0]
        name = f"ORGGRAPH_{'_'.join(map(str, wrong['loc']))}".upper()
        raise InvalidInput(f"{name} cannot be {wrong['input']!r}.", "Give a whole number, at least 1.") from error
