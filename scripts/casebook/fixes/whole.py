"""One file, mended; and the proof that it still says what it said."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import Any

from casebook.corpus.library import Library
from casebook.fixes.edits import applied
from casebook.fixes.order import ordered
from casebook.fixes.spacing import spaced
from casebook.fixes.words import edits
from casebook.model.kinds import Record
from casebook.source import NULLS, Node, nodes, read_bytes

_PIECE = re.compile(r"\w+|#")


class UnsafeError(Exception):
    """The mended text would not say what it should; nothing was changed."""


@dataclass(frozen=True)
class Mended:
    """A mended text, and what was done to it."""

    text: str
    told: tuple[tuple[int, str], ...]
    """Words that were put right: line in the author's text, and what was done there."""
    layout: tuple[str, ...]
    """What else was put in order, by kind."""


def mend(text: str, model: type[Record], library: Library) -> Mended:
    """Mend a text that can be read without a problem.

    Raises:
        UnsafeError: if the result would say something else than the text with
            the words in ``told`` put right, or had lost a word or a comment.
    """
    plain = text.replace("\r\n", "\n")
    tree = nodes(plain)
    found = sorted(edits(tree, model, library))
    named = [edit for edit in found if edit.told]
    words = applied(plain, found)
    moved = ordered(words, model)
    result = spaced(moved)
    expected = _expected(tree, {edit.start: edit.says for edit in named})
    _assert_safe(expected, words, result)
    steps = {
        "quotes": len(found) > len(named),
        "order of keys": moved != words,
        "blanks and line ends": result != moved or plain != text,
    }
    told = tuple((plain.count("\n", 0, edit.start) + 1, edit.told) for edit in named)
    return Mended(result, told, tuple(name for name, done in steps.items() if done))


def _assert_safe(expected: Any, words: str, result: str) -> None:
    source, problems = read_bytes(result.encode("utf-8"), "")
    if source is None or problems or source.data != expected:
        message = "the mended file would say something else"
        raise UnsafeError(message)
    if Counter(_PIECE.findall(words)) != Counter(_PIECE.findall(result)):
        message = "the mended file would lose a word or a comment"
        raise UnsafeError(message)


def _expected(node: Node, named: dict[int, str]) -> Any:
    """The data that the mended text should hold: that of the tree, with the named words put right."""
    if node.kind == "mapping":
        return {named.get(k.start, k.value): _expected(v, named) for k, v in node.pairs}
    if node.kind == "list":
        return [_expected(entry, named) for entry in node.entries]
    if node.start in named:
        return named[node.start]
    return None if not node.style and node.value in NULLS else node.value
