"""Pipedrive: people with their organisation, and the deals of a list that names them."""

from orggraph_importers.contacts import BECOMES, ContactTable
from orggraph_importers.finding import Layout

PEOPLE = Layout(
    {
        "id": ("person id",),
        "name": ("person name", "deal contact person"),
        "email": ("person email", "person email work"),
        "title": ("person job title",),
        "company": ("organization name", "person organization", "deal organization"),
        "role": ("person buying role", "person role"),
        "deal": ("deal title",),
        "deal_id": ("deal id",),
    },
    (("name",), ("company", "deal", "email")),
    becomes=BECOMES,
)

IMPORTER = ContactTable(name="crm.pipedrive", system="pipedrive", layout=PEOPLE)
