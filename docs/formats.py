"""The reference of what is imported: each format, column by column, and what it becomes, as its importer declares it."""

from collections.abc import Iterator

from orggraph.bootstrap import formats
from orggraph.domain.importing import Table


def imports_reference() -> str:
    """Describe every format that is installed."""
    known = formats()
    guides = [(importer.name, importer.guide()) for importer in known.importers]
    guides.append(("table.mapped", known.mapper.guide()))
    return "\n".join(line for name, tables in guides for line in _format(name, tables))


def _format(name: str, tables: tuple[Table, ...]) -> Iterator[str]:
    yield f"## {name}\n"
    for table in tables:
        yield from (_capital(table.what), "")
        yield from ("| names | needed | becomes |", "| --- | --- | --- |")
        for field in table.fields:
            names = ", ".join(f"`{known}`" for known in field.names)
            yield f"| {names} | {'yes' if field.needed else ''} | {field.becomes} |"
        yield ""
        for group in table.one_of:
            yield f"One is needed of {', '.join(f'`{first}`' for first in group)}.\n"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
