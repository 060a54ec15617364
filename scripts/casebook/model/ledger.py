"""The ledger: every address ever published, and where those that moved lead now."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping
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

    @cached_property
    def _in_order(self) -> list[str]:
        """Every recorded page, sorted."""
        return sorted(self.pages)

    @cached_property
    def _by_file(self) -> Mapping[str, list[str]]:
        """The pages that each file records."""
        found = defaultdict(list)
        for page in self.pages:
            found[self.file(page)].append(page)
        return found

    def under(self, beginning: str) -> Iterator[str]:
        """Every recorded page whose address begins so, sorted; takes no longer in a large ledger."""
        for place in range(bisect_left(self._in_order, beginning), len(self._in_order)):
            page = self._in_order[place]
            if not page.startswith(beginning):
                return
            yield page

    def recorded_in(self, file: str) -> list[str]:
        """The pages that a file records; none if there is no such file."""
        return self._by_file.get(file, [])

    def file(self, address: str) -> str:
        """The path, from the root, of the file that records an address; empty if none does."""
        return self.files.get(address) or self.files.get(address.partition("#")[0], "")
