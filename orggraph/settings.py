"""What can be set from outside, read in one place: `ORGGRAPH_MAX_BODY_KB` and `ORGGRAPH_MAX_UPLOAD_MB`."""

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Arguments win over these, these over the defaults."""

    model_config = SettingsConfigDict(env_prefix="ORGGRAPH_")

    max_body_kb: int = Field(default=1_024, ge=1)
    max_upload_mb: int = Field(default=50, ge=1)
