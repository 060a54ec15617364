"""What a check said in each version of its list, and what became of checks that are gone.

Answers that people keep in their browser, citations such as ``v1.0.0-VET-03``
and the map for machines all rest on this.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from casebook.corpus.library import Check, Library
from casebook.model.lists import Checklist, Item, Retired

_BEFORE_ALL, _AFTER_ALL = (-1,), (sys.maxsize,)
_DIGITS = 12  # of a fingerprint: 48 bits, for some hundred wordings


def number(version: str) -> tuple[int, ...]:
    """A version as numbers, which compare as versions do: 1.10.0 comes after 1.9.0."""
    return tuple(int(part) for part in version.split("."))


def fingerprint(statement: str, how_to_verify: str) -> str:
    """A short name of a wording: it changes when what is asked, or its evidence, changes."""
    text = "\n".join([" ".join(statement.split()), " ".join(how_to_verify.split())])
    return hashlib.sha256(text.encode()).hexdigest()[:_DIGITS]


def present(check: Check) -> str:
    """The fingerprint of what a check says today."""
    return fingerprint(check.item.statement, check.item.how_to_verify)


@dataclass(frozen=True)
class Said:
    """A wording of a check, with the versions of the list that had it, oldest first."""

    statement: str
    how_to_verify: str
    versions: tuple[str, ...]

    @property
    def fingerprint(self) -> str:
        """Its short name; see :func:`fingerprint`."""
        return fingerprint(self.statement, self.how_to_verify)


def versions(checklist: Checklist) -> tuple[str, ...]:
    """Every version of a list, oldest first; the present one alone if no history is kept."""
    return tuple(release.version for release in checklist.history) or (checklist.version,)


def wordings(checklist: Checklist, item: Item) -> tuple[Said, ...]:
    """Everything a check ever said, oldest first; the last is what it says now."""
    first = number(item.since) if item.since else _BEFORE_ALL
    held = [version for version in versions(checklist) if number(version) >= first]
    texts = [(item.statement, item.how_to_verify)]
    for wording in reversed(item.earlier):
        texts.insert(0, (wording.statement, wording.how_to_verify or texts[0][1]))
    ends = [_BEFORE_ALL, *(number(wording.until) for wording in item.earlier), _AFTER_ALL]
    return tuple(
        Said(*text, tuple(version for version in held if begin < number(version) <= end))
        for text, (begin, end) in zip(texts, pairwise(ends), strict=True)
    )


def spoken_in(checklist: Checklist, item: Item) -> tuple[str, ...]:
    """The versions of a list that hold a check, oldest first."""
    return tuple(version for said in wordings(checklist, item) for version in said.versions)


def held_in(checklist: Checklist, item: Retired) -> tuple[str, ...]:
    """The versions of a list that held a retired check, oldest first."""
    first = number(item.added) if item.added else _BEFORE_ALL
    return tuple(v for v in versions(checklist) if first <= number(v) < number(item.since))


def anchor(version: str) -> str:
    """Anchor of a version on the page of a check: ``v1.0.0``."""
    return f"v{version}"


def named(item: Retired) -> tuple[str, ...]:
    """The ids a retired check itself names as its successors."""
    return item.split_into or ((item.replaced_by,) if item.replaced_by else ())


def kind(item: Retired) -> str:
    """What became of a retired check: ``split``, ``replaced`` or ``withdrawn``."""
    if item.split_into:
        return "split"
    return "replaced" if item.replaced_by else "withdrawn"


def successors(library: Library, item_id: str) -> tuple[Check, ...]:
    """The checks of today that a retired one lives on in, however often it moved."""
    found = {check.id: check for check in _successors(library, item_id, frozenset())}
    return tuple(found.values())


def _successors(library: Library, item_id: str, passed: frozenset[str]) -> Iterator[Check]:
    if item_id in library.checks:
        yield library.checks[item_id]
    elif item_id in library.gone and item_id not in passed:
        for following in named(library.gone[item_id].item):
            yield from _successors(library, following, passed | {item_id})
