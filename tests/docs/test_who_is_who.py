"""The page on who is who names every reason with its value."""

import re
from pathlib import Path

from orggraph.resolve import doubts, likeness

PAGE = (Path(__file__).parents[2] / "docs" / "who-is-who.md").read_text(encoding="utf-8")
VALUES = {
    "same_name": {likeness.SAME_NAME},
    "same_name_elsewhere": {likeness.SAME_NAME_ELSEWHERE},
    "similar_name": {likeness.SIMILAR_NAME, likeness.MOST_SIMILAR},
    "initials": {likeness.INITIALS},
    "part_of_name": {likeness.PART_OF_NAME},
    "other_surname": {likeness.OTHER_SURNAME},
    "names_of_others": {likeness.NAMES_OF_OTHERS},
    "namesakes": {likeness.NAMESAKE},
    "rival": {doubts.RIVAL},
    "same_mailbox": {likeness.SAME_MAILBOX, likeness.MAILBOX_OF_NAME},
    "same_title": {likeness.RARE_TITLE, likeness.COMMON_TITLE},
    "same_department": {likeness.SAME_DEPARTMENT},
    "employer_of_address": {likeness.EMPLOYER_OF_ADDRESS},
    "has_left": {likeness.HAS_LEFT},
}


def test_every_reason_is_there_with_its_value():
    rows = re.findall(r"^\| `(\w+)` \| ([^|]+) \|", PAGE, re.MULTILINE)
    told = {
        code: {float(value.replace("\N{MINUS SIGN}", "-")) for value in re.findall(r"[+\N{MINUS SIGN}][\d.]+", values)}
        for code, values in rows
    }
    assert told == VALUES


def test_the_least_probable_that_is_asked_is_told():
    assert f"Below {doubts.LEAST_PROBABLE:.2f} nothing is asked" in PAGE


def test_no_reasons_add_up_to_more_than_certainty():
    most = max(
        likeness.SAME_NAME_ELSEWHERE + likeness.MAILBOX_OF_NAME + likeness.EMPLOYER_OF_ADDRESS + likeness.HAS_LEFT,
        likeness.SAME_NAME + likeness.MAILBOX_OF_NAME,
        likeness.MOST_SIMILAR + likeness.SAME_MAILBOX,
    )
    assert most + likeness.RARE_TITLE + likeness.SAME_DEPARTMENT <= 1
