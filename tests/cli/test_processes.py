"""What only a process of its own shows: start-up, terminals, environment, signals."""

import json
import re
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.running import EXAMPLES, ORGGRAPH, on_a_terminal, process

CHART = EXAMPLES / "our-org-chart.csv"
HEAVY = {"fastapi", "starlette", "strawberry", "graphql", "uvicorn", "networkx", "numpy", "scipy", "babel", "fluent"}


@pytest.mark.parametrize("arguments", [["--help"], ["import", "--help"], ["serve", "--help"]], ids=" ".join)
def test_help_loads_nothing_heavy(arguments):
    script = f"""
import sys
from orggraph.cli import main
try:
    main({arguments!r})
finally:
    print(sorted({{name.partition(".")[0] for name in sys.modules}}), file=sys.stderr)
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=True)
    loaded = set(re.findall(r"'(\w+)'", done.stderr))
    assert "typer" in loaded
    assert loaded & HEAVY == set()
    assert "Usage: " in done.stdout


def test_the_store_is_the_options_else_the_environments_else_a_file_here(tmp_path):
    def accounts(*options, **environment):
        ran = process(*options, "accounts", "--json", folder=tmp_path, **environment)
        assert ran.code == 0
        return {row["name"] for row in json.loads(ran.out)}

    url = f"sqlite:///{tmp_path}/named.db"
    ran = process("import", CHART, "--account", "Velmont", "--ours", "--yes", folder=tmp_path, ORGGRAPH_STORE=url)
    assert ran.code == 0
    assert accounts(ORGGRAPH_STORE=url) == accounts("--store", url) == {"Velmont"}
    assert accounts("--store", f"sqlite:///{tmp_path}/other.db", ORGGRAPH_STORE=url) == set()
    assert not (tmp_path / "orggraph.db").exists()
    assert accounts() == set()
    assert (tmp_path / "orggraph.db").exists()


def test_a_setting_that_cannot_be_is_said(tmp_path):
    ran = process("serve", folder=tmp_path, ORGGRAPH_MAX_UPLOAD_MB="lots")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == "Error: ORGGRAPH_MAX_UPLOAD_MB cannot be 'lots'. Give a whole number, at least 1.\n"


def test_what_the_terminal_cannot_show_is_written_as_an_escape(tmp_path):
    folder = {"folder": tmp_path, "PYTHONIOENCODING": "ascii"}
    assert process("import", CHART, "--account", "Vélmont 🚀", "--ours", "--yes", **folder).code == 0
    ran = process("accounts", **folder)
    assert (ran.code, "V\\xe9lmont \\U0001f680" in ran.out) == (0, True)


def test_nobody_is_asked_where_there_is_no_terminal(tmp_path):
    ran = process("import", CHART, "--account", "Velmont", "--ours", folder=tmp_path, stdin=subprocess.PIPE)
    assert (ran.code, "Import it?" in ran.err) == (1, False)


@pytest.mark.parametrize(("typed", "code", "names"), [(b"y\n", 0, ["Velmont"]), (b"n\n", 1, [])])
def test_on_a_terminal_an_import_asks_first(tmp_path, typed, code, names):
    ended, seen = on_a_terminal(["import", CHART, "--account", "Velmont", "--ours"], tmp_path, typed)
    assert (ended, "Import it?" in seen) == (code, True)
    rows = json.loads(process("accounts", "--json", folder=tmp_path).out)
    assert [row["name"] for row in rows] == names


COLOUR = re.compile(r"\x1b\[[0-9;]*(3[0-7]|4[0-7]|9[0-7]|38|48)[0-9;]*m")


def test_without_colour_where_that_is_wished(tmp_path):
    _, coloured = on_a_terminal(["--help"], tmp_path)
    assert COLOUR.search(coloured)
    _, plain = on_a_terminal(["--help"], tmp_path, NO_COLOR="1")
    assert "Usage: " in plain
    assert not COLOUR.search(plain)
    assert "\x1b" not in process("--help", folder=tmp_path).out


def test_the_demo_answers_and_leaves_its_workspace(tmp_path):
    (tmp_path / "examples").symlink_to(EXAMPLES)
    ran = process("demo", folder=tmp_path)
    assert ran.code == 0
    assert "=== S&OP planning for the plants (as of 2026-11-24) ===\n\nCall: " in ran.out
    assert "=== After-sales portal (as of 2026-11-24) ===\n\nDo not call: " in ran.out
    assert ran.out.splitlines()[-1].startswith("og_")
    assert len(ran.err.splitlines()) == 8
    again = process("demo", "--json", "--folder", EXAMPLES, folder=tmp_path)
    answers = {one["deal"]: one["answer"]["verdict"] for one in json.loads(again.out)["answers"]}
    assert answers == {"S&OP planning for the plants": "GO", "After-sales portal": "DO_NOT"}
    deals = process("--store", "sqlite:///demo.db", "deals", "--json", folder=tmp_path).out
    assert [row["name"] for row in json.loads(deals)] == ["After-sales portal", "S&OP planning for the plants"]


def test_a_taken_port_is_said(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        ran = process("serve", "--port", port, folder=tmp_path)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == (
        f"Error: Nobody can listen on 127.0.0.1, port {port}: Address already in use. Choose another --port or --host.\n"
    )


def test_a_server_told_to_stop_answers_what_it_was_asked(tmp_path):
    token = process("token", "create", "rep", folder=tmp_path).out.strip()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [ORGGRAPH, "serve", "--port", str(port)]
    running = subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE, text=True)
    assert f"http://127.0.0.1:{port}/graphql" in running.stderr.readline()
    body = b'{"query": "{ accounts { totalCount } }"}'
    head = (
        f"POST /graphql HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {token}\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\nExpect: 100-continue\r\n\r\n"
    )
    with socket.create_connection(("127.0.0.1", port), timeout=30) as asking:
        asking.sendall(head.encode())
        assert asking.recv(1000).startswith(b"HTTP/1.1 100 ")
        running.send_signal(signal.SIGTERM)
        asking.sendall(body)
        answer = asking.makefile("rb").read()
    assert answer.startswith(b"HTTP/1.1 200 ")
    assert b'{"data":{"accounts":{"totalCount":0}}' in answer
    assert answer.endswith(b"}")
    assert running.wait(timeout=30) in (0, -signal.SIGTERM)
    assert "Traceback" not in running.stderr.read()
    running.stderr.close()
    assert sorted(path.name for path in Path(tmp_path).iterdir()) == ["orggraph.db", "orggraph.db-audit"]
