"""Each query, asked well and asked wrongly, on the example workspace."""

import math
from datetime import date

import pytest

from orggraph.domain.viewer import EVERYTHING, Viewer
from tests.api.asking import NOW, Api

PLANNING, PORTAL = "S&OP planning for the plants", "After-sales portal"


def names(connection):
    return [edge["node"]["name"] for edge in connection["edges"]]


def test_our_account_is_the_one_whose_people_can_call(example):
    ours = example.ask("{ ourAccount { name isOurs employeeCount people { totalCount } deals { totalCount } } }")
    assert ours["ourAccount"] == {
        "name": "Velmont Software",
        "isOurs": True,
        "employeeCount": 160,
        "people": {"totalCount": 15},
        "deals": {"totalCount": 0},
    }


def test_without_a_workspace_there_is_nothing_yet(api):
    asked = "{ ourAccount { id } accounts { totalCount edges { cursor } } deals { totalCount } importBatches { totalCount } }"
    empty = {"totalCount": 0}
    assert api.ask(asked) == {
        "ourAccount": None,
        "accounts": {"totalCount": 0, "edges": []},
        "deals": empty,
        "importBatches": empty,
    }


def test_accounts_come_ours_first_and_can_be_filtered(example):
    query = (
        "query($filter: AccountFilter) { accounts(filter: $filter, first: 2) { totalCount edges { node { name } } } }"
    )
    found = example.ask(query)["accounts"]
    assert (found["totalCount"], names(found)) == (23, ["Velmont Software", "Aquilane Software GmbH"])
    assert names(example.ask(query, filter={"isOurs": False, "nameContains": "AUBREL"})["accounts"]) == [
        "Aubrelia Industries",
        "Groupe Aubrelia",
    ]
    assert example.ask(query, filter={"nameContains": "nobody"})["accounts"] == {"totalCount": 0, "edges": []}


def test_people_of_an_account_can_be_filtered(example, ids):
    query = """query($id: ID!, $filter: PersonFilter) {
      account(id: $id) { people(filter: $filter) { edges { node { name } } } } }"""

    def found(**where):
        return names(example.ask(query, id=ids["Aubrelia Industries"], filter=where)["account"]["people"])

    assert found(nameContains="bernardeau") == ["Nathalie Bernardeau"] * 3
    assert found(seniority=["C_LEVEL"], jobFunction=["FINANCE"]) == ["Philippe Grandvoir"]
    assert found(department="no such department") == []


def test_deals_come_by_name_and_can_be_filtered(example, ids):
    query = "query($filter: DealFilter) { deals(filter: $filter) { edges { node { name } } } }"
    assert names(example.ask(query)["deals"]) == [PORTAL, PLANNING]
    assert names(example.ask(query, filter={"ownerId": ids["Julien Tessandier"]})["deals"]) == [PLANNING]
    assert names(example.ask(query, filter={"accountIds": [ids["Velmont Software"]]})["deals"]) == []
    assert names(example.ask(query, filter={"open": False})["deals"]) == []


def test_deals_are_silent_from_the_day_of_their_last_activity_on(example):
    query = (
        "query($filter: DealFilter) { deals(filter: $filter) { edges { node { name lastActivityOn } } totalCount } }"
    )
    listed = [edge["node"] for edge in example.ask(query)["deals"]["edges"]]
    quiet = {deal["name"]: (NOW.date() - date.fromisoformat(deal["lastActivityOn"])).days for deal in listed}
    assert len(set(quiet.values())) == len(quiet) == 2
    for days in {1, *quiet.values(), *(one + 1 for one in quiet.values())}:
        found = example.ask(query, filter={"silentForDays": days})["deals"]
        assert names(found) == [name for name, passed in quiet.items() if passed >= days]
        assert found["totalCount"] == len(found["edges"])


