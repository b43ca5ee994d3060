"""How long an honest request takes while somebody attacks, as a multiple of its quiet time in the same run.

The server runs with its defaults on one core; `wrk` attacks from the other, where the honest client asks too. Quiet and attacked take turns.
`python -m benchmarks.on_api attacks`.
"""

import http.client
import io
import json
import os
import re
import signal
import socket
import subprocess
import time
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks.api_peers import pinned
from benchmarks.synthetic import account, fill
from orggraph.bootstrap import open_store
from tests.api.test_limits import ATTACKS
from tests.e2e.serving import Server, new_token

AIM = 5
PEOPLE = 200
ASKED = 60
CONNECTIONS = 4
SECONDS = 30
HONEST = "query($id: ID!) { account(id: $id) { people(first: 25) { edges { node { id name title manager { manager { name } } } } } } }"
JSON = {"Content-Type": "application/json"}
KILOBYTE = 1024


@dataclass(frozen=True, slots=True)
class Attack:
    """What is sent, again and again."""

    name: str
    body: bytes
    headers: Mapping[str, str] = field(default_factory=lambda: dict(JSON))
    signed_in: bool = True


def attacks(deal: str) -> Iterator[Attack]:
    """Give every attack; those by a document first."""
    for name in (
        "fragments",
        "aliases",
        "directives",
        "the same field again",
        "pages of pages",
        "what would change each",
    ):
        yield Attack(f"a flood of refused documents: {name}", _asking(ATTACKS[name]))
    yield Attack(
        "a flood of introspection",
        _asking("{ __schema { types { name fields { name type { name ofType { name } } } } } }"),
    )
    of_deal = f'escalationPaths(dealId: "{deal}"'
    escalation = f"{{ {of_deal}, options: {{draws: 10000, maxLevels: 10}}) {{ verdict }} }}"
    yield Attack("a flood of the dearest assessments", _asking(escalation))
    changes = f"{{ {of_deal}) {{ whatWouldChangeIt {{ change }} }} }}"
    yield Attack("a flood of small changes to try", _asking(changes))
    yield Attack(
        "200,000 brackets", b'{"query": "{ __typename }", "variables": {"a": ' + b"[" * 200_000 + b"]" * 200_000 + b"}}"
    )
    yield Attack("bodies just under their bound", b'{"query": "%b"}' % (b" " * (1_020 * KILOBYTE)))
    yield _zip_bomb()
    # the last: after it the address waits, and no new key is heard
    yield Attack(
        "a flood of unknown keys",
        _asking("{ __typename }"),
        JSON | {"Authorization": "Bearer og_nobody"},
        signed_in=False,
    )


def _asking(query: str) -> bytes:
    return json.dumps({"query": query}).encode()


def _zip_bomb() -> Attack:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("Connections.csv", b"a" * 90 * KILOBYTE * KILOBYTE)
    mutation = "mutation($file: Upload!) { previewImport(input: {file: $file}) { errors { code } } }"
    parts = {
        b'name="operations"': json.dumps({"query": mutation, "variables": {"file": None}}).encode(),
        b'name="map"': b'{"0": ["variables.file"]}',
        b'name="0"; filename="bomb.zip"': held.getvalue(),
    }
    body = b"".join(b"--edge\r\nContent-Disposition: form-data; %b\r\n\r\n%b\r\n" % part for part in parts.items())
    headers = {"Content-Type": "multipart/form-data; boundary=edge", "GraphQL-Require-Preflight": "1"}
    return Attack("zip bombs", body + b"--edge--\r\n", headers)


