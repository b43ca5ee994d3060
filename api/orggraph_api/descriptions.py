"""Describe what the schema leaves undescribed: plain fields, arguments and enum values, from `descriptions.toml`."""

import tomllib
from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from importlib import resources
from typing import Any

from graphql import GraphQLEnumType, GraphQLInputObjectType, GraphQLInterfaceType, GraphQLObjectType, GraphQLSchema

from orggraph.domain.findings import BlockageCause, GateRule
from orggraph.domain.people import Locale, Seniority
from orggraph.domain.signals import SignalKind
from orggraph.text import cause_name, rule_name, seniority_name, signal_name

_WORDED: Mapping[type[StrEnum], Callable[[Any, Locale], str]] = {
    BlockageCause: cause_name,
    GateRule: rule_name,
    Seniority: seniority_name,
    SignalKind: signal_name,
}
"""The words of the domain that `orggraph.text` says already."""


def describe(schema: GraphQLSchema) -> None:
    """Describe everything in a schema that is not described yet, as far as there are words."""
    words = described() | _said_elsewhere()
    for place, name, part in parts(schema):
        if part.description is None:
            common = words["arguments" if "." in place else "fields"]
            part.description = words.get(place, {}).get(name) or common.get(name)


def described() -> dict[str, Mapping[str, str]]:
    """Give the words, by type and name; `fields` and `arguments` hold what goes for all types."""
    text = (resources.files("orggraph_api") / "descriptions.toml").read_text(encoding="utf-8")
    return dict(tomllib.loads(text))


def parts(schema: GraphQLSchema) -> Iterator[tuple[str, str, Any]]:
    """Go through fields, arguments and enum values: the type or the field it stands in, its name, and itself."""
    for name, kind in schema.type_map.items():
        if name.startswith("__"):
            continue
        if isinstance(kind, GraphQLEnumType):
            yield from ((name, value, part) for value, part in kind.values.items())
        elif isinstance(kind, GraphQLInputObjectType):
            yield from ((name, field, part) for field, part in kind.fields.items())
        elif isinstance(kind, GraphQLObjectType | GraphQLInterfaceType):
            for field, found in kind.fields.items():
                yield name, field, found
                yield from ((f"{name}.{field}", argument, part) for argument, part in found.args.items())


def _said_elsewhere() -> dict[str, Mapping[str, str]]:
    return {
        kind.__name__: {member.name: said for member in kind if (said := _sentence(word, member))}
        for kind, word in _WORDED.items()
    }


def _sentence(word: Callable[[Any, Locale], str], member: StrEnum) -> str | None:
    try:
        words = word(member, Locale.EN)
    except LookupError:
        return None
    return f"{words[:1].upper()}{words[1:]}."
