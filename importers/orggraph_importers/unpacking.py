"""Open what a user gives: a file, or an archive of them, which is never trusted. Nothing is extracted to disk.

An archive's own word on its sizes is not believed: output is counted as it streams.
"""

import codecs
import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from orggraph.domain.importing import MEGABYTE, MOST_READ, Entry
from orggraph.errors import TooLargeError, UnreadableFile
from orggraph_importers.cells import clean
from orggraph_importers.workbook import INDEX, sheets

MOST_ENTRIES = 2_000
MOST_IN_ALL = MOST_READ
"""An archive and what is unpacked of it, which are in memory together."""
MOST_RATIO = 200
RATIO_COUNTS_FROM = MEGABYTE
_CHUNK = 65_536
_HEAD = 4_096
_MOST_CONTROLS = 0.05
_CONTROLS = bytes(code for code in range(0x20) if chr(code) not in "\t\n\r\f\x1b")
_BLANK = b" \t\r\n\xef\xbb\xbf\xff\xfe\x00"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)
"""Texts that begin with one are full of what else are control characters."""
_WEB_PAGE = (b"<!doctype html", b"<html", b"<table")
_OTHER_SHEETS = {
    "a binary Excel workbook (.xlsb)": {"xl/workbook.bin"},
    "an OpenDocument spreadsheet": {"mimetype", "content.xml", "META-INF/manifest.xml"},
    "a Numbers spreadsheet": {"Index/Document.iwa"},
}
_KNOWN_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED = 0x1
_IN_DIRECTORY = b"PK\x01\x02"
_SHORTEST_HEADER = 30
_AGAIN = "Download the archive again, or import the files it holds one by one."


def unpack(file_name: str, content: bytes) -> list[Entry]:
    """Give the text files that a file is or holds, an archive within an archive included.

    Raises
    ------
    UnreadableFile
        For an empty file, and an archive that is empty, damaged, encrypted or made to deceive.
    TooLargeError
        For an archive that holds more than is reasonable.
    """
    if not any(content[start : start + _CHUNK].strip(_BLANK) for start in range(0, len(content), _CHUNK)):
        raise UnreadableFile(f"{file_name} is empty.", "Export it again.")
    if content.startswith(_OLD_EXCEL):
        raise UnreadableFile(
            f"{file_name} is an Excel workbook of the old kind (.xls), or protected by a password.",
            "Save it as .xlsx without a password, or its sheet as CSV (UTF-8), and import that.",
        )
    if not content.startswith(_ZIP):
        if not _is_text(content):
            raise UnreadableFile(
                f"{file_name} is neither text nor a zip archive.",
                "Give a CSV or JSON file in UTF-8, an Excel file (.xlsx), or the zip as it was downloaded.",
            )
        if content[:_HEAD].lstrip(_BLANK).lower().startswith(_WEB_PAGE):
            raise UnreadableFile(
                f"{file_name} is a web page.",
                "Sign in and export it again; one that was named .xls can be opened and saved as CSV.",
            )
        return [Entry(name=file_name, content=content)]
    entries = list(_entries(file_name, content, _Budget(MOST_IN_ALL - len(content))))
    if not entries:
        raise UnreadableFile(f"{file_name}: the archive holds no text file.", _AGAIN)
    return entries


@dataclass(slots=True)
class _Budget:
    """What may still be unpacked: one for an archive and all archives in it."""

    left: int


