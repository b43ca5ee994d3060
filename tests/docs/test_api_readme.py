"""api/README.md is followed from its top to its end, as somebody new would, and shows what it says; its JavaScript by `tests/clients`."""

import contextlib
import io
import json
import os
import re
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.e2e.serving import ORGGRAPH

ROOT = Path(__file__).parents[2]
README = (ROOT / "api" / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
ADDRESS = "127.0.0.1:8000"
END = "\x1e"


class Reader:
    """Somebody who types the blocks into one shell and one Python, and reads what they print."""

    def __init__(self, folder, port):
        self.port = port
        self.names = {}
        environment = {name: value for name, value in os.environ.items() if not name.startswith("ORGGRAPH")}
        self.errors = (folder / "errors").open("w+", encoding="utf-8")
        self.shell = subprocess.Popen(
            ["bash", "-euo", "pipefail"],
            cwd=folder,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self.errors,
            text=True,
        )

    def type(self, text):
        self.shell.stdin.write(f"{text}\nprintf '{END}'\n")
        self.shell.stdin.flush()
        printed = iter(lambda: self.shell.stdout.read(1), END)
        read = []
        for character in printed:
            assert character, "".join(read) + Path(self.errors.name).read_text(encoding="utf-8")
            read.append(character)
        return "".join(read)

    def run(self, kind, text):
        here = text.replace(ADDRESS, f"127.0.0.1:{self.port}")
        if kind == "sh":
            return self.type(here.replace("orggraph serve &", f"orggraph serve --port {self.port} &"))
        printed = io.StringIO()
        with pytest.MonkeyPatch.context() as patch, contextlib.redirect_stdout(printed):
            patch.setenv("ORGGRAPH_TOKEN", self.type('printf %s "$ORGGRAPH_TOKEN"'))
            exec(here, self.names)  # noqa: S102
        return printed.getvalue()

    def leave(self):
        self.shell.stdin.close()
        self.shell.wait(timeout=20)
        self.shell.stdout.close()
        self.errors.close()


@pytest.fixture
def reader(tmp_path):
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    (tmp_path / ".venv").symlink_to(Path(sys.executable).parents[1])
    subprocess.run([ORGGRAPH, "demo", "--folder", "examples"], cwd=tmp_path, check=True, stdout=subprocess.DEVNULL)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    someone = Reader(tmp_path, port)
    yield someone
    someone.leave()


def shows(kind, text, printed):
    """Tell whether what was printed is what the page shows."""
    if kind == "text":
        return printed == text
    return json.loads(printed.strip().splitlines()[-1])["data"] == json.loads(text)


@pytest.mark.skipif(not shutil.which("curl"), reason="curl is not installed")
def test_everything_in_it_does_what_it_says(reader):
    printed, all_printed = None, []
    for kind, text in BLOCKS:
        if kind in {"sh", "python"}:
            printed = reader.run(kind, text)
            all_printed.append(printed)
        elif kind == "js":
            printed = None
        elif printed is not None:
            assert shows(kind, text, printed), printed
    refused = next(printed for printed in all_printed if "nightly-job" in printed)
    assert refused.splitlines()[-1] == "401"
    assert all_printed[-1] == '"code":"TOO_COMPLEX"\n'


def test_its_blocks_are_of_known_kinds():
    kinds = [kind for kind, _ in BLOCKS]
    assert set(kinds) == {"sh", "python", "js", "json", "text"}
    assert README.count("```") == 2 * len(BLOCKS)
    assert all(
        kinds[place - 1] in {"sh", "python", "js"} for place, kind in enumerate(kinds) if kind in {"json", "text"}
    )


def test_every_link_leads_somewhere():
    links = re.findall(r"\]\(([^)]+)\)", README)
    assert links
    assert [link for link in links if not (ROOT / "api" / link).exists()] == []
