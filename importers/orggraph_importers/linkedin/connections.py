"""LinkedIn's `Connections.csv`, alone or in the archive as it is downloaded."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from orggraph.domain.ids import EntityKind
from orggraph.domain.importing import Emitted, Entry, ImportContext, Recognised
from orggraph.domain.observations import Observation, RowProblem, Said, Skipped, company_record
from orggraph.domain.people import profile_slug
from orggraph.errors import InvalidInput
from orggraph_importers.dates import iso_date
from orggraph_importers.reading import Sheet, find_sheet, folded

PERSON_CONFIDENCE = 0.7
"""What members write of themselves is often late: a title of last year, a former employer."""
COMPANY_CONFIDENCE = 0.5
"""Members spell their employer's name as they like."""

_ALIASES: Mapping[str, Sequence[str]] = {
    "first_name": ("first name", "prenom", "vorname", "nombre", "nome"),
    "last_name": ("last name", "nom", "nom de famille", "nachname", "apellidos", "cognome"),
    "profile_url": ("url", "profile url"),
    "email": (
        "email address",
        "adresse e mail",
        "e mail adresse",
        "correo electronico",
        "direccion de correo electronico",
        "indirizzo e mail",
    ),
    "company": (
        "company",
        "current company",
        "entreprise",
        "societe",
        "unternehmen",
        "firma",
        "empresa",
        "azienda",
        "societa",
    ),
    "title": ("position", "current position", "poste", "fonction", "cargo", "puesto", "posizione", "qualifica"),
    "connected_on": (
        "connected on",
        "date de connexion",
        "connecte le",
        "verbunden am",
        "conectado el",
        "collegato il",
    ),
}
_PROFILE: Mapping[str, Sequence[str]] = {
    "first_name": ("first name",),
    "last_name": ("last name",),
    "headline": ("headline",),
}
_NOT_A_NAME = re.compile(r"[\U0001F000-\U0001FAFF\u2190-\u2BFF\uFE0F\u200B-\u200F\u202A-\u202E\u2060-\u2069®™©]")
_POST_NOMINALS = frozenset({"PMP", "MBA", "PhD", "CPA", "CFA", "MSc", "BSc", "MD", "DBA", "LLM", "PgMP"})
_RESTRICTED = ("restricted", "member")


@dataclass(frozen=True, slots=True)
class Connections:
    """People whom one of ours is connected to: a person, a tie to the owner, and the company named."""

    name: str = "linkedin.connections"
    needs_owner: bool = True
    needs_company: bool = False

    def identify(self, entries: Sequence[Entry]) -> Recognised | None:
        """Claim a file with first name, last name and the day of connection; an archive's profile names its owner."""
        sheet = _sheet(entries)
        if sheet is None:
            return None
        localised = folded(sheet.header[sheet.fields["first_name"]]) != "first name"
        notes = ("localised header, unverified",) if localised else ()
        return Recognised(
            confidence=0.9 if localised else 1.0, columns=sheet.columns(), owner_name=_owner(entries), notes=notes
        )

    def parse(self, entries: Sequence[Entry], context: ImportContext) -> Iterator[Emitted]:
        """Turn each row into a person and a tie."""
        sheet = _sheet(entries)
        if sheet is None:
            return
        if not context.owner_key:
            raise InvalidInput(
                f"{sheet.file} does not say whose contacts it holds.", "Name one of ours with --owner NAME."
            )
        yield from _Parser(sheet, context.owner_key, context.owner_name).emitted()


