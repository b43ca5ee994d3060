"""Three API processes over one Neo4j server: what is written through one is read through any other at once."""

from concurrent.futures import ThreadPoolExecutor
from itertools import cycle, islice

import pytest

from tests.e2e.serving import Server, new_token

pytestmark = pytest.mark.neo4j

ACCOUNTS = "{ accounts(first: 200) { totalCount edges { node { name } } } }"
EDITS = 12


@pytest.fixture
def servers(neo4j_server):
    """Start three at once, on a database that has no schema yet."""
    neo4j_server.strip()
    started = [Server(neo4j_server.url, "") for _ in range(3)]
    with ThreadPoolExecutor(3) as threads:
        list(threads.map(Server.start, started))
    token = new_token(neo4j_server.url)
    for server in started:
        server.headers = {"Authorization": f"Bearer {token}"}
    yield started
    for server in started:
        server.stop()


def save_account(server, name):
    return server.save("saveAccount", "SaveAccountInput", {"name": name}, "account { id name }")["account"]


def names(server):
    return [edge["node"]["name"] for edge in server.ask(ACCOUNTS)["accounts"]["edges"]]


def test_what_one_process_writes_the_next_reads_at_once(servers):
    written = []
    for number, (writer, reader) in enumerate(islice(zip(cycle(servers), cycle(servers[1:]), strict=False), EDITS)):
        made = save_account(writer, f"Exemplis {number:02d}")
        written.append(made["name"])
        assert names(reader) == written
        found = reader.ask("query($id: ID!) { node(id: $id) { id } }", id=made["id"])
        assert found == {"node": {"id": made["id"]}}


def test_edits_through_all_of_them_at_once_are_all_kept(servers):
    wanted = [f"Exemplis {number:02d}" for number in range(EDITS)]
    with ThreadPoolExecutor(3) as threads:
        made = list(threads.map(save_account, cycle(servers), wanted))
    assert [account["name"] for account in made] == wanted
    assert len({account["id"] for account in made}) == EDITS
    assert [names(server) for server in servers] == [wanted] * 3
