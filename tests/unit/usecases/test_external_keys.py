"""What a user gives as ids from elsewhere."""

import pytest

from orggraph.errors import InvalidInput
from orggraph.usecases.keys import external_keys


def test_a_profile_and_an_email_are_the_same_identities_as_everywhere():
    keys = (("email", "Ana@Exemplis.example"), ("linkedin", "Ana-B"), ("siebel", "A-1"))
    assert external_keys(keys) == ["email:ana@exemplis.example", "linkedin:ana-b", "ext:siebel/A-1"]


@pytest.mark.parametrize(
    ("source", "key", "at"),
    [("email", "", "key"), (" ", "1", "source"), ("siebel", "1\x00", "key"), ("siebel", "1" * 501, "key")],
)
def test_a_key_that_is_no_plain_text_is_refused(source, key, at):
    with pytest.raises(InvalidInput, match=at) as refused:
        external_keys(((source, key),))
    assert refused.value.path == ("input", "keys", at)
