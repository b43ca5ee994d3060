import subprocess
import sys

import pytest

import orggraph


def run(code):
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_the_public_names_are_these():
    names = ["open", "Workspace", "Study", "Options", "Assumptions", "OrgSnapshot", "from_networkx", "to_networkx"]
    assert orggraph.__all__ == [*names, "table", "frame", "TABLES", "OrgGraphError", "InvalidInput", "NotFound"]
    assert dir(orggraph) == sorted(orggraph.__all__)
    assert all(getattr(orggraph, name) is not None for name in orggraph.__all__)


def test_importing_it_imports_nothing_heavy():
    heavy = ("numpy", "scipy", "networkx", "pandas", "pydantic", "msgspec", "orggraph.library")
    loaded = run("import sys, orggraph; print(*(name for name in sys.modules))").split()
    assert [name for name in heavy if name in loaded] == []


def test_pandas_is_imported_for_a_frame_alone():
    code = (
        "import sys, orggraph; from orggraph.analysis.example import stalled_deal;"
        "orggraph.table(orggraph.Study(stalled_deal()), 'people'); print('pandas' in sys.modules)"
    )
    assert run(code) == "False"


def test_without_pandas_a_frame_says_what_to_do():
    code = (
        "import sys; sys.modules['pandas'] = None\n"
        "import orggraph\n"
        "from orggraph.analysis.example import stalled_deal\n"
        "try: orggraph.frame(orggraph.Study(stalled_deal()), 'people')\n"
        "except orggraph.InvalidInput as error: print(error)"
    )
    assert run(code) == (
        "pandas is not installed. Install orggraph[frames], or take `table`, which needs nothing more."
    )


def test_a_name_that_there_is_not_is_an_attribute_error():
    with pytest.raises(AttributeError, match="module 'orggraph' has no attribute 'opne'"):
        orggraph.opne  # noqa: B018
