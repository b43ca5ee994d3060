"""The Python blocks of the pages are tests."""

from sybil import Sybil
from sybil.parsers.markdown import PythonCodeBlockParser

from docs.rewrite import FLAGS

pytest_collect_file = Sybil(
    parsers=[PythonCodeBlockParser(doctest_optionflags=FLAGS)], patterns=["*.md", "**/*.md"]
).pytest()
