"""The file formats at hand, and which of them a file is: exactly one, or an error that names the candidates."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from orggraph.domain.importing import Entry, Importer, Recognised
from orggraph.errors import InvalidInput, UnreadableFile


@dataclass(frozen=True, slots=True)
class Formats:
    """Importers by name, and the way to open what a file holds."""

    importers: tuple[Importer, ...]
    unpack: Callable[[str, bytes], list[Entry]]

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
        claims = [(i, found) for i in candidates if (found := i.identify(entries))]
        if not claims:
            names = ", ".join(i.name for i in candidates)
            raise UnreadableFile(
                f"{file_name}: no importer knows this file; its header was not recognised by {names}.",
                "See importers/README.md for the columns that each format needs.",
            )
        best = max(found.confidence for _, found in claims)
        claims = [claim for claim in claims if claim[1].confidence == best]
        if len(claims) > 1:
            names = ", ".join(i.name for i, _ in claims)
            raise UnreadableFile(
                f"{file_name}: several importers could read this file: {names}.", "Say which with --importer NAME."
            )
        return claims[0]
