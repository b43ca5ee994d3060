"""The words of graphs that were drawn elsewhere: what attributes may be called, and what the types of edges mean."""

from collections.abc import Mapping
from types import MappingProxyType

from orggraph.domain.importing import Field, Table
from orggraph.domain.interchange import RelationKind

NAMES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "name": ("name", "full name", "fullname", "display name", "displayname", "person", "nom complet", "label"),
        "first_name": ("first name", "firstname", "given name", "givenname", "prenom", "vorname"),
        "last_name": ("last name", "lastname", "surname", "family name", "familyname", "nom", "nachname"),
        "title": ("title", "job title", "jobtitle", "job", "role", "poste", "fonction"),
        "department": ("department", "dept", "departement", "abteilung", "division", "team", "unit"),
        "email": ("email", "e mail", "mail", "work email", "courriel"),
    }
)
"""For each field the folded names that an attribute of a node may have; the first of several counts."""
WHAT_IT_IS = ("labels", "node type", "type", "kind", "category")
"""Attributes that may say what a node is."""
PEOPLE = frozenset(
    {"person", "people", "employee", "user", "contact", "stakeholder", "individual", "human", "personne"}
)
NO_PEOPLE = frozenset(
    {"company", "organization", "organisation", "account", "department", "team", "deal", "opportunity", "project", "location", "product", "skill", "event"}
)  # fmt: skip
KIND_OF_EDGE = (
    "kind",
    "type",
    "relation",
    "relationship",
    "relationship type",
    "edge type",
    "interaction",
    "label",
    "name",
)
"""Attributes that may say what an edge is; the first of several counts."""
UP, DOWN = False, True
MEANINGS: Mapping[tuple[RelationKind, bool], tuple[str, ...]] = MappingProxyType(
    {
        (RelationKind.SOLID, UP): (
            "reports to", "reportsto", "managed by", "has manager", "supervised by", "rapporte a", "solid", "solid line",
        ),
        (RelationKind.SOLID, DOWN): ("manages", "manager of", "supervises", "leads", "boss of", "direct report", "dirige"),
        (RelationKind.DOTTED, UP): ("dotted", "dotted line", "dotted line to", "dotted reports to"),
        (RelationKind.AUTHORITY, UP): ("authority", "influences", "influence", "has influence on"),
        (RelationKind.ADVICE, UP): ("advice", "advises", "adviser of", "advisor of", "conseille"),
        (RelationKind.ADVICE, DOWN): ("advised by", "asks advice of", "asks advice from"),
        (RelationKind.TRUST, UP): ("trust", "trusted by"),
        (RelationKind.TRUST, DOWN): ("trusts",),
        (RelationKind.ALUMNI, UP): ("alumni", "former colleague"),
        (RelationKind.CONFLICT, UP): ("conflict", "conflicts with", "rival", "rival of", "opposes"),
        (RelationKind.TIE, UP): ("tie", "knows", "friend", "friend of", "colleague", "colleague of", "works with", "connait"),
    }
)  # fmt: skip
"""What an edge is, and whether it says so from its end to its start -> the folded types that mean it."""
EDGES: Mapping[str, tuple[RelationKind, bool]] = MappingProxyType(
    {word: meaning for meaning, words in MEANINGS.items() for word in words}
)
_BECOMES = {
    (RelationKind.SOLID, UP): "the line from the first, who reports, to the second, the manager",
    (RelationKind.SOLID, DOWN): "the same, from the second to the first",
    (RelationKind.DOTTED, UP): "the dotted line from the first to the second",
    (RelationKind.TIE, UP): "a tie: they know each other",
}


def tables() -> tuple[Table, ...]:
    """Describe what is read of a drawing."""
    becomes = {
        "name": "the person's name, and on a line below it their title; else what the node is called, where that may be a name",
        "first_name": "the person's name, before the last name",
        "last_name": "the person's name",
        "title": "the title of the seat and of who holds it",
        "department": "the department of both",
        "email": "the person's e-mail address",
    }
    kinds = ", ".join(f"`{name}`" for name in KIND_OF_EDGE)
    return (
        Table("attributes of nodes", tuple(Field(NAMES[name], said) for name, said in becomes.items())),
        Table(
            f"what an edge may say of its type, in {kinds}",
            tuple(Field(words, _meaning(*meaning)) for meaning, words in MEANINGS.items()),
        ),
    )


def _meaning(kind: RelationKind, is_turned: bool) -> str:
    one, other = ("second", "first") if is_turned else ("first", "second")
    return _BECOMES.get((kind, is_turned)) or f"an influence of the {one} on the {other}: `{kind.value}`"
