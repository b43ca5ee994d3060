"""Broken files too large to be kept: each is made by a function, for the time of a test."""

import io
import struct
import zipfile

from orggraph_importers.unpacking import MOST_ENTRIES
from tests.unit.importers.import_files import ANA, BO, HEADER, archive

MEGABYTE = 1024 * 1024
CONTACTS = f"{HEADER}\n{ANA}\n"
DOCUMENT = '{"format": "orggraph/1", '


def cell_of_100_megabytes():
    return (CONTACTS + f"Bo,{'x' * 100 * MEGABYTE},,,,,05 Mar 2024\n").encode()


def quoted_cell_of_100_megabytes():
    return (CONTACTS + 'Bo,"' + "x,\n" * (33 * MEGABYTE)).encode()


def cell_of_100_megabytes_in_two_bytes():
    return (CONTACTS + 'Bo,"').encode("utf-16") + ("字\n" * 25 * MEGABYTE).encode("utf-16-le")


def name_of_one_megabyte():
    return (CONTACTS + f"{'x' * MEGABYTE},Long,,,,,05 Mar 2024\n{BO}\n").encode()


def million_columns():
    columns = ",".join(f"c{number}" for number in range(1_000_000))
    return f"{HEADER},{columns}\n{ANA}\n".encode()


def million_cells():
    return (CONTACTS + f"{BO}{',' * 1_000_000}\n").encode()


def no_line_end():
    return b"Ana " * (25 * MEGABYTE)


def blank_lines_alone():
    return CONTACTS.encode() + b"\r\n" * 500_000


def torn_rows():
    return (CONTACTS + "Bo\n" * 2 * MEGABYTE).encode()


def loop_of_a_thousand():
    rows = (f"{number},Person {number},Clerk,,{number % 1000 + 1}" for number in range(1, 1001))
    return "\n".join(["id,name,title,department,manager id", *rows, ""]).encode()


def one_address_for_a_thousand():
    rows = (f"{number},Person {number},Clerk,,all@x.example," for number in range(1_000))
    return "\n".join(["id,name,title,department,email,manager id", *rows, ""]).encode()


def nested_100_000_deep():
    return (DOCUMENT + '"people": ' + "[" * 100_000).encode()


def objects_100_000_deep():
    return (DOCUMENT + '"other": ' + '{"a": ' * 100_000).encode()


def number_of_a_million_digits():
    return (DOCUMENT + f'"accounts": [{{"id": "a", "name": "x", "employee_count": {"9" * 1_000_000}}}]}}').encode()


def amount_of_a_million_digits():
    deal = f'{{"id": "d", "name": "y", "account_id": "a", "amount": {"9" * 1_000_000}}}'
    return (DOCUMENT + f'"accounts": [{{"id": "a", "name": "x"}}], "deals": [{deal}]}}').encode()


def millions_of_nothings():
    return (DOCUMENT + '"people": [' + "{}," * 10 * MEGABYTE + "{}]}").encode()


def list_of_millions():
    return (DOCUMENT + '"other": [' + "[]," * 10 * MEGABYTE + "[]]}").encode()


def nodes_without_anything():
    return b'{"nodes": [' + b"{}," * 2 * MEGABYTE + b'{}], "links": []}'


def parts_without_anything():
    return b"[" + b"{}," * 2 * MEGABYTE + b"{}]"


def graph_of_nothings():
    return b"<graphml><graph>" + b"<node/>" * 2 * MEGABYTE + b"</graph></graphml>"


def users_without_anything():
    return (
        b'{"schemas": ["urn:ietf:params:scim:api:messages:2.0:ListResponse"], "Resources": ['
        + b"{}," * 2 * MEGABYTE
        + b"{}]}"
    )


def texts_without_end():
    return (DOCUMENT + '"accounts": [{"id": "' + "a" * 90 * MEGABYTE).encode()


def ratio():
    return archive({"Connections.csv": b"a" * 30 * MEGABYTE})


def many_that_pass_for_honest():
    """Make an archive of which no entry is large, and that is some 700 megabytes when it is unpacked."""
    part = b"".join(b"%d,Ana,Exemple,Buyer,Exemplis\n" % (number % 1_000) for number in range(200_000))
    packed = archive({"part-0.csv": part})
    begins, end = packed.rindex(b"PK\x01\x02"), packed.rindex(b"PK\x05\x06")
    local, entry = packed[:begins], packed[begins:end]
    entries = b"".join(entry[:42] + struct.pack("<I", number * begins) + entry[46:] for number in range(120))
    return (
        local * 120 + entries + packed[end : end + 8] + struct.pack("<HHIIH", 120, 120, len(entries), 120 * begins, 0)
    )


def nested_bombs():
    return archive({f"{number}.zip": archive({"a.csv": b"a" * 8 * MEGABYTE}) for number in range(5)})


def hundred_thousand_entries():
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as made:
        for number in range(100_000):
            made.writestr(zipfile.ZipInfo(f"{number}.csv"), b"")
    return held.getvalue()


def entries_more_than_said():
    """Make an archive whose end says that it holds one entry."""
    made = archive({f"{number}.csv": "a,b" for number in range(MOST_ENTRIES + 1)})
    end = made.rindex(b"PK\x05\x06")
    return made[: end + 8] + struct.pack("<HH", 1, 1) + made[end + 12 :]


def one_stream_for_many():
    """Make entries that all lie on the bytes of the first, which is inflated for each."""
    first = archive({"0.csv": b"Ana,Exemple\n" * 70_000})
    begins, end = first.rindex(b"PK\x01\x02"), first.rindex(b"PK\x05\x06")
    entries = first[begins:end] * 500
    tail = struct.pack("<HHII", 500, 500, len(entries), begins)
    return first[:begins] + entries + first[end : end + 8] + tail + b"\0\0"


def archive_in_archive_in_archive():
    """Make what a self-reproducing archive comes to for a reader: at each opening there is another one in it."""
    made = archive({"Connections.csv": CONTACTS})
    for _ in range(30):
        made = archive({"again.zip": made})
    return made


def stored_100_megabytes():
    return archive({"Connections.csv": b"Ana,Exemple,\n" * (8 * MEGABYTE)}, zipfile.ZIP_STORED)


def nodes_100_000_deep():
    return b'{"nodes": ' + b"[" * 100_000


def users_100_000_deep():
    return b'[{"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "x": ' + b"[" * 100_000


def values_without_end():
    return b'{"links": [], "nodes": [' + b"1," * 6_000_000 + b"1]}"


def graph_cut_off_after_80_megabytes():
    return (b"<graphml>" + b'<node id="Ana Un"/>' * 5 * MEGABYTE)[: 80 * MEGABYTE]


def nodes_cut_off_after_80_megabytes():
    return (b'{"nodes": [' + b'{"id": "Ana Un", "title": "Buyer of everything that is bought"},' * 2 * MEGABYTE)[: 80 * MEGABYTE]  # fmt: skip


def picture_of_80_megabytes():
    return (
        b"BEGIN:VCARD\r\nFN:Ana Un\r\nPHOTO;ENCODING=b:\r\n" + b" AAAAAAAAAAAAAA\r\n" * 5 * MEGABYTE + b"END:VCARD\r\n"
    )


def picture_of_one_line():
    return b"BEGIN:VCARD\r\nFN:Ana Un\r\nPHOTO;ENCODING=b:" + b"A" * 80 * MEGABYTE + b"\r\nEND:VCARD\r\n"
