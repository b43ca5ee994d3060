"""Drive a workspace as its users do: files, edits, retractions and undos, through the use cases, in one or more stores alike."""

import csv
import io
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import strategies as st

from orggraph.bootstrap import formats
from orggraph.domain.facts import Version
from orggraph.domain.ids import EntityKind
from orggraph.domain.observations import Batch
from orggraph.domain.relations import Tie
from orggraph.domain.viewer import LOCAL
from orggraph.errors import OrgGraphError
from orggraph.resolve.fold import fold
from orggraph.resolve.identity import RESOLVED, Resolution, resolve_kind
from orggraph.stores.base import AccountFilter, DealFilter, Store
from orggraph.stores.memory import MemoryStore
from orggraph.stores.memory_reader import Workspace
from orggraph.usecases.editing import Edit, mutation_batch
from orggraph.usecases.importing import ImportRequest, import_file, undo_import

_ID = re.compile(r"\b(?:acc|per|pos|lin|inf|tie)_[0-9a-f]{20}\b")
START = datetime(2026, 3, 2, 9, tzinfo=UTC)
NAMES = ("Ana Bo", "Élise Dupont", "DUPONT Elise", "Cy Dee", "Zoé Martin")
COMPANIES = ("Exemplis SAS", "EXEMPLIS", "Aubrelia", "À", "A")
TITLES = ("", "CEO", "Head of IT", "Buyer")
EMAILS = ("", "", "ana@exemplis.example", "elise@exemplis.example", "e.dupont@aubrelia.example")
SLUGS = ("", "ana-bo", "elise-d", "elise-dupont")
IDS = ("1", "2", "3", "4")
DAYS = (date(2025, 6, 1), date(2026, 1, 1), START.date(), date(2026, 9, 1))

chart_rows = st.lists(
    st.tuples(*map(st.sampled_from, (IDS, ("", *NAMES), TITLES[1:], EMAILS, ("", *IDS), ("", *IDS)))),
    min_size=1,
    max_size=5,
    unique_by=lambda row: row[0],
)
contact_rows = st.lists(
    st.tuples(
        *map(st.sampled_from, (NAMES, SLUGS, EMAILS, ("", *COMPANIES), TITLES, ("", "05 Mar 2024", "12 May 2025")))
    ),
    min_size=1,
    max_size=5,
)


def chart(rows) -> bytes:
    return _table([("id", "name", "title", "email", "manager id", "dotted manager id"), *rows])


def contacts(rows) -> bytes:
    header = ("First Name", "Last Name", "URL", "Email Address", "Company", "Position", "Connected On")
    return _table([header, *(_contact(*row) for row in rows)])


def _contact(name, slug, email, company, title, connected):
    first, last = name.split()
    url = f"https://www.linkedin.com/in/{slug}" if slug else ""
    return (first, last, url, email, company, title, connected)


def _table(rows) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()


