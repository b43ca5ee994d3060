"""However broken a file, importing it by the command line takes little memory, beside what the program itself takes."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.importers.broken.cases import FILES, MADE, Read
from tests.importers.test_broken_files import content_of

ROOT = Path(__file__).parents[2]
MOST = 150 * 1024
"""In kilobytes: what a file, whatever it is, may add to the memory at its peak."""

LITTLE = MOST // 5
APART = ("sh", "-c", '"$0" "$@"; exit')
"""A process counts the memory of the one that started it as its own peak: a shell between them has little."""


class Child:
    """A process that imports one file after the other into one store."""

    def __init__(self, folder):
        self.folder = folder
        command = [*APART, sys.executable, "-m", "tests.importers.broken.importing", f"sqlite:///{folder}/store.db"]
        self.running = subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
        )
        _, self.begins_with, _ = self.take("good.csv", b"name,title,manager\nAna Un,CEO,\n")

    def take(self, name, content):
        """Import a file; give how it ended, the peak of the memory so far, and what was said."""
        file = self.folder / name
        file.write_bytes(content)
        self.running.stdin.write(f"{file}\n")
        self.running.stdin.flush()
        said = []
        while not (line := self.running.stderr.readline()).startswith("ended "):
            assert line, "the process died"
            said.append(line)
        file.unlink()
        _, code, peak = line.split()
        return int(code), int(peak), "".join(said)

    def end(self):
        self.running.communicate(timeout=60)


@pytest.fixture
def grown(tmp_path):
    """Give by how much the memory grew at each file, in a process that took little before."""
    grown = {}
    child = Child(tmp_path)
    for name, expected in (FILES | MADE).items():
        code, peak, said = child.take(name, content_of(name))
        assert "Traceback" not in said
        assert code == (0 if isinstance(expected, Read) else 1), said
        grown[name] = peak - child.begins_with
        if grown[name] > LITTLE:
            child.end()
            child = Child(tmp_path)
    child.end()
    return grown


def test_no_broken_file_takes_much_memory_or_ends_in_anything_but_words(grown):
    assert {name: more for name, more in grown.items() if more >= MOST} == {}
