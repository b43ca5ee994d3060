"""An org chart as a table: one row a seat, its manager by id, e-mail or name. `id, name, title, department, manager id` needs no mapping."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from orggraph.domain.ids import EntityKind
from orggraph.domain.importing import Emitted, Entry, ImportContext, Recognised
from orggraph.domain.observations import Observation, RowProblem, Said, Taken, company_record
from orggraph.errors import InvalidInput
from orggraph_importers.finding import Layout, find_sheet, nearly
from orggraph_importers.hr.managers import Managers
from orggraph_importers.hr.seats import STATUSES, Seat, SeatReader
from orggraph_importers.reading import Sheet

CONFIDENCE = 0.9
"""A personnel file is right about who sits where, but for what changed since it was written."""

ALIASES: Mapping[str, Sequence[str]] = {
    "id": (
        "id", "employee id", "employee #", "employee number", "person id", "personid", "unique id", "uniqueid", "position id",
        "matricule", "identifiant", "personalnummer", "employeeid", "objectid", "object id", "worker id", "person number",
    ),
    "name": ("name", "full name", "display name", "displayname", "employee name", "employee", "worker", "nom complet", "nom et prenom", "prenom et nom"),
    "first_name": ("first name", "firstname", "given name", "givenname", "prenom", "vorname"),
    "last_name": ("last name", "lastname", "surname", "family name", "familyname", "nom", "nom de famille", "nachname"),
    "title": ("title", "job title", "jobtitle", "employee title", "business title", "position", "role", "poste", "fonction", "intitule du poste", "intitule"),
    "department": ("department", "division", "team", "unit", "service", "direction", "departement", "abteilung", "supervisory organization", "cost center"),
    "email": (
        "email", "e mail", "mail", "work email", "email address", "adresse e mail", "adresse email", "courriel", "userprincipalname",
        "user principal name", "primary email", "email work",
    ),
    "manager_id": (
        "manager id", "managerid", "boss id", "bossid", "supervisor id", "supervisorid", "reports to id", "reportstoid",
        "manager employee id", "supervisor eid", "id manager", "id responsable", "matricule manager", "matricule responsable",
    ),
    "manager_email": (
        "manager email", "manageremail", "manager e mail", "reports to email", "supervisor email", "supervisoremail", "boss email",
        "managerupn", "manager upn", "manager mail", "managermail", "manager userprincipalname", "e mail manager", "email manager", "e mail responsable", "email responsable",
    ),
    "manager": (
        "manager", "manager name", "manager displayname", "managerdisplayname", "manager display name", "line manager", "reports to", "reportsto", "supervisor", "supervisor name", "boss", "n+1",
        "responsable", "responsable hierarchique", "superieur", "superieur hierarchique", "rattache a", "vorgesetzter",
    ),
    "dotted": (
        "dotted manager id", "dotted manager", "dotted line manager", "dotted line manager id", "dotted line", "matrix manager",
        "secondary manager", "responsable fonctionnel", "manager fonctionnel",
    ),
    "status": STATUSES,
}  # fmt: skip
CHART = Layout(ALIASES, (("name", "last_name"), ("manager", "manager_id", "manager_email"), ("title", "id")))


@dataclass(frozen=True, slots=True)
class OrgChart:
    """People, their seats, and who reports to whom."""

    name: str = "hr.org_chart"
    needs_owner: bool = False
    needs_company: bool = True

    def identify(self, entries: Sequence[Entry]) -> Recognised | None:
        """Claim a table that has a name, a title or an id, and a manager."""
        sheet = find_sheet(entries, CHART)
        if sheet is None:
            return nearly(entries, CHART)
        return Recognised(confidence=0.8, file=sheet.file, columns=sheet.columns())

    def parse(self, entries: Sequence[Entry], context: ImportContext) -> Iterator[Emitted]:
        """Read all rows, then join them: a manager may stand after those who report to them."""
        sheet = find_sheet(entries, CHART)
        if sheet is None:
            return
        sheet.require_rows()
        if not context.company:
            raise InvalidInput(
                f"{sheet.file} does not say which organisation it describes.", "Name it with --account NAME."
            )
        yield from _Chart(sheet, context.company).emitted()


class _Chart:
    """One file's rows, joined."""

    def __init__(self, sheet: Sheet, company: str) -> None:
        self.company = company
        self.source = f"hr:{company_record(company).removeprefix('company:')}"
        self.reader = SeatReader(sheet, self.source)
        self.sheet = sheet

    def emitted(self) -> Iterator[Emitted]:
        yield from self.reader.read()
        if self.reader.seats:
            yield self._said(EntityKind.ACCOUNT, company_record(self.company), {"name": self.company})
        managers = Managers(self.sheet, self.reader.seats)
        yield from managers.join()
        yield from managers.loops()
        for seat in self.reader.seats:
            yield from self._seat(seat)
            yield from self._dotted(seat, managers)

    def _seat(self, seat: Seat) -> Iterator[Emitted]:
        yield Taken("vacant seat" if seat.is_vacant else "person")
        about: dict[str, str] = {"company": self.company}
        about |= {name: value for name, value in (("title", seat.title), ("department", seat.department)) if value}
        if not seat.is_vacant:
            more = {"name": seat.name, "email": seat.email} if seat.email else {"name": seat.name}
            yield self._said(EntityKind.PERSON, seat.person_key, {**about, **more})
        holder = None if seat.is_vacant else seat.person_key
        yield self._said(EntityKind.POSITION, seat.key, {**about, "holder": holder})
        if seat.line_is_known:
            yield self._line(seat, seat.above, "SOLID")

    def _dotted(self, seat: Seat, managers: Managers) -> Iterator[Emitted]:
        found = managers.find(seat, "dotted", seat.dotted)
        if isinstance(found, RowProblem):
            yield found
        elif found and found is not seat:
            yield self._line(seat, found, "DOTTED")

    def _line(self, seat: Seat, above: Seat | None, kind: str) -> Observation:
        said: Said = {"company": self.company, "manager": above.key if above else None, "kind": kind}
        return self._said(EntityKind.LINE, seat.key, said)

    def _said(self, kind: EntityKind, subject: str, said: Said) -> Observation:
        return Observation(kind=kind, subject=subject, said=said, source=self.source, confidence=CONFIDENCE)


IMPORTER = OrgChart()
