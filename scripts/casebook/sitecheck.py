"""Look over a built site: every link and fragment resolves, and nothing breaks the policy.

MkDocs checks no link inside ready HTML, so the built files themselves are
read: every ``href`` and ``src`` that stays on the site must lead to a file,
every fragment to an ``id`` in it.
"""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from casebook.problems import Problem

_TAG = re.compile(
    r"<([a-zA-Z][a-zA-Z0-9-]*)((?:\s+[^\s=<>\"'/]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'<>]+))?)*)\s*/?>"
)
_ATTRIBUTE = re.compile(r"([^\s=<>\"'/]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'<>]+)))?")
_LINKS = {"href", "src", "action", "poster"}
_SKIPPED = re.compile(r"<(script|style)\b[^>]*>.*?</\1\s*>|<!--.*?-->", re.DOTALL | re.IGNORECASE)
_ELSEWHERE = re.compile(r"^(?:[a-z][a-z0-9+.-]*:|//)", re.IGNORECASE)


@dataclass(frozen=True)
class Link:
    """A link on a page: where it points, and the line it stands on."""

    target: str
    line: int


@dataclass(frozen=True)
class Scan:
    """What matters of one HTML file."""

    links: tuple[Link, ...]
    ids: frozenset[str]
    doubled: tuple[str, ...]
    """Ids that stand on the page more than once."""
    inline: tuple[str, ...]
    """Inline scripts, styles and handlers, which the policy would block."""


def scan(text: str) -> Scan:
    """Read links, ids and inline code from HTML."""
    links, ids, doubled, inline = [], set(), [], list(_inline_blocks(text))
    for tag in _TAG.finditer(_SKIPPED.sub(_blank, text)):
        for name, *values in _ATTRIBUTE.findall(tag[2]):
            attribute, value = name.lower(), html.unescape(next((v for v in values if v), ""))
            if attribute == "id":
                if value in ids:
                    doubled.append(value)
                ids.add(value)
            elif attribute in _LINKS and not (tag[1].lower() == "link" and "canonical" in tag[2]):
                links.append(Link(value, text.count("\n", 0, tag.start()) + 1))
            elif attribute == "style" or attribute.startswith("on"):
                inline.append(f"{tag[1]} {attribute}")
    links += [Link(m[1], text.count("\n", 0, m.start()) + 1) for m in _SCRIPT_SRC.finditer(text)]
    return Scan(tuple(links), frozenset(ids), tuple(doubled), tuple(inline))


_SCRIPT_SRC = re.compile(r"<script\b[^>]*\bsrc=\"([^\"]*)\"", re.IGNORECASE)
_INLINE_SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script>", re.DOTALL | re.IGNORECASE)


def _blank(match: re.Match[str]) -> str:
    return "\n" * match[0].count("\n")


def _inline_blocks(text: str) -> Iterator[str]:
    for match in _INLINE_SCRIPT.finditer(text):
        if match[2].strip() and "application/" not in match[1]:
            yield "script"
    if re.search(r"<style\b", text, re.IGNORECASE):
        yield "style"


def check(folder: Path, base: str = "/") -> list[Problem]:
    """Check every HTML file under ``folder``.

    Args:
        folder: The built site.
        base: Path of the site's address, such as ``/`` or ``/name/``; links that
            begin with a slash are read from there.
    """
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    scans = {
        name: scan((folder / name).read_text("utf-8"))
        for name in sorted(files)
        if name.endswith(".html")
    }
    problems = []
    for name, found in scans.items():
        problems += [
            _problem(name, 1, "site/doubled-id", f"the id `{i}` stands twice")
            for i in found.doubled
        ]
        problems += [
            _problem(name, 1, "site/inline-code", f"there is inline code: {i}")
            for i in found.inline
        ]
        for link in found.links:
            complaint = _complaint(name, link.target, base, files, scans)
            if complaint:
                problems.append(_problem(name, link.line, "site/dead-link", complaint))
    return problems


def _resolved(start: str, path: str) -> str:
    """The path from the root of the site; folders keep their slash, the root is empty."""
    found = posixpath.normpath(posixpath.join(start, path))
    if found == ".":
        return ""
    folder = path.endswith("/") or path.rpartition("/")[2] in (".", "..")
    return found + "/" if folder else found


def _problem(name: str, line: int, rule: str, message: str) -> Problem:
    return Problem(
        f"site/{name}", line, 1, rule, message, "Mend the page or the template it comes from."
    )


def _complaint(
    name: str, target: str, base: str, files: set[str], scans: Mapping[str, Scan]
) -> str:
    if _ELSEWHERE.match(target):
        return ""
    parts = urlsplit(target)
    path, fragment = unquote(parts.path), unquote(parts.fragment)
    start = posixpath.dirname(name)
    if path.startswith("/"):
        if not path.startswith(base):
            return f"`{target}` leads out of the site"
        path, start = path[len(base) :] or ".", ""
    found = _resolved(start, path) if path else name
    if found.startswith(".."):
        return f"`{target}` leads out of the site"
    file = found + "index.html" if found == "" or found.endswith("/") else found
    if file not in files:
        return f"`{target}` leads to nothing"
    if fragment and file in scans and fragment not in scans[file].ids:
        return f"`{target}` leads to a place that is not on the page"
    return ""
