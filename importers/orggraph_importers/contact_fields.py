"""What the fields of a table of contacts are called here, and what they become."""

from collections.abc import Mapping
from types import MappingProxyType

BECOMES: Mapping[str, str] = MappingProxyType(
    {
        "id": "who it is: the same contact again has the same id",
        "name": "the person's name",
        "first_name": "the person's name, before the last name",
        "last_name": "the person's name",
        "email": "the person's e-mail address",
        "title": "the person's title",
        "department": "the person's department",
        "company": "the account where they work",
        "domain": "a domain of that account",
        "profile_url": "who it is on LinkedIn, by the part after `/in/`",
        "member_url": "the same; a member's number (`ACwAA…`) is kept beside, and tells who it is where there is no public address",
        "lead_url": "the member's number in Sales Navigator, kept beside",
        "member": "the same",
        "degree": "the tie to the owner, where it is the first degree and `--owner` says whose search it was; else nothing",
        "email_status": "nothing of its own: an address that was guessed, or reaches nobody, is not taken",
        "seniority": "the person's level, where ours has it; else the title tells",
        "assistant": "the level of an assistant, where it is true",
        "left": "that they left, where it is 1 or `Not at company`",
        "manager_id": "the line to the manager, by id",
        "manager_email": "the same, by e-mail address",
        "manager": "the same, by id, e-mail address or the name of a contact of the same company",
        "dotted": "the dotted line to a functional manager, by whatever it is",
        "influences": "whom they influence; several are separated by `;`",
        "influenced_by": "who influences them",
        "conflicts": "with whom they are in conflict, both ways",
        "role": "their part in the deals of the row; several are separated by `;`",
        "support": "how they stand to each deal of the row, with half the confidence; a mentor is a coach, a champion and a sponsor are so in our words too",
        "tag": "a decision maker (0), an influencer (1) or a blocker (2)",
        "coverage": "how well we know them",
        "influence": "an influencer, where it is medium or high",
        "political": "an influencer, where it is the inner circle or the political structure",
        "power": "an influencer, where it is true",
        "observed_on": "the day of which the stance is; which part of one with slashes is the month, the whole column tells, or `--locale`",
        "deal": "a deal of the company in which they are a stakeholder; several are separated by `;`",
        "deal_id": "which deal that is",
    }
)
"""What the fields of a table of contacts become."""
