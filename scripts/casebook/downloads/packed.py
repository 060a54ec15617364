"""Zip files that are the same each time they are made."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

_THEN = (1980, 1, 1, 0, 0, 0)
"""The earliest time a zip file can tell; it says nothing about the build."""


def packed(files: Mapping[str, bytes | str]) -> bytes:
    """A zip file of these files, in their order, without the time of making."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, _THEN)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return made.getvalue()


def steady(archive: bytes) -> bytes:
    """The same zip file without the times that a library wrote into it."""
    with zipfile.ZipFile(io.BytesIO(archive)) as given:
        return packed({name: given.read(name) for name in given.namelist()})