class Driver:
    """The same use cases in each store, at the same moments."""

    def __init__(self, *stores: Store) -> None:
        self.stores = stores
        self.now = START
        self.edits = 0
        self.batches: list[tuple[Batch, ...]] = []
        self.files: list[ImportRequest] = []

    def each(self, work: Callable[[Store], object]) -> list[object]:
        """Do something in each store; what a user can mend is an answer like any other."""
        self.now += timedelta(hours=7)
        return [answer_of(work, store) for store in self.stores]

    def take(self, request: ImportRequest) -> None:
        """Import a file into each store."""
        made = self.each(lambda store: import_file(store, LOCAL, formats(), request, self.now))
        if all(isinstance(one, Batch) for one in made):
            self.batches.append(tuple(made))
            self.files.append(request)
        self.agree_on(made)

    def edit(self, work: Callable[[Store, Edit], object]) -> object:
        """Edit each store; give what came of it."""
        answers = self.each(lambda store: work(store, Edit(LOCAL, self.now)))
        self.agree_on(answers)
        return answers[0]

    def edit_and_undo(self, work: Callable[[Store, Edit], object]) -> None:
        """Edit each store, and take the edit back."""
        self.edits += 1
        edit = Edit(LOCAL, self.now + timedelta(hours=7), "anything", str(self.edits))
        answers = self.each(lambda store: work(store, edit))
        self.agree_on(answers)
        if not isinstance(answers[0], Refused):
            self.each(lambda store: undo_import(store, LOCAL, str(mutation_batch(edit)), self.now))

    def undo(self, number: int) -> None:
        """Undo an import in each store, named by its place among those that were made."""
        ids = {store: batch.id for store, batch in zip(self.stores, self.batches[number], strict=True)}
        undone = self.each(lambda store: undo_import(store, LOCAL, ids[store], self.now))
        if all(isinstance(one, Batch) for one in undone):
            self.batches[number] = tuple(undone)
        self.agree_on(
            [
                one.replace(ids[store], "") if isinstance(one, str) else one
                for store, one in zip(self.stores, undone, strict=True)
            ]
        )

    def agree_on(self, answers: list[object]) -> None:
        plain = [replace(one, id="") if isinstance(one, Batch) else one for one in answers]
        assert plain == plain[:1] * len(plain)

    def ids(self, kind: EntityKind) -> list[str]:
        """Give the facts of a kind that there are or were, in the first store."""
        with self.stores[0].reading(LOCAL) as reader:
            return sorted({v.fact.id for v in reader.everything() if v.fact.id.startswith(f"{kind.value}_")})

    def agree(self, anchors: list[str | None]) -> None:
        """Check that the stores answer all questions alike."""
        first, *others = [self._seen(store, number, anchors) for number, store in enumerate(self.stores)]
        for other in others:
            for question, answer in first.items():
                assert other[question] == answer, question

    def _seen(self, store: Store, number: int, anchors: list[str | None]) -> dict[str, object]:
        place = {made[number].id: n for n, made in enumerate(self.batches)}
        known = {kind: [key for of, key in peek(self.stores[0]).records if of is kind] for kind in EntityKind}
        with store.reading(LOCAL) as reader:
            records = [record for kind in EntityKind for record in reader.records(kind, known[kind], ())]
            subjects = [record.key for record in records]
            said = reader.statements(subjects, subjects)
            return {
                "revision": reader.revision,
                "records": records,
                "statements": [(s.observation, s.first_said_at, s.last_said_at, place.get(s.batch_id)) for s in said],
                "everything": list(reader.everything()),
                "accounts": reader.accounts(AccountFilter(), 50, None),
                "deals": reader.deals(DealFilter(), 50, None),
                "batches": [place[batch.id] for batch in reader.batches(100, None).rows],
                **{f"facts {anchor} {day}": reader.facts(anchor, day) for anchor in anchors for day in DAYS},
                **{f"ties {anchor}": reader.ties(anchor, 50, None) for anchor in anchors if anchor},
                **{f"records {anchor}": reader.records_of(anchor) for anchor in anchors if anchor},
            }


class Refused(str):
    """What a user did wrong."""

    __slots__ = ()


def answer_of(work: Callable[[Store], object], store: Store) -> object:
    try:
        return work(store)
    except OrgGraphError as error:
        return Refused(f"{error.code} {error}")


def peek(store: MemoryStore) -> Workspace:
    """Look underneath the reference store."""
    return store._workspaces.get(LOCAL.workspace, Workspace())


def believed(store: MemoryStore) -> list[str]:
    """Give all facts, with things named by their records instead of by their ids, which tell what came first."""
    workspace = peek(store)
    keys = {}
    for record in workspace.records.values():
        keys.setdefault(record.entity_id, []).append(record.key)
    named = {entity: "+".join(sorted(found)) for entity, found in keys.items()}
    texts = (repr([either_way(v, named) for v in versions]) for versions in workspace.facts.values())
    return sorted(_ID.sub(lambda found: named.get(found[0], "an edge"), text) for text in texts)


def either_way(version: Version, named: Mapping[str, str]) -> Version:
    """Put the ends of a tie in the order of their names: that of their ids says nothing."""
    if not isinstance(version.fact, Tie):
        return version
    one, other = sorted((version.fact.one_id, version.fact.other_id), key=named.__getitem__)
    return replace(version, fact=replace(version.fact, one_id=one, other_id=other))


def folded_anew(store: MemoryStore) -> dict[str, tuple[Version, ...]]:
    """Fold all that is live in one go, as if it had been said at once, knowing only which records came first."""
    workspace = peek(store)
    with store.reading(LOCAL) as reader:
        said = reader.statements({observation.subject for observation in workspace.observations.values()})
    resolution = Resolution()
    for kind in RESOLVED:
        known = [record for (of, _), record in workspace.records.items() if of is kind]
        resolve_kind(kind, (s.observation for s in said), known, resolution)
    return fold(said, resolution)
