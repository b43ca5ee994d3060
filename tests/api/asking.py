"""The API in process: asked over HTTP as a client would, over a store whose readings are counted."""

import json
import time
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from orggraph.bootstrap import formats, open_store
from orggraph.domain.viewer import LOCAL, Role
from orggraph.usecases.access import TokenRequest, create_token
from orggraph_api.app import Parts, create_app

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
PREFLIGHT = {"GraphQL-Require-Preflight": "1"}


class CountingStore:
    """A store that counts how often it is read."""

    def __init__(self, store):
        self._store = store
        self.readings = 0

    def __getattr__(self, name):
        return getattr(self._store, name)

    def reading(self, viewer):
        self.readings += 1
        return self._store.reading(viewer)


class Socket:
    """One websocket, by the letters of graphql-transport-ws."""

    def __init__(self, session):
        self.session = session

    def send(self, kind, **more):
        self.session.send_json({"type": kind, **more})

    def receive(self):
        """Give the next message, or the code with which the server closed."""
        try:
            return self.session.receive_json()
        except WebSocketDisconnect as closed:
            return closed.code

    def subscribe(self, query, operation="1", **variables):
        self.send("subscribe", id=operation, payload={"query": query, "variables": variables})

    def ask(self, query, operation="1", **variables):
        """Give the one answer of an operation."""
        self.subscribe(query, operation, **variables)
        answer = self.receive()
        assert self.receive() == {"id": operation, "type": "complete"}
        return answer["payload"]


class Api:
    """One running API, its clock, and a token for it."""

    def __init__(self, store=None, viewer=LOCAL, user="rep", **limits):
        self.store = CountingStore(store or open_store("memory:"))
        self.now = NOW
        parts = Parts(store=self.store, formats=formats(), now=lambda: self.now, **limits)
        self.client = TestClient(create_app(parts), "http://127.0.0.1", raise_server_exceptions=False)
        self.viewer = viewer
        self.headers = self.sign_in(user, *Role)

    def sign_in(self, user, *roles, **more):
        """Give the headers of somebody with these roles."""
        secret = create_token(self.store, self.viewer, TokenRequest(name=user, roles=roles, **more), self.now)
        return {"Authorization": f"Bearer {secret}"}

    @contextmanager
    def socket(self, payload=None, subprotocol="graphql-transport-ws", **headers):
        """Open a websocket and say who we are: as the API's own user, unless said otherwise."""
        with self.client.websocket_connect("/graphql", subprotocols=[subprotocol], headers=headers) as session:
            socket = Socket(session)
            socket.send("connection_init", payload=self.headers if payload is None else payload)
            yield socket

    def post(self, query, variables=None, **headers):
        """Ask, a second after the last time."""
        self.now += timedelta(seconds=1)
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        body = {"query": query, "variables": variables or {}}
        return self.client.post("/graphql", json=body, headers=self.headers | sent)

    def ask(self, query, headers=None, **variables):
        """Give the data of a query that has no errors."""
        answer = self.post(query, variables, **(headers or {})).json()
        assert "errors" not in answer, answer
        return answer["data"]

    def refused(self, query, **variables):
        """Give the one error of a query."""
        (error,) = self.post(query, variables).json()["errors"]
        return error

    def save(self, mutation, fields, result):
        """Give a mutation's payload."""
        kind = f"{mutation[0].upper()}{mutation[1:]}Input"
        query = (
            f"mutation($input: {kind}!) {{ {mutation}(input: $input) {{ errors {{ code message path }} {result} }} }}"
        )
        return self.ask(query, input=fields)[mutation]

    def saved(self, mutation, fields, result):
        """Give what a mutation that was not refused answers."""
        payload = self.save(mutation, fields, result)
        assert payload.pop("errors") == []
        return payload

    def refusal(self, mutation, fields, result="clientMutationId"):
        """Give the code and the path of a refused mutation."""
        payload = self.save(mutation, fields, result)
        (error,) = payload["errors"]
        assert error["message"].endswith(".")
        assert [value for name, value in payload.items() if name != "errors"] == [None]
        return error["code"], error["path"]

    def upload(self, name, content, fields=None, result="preview { token }", **headers):
        """Preview a file by multipart upload."""
        query = f"mutation($input: PreviewImportInput!) {{ previewImport(input: $input) {{ errors {{ code message path }} {result} }} }}"
        operations = {"query": query, "variables": {"input": {"file": None, **(fields or {})}}}
        form = {"operations": json.dumps(operations), "map": json.dumps({"0": ["variables.input.file"]})}
        sent = self.headers | PREFLIGHT | headers
        return self.client.post("/graphql", data=form, files={"0": (name, content)}, headers=sent)

    def commit(self, token, **more):
        """Commit a previewed file, and give the import when it is over."""
        batch = self.saved("commitImport", {"token": token, **more}, "batch { id }")["batch"]
        return self.import_over(batch["id"])

    def import_over(
        self,
        batch_id,
        shown="id fileName importer state author rowsRead rowsTotal created changed unchanged skipped { reason count } problems { edges { node { file row message hint } } } startedAt finishedAt",
    ):
        """Wait until an import is over."""
        for _ in range(1_000):
            found = self.ask(f"query($id: ID!) {{ importBatch(id: $id) {{ {shown} }} }}", id=batch_id)["importBatch"]
            if found["state"] != "RUNNING":
                return found
            time.sleep(0.01)
        raise AssertionError(f"import {batch_id} goes on and on")

    @contextmanager
    def counting(self):
        """Count the readings within."""
        counted = []
        before = self.store.readings
        yield counted
        counted.append(self.store.readings - before)