@pytest.mark.parametrize("days", [0, -1, 36_501, 2_000_000_000])
def test_a_silence_is_of_some_days(example, days):
    query = "query($filter: DealFilter) { deals(filter: $filter) { totalCount } }"
    error = example.refused(query, filter={"silentForDays": days})
    assert (error["extensions"]["code"], error["extensions"]["input"]) == ("INVALID", ["silentForDays"])


def test_a_deal_tells_what_is_known_of_it(example, ids):
    query = """query($id: ID!) { deal(id: $id) { name amount currency stage lastActivityOn account { name } owner { name }
      usualContact { name } champion { name } stakeholders { totalCount } signals { edges { node { kind observedOn } } }
      escalations { totalCount } blockage { organisational causes { cause probability } pressure { followUps discounts warning } } } }"""
    deal = example.ask(query, id=ids[PORTAL])["deal"]
    assert (deal["amount"], deal["currency"], deal["account"]["name"]) == ("145000.00", "EUR", "Aubrelia Industries")
    assert deal["owner"]["name"] == "Mathilde Corvaisier"
    assert deal["usualContact"] == deal["champion"] == {"name": "Yann Kerdoncuff"}
    days = [edge["node"]["observedOn"] for edge in deal["signals"]["edges"]]
    assert days == sorted(days, reverse=True)
    assert deal["lastActivityOn"] == days[0]
    assert deal["blockage"]["causes"][0]["cause"] == "BUDGET"
    assert deal["blockage"]["pressure"] == {"followUps": 3, "discounts": 1, "warning": True}
    assert deal["escalations"] == {"totalCount": 1}


def test_each_cause_adds_up_from_its_prior_and_what_was_seen(example, ids):
    query = """query($id: ID!) { deal(id: $id) { blockage { causes { cause probability logOdds prior
      contributions { code value evidence { id } } } } } }"""
    causes = example.ask(query, id=ids[PORTAL])["deal"]["blockage"]["causes"]
    assert len({cause["cause"] for cause in causes}) == 8
    for cause in causes:
        added = cause["prior"] + sum(part["value"] for part in cause["contributions"])
        assert math.isclose(added, cause["logOdds"], abs_tol=1e-9)
        assert math.isclose(cause["probability"], 1 / (1 + math.exp(-added)), abs_tol=1e-9)


def test_somebody_is_given_with_all_that_hangs_on_them(example, ids):
    query = """query($id: ID!) { person(id: $id) { name title seniority jobFunction hasLeft isPlaceholder organization { name }
      currentPosition { title reading { seniority confidence reasons { code label } } holder { name } organization { name }
        reportsTo { title } }
      positions { title } manager { levelsUp kind origin manager { name } position { title } person { name } }
      managementChain(levels: 2) { levelsUp manager { name } } reports { edges { node { name } } }
      provenance { source author saidAt validFrom validUntil confidence said batch { fileName } } } }"""
    person = example.ask(query, id=ids["Sandrine Maleyrac"])["person"]
    assert person["seniority"] == "MANAGER"
    assert person["currentPosition"]["holder"] == person["manager"]["person"] == {"name": "Sandrine Maleyrac"}
    assert person["positions"] == [{"title": person["currentPosition"]["title"]}]
    assert person["manager"]["manager"] == {"name": "Gérard Pontonnier"}
    assert person["managementChain"] == [
        {"levelsUp": 1, "manager": {"name": "Gérard Pontonnier"}},
        {"levelsUp": 2, "manager": {"name": "Hélène Vauclair"}},
    ]
    assert "Lucas Armandine" in names(person["reports"])
    assert {record["batch"]["fileName"] for record in person["provenance"]} >= {"prospect-org-chart.csv", "deals.json"}


def test_a_vacant_seat_is_a_level_without_a_person(example, ids):
    query = "query($id: ID!) { person(id: $id) { managementChain { levelsUp manager { name } position { title holder { id } } } } }"
    first, second, *_ = example.ask(query, id=ids["Nikolai Brandvold"])["person"]["managementChain"]
    assert (first["manager"], first["position"]["holder"]) == (None, None)
    assert first["position"]["title"] == "Directeur de l'architecture et des applications"
    assert second["levelsUp"] == 2


