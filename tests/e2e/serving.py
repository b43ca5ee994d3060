"""A server process of the API, asked over HTTP by a client that knows only the contract."""

import json
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx

ORGGRAPH = str(Path(sys.executable).parent / "orggraph")


def new_token(store, name="rep"):
    made = subprocess.run(
        [ORGGRAPH, "--store", store, "token", "create", name], capture_output=True, text=True, check=True
    )
    return made.stdout.strip()


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

    def post(self, query, **variables):
        return httpx.post(self.url, json={"query": query, "variables": variables}, headers=self.headers, timeout=30)

    def ask(self, query, **variables):
        answer = self.post(query, **variables).json()
        assert "errors" not in answer, answer
        return answer["data"]

    def save(self, name, kind, fields, made):
        query = f"mutation($input: {kind}!) {{ {name}(input: $input) {{ errors {{ code message path }} {made} }} }}"
        return self.ask(query, input=fields)[name]

    def import_file(self, path, **more):
        query = """mutation($input: PreviewImportInput!) {
          previewImport(input: $input) { errors { message } preview { importer token problems { message } } } }"""
        operations = {"query": query, "variables": {"input": {"file": None, **more}}}
        form = {"operations": json.dumps(operations), "map": json.dumps({"0": ["variables.input.file"]})}
        headers = {**self.headers, "GraphQL-Require-Preflight": "1"}
        sent = httpx.post(self.url, data=form, files={"0": (path.name, path.read_bytes())}, headers=headers, timeout=30)
        preview = sent.json()["data"]["previewImport"]["preview"]
        batch = "batch { id state created changed unchanged }"
        return self.save("commitImport", "CommitImportInput", {"token": preview["token"]}, batch)["batch"]