def _entries(file_name: str, content: bytes, budget: _Budget, nested: int = 0) -> Iterator[Entry]:
    if content.count(_IN_DIRECTORY) > MOST_ENTRIES:
        raise TooLargeError(f"{file_name} holds more than {MOST_ENTRIES} files.", "Zip only those to be imported.")
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise UnreadableFile(f"{file_name}: the archive is damaged or incomplete.", _AGAIN) from error
    with archive:
        infos = [info for info in archive.infolist() if _wanted(info)]
        _refuse_trap(file_name, archive.infolist())
        _refuse_other_sheets(file_name, infos)
        parts = ((info.filename, _read(file_name, archive, info, budget)) for info in infos)
        if any(info.filename == INDEX for info in infos):
            yield from sheets(file_name, parts)
            return
        if nested > 1:
            raise UnreadableFile(f"{file_name} is an archive too deep inside others.", "Unzip it once.")
        for path, inner in parts:
            name = clean(PurePosixPath(path.replace("\\", "/")).name)
            if inner.startswith(_ZIP):
                yield from _entries(f"{file_name}/{name}", inner, budget, nested + 1)
            elif inner:
                yield Entry(name=name, content=inner)


def _refuse_other_sheets(file_name: str, infos: list[zipfile.ZipInfo]) -> None:
    """Refuse spreadsheets that are archives as well, and are not read."""
    names = {info.filename for info in infos}
    for kind, parts in _OTHER_SHEETS.items():
        if parts <= names:
            raise UnreadableFile(f"{file_name} is {kind}.", "Save it as .xlsx, or its sheet as CSV (UTF-8).")


def _wanted(info: zipfile.ZipInfo) -> bool:
    """Leave out folders and the twins that macOS adds."""
    return not (info.is_dir() or "__MACOSX/" in info.filename or PurePosixPath(info.filename).name.startswith("._"))


def _refuse_trap(file_name: str, infos: list[zipfile.ZipInfo]) -> None:
    ends = 0
    for info in sorted(infos, key=lambda i: i.header_offset):
        if info.flag_bits & _ENCRYPTED:
            raise UnreadableFile(f"{file_name}: {info.filename} is encrypted.", "Give an archive without a password.")
        if info.compress_type not in _KNOWN_METHODS:
            raise UnreadableFile(
                f"{file_name}: {info.filename} is compressed in an unusual way.", "Zip the files again."
            )
        if info.header_offset < ends:
            raise UnreadableFile(
                f"{file_name}: {info.filename} overlaps another entry; this archive was made to deceive.", _AGAIN
            )
        ends = info.header_offset + _SHORTEST_HEADER + info.compress_size


def _read(file_name: str, archive: zipfile.ZipFile, info: zipfile.ZipInfo, budget: _Budget) -> bytes:
    """Read one entry, counting what comes out."""
    found = io.BytesIO()
    try:
        with archive.open(info) as stream:
            while chunk := stream.read(_CHUNK):
                if not found.tell() and not chunk.startswith(_ZIP) and not _is_text(chunk):
                    return b""
                found.write(chunk)
                _refuse_flood(file_name, info, found.tell(), budget.left)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError) as error:
        raise UnreadableFile(f"{file_name}: {info.filename} is damaged.", _AGAIN) from error
    if found.tell() != info.file_size:
        raise UnreadableFile(f"{file_name}: {info.filename} is damaged: it is not as long as it says.", _AGAIN)
    budget.left -= found.tell()
    return found.getvalue()


def _refuse_flood(file_name: str, info: zipfile.ZipInfo, unpacked: int, left: int) -> None:
    if unpacked > RATIO_COUNTS_FROM and unpacked > MOST_RATIO * info.compress_size:
        raise TooLargeError(f"{file_name}: {info.filename} unpacks to far more than it should.", _AGAIN)
    if unpacked > left:
        raise TooLargeError(
            f"{file_name}: with {info.filename} it comes to more than {MOST_IN_ALL // MEGABYTE} MB unpacked.",
            "Import the files one by one.",
        )


def _is_text(content: bytes) -> bool:
    """Tell text from the rest by its control characters: a few may be strays in a text, a binary file is full of them."""
    if content.startswith(_MARKS):
        return True
    head = content[:_HEAD]
    return len(head) - len(head.translate(None, _CONTROLS)) <= len(head) * _MOST_CONTROLS
