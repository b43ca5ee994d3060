"""Group records that are one: those that share a strong identity, then those whose weak one is theirs alone.

A weak identity (a name within an account, a seat's holder) joins records only when no two of all that bear it are known to
differ: two profiles, two ids of one source, two ids of documents, two connections of one of ours, two e-mail addresses of one
domain. Otherwise nobody is joined by it: a wrong merge costs more than a missed one.

What a person decided comes first (`orggraph.resolve.decisions`). Where it keeps two apart, nothing that both bear joins them; a third who
bears it too, of whom nothing was decided, is joined to neither, for nobody knows whose it is.
"""

from collections.abc import Iterable, Mapping, Sequence

from orggraph.resolve.decisions import DECIDED, Decided, decided

WEAK = ("name:", "held:")
SELF = "self:"
"""Begins what joins records that make the same id: they are one whatever was decided, for nothing could name them apart."""
_OWN_IDS = ("id:per_", "id:pos_")
_PERSONAL = ("linkedin:", "email:")


def clusters(identities: Mapping[str, tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Give the groups of record keys that are one, each record in exactly one group.

    Parameters
    ----------
    identities
        For each record key, what the record goes by.

    Returns
    -------
    list of tuples
        In the order in which the first record of each group comes.

    Notes
    -----
    Linear in the records but for groups that share a weak identity, which are compared pair by pair.

    Examples
    --------
    >>> clusters({"linkedin:ana": ("name:ana b|acc_1",), "hr:x/1": ("name:ana b|acc_1",), "hr:x/2": ()})
    [('linkedin:ana', 'hr:x/1'), ('hr:x/2',)]
    >>> clusters({"hr:x/1": ("name:ana b|acc_1",), "hr:x/2": ("name:ana b|acc_1",)})
    [('hr:x/1',), ('hr:x/2',)]
    >>> clusters({"id:a": ("name:ana b|acc_1",), "id:b": ("name:ana b|acc_1",)})
    [('id:a',), ('id:b',)]
    >>> clusters({"id:a": ("name:ana b|acc_1",), "id:per_1": ("name:ana b|acc_1",)})
    [('id:a', 'id:per_1')]
    >>> clusters({"hr:x/1": ("email:a@x.example", "apart:|crm:1"), "crm:1": ("email:a@x.example",)})
    [('hr:x/1',), ('crm:1',)]
    """
    found = decided(identities)
    groups = _Groups(identities, found)
    shared = _shared(identities)
    for identity in (one for one in shared if one.startswith(SELF)):
        groups.join_all(shared[identity])
    for pair in found.same:
        groups.join_bearers(pair)
    strong = [identity for identity in shared if not identity.startswith(WEAK)]
    for identity in sorted(strong, key=_surest_first) if found.foes else strong:
        groups.join_bearers(shared[identity])
    for identity in sorted(shared):
        if identity.startswith(WEAK):
            groups.join_bearers(shared[identity], weak=True)
    return groups.all()


def _surest_first(identity: str) -> tuple[bool, str]:
    """Place what a source calls somebody before an address, which two may share."""
    return identity.startswith(_PERSONAL), identity


def _shared(identities: Mapping[str, tuple[str, ...]]) -> dict[str, list[str]]:
    """Give what several records go by, with those that do."""
    bearers: dict[str, list[str]] = {}
    for key, found in identities.items():
        for identity in found:
            bearers.setdefault(identity, []).append(key)
    return {identity: keys for identity, keys in bearers.items() if len(keys) > 1 and not identity.startswith(DECIDED)}


class _Groups:
    """Groups that only ever grow; each key knows its group's list, and the shorter list joins the longer."""

    def __init__(self, identities: Mapping[str, tuple[str, ...]], found: Decided) -> None:
        self.identities = identities
        self.foes = found.foes
        self.group = {key: [key] for key in identities}

    def join(self, one: str, other: str) -> None:
        longer, shorter = self.group[one], self.group[other]
        if longer is shorter:
            return
        if len(longer) < len(shorter):
            longer, shorter = shorter, longer
        longer.extend(shorter)
        for key in shorter:
            self.group[key] = longer

    def join_all(self, keys: Iterable[str]) -> None:
        first, *others = keys
        for other in others:
            self.join(first, other)

    def join_bearers(self, keys: Iterable[str], *, weak: bool = False) -> None:
        """Join those who bear an identity, as far as nothing keeps them apart; a weak one asks for more."""
        groups = list({id(self.group[key]): self.group[key] for key in keys}.values())
        if len(groups) == 1:
            return
        if weak and not self._alike(groups):
            return
        for side in self._sides(groups) if self.foes else (groups,):
            self.join_all(group[0] for group in side)

    def _sides(self, groups: Sequence[list[str]]) -> Iterable[Sequence[list[str]]]:
        """Give those whom a decision keeps apart from the same others; all, where nobody is kept apart from anybody."""
        sides: dict[frozenset[int], list[list[str]]] = {}
        there = {id(group) for group in groups}
        for group in groups:
            foes = {id(self.group[foe]) for key in group for foe in self.foes.get(key, ())}
            sides.setdefault(frozenset(there & foes - {id(group)}), []).append(group)
        return [side for apart_from, side in sides.items() if apart_from] or (groups,)

    def _alike(self, groups: Iterable[Iterable[str]]) -> bool:
        held: dict[str, str] = {}
        return all(
            held.setdefault(scope, value) == value
            for group in groups
            for scope, value in exclusive(group, self.identities)
        )

    def all(self) -> list[tuple[str, ...]]:
        place = {key: n for n, key in enumerate(self.identities)}
        found = {id(group): group for group in self.group.values()}
        return [tuple(sorted(group, key=place.__getitem__) if len(group) > 1 else group) for group in found.values()]


def exclusive(keys: Iterable[str], identities: Mapping[str, tuple[str, ...]]) -> Iterable[tuple[str, str]]:
    """Name what nobody has two of, as (scope, value)."""
    for key in keys:
        for identity in (key, *identities[key]):
            if identity.startswith("id:"):
                yield ("id" if identity.startswith(_OWN_IDS) else "id of a document"), identity
            elif identity.startswith("linkedin:") and "/" not in identity:
                yield "linkedin", identity
            elif identity.startswith(("hr:", "crm:", "ext:", "linkedin:")):
                yield identity.rpartition("/")[0], identity
            elif identity.startswith("email:"):
                yield f"email@{identity.rpartition('@')[2]}", identity
