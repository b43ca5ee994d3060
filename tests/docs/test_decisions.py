import re
from pathlib import Path

FOLDER = Path(__file__).parents[2] / "docs" / "decisions"


def test_every_decision_is_dated_and_listed():
    pages = {page.name for page in FOLDER.glob("*.md")} - {"README.md"}
    assert [page for page in pages if not re.fullmatch(r"20\d\d-\d\d-\d\d-[a-z0-9-]+\.md", page)] == []
    listed = re.findall(r"\]\((\S+)\)", (FOLDER / "README.md").read_text(encoding="utf-8"))
    assert len(listed) == len(set(listed))
    assert set(listed) == pages
