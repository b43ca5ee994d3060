"""Write the three LinkedIn archives and the Salesforce export from the CSV files under `linkedin/` and `salesforce/`.

The same files always give the same bytes.

Run it after an edit: `python examples/make_archives.py`. Entries are stored, not deflated: compressors differ between
machines, and the archives are small.
"""

import io
import zipfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
COLLEAGUES = ("caroline", "ines", "julien")
_STAMP = (2026, 11, 2, 8, 0, 0)
_UNIX = 3
_READABLE_FILE = 0o100644 << 16


def archive_path(colleague: str) -> Path:
    """Where a colleague's archive stands: LinkedIn's own file name, after the colleague's first name."""
    return HERE / f"{colleague}-Basic_LinkedInDataExport_11-02-2026.zip"


def archive_bytes(colleague: str) -> bytes:
    """Zip a colleague's files."""
    return _zipped(HERE / "linkedin" / colleague)


def salesforce_path() -> Path:
    """Where the export of Salesforce stands."""
    return HERE / "salesforce-export.zip"


def salesforce_bytes() -> bytes:
    """Zip Salesforce's tables."""
    return _zipped(HERE / "salesforce")


def _zipped(folder: Path) -> bytes:
    """Zip a folder's files, in the order of their names."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for file in sorted(folder.glob("*.csv"), key=lambda file: file.name):
            entry = zipfile.ZipInfo(file.name, date_time=_STAMP)
            entry.create_system = _UNIX
            entry.external_attr = _READABLE_FILE
            archive.writestr(entry, file.read_bytes())
    return buffer.getvalue()


def main() -> None:
    """Write them all."""
    for colleague in COLLEAGUES:
        path = archive_path(colleague)
        path.write_bytes(archive_bytes(colleague))
        print(path.relative_to(HERE))
    salesforce_path().write_bytes(salesforce_bytes())
    print(salesforce_path().relative_to(HERE))


if __name__ == "__main__":
    main()
