"""Single words: vocabulary terms, ids of checks, keys, switches, and quotes around one word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from casebook.corpus.library import Library
from casebook.fixes.edits import Edit
from casebook.model.kinds import Record
from casebook.model.walk import FieldShape, shapes
from casebook.source import Node

_GAPS = re.compile(r"[\s_-]+")
_ITEM = re.compile(r"([A-Za-z]{3})[\s_-]*([0-9]{1,3})")
_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]*")
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_TRUTH = {
    "yes": "true",
    "on": "true",
    "no": "false",
    "off": "false",
    "true": "true",
    "false": "false",
}
_MISREAD = frozenset([*_TRUTH, "y", "n", "null"])
"""Words that a YAML 1.1 reader takes for true, false or nothing: `NO` is Norway. Numbers are misread too."""


def edits(node: Node, model: type[Record] | None, library: Library) -> Iterator[Edit]:
    """Everything that one word at a time can mend in a block and below it."""
    known = {field.name: field for field in shapes(model)} if model else {}
    names = {key.value for key, _ in node.pairs}
    for key, value in node.pairs:
        name = key.value
        better = "" if name in known else only(name, known, "_")
        if better and better not in names:
            yield Edit(key.start, key.end, better, f"`{name}` is now `{better}`", better)
            names.add(better)
            name = better
        yield from _values(name, value, known.get(name), library)


def _values(name: str, value: Node, field: FieldShape | None, library: Library) -> Iterator[Edit]:
    for entry in value.entries or (value,):
        if entry.kind == "mapping":
            yield from edits(entry, field.model if field else None, library)
        elif entry.kind == "text" and field is not None and field.model is None:
            yield from _word(name, entry, field, library)


def only(word: str, known: Mapping[str, object], gap: str) -> str:
    """The one known word that differs by capitals, blanks, hyphens and underscores alone."""
    wanted = _plain(word, gap)
    found = [name for name in known if _plain(name, gap) == wanted]
    return found[0] if len(found) == 1 else ""


def _plain(word: str, gap: str) -> str:
    return _GAPS.sub(gap, word.strip().casefold())


@dataclass(frozen=True)
class _Meant:
    """What a word should be, and whether it says something else than what stands there."""

    word: str
    mended: bool


def _word(name: str, node: Node, field: FieldShape, library: Library) -> Iterator[Edit]:
    if node.style in ("|", ">") or (meant := _meant(node, field, library)) is None:
        return
    text = f'"{meant.word}"' if _quoted(meant.word, field) else meant.word
    unquoted = field.base in (bool, float) or _PLAIN.fullmatch(meant.word)
    if meant.mended:
        yield Edit(
            node.start, node.end, text, f"`{name}: {node.value}` is now `{meant.word}`", meant.word
        )
    elif (node.style and unquoted and text == meant.word) or (
        not node.style and text != meant.word
    ):
        yield Edit(node.start, node.end, text)


def _quoted(word: str, field: FieldShape) -> bool:
    """Whether other readers would take the word for something else than a text; dates are written bare."""
    misread = word.lower() in _MISREAD or _NUMBER.fullmatch(word)
    return field.base is str and field.kind != "date" and bool(misread)


def _meant(node: Node, field: FieldShape, library: Library) -> _Meant | None:
    """The word that was meant; nothing where the field holds free text or the word is unclear."""
    vocabulary, ref, _prose = field.meaning
    if field.base is bool:
        word = _TRUTH.get(node.value.strip().lower(), "")
    elif field.base is float:
        word = node.value if _NUMBER.fullmatch(node.value) else ""
    elif vocabulary:
        word = _term(node.value, library.vocabularies.get(vocabulary, {}))
    elif ref == "item":
        word = _item(node.value, library)
    else:
        word = node.value if ref or _is_name(field) else ""
    return _Meant(word, word != node.value) if word else None


def _is_name(field: FieldShape) -> bool:
    return field.kind == "date" or field.spelling == "id"


def _term(word: str, terms: Mapping[str, object]) -> str:
    return word if word in terms else only(word, terms, "-")


def _item(word: str, library: Library) -> str:
    match = _ITEM.fullmatch(word.strip())
    better = f"{match[1].upper()}-{int(match[2]):02d}" if match else ""
    return better if better in library.checks else word
