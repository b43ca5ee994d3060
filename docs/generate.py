"""Writes what the documents take from the program, below their marks: `make docs`."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import typer

from docs.formats import imports_reference
from docs.limits import limits_reference
from docs.rules import rules_reference
from orggraph.cli.commands import app

MARK = "<!-- Below this line, `make docs` writes. -->\n"
REFERENCE = Path(__file__).parent / "reference"


def cli_reference() -> str:
    """Describe every command with its arguments and options, as the program declares them."""
    root: Any = typer.main.get_command(app)
    parts = [_table("Options of every command, before its name", root.params)]
    for path, command in _commands("orggraph", root):
        arguments = [p for p in command.params if p.param_type_name == "argument"]
        usage = " ".join([path, *(p.metavar for p in arguments), "[OPTIONS]"])
        parts.append(f"## {path}\n\n{command.help}\n\n    {usage}\n\n{_table('Argument or option', command.params)}")
    return "\n".join(parts)


def _commands(path: str, group: Any) -> Iterator[tuple[str, Any]]:
    for name, command in sorted(group.commands.items()):
        if hasattr(command, "commands"):
            yield from _commands(f"{path} {name}", command)
        else:
            yield f"{path} {name}", command


def _table(title: str, parameters: list[Any]) -> str:
    rows = [f"| {_written(p)} | {p.help}{_otherwise(p)} |" for p in parameters]
    return "\n".join([f"| {title} | |", "| --- | --- |", *rows, ""])


def _written(parameter: Any) -> str:
    if parameter.param_type_name == "argument":
        return f"`{parameter.metavar}`"
    value = "" if parameter.is_flag else f" {parameter.metavar or parameter.name.upper()}"
    return f"`{parameter.opts[0]}{value}`"


def _otherwise(parameter: Any) -> str:
    environment = f" Also `{parameter.envvar}`." if parameter.envvar else ""
    plain = parameter.param_type_name == "option" and not parameter.is_flag and parameter.default is not None
    return environment + (f" Else `{parameter.default}`." if plain else "")


def with_generated(document: str, generated: str) -> str:
    """Put what is generated in its place: below the mark."""
    kept, mark, _ = document.partition(MARK)
    if not mark:
        raise SystemExit(f"a document lacks the line {MARK}")
    return f"{kept}{mark}\n{generated}"


DOCUMENTS: Mapping[Path, Callable[[], str]] = {
    REFERENCE / "cli.md": cli_reference,
    REFERENCE / "imports.md": imports_reference,
    REFERENCE / "limits.md": limits_reference,
    REFERENCE / "rules.md": rules_reference,
}


if __name__ == "__main__":
    for file, generated in DOCUMENTS.items():
        file.write_text(with_generated(file.read_text(encoding="utf-8"), generated()), encoding="utf-8")
