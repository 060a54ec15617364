"""The order of keys: as the model declares them, so that all files read alike.

Whole lines are moved, each key with the comments above it and everything in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from casebook.fixes.edits import Edit, applied
from casebook.model.kinds import Record
from casebook.model.walk import shapes
from casebook.source import Node, nodes

Pairs = tuple[tuple[Node, Node], ...]


def ordered(text: str, model: type[Record]) -> str:
    """The text with the keys of every block in the order of its model."""
    while moves := _apart(_moves(nodes(text), text, model)):
        text = applied(text, moves)
    return text


def _apart(moves: Iterator[Edit]) -> list[Edit]:
    """Those moves that can be made at once: a block is put in order after all blocks in it."""
    taken: list[Edit] = []
    for move in moves:
        # They come from the inside out and from top to bottom, so the last one is the nearest.
        if not taken or move.start >= taken[-1].end:
            taken.append(move)
    return taken


def _moves(node: Node, text: str, model: type[Record] | None) -> Iterator[Edit]:
    """Edits that each put one block in order, the blocks inside it first."""
    if model is None:
        return
    known = {field.name: field for field in shapes(model)}
    for key, value in node.pairs:
        field = known.get(key.value)
        for entry in value.entries or (value,):
            yield from _moves(entry, text, field.model if field else None)
    wanted = _wanted(node.pairs, list(known))
    if wanted != node.pairs:
        yield from _in_flow(node, wanted, text) if node.flow else _in_block(node, wanted, text)


def _wanted(pairs: Pairs, names: list[str]) -> Pairs:
    """The pairs in the order of the model; an unknown key stays behind the one before it."""
    rank = {name: number for number, name in enumerate(names)}
    ranks, last = [], -1
    for key, _ in pairs:
        last = rank.get(key.value, last)
        ranks.append(last)
    return tuple(pairs[n] for n in sorted(range(len(pairs)), key=ranks.__getitem__))


def _in_flow(node: Node, wanted: Pairs, text: str) -> Iterator[Edit]:
    """Between braces each pair takes the place of another, and all signs between them stay."""
    first, last = node.pairs[0][0].start, node.pairs[-1][1].end
    parts = []
    for place, pair in zip(node.pairs, wanted, strict=True):
        parts.append(
            Edit(place[0].start - first, place[1].end - first, text[pair[0].start : pair[1].end])
        )
    yield Edit(first, last, applied(text[first:last], parts))


@dataclass(frozen=True)
class _Lines:
    """The lines of one key: comments above it, then the key with everything in it."""

    above: list[str]
    own: list[str]


def _in_block(node: Node, wanted: Pairs, text: str) -> Iterator[Edit]:
    lines = text.split("\n")
    first = _line(text, node.pairs[0][0].start)
    column = node.pairs[0][0].start - _begin(text, node.pairs[0][0].start)
    prefix = lines[first][:column]
    if any(text[_begin(text, k.start) : k.start].strip(" -") for k, _ in node.pairs):
        return  # a key behind a question mark: nobody writes it, so nobody minds its place
    lines[first] = " " * column + lines[first][column:]
    parts = dict(zip(node.pairs, _parts(node.pairs, text, lines, column), strict=True))
    chosen = [parts[pair] for pair in wanted]
    head, tail = chosen[0].own[0][column:], chosen[0].own[1:]
    put = [*chosen[0].above, prefix + head, *tail]
    for part in chosen[1:]:
        put += [*part.above, *part.own]
    last = _line(text, node.end)
    start, end = _begin(text, node.pairs[0][0].start), len("\n".join(text.split("\n")[: last + 1]))
    yield Edit(start, end, "\n".join(put))


def _parts(pairs: Pairs, text: str, lines: list[str], column: int) -> Iterator[_Lines]:
    """The lines of each pair; what stands above the first key stays where it is."""
    keys = [_line(text, key.start) for key, _ in pairs]
    tops = keys[:1] + [_top(lines, key, column) for key in keys[1:]]
    ends = [*tops[1:], _line(text, pairs[-1][1].end) + 1]
    for top, key, end in zip(tops, keys, ends, strict=True):
        yield _Lines(lines[top:key], lines[key:end])


def _top(lines: list[str], key: int, column: int) -> int:
    """First of the comments and blank lines above a key that belong to it."""
    while _is_above(lines[key - 1], column):
        key -= 1
    return key


def _is_above(line: str, column: int) -> bool:
    words = line.lstrip(" ")
    return not words or (words.startswith("#") and len(line) - len(words) <= column)


def _begin(text: str, index: int) -> int:
    return text.rfind("\n", 0, index) + 1


def _line(text: str, index: int) -> int:
    return text.count("\n", 0, index)
