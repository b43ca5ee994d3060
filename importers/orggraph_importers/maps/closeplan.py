"""ClosePlan: the stakeholders of a plan, as Salesforce exports or reports them, or as the tool writes its list."""

from orggraph.domain.elsewhere import SALESFORCE
from orggraph_importers.contacts import BECOMES, ContactTable
from orggraph_importers.finding import Layout

STAKEHOLDERS = Layout(
    {
        "id": ("tspc contact c", "contact id"),
        "name": ("tspc contactname c", "tspc contact r name", "contact name", "stakeholder name", "stakeholder", "contact", "name"),
        "first_name": ("first name",),
        "last_name": ("last name",),
        "title": ("tspc title c", "tspc contact r title", "title", "job title"),
        "department": ("tspc contact r department", "department"),
        "email": ("tspc contact r email", "email"),
        "company": ("account name", "account", "tspc account r name"),
        "manager": ("reports to", "manager"),
        "role": ("tspc role c", "role"),
        "support": ("tspc supportstatus c", "support status"),
        "influence": ("tspc decisionstatus c", "decision influence", "decision status"),
        "power": ("tspc haspower c", "has power", "power"),
        "coverage": ("tspc relationship c", "relationship"),
        "observed_on": ("lastmodifieddate", "last modified date"),
        "influences": ("influences",),
        "influenced_by": ("influenced by",),
        "conflicts": ("conflicts with", "in conflict with", "conflict"),
        "deal": ("opportunity name", "opportunity", "tspc opportunity r name"),
        "deal_id": ("tspc opportunity c", "opportunity id"),
    },
    (("support",), ("name", "last_name"), ("influence", "coverage", "power")),
    becomes=BECOMES,
)  # fmt: skip

IMPORTER = ContactTable(
    name="maps.closeplan",
    system="closeplan",
    layout=STAKEHOLDERS,
    ids_of=SALESFORCE,
    codes={"legal": "legal and compliance", "budget owner": "budget holder"},
    certainty=0.97,
    what="stakeholder",
)
