"""Runs the Python blocks of the pages and writes what they show in the place of what stood there: `make docs`."""

import doctest
import re
import sys
import traceback
from pathlib import Path

_BLOCK = re.compile(r"(?<=^```python\n)(>>> .*?)(?=^```$)", re.DOTALL | re.MULTILINE)
FLAGS = doctest.NORMALIZE_WHITESPACE


class _Shown(doctest.DocTestRunner):
    """Remembers what each example gave."""

    def __init__(self) -> None:
        super().__init__(verbose=False, optionflags=FLAGS)
        self.given: dict[int, str] = {}

    def report_success(self, out: object, test: object, example: doctest.Example, got: str) -> None:  # noqa: ARG002
        raised = got.startswith("Traceback")
        self.given[id(example)] = _raised(got.splitlines()[-1]) if raised else got

    report_failure = report_success

    def report_unexpected_exception(
        self,
        out: object,  # noqa: ARG002
        test: object,  # noqa: ARG002
        example: doctest.Example,
        exc_info: tuple[type[BaseException], BaseException, object],
    ) -> None:
        self.given[id(example)] = _raised("".join(traceback.format_exception_only(exc_info[1])).strip())


def _raised(what: str) -> str:
    """Show an error without the places it went through, which are of one machine."""
    return f"Traceback (most recent call last):\n    ...\n{what}\n"


def rewritten(page: str, name: str) -> str:
    """Give a page with the results of its blocks, which share their names from the first to the last."""
    shared: dict[str, object] = {"__name__": name}

    def run(block: re.Match[str]) -> str:
        pieces = doctest.DocTestParser().parse(block.group(1))
        examples = [piece for piece in pieces if isinstance(piece, doctest.Example)]
        runner = _Shown()
        test = doctest.DocTest(examples, shared, name, None, 0, None)
        runner.run(test, clear_globs=False, out=lambda _: None)
        shared.update(test.globs)
        return "".join(
            piece if isinstance(piece, str) else _prompted(piece.source) + runner.given[id(piece)] for piece in pieces
        )

    return _BLOCK.sub(run, page)


def _prompted(source: str) -> str:
    first, *rest = source.splitlines()
    return "".join([f">>> {first}\n", *(f"... {line}\n" for line in rest)])


if __name__ == "__main__":
    for path in sorted(Path(__file__).parent.glob("**/*.md")):
        before = path.read_text(encoding="utf-8")
        after = rewritten(before, path.stem)
        if after != before:
            path.write_text(after, encoding="utf-8")
            sys.stdout.write(f"{path.name} was rewritten\n")
