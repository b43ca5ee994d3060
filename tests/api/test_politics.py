"""What the API says of the people of a deal: who decides, agrees, opposes, weighs what, and what to notice."""

import math

import pytest

from tests.api.asking import Api

PLANNING = "S&OP planning for the plants"
PORTAL = "After-sales portal"
CLIENT = "Aubrelia Industries"


def deal(api, deal_id, fields):
    return api.ask(f"query($id: ID!) {{ deal(id: $id) {{ {fields} }} }}", id=deal_id)["deal"]


def nodes(connection):
    return [edge["node"] for edge in connection["edges"]]


@pytest.fixture
def small():
    """A client with five people of whom one has left, and a deal on which nobody is known to decide."""
    api = Api()
    account = api.saved("saveAccount", {"name": "Exemplis"}, "account { id }")["account"]["id"]
    ids = {}
    for name, title in {
        "Ana Lima": "CEO",
        "Bo Strand": "Marketing Director",
        "Céline Roux": "Finance Director",
        "Dag Holm": "Marketing Manager",
        "Eva Novak": "Buyer",
    }.items():
        fields = {"accountId": account, "name": name, "title": title}
        ids[name] = api.saved("savePerson", fields, "person { id }")["person"]["id"]
    api.saved("savePerson", {"id": ids["Eva Novak"], "hasLeft": True}, "person { id }")
    for who in ("Bo Strand", "Céline Roux"):
        api.saved("setManager", {"personId": ids[who], "managerId": ids["Ana Lima"]}, "factId")
    fields = {"accountId": account, "name": "Deal", "usualContactId": ids["Bo Strand"]}
    ids["Deal"] = api.saved("saveDeal", fields, "deal { id }")["deal"]["id"]
    for who in ("Bo Strand", "Céline Roux", "Eva Novak"):
        part = {"dealId": ids["Deal"], "personId": ids[who], "stance": {"label": "SUPPORTER"}}
        api.saved("setStakeholder", part, "stakeholder { id }")
    return api, ids | {"Exemplis": account}


def test_who_decides_and_who_can_say_no(example, ids):
    fields = "decisionRule { mode threshold inferred deciders { person { name } decisionWeight } vetoes { id person { name } } }"
    rule = deal(example, ids[PLANNING], fields)["decisionRule"]
    assert (rule["mode"], rule["threshold"], rule["inferred"]) == ("ECONOMIC_BUYER", 0.25, False)
    assert rule["deciders"] == [{"person": {"name": "Hélène Vauclair"}, "decisionWeight": 1.0}]
    assert [veto["person"]["name"] for veto in rule["vetoes"]] == ["Gérard Pontonnier"]


def test_where_nobody_is_known_to_decide_the_common_manager_stands_in_and_it_is_said(small):
    api, ids = small
    fields = "decisionRule { inferred deciders { person { name } stance { value } roles } }"
    rule = deal(api, ids["Deal"], fields)["decisionRule"]
    assert rule == {"inferred": True, "deciders": [{"person": {"name": "Ana Lima"}, "stance": None, "roles": []}]}
    insights = deal(api, ids["Deal"], "insights(locale: EN) { code message }")["insights"]
    message = "Nobody is known to decide; the lowest manager of all those concerned is taken instead: Ana Lima."
    assert {"code": "NO_DECIDER", "message": message} in insights


def test_how_far_those_concerned_agree(example, ids):
    fields = """consensus { polarisation disagreement betweenFunctions pivot { name } pivotGain
      conflicts { one other distance lowestCommonManager { name } } }"""
    found = deal(example, ids[PORTAL], fields)["consensus"]
    assert all(0 <= found[share] <= 1 for share in ("polarisation", "disagreement", "betweenFunctions"))
    first = found["conflicts"][0]
    assert (first["one"], first["other"]) == ("CUSTOMER", "FINANCE")
    assert first["lowestCommonManager"] == {"name": "Geneviève Sauvanel"}
    distances = [pair["distance"] for pair in found["conflicts"]]
    assert distances == sorted(distances, reverse=True)
    assert found["pivot"] == {"name": "Duncan Farraday"}
    assert found["pivotGain"] > 0


