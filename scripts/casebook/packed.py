"""Zip files that are the same each time they are made."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Mapping

_THEN = dt.date(1980, 1, 1)
"""The earliest day a zip file can tell; it says nothing about the build."""


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
    """The same zip file without the times that a library wrote into it."""
    with zipfile.ZipFile(io.BytesIO(archive)) as given:
        return packed({name: given.read(name) for name in given.namelist()})
