"""Which people may be one: suggestions with reasons, for a person to decide. Nothing here joins anybody.

People of one company are compared, and people of one name at two companies. A company is an account, and whoever has an address of one
employer's domain. In a large one only those are compared who share a word of their names, and a word that many share counts together with
the initial of another: the work grows with the people, not with their square.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain, combinations, islice, permutations

import numpy as np
from rapidfuzz import fuzz
from rapidfuzz.process import cdist

from orggraph.domain.contributions import Contribution, total
from orggraph.domain.doubts import IdentityDoubt
from orggraph.domain.people import Account, Person
from orggraph.resolve.decisions import decided
from orggraph.resolve.likeness import LEAST_LIKE, MOST_SIMILAR, SIMILAR_NAME, Company, Face, face_of, likeness
from orggraph.resolve.mailboxes import is_shared
from orggraph.resolve.matching import exclusive

LEAST_PROBABLE = 0.3
"""What is less probable is not worth a question."""
RIVAL = -0.1
"""Somebody else's name is as like, within the margin."""
_MARGIN = (MOST_SIMILAR - SIMILAR_NAME) / 3
"""Four hundredths of likeness, as `similar_name` counts them."""
_SMALL = 12
_MANY = 1_000
"""More who share a word are compared only with those who share an initial too."""
_MOST = 50
"""More who share all that is compared by are not told apart by it."""
_MOST_ALIKE = 3_000
_MOST_NAMESAKES = 5
"""Of more who bear one name nobody is asked about."""
_MOST_PAIRS = 300_000
"""So many are looked at, whatever a file holds: some seconds of one core."""
_MOST_EACH = 3
"""Of one person no more than that are suggested."""

Pair = tuple[int, int]
Identities = Mapping[str, tuple[str, ...]]


def suspected(
    people: Iterable[Person], accounts: Iterable[Account] = (), touched: Collection[str] | None = None
) -> tuple[IdentityDoubt, ...]:
    """Give the pairs that may be one person, the most probable first.

    Parameters
    ----------
    people
        Everybody who is compared.
    accounts
        Where they are: an account's own domains are its own.
    touched
        Ids: only pairs with one of these are given; None gives all.

    Examples
    --------
    >>> people = [Person(id=f"per_{n}", name=name, account_id="acc_1") for n, name in enumerate(("Élise Durand", "E. Durand"))]
    >>> [(doubt.probability, [reason.code for reason in doubt.reasons]) for doubt in suspected(people)]
    [(0.35, ['initials'])]
    """
    known = (face_of(person) for person in sorted(people, key=lambda person: person.id))
    faces = [face for face in known if face.words]
    wanted = {number for number, face in enumerate(faces) if touched is None or face.person.id in touched}
    domains = _domains(faces, accounts)
    scopes = [scope for scope in _scopes(faces) if not wanted.isdisjoint(scope)]
    among = _company(faces, domains)
    near = (pair for scope in scopes for pair in _within(faces, scope, among))
    pairs = set(islice(chain(_namesakes(faces, among, wanted), near), _MOST_PAIRS))
    told = {pair: found for pair in sorted(pairs) if (found := likeness(faces[pair[0]], faces[pair[1]], among))}
    doubts = [_doubt(faces, pair, found) for pair, found in _with_rivals(told) if not wanted.isdisjoint(pair)]
    return tuple(
        sorted(
            (doubt for doubt in doubts if doubt.probability >= LEAST_PROBABLE),
            key=lambda doubt: (-doubt.probability, doubt.one.id, doubt.other.id),
        )
    )


def undecided(
    doubts: Iterable[IdentityDoubt], records: Mapping[str, Identities], of_each: Counter[str]
) -> Iterator[IdentityDoubt]:
    """Leave out those who are known to be two, or were said to be; of each person the most probable stay.

    Parameters
    ----------
    doubts
        The most probable first.
    records
        For each person, by id, the keys of their records and what each goes by.
    of_each
        How many doubts of each person were given, which is counted on.
    """
    for doubt in doubts:
        ends = (doubt.one.id, doubt.other.id)
        one, other = (records.get(end, {}) for end in ends)
        if max(of_each[end] for end in ends) < _MOST_EACH and not _known_to_differ(one, other):
            of_each.update(ends)
            yield doubt


def _known_to_differ(one: Identities, other: Identities) -> bool:
    if decided({**one, **other}).apart(one, other):
        return True
    held = dict(exclusive(one, one))
    return any(held.get(scope, value) != value for scope, value in exclusive(other, other))


def _domains(faces: Iterable[Face], accounts: Iterable[Account]) -> dict[str, set[str]]:
    """Give the domains of each account: its own, and those of which its people have addresses."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for account in accounts:
        found[account.id] |= {domain for domain in account.domains if not is_shared(domain)}
    for face in faces:
        if face.domain and face.person.account_id:
            found[face.person.account_id].add(face.domain)
    return found


def _scopes(faces: Sequence[Face]) -> list[list[int]]:
    """Give the companies: the people of an account, and those with an address of one employer's who are not all there."""
    accounts: defaultdict[str, list[int]] = defaultdict(list)
    domains: defaultdict[str, list[int]] = defaultdict(list)
    for number, face in enumerate(faces):
        if face.person.account_id:
            accounts[face.person.account_id].append(number)
        if face.domain:
            domains[face.domain].append(number)
    across = (found for found in domains.values() if len({faces[number].person.account_id for number in found}) > 1)
    return [*(found for found in accounts.values() if len(found) > 1), *across]


