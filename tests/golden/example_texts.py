"""What the terminal says of the two example deals; `python -m tests.golden.example_texts` rewrites it, for a person to read."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

from orggraph.bootstrap import formats, open_store
from orggraph.domain.people import Locale
from orggraph.domain.viewer import LOCAL
from orggraph.stores.base import DealFilter
from orggraph.text import assessment_text, diagnosis_text
from orggraph.usecases.diagnose import diagnose
from orggraph.usecases.escalate import Options, escalate
from orggraph.usecases.importing import ImportRequest, import_file
from orggraph.usecases.listing import list_deals

FOLDER = Path(__file__).with_name("examples")
EXAMPLES = Path(__file__).parents[2] / "examples"
DEALS = {"S&OP planning for the plants": "planning", "After-sales portal": "after-sales"}


def example_texts() -> Iterator[tuple[Path, str]]:
    """Give each text with its file."""
    store = open_store("memory:")
    plan = json.loads((EXAMPLES / "workspace.json").read_text(encoding="utf-8"))
    as_of = date.fromisoformat(plan["as_of"])
    now = datetime.combine(as_of, datetime.min.time(), UTC)
    for step in plan["imports"]:
        file = EXAMPLES / step.pop("file")
        request = ImportRequest(file_name=file.name, content=file.read_bytes(), **step)
        import_file(store, LOCAL, formats(), request, now)
    for deal in list_deals(store, LOCAL, DealFilter(), 50, None).rows:
        account, assessment = escalate(store, LOCAL, deal.id, as_of, Options())
        _, picture = diagnose(store, LOCAL, deal.id, as_of)
        for locale in Locale:
            end = f"{DEALS[deal.name]}.{locale.value.lower()}.txt"
            said = assessment_text(assessment, account.names(), locale, account.short_names)
            yield FOLDER / f"escalate-{end}", f"{said}\n"
            yield FOLDER / f"diagnose-{end}", f"{diagnosis_text(picture, account.short_names, locale)}\n"


def main() -> None:
    """Rewrite the files."""
    for file, text in example_texts():
        file.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
