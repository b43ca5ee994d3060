"""A real server over the example workspace, for each file of tests its own."""

import subprocess
from pathlib import Path

import pytest

from tests.e2e.serving import ORGGRAPH, Server, new_token

collect_ignore = ["schemathesis_hooks.py"]
EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    folder = tmp_path_factory.mktemp("clients")
    subprocess.run([ORGGRAPH, "demo", "--folder", EXAMPLES], cwd=folder, check=True, stdout=subprocess.DEVNULL)
    store = f"sqlite:///{folder}/demo.db"
    server = Server(store, new_token(store, "clients"))
    server.start()
    yield server
    server.stop()
