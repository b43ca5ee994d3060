"""A file by multipart upload: previewed, committed, undone; and what is refused."""

from datetime import timedelta
from pathlib import Path

import pytest

from orggraph.bootstrap import open_store
from tests.api.asking import PREFLIGHT, Api

EXAMPLES = Path(__file__).parents[2] / "examples"
CHART = b"id,name,title,department,manager id\n1,Ana Exemple,CEO,Board,\n2,Bo Exemple,CFO,Finance,1\n"
PREVIEW = """preview { importer confidence columns { column field sample } sample toCreate toChange unchanged
  problems { file row column message hint } token }"""
BATCH = "batch { id fileName importer state author rowsRead rowsTotal created changed unchanged skipped { reason count } startedAt finishedAt }"


@pytest.fixture
def account(api):
    return api.saved("saveAccount", {"name": "Exemplis"}, "account { id }")["account"]["id"]


def preview(api, name, content, **fields):
    answer = api.upload(name, content, fields, PREVIEW).json()["data"]["previewImport"]
    assert answer["errors"] == []
    return answer["preview"]


def people(api, account):
    query = "query($id: ID!) { account(id: $id) { people { edges { node { name } } } } }"
    return [edge["node"]["name"] for edge in api.ask(query, id=account)["account"]["people"]["edges"]]


def test_a_preview_tells_what_would_change_and_writes_nothing(api, account):
    found = preview(api, "chart.csv", CHART, accountId=account)
    assert found["importer"] == "hr.org_chart"
    fields = {column["column"]: column["field"] for column in found["columns"]}
    assert fields["manager id"] == "manager_id"
    assert (found["toCreate"] > 0, found["toChange"], found["problems"]) == (True, 0, [])
    assert [row["name"] for row in found["sample"]] == ["Ana Exemple", "Bo Exemple"]
    assert people(api, account) == []
    assert api.ask("{ importBatches { totalCount } }") == {"importBatches": {"totalCount": 0}}


def test_a_commit_does_what_the_preview_said_and_an_undo_takes_it_back(api, account):
    found = preview(api, "chart.csv", CHART, accountId=account)
    batch = api.saved("commitImport", {"token": found["token"], "clientMutationId": "m"}, f"clientMutationId {BATCH}")
    assert batch.pop("clientMutationId") == "m"
    assert (batch["batch"]["state"], batch["batch"]["rowsTotal"], batch["batch"]["finishedAt"]) == ("RUNNING", 2, None)
    made = api.import_over(batch["batch"]["id"])
    assert (made["fileName"], made["importer"], made["state"]) == ("chart.csv", "hr.org_chart", "DONE")
    assert (made["rowsRead"], made["rowsTotal"], made["created"]) == (2, 2, found["toCreate"])
    assert (made["author"], made["finishedAt"] >= made["startedAt"]) == ("rep", True)
    assert people(api, account) == ["Ana Exemple", "Bo Exemple"]
    undone = api.saved("undoImport", {"batchId": made["id"]}, BATCH)["batch"]
    assert (undone["id"], undone["state"]) == (made["id"], "UNDONE")
    assert people(api, account) == []
    assert api.refusal("undoImport", {"batchId": made["id"]}, "batch { id }") == ("CONFLICT", ["input", "batchId"])


def test_the_same_file_twice_changes_nothing(api, account):
    for _ in range(2):
        token = preview(api, "chart.csv", CHART, accountId=account)["token"]
        batch = api.commit(token)
    assert (batch["created"], batch["changed"]) == (0, 0)
    assert batch["unchanged"] > 0
    assert people(api, account) == ["Ana Exemple", "Bo Exemple"]


def test_a_preview_is_committed_once_however_often_it_is_asked(api, account):
    token = preview(api, "chart.csv", CHART, accountId=account)["token"]
    first = api.commit(token)
    again = api.saved("commitImport", {"token": token}, BATCH)["batch"]
    assert (again["id"], again["state"], again["created"]) == (first["id"], "DONE", first["created"])
    assert api.ask("{ importBatches { totalCount } }") == {"importBatches": {"totalCount": 1}}


