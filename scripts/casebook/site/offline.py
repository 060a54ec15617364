"""The built site as one zip file, for use without a network: the same site gives the same bytes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from casebook.base.packing import pack

README = "READ-ME-FIRST.txt"
_FOLDER = "casebook-site"
_TOLD = """\
AI Governance Casebook, the whole site

1. Unpack this archive.
2. In the folder casebook-site run: python3 -m http.server 8000
3. Open http://localhost:8000/ in a browser.

Pages, search, checklists, exercises and downloads work without a network.
A browser that opens the files without a server shows folders in place of pages,
and its search does not work. Links to sources lead out, and a printed address or
code leads to the public site. Texts and data: CC BY 4.0.
"""


def write(site: Path, target: Path) -> int:
    """Pack the site in a folder into a new file, and return its size in bytes.

    Raises:
        ValueError: if the file would be inside the site, which would then hold itself.
        OSError: if it cannot be written.
    """
    if target.resolve().is_relative_to(site.resolve()):
        message = f"{target} is inside the site"
        raise ValueError(message)
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("wb") as made:
        pack(made, _files(site))
    return target.stat().st_size


def _files(site: Path) -> Iterator[tuple[str, bytes]]:
    yield f"{_FOLDER}/{README}", _TOLD.encode()
    paths = (path for path in site.rglob("*") if path.is_file())
    for name, path in sorted((path.relative_to(site).as_posix(), path) for path in paths):
        yield f"{_FOLDER}/{name}", path.read_bytes()
