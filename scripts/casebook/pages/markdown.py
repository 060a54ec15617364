"""A page as Markdown for programs that read text: words, headings, lists, tables and links, no controls."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urljoin

from lxml import html

_BLANK = re.compile(r"\s+")
_LEFT_OUT = frozenset({
    "script", "style", "template", "svg", "button", "form", "input", "select", "dialog", "noscript",
    "textarea", "datalist",
})  # fmt: skip
"""Elements that do something and tell nothing."""
_HEADINGS = {f"h{level}": "#" * level for level in range(1, 7)}
_BLOCKS = frozenset({
    "p", "div", "section", "article", "header", "footer", "aside", "nav", "figure", "figcaption",
    "details", "summary", "dl", "dt", "dd", "ul", "ol", "li", "table", "blockquote", "pre", "main",
    "hr", "fieldset", "legend", "caption", *_HEADINGS,
})  # fmt: skip
_MARKS = {"strong": "**", "b": "**", "em": "*", "i": "*", "code": "`"}


def of(content: str, at: str) -> str:
    """The Markdown of a page's HTML.

    Args:
        content: The HTML of the article.
        at: The full address of the page, from which its links lead.
    """
    root = html.fragment_fromstring(content, create_parent="div")
    lines = (line.rstrip() for line in _block(root, at, ""))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip() + "\n"


def _block(element: html.HtmlElement, at: str, indent: str) -> Iterator[str]:
    """The lines of a block: what stands directly in it as paragraphs, and the blocks inside."""
    running = [element.text or ""]
    for child in element:
        if child.tag in _BLOCKS:
            yield from _paragraph(running, indent)
            running = []
            yield from _inside(child, at, indent)
        else:
            running.append(_inline(child, at))
        running.append(child.tail or "")
    yield from _paragraph(running, indent)


def _paragraph(parts: list[str], indent: str) -> Iterator[str]:
    text = _BLANK.sub(" ", "".join(parts)).strip()
    if text:
        yield from (indent + text, "")


def _inside(element: html.HtmlElement, at: str, indent: str) -> Iterator[str]:
    tag = element.tag
    if element.get("hidden") is not None:
        return
    if tag in _HEADINGS:
        yield from ("", f"{_HEADINGS[tag]} {_flat(element, at)}", "")
    elif tag in ("ul", "ol"):
        yield from _list(element, at, indent)
    elif tag == "table":
        yield from _table(element, at)
    elif tag == "pre":
        yield from ("```", *(element.text_content().strip("\n").split("\n")), "```", "")
    elif tag == "blockquote":
        yield from (f"> {line}" if line else ">" for line in _block(element, at, ""))
        yield ""
    elif tag == "dt":
        yield f"{indent}**{_flat(element, at)}**"
    else:
        yield from _block(element, at, indent)


def _list(element: html.HtmlElement, at: str, indent: str) -> Iterator[str]:
    for number, entry in enumerate(element.iterchildren("li"), 1):
        mark = "- " if element.tag == "ul" else f"{number}. "
        lines = [line for line in _block(entry, at, "") if line]
        yield from (
            indent + (mark if place == 0 else " " * len(mark)) + line
            for place, line in enumerate(lines)
        )
    yield ""


def _table(element: html.HtmlElement, at: str) -> Iterator[str]:
    for caption in element.iterchildren("caption"):
        yield from (_flat(caption, at), "")
    for number, row in enumerate(element.iter("tr")):
        cells = [_flat(cell, at).replace("|", "\\|") for cell in row.iterchildren("td", "th")]
        yield f"| {' | '.join(cells)} |"
        if number == 0:
            yield "|" + "---|" * len(cells)
    yield ""


def _flat(element: html.HtmlElement, at: str) -> str:
    """Everything in an element in one line."""
    parts = [element.text or ""]
    for child in element:
        gap = " " if child.tag in _BLOCKS else ""
        parts += (gap, _inline(child, at), gap, child.tail or "")
    return _BLANK.sub(" ", "".join(parts)).strip()


def _inline(element: html.HtmlElement, at: str) -> str:
    tag = element.tag
    if not isinstance(tag, str) or tag in _LEFT_OUT or element.get("hidden") is not None:
        return ""
    if tag == "br":
        return " "
    text = _flat(element, at)
    if tag == "a" and element.get("href") and text:
        return f"[{text}]({urljoin(at, element.get('href'))})"
    mark = _MARKS.get(tag, "") if text else ""
    if tag == "img":
        return element.get("alt") or ""
    lead = " " if element.text and element.text[:1].isspace() else ""
    trail = " " if len(element) == 0 and element.text and element.text[-1:].isspace() else ""
    return f"{lead}{mark}{text}{mark}{trail}"
