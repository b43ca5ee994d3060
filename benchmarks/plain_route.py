"""A bare FastAPI route that answers one JSON object out of memory: what any answer of this size costs in Python.

`python -m benchmarks.plain_route ANSWERS`: prints the port that it listens on.
"""

import json
import sys
from pathlib import Path
from typing import Annotated, Any

import uvicorn
from fastapi import Body, FastAPI

from orggraph.cli.serving import listen


def main(answers: Path) -> None:
    held = json.loads(answers.read_text(encoding="utf-8"))
    app = FastAPI()

    @app.post("/graphql")
    def graphql(query: Annotated[str, Body()], variables: Annotated[dict[str, Any], Body()]) -> dict[str, Any]:
        asked = next(name for name in held if f"{name}(" in query or f"{name} {{" in query)
        return {"data": {asked: held[asked]} if variables or asked == "viewer" else None}

    listening = listen("127.0.0.1", 0)
    print(listening.getsockname()[1], flush=True)
    uvicorn.Server(uvicorn.Config(app, log_level="warning")).run(sockets=[listening])


if __name__ == "__main__":
    main(Path(sys.argv[1]))