def test_an_import_that_comes_to_nothing_says_why_and_what_to_do(account_gone):
    api, token = account_gone
    batch = api.commit(token)
    assert batch["state"] == "FAILED"
    ((problem,),) = [[edge["node"] for edge in batch["problems"]["edges"]]]
    assert (problem["file"], problem["row"]) == ("chart.csv", 0)
    assert problem["message"].startswith("Something went wrong on our side. Reference: ")
    assert problem["hint"].endswith("then import the file again.")
    assert "torn" not in problem["message"]
    assert api.refusal("undoImport", {"batchId": batch["id"]}, "batch { id }") == ("CONFLICT", ["input", "batchId"])
    assert api.ask("{ accounts { totalCount } }") == {"accounts": {"totalCount": 0}}


@pytest.fixture
def account_gone():
    """An API whose store breaks when something is staged, and the token of a preview."""

    class Breaking:
        def __init__(self, store):
            self._store = store

        def __getattr__(self, name):
            return getattr(self._store, name)

        def stage(self, *_):
            raise RuntimeError("torn")

    made = Api(Breaking(open_store("memory:")))
    content = next(EXAMPLES.glob("ines-*.zip")).read_bytes()
    return made, preview(made, "chart.csv", content)["token"]


def test_a_preview_is_forgotten_after_an_hour(api, account):
    token = preview(api, "chart.csv", CHART, accountId=account)["token"]
    api.now += timedelta(hours=1)
    assert api.refusal("commitImport", {"token": token}, "batch { id }") == ("EXPIRED", ["input", "token"])
    assert people(api, account) == []


def test_a_preview_is_for_its_own_workspace(api, account):
    from orggraph.domain.viewer import EVERYTHING, Viewer  # noqa: PLC0415

    token = preview(api, "chart.csv", CHART, accountId=account)["token"]
    other = Api(api.store, Viewer(workspace="another", user="rep", permissions=EVERYTHING))
    assert other.refusal("commitImport", {"token": token}, "batch { id }") == ("NOT_FOUND", ["input", "token"])


@pytest.mark.parametrize(("mutation", "field"), [("commitImport", "token"), ("undoImport", "batchId")])
def test_what_is_not_there_is_not_found(api, mutation, field):
    assert api.refusal(mutation, {field: "nothing"}, "batch { id }") == ("NOT_FOUND", ["input", field])


