"""HTML as the tests look at it: parsed by lxml, which is an opinion of its own."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urljoin

import lxml.html


def fragment(text: str) -> Any:
    """The elements of a part of a page, under one ``div``."""
    return lxml.html.fragment_fromstring(text, create_parent="div")


def document(text: str) -> Any:
    """The elements of a whole page."""
    return lxml.html.document_fromstring(text.encode("utf-8"), parser=_PARSER)


_PARSER = lxml.html.HTMLParser(encoding="utf-8")


def words(element: Any, *, english: bool = False) -> str:
    """What a reader sees, with white space joined; what is ``hidden`` is left out.

    Args:
        element: Where to read.
        english: Leave out quotations in other languages.
    """
    return " ".join("".join(_seen(element, english=english)).split())


def _seen(element: Any, *, english: bool) -> Iterator[str]:
    foreign = english and not element.get("lang", "en").startswith("en")
    if isinstance(element.tag, str) and "hidden" not in element.attrib and not foreign:
        yield element.text or ""
        for child in element:
            yield from _seen(child, english=english)
            yield child.tail or ""


def elements(root: Any) -> Iterator[Any]:
    """Every element, in the order of the page, without comments."""
    return (element for element in root.iter() if isinstance(element.tag, str))


def skeleton(text: str) -> list[tuple[str, tuple[str, ...]]]:
    """Tags with the names of their attributes, without any text."""
    return [(str(e.tag), tuple(sorted(e.attrib))) for e in elements(fragment(text))]


_ROOT = "https://site.example/"


def links(element: Any, at: str = "") -> list[str]:
    """Where its links lead, as addresses of the site: ``cases/x/#claim-y``.

    ``at`` is the address of the page; a link to another host comes as it is.
    """
    return [
        urljoin(_ROOT + at, str(found)).removeprefix(_ROOT) for found in element.xpath(".//a/@href")
    ]


def ids(root: Any) -> list[str]:
    """Every ``id``, in the order of the page."""
    return [str(found) for found in root.xpath("//@id")]


def one(root: Any, identity: str) -> Any:
    """The element with an ``id``; there must be exactly one."""
    (found,) = [element for element in elements(root) if element.get("id") == identity]
    return found


_VOID = frozenset(["br", "wbr", "hr", "img", "input", "link", "meta"])
_PHRASES_ONLY = frozenset(["p", "h1", "h2", "h3", "h4", "dt", "a", "span", "b", "summary"])
_BLOCKS = frozenset(
    [
        "p",
        "h1",
        "h2",
        "h3",
        "h4",
        "ul",
        "ol",
        "dl",
        "div",
        "section",
        "table",
        "blockquote",
        "aside",
    ]
)


class _Nesting(HTMLParser):
    """Follows the tags as they are written, where lxml and browsers would mend them."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        self.faults += [f"{tag} has {name} twice" for name in set(names) if names.count(name) > 1]
        if tag in _BLOCKS:
            self.faults += [
                f"{tag} in {each}" for each in self.open if each in _PHRASES_ONLY - {"a"}
            ]
        if tag in ("a", "button") and {"a", "button"} & set(self.open):
            self.faults.append(f"{tag} in a link or button")
        if tag not in _VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> closes what is not open")


def faults(text: str) -> list[str]:
    """What a parser would have to mend: wrong nesting, doubled attributes, tags left open."""
    reader = _Nesting()
    reader.feed(text)
    reader.close()
    return reader.faults + [f"{tag} stays open" for tag in reader.open]
