"""Apollo: people of its database. What it calls a company for e-mails is a short form of the name, and no other company."""

from orggraph.domain.observations import Source
from orggraph_importers.contacts import BECOMES, ContactTable
from orggraph_importers.finding import Layout
from orggraph_importers.leads.sources import GATHERED, MOST_LINE_BREAKS

PEOPLE = Layout(
    {
        "id": ("apollo contact id",),
        "first_name": ("first name",),
        "last_name": ("last name",),
        "title": ("title",),
        "company": ("company", "company name"),
        "domain": ("website",),
        "email": ("email",),
        "email_status": ("email status",),
        "seniority": ("seniority",),
        "department": ("departments",),
        "profile_url": ("person linkedin url",),
    },
    (("profile_url",), ("last_name",), ("company",), ("seniority", "id")),
    most_line_breaks=MOST_LINE_BREAKS,
    becomes=BECOMES,
)

IMPORTER = ContactTable(
    name="leads.apollo", system="apollo", layout=PEOPLE, family=Source.OTHER, confidence=GATHERED, what="person"
)
