"""The command line. Data on stdout, talk on stderr; exit code 0 also for "do not call", 1 for what the user must mend."""

from orggraph.cli.commands import main

__all__ = ["main"]
