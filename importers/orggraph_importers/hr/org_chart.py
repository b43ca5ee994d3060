"""An org chart as a table: one row a seat, its manager by id, e-mail or name. `id, name, title, department, manager id` needs no mapping."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from orggraph.domain.importing import Emitted, Entry, ImportContext, Recognised, Table
from orggraph.errors import InvalidInput
from orggraph_importers.chart import BECOMES as CHART_BECOMES
from orggraph_importers.chart import Chart
from orggraph_importers.finding import Layout, find_sheet, nearly
from orggraph_importers.seats import STATUSES

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
    "profile_url": ("linkedin", "linkedin url", "linkedin profile", "profil linkedin"),
    "seniority": ("seniority", "seniority level"),
    "assistant": ("isassistant", "is assistant", "assistant"),
}  # fmt: skip
CHART = Layout(
    ALIASES,
    (("name", "last_name"), ("manager", "manager_id", "manager_email"), ("title", "id")),
    becomes=CHART_BECOMES,
)


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
        yield from Chart.of(sheet, context.company).emitted()

    def guide(self) -> tuple[Table, ...]:
        """Describe the table."""
        return (CHART.table("seats"),)


IMPORTER = OrgChart()
