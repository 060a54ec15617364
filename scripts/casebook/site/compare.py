"""Which pages of two built sites differ: for reviewers, who want to look at these and no others."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Compared:
    """Addresses of pages, in order."""

    new: tuple[str, ...]
    changed: tuple[str, ...]
    gone: tuple[str, ...]


def compare(before: Path, now: Path) -> Compared:
    """Compare the pages of two built sites by their bytes."""
    old, new = _pages(before), _pages(now)
    return Compared(
        tuple(page for page in new if page not in old),
        tuple(page for page in new if page in old and old[page] != new[page]),
        tuple(page for page in old if page not in new),
    )


def _pages(site: Path) -> dict[str, str]:
    found = {}
    for path in sorted(site.rglob("*.html")):
        address = path.relative_to(site).as_posix().removesuffix("index.html")
        found[address] = hashlib.sha256(path.read_bytes()).hexdigest()
    return found
