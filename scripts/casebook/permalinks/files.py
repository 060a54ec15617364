"""The files of the ledger: one address on each line, and where it leads if it moved.

There is one file for each case, checklist, framework and pattern, and one for
the rest, so that two branches which add something do not change the same file.
Which file holds a line makes no difference to what the line says.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from casebook.base.problems import Problem
from casebook.model.ledger import Ledger
from casebook.model.lists import Permalinks

FOLDER = "docs/permalinks"
OLD_FILE = "docs/permalinks.yml"
"""The whole ledger as it was kept before; still read where there is one, and by ``--since``."""
ENDING = ".txt"
MALFORMED = "permalinks/malformed"
"""The rule that a line breaks if it cannot be read."""
_HEADER = """\
# Published addresses, which must keep answering. `casebook publish` adds new ones.
# Never delete a line. If something moved, write: OLD -> NEW because REASON
"""
_NAME = "[A-Za-z0-9_~-][A-Za-z0-9._~-]*"  # no dot at the beginning: `..` would lead out of the site
_ADDRESS = rf"/(?:{_NAME}/)*(?:{_NAME})?(?:#[^\s#]+)?"
_IS_ADDRESS = re.compile(_ADDRESS)
_LINE = re.compile(rf"({_ADDRESS})(?: -> ({_ADDRESS})(?: because (\S.*))?)?")
_CONFLICT = ("<<<<<<<", "|||||||", "=======", ">>>>>>>")


class Line(NamedTuple):
    """A line of a file; without a successor the address itself still answers."""

    address: str
    successor: str = ""
    reason: str = ""
    number: int = 1
    """Where in its file it was read."""

    def __str__(self) -> str:
        """The line as it stands in the file."""
        if not self.successor:
            return self.address
        because = f" because {self.reason}" if self.reason else ""
        return f"{self.address} -> {self.successor}{because}"


def path(home: str) -> str:
    """The file of what is called ``home``, such as ``cases/x`` or ``site``, from the root."""
    return f"{FOLDER}/{home}{ENDING}"


def is_ours(shown: str) -> bool:
    """Whether a path from the root is that of a file of the ledger."""
    return shown.startswith(f"{FOLDER}/") and shown.endswith(ENDING)


# Reading


def parse(text: str, shown: str) -> tuple[list[Line], list[Problem]]:
    """The lines of a file that can be read, and a problem for each that cannot."""
    lines: list[Line] = []
    problems = []
    for number, raw in enumerate(text.split("\n"), 1):
        line = raw.rstrip()
        match = _LINE.fullmatch(line)
        if match:
            lines.append(Line(match[1], match[2] or "", match[3] or "", number))
        elif line and not (line.startswith("#") and not lines):
            message, remedy = _complaint(line)
            problems.append(Problem(shown, number, 1, MALFORMED, message, remedy))
    return lines, problems


def _complaint(line: str) -> tuple[str, str]:
    """What is wrong with a line, and what to do."""
    if line.startswith(_CONFLICT):
        return "this is the mark of a merge conflict", (
            "Keep the addresses of both sides, delete the marks, and run `casebook publish`."
        )
    if line.startswith("#"):
        return "there is a comment below an address, and `casebook publish` would delete it", (
            "Delete it, or write it at the end of a line: OLD -> NEW because REASON."
        )
    address, arrow, rest = line.partition(" -> ")
    successor = f"{rest} ".partition(" because ")[0].rstrip()
    wrong = next(
        (part for part in (address, *([successor] if arrow else ())) if not _is_address(part)), None
    )
    message = (
        "there is no reason after `because`"
        if wrong is None
        else f"`{wrong}` is not an address of the site"
    )
    return message, (
        "Write one address on each line, with a slash at the beginning and without the host; "
        "if it moved, OLD -> NEW because REASON."
    )


def _is_address(text: str) -> bool:
    return _IS_ADDRESS.fullmatch(text) is not None


def ledger(
    files: Iterable[tuple[str, Iterable[Line]]], old: Permalinks | None = None
) -> tuple[Ledger, list[Problem]]:
    """The ledger that some files make together, and a problem for each line that contradicts another.

    Args:
        files: Path and lines of each.
        old: What the one file from before holds, if it is still there.
    """
    anchors: dict[str, set[str]] = {}
    moved: dict[str, str] = {}
    reasons: dict[str, str] = {}
    lines_in: dict[str, str] = {}
    first_in: dict[str, str] = {}
    problems = []
    for shown, lines in [*files, *([(OLD_FILE, _lines(old))] if old else [])]:
        for line in lines:
            page, _, anchor = line.address.partition("#")
            lines_in.setdefault(line.address, shown)
            first_in.setdefault(page, shown)
            held = anchors.setdefault(page, set())
            if anchor:
                held.add(anchor)
            if line.successor and moved.setdefault(line.address, line.successor) != line.successor:
                problems.append(_contradiction(shown, line, moved[line.address]))
            if line.reason:
                reasons.setdefault(line.address, line.reason)
    pages = {page: tuple(sorted(anchors[page])) for page in sorted(anchors)}
    # A page that no line names is recorded by the first of its anchors.
    where = {page: lines_in.get(page, first) for page, first in first_in.items()}
    where |= {
        address: shown
        for address, shown in lines_in.items()
        if where[address.partition("#")[0]] != shown
    }
    return Ledger(pages, dict(sorted(moved.items())), reasons, where), problems


def _contradiction(shown: str, line: Line, other: str) -> Problem:
    return Problem(
        shown,
        line.number,
        1,
        MALFORMED,
        f"`{line.address}` leads to `{line.successor}` here, and to `{other}` in another line",
        "Keep the line with the right successor, and delete the other one.",
    )


def _lines(old: Permalinks) -> Iterator[Line]:
    for page, anchors in old.pages.items():
        yield Line(page)
        yield from (Line(f"{page}#{anchor}") for anchor in anchors)
    for address, successor in old.moved.items():
        yield Line(address, successor, old.reasons.get(address, ""))


# Writing


def texts(ledger: Ledger) -> Mapping[str, str]:
    """The content of every file of the ledger, by its path from the root."""
    lines: dict[str, list[str]] = {}
    for page, anchors in ledger.pages.items():
        for address in (page, *(f"{page}#{anchor}" for anchor in anchors)):
            successor, reason = ledger.moved.get(address, ""), ledger.reasons.get(address, "")
            line = str(Line(address, successor, reason))
            lines.setdefault(ledger.file(address), []).append(line)
    return {
        shown: _HEADER + "".join(f"{line}\n" for line in sorted(found))
        for shown, found in sorted(lines.items())
    }