class _Parser:
    """One file's rows, in one pass."""

    def __init__(self, sheet: Sheet, owner_key: str, owner_name: str | None) -> None:
        self.sheet = sheet
        self.owner_key = owner_key
        self.author = owner_name
        self.source = f"linkedin:{owner_key}"
        self.seen: set[str] = set()
        self.companies: set[str] = set()
        self.places = [sheet.fields.get(name) for name in _ALIASES]

    def emitted(self) -> Iterator[Emitted]:
        for found in self.sheet.rows():
            yield from (found,) if isinstance(found, RowProblem) else self._row(*found)

    def _row(self, line: int, row: list[str]) -> list[Emitted]:
        first, last, url, email, company, title, connected = ["" if n is None else row[n].strip() for n in self.places]
        if not (first or last or url or email or company or title) or _restricted(first, last, url, company):
            return [Skipped("closed member")]
        name = display_name(first, last)
        if not name:
            hint = "Fill in the name, or leave the row out."
            return [self.sheet.problem(line, "last_name", "The row has no name.", hint)]
        slug = profile_slug(url)
        key = f"linkedin:{slug}" if slug else f"linkedin:{self.owner_key}/{folded(name)}|{folded(company)}"
        if key in self.seen:
            return [Skipped("repeated")]
        self.seen.add(key)
        said: Said = {
            "name": name,
            "company": company,
            "title": " ".join(title.split()),
            "email": email,
            "profile_url": profile_url(slug),
        }
        about = {name: value for name, value in said.items() if value}
        return [
            *self._company(company),
            self._said(EntityKind.PERSON, key, about, PERSON_CONFIDENCE),
            *self._tie(line, key, connected),
        ]

    def _company(self, company: str) -> list[Emitted]:
        key = company_record(company)
        if not company or key in self.companies:
            return []
        self.companies.add(key)
        return [self._said(EntityKind.ACCOUNT, key, {"name": company}, COMPANY_CONFIDENCE)]

    def _tie(self, line: int, key: str, connected: str) -> list[Emitted]:
        day = iso_date(connected, month_first=True) if connected else None
        said = {"other": self.owner_key, "connected_on": day} if day else {"other": self.owner_key}
        tie = self._said(EntityKind.TIE, key, said, 1.0)
        if not connected or day:
            return [tie]
        hint = "Write it as 05 Mar 2024. The person is taken, without the date."
        return [self.sheet.problem(line, "connected_on", f"{connected!r} is no date.", hint), tie]

    def _said(self, kind: EntityKind, subject: str, said: Said, confidence: float) -> Observation:
        return Observation(
            kind=kind, subject=subject, said=said, source=self.source, author=self.author, confidence=confidence
        )


def display_name(first: str, last: str) -> str:
    """Join a name as it is to be shown: without emoji and what stands after the name.

    >>> display_name("Élise 🚀", "Durand-Exemple, PhD"), display_name("Null", "NA")
    ('Élise Durand-Exemple', 'Null NA')
    """
    return f"{_without_titles(first)} {_without_titles(last)}".strip()


@lru_cache(maxsize=16_384)
def _without_titles(part: str) -> str:
    """Leave out signs, what stands after a comma, and known titles at the end, word by word: no pattern that could backtrack."""
    words = _NOT_A_NAME.sub("", part).partition(",")[0].split()
    while words and words[-1].rstrip(".") in _POST_NOMINALS:
        words.pop()
    return " ".join(words)


def profile_url(slug: str | None) -> str:
    """Give a profile's address in one spelling."""
    return f"https://www.linkedin.com/in/{slug}" if slug else ""


def _restricted(first: str, last: str, url: str, company: str) -> bool:
    return not url and not company and (first.casefold(), last.casefold()) == _RESTRICTED


def _sheet(entries: Sequence[Entry]) -> Sheet | None:
    found = (
        find_sheet(entry, _ALIASES, lambda f: {"first_name", "last_name", "connected_on"} <= f.keys())
        for entry in entries
    )
    return next((sheet for sheet in found if sheet), None)


def _owner(entries: Sequence[Entry]) -> str | None:
    """Read whose archive it is from its profile."""
    for entry in entries:
        sheet = find_sheet(entry, _PROFILE, lambda f: {"first_name", "last_name", "headline"} <= f.keys())
        if sheet:
            for found in sheet.rows():
                if not isinstance(found, RowProblem):
                    row = found[1]
                    return display_name(row[sheet.fields["first_name"]], row[sheet.fields["last_name"]]) or None
    return None


IMPORTER = Connections()
