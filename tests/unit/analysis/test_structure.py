from orggraph.analysis.question import ask
from orggraph.domain.deals import BuyingRole
from orggraph.domain.findings import BlockageCause
from tests.unit.analysis.builders import line, person, snapshot, stakeholder

PEOPLE = (
    person("contact", "MANAGER", "MARKETING"),
    person("boss", "DIRECTOR", "OPERATIONS"),
    person("head", "C_LEVEL", "FINANCE"),
)


def split_between(contact, boss):
    account = snapshot(
        people=PEOPLE,
        lines=(line("contact", "boss"), line("boss", "head")),
        stakeholders=(
            stakeholder("contact", BuyingRole.CHAMPION, stance=contact),
            stakeholder("boss", BuyingRole.ECONOMIC_BUYER, stance=boss),
        ),
    )
    causes = ask(account, "dea_1").diagnosis.causes
    found = next(cause for cause in causes if cause.cause is BlockageCause.NO_CONSENSUS)
    return [part.code for part in found.contributions if part.code == "structure_split"]


def test_functions_that_pull_apart_speak_for_a_want_of_consensus():
    assert split_between(0.8, -0.6) == ["structure_split"]


def test_somebody_above_of_whom_nothing_is_known_disagrees_with_nobody():
    assert split_between(0.8, 0.4) == []


def weight(roles, stance):
    account = snapshot(
        people=(*PEOPLE, person("top", "C_LEVEL", "GENERAL_MANAGEMENT")),
        lines=(line("contact", "boss"), line("boss", "head"), line("head", "top")),
        stakeholders=(
            stakeholder("contact", BuyingRole.CHAMPION, stance=0.8),
            stakeholder("boss", *roles, stance=stance),
            stakeholder("head", BuyingRole.ECONOMIC_BUYER, stance=0.1),
        ),
    )
    causes = ask(account, "dea_1").diagnosis.causes
    found = next(cause for cause in causes if cause.cause is BlockageCause.LOW_POLITICAL_WEIGHT)
    return [part.code for part in found.contributions if part.code == "structure_sponsor"]


def test_a_sponsor_above_the_contact_lends_weight_who_could_carry_it():
    may_sign = (BuyingRole.EXECUTIVE_SPONSOR, BuyingRole.ECONOMIC_BUYER)
    assert weight(may_sign, 0.6) == ["structure_sponsor"]
    assert weight((BuyingRole.EXECUTIVE_SPONSOR,), 0.6) == []
    assert weight(may_sign, -0.2) == []
