import json

import pytest

from tests.cli.running import EXAMPLES, Cli


@pytest.fixture
def cli(tmp_path, capsys):
    """The commands, on an empty store."""
    return Cli(f"sqlite:///{tmp_path}/test.db", capsys)


@pytest.fixture(scope="session")
def example_file(tmp_path_factory):
    """The example workspace in a file, loaded by the commands."""
    store = f"sqlite:///{tmp_path_factory.mktemp('cli')}/example.db"
    from orggraph.bootstrap import formats, now, open_store  # noqa: PLC0415
    from orggraph.domain.viewer import LOCAL  # noqa: PLC0415
    from orggraph.usecases.importing import ImportRequest, import_file  # noqa: PLC0415

    opened = open_store(store)
    for step in json.loads((EXAMPLES / "workspace.json").read_text(encoding="utf-8"))["imports"]:
        file = EXAMPLES / step.pop("file")
        request = ImportRequest(file_name=file.name, content=file.read_bytes(), **step)
        import_file(opened, LOCAL, formats(), request, now())
    opened.close()
    return store


@pytest.fixture
def example(example_file, capsys):
    """The commands, on the example workspace, which no test changes."""
    return Cli(example_file, capsys)
