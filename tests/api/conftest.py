import json
from pathlib import Path

import pytest

from orggraph.bootstrap import formats, open_store
from orggraph.domain.viewer import LOCAL
from orggraph.usecases.importing import ImportRequest, import_file
from tests.api.asking import NOW, Api

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture(params=["memory", pytest.param("neo4j", marks=pytest.mark.neo4j)])
def api(request):
    """An API over an empty workspace."""
    if request.param == "memory":
        yield Api()
        return
    made = Api(open_store(request.getfixturevalue("neo4j_url")))
    yield made
    made.store.close()


@pytest.fixture(scope="session")
def example():
    """An API over the example workspace, which no test changes."""
    api = Api()
    for step in json.loads((EXAMPLES / "workspace.json").read_text(encoding="utf-8"))["imports"]:
        file = EXAMPLES / step.pop("file")
        request = ImportRequest(file_name=file.name, content=file.read_bytes(), **step)
        import_file(api.store, LOCAL, formats(), request, NOW)
    return api


@pytest.fixture(scope="session")
def ids(example):
    """Ids of the example workspace, by name."""
    rows = example.ask(
        "{ accounts(first: 5) { edges { node { id name people(first: 200) { edges { node { id name } } } } } } }"
    )
    found = {}
    for account in (edge["node"] for edge in rows["accounts"]["edges"]):
        found[account["name"]] = account["id"]
        found |= {edge["node"]["name"]: edge["node"]["id"] for edge in account["people"]["edges"]}
    deals = example.ask("{ deals { edges { node { id name } } } }")["deals"]["edges"]
    return found | {edge["node"]["name"]: edge["node"]["id"] for edge in deals}