def test_a_dotted_line_is_found_by_its_kind(example, ids):
    query = """query($id: ID!) { person(id: $id) { currentPosition {
      solid: reportsTo(kind: SOLID) { holder { name } } usual: reportsTo { holder { name } }
      dotted: reportsTo(kind: DOTTED) { holder { name } } } } }"""
    seat = example.ask(query, id=ids["Clémence Vidalenc"])["person"]["currentPosition"]
    assert seat["solid"] == seat["usual"] != seat["dotted"]
    assert seat["dotted"] == {"holder": {"name": "Hélène Vauclair"}}


def test_the_org_chart_comes_roots_first_and_to_the_depth_asked_for(example, ids):
    query = """query($id: ID!, $root: ID, $depth: Int) { account(id: $id) { orgChart(rootId: $root, maxDepth: $depth) {
      depth kind origin person { name } position { id } manager { id } } } }"""
    chart = example.ask(query, id=ids["Aubrelia Industries"])["account"]["orgChart"]
    assert (len(chart), chart[0]["depth"], chart[0]["manager"]) == (61, 0, None)
    top = example.ask(query, id=ids["Aubrelia Industries"], root=chart[0]["position"]["id"], depth=1)["account"]
    assert {entry["depth"] for entry in top["orgChart"]} == {0, 1}
    assert {entry["manager"]["id"] for entry in top["orgChart"][1:]} == {chart[0]["position"]["id"]}
    assert example.ask(query, id=ids["Aubrelia Industries"], root="pos_nothing")["account"]["orgChart"] == []


def test_paths_are_ranked_and_their_parts_add_up(example, ids):
    query = """query($id: ID!) { escalationPaths(dealId: $id, options: {asOf: "2026-11-24", maxLevels: null, first: null}) {
      verdict asOf rules { rule status evidence { id } } excluded { until caller { name } target { name } rules { rule status } }
      paths { rank levelsUp utility caller { name } target { name } introducers { name } contributions { code value }
        counterpart { fit person { name } } authority { coversConflict decisionShare lowestCommonManager { name } } } } }"""
    found = example.ask(query, id=ids[PLANNING])["escalationPaths"]
    assert (found["verdict"], found["asOf"]) == ("GO", "2026-11-24")
    assert [path["rank"] for path in found["paths"]] == [1, 2, 3, 4, 5]
    first = found["paths"][0]
    assert first["caller"] == first["counterpart"]["person"] == {"name": "Antoine Kervadoué"}
    assert (first["target"]["name"], first["levelsUp"]) == ("Hélène Vauclair", 2)
    assert first["introducers"] == [{"name": "Inès Belhadj-Rousset"}]
    for path in found["paths"]:
        added = sum(part["value"] for part in path["contributions"])
        assert math.isclose(added, path["utility"], abs_tol=1e-9)


def test_a_frozen_budget_is_answered_by_no_path_and_back_to_basics(example, ids):
    query = """query($id: ID!) { deal(id: $id) { escalation(options: {asOf: "2026-11-24"}) { verdict paths { rank }
      backToBasics { cause who { name } level questions(locale: FR) } } } }"""
    found = example.ask(query, id=ids[PORTAL])["deal"]["escalation"]
    assert (found["verdict"], found["paths"]) == ("DO_NOT", [])
    (answer,) = found["backToBasics"]
    assert (answer["cause"], answer["level"]) == ("BUDGET", "C_LEVEL")
    assert answer["who"]["name"]
    assert len(answer["questions"]) == 3


def test_the_deal_gives_the_same_answer_as_the_question(example, ids):
    fields = "verdict rules { rule status } paths { rank caller { name } target { name } } assumptions"
    query = f"query($id: ID!) {{ escalationPaths(dealId: $id) {{ {fields} }} deal(id: $id) {{ escalation {{ {fields} }} }} }}"
    found = example.ask(query, id=ids[PLANNING])
    assert found["escalationPaths"] == found["deal"]["escalation"]


