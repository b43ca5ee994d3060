"""Who should call whom, as a sales engineer would script it: CSV files, networkx, a score.

It reads ranks from a few words in titles, climbs two levels, looks for the best introduction among ties, and multiplies rank
parity, common trade and warmth. It knows no sources, validity, seats, provenance, diagnosis or rules.
"""

import csv
import math
import re
from datetime import date
from pathlib import Path
from typing import Any

import networkx as nx

from benchmarks.synthetic import AS_OF

PEER = "`csv` and networkx: N+2, shortest paths, a score"
"""What the tables call it."""

_RANKS = [
    (re.compile(r"\bchief\b|\bceo\b|\bc[fioat]o\b", re.IGNORECASE), 1),
    (re.compile(r"\bvp\b|vice president", re.IGNORECASE), 2),
    (re.compile(r"\bdirector\b|\bhead\b", re.IGNORECASE), 3),
    (re.compile(r"\bmanager\b", re.IGNORECASE), 4),
]
_STAFF = 6
_HOP = 0.6
_COLLEAGUES = 0.8
_COLD = 0.15


def answer(folder: Path) -> tuple[list[str], list[tuple[float, str, str, list[str]]]]:
    """Give N+1 and N+2 of the deal's contact, and the pairs of caller and target by score."""
    people = {row["id"]: row for row in _rows(folder, "people")}
    holder = {row["id"]: row["holder_id"] for row in _rows(folder, "positions")}
    deal = _rows(folder, "deals")[0]
    ours = people[deal["owner_id"]]["account_id"]
    chain = _chain(folder, holder, deal["usual_contact_id"])
    graph = _acquaintances(folder, people, ours)
    callers = [p for p, row in people.items() if row["account_id"] == ours and rank(row["title"]) < _STAFF]
    scores = []
    for target in chain:
        ways = nx.single_source_dijkstra_path(graph, target, cutoff=6, weight="cost")
        for caller in callers:
            if caller == deal["owner_id"]:
                continue
            way = ways.get(caller, [])[::-1]
            warmth = _COLD
            if 2 <= len(way) <= 4:
                warmth = max(_COLD, math.exp(-nx.path_weight(graph, way, "cost")) * _HOP ** (len(way) - 2))
            parity = 0.5 ** abs(rank(people[caller]["title"]) - rank(people[target]["title"]))
            trade = 1.0 if _trade(people[caller]) == _trade(people[target]) else 0.35
            scores.append((parity**0.3 * trade**0.2 * warmth**0.5, caller, target, way))
    return chain, sorted(scores, reverse=True)[:5]


def rank(title: str) -> int:
    return next((number for pattern, number in _RANKS if pattern.search(title)), _STAFF)


def _trade(person: dict[str, str]) -> str:
    return re.sub(r"\b(chief|officer|vp|director|of|manager|specialist)\b", "", person["title"].lower()).strip()


def _rows(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _chain(folder: Path, holder: dict[str, str], contact: str) -> list[str]:
    reporting: nx.DiGraph[str] = nx.DiGraph()
    for line in _rows(folder, "lines"):
        if line["kind"] == "SOLID" and line["manager_id"]:
            reporting.add_edge(holder[line["manager_id"]], holder[line["report_id"]])
    chain: list[str] = []
    above = list(reporting.predecessors(contact))
    while above and len(chain) < 2:
        chain.append(above[0])
        above = list(reporting.predecessors(above[0]))
    return chain


def _acquaintances(folder: Path, people: dict[str, dict[str, str]], ours: str) -> "nx.Graph[str]":
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(people)
    for tie in _rows(folder, "ties"):
        graph.add_edge(tie["one_id"], tie["other_id"], cost=-math.log(strength(tie)))
    colleagues = [p for p, row in people.items() if row["account_id"] == ours]
    for place, one in enumerate(colleagues):
        for other in colleagues[place + 1 :]:
            graph.add_edge(one, other, cost=-math.log(_COLLEAGUES))
    return graph


def strength(tie: dict[str, Any]) -> float:
    age = (AS_OF - date.fromisoformat(tie["connected_on"])).days
    value: float = 0.3 + 0.7 * 0.15 * 0.5 ** (age / 730)
    if tie["last_contact"]:
        silence = (AS_OF - date.fromisoformat(tie["last_contact"])).days
        value += (1 - value) * 0.35 * 0.5 ** (silence / 180)
    return value
