"""The file formats at hand, and which of them a file is: exactly one, or an error that names the candidates."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from orggraph.domain.importing import HEADER_WITHIN, Entry, Importer, Mapper, Recognised
from orggraph.errors import InvalidInput, UnreadableFile

_MOST_SHOWN = 10


class UnknownFile(UnreadableFile):
    """No importer claims it."""


@dataclass(frozen=True, slots=True)
class Formats:
    """Importers by name, and the way to open what a file holds."""

    importers: tuple[Importer, ...]
    unpack: Callable[[str, bytes], list[Entry]]
    mapper: Mapper

    def recognise(
        self, file_name: str, entries: Sequence[Entry], forced: str | None = None
    ) -> tuple[Importer, Recognised]:
        """Give the importer of a file, by its content."""
        candidates = [i for i in self.importers if forced in (None, i.name)]
        if not candidates:
            names = ", ".join(i.name for i in self.importers)
            raise InvalidInput(
                f"There is no importer named {forced!r}.", f"Choose one of: {names}.", ("input", "importer")
            )
        found = [(i, claim) for i in candidates if (claim := i.identify(entries))]
        claims = [(i, claim) for i, claim in found if claim.confidence > 0]
        if not claims:
            raise _unknown(file_name, entries, found, self.mapper)
        if len({claim.file for _, claim in claims}) > 1:
            named = ", ".join(f"{claim.file} ({i.name})" for i, claim in claims)
            raise UnreadableFile(f"{file_name} holds several files to import: {named}.", "Import them one by one.")
        best = max(claim.confidence for _, claim in claims)
        claims = [claim for claim in claims if claim[1].confidence == best]
        if len(claims) > 1:
            names = ", ".join(i.name for i, _ in claims)
            raise UnreadableFile(
                f"{file_name}: several importers could read this file: {names}.", "Say which with --importer NAME."
            )
        return claims[0]


def _unknown(
    file_name: str, entries: Sequence[Entry], nearly: Sequence[tuple[Importer, Recognised]], mapper: Mapper
) -> UnreadableFile:
    """Say what was looked at and what it lacks."""
    looked = ""
    if len(entries) > 1:
        more = ", ..." if len(entries) > _MOST_SHOWN else ""
        looked = f" It holds {', '.join(entry.name for entry in entries[:_MOST_SHOWN])}{more}."
    lacks = "".join(f" For {i.name}, {note}." for i, claim in nearly for note in claim.notes)
    if not looked and not lacks:
        looked = (
            f" It is no table with a header within its first {HEADER_WITHIN} rows, and no document of a known format."
        )
    hint = "importers/README.md lists the columns of each format."
    if guesses := mapper.suggestions(entries):
        said = " ".join(f'--map "{column}={field}"' for column, field in guesses.items())
        hint += f" Or say which column is what, as it seems: {said}"
    return UnknownFile(f"{file_name}: no importer knows this file.{looked}{lacks}", hint)