def test_options_narrow_the_answer(example, ids):
    query = """query($id: ID!, $options: EscalationOptions) { escalationPaths(dealId: $id, options: $options) {
      paths { levelsUp caller { name } target { name } } excluded { caller { name } target { name } }
      assumptions rules { rule status } } }"""

    def ask(**options):
        return example.ask(query, id=ids[PLANNING], options={"asOf": "2026-11-24"} | options)["escalationPaths"]

    assert ask(maxLevels=1)["paths"] == []
    assert {pair["target"]["name"] for pair in ask(maxLevels=1)["excluded"]} == {"Gérard Pontonnier"}
    assert ask(includeDotted=False) == ask(includeDotted=None) == ask()
    assert ask(includeDotted=True)["assumptions"] == ask()["assumptions"]
    only = ask(callerIds=[ids["Antoine Kervadoué"]], targetIds=[ids["Hélène Vauclair"]])
    assert [(path["caller"]["name"], path["target"]["name"]) for path in only["paths"]] == [
        ("Antoine Kervadoué", "Hélène Vauclair")
    ]
    assert only["excluded"] == []
    assert len(ask(first=1)["paths"]) == 1
    told = {rule["rule"]: rule["status"] for rule in ask(notifyContact=False)["rules"]}
    assert told["CONTACT_CAN_BE_TOLD_FIRST"] == "FAIL"
    known = {a["name"]: a for a in example.ask("{ assumptions { name default low high unit reason } }")["assumptions"]}
    name, one = next(iter(known.items()))
    assert ask(assumptions={name: one["high"]})["assumptions"] == {
        **{other: a["default"] for other, a in known.items()},
        name: one["high"],
    }


@pytest.mark.parametrize(
    ("options", "path"),
    [
        ({"maxLevels": 0}, ["options", "maxLevels"]),
        ({"first": 101}, ["options", "first"]),
        ({"assumptions": {"no_such_thing": 1}}, None),
        ({"assumptions": [1]}, ["options", "assumptions"]),
        ({"callerIds": ["per_nobody"]}, None),
    ],
)
def test_options_that_cannot_be_are_refused(example, ids, options, path):
    query = (
        "query($id: ID!, $options: EscalationOptions) { escalationPaths(dealId: $id, options: $options) { verdict } }"
    )
    error = example.refused(query, id=ids[PLANNING], options=options)
    assert (error["extensions"]["code"], error["path"]) == ("INVALID", ["escalationPaths"])
    assert path is None or error["extensions"]["input"] == path


def test_warm_paths_lead_from_ours_to_somebody(example, ids):
    query = """query($to: ID!, $from: ID, $hops: Int, $first: Int) {
      warmPaths(targetId: $to, fromId: $from, maxHops: $hops, first: $first) {
        strength people { name } hops { strength from { name } to { name } reasons { code value evidence { id } } } } }"""
    found = example.ask(query, to=ids["Hélène Vauclair"])["warmPaths"]
    assert [person["name"] for person in found[0]["people"]] == ["Inès Belhadj-Rousset", "Hélène Vauclair"]
    strengths = [path["strength"] for path in found]
    assert strengths == sorted(strengths, reverse=True)
    (hop,) = found[0]["hops"]
    assert (hop["from"]["name"], hop["to"]["name"]) == ("Inès Belhadj-Rousset", "Hélène Vauclair")
    assert math.isclose(sum(reason["value"] for reason in hop["reasons"]), hop["strength"])
    (tie,) = {proof["id"] for reason in hop["reasons"] for proof in reason["evidence"]}
    assert tie.startswith("tie_")
    through = example.ask(query, to=ids["Hélène Vauclair"], **{"from": ids["Antoine Kervadoué"]}, first=1)["warmPaths"]
    assert [person["name"] for person in through[0]["people"]] == [
        "Antoine Kervadoué",
        "Inès Belhadj-Rousset",
        "Hélène Vauclair",
    ]
    one = example.ask(query, to=ids["Hélène Vauclair"], hops=1)["warmPaths"]
    assert {len(path["hops"]) for path in one} == {1}
    assert example.ask(query, to="per_nobody")["warmPaths"] == []
    assert example.refused(query, to=ids["Hélène Vauclair"], hops=4)["extensions"] == {
        "code": "INVALID",
        "input": ["maxHops"],
    }


