"""A pytest plugin: the same few cases each time, and the quickest tests first, so that most mutants fail soon."""

import json
from pathlib import Path

import pytest
from hypothesis import Phase, settings

_TIMES = Path("mutmut-stats.json")

# A failure is enough, however large the case that shows it
settings.register_profile(
    "mutants",
    derandomize=True,
    database=None,
    deadline=None,
    max_examples=10,
    phases=(Phase.explicit, Phase.generate),
)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Sort by the times that mutmut wrote down."""
    if _TIMES.exists():
        times = json.loads(_TIMES.read_text(encoding="utf-8"))["duration_by_test"]
        items.sort(key=lambda item: (times.get(item.nodeid, 0.0), item.nodeid))
