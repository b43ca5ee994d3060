import csv
import importlib.util
import io
import json
import zipfile
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from orggraph.domain.interchange import FORMAT, Document

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
CHARTS = {"prospect-org-chart.csv": 60, "our-org-chart.csv": 15}
COLLEAGUES = ("caroline", "ines", "julien")
COLUMNS = ["id", "name", "title", "department", "manager id", "dotted manager id", "email"]
PROFILE = (
    "First Name,Last Name,Maiden Name,Address,Birth Date,Headline,Summary,Industry,Zip Code,Geo Location,"
    "Twitter Handles,Websites,Instant Messengers"
)
CONNECTION_COLUMNS = ["First Name", "Last Name", "URL", "Email Address", "Company", "Position", "Connected On"]
AS_OF = "2026-11-24"
NOT_THE_ORGANISATION = {"BUDGET_FROZEN", "BUDGET_CUT", "TECHNICAL_INCOMPATIBILITY", "PILOT_FAILED", "NEED_DENIED"}


def chart(name):
    with (EXAMPLES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def document(name):
    return msgspec.convert(json.loads((EXAMPLES / name).read_text(encoding="utf-8")), Document)


def expected():
    return json.loads((EXAMPLES / "expected.json").read_text(encoding="utf-8"))


def connections(colleague):
    with zipfile.ZipFile(archives().archive_path(colleague)) as archive:
        text = archive.read("Connections.csv").decode("utf-8")
    rows = list(csv.reader(io.StringIO(text, newline="")))
    start = rows.index(CONNECTION_COLUMNS)
    return rows[:start], [dict(zip(CONNECTION_COLUMNS, row, strict=True)) for row in rows[start + 1 :]]


def archives():
    spec = importlib.util.spec_from_file_location("make_archives", EXAMPLES / "make_archives.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def people_named(name):
    return [row for file in CHARTS for row in chart(file) if row["name"] == name]


def managers_of(name):
    rows = {row["id"]: row for row in chart("prospect-org-chart.csv")}
    row = next(row for row in rows.values() if row["name"] == name)
    while row["manager id"]:
        row = rows[row["manager id"]]
        yield row["name"]


@pytest.mark.parametrize(("name", "seats"), CHARTS.items())
def test_a_chart_has_its_columns_and_every_seat_an_id_and_a_title(name, seats):
    rows = chart(name)
    assert list(rows[0]) == COLUMNS
    assert len(rows) == seats
    assert len({row["id"] for row in rows}) == seats
    assert all(row["id"] and row["title"] for row in rows)
    emails = [row["email"] for row in rows if row["email"]]
    assert len(set(emails)) == len(emails)
    assert all(email.endswith(".example") for email in emails)


@pytest.mark.parametrize("name", CHARTS)
def test_every_line_leads_to_the_one_root(name):
    managers = {row["id"]: row["manager id"] for row in chart(name)}
    root = next(iter(managers))
    assert [seat for seat, manager in managers.items() if not manager] == [root]
    for seat in managers:
        above, seen = seat, set()
        while above != root:
            assert above not in seen
            seen.add(above)
            above = managers[above]


def test_the_prospect_has_a_dotted_line_a_vacant_seat_over_people_and_homonyms():
    rows = chart("prospect-org-chart.csv")
    ids = {row["id"] for row in rows}
    dotted = [row for row in rows if row["dotted manager id"]]
    assert [row["name"] for row in dotted] == ["Clémence Vidalenc"]
    assert {row["dotted manager id"] for row in dotted} <= ids
    vacant = [row for row in rows if not row["name"]]
    assert [row["id"] for row in vacant] == ["A036"]
    assert "Nikolai Brandvold" in {row["name"] for row in rows if row["manager id"] == "A036"}
    names = Counter(row["name"] for row in rows)
    assert sorted(name for name, count in names.items() if count > 1) == ["Nathalie Bernardeau", "Thomas Lescure"]


def test_the_export_of_salesforce_is_what_its_sources_make():
    made = archives()
    assert made.salesforce_path().read_bytes() == made.salesforce_bytes()


@pytest.mark.parametrize("colleague", COLLEAGUES)
def test_an_archive_is_what_its_sources_make(colleague):
    made = archives()
    assert made.archive_path(colleague).read_bytes() == made.archive_bytes(colleague)
    with zipfile.ZipFile(made.archive_path(colleague)) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == ["Company Follows.csv", "Connections.csv", "Profile.csv", "Skills.csv"]
        header, owner = csv.reader(io.StringIO(archive.read("Profile.csv").decode("utf-8"), newline=""))
    assert header == PROFILE.split(",")
    assert len(people_named(f"{owner[0]} {owner[1]}")) == 1
    private = dict(zip(header, owner, strict=True))
    assert not any(private[column] for column in ("Maiden Name", "Address", "Birth Date", "Zip Code"))


@pytest.mark.parametrize("colleague", COLLEAGUES)
def test_connections_look_like_the_real_download(colleague):
    preamble, rows = connections(colleague)
    assert next(row[0] for row in preamble if row) == "Notes:"
    assert [] in preamble
    assert 40 <= len(rows) <= 120
    for row in rows:
        assert datetime.strptime(row["Connected On"], "%d %b %Y").replace(tzinfo=UTC).year <= 2026
        assert not row["URL"] or "-demo-" in row["URL"]
    closed = [row for row in rows if not any(row[column] for column in CONNECTION_COLUMNS[:-1])]
    assert len(closed) >= 2
    assert sum("aubrelia" in row["Company"].lower() for row in rows) >= 6


def test_colleagues_share_some_connections():
    urls = Counter(url for who in COLLEAGUES for url in {row["URL"] for row in connections(who)[1] if row["URL"]})
    assert sum(count > 1 for count in urls.values()) >= 4


@pytest.mark.parametrize("name", ["deals.json", "reporting-conflict.json"])
def test_a_document_decodes_and_its_parts_join(name):
    read = document(name)
    assert read.format == FORMAT
    accounts = {account.id for account in read.accounts}
    people = {person.id for person in read.people}
    deals = {deal.id for deal in read.deals}
    assert [account.name for account in read.accounts if account.is_ours] == ["Velmont Software"]
    assert {person.account_id for person in read.people} <= accounts
    assert {end for line in read.relations for end in (line.from_id, line.to_id)} <= people
    for deal in read.deals:
        assert deal.account_id in accounts
        assert {deal.owner_id, deal.usual_contact_id} <= people
    for part in (*read.stakeholders, *read.signals, *read.escalations):
        assert part.deal_id in deals
    assert {part.person_id for part in (*read.stakeholders, *read.signals)} <= people
    assert {end for call in read.escalations for end in (call.caller_id, call.target_id)} <= people


@pytest.mark.parametrize("name", ["deals.json", "reporting-conflict.json"])
def test_a_document_names_one_person_of_the_charts_each_time(name):
    for person in document(name).people:
        found = people_named(person.name)
        assert len(found) == 1 or [row["email"] for row in found].count(person.email) == 1, person.name


def test_the_conflict_states_another_manager_less_surely():
    (line,) = document("reporting-conflict.json").relations
    assert line.confidence < 0.5
    assert (line.from_id, line.to_id) == ("lucas-armandine", "etienne-barjavel-combe")
    assert next(managers_of("Lucas Armandine")) == "Sandrine Maleyrac"


def test_only_the_stalled_deal_is_free_of_real_objections():
    read = document("deals.json")
    objections = {
        deal.name: {signal.kind for signal in read.signals if signal.deal_id == deal.id} & NOT_THE_ORGANISATION
        for deal in read.deals
    }
    assert objections == {"S&OP planning for the plants": set(), "After-sales portal": {"BUDGET_FROZEN"}}
    assert {signal.observed_on.isoformat()[:7] for signal in read.signals} <= {"2026-09", "2026-10", "2026-11"}
    assert max(signal.observed_on.isoformat() for signal in read.signals) < AS_OF


def test_the_expectations_agree_with_the_chart_and_the_deals():
    read = document("deals.json")
    names = {person.id: person.name for person in read.people}
    assert expected()["as_of"] == AS_OF
    for deal, wanted in zip(read.deals, expected()["deals"], strict=True):
        above = managers_of(wanted["usual_contact"])
        assert (deal.name, names[deal.usual_contact_id]) == (wanted["deal"], wanted["usual_contact"])
        assert [next(above), next(above)] == [wanted["n_plus_1"], wanted["n_plus_2"]]
        path = wanted["first_path"] or {}
        assert all(len(people_named(path[who])) == 1 for who in ("caller", "introducer", "target") if who in path)
    assert [deal["verdict"] for deal in expected()["deals"]] == ["GO", "DO_NOT"]


def test_the_plan_lists_every_file_once_and_the_date_of_the_story():
    plan = json.loads((EXAMPLES / "workspace.json").read_text(encoding="utf-8"))
    listed = sorted(step["file"] for step in plan["imports"])
    assert listed == sorted(
        [
            *CHARTS,
            *(archives().archive_path(who).name for who in COLLEAGUES),
            "salesforce-export.zip",
            "deals.json",
            "reporting-conflict.json",
        ]
    )
    assert plan["as_of"] == expected()["as_of"] == AS_OF


def test_the_introducer_knows_both_ends_of_the_call():
    path = expected()["deals"][0]["first_path"]
    known = {
        f"{row['First Name']} {row['Last Name'].partition(',')[0]}": row["Company"] for row in connections("ines")[1]
    }
    assert known[path["target"]] == "Aubrelia Industries SAS"
    assert known[path["caller"]] == "Velmont Software"
    assert path["introducer"] == "Inès Belhadj-Rousset"
