"""Who should call whom on one deal of an account of 200 people: read from the store, built, assessed; beside a plain script."""

from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.harness import Row, Times, race, show, under
from benchmarks.plain_script import PEER, answer
from benchmarks.synthetic import AS_OF, NOW, account, connections, fill, tables
from orggraph.bootstrap import formats, open_store
from orggraph.domain.findings import EscalationAssessment
from orggraph.domain.viewer import LOCAL
from orggraph.stores.base import Store
from orggraph.usecases.escalate import Options, escalate
from orggraph.usecases.importing import ImportRequest, import_file
from orggraph.usecases.views import view_in

_PEOPLE = 200
_AIM = 0.030
_STRANGERS = 5_000


def filled(store: Store, folder: Path, people: int) -> str:
    """Put an account into a store, beside an address book of strangers; give the deal."""
    facts = account(people)
    tables(facts, folder)
    fill(store, facts)
    request = ImportRequest(file_name="Connections.csv", content=connections(_STRANGERS), owner_name="Ana Exemple")
    import_file(store, LOCAL, formats(), request, NOW)
    return facts.deals[0].id


def first_answer(store: Store, deal_id: str) -> EscalationAssessment:
    """Answer as after a publication: nothing that was built before can be used."""
    with store.reading(LOCAL) as reader:
        found = view_in(reader, deal_id, AS_OF)
    if found is None:
        raise LookupError(deal_id)
    return found.assess(deal_id, Options())


def later_answer(store: Store, deal_id: str) -> EscalationAssessment:
    found = escalate(store, LOCAL, deal_id, AS_OF, Options())
    if found is None:
        raise LookupError(deal_id)
    return found[1]


def rows() -> list[Row]:
    with TemporaryDirectory() as name:
        folder = Path(name)
        store = open_store(f"sqlite:///{folder}/store.db")
        deal_id = filled(store, folder, _PEOPLE)
        _refuse_different_questions(first_answer(store, deal_id), answer(folder)[0])
        found = [
            _row(
                "read from the store, built, assessed",
                race(lambda: first_answer(store, deal_id), lambda: answer(folder), 31),
            ),
            _row(
                "asked again at the same revision",
                race(lambda: later_answer(store, deal_id), lambda: answer(folder), 31),
            ),
        ]
        store.close()
    return found


def _row(how: str, times: Times) -> Row:
    return under(f"`escalationPaths`, {_PEOPLE} people, in process, {how}", PEER, times, _AIM)


def _refuse_different_questions(ours: EscalationAssessment, chain: list[str]) -> None:
    if not ours.paths or [manager.manager_id for manager in ours.managers] != chain:
        raise ValueError("The two do not answer the same question.")


if __name__ == "__main__":
    show(rows())
