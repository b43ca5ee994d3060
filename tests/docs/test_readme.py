"""The README's blocks run as they are written, against a real server."""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks():
    return re.findall(r"^```sh\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)


@pytest.mark.skipif(not shutil.which("curl"), reason="curl is not installed")
def test_a_rep_can_follow_it_on_monday(tmp_path):
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    (tmp_path / ".venv").symlink_to(Path(sys.executable).parents[1])
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = str(free.getsockname()[1])
    script = "".join(blocks())
    assert script.count("8000") == script.count("orggraph serve &") == 1
    script = script.replace("8000", port).replace("orggraph serve &", f"orggraph serve --port {port} &")
    env = {name: value for name, value in os.environ.items() if not name.startswith("ORGGRAPH")}
    command = ["bash", "-euo", "pipefail", "-c", script]
    done = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.count(" rows read") == 3
    *written, answer = [json.loads(line)["data"] for line in done.stdout.splitlines() if line.startswith("{")]
    assert len(written) == 9
    assert all(payload["errors"] == [] for data in written for payload in data.values())
    assert re.search(r"^Call: ", done.stdout, re.MULTILINE)
    assert answer["escalationPaths"]["verdict"] == "GO"
    assert all(rule["explanation"] for rule in answer["escalationPaths"]["rules"])


def test_the_two_commands_stand_at_the_top():
    commands = [line.split()[:2] for line in README.splitlines() if line.startswith("    make ")]
    assert commands == [["make", "demo"], ["make", "test"]]
    assert README.index("make demo") < 60
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert set(re.findall(r"make ([a-z]+)", README)) <= targets


def test_every_link_leads_somewhere():
    links = re.findall(r"\]\(([^)]+)\)", README)
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_every_page_is_found_from_it():
    pages = {*(ROOT / "docs").glob("*.md"), *(ROOT / "docs" / "reference").glob("*.md")}
    assert {str(page.relative_to(ROOT)) for page in pages} - set(re.findall(r"\]\(([^)]+)\)", README)) == set()


def test_it_stays_short():
    assert len(README.splitlines()) <= 90
