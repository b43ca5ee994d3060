"""The JSON Schema of the interchange document, made from its types: `python -m orggraph_importers.graph.schema`."""

import json
import sys
from typing import Any

import msgspec

from orggraph.domain.interchange import FORMAT, Document
from orggraph_importers.graph.bounds import BOUNDS, NAMED, is_reference

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def document_schema() -> dict[str, Any]:
    """Give the schema: what the types say, and what they do not, such as how far a number may go."""
    made = msgspec.json.schema(Document)
    kinds: dict[str, dict[str, Any]] = made["$defs"]
    sections = kinds["Document"]["properties"]
    named = {sections[section]["items"]["$ref"].rpartition("/")[2] for section in NAMED}
    for name, kind in kinds.items():
        for field, said in kind.get("properties", {}).items():
            _complete(field, said, needs_name=name in named)
        if kind.get("type") == "object":
            kind["additionalProperties"] = False
    sections["format"] = {"const": FORMAT}
    kinds["Document"]["required"] = ["format"]
    return {"$schema": _DIALECT, "title": "OrgGraph interchange document", **made}


def _complete(field: str, said: dict[str, Any], *, needs_name: bool) -> None:
    """Add to a field, and to each of the types it may have, its bounds."""
    for one in (said, *said.get("anyOf", ())):
        if one.get("type") in {"number", "integer"} and field in BOUNDS:
            least, most = BOUNDS[field]
            one.update({"minimum": least} if most is None else {"minimum": least, "maximum": most})
        if one.get("type") == "string" and (is_reference(field) or (needs_name and field == "name")):
            one["minLength"] = 1
        if one.get("format") == "decimal":
            said["anyOf"] = [{"type": "number"}, *said["anyOf"]]


def schema_text() -> str:
    """Give the schema as the reference holds it."""
    return json.dumps(document_schema(), indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    sys.stdout.write(schema_text())
