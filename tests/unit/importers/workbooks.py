"""Invented Excel workbooks, written part by part, so that each trap can be set."""

from datetime import date
from xml.sax.saxutils import escape, quoteattr

from tests.unit.importers.import_files import archive

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_STYLES = '<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>'
_BEFORE_DAY_ONE = date(1899, 12, 30).toordinal()
DATE_STYLE = 1


def cell(at, value):
    """Write a cell as Excel does: text in place, numbers, dates by their style."""
    if isinstance(value, date):
        return f'<c r="{at}" s="{DATE_STYLE}"><v>{value.toordinal() - _BEFORE_DAY_ONE}</v></c>'
    if isinstance(value, bool):
        return f'<c r="{at}" t="b"><v>{int(value)}</v></c>'
    if isinstance(value, (int, float)):
        return f'<c r="{at}"><v>{float(value)}</v></c>'
    return f'<c r="{at}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'


def rows(*given, first=1):
    """Write the rows of a sheet, from a row on."""
    return "".join(
        f'<row r="{number}">{"".join(cell(f"{chr(65 + n)}{number}", value) for n, value in enumerate(row) if value != "")}</row>'
        for number, row in enumerate(given, first)
    )


def parts(sheets, hidden=()):
    """Give the parts of a workbook: a sheet is its name and its rows as written."""
    relations = "".join(
        f'<Relationship Id="rId{n}" Type="{_OFFICE}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in range(1, len(sheets) + 1)
    )
    named = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{n}" r:id="rId{n}" state="{"hidden" if name in hidden else "visible"}"/>'
        for n, name in enumerate(sheets, 1)
    )
    book = f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
    return {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{book}</Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{named}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{relations}</Relationships>',
        "xl/styles.xml": f'<styleSheet xmlns="{_MAIN}">{_STYLES}</styleSheet>',
        "xl/media/logo.png": b"\x89PNG\r\n\x1a\n" + bytes(range(32)),
        **{
            f"xl/worksheets/sheet{n}.xml": f'<worksheet xmlns="{_MAIN}"><sheetData>{written}</sheetData></worksheet>'
            for n, written in enumerate(sheets.values(), 1)
        },
    }


def workbook(sheets, hidden=()):
    """Make a workbook."""
    return archive(parts(sheets, hidden))
