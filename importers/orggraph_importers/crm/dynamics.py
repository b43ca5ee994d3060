"""Dynamics 365: contacts, with the manager and the role that their account's org chart gives them."""

from orggraph_importers.contacts import BECOMES, ContactTable
from orggraph_importers.finding import Layout

CONTACTS = Layout(
    {
        "id": ("contactid", "(do not modify) contact"),
        "name": ("fullname", "full name"),
        "first_name": ("firstname", "first name"),
        "last_name": ("lastname", "last name"),
        "email": ("emailaddress1", "email"),
        "title": ("jobtitle", "job title"),
        "department": ("department",),
        "company": ("parentcustomerid", "parentcustomeridname", "company name", "account name"),
        "manager": ("managername", "manager"),
        "role": ("accountrolecode", "role", "decision influence"),
        "tag": ("msdyn decisioninfluencetag", "decision influence tag"),
        "left": ("msdyn orgchangestatus", "org change status"),
        "assistant": ("msdyn isassistantinorgchart", "is assistant in org chart"),
        "deal": ("opportunity", "opportunity name", "opportunityidname"),
        "deal_id": ("opportunityid",),
    },
    (("id",), ("last_name", "name"), ("company",)),
    becomes=BECOMES,
)

IMPORTER = ContactTable(
    name="crm.dynamics",
    system="dynamics",
    layout=CONTACTS,
    codes={"1": "decision maker", "2": "other", "3": "influencer", "employee": "other"},
)
