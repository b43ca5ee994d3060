"""Failing assertions of the contract's parts show their values, as those of test files do."""

import pytest

pytest.register_assert_rewrite(
    *(
        f"tests.contract.{part}_contract"
        for part in (
            "publishing",
            "statements",
            "records",
            "facts",
            "introductions",
            "deciding",
            "lists",
            "search",
            "keeping",
            "jobs",
            "archive",
            "sight",
            "audit",
        )
    )
)