def test_what_stands_against_the_champion(example, ids):
    fields = """opposition { balance alerts { code severity evidence { id } }
      threats { person { name } threat opposes leverage unblockedIfTurned contributions { value label } }
      coalitions { people { name } leader { name } power withChampion } }"""
    found = deal(example, ids[PLANNING], fields)["opposition"]
    first = found["threats"][0]
    assert first["person"] == {"name": "Gérard Pontonnier"}
    assert first["threat"] == pytest.approx(first["opposes"] * first["leverage"])
    assert sum(part["value"] for part in first["contributions"]) == pytest.approx(math.log(first["threat"]))
    assert [camp["withChampion"] for camp in found["coalitions"]] == [True, False]
    assert {"name": "Sandrine Maleyrac"} in found["coalitions"][0]["people"]
    assert found["coalitions"][1]["leader"] == {"name": "Gérard Pontonnier"}
    powers = [camp["power"] for camp in found["coalitions"]]
    assert found["balance"] == pytest.approx((powers[0] - powers[1]) / sum(powers))
    assert [alert["code"] for alert in found["alerts"]][:2] == ["VETO_AGAINST", "CHAMPION_MANAGER_OPPOSES"]
    assert all(alert["evidence"] for alert in found["alerts"])


def test_a_deal_without_stakeholders_has_neither_consensus_nor_opposition():
    api = Api()
    account = api.saved("saveAccount", {"name": "Exemplis"}, "account { id }")["account"]["id"]
    found = api.saved("saveDeal", {"accountId": account, "name": "Deal"}, "deal { id }")["deal"]["id"]
    fields = """consensus { polarisation } opposition { balance } mapHealth insights { code }
      decisionRule { inferred deciders { id } } politicalWeights { totalCount } blockage { organisational nextQuestions { signal } }"""
    empty = deal(api, found, fields)
    assert (empty["consensus"], empty["opposition"], empty["blockage"]["organisational"]) == (None, None, None)
    assert empty["decisionRule"] == {"inferred": True, "deciders": []}
    assert empty["politicalWeights"] == {"totalCount": 0}
    assert empty["mapHealth"] == "RED"
    assert [insight["code"] for insight in empty["insights"]] == ["NO_DECIDER", "NO_CHAMPION"]
    assert empty["blockage"]["nextQuestions"][0] == {"signal": "NEED_CONFIRMED"}


@pytest.mark.parametrize(("holder", "decides"), [("deal", True), ("account", False)])
def test_weights_come_heaviest_first_in_pages_and_their_parts_add_up(example, ids, holder, decides):
    query = f"""query($id: ID!, $first: Int, $after: String) {{ {holder}(id: $id) {{ politicalWeights(first: $first, after: $after) {{
      totalCount pageInfo {{ endCursor hasNextPage }}
      edges {{ node {{ person {{ id name }} weight formalAuthority socialPower brokerage sufficient contributions {{ code value }} }} }} }} }} }}"""
    found, after = [], None
    while len(found) < 60:
        page = example.ask(query, id=ids[PLANNING if decides else CLIENT], first=25, after=after)[holder]
        page = page["politicalWeights"]
        found += nodes(page)
        after = page["pageInfo"]["endCursor"]
    assert (page["totalCount"], page["pageInfo"]["hasNextPage"]) == (60, False)
    weights = [one["weight"] for one in found]
    assert weights == sorted(weights, reverse=True)
    assert len({one["person"]["id"] for one in found}) == 60
    for one in found:
        assert sum(part["value"] for part in one["contributions"]) == pytest.approx(one["weight"])
        assert (one["sufficient"] is None) is not decides
    assert found[0]["weight"] > 0.9


