"""Run as a program: imports each file that a line of its input names, by the command line, and answers with how it ended and its peak memory."""

import resource
import sys

from orggraph.cli import main

SAID = ["--owner", "Oana Propriétaire", "--account", "Exemplis", "--yes"]


def ended(store, file):
    try:
        main(["--store", store, "import", file, *SAID])
    except SystemExit as ended:
        return ended.code or 0


if __name__ == "__main__":
    for line in sys.stdin:
        code = ended(sys.argv[1], line.strip())
        # in kilobytes
        sys.stderr.write(f"\nended {code} {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss}\n")
        sys.stderr.flush()
