"""Where every part of a file begins and ends, for those who mend the text and not the data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import yaml


@dataclass(frozen=True, slots=True)
class Node:
    """One value of a file as it is written; ``start`` and ``end`` count characters from 0.

    ``pairs`` are filled for a mapping and ``entries`` for a list; for text
    ``value`` is what it says and ``style`` how it is quoted: empty, ``'``,
    ``"``, ``|`` or ``>``.
    """

    kind: str
    start: int
    end: int
    flow: bool = False
    style: str = ""
    value: str = ""
    pairs: tuple[tuple[Node, Node], ...] = ()
    entries: tuple[Node, ...] = ()


@lru_cache(maxsize=2)
def nodes(text: str) -> Node:
    """The tree of a file that :func:`casebook.source.read_bytes` could read without a problem.

    The text has no carriage return. The tree of a text that was just asked for is kept,
    since those who mend ask again where nothing changed.
    """
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    return _node(yaml.compose(text, Loader=yaml.CBaseLoader), text, starts)


def _node(node: Any, text: str, starts: list[int]) -> Node:
    start = starts[node.start_mark.line] + node.start_mark.column
    end = starts[node.end_mark.line] + node.end_mark.column
    if isinstance(node, yaml.MappingNode):
        pairs = tuple((_node(k, text, starts), _node(v, text, starts)) for k, v in node.value)
        # A block ends with its last value: the parser's mark lies behind the comments after it.
        last = end if node.flow_style or not pairs else pairs[-1][1].end
        return Node("mapping", start, last, flow=bool(node.flow_style), pairs=pairs)
    if isinstance(node, yaml.SequenceNode):
        entries = tuple(_node(entry, text, starts) for entry in node.value)
        last = end if node.flow_style or not entries else entries[-1].end
        return Node("list", start, last, flow=bool(node.flow_style), entries=entries)
    end = start + len(text[start:end].rstrip())
    return Node("text", start, end, style=node.style or "", value=node.value)


def walk(node: Node) -> Iterator[Node]:
    """The node and everything in it, keys included, from the outside in."""
    yield node
    for key, value in node.pairs:
        yield key
        yield from walk(value)
    for entry in node.entries:
        yield from walk(entry)
