"""Group records that are one: those that share a strong identity, then those whose weak one is theirs alone.

A weak identity (a name within an account, a seat's holder) joins records only when no two of all that bear it are known to
differ: two profiles, two ids of one source, two ids of documents, two connections of one of ours, two e-mail addresses of one
domain. Otherwise nobody is joined by it: a wrong merge costs more than a missed one.
"""

from collections.abc import Iterable, Mapping

WEAK = ("name:", "held:")
_OWN_IDS = ("id:per_", "id:pos_")


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
    """
    groups = _Groups(identities)
    shared = _shared(identities)
    for identity, keys in shared.items():
        if not identity.startswith(WEAK):
            groups.join_all(keys)
    for identity in sorted(shared):
        if identity.startswith(WEAK):
            groups.join_if_alike(shared[identity])
    return groups.all()


def _shared(identities: Mapping[str, tuple[str, ...]]) -> dict[str, list[str]]:
    """Give what several records go by, with those that do."""
    bearers: dict[str, list[str]] = {}
    for key, found in identities.items():
        for identity in found:
            bearers.setdefault(identity, []).append(key)
    return {identity: keys for identity, keys in bearers.items() if len(keys) > 1}


class _Groups:
    """Groups that only ever grow; each key knows its group's list, and the shorter list joins the longer."""

    def __init__(self, identities: Mapping[str, tuple[str, ...]]) -> None:
        self.identities = identities
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

    def join_if_alike(self, keys: Iterable[str]) -> None:
        groups = {id(self.group[key]): self.group[key] for key in keys}
        if len(groups) == 1:
            return
        held: dict[str, str] = {}
        for group in groups.values():
            for scope, value in _exclusive(group, self.identities):
                if held.setdefault(scope, value) != value:
                    return
        self.join_all(group[0] for group in groups.values())

    def all(self) -> list[tuple[str, ...]]:
        place = {key: n for n, key in enumerate(self.identities)}
        found = {id(group): group for group in self.group.values()}
        return [tuple(sorted(group, key=place.__getitem__) if len(group) > 1 else group) for group in found.values()]


def _exclusive(keys: Iterable[str], identities: Mapping[str, tuple[str, ...]]) -> Iterable[tuple[str, str]]:
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
