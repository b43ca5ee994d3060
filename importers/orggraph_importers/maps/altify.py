"""Altify: the contacts of relationship maps, as Salesforce exports or reports them."""

from orggraph.domain.elsewhere import SALESFORCE
from orggraph_importers.contacts import BECOMES, ContactTable
from orggraph_importers.finding import Layout

MAP = Layout(
    {
        "id": ("altf contact c", "contact id", "contact contact id"),
        "name": ("altf contact r name", "contact name", "contact full name", "contact contact name", "contact"),
        "first_name": ("altf contact r firstname", "first name", "contact first name"),
        "last_name": ("altf contact r lastname", "last name", "contact last name"),
        "title": ("altf contact r title", "title", "job title", "contact title"),
        "department": ("altf contact r department", "department"),
        "email": ("altf contact r email", "email", "contact email"),
        "company": ("altf account r name", "account name", "account", "account account name"),
        "manager_id": ("altf contact r reportstoid", "reports to id", "reportstoid"),
        "manager": ("altf contact r reportsto name", "reports to", "manager"),
        "role": ("altf buyer role c", "buyer role", "buying role"),
        "support": ("altf status c", "support"),
        "political": ("altf political c", "political status", "political", "political structure"),
        "coverage": ("altf coverage c", "coverage"),
        "observed_on": ("altf status last modified c", "status last modified", "support last modified"),
        "influences": ("influences",),
        "influenced_by": ("influenced by",),
        "conflicts": ("conflicts with", "in conflict with", "conflict"),
        "adaptability": ("altf adaptability c", "adaptability", "adaptability to change"),
        "orientation": ("altf decision orientation c", "decision orientation"),
        "deal": ("altf opportunity r name", "opportunity name", "opportunity"),
        "deal_id": ("altf opportunity c", "opportunity id"),
    },
    (("political",), ("name", "last_name"), ("support", "coverage")),
    becomes={
        **BECOMES,
        "adaptability": "nothing: how somebody meets what is new is no stance on this deal",
        "orientation": "nothing: the same",
    },
)  # fmt: skip

IMPORTER = ContactTable(
    name="maps.altify",
    system="altify",
    layout=MAP,
    ids_of=SALESFORCE,
    codes={"signature approver": "approver"},
    certainty=0.97,
    what="stakeholder",
)