def _company(faces: Sequence[Face], domains: Mapping[str, Collection[str]]) -> Company:
    return Company(
        borne=Counter(word for face in faces for word in face.held),
        bearers=Counter(face.key for face in faces),
        titles=Counter(face.job for face in faces if face.title),
        domains={account: frozenset(found) for account, found in domains.items()},
    )


def _within(faces: Sequence[Face], scope: Sequence[int], among: Company) -> Iterator[Pair]:
    """Give the pairs of one company that may be alike, each for what they share; of a small one all."""
    bearers = Counter(faces[number].key for number in scope)
    scope = [number for number in scope if bearers[faces[number].key] <= _MOST_NAMESAKES]
    if len(scope) <= _SMALL:
        yield from combinations(scope, 2)
        return
    shared = Counter(word for number in scope for word in faces[number].held)
    alike: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    telling: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for number in scope:
        face = faces[number]
        for block in set(_by_word(face, shared)):
            alike[block].append(number)
        for block in set(_by_more(face, among)):
            telling[block].append(number)
    for found in alike.values():
        yield from _of_like_names(faces, found)
    for found in telling.values():
        if len(found) <= _MOST:
            yield from combinations(found, 2)
    yield from _with_initials(faces, scope)


def _by_word(face: Face, shared: Mapping[str, int]) -> Iterator[tuple[str, ...]]:
    for word in face.words:
        if shared[word] <= _MANY:
            yield (word,)
        else:
            yield from ((word, other[0]) for other in face.words if other != word)


def _by_more(face: Face, among: Company) -> Iterator[tuple[str, ...]]:
    """Give what two share whose names need not be alike: two words of a longer name, or a given name with something rare."""
    yield from combinations(sorted(face.held), 2)
    if face.mailbox:
        yield face.words[0], "mailbox", face.mailbox
    if among.is_rare(face):
        yield face.words[0], "title", *face.title


def _of_like_names(faces: Sequence[Face], block: Sequence[int]) -> Iterator[Pair]:
    if 1 < len(block) <= _MOST_ALIKE:
        keys = [faces[number].key for number in block]
        scores = cdist(keys, keys, scorer=fuzz.ratio, score_cutoff=LEAST_LIKE, dtype=np.uint8)
        for one, other in np.argwhere(np.triu(scores, 1)).tolist():
            yield block[one], block[other]


def _with_initials(faces: Sequence[Face], scope: Sequence[int]) -> Iterator[Pair]:
    """Give those whose names hold an initial, each with whoever shares another word and begins alike."""
    short = [number for number in scope if any(len(word) == 1 for word in faces[number].words)]
    if not short:
        return
    bearers: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for number in scope:
        for word, other in permutations(faces[number].held, 2):
            bearers[word, other[0]].append(number)
    for number in short:
        for word, other in permutations(faces[number].held, 2):
            found = bearers[word, other[0]] if len(other) == 1 < len(word) else ()
            yield from (tuple(sorted((number, one))) for one in found if one != number)  # type: ignore[misc]


def _namesakes(faces: Sequence[Face], among: Company, wanted: Collection[int]) -> Iterator[Pair]:
    """Give the pairs of one whole name at two companies, unless many bear it."""
    bearers: defaultdict[str, list[int]] = defaultdict(list)
    for number, face in enumerate(faces):
        if len(face.words) > 1 and among.bearers[face.key] in range(2, _MOST_NAMESAKES + 1):
            bearers[face.key].append(number)
    for found in bearers.values():
        yield from (pair for pair in combinations(found, 2) if not set(pair).isdisjoint(wanted))


def _with_rivals(
    told: Mapping[Pair, tuple[Contribution, ...]],
) -> Iterator[tuple[Pair, tuple[Contribution, ...]]]:
    """Lower what is said of a pair where somebody else's name is as like that of either."""
    likest: defaultdict[int, list[float]] = defaultdict(list)
    for pair, found in told.items():
        for end in pair:
            likest[end].append(found[0].value)
    for end in likest:
        likest[end] = sorted(likest[end], reverse=True)[:2]
    for pair, found in told.items():
        value = found[0].value
        rivals = [end for end in pair if len(likest[end]) > 1 and _next(likest[end], value) >= value - _MARGIN]
        yield pair, (*found, Contribution("rival", RIVAL)) if rivals else found


def _next(likest: Sequence[float], value: float) -> float:
    """Give the likest of the others, of whom one is this value."""
    return likest[1] if likest[0] == value else likest[0]


def _doubt(faces: Sequence[Face], pair: Pair, found: tuple[Contribution, ...]) -> IdentityDoubt:
    one, other = (faces[number].person for number in pair)
    return IdentityDoubt(one=one, other=other, probability=round(total(found), 4), reasons=found)