def test_insights_come_gravest_first_in_the_language_asked_for(example, ids):
    fields = "french: insights(locale: FR) { code severity message rule } english: insights { message } mapHealth"
    found = deal(example, ids[PORTAL], fields)
    assert [insight["code"] for insight in found["french"]] == [
        "VETO_AGAINST",
        "KEY_PLAYER_UNCOVERED",
        "CHAMPION_SILENT",
        "UNDER_PRESSURE",
    ]
    assert [insight["severity"] for insight in found["french"]] == ["CRITICAL", "WARNING", "WARNING", "WARNING"]
    assert found["french"][3]["message"].startswith("3 relances et une remise récemment.")
    assert found["english"][1]["message"] == (
        "Nobody of ours is in touch with Philippe Grandvoir, on whom the decision hangs."
    )
    assert found["mapHealth"] == "RED"


def test_where_stances_settle_and_nothing_for_who_is_not_on_the_map(small):
    api, ids = small
    fields = "stakeholders { edges { node { person { name } settledStance { median mean low high } settledSalience { mean } } } }"
    found = {part["person"]["name"]: part for part in nodes(deal(api, ids["Deal"], fields)["stakeholders"])}
    for who in ("Bo Strand", "Céline Roux"):
        stance = found[who]["settledStance"]
        assert -1 <= stance["low"] <= stance["median"] <= stance["high"] <= 1
        assert 0 <= found[who]["settledSalience"]["mean"] <= 1
    assert (found["Eva Novak"]["settledStance"], found["Eva Novak"]["settledSalience"]) == (None, None)


def test_what_to_find_out_next_is_asked_in_both_languages(example, ids):
    fields = (
        "blockage { nextQuestions { signal expectedInformation en: question(locale: EN) fr: question(locale: FR) } }"
    )
    found = deal(example, ids[PORTAL], fields)["blockage"]["nextQuestions"]
    assert 1 <= len(found) <= 3
    gains = [question["expectedInformation"] for question in found]
    assert gains == sorted(gains, reverse=True)
    pilot = next(question for question in found if question["signal"] == "PILOT_SUCCEEDED")
    assert (pilot["en"], pilot["fr"]) == (
        "Did a pilot show that it works?",
        "Un pilote a-t-il montré que cela fonctionne\u202f?",
    )


def test_camps_of_trust_and_conflict(small):
    api, ids = small
    for one, other, kind in (("Ana Lima", "Bo Strand", "TRUST"), ("Bo Strand", "Céline Roux", "CONFLICT")):
        api.saved(
            "setInfluence", {"fromId": ids[one], "toId": ids[other], "kind": kind, "weight": 0.5}, "influence { id }"
        )
    query = (
        "query($id: ID!, $count: Int) { account(id: $id) { camps(count: $count) { camps { name } tiesAtOdds exact } } }"
    )
    found = api.ask(query, id=ids["Exemplis"])["account"]["camps"]
    assert found["camps"] == [[{"name": "Ana Lima"}, {"name": "Bo Strand"}], [{"name": "Céline Roux"}]] or found[
        "camps"
    ] == [[{"name": "Bo Strand"}, {"name": "Ana Lima"}], [{"name": "Céline Roux"}]]
    assert (found["tiesAtOdds"], found["exact"]) == (0, True)
    assert api.ask(query, id=ids["Exemplis"], count=1)["account"]["camps"]["tiesAtOdds"] == 1
    assert api.refused(query, id=ids["Exemplis"], count=99)["extensions"]["input"] == ["count"]


def test_managers_are_suggested_where_no_source_names_one_and_only_there(small):
    api, ids = small
    query = """query($id: ID!, $first: Int) { person(id: $id) { manager { manager { name } }
      suggestedManagers(first: $first) { manager { name } origin confidence levelsUp reasons { value label } } } }"""
    person = api.ask(query, id=ids["Dag Holm"])["person"]
    assert person["manager"] is None
    first = person["suggestedManagers"][0]
    assert (first["manager"], first["origin"], first["levelsUp"]) == ({"name": "Bo Strand"}, "INFERRED", 1)
    assert sum(reason["value"] for reason in first["reasons"]) == pytest.approx(first["confidence"])
    assert {reason["label"] for reason in first["reasons"]} == {"a rank above", "the same function"}
    assert len(api.ask(query, id=ids["Dag Holm"], first=1)["person"]["suggestedManagers"]) == 1
    assert api.ask(query, id=ids["Bo Strand"])["person"]["suggestedManagers"] == []
    assert api.refused(query, id=ids["Bo Strand"], first=0)["extensions"]["code"] == "INVALID"


