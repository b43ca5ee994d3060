"""Invented files as users have them, and a store to import them into."""

import csv
import io
import zipfile
from datetime import UTC, datetime

from orggraph.bootstrap import formats, open_store
from orggraph.domain.facts import Version
from orggraph.domain.people import Person
from orggraph.domain.positions import Line, Position, ReportingKind
from orggraph.domain.relations import Tie
from orggraph.domain.viewer import LOCAL
from orggraph.usecases.importing import ImportRequest, import_file, preview_import

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
HEADER = "First Name,Last Name,URL,Email Address,Company,Position,Connected On"
NOTE = (
    '"When exporting your connection data, you may notice that some of the email addresses are missing. You will only see '
    "email addresses for connections who have allowed their connections to see or download their email address using this "
    'setting https://www.linkedin.com/psettings/privacy/email."'
)
ANA = "Ana,Exemple,https://www.linkedin.com/in/ana-exemple-1,,Exemplis SAS,Buyer,05 Mar 2024"
BO = "Bo,Sample,https://www.linkedin.com/in/bo-sample-2,bo@exemplis.example,Exemplis SAS,CFO,30 Apr 2020"
PROFILE = (
    "First Name,Last Name,Maiden Name,Address,Birth Date,Headline,Summary,Industry,Zip Code,Geo Location,"
    "Twitter Handles,Websites,Instant Messengers\nOana,Propriétaire,,,,Account executive,,,,,,,\n"
)


def connections(*rows, header=HEADER, preamble=f"Notes:\n{NOTE}\n\n", end="\n"):
    return preamble + "".join(line + end for line in (header, *rows))


def table(*rows, delimiter=","):
    held = io.StringIO()
    csv.writer(held, delimiter=delimiter, lineterminator="\n").writerows(rows)
    return held.getvalue()


def archive(files, method=zipfile.ZIP_DEFLATED):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", method) as made:
        for name, content in files.items():
            made.writestr(name, content)
    return held.getvalue()


def request(content, name="Connections.csv", **more):
    content = content.encode() if isinstance(content, str) else content
    return ImportRequest(file_name=name, content=content, **more)


def contacts(content, name="Connections.csv", owner_name="Oana Propriétaire", **more):
    """Import connections into an empty store; give the report and the store."""
    store = open_store("memory:")
    return import_file(store, LOCAL, formats(), request(content, name, owner_name=owner_name, **more), NOW), store


def chart(content, name="chart.csv", store=None, now=NOW, **more):
    """Import an org chart; give the report and the store."""
    store = store or open_store("memory:")
    given = request(content, name, **{"account_name": "Exemplis", **more})
    return import_file(store, LOCAL, formats(), given, now), store


def preview(content, name="file.csv", store=None, **more):
    return preview_import(store or open_store("memory:"), LOCAL, formats(), request(content, name, **more), NOW)


def versions(store) -> list[Version]:
    with store.reading(LOCAL) as reader:
        return sorted(reader.everything(), key=lambda v: (v.fact.id, v.since))


def of_type(store, kind):
    return [v.fact for v in versions(store) if isinstance(v.fact, kind)]


def people(store, but=("Oana Propriétaire",)):
    """Give everybody by name, but the owner."""
    return {p.name: p for p in sorted(of_type(store, Person), key=lambda p: p.id) if p.name not in but}


def connected(store):
    """Give the day on which each was connected, by name."""
    names = {p.id: p.name for p in of_type(store, Person)}
    return {
        next(names[end] for end in (tie.one_id, tie.other_id) if names[end] != "Oana Propriétaire"): tie.connected_on
        for tie in of_type(store, Tie)
    }


def holders(store):
    """Give what each seat is called: by its holder, else by its title."""
    names = {p.id: p.name for p in of_type(store, Person)}
    return {seat.id: names.get(seat.holder_id) or seat.title for seat in of_type(store, Position)}


def reports(store, kind=ReportingKind.SOLID):
    """Give who reports to whom, None being nobody, as sorted pairs."""
    names = {None: None, **holders(store)}
    lines = [line for line in of_type(store, Line) if line.kind is kind]
    return sorted(((names[line.report_id], names[line.manager_id]) for line in lines), key=str)


def found(report):
    """Give the kind, row and column of each problem."""
    return [(p.kind.value, p.row, p.column) for p in report.problems]


def says_nothing_new(store):
    """Tell whether a store is as it was made."""
    with store.reading(LOCAL) as reader:
        return reader.revision == 0 and not list(reader.everything()) and not reader.batches(10, None).rows
