"""Oracle Sales: contacts of accounts and opportunities, with their buying role, affinity and level of influence."""

from orggraph_importers.contacts import BECOMES, ContactTable
from orggraph_importers.finding import Layout

CONTACTS = Layout(
    {
        "id": ("contact party number", "party number", "partynumber", "contact number", "contactnumber", "registry id"),
        "name": ("contact name", "contactname", "partyname", "contact", "primary contact"),
        "first_name": ("first name", "firstname", "personfirstname"),
        "last_name": ("last name", "lastname", "personlastname"),
        "title": ("job title", "jobtitle"),
        "department": ("department",),
        "email": ("email", "e mail", "email address", "emailaddress"),
        "company": ("account name", "accountname", "account", "organization name", "organizationname"),
        "manager": ("reports to", "reportsto", "reports to name"),
        "role": ("buying role", "buyingrolecd", "salesbuyingrolecode", "role", "rolecd"),
        "support": ("affinity", "affinitylvlcd", "salesaffinitycode", "affinity level"),
        "influence": ("influence level", "influencelvlcd", "salesinfluencelevelcode", "influence"),
        "observed_on": ("last update date", "lastupdatedate", "last updated date"),
        "deal": ("opportunity name", "opportunity", "optyname"),
        "deal_id": ("opportunity number", "optynumber"),
    },
    (("support",), ("name", "last_name"), ("role", "influence")),
    becomes=BECOMES,
)

IMPORTER = ContactTable(
    name="crm.oracle",
    system="oracle",
    layout=CONTACTS,
    codes={"secondary decision maker": "decision maker", "supporting role": "user", "does not matter": "none"},
)
