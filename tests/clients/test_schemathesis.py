"""A minute of whatever a client might send, well-formed or not, to every query and mutation: no failure of ours, no leak."""

import os
import subprocess
from pathlib import Path

import pytest

HERE = Path(__file__).parent
PROGRAM = HERE.parents[1] / ".venv" / "probing" / "bin" / "schemathesis"
SECONDS = 60

pytestmark = pytest.mark.clients


def test_a_minute_of_anything_finds_nothing(server, tmp_path):
    command = [PROGRAM, "run", server.url, "--max-time", str(SECONDS), "--exclude-checks", "positive_data_acceptance"]
    for name, value in server.headers.items():
        command += ["--header", f"{name}: {value}"]
    if os.environ.get("CI"):
        command += ["--seed", "1"]
    told = {"SCHEMATHESIS_HOOKS": str(HERE / "schemathesis_hooks.py"), "NO_COLOR": "1"}
    ran = subprocess.run(
        command, cwd=tmp_path, env={**os.environ, **told}, capture_output=True, text=True, timeout=300, check=False
    )
    assert ran.returncode == 0, ran.stdout[-20_000:] + ran.stderr
    assert server.process.poll() is None
