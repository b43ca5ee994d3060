"""The API explorer over HTTP: a page and its files, from here alone; what it looks like in a browser is seen by `tests/clients`."""

import re
from importlib import resources

import pytest

from tests.api.asking import Api

WEB = resources.files("orggraph_api") / "web"


@pytest.fixture(scope="module")
def client():
    return Api().client


@pytest.fixture(scope="module")
def page(client):
    return client.get("/graphiql")


def policy(answer):
    parts = (part.split(" ", 1) for part in answer.headers["Content-Security-Policy"].split("; "))
    return dict(parts)


def test_the_page_is_served_without_a_key_and_asks_for_one(page):
    assert (page.status_code, page.headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert '<input id="key" type="password"' in page.text
    assert page.headers["Cache-Control"] == "no-store"


def test_nothing_but_files_from_here_may_run_or_be_asked(page):
    allowed = policy(page)
    assert (
        allowed["default-src"]
        == allowed["base-uri"]
        == allowed["form-action"]
        == allowed["frame-ancestors"]
        == "'none'"
    )
    assert allowed["script-src"] == allowed["connect-src"] == "'self'"
    assert not {"'unsafe-inline'", "'unsafe-eval'", "*", "https:", "http:"} & {
        word for sources in allowed.values() for word in sources.split()
    }


def test_each_page_has_a_nonce_of_its_own(client, page):
    (nonce,) = re.findall(r'name="style-nonce" content="([\w-]{20,})"', page.text)
    assert policy(page)["style-src"] == f"'self' 'nonce-{nonce}'"
    assert nonce not in client.get("/graphiql").text


def test_nothing_runs_that_stands_in_the_page(page):
    assert re.findall(r"<script(?![^>]* src=)", page.text) == []
    assert re.findall(r"<style|\son\w+=|\sstyle=|javascript:", page.text) == []


def test_every_file_that_it_names_is_served_and_none_is_elsewhere(client, page):
    named = [one for one in re.findall(r'(?:src|href)="([^"]+)"', page.text) if not one.startswith("data:")]
    script = (WEB / "explorer" / "explorer.js").read_text(encoding="utf-8")
    named += re.findall(r"'(graphiql/[^']+)'", script)
    assert len(named) == 6
    assert not [one for one in named if "//" in one or one.startswith("/")]
    for one in named:
        answer = client.get(f"/{one}")
        assert answer.status_code == 200, one
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Content-Type"].partition(";")[0] in {
            "application/javascript",
            "text/javascript",
            "text/css",
        }


def test_no_address_but_the_apis_is_asked_by_our_script():
    script = (WEB / "explorer" / "explorer.js").read_text(encoding="utf-8")
    assert re.findall(r"fetch\(([^,]+),", script) == ["'graphql'", "'session'"]
    assert "credentials: 'same-origin'" in script
    assert "'graphql-require-preflight': '1'" in script
    assert not re.search(r"localStorage|document\.cookie|https?://", script)


@pytest.mark.parametrize(
    "path",
    ["/graphiql/library/../explorer.html", "/graphiql/page/%2e%2e/explorer.html", "/graphiql/library/", "/graphiql/x"],
)
def test_nothing_else_is_served(client, path):
    answer = client.get(path)
    assert answer.status_code == 404
    assert answer.json()["errors"][0]["extensions"]["code"] == "NOT_FOUND"


def test_the_page_is_only_read(client):
    assert client.head("/graphiql").status_code == 200
    assert client.post("/graphiql").status_code == 405


def test_the_licences_come_with_what_is_under_them():
    held = (WEB / "graphiql" / "LICENCES.txt").read_text(encoding="utf-8")
    for name in (
        "graphiql 3.9.0",
        "react 18.3.1",
        "codemirror 5.",
        "@fontsource/fira-code",
        "SIL OPEN FONT LICENSE",
        "Apache License",
    ):
        assert name in held
