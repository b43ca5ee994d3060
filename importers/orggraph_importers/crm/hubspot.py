"""HubSpot: contacts, with their buying roles in the deals that the export names."""

from orggraph_importers.contacts import BECOMES, ContactTable
from orggraph_importers.finding import Layout

CONTACTS = Layout(
    {
        "id": ("record id", "contact id", "record id contact"),
        "first_name": ("first name",),
        "last_name": ("last name",),
        "email": ("email",),
        "title": ("job title",),
        "company": ("company name", "associated company", "primary associated company"),
        "role": ("buying role", "hs buying role"),
        "deal": ("associated deal", "associated deals"),
        "deal_id": ("associated deal ids",),
        "stage": ("lifecycle stage", "lead status", "contact owner"),
    },
    (("id",), ("last_name", "email"), ("role", "stage", "deal", "deal_id")),
    becomes={**BECOMES, "stage": "nothing: by it a table is known to be of HubSpot"},
)

IMPORTER = ContactTable(name="crm.hubspot", system="hubspot", layout=CONTACTS)
