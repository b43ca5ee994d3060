"""The store of a firm keeps the contract, on a real server."""

import pytest

from tests.contract.store_contract import StoreContract


@pytest.mark.neo4j
class TestNeo4jStore(StoreContract):
    @pytest.fixture
    def url(self, neo4j_url):
        return neo4j_url
