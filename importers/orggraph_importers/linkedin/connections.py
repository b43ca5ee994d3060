"""LinkedIn's `Connections.csv`: each row a person, the tie to the owner, and the company named."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from orggraph.domain.ids import EntityKind
from orggraph.domain.importing import Emitted
from orggraph.domain.observations import Observation, ProblemKind, Skipped, Taken, company_record
from orggraph.domain.people import Locale, profile_slug
from orggraph_importers.cells import clean, folded, is_email, says_nothing
from orggraph_importers.days import days_of
from orggraph_importers.finding import Layout
from orggraph_importers.naming import display_name, profile_url
from orggraph_importers.reading import Row, Sheet

PERSON_CONFIDENCE = 0.7
"""What members write of themselves is often late: a title of last year, a former employer."""
COMPANY_CONFIDENCE = 0.5
"""Members spell their employer's name as they like."""

FOUNDED = "2003-05-05"
"""LinkedIn's first day: nobody was connected there before."""

ALIASES: Mapping[str, Sequence[str]] = {
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
CONNECTIONS = Layout(
    ALIASES,
    (("first_name",), ("last_name",), ("connected_on",)),
    becomes={
        "first_name": "the person's name, before the last name, without emoji",
        "last_name": "the person's name, without what stands after it (`, PhD`)",
        "profile_url": "who it is, by the part after `/in/`; absent in older exports",
        "email": "the person's e-mail address",
        "company": "the account where they work",
        "title": "the person's title",
        "connected_on": "since when the owner and the person are tied; with slashes, months come first, unless a cell of the column or `--locale` tells otherwise",
    },
)
_RESTRICTED = ("restricted", "member")
_TAKEN = Taken("person")


class _Member(NamedTuple):
    """A row's cells, in the order of the aliases."""

    first: str
    last: str
    url: str
    email: str
    company: str
    title: str
    connected: str

    @property
    def is_closed(self) -> bool:
        """Tell whether the member shows nothing of themselves."""
        if self.url or self.company:
            return False
        return not any(self[:-1]) or (self.first.casefold(), self.last.casefold()) == _RESTRICTED


class Connections:
    """One file's rows, in one pass."""

    def __init__(self, sheet: Sheet, owner_key: str, owner_name: str | None, locale: Locale | None = None) -> None:
        self.sheet = sheet
        self.owner_key = owner_key
        self.days = days_of(sheet, "connected_on", locale, otherwise=True)
        self.said = partial(Observation, source=f"linkedin:{owner_key}", author=owner_name)
        self.first: dict[str, tuple[int, int]] = {}
        """For each record key the line of its first row, and the hash of what that holds: of a million rows no more is kept."""
        self.others: set[tuple[str, int]] = set()
        """Later rows of a record key that differ from the first."""
        self.companies: set[str] = set()
        self.places = [sheet.fields.get(name) for name in ALIASES]

    def emitted(self) -> Iterator[Emitted]:
        """Go through the rows."""
        for found in self.sheet.rows():
            if isinstance(found, tuple):
                yield from self._row(found)
            else:
                yield found

    def _member(self, row: Row) -> _Member:
        cells = [clean(cell) for cell in row]
        return _Member(*["" if n is None else cells[n] for n in self.places])

    def _row(self, numbered: tuple[int, Row]) -> list[Emitted]:
        line, row = numbered
        member = self._member(row)
        if member.is_closed:
            return [Skipped("closed member")]
        name = display_name(member.first, member.last)
        if not name:
            hint = "Fill in the name, or leave the row out."
            return [self.sheet.problem(ProblemKind.NO_NAME, line, "last_name", "The row has no name.", hint)]
        slug = profile_slug(member.url)
        key = f"linkedin:{slug}" if slug else self._key_without_address(name, member)
        held = hash(member)
        first_line, first = self.first.setdefault(key, (line, held))
        if line != first_line:
            if held == first or (key, held) in self.others:
                return [Skipped("repeated")]
            self.others.add((key, held))
        about = {"name": name}
        if member.company:
            about["company"] = member.company
        if member.title:
            about["title"] = member.title
        if member.email and is_email(member.email):
            about["email"] = member.email
        if slug:
            about["profile_url"] = profile_url(slug)
        return [
            _TAKEN,
            *self._problems(line, first_line, member, slug),
            *self._company(member.company),
            self.said(kind=EntityKind.PERSON, subject=key, said=about, confidence=PERSON_CONFIDENCE),
            *self._tie(line, key, member.connected),
        ]

    def _key_without_address(self, name: str, member: _Member) -> str:
        """Tell members without an address apart by all that does not change: two connections of one name are two people."""
        day = self.days.read(member.connected) or member.connected
        named = "|".join((folded(name), folded(member.company), day))
        return f"linkedin:{self.owner_key}/{named.replace('/', ' ')}"

    def _problems(self, line: int, first_line: int, member: _Member, slug: str | None) -> list[Emitted]:
        """Say what is wrong with a row that is taken all the same."""
        found: list[Emitted] = []
        if first_line != line:
            message = f"Row {first_line} is the same member, in other words."
            hint = "Keep the newer row. Both were read as one person."
            found.append(self.sheet.problem(ProblemKind.DIFFERING_REPEAT, line, "profile_url", message, hint))
        if member.url and not slug:
            hint = "It should be https://www.linkedin.com/in/NAME. The person is taken, without it."
            message = f"{member.url!r} is no profile's address."
            found.append(self.sheet.problem(ProblemKind.BAD_ADDRESS, line, "profile_url", message, hint))
        if member.email and not (is_email(member.email) or says_nothing(member.email)):
            hint = "Correct or empty it. The person is taken, without it."
            message = f"{member.email!r} is no e-mail address."
            found.append(self.sheet.problem(ProblemKind.BAD_EMAIL, line, "email", message, hint))
        return found

    def _company(self, company: str) -> list[Emitted]:
        key = company_record(company)
        if not company or key in self.companies:
            return []
        self.companies.add(key)
        said = {"name": company}
        return [self.said(kind=EntityKind.ACCOUNT, subject=key, said=said, confidence=COMPANY_CONFIDENCE)]

    def _tie(self, line: int, key: str, connected: str) -> list[Emitted]:
        day = self.days.read(connected) if connected else None
        if day and day >= FOUNDED:
            said = {"other": self.owner_key, "connected_on": day}
            return [self.said(kind=EntityKind.TIE, subject=key, said=said)]
        tie = self.said(kind=EntityKind.TIE, subject=key, said={"other": self.owner_key})
        if not connected:
            return [tie]
        hint = "Write it as 05 Mar 2024. The person is taken, without the date."
        message = f"{connected!r} is no date on which people connected."
        return [self.sheet.problem(ProblemKind.BAD_DATE, line, "connected_on", message, hint), tie]