def lines() -> list[str]:
    """Measure, and give the rows of the table."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory()))
        store = f"sqlite:///{folder}/store.db"
        facts = account(PEOPLE)
        opened = open_store(store)
        fill(opened, facts)
        opened.close()
        server = stack.enter_context(_serving(store))
        body = json.dumps({"query": HONEST, "variables": {"id": facts.account.id}}).encode()
        ask = _Honest(server, body)
        ask.times(ASKED)
        found = [
            _row(attack.name, ask, wrk(server, attack, _key(store, number), folder))
            for number, attack in enumerate(attacks(facts.deals[0].id))
        ]
        return [*found, _row("100 bodies that never end", ask, _slow_bodies(server))]


def _key(store: str, number: int) -> str:
    """Give each attack a key of its own: what one of them has spent is not spent by the next."""
    return new_token(store, f"attacker{number}")


@contextmanager
def _serving(store: str) -> Iterator[Server]:
    for name in [name for name in os.environ if name.startswith("ORGGRAPH_")]:
        del os.environ[name]
    os.environ["ORGGRAPH_POINTS_PER_MINUTE"] = "1000000"
    server = Server(store, new_token(store))
    server.start()
    pinned(server.process.pid)
    try:
        yield server
    finally:
        server.stop()


class _Honest:
    """Somebody who asks one thing after the other on one connection."""

    def __init__(self, server: Server, body: bytes) -> None:
        self._server, self._body = server, body

    def times(self, count: int) -> list[float]:
        """Ask so often; each second has a pause, as people make."""
        connection = http.client.HTTPConnection("127.0.0.1", self._server.port, timeout=60)
        taken = []
        for _ in range(count):
            time.sleep(0.01)
            start = time.perf_counter()
            connection.request("POST", "/graphql", self._body, {**JSON, **self._server.headers})
            answer = connection.getresponse()
            held = json.loads(answer.read())
            taken.append(time.perf_counter() - start)
            if answer.status != 200 or "errors" in held:
                raise ValueError(f"The honest request was refused: {held}")
        connection.close()
        return taken


def _row(name: str, ask: _Honest, attack: AbstractContextManager[list[str]]) -> str:
    before = median(ask.times(ASKED // 2))
    with attack as sent:
        time.sleep(0.5)
        attacked = sorted(ask.times(ASKED))
    quiet = (before + median(ask.times(ASKED // 2))) / 2
    ratio, slow = median(attacked) / quiet, attacked[int(len(attacked) * 0.95)] / quiet
    told = sent[0] if sent else "-"
    met = "yes" if ratio <= AIM else "no"
    return f"| {name} | {told} | {quiet * 1000:.1f} ms | {ratio:.1f} | {slow:.1f} | {met} |"


@contextmanager
def wrk(server: Server, attack: Attack, key: str, folder: Path) -> Iterator[list[str]]:
    """Attack meanwhile."""
    body, script = folder / "body", folder / "attack.lua"
    body.write_bytes(attack.body)
    headers = {"Authorization": f"Bearer {key}", **attack.headers} if attack.signed_in else attack.headers
    said = "".join(f"wrk.headers[{json.dumps(name)}] = {json.dumps(value)}\n" for name, value in headers.items())
    script.write_text(
        f'wrk.method = "POST"\nwrk.body = io.open({json.dumps(str(body))}, "rb"):read("*a")\n{said}', encoding="utf-8"
    )
    command = [
        "taskset",
        "-c",
        "1",
        "wrk",
        "-t1",
        f"-c{CONNECTIONS}",
        f"-d{SECONDS}s",
        "--timeout",
        "30s",
        "-s",
        str(script),
        server.url,
    ]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    sent: list[str] = []
    try:
        yield sent
        if process.poll() is not None:
            raise ValueError(f"The attack was over before the honest client: {attack.name}")
    finally:
        process.send_signal(signal.SIGINT)
        told = process.communicate(timeout=60)[0]
        sent += re.findall(r"Requests/sec:\s+(\d+)", told)


@contextmanager
def _slow_bodies(server: Server) -> Iterator[list[str]]:
    head = f"POST /graphql HTTP/1.1\r\nHost: a\r\nAuthorization: {server.headers['Authorization']}\r\nContent-Length: 9999\r\nContent-Type: application/json\r\n\r\n{{"
    held = [socket.create_connection(("127.0.0.1", server.port), timeout=30) for _ in range(100)]
    for connection in held:
        connection.sendall(head.encode())
    try:
        yield []
    finally:
        for connection in held:
            with suppress(OSError):
                connection.close()
