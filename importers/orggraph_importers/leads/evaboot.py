"""Evaboot: leads of a search in Sales Navigator."""

from orggraph.domain.observations import Source
from orggraph_importers.contacts import BECOMES, ContactTable
from orggraph_importers.finding import Layout
from orggraph_importers.leads.sources import MOST_LINE_BREAKS, OF_A_PROFILE

LEADS = Layout(
    {
        "first_name": ("first name",),
        "last_name": ("last name",),
        "name": ("full name",),
        "title": ("current job", "current job title"),
        "company": ("company name", "current company"),
        "domain": ("company domain",),
        "profile_url": ("linkedin url public", "linkedin public url"),
        "member_url": ("linkedin url unique id", "linkedin unique id"),
        "lead_url": ("sales navigator url", "linkedin sales navigator url"),
        "degree": ("connection degree",),
        "email": ("email",),
        "email_status": ("email status",),
    },
    (("profile_url", "member_url"), ("last_name", "name"), ("company",)),
    most_line_breaks=MOST_LINE_BREAKS,
    becomes=BECOMES,
)

IMPORTER = ContactTable(
    name="leads.evaboot", system="evaboot", layout=LEADS, family=Source.LINKEDIN, confidence=OF_A_PROFILE, what="lead"
)