def test_people_accounts_and_deals_are_found_by_words(example, ids):
    query = """query($text: String!, $first: Int, $after: String) { search(text: $text, first: $first, after: $after) {
      totalCount pageInfo { hasNextPage endCursor } edges { cursor node { __typename
        ... on Person { id name title organization { name } } ... on Account { id name } ... on Deal { id name account { name } } } } } }"""
    found = example.ask(query, text="helene vau")["search"]["edges"]
    assert [edge["node"]["id"] for edge in found] == [ids["Hélène Vauclair"]]
    assert found[0]["node"]["organization"] == {"name": "Aubrelia Industries"}
    assert example.ask(query, text="AUBRELIA")["search"]["edges"][0]["node"]["__typename"] == "Account"
    (deal,) = example.ask(query, text="after sales portal")["search"]["edges"]
    assert (deal["node"]["__typename"], deal["node"]["account"]) == ("Deal", {"name": "Aubrelia Industries"})
    one = example.ask(query, text="aubrelia", first=1)["search"]
    assert one["pageInfo"]["hasNextPage"]
    two = example.ask(query, text="aubrelia", first=1, after=one["pageInfo"]["endCursor"])["search"]
    assert two["totalCount"] == one["totalCount"]
    assert two["edges"][0]["node"]["id"] != one["edges"][0]["node"]["id"]
    assert example.ask(query, text="nobody at all")["search"]["totalCount"] == 0
    assert example.refused(query, text="x" * 201)["extensions"] == {"code": "INVALID", "input": ["text"]}


def test_counterparts_match_in_rank_and_function(example, ids):
    query = """query($id: ID!, $first: Int) { counterparts(personId: $id, first: $first) { person { name } fit rankParity
      functionParity warmth freshness warmPaths { strength } contributions { code value } } }"""
    found = example.ask(query, id=ids["Hélène Vauclair"])["counterparts"]
    assert len(found) == 5
    assert [match["fit"] for match in found] == sorted((match["fit"] for match in found), reverse=True)
    assert len(example.ask(query, id=ids["Hélène Vauclair"], first=2)["counterparts"]) == 2
    assert example.ask(query, id="per_nobody")["counterparts"] == []
    assert example.refused(query, id=ids["Hélène Vauclair"], first=0)["extensions"]["input"] == ["first"]


def test_a_title_is_read_in_its_context(example):
    query = """query($title: String!, $context: TitleContext) { readTitle(title: $title, context: $context) {
      seniority jobFunction confidence reasons { code label(locale: FR) value } } }"""
    cfo = example.ask(query, title="Directeur administratif et financier")["readTitle"]
    assert (cfo["seniority"], cfo["jobFunction"]) == ("C_LEVEL", "FINANCE")
    banker = {"industry": "Banking", "country": "US", "employeeCount": 50_000}
    titles = [example.ask(query, title="Vice President", context=c)["readTitle"]["seniority"] for c in (None, banker)]
    assert titles[0] == "VICE_PRESIDENT" != titles[1]
    nothing = example.ask(query, title="")["readTitle"]
    assert (nothing["seniority"], nothing["jobFunction"], nothing["confidence"]) == ("UNKNOWN", "UNKNOWN", 0)


