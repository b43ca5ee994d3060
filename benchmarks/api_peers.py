"""What the API costs beside GraphQL servers in JavaScript and a bare route: requests per second, and the processor's time for one.

All serve the same answers to the same questions over the same contract. Ours reads them from its store and, for the deal, works the assessment out;
the others have them in memory. Each server has one core, `wrk` the other; the rounds are taken in turn. `python -m benchmarks.on_api peers`.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

import httpx

from benchmarks.synthetic import account, fill
from orggraph.bootstrap import open_store
from tests.e2e.serving import Server, new_token

ROOT = Path(__file__).resolve().parent.parent
PEERS = ROOT / "benchmarks" / "peers"
SCHEMA = ROOT / "api" / "schema.graphql"
PEOPLE = 200
CONNECTIONS = 8
ROUNDS = 3
SECONDS = 4
FREE = {
    "ORGGRAPH_POINTS_PER_MINUTE": "1000000000",
    "ORGGRAPH_WORKSPACE_POINTS_PER_MINUTE": "1000000000",
    "ORGGRAPH_HEAVY_AT_ONCE": "8",
}
"""What bounds a single user is not measured here."""
AIM = 6
"""200 people: how many times the processor's time of graphql-yoga."""

QUESTIONS = {
    "who asks": ("viewer", "{ viewer { name } }"),
    f"{PEOPLE} people with their managers": (
        "account",
        """query($id: ID!) { account(id: $id) { people(first: 200) { edges { node {
             id name title seniority manager { levelsUp manager { id name } } } } } } }""",
    ),
    "a deal with 25 stakeholders and its assessment": (
        "deal",
        """query($id: ID!) { deal(id: $id) {
             id name stage
             stakeholders(first: 25) { edges { node { id roles person { id name title } stance { value confidence } salience { value } } } }
             escalation { verdict rules { rule status }
               paths { rank utility caller { id name } target { id name } forecast { probability { mean low high } } }
               alternatives { kind forecast { change { mean } } } } } }""",
    ),
}


@dataclass(frozen=True, slots=True)
class Contender:
    """A server that is asked."""

    name: str
    url: str
    process: subprocess.Popen[Any]
    headers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Reading:
    """One round."""

    requests: int
    per_second: float
    median: str
    processor: float
    """Milliseconds of the processor for one request."""


def missing() -> str | None:
    """Say what is not installed that the comparison needs."""
    if shutil.which("wrk") is None:
        return "wrk is not installed (Debian: apt-get install wrk)"
    if shutil.which("node") is None:
        return "Node is not installed"
    if not (PEERS / "node_modules").exists():
        return "the peers are not installed (make benchmarks/peers/node_modules)"
    return None


def lines() -> list[str]:
    """Measure, and give the rows of the table."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory()))
        contenders, variables = _started(stack, folder)
        found = []
        for question, (name, query) in QUESTIONS.items():
            body = json.dumps({"query": query, "variables": variables[name]})
            _refuse_different_answers(contenders, body)
            readings = {one.name: [] for one in contenders}
            for _ in range(ROUNDS):
                for one in contenders:
                    readings[one.name].append(_reading(one, body, folder))
            found += _rows(question, readings)
        return found


def _started(stack: ExitStack, folder: Path) -> tuple[list[Contender], Mapping[str, Mapping[str, str]]]:
    store = f"sqlite:///{folder}/store.db"
    facts = account(PEOPLE)
    opened = open_store(store)
    fill(opened, facts)
    opened.close()
    variables = {"viewer": {}, "account": {"id": facts.account.id}, "deal": {"id": facts.deals[0].id}}
    ours = stack.enter_context(_ours(store))
    answers = folder / "answers.json"
    held = {name: ours.ask(query, **variables[name])[name] for name, query in QUESTIONS.values()}
    answers.write_text(json.dumps(held), encoding="utf-8")
    node = ["node", str(PEERS / "server.mjs")]
    commands = {
        "graphql-yoga": [*node, "yoga", str(SCHEMA), str(answers)],
        "Apollo Server": [*node, "apollo", str(SCHEMA), str(answers)],
        "a bare FastAPI route": [sys.executable, "-m", "benchmarks.plain_route", str(answers)],
    }
    peers = [stack.enter_context(_peer(name, command)) for name, command in commands.items()]
    return [Contender("ours", ours.url, ours.process, ours.headers), *peers], variables


@contextmanager
def _ours(store: str) -> Iterator[Server]:
    os.environ |= FREE
    server = Server(store, new_token(store))
    server.start()
    try:
        yield server
    finally:
        server.stop()


@contextmanager
def _peer(name: str, command: list[str]) -> Iterator[Contender]:
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT)
    try:
        port = process.stdout.readline().strip() if process.stdout else ""
        yield Contender(name, f"http://127.0.0.1:{port}/graphql", process, {})
    finally:
        process.terminate()
        process.wait(timeout=10)


def _refuse_different_answers(contenders: list[Contender], body: str) -> None:
    headers = {"Content-Type": "application/json"}
    given = [httpx.post(one.url, content=body, headers={**headers, **one.headers}, timeout=30) for one in contenders]
    data = [answer.json()["data"] for answer in given]
    if any(one != data[0] for one in data):
        raise ValueError("They do not answer the same.")


def _reading(one: Contender, body: str, folder: Path) -> Reading:
    script = folder / "ask.lua"
    headers = {"Content-Type": "application/json", **one.headers}
    said = "".join(f"wrk.headers[{json.dumps(name)}] = {json.dumps(value)}\n" for name, value in headers.items())
    script.write_text(f'wrk.method = "POST"\nwrk.body = {json.dumps(body)}\n{said}', encoding="utf-8")
    pinned(one.process.pid)
    wrk = [
        "wrk",
        "-t1",
        f"-c{CONNECTIONS}",
        f"-d{SECONDS}s",
        "--latency",
        "--timeout",
        "30s",
        "-s",
        str(script),
        one.url,
    ]
    before = _processor(one.process.pid)
    told = subprocess.run(["taskset", "-c", "1", *wrk], capture_output=True, text=True, check=True).stdout
    taken = _processor(one.process.pid) - before
    if "Non-2xx" in told:
        raise ValueError(f"{one.name} refuses some of the requests:\n{told}")
    requests = int(_found(r"(\d+) requests in", told))
    return Reading(
        requests,
        float(_found(r"Requests/sec:\s+([\d.]+)", told)),
        _found(r"\n\s+50%\s+(\S+)", told),
        1000 * taken / requests,
    )


def pinned(process: int, core: int = 0) -> None:
    """Keep a process on one core."""
    for thread in Path(f"/proc/{process}/task").iterdir():
        os.sched_setaffinity(int(thread.name), {core})


def _processor(process: int) -> float:
    """Give the seconds of the processor that a process has had."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _found(pattern: str, text: str) -> str:
    found = re.search(pattern, text)
    if found is None:
        raise ValueError(f"wrk did not say what was asked:\n{text}")
    return found[1]


def _rows(question: str, readings: Mapping[str, list[Reading]]) -> list[str]:
    processor = {name: median(one.processor for one in taken) for name, taken in readings.items()}
    found = []
    for name, taken in readings.items():
        middle = sorted(taken, key=lambda one: one.per_second)[len(taken) // 2]
        ratio = processor["ours"] / processor[name]
        beside = "" if name == "ours" else f"{ratio:.1f}"
        found.append(
            f"| {question} | {name} | {middle.per_second:,.0f} | {middle.median} | {processor[name]:.2f} ms | {beside} |"
        )
    return found
