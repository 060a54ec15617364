"""Contents of files: zip files that are the same each time they are made, and data on one line."""

from __future__ import annotations

import datetime as dt
import io
import json
import struct
import zipfile
from collections.abc import Mapping
from typing import Any

_THEN = dt.date(1980, 1, 1)
"""The earliest day a zip file can tell; it says nothing about the build."""
_START = struct.pack("<2H", 0, 1 << 5 | 1)
"""The first moment of that day, as a zip file holds time and day."""


def packed(files: Mapping[str, bytes | str], day: dt.date = _THEN) -> bytes:
    """A zip file of these files, in their order, as of a day and not of the time of making."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system, entry.external_attr = 3, 0o644 << 16  # to be read by all
            archive.writestr(entry, content)
    return made.getvalue()


def steady(archive: bytes) -> bytes:
    """The same zip file without the times that a library wrote into it.

    Nothing is packed anew: a time stands before each file and once more in the
    list at the end (APPNOTE.TXT of PKWARE, 4.3.7 and 4.3.12).
    """
    made = bytearray(archive)
    with zipfile.ZipFile(io.BytesIO(archive)) as given:
        entry = given.start_dir
        for file in given.infolist():
            made[file.header_offset + 10 : file.header_offset + 14] = _START
            made[entry + 12 : entry + 16] = _START
            entry += 46 + sum(struct.unpack_from("<3H", made, entry + 28))
    return bytes(made)


def compact(content: Any) -> str:
    """Data as JSON on one line, for programs."""
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n"
