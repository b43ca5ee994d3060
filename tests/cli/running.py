"""Commands run in this process, or in one of their own where that is what is tested."""

import os
import pty
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from orggraph.cli import main

ORGGRAPH = str(Path(sys.executable).parent / "orggraph")
ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"


@dataclass(frozen=True)
class Ran:
    """What a command wrote, and how it ended."""

    code: int
    out: str
    err: str


class Cli:
    """The commands, on one store."""

    def __init__(self, store, capsys):
        self.store = store
        self._capsys = capsys

    def __call__(self, *arguments):
        self._capsys.readouterr()
        try:
            main(["--store", self.store, *map(str, arguments)])
        except SystemExit as ended:
            written = self._capsys.readouterr()
            return Ran(ended.code or 0, written.out, written.err)
        raise AssertionError("a command always exits")

    def told(self, *arguments):
        """Give what a command that went well writes."""
        ran = self(*arguments)
        assert (ran.code, ran.err) == (0, ""), ran
        return ran.out


def process(*arguments, folder, stdin=subprocess.DEVNULL, **environment):
    """Run a command in a process of its own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ORGGRAPH")}
    done = subprocess.run(
        [ORGGRAPH, *map(str, arguments)],
        cwd=folder,
        env=kept | environment,
        stdin=stdin,
        capture_output=True,
        timeout=60,
        check=False,
    )
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())


def on_a_terminal(arguments, folder, typed=b"", **environment):
    """Run a command with all its streams on one terminal, and give what was seen and how it ended."""
    ours, theirs = pty.openpty()
    env = os.environ | {"TERM": "xterm-256color", "COLUMNS": "100"} | environment
    running = subprocess.Popen(
        [ORGGRAPH, *map(str, arguments)], cwd=folder, env=env, stdin=theirs, stdout=theirs, stderr=theirs
    )
    os.close(theirs)
    os.write(ours, typed)
    seen = b""
    while True:
        try:
            piece = os.read(ours, 4096)
        except OSError:
            break
        if not piece:
            break
        seen += piece
    os.close(ours)
    return running.wait(timeout=60), seen.decode()
