"""Blanks that say nothing: at line ends, after colons and commas, between and after blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from casebook.fixes.edits import Edit, applied
from casebook.source import Node, nodes, walk

_AFTER_COLON = re.compile(r" *: +")
_COMMA = re.compile(r" *, *")


def spaced(text: str) -> str:
    """The text with one blank after each colon and comma, none at line ends, and one line end at its end."""
    tree = nodes(text)
    text = applied(text, _between(tree, text))
    kept = _inside(nodes(text), text)
    lines: list[str] = []
    for number, line in enumerate(text.split("\n")):
        if number in kept:
            lines.append(line)
        elif line.strip(" ") or (lines and lines[-1]):
            lines.append(line.rstrip(" "))
    while lines and not lines[-1]:
        lines.pop()
    return "\n".join(lines) + "\n"


def _between(tree: Node, text: str) -> Iterator[Edit]:
    for node in walk(tree):
        for key, value in node.pairs:
            gap = text[key.end : value.start]
            if _AFTER_COLON.fullmatch(gap) and gap != ": ":
                yield Edit(key.end, value.start, ": ")
        if node.flow:
            yield from _commas(node, text)


def _commas(node: Node, text: str) -> Iterator[Edit]:
    parts = node.entries or tuple(value for _, value in node.pairs)
    starts = node.entries or tuple(key for key, _ in node.pairs)
    for before, after in zip(parts, starts[1:], strict=False):
        gap = text[before.end : after.start]
        if _COMMA.fullmatch(gap) and gap != ", ":
            yield Edit(before.end, after.start, ", ")


def _inside(tree: Node, text: str) -> set[int]:
    """Lines inside a text of several lines, where blanks may be part of what it says."""
    found: set[int] = set()
    for node in walk(tree):
        if node.kind == "text" and "\n" in text[node.start : node.end]:
            first = text.count("\n", 0, node.start)
            last = text.count("\n", 0, node.end)
            # The last line of a quoted text ends outside of it.
            found.update(
                range(first if node.style in ("'", '"') and last > first else first + 1, last + 1)
            )
    return found
