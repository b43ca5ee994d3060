"""PhantomBuster: leads of a search in Sales Navigator.

Whose search it was, the file does not say: a degree of connection is nobody's tie, unless the user names the owner.
"""

from orggraph.domain.observations import Source
from orggraph_importers.contacts import BECOMES, ContactTable
from orggraph_importers.finding import Layout
from orggraph_importers.leads.sources import MOST_LINE_BREAKS, OF_A_PROFILE

LEADS = Layout(
    {
        "first_name": ("firstname",),
        "last_name": ("lastname",),
        "name": ("fullname", "name"),
        "title": ("title",),
        "company": ("companyname",),
        "profile_url": ("defaultprofileurl",),
        "member_url": ("linkedinprofileurl",),
        "lead_url": ("profileurl",),
        "member": ("vmid",),
        "degree": ("connectiondegree",),
    },
    (("lead_url", "member"), ("last_name", "name"), ("company",)),
    most_line_breaks=MOST_LINE_BREAKS,
    becomes=BECOMES,
)

IMPORTER = ContactTable(
    name="leads.phantombuster",
    system="phantombuster",
    layout=LEADS,
    family=Source.LINKEDIN,
    confidence=OF_A_PROFILE,
    what="lead",
)
