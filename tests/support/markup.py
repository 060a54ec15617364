"""HTML as the tests look at it: parsed by lxml, which is an opinion of its own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import lxml.html


def fragment(text: str) -> Any:
    """The elements of a part of a page, under one ``div``."""
    return lxml.html.fragment_fromstring(text, create_parent="div")


def document(text: str) -> Any:
    """The elements of a whole page."""
    return lxml.html.document_fromstring(text.encode("utf-8"), parser=_PARSER)


_PARSER = lxml.html.HTMLParser(encoding="utf-8")


def words(element: Any) -> str:
    """What a reader sees, with white space joined; what is ``hidden`` is left out."""
    return " ".join("".join(_seen(element)).split())


def _seen(element: Any) -> Iterator[str]:
    if isinstance(element.tag, str) and "hidden" not in element.attrib:
        yield element.text or ""
        for child in element:
            yield from _seen(child)
            yield child.tail or ""


def elements(root: Any) -> Iterator[Any]:
    """Every element, in the order of the page, without comments."""
    return (element for element in root.iter() if isinstance(element.tag, str))


def skeleton(text: str) -> list[tuple[str, tuple[str, ...]]]:
    """Tags with the names of their attributes, without any text."""
    return [(str(e.tag), tuple(sorted(e.attrib))) for e in elements(fragment(text))]


def ids(root: Any) -> list[str]:
    """Every ``id``, in the order of the page."""
    return [str(found) for found in root.xpath("//@id")]


def one(root: Any, identity: str) -> Any:
    """The element with an ``id``; there must be exactly one."""
    (found,) = [element for element in elements(root) if element.get("id") == identity]
    return found
