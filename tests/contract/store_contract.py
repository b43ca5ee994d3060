"""The one contract of every store. To hold a store to it, subclass `StoreContract` in a `test_*.py` and say where it is opened.

    class TestMyStore(StoreContract):
        @pytest.fixture
        def url(self, tmp_path):
            return f"mine:{tmp_path}"

Each test gets an empty store. A store that forgets when it is closed also says what stands for a second opening (`again`).
Nothing here, nor in the parts, knows which store it is.
"""

from collections.abc import Callable, Iterator
from datetime import datetime

import pytest

from orggraph.bootstrap import open_store
from orggraph.stores.base import Store
from tests.contract.archive_contract import ArchiveContract
from tests.contract.audit_contract import AuditContract
from tests.contract.deciding_contract import DecidingContract
from tests.contract.facts_contract import FactsContract
from tests.contract.introductions_contract import IntroductionsContract
from tests.contract.jobs_contract import JobsContract
from tests.contract.keeping_contract import KeepingContract
from tests.contract.kit import Clock
from tests.contract.lists_contract import ListsContract
from tests.contract.publishing_contract import PublishingContract
from tests.contract.records_contract import RecordsContract
from tests.contract.search_contract import SearchContract
from tests.contract.sight_contract import SightContract
from tests.contract.statements_contract import StatementsContract


class StoreContract(
    PublishingContract,
    StatementsContract,
    RecordsContract,
    FactsContract,
    IntroductionsContract,
    DecidingContract,
    ListsContract,
    SearchContract,
    KeepingContract,
    SightContract,
    JobsContract,
    ArchiveContract,
    AuditContract,
):
    """Every sentence of `orggraph.stores.base`, asked of one store."""

    @pytest.fixture
    def url(self) -> str:
        raise NotImplementedError("say where the store is opened")

    @pytest.fixture
    def clock(self) -> Clock:
        return Clock()

    @pytest.fixture
    def store(self, url: str, clock: Clock) -> Iterator[Store]:
        opened = open_store(url, clock)
        yield opened
        opened.close()

    @pytest.fixture
    def again(self, store: Store, url: str, clock: Callable[[], datetime]) -> Iterator[Store]:  # noqa: ARG002 - the first is open
        """Open the same place a second time, as another process does."""
        opened = open_store(url, clock)
        yield opened
        opened.close()
