"""The Dockerfile and the compose file keep to what is expected of such files, read without docker."""

import json
import re
from pathlib import Path

import pytest
import yaml

from orggraph.cli.commands import app
from orggraph.stores.neo4j.address import Address

ROOT = Path(__file__).parents[2]
COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
SERVICES = COMPOSE["services"]
POM = (ROOT / ".ci" / "neo4j" / "pom.xml").read_text(encoding="utf-8")
ALLOWED = {"FROM", "ARG", "ENV", "WORKDIR", "COPY", "RUN", "USER", "EXPOSE", "HEALTHCHECK", "ENTRYPOINT", "CMD"}


def instructions():
    text = re.sub(r"\\\n\s*", "", (ROOT / "Dockerfile").read_text(encoding="utf-8"))
    return [tuple(line.split(" ", 1)) for line in text.splitlines() if line and not line.startswith("#")]


def stages():
    found = []
    for word, rest in instructions():
        if word == "FROM":
            found.append([])
        found[-1].append((word, rest))
    return found


def of(word, stage):
    return [rest for named, rest in stage if named == word]


def test_only_known_instructions_are_used_and_none_fetches_by_itself():
    assert {word for word, _ in instructions()} <= ALLOWED
    assert not [rest for rest in of("RUN", instructions()) if re.search(r"curl|wget|apt-get|sudo|git clone", rest)]


def test_every_base_image_is_of_one_named_version_and_every_stage_has_a_name():
    bases = of("FROM", instructions())
    assert len(bases) == 2
    assert all(re.fullmatch(r"python:3\.11[\w.-]* AS \w+", base) for base in bases)
    assert len({base.split()[0] for base in bases}) == 1


def test_what_is_installed_is_held_to_hashes():
    installs = [part for rest in of("RUN", instructions()) for part in rest.split("&&") if " install" in part]
    assert len(installs) == 3
    for one in installs:
        assert "--require-hashes -r requirements/" in one or "--no-deps --no-index" in one


def test_what_runs_is_nobody_with_a_health_check_and_nothing_but_what_was_built():
    last = stages()[-1]
    (user,) = of("USER", last)
    assert re.fullmatch(r"[1-9]\d{4,}:[1-9]\d{4,}", user)
    assert of("RUN", last) == []
    assert [rest.split()[0] for rest in of("COPY", last)] == ["--from=build"]
    (health,) = of("HEALTHCHECK", last)
    command = json.loads(health.partition("CMD ")[2])
    assert "/readyz" in command[-1]
    assert {"--interval", "--timeout", "--start-period", "--retries"} <= {part.split("=")[0] for part in health.split()}


def test_the_command_is_one_of_ours_and_signals_reach_it():
    last = stages()[-1]
    (entry,), (command,) = of("ENTRYPOINT", last), of("CMD", last)
    assert json.loads(entry) == ["orggraph"]
    name, *options = json.loads(command)
    assert name in {one.name or one.callback.__name__ for one in app.registered_commands}
    assert options == ["--host", "0.0.0.0"]  # noqa: S104 - inside a container
    assert of("EXPOSE", last) == ["8000"]


def test_what_is_copied_is_there_and_let_in():
    allowed = {
        line[1:] for line in (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines() if line.startswith("!")
    }
    copied = [rest for rest in of("COPY", instructions()) if not rest.startswith("--from")]
    for sources in ([*rest.split()][:-1] for rest in copied):
        for source in sources:
            assert (ROOT / source).exists()
            assert source.split("/")[0] in allowed
    assert (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()[1] == "*"


def test_no_secret_is_written_down():
    for word, rest in instructions():
        assert not (word in {"ENV", "ARG"} and re.search(r"(?i)password|token|secret", rest))
    for service in SERVICES.values():
        for name, value in service["environment"].items():
            assert "PASSWORD" not in name or value.startswith("/run/secrets/")
    assert ".secrets/" in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert COMPOSE["secrets"]["neo4j_password"] == {"file": ".secrets/neo4j_password"}


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_listens_on_this_machine_only_and_may_gain_no_rights(name):
    service = SERVICES[name]
    assert all(re.fullmatch(r"127\.0\.0\.1:(\d+):\1", port) for port in service["ports"])
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service["secrets"] == ["neo4j_password"]
    assert "privileged" not in service
    assert service["restart"] == "unless-stopped"


def test_the_neo4j_server_is_the_one_that_the_tests_ask():
    version = re.search(r"<neo4j\.version>(.*)</neo4j\.version>", POM)[1]
    assert SERVICES["neo4j"]["image"] == f"neo4j:{version}"


def test_the_neo4j_server_takes_its_password_from_the_secret_and_has_a_health_check_and_volumes():
    neo4j = SERVICES["neo4j"]
    assert 'NEO4J_AUTH="neo4j/$$(cat /run/secrets/neo4j_password)"' in neo4j["entrypoint"][-1]
    assert "$$(cat /run/secrets/neo4j_password)" in neo4j["healthcheck"]["test"][1]
    assert {volume.split(":")[0] for volume in neo4j["volumes"]} == set(COMPOSE["volumes"])
    assert {volume.split(":")[1] for volume in neo4j["volumes"]} == {"/data", "/logs"}


def test_every_variable_of_the_neo4j_service_is_a_setting():
    """The image makes a setting of each, and the server does not start with one that it does not know."""
    known = {
        "server.memory.heap.initial_size",
        "server.memory.heap.max_size",
        "server.memory.pagecache.size",
        "server.bolt.connection_keep_alive",
        "dbms.usage_report.enabled",
    }
    given = {
        name.removeprefix("NEO4J_").replace("__", "\0").replace("_", ".").replace("\0", "_")
        for name in SERVICES["neo4j"]["environment"]
    }
    assert given == known


def test_the_api_waits_for_the_server_and_writes_nowhere_but_in_memory():
    api = SERVICES["api"]
    assert api["depends_on"] == {"neo4j": {"condition": "service_healthy"}}
    assert api["read_only"] is True
    assert api["cap_drop"] == ["ALL"]
    assert [mount.split(":")[0] for mount in api["tmpfs"]] == ["/tmp"]  # noqa: S108 - inside a container
    assert Address.of(api["environment"]["ORGGRAPH_STORE"]) == Address(uri="bolt://neo4j:7687")
