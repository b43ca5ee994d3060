"""The API in process: asked over HTTP as a client would, over a store whose readings are counted."""

import json
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from starlette.testclient import TestClient

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

    @contextmanager
    def counting(self):
        """Count the readings within."""
        counted = []
        before = self.store.readings
        yield counted
        counted.append(self.store.readings - before)