def test_one_field_that_is_refused_does_not_take_the_deal_with_it(example, ids):
    query = """query($id: ID!) { deal(id: $id) { name escalation(options: {maxLevels: 99}) { verdict }
      consensus { polarisation } opposition { balance } blockage { organisational } } }"""
    answer = example.post(query, {"id": ids[PLANNING]}).json()
    assert [error["path"] for error in answer["errors"]] == [["deal", "escalation"]]
    found = answer["data"]["deal"]
    assert found["escalation"] is None
    assert all(found[field] for field in ("name", "consensus", "opposition", "blockage"))


def test_all_of_it_is_one_reading(example, ids):
    fields = """consensus { pivot { name } } opposition { threats { person { name } } } insights { evidence { id } } mapHealth
      politicalWeights { edges { node { person { name } contributions { evidence { id } } } } }
      decisionRule { deciders { person { name } deal { name } } } stakeholders { edges { node { settledStance { mean } } } }
      account { camps { camps { name } } politicalWeights { edges { node { person { name } } } } }"""
    with example.counting() as counted:
        deal(example, ids[PLANNING], fields)
    assert counted == [1]


COVERAGE = """query($id: ID!, $ranks: [Seniority!], $first: Int = 200, $after: String) {
  account(id: $id) { coverage(seniority: $ranks, first: $first, after: $after) { totalCount
    pageInfo { hasNextPage endCursor }
    edges { node { person { id name seniority hasLeft } best { strength people { id } } ours { id } level lastContact } } } } }"""


def covered(example, ids, account="Aubrelia Industries", **more):
    return example.ask(COVERAGE, id=ids[account], **more)["account"]["coverage"]


def test_who_of_theirs_is_known_is_told_the_uncovered_first(example, ids):
    found = covered(example, ids)
    rows = [edge["node"] for edge in found["edges"]]
    people = "query($id: ID!) { account(id: $id) { people(first: 200) { edges { node { id hasLeft } } } } }"
    listed = [edge["node"] for edge in example.ask(people, id=ids["Aubrelia Industries"])["account"]["people"]["edges"]]
    assert {row["person"]["id"] for row in rows} == {one["id"] for one in listed if not one["hasLeft"]}
    assert found["totalCount"] == len(rows)
    known = [row["level"] not in ("UNKNOWN", "NONE") for row in rows]
    assert known == sorted(known)
    assert known[-1]
    for row in rows:
        assert (row["best"] is None) is (row["ours"] is None)
        if row["best"]:
            assert {one["id"] for one in row["best"]["people"]} == {row["person"]["id"], row["ours"]["id"]}
            assert 0 < row["best"]["strength"] <= 1


def test_coverage_is_of_some_ranks_and_goes_page_by_page(example, ids):
    whole = [edge["node"] for edge in covered(example, ids, ranks=["C_LEVEL", "DIRECTOR"])["edges"]]
    assert {row["person"]["seniority"] for row in whole} == {"C_LEVEL", "DIRECTOR"}
    paged, after = [], None
    for _ in range(len(whole)):
        page = covered(example, ids, ranks=["C_LEVEL", "DIRECTOR"], first=3, after=after)
        paged += [edge["node"] for edge in page["edges"]]
        after = page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"]:
            break
    assert paged == whole
    assert covered(example, ids, ranks=[])["totalCount"] > len(whole)


def test_our_own_people_are_not_to_be_covered(example, ids):
    assert covered(example, ids, "Velmont Software")["totalCount"] == 0
