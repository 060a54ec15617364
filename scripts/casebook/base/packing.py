"""Contents of files: zip files that are the same each time they are made, and data on one line."""

from __future__ import annotations

import datetime as dt
import io
import json
import zipfile
from collections.abc import Iterable, Mapping
from typing import IO, Any

_THEN = dt.date(1980, 1, 1)
"""The earliest day a zip file can tell; it says nothing about the build."""


def packed(files: Mapping[str, bytes | str], day: dt.date = _THEN) -> bytes:
    """A zip file of these files, in their order, as of a day and not of the time of making."""
    made = io.BytesIO()
    pack(made, files.items(), day)
    return made.getvalue()


def pack(made: IO[bytes], files: Iterable[tuple[str, bytes | str]], day: dt.date = _THEN) -> None:
    """Write a zip file into ``made`` as :func:`packed` does, one file after the other."""
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            entry = zipfile.ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system, entry.external_attr = 3, 0o644 << 16  # to be read by all
            archive.writestr(entry, content)


def indented(content: Any) -> str:
    """Data as JSON that people can read too, one value a line."""
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def compact(content: Any) -> str:
    """Data as JSON on one line, for programs."""
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n"
