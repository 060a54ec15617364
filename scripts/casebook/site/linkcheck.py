"""Look over a built site: every link and fragment resolves, and nothing breaks the policy.

MkDocs checks no link inside ready HTML, so the built files themselves are
read: every ``href`` and ``src`` that stays on the site must lead to a file,
every fragment to an ``id`` in it.
"""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from casebook.base.problems import Problem
from casebook.base.words import counted

_TAG = re.compile(r"<[a-zA-Z][^\s/>]*[\s/](?:[^>\"']|\"[^\"]*\"|'[^']*')*>")
_ASKED = re.compile(
    r"[\s/](id|href|src|action|poster|style|on[a-z]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))"
    r"|\"[^\"]*\"|'[^']*'",
    re.IGNORECASE,
)
"""The attributes that matter; the values of all others are passed over whole."""
_LINKS = frozenset({"href", "src", "action", "poster"})
_NAME = re.compile(r"<([a-zA-Z0-9-]+)")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_CODE = re.compile(r"<(script|style)\b([^>]*)>(.*?)</\1\s*>", re.DOTALL | re.IGNORECASE)
_ELSEWHERE = re.compile(r"^(?:[a-z][a-z0-9+.-]*:|//)", re.IGNORECASE)


@dataclass(frozen=True)
class Scan:
    """What matters of one HTML file."""

    links: frozenset[str]
    """Where the page points on this site: every link but those to other hosts."""
    ids: frozenset[str]
    doubled: tuple[str, ...]
    """Ids that stand on the page more than once."""
    inline: tuple[str, ...]
    """Inline scripts, styles and handlers, which the policy would block."""


def scan(text: str) -> Scan:
    """Read links, ids and inline code from HTML."""
    bare = _COMMENT.sub("", text) if "<!--" in text else text
    inline = [m[1].lower() for m in _CODE.finditer(bare) if m[3].strip() and "json" not in m[2]]
    bare = _CODE.sub(r"<\1\2></\1>", bare)
    links: set[str] = set()
    ids: set[str] = set()
    doubled: list[str] = []
    for tag in _TAG.findall(bare):
        for asked, double, single, bare_value in _ASKED.findall(tag):
            if not asked:
                continue
            name, value = asked.lower(), double or single or bare_value
            if "&" in value:
                value = html.unescape(value)
            if name == "id":
                if value in ids:
                    doubled.append(value)
                ids.add(value)
            elif name not in _LINKS:
                inline.append(f"{_NAME.findall(tag)[0]} {name}")
            elif not _ELSEWHERE.match(value):
                links.add(value)
    return Scan(frozenset(links), frozenset(ids), tuple(doubled), tuple(inline))


def scans(folder: Path) -> dict[str, Scan]:
    """What matters of every HTML file under ``folder``, by its path from there."""
    return {
        path.relative_to(folder).as_posix(): scan(path.read_text("utf-8"))
        for path in sorted(folder.rglob("*.html"))
    }


def check(folder: Path, found: Mapping[str, Scan], base: str = "/") -> list[Problem]:
    """Check every link of the pages found, and what else they must not have.

    A dead link that many pages share, such as one in the footer, is told once.

    Args:
        folder: The built site, with all its files in place.
        found: Its pages, from :func:`scans`.
        base: Path of the site's address, such as ``/`` or ``/name/``; links that
            begin with a slash are read from there.
    """
    base = base.rstrip("/") + "/"
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    problems = []
    dead: dict[str, list[tuple[str, str]]] = {}
    for name, page in found.items():
        doubled = [f"the id `{anchor}` stands twice" for anchor in page.doubled]
        problems += [_problem(folder, name, "site/doubled-id", said) for said in doubled]
        inline = [f"there is inline code: {code}" for code in page.inline]
        problems += [_problem(folder, name, "site/inline-code", said) for said in inline]
        for target in page.links:
            where, why = _complaint(name, target, base, files, found)
            if why:
                dead.setdefault(f"{where} {why}", []).append((name, target))
    for complaint, places in dead.items():
        name, target = min(places)
        others = len(places) - 1
        more = f", and on {counted(others, 'more page')}" if others else ""
        problems.append(_problem(folder, name, "site/dead-link", complaint + more, target))
    return sorted(problems)


def _resolved(start: str, path: str) -> str:
    """The path from the root of the site; folders keep their slash, the root is empty."""
    found = posixpath.normpath(posixpath.join(start, path))
    if found == ".":
        return ""
    folder = path.endswith("/") or path.rpartition("/")[2] in (".", "..")
    return found + "/" if folder else found


def _problem(folder: Path, name: str, rule: str, message: str, near: str = "") -> Problem:
    text = (folder / name).read_text("utf-8") if near else ""
    line = text.count("\n", 0, max(0, text.find(html.escape(near)))) + 1
    remedy = "Mend the page or the template it comes from."
    return Problem(f"site/{name}", line, 1, rule, message, remedy)


def _complaint(
    name: str, target: str, base: str, files: set[str], scans: Mapping[str, Scan]
) -> tuple[str, str]:
    """The address a link means, and what is wrong with it; nothing if it leads somewhere."""
    parts = urlsplit(target)
    path, fragment = unquote(parts.path), unquote(parts.fragment)
    start = posixpath.dirname(name)
    if path.startswith("/"):
        if not path.startswith(base):
            return f"`{target}`", "leads out of the site"
        path, start = path[len(base) :] or ".", ""
    found = _resolved(start, path) if path else name
    if found.startswith(".."):
        return f"`{target}`", "leads out of the site"
    file = found + "index.html" if found == "" or found.endswith("/") else found
    if file not in files:
        return f"`/{found}`", "is linked and is not there"
    if fragment and file in scans and fragment not in scans[file].ids:
        return f"`/{found}#{fragment}`", "is linked, and no such place is on the page"
    return "", ""