@pytest.mark.parametrize(
    ("name", "content", "fields", "code", "path"),
    [
        ("a.csv", b"", {}, "UNREADABLE_FILE", None),
        ("a.csv", b"some,other,table\n1,2,3\n", {}, "UNREADABLE_FILE", None),
        ("a.zip", b"PK\x03\x04 cut off", {}, "UNREADABLE_FILE", None),
        ("a.csv", CHART, {}, "INVALID", ["input", "accountId"]),
        ("a.csv", CHART, {"accountId": "acc_nothing"}, "NOT_FOUND", ["input", "accountId"]),
        ("a.csv", CHART, {"importer": "no.such"}, "INVALID", ["input", "importer"]),
        ("a.csv", CHART, {"importer": "linkedin.archive"}, "UNREADABLE_FILE", None),
        ("a.json", b'{"format": "something else"}', {}, "UNREADABLE_FILE", None),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_and_nothing_is_written(api, name, content, fields, code, path):
    answer = api.upload(name, content, fields).json()["data"]["previewImport"]
    assert answer["preview"] is None
    (error,) = answer["errors"]
    assert error["code"] == code
    assert path is None or error["path"] == path
    assert api.ask("{ accounts { totalCount } importBatches { totalCount } }") == {
        "accounts": {"totalCount": 0},
        "importBatches": {"totalCount": 0},
    }


def test_whose_contacts_a_linkedin_export_holds_is_found_or_asked_for(api):
    content = (EXAMPLES / "linkedin" / "ines" / "Connections.csv").read_bytes()
    (error,) = api.upload("Connections.csv", content).json()["data"]["previewImport"]["errors"]
    assert (error["code"], error["path"]) == ("INVALID", ["input", "ownerId"])
    ours = api.saved("saveAccount", {"name": "Velmont", "isOurs": True}, "account { id }")["account"]["id"]
    owner = api.saved("savePerson", {"name": "Inès", "accountId": ours}, "person { id }")["person"]["id"]
    found = preview(api, "Connections.csv", content, ownerId=owner)
    assert (found["importer"], found["toCreate"] > 100) == ("linkedin.archive", True)
    archive = next(EXAMPLES.glob("ines-*.zip"))
    assert preview(api, archive.name, archive.read_bytes())["toCreate"] > 100
    unknown = api.upload("Connections.csv", content, {"ownerId": "per_nothing"}).json()["data"]["previewImport"]
    assert (unknown["errors"][0]["code"], unknown["errors"][0]["path"]) == ("NOT_FOUND", ["input", "ownerId"])


def test_a_file_over_its_bound_is_refused_as_data_and_a_request_over_it_is_not_read():
    small = Api(max_upload_mb=1)
    content = CHART + b"9,Eve Exemple,Buyer,Works,1\n" * 40_000
    assert 1_000_000 < len(content) < 2_000_000
    answer = small.upload("big.csv", content).json()["data"]["previewImport"]
    assert (answer["errors"][0]["code"], answer["errors"][0]["path"]) == ("TOO_LARGE", ["input", "file"])
    refused = small.upload("huge.csv", content * 2)
    assert (refused.status_code, refused.json()["errors"][0]["extensions"]["code"]) == (413, "TOO_LARGE")


def test_an_upload_without_the_preflight_header_is_refused(api):
    assert api.upload("a.csv", CHART, **dict.fromkeys(PREFLIGHT, "")).status_code == 400


@pytest.mark.parametrize(
    ("operations", "places"),
    [
        ("", "{}"),
        ("no json", "{}"),
        ("[]", "{}"),
        ('{"query": "{ __typename }"}', "[]"),
        ('{"query": "{ __typename }"}', '{"0": ["variables.input.file"]}'),
        ('{"query": "{ __typename }", "variables": {"x": [1]}}', '{"0": ["variables.x.one"]}'),
        ('{"query": "{ __typename }", "variables": {}}', '{"nothing": ["variables.x"]}'),
        ('{"query": "{ __typename }", "variables": {}}', '{"0": 1}'),
        ("{}", "{}"),
    ],
)
def test_a_form_that_cannot_be_is_refused(api, operations, places):
    form = {"operations": operations, "map": places}
    answer = api.client.post("/graphql", data=form, files={"0": ("a.csv", b"x")}, headers=api.headers | PREFLIGHT)
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["extensions"] == {"code": "INVALID"}


def test_a_text_where_a_file_belongs_is_refused(api):
    query = "mutation($input: PreviewImportInput!) { previewImport(input: $input) { errors { code path } } }"
    (error,) = api.ask(query, input={"file": "chart.csv"})["previewImport"]["errors"]
    assert error == {"code": "INVALID", "path": ["input", "file"]}


def test_a_file_name_is_only_a_name(api, account):
    token = preview(api, "..\\..\\etc/passwd.csv", CHART, accountId=account)["token"]
    assert api.commit(token)["fileName"] == "passwd.csv"


def test_the_columns_of_any_table_are_named(api):
    account = api.saved("saveAccount", {"name": "Exemplis"}, "account { id }")["account"]["id"]
    content = b"Wer;Chef\nAna Exemple;\nBo Sample;Ana Exemple\n"
    mapped = {"accountId": account, "mapping": {"Wer": "name", "Chef": "manager"}}
    asked = "preview { importer toCreate columns { column field } token }"
    found = api.upload("p.csv", content, mapped, asked).json()["data"]["previewImport"]
    assert (found["errors"], found["preview"]["importer"]) == ([], "table.mapped")
    assert {one["column"]: one["field"] for one in found["preview"]["columns"]} == mapped["mapping"]
    for wrong in (["Wer"], {"Wer": 1}, {"Nobody": "name"}):
        refused = api.upload("p.csv", content, {"mapping": wrong}, asked).json()["data"]["previewImport"]
        assert [(one["code"], one["path"]) for one in refused["errors"]] == [("INVALID", ["input", "mapping"])]


@pytest.mark.parametrize(("locale", "problems"), [(None, 1), ("EN", 0), ("FR", 0)])
def test_the_locale_settles_how_days_are_written(api, locale, problems):
    content = b"Contact,Account Name,Opportunity,Buying Role,Affinity,Last Update Date\nAna Exemple,Exemplis,Planning,,Neutral,04/05/2026\n"
    asked = "preview { importer problems { column hint } }"
    found = api.upload("c.csv", content, {"locale": locale}, asked).json()["data"]["previewImport"]["preview"]
    assert found["importer"] == "crm.oracle"
    assert [one["column"] for one in found["problems"]] == ["Last Update Date"] * problems