def test_imports_come_the_newest_first_and_one_by_one(example):
    rows = example.ask("{ importBatches { totalCount edges { node { id fileName state rowsRead author } } } }")[
        "importBatches"
    ]
    assert rows["totalCount"] == 8
    batch = rows["edges"][0]["node"]
    query = (
        "query($id: ID!) { importBatch(id: $id) { id fileName state rowsRead author } node(id: $id) { __typename } }"
    )
    assert example.ask(query, id=batch["id"]) == {"importBatch": batch, "node": {"__typename": "ImportBatch"}}


SINGLE = ["node", "account", "person", "deal", "importBatch"]


@pytest.mark.parametrize("unknown", ["", "42", "per_nothing", "dea_nothing", "bat_nothing", "lin_x", "obs_x", "é\x1f"])
def test_an_unknown_id_is_null(example, unknown):
    query = "query($id: ID!) {" + " ".join(f"{name}(id: $id) {{ id }}" for name in SINGLE)
    query += " escalationPaths(dealId: $id) { verdict } }"
    assert example.ask(query, id=unknown) == dict.fromkeys([*SINGLE, "escalationPaths"])


def test_an_id_of_another_kind_is_null(example, ids):
    query = "query($id: ID!) { account(id: $id) { id } deal(id: $id) { id } importBatch(id: $id) { id } person(id: $id) { id } }"
    person = ids["Hélène Vauclair"]
    assert example.ask(query, id=person) == {
        "account": None,
        "deal": None,
        "importBatch": None,
        "person": {"id": person},
    }


def test_every_kind_of_node_is_found_again_by_its_id(example, ids):
    query = """query($deal: ID!, $person: ID!) { deal(id: $deal) { id account { id }
      stakeholders { edges { node { id } } } signals { edges { node { id } } } escalations { edges { node { id } } } }
      person(id: $person) { id currentPosition { id } influences { edges { node { id from { name } to { name } } } }
        influencedBy { edges { node { id } } } ties { edges { node { id people { id } } } } } }"""
    found = example.ask(query, deal=ids[PORTAL], person=ids["Hélène Vauclair"])
    deal, person = found["deal"], found["person"]
    connections = [deal["stakeholders"], deal["signals"], deal["escalations"], person["influencedBy"], person["ties"]]
    wanted = [deal["id"], deal["account"]["id"], person["id"], person["currentPosition"]["id"]]
    wanted += [connection["edges"][0]["node"]["id"] for connection in connections]
    nodes = example.ask("query($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }", ids=[*wanted, "nothing"])["nodes"]
    assert nodes.pop() is None
    assert [node["id"] for node in nodes] == wanted
    kinds = "Deal Account Person Position Stakeholder Signal Escalation Influence Tie"
    assert [node["__typename"] for node in nodes] == kinds.split()


def test_at_most_a_hundred_nodes_are_given_at_once(example):
    query = "query($ids: [ID!]!) { nodes(ids: $ids) { id } }"
    assert example.ask(query, ids=[]) == {"nodes": []}
    assert example.ask(query, ids=["x"] * 100) == {"nodes": [None] * 100}
    assert example.refused(query, ids=["x"] * 101)["extensions"] == {"code": "INVALID", "input": ["ids"]}


def test_what_is_in_another_workspace_is_as_if_it_were_not(example, ids):
    elsewhere = Api(example.store, Viewer(workspace="another", user="rep", permissions=EVERYTHING))
    query = "query($id: ID!) { node(id: $id) { id } }"
    absent = elsewhere.post(query, {"id": "per_nothing"}).text
    assert {elsewhere.post(query, {"id": known}).text for known in ids.values()} == {absent}
    assert elsewhere.ask("{ accounts { totalCount } deals { totalCount } importBatches { totalCount } }") == {
        "accounts": {"totalCount": 0},
        "deals": {"totalCount": 0},
        "importBatches": {"totalCount": 0},
    }
    refused = elsewhere.refusal(
        "addSignal", {"dealId": ids[PORTAL], "kind": "NEED_CONFIRMED", "observedOn": "2026-11-20"}
    )
    assert refused == ("NOT_FOUND", ["input", "dealId"])
