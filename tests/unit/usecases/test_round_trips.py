"""How often the store is asked does not depend on how much there is."""

from datetime import UTC, datetime

import pytest

from orggraph.bootstrap import formats, open_store
from orggraph.domain.viewer import LOCAL
from orggraph.errors import ConflictError, OvertakenError
from orggraph.usecases.edit_deals import save_deal
from orggraph.usecases.edit_people import save_account, save_person, save_position
from orggraph.usecases.editing import Edit
from orggraph.usecases.escalate import Options, escalate
from orggraph.usecases.importing import ImportRequest, commit_import, import_file, preview_import, undo_import
from tests.fakes import CountingStore

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
SIZES = (10, 2_000)


@pytest.fixture(params=["memory:", "sqlite:///{}/store.db"])
def store(request, tmp_path):
    made = CountingStore(open_store(request.param.format(tmp_path)))
    yield made
    made.close()


def fresh(store):
    """Forget what was counted so far."""
    store.calls.clear()
    store.questions.clear()


def without_progress(store):
    """Give what was counted, but for how far it has come, which is told now and then."""
    return {name: count for name, count in store.calls.items() if name != "keep_job"}


def chart(rows):
    """Give an org chart in which everybody but the first reports to somebody before them."""
    lines = [f"{n},Person {n},Title {n},IT,{n // 2 if n > 1 else ''}" for n in range(1, rows + 1)]
    content = "\n".join(["id,name,title,department,manager id", *lines]).encode()
    return ImportRequest(file_name="chart.csv", content=content, account_name=f"Exemplis {rows}")


def contacts(rows):
    lines = [f"Ana,Bo{n},https://www.linkedin.com/in/ana-{n},,Firm {n % 50},Buyer,05 Mar 2024" for n in range(rows)]
    content = "\n".join(["First Name,Last Name,URL,Email Address,Company,Position,Connected On", *lines]).encode()
    return ImportRequest(file_name="Connections.csv", content=content, owner_name="Cy Dee")


def take(store, request):
    return import_file(store, LOCAL, formats(), request, NOW)


@pytest.mark.parametrize("file", [chart, contacts])
def test_an_import_reads_once_and_publishes_once_whatever_its_size(store, file):
    take(store, file(1))
    asked = []
    for rows in SIZES:
        fresh(store)
        assert take(store, file(rows)).created > rows
        assert without_progress(store) == {"reading": 1, "stage": 1, "publish": 1, "end_job": 1}
        asked.append(dict(store.questions))
    assert asked[0] == asked[1]


@pytest.mark.parametrize("file", [chart, contacts])
def test_importing_again_and_undoing_read_once_and_publish_once_whatever_the_size(store, file):
    asked = []
    for rows in (10, 300):
        batch = take(store, file(rows))
        fresh(store)
        assert (take(store, file(rows)).created, store.calls["reading"], store.calls["publish"]) == (0, 1, 1)
        fresh(store)
        undo_import(store, LOCAL, batch.id, NOW)
        assert store.calls == {"reading": 1, "publish": 1}
        asked.append(dict(store.questions))
    assert asked[0] == asked[1]


def test_a_preview_reads_once_and_publishes_nothing(store):
    preview = preview_import(store, LOCAL, formats(), chart(10), NOW)
    assert store.calls == {"reading": 1, "save_preview": 1}
    fresh(store)
    begun = commit_import(store, LOCAL, formats(), preview.token, NOW)
    assert store.calls == {"find_preview": 1, "reading": 1, "keep_job": 1}
    fresh(store)
    begun.work.run()
    assert without_progress(store) == {"reading": 1, "stage": 1, "publish": 1, "end_job": 1}


def test_the_answer_to_the_main_question_reads_once_whatever_the_size(store):
    asked = []
    for rows in SIZES:
        take(store, chart(rows))
        edit = Edit(LOCAL, NOW)
        account = save_account(store, edit, None, {"name": f"Exemplis {rows}"})
        deal = save_deal(store, edit, None, {"name": f"Deal {rows}", "account_id": account})
        fresh(store)
        view, _ = escalate(store, LOCAL, deal, NOW.date(), Options())
        assert len(view.people) == rows
        assert store.calls == {"reading": 1}
        asked.append(dict(store.questions))
    assert asked == [{"facts": 1}, {"facts": 1}]


EDITS = {
    "account": lambda store, edit, account: save_account(store, edit, account, {"industry": "Textiles"}),
    "person": lambda store, edit, account: save_person(store, edit, None, {"name": "Di Eff", "account_id": account}),
    "seat": lambda store, edit, account: save_position(
        store, edit, None, {"title": "Head of IT", "account_id": account, "vacant": True}, None, None
    ),
    "deal": lambda store, edit, account: save_deal(store, edit, None, {"name": "Sale", "account_id": account}),
}


@pytest.mark.parametrize("make", EDITS.values(), ids=EDITS)
def test_an_edit_that_somebody_overtook_is_made_again_on_top_of_theirs(store, make):
    edit = Edit(LOCAL, NOW)
    account = save_account(store, edit, None, {"name": "Exemplis"})
    store.before_publishing = lambda: take(store, chart(10))
    fresh(store)
    made = make(store, edit, account)
    assert without_progress(store) == {"reading": 3, "stage": 3, "publish": 3, "end_job": 1}, "theirs once, ours twice"
    with store.reading(LOCAL) as reader:
        assert made in [version.fact.id for version in reader.everything()]
        assert reader.revision == 3


def test_an_edit_that_is_always_overtaken_gives_up_and_changes_nothing(store):
    def overtake():
        take(store, chart(10))
        store.before_publishing = overtake

    store.before_publishing = overtake
    with pytest.raises(OvertakenError, match="changed meanwhile"):
        save_account(store, Edit(LOCAL, NOW), None, {"name": "Aubrelia"})
    with store.reading(LOCAL) as reader:
        assert [v.fact.name for v in reader.everything() if v.fact.id.startswith("acc_")] == ["Exemplis 10"]


def test_an_edit_sent_twice_at_once_is_made_once(store):
    edit = Edit(LOCAL, NOW, "saveAccount", "one")
    answers = []
    store.before_publishing = lambda: answers.append(save_account(store, edit, None, {"name": "Exemplis"}))
    answers.append(save_account(store, edit, None, {"name": "Exemplis"}))
    assert answers[0] == answers[1]
    with store.reading(LOCAL) as reader:
        assert [v.fact.name for v in reader.everything()] == ["Exemplis"]


def test_undoing_what_is_undone_is_refused_at_once(store):
    batch = take(store, chart(10))
    undo_import(store, LOCAL, batch.id, NOW)
    fresh(store)
    with pytest.raises(ConflictError, match="UNDONE"):
        undo_import(store, LOCAL, batch.id, NOW)
    assert store.calls == {"reading": 1}
