"""Whatever is said, taken back or undone later: what was known at a moment is what was read then."""

from dataclasses import replace

import pytest
from hypothesis import settings
from hypothesis.stateful import invariant, run_state_machine_as_test

from orggraph.domain.ids import EntityKind
from orggraph.domain.viewer import LOCAL
from orggraph.usecases.knowing import known_facts
from tests.property.driving import START
from tests.property.test_stores_agree import Users

DAY = START.date()


def plain(facts):
    """Leave out how many publications there were."""
    return facts and replace(facts, revision=0)


class Remembering(Users):
    """Users whose world is remembered after each thing they do, and asked for again after all others."""

    def anchors(self):
        kinds = (EntityKind.ACCOUNT, EntityKind.DEAL)
        return [None, *(one for kind in kinds for one in self.driver.ids(kind)[:2])]

    @invariant()
    def the_world_is_remembered(self):
        self.remembered = getattr(self, "remembered", {})
        with self.driver.stores[0].reading(LOCAL) as reader:
            facts = {anchor: plain(reader.facts(anchor, DAY)) for anchor in self.anchors()}
        self.remembered[self.driver.now] = facts

    def teardown(self):
        for store in self.driver.stores:
            with store.reading(LOCAL) as reader:
                for moment, facts in self.remembered.items():
                    known = {one: plain(known_facts(reader, LOCAL, one, DAY, moment)) for one in facts}
                    assert known == facts, moment
        super().teardown()


class TestKnownAt:
    @pytest.mark.parametrize("url", ["", "sqlite:///{}/store.db"], ids=["memory", "sqlite"])
    def test_what_was_known_at_a_moment_is_what_was_read_then(self, url):
        class Case(Remembering):
            other = url

        run_state_machine_as_test(Case, settings=settings(max_examples=12, stateful_step_count=10, deadline=None))
