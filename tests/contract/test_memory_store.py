"""The reference store keeps the contract."""

import pytest

from tests.contract.store_contract import StoreContract


class TestMemoryStore(StoreContract):
    @pytest.fixture
    def url(self):
        return "memory:"

    @pytest.fixture
    def again(self, store):
        """Nobody else sees a memory: the store itself stands for its second opening."""
        return store
