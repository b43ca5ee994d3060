"""Uploaded files."""

from pathlib import PurePath
from typing import Any

from orggraph.errors import InvalidInput, TooLargeError

_MEGABYTE = 1024 * 1024


def content_of(upload: Any, most: int) -> tuple[str, bytes]:
    """Give an upload's base name and content, within the bound."""
    if not hasattr(upload, "file"):
        raise InvalidInput(
            "`file` is not an uploaded file.", "Send it as a part of a multipart form.", ("input", "file")
        )
    name = PurePath((upload.filename or "upload").replace("\\", "/")).name
    content = upload.file.read(most + 1)
    if len(content) > most:
        raise TooLargeError(
            f"{name} is larger than {most // _MEGABYTE} MB.", "Upload the files one by one.", ("input", "file")
        )
    return name, content
