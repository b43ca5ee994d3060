"""What something is called elsewhere: one form for importers that state it, for users who save by it, and for whoever looks it up."""

import string

from orggraph.domain.observations import Source
from orggraph.domain.people import profile_slug

EMAIL, LINKEDIN, SALESFORCE = "email", "linkedin", "salesforce"
_IMPORTED = (f"{Source.HR.value}:", f"{Source.CRM.value}:")
_SHORT_ID = 15
_CHECK = string.ascii_uppercase + "012345"


def known_as(source: str, key: str) -> str:
    """Give the identity that an id elsewhere is; a profile, an e-mail or a row of an import is the same as everywhere.

    >>> known_as("linkedin", "https://www.linkedin.com/in/Ana-B/"), known_as("Siebel", "opportunities/12")
    ('linkedin:ana-b', 'ext:siebel/opportunities%2F12')
    >>> known_as("salesforce", "0035g00000ABCde") == known_as("salesforce", "0035g00000ABCdeAAH")
    True
    """
    family = source.casefold()
    if family == EMAIL:
        return f"{family}:{key.lower()}"
    if family == LINKEDIN:
        return f"{family}:{profile_slug(key) or profile_slug(f'linkedin.com/in/{key}') or key.lower()}"
    own = salesforce_id(key) if family == SALESFORCE else key
    known = family if family.startswith(_IMPORTED) else f"ext:{family}"
    return f"{known}/{own.replace('%', '%25').replace('/', '%2F')}"


def salesforce_id(identifier: str) -> str:
    """Give an id of Salesforce in the form that does not depend on case; what is no id of theirs stays as it is.

    >>> salesforce_id("0035g00000ABCde"), salesforce_id("0035g00000ABCdeAAF"), salesforce_id("C-17")
    ('0035g00000ABCdeAAH', '0035g00000ABCdeAAF', 'C-17')
    """
    if len(identifier) != _SHORT_ID or not (identifier.isascii() and identifier.isalnum()):
        return identifier
    parts = (identifier[start : start + 5] for start in range(0, _SHORT_ID, 5))
    return identifier + "".join(_CHECK[sum(char.isupper() << bit for bit, char in enumerate(part))] for part in parts)
