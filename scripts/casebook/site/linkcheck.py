"""Look over a built site: every link and fragment resolves, and nothing breaks the policy.

MkDocs checks no link inside ready HTML, so the built files themselves are
read: every ``href`` and ``src`` that stays on the site must lead to a file,
every fragment to an ``id`` in it.
"""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import etree, html

from casebook.base.problems import Problem
from casebook.base.words import counted

_LINKS = ("href", "src", "action", "poster")
_ELSEWHERE = re.compile(r"^(?:[a-z][a-z0-9+.-]*:|//)", re.IGNORECASE)
_WATCHED = etree.XPath("//*[@id or @href or @src or @action or @poster]")
_CODE = etree.XPath("//script | //style")
_INLINE = etree.XPath("//@*[name() = 'style' or starts-with(name(), 'on')]")


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
    root = html.document_fromstring(text)
    ids: Counter[str] = Counter()
    links: set[str] = set()
    for element in _WATCHED(root):
        attributes = element.attrib
        if "id" in attributes:
            ids[attributes["id"]] += 1
        links.update(attributes[name] for name in _LINKS if name in attributes)
    return Scan(
        frozenset(link for link in links if not _ELSEWHERE.match(link)),
        frozenset(ids),
        tuple(name for name, times in ids.items() if times > 1),
        tuple(_inline(root)),
    )


def _inline(root: html.HtmlElement) -> Iterator[str]:
    for code in _CODE(root):
        if (code.text or "").strip() and "json" not in code.get("type", ""):
            yield code.tag
    yield from (f"{each.getparent().tag} {each.attrname}" for each in _INLINE(root))


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
    line = text.count("\n", 0, max(0, text.find(escape(near)))) + 1
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
