"""The ledger: every address ever published, and where those that moved lead now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property


@dataclass(frozen=True)
class Ledger:
    """Every published address, as all files of the ledger together record it.

    An address begins with a slash; ``/cases/x/#claim-a`` is an anchor of the
    page ``/cases/x/``. Whatever has a successor is recorded as an address too.
    """

    pages: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Anchors of each recorded page, sorted."""
    moved: Mapping[str, str] = field(default_factory=dict)
    """Successor of each address that moved."""
    reasons: Mapping[str, str] = field(default_factory=dict)
    """Why an address moved, where somebody wrote it down."""
    files: Mapping[str, str] = field(default_factory=dict)
    """The file that records a page; an anchor has an entry only if it is recorded elsewhere."""

    @cached_property
    def moved_parts(self) -> Mapping[str, tuple[str, ...]]:
        """Anchors that moved, by the page on which they were."""
        found: dict[str, tuple[str, ...]] = {}
        for address in self.moved:
            page, mark, anchor = address.partition("#")
            if mark:
                found[page] = (*found.get(page, ()), anchor)
        return found

    def file(self, address: str) -> str:
        """The path, from the root, of the file that records an address; empty if none does."""
        return self.files.get(address) or self.files.get(address.partition("#")[0], "")
