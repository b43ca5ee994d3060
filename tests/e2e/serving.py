"""A server process of the API, asked over HTTP by a client that knows only the contract."""

import json
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import httpx
from websockets.sync.client import connect

ORGGRAPH = str(Path(sys.executable).parent / "orggraph")


def new_token(store, name="rep"):
    made = subprocess.run(
        [ORGGRAPH, "--store", store, "token", "create", name], capture_output=True, text=True, check=True
    )
    return made.stdout.strip()


def _events(answer):
    kind = None
    for line in answer.iter_lines():
        name, _, held = line.partition(":")
        if name == "event":
            kind = held.strip()
        elif name == "data":
            yield kind, json.loads(held) if held.strip() else None


class Server:
    def __init__(self, store, token):
        self.store = store
        self.headers = {"Authorization": f"Bearer {token}"}
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.base = f"http://127.0.0.1:{self.port}"
        self.url = f"{self.base}/graphql"

    def start(self):
        self.launch()
        self.wait_until(200)

    def launch(self):
        command = [ORGGRAPH, "--store", self.store, "serve", "--port", str(self.port)]
        self.process = subprocess.Popen(command, stderr=subprocess.DEVNULL)

    def wait_until(self, status):
        """Wait until readiness answers with a status."""
        for _ in range(300):
            if self.readiness() == status:
                return
            assert self.process.poll() is None, "the server ended by itself"
            time.sleep(0.1)
        raise AssertionError(f"readiness did not become {status}")

    def readiness(self):
        try:
            return httpx.get(f"{self.base}/readyz", timeout=30).status_code
        except httpx.TransportError:
            return None

    def stop(self):
        self.process.terminate()
        self.process.wait(timeout=10)

    @contextmanager
    def socket(self, **headers):
        """Open a websocket, as one who has not yet said who it is."""
        address = self.url.replace("http", "ws", 1)
        with connect(address, subprotocols=["graphql-transport-ws"], additional_headers=headers, proxy=None) as opened:
            yield opened

    @contextmanager
    def following(self, query, **variables):
        """Follow something over a websocket: gives what gives the next message."""
        with self.socket() as socket:
            socket.send(json.dumps({"type": "connection_init", "payload": self.headers}))
            assert json.loads(socket.recv(timeout=30)) == {"type": "connection_ack"}
            payload = {"query": query, "variables": variables}
            socket.send(json.dumps({"type": "subscribe", "id": "1", "payload": payload}))
            yield lambda: json.loads(socket.recv(timeout=30))

    @contextmanager
    def events(self, query, **variables):
        """Follow something by server-sent events: gives an iterator of kinds and what they hold."""
        sent = {
            "json": {"query": query, "variables": variables},
            "headers": self.headers | {"Accept": "text/event-stream"},
        }
        with httpx.stream("POST", self.url, timeout=30, **sent) as answer:
            yield _events(answer)

    def post(self, query, **variables):
        return httpx.post(self.url, json={"query": query, "variables": variables}, headers=self.headers, timeout=30)

    def ask(self, query, **variables):
        answer = self.post(query, **variables).json()
        assert "errors" not in answer, answer
        return answer["data"]

    def save(self, name, kind, fields, made):
        query = f"mutation($input: {kind}!) {{ {name}(input: $input) {{ errors {{ code message path }} {made} }} }}"
        return self.ask(query, input=fields)[name]

    def import_file(self, path, *, wait=True, **more):
        query = """mutation($input: PreviewImportInput!) {
          previewImport(input: $input) { errors { message } preview { importer token problems { message } } } }"""
        operations = {"query": query, "variables": {"input": {"file": None, **more}}}
        form = {"operations": json.dumps(operations), "map": json.dumps({"0": ["variables.input.file"]})}
        headers = {**self.headers, "GraphQL-Require-Preflight": "1"}
        sent = httpx.post(self.url, data=form, files={"0": (path.name, path.read_bytes())}, headers=headers, timeout=30)
        preview = sent.json()["data"]["previewImport"]["preview"]
        begun = self.save("commitImport", "CommitImportInput", {"token": preview["token"]}, "batch { id state }")[
            "batch"
        ]
        return self.import_over(begun["id"]) if wait else begun

    def import_over(self, batch_id):
        """Wait until an import is over, and give it."""
        query = "query($id: ID!) { importBatch(id: $id) { id state created changed unchanged } }"
        for _ in range(600):
            batch = self.ask(query, id=batch_id)["importBatch"]
            if batch["state"] != "RUNNING":
                return batch
            time.sleep(0.1)
        raise AssertionError(f"import {batch_id} goes on and on")
