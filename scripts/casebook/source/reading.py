"""Read one YAML file into plain data and the place of every key and value."""

from __future__ import annotations

import hashlib
import stat
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from casebook.base.problems import Loc, Problem
from casebook.source import characters, composing, quick
from casebook.source.places import NOWHERE, Place, find

_TOLD = 200  # a file with more mistakes of form than this is told the first ones
MAX_BYTES = 512 * 1024
"""A case of 150 claims stays below this; anything above is not a case."""


@dataclass(frozen=True)
class Source:
    """One file: its path, its data, and where everything in it stands.

    ``data`` holds mappings, lists, text and ``None``. Plain scalars stay text
    (``NO`` is Norway, ``2024-10-18`` is not a Python date): the model decides
    what they mean.
    """

    path: str
    digest: str
    text: str
    data: Any

    @cached_property
    def place(self) -> Place:
        """Where everything stands; found when first asked for."""
        return composing.compose(self.text, self.path)[1] or NOWHERE

    def without_data(self) -> Source:
        """The same source for those who only ask where things stand."""
        return Source(self.path, self.digest, self.text, None)

    def at(self, loc: Loc, *, key: bool = False) -> tuple[int, int]:
        """Line and column of a place, or of the nearest place above it that exists.

        ``key`` asks for the key of the last step rather than its value.
        """
        return find(self.place, loc, key=key)


def read(path: Path, shown: str, kept: Source | None = None) -> tuple[Source | None, list[Problem]]:
    """Read the file at ``path``; problems show it as ``shown``.

    Returns ``kept`` itself, and no problems, if the content has not changed
    since ``kept`` was read.
    """
    raw, problems = _content(path, shown)
    if raw is None:
        return None, problems
    if kept is not None and kept.digest == hashlib.sha256(raw).hexdigest():
        return kept, []
    return read_bytes(raw, shown)


def read_text(path: Path, shown: str) -> tuple[str | None, list[Problem]]:
    """Read a file that is text and not YAML, within the same bounds as one that is."""
    raw, problems = _content(path, shown)
    return (None, problems) if raw is None else _text(raw, shown)


def _content(path: Path, shown: str) -> tuple[bytes | None, list[Problem]]:
    """What a file holds, up to a byte more than is allowed."""
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            return None, [_unreadable(shown, "is a folder, not a file")]
        if not stat.S_ISREG(mode):
            # Reading a pipe or a terminal would wait for somebody to write into it.
            return None, [_unreadable(shown, "is a device or a pipe, not a file")]
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1), []
    except OSError as error:
        return None, [_unreadable(shown, f"cannot be opened ({(error.strerror or '').lower()})")]


def read_bytes(raw: bytes, shown: str) -> tuple[Source | None, list[Problem]]:
    """Read the content of a file; see :func:`read`."""
    text, problems = _text(raw, shown)
    if text is None:
        return None, problems
    digest = hashlib.sha256(raw).hexdigest()
    data = quick.data(text)
    if data is not None:
        return Source(shown, digest, text, data), problems
    text, data, found = composing.recover(text, shown)
    problems = sorted({*problems, *_apart(found, problems)})[:_TOLD]
    return (None if data is None else Source(shown, digest, text, data)), problems


def _text(raw: bytes, shown: str) -> tuple[str | None, list[Problem]]:
    if len(raw) <= MAX_BYTES:
        return characters.decode(raw, shown)
    return None, [
        Problem(
            shown,
            1,
            1,
            "yaml/too-large",
            f"the file is larger than {MAX_BYTES // 1024} KiB",
            "Keep the case to what its sources say, or split it into two cases.",
        )
    ]


def _apart(found: list[Problem], known: list[Problem]) -> list[Problem]:
    # A tab that breaks the parse is told once, as a tab.
    told = {problem.line for problem in known}
    return [p for p in found if not (p.rule == "yaml/syntax" and (known and p.line in told))]


def _unreadable(shown: str, why: str) -> Problem:
    return Problem(
        shown,
        1,
        1,
        "yaml/unreadable",
        f"the file {why}",
        "Give the path of a YAML file that you may read.",
    )
