"""YAML events to plain data, in one pass and without recursion.

PyYAML's C parser gives events; the tree is built here because that is the one
way to have positions, duplicate keys and bounds at once, and because a tree of
any depth costs no stack. Anchors, aliases and tags are refused: no case needs
them, and they are how small files become large data or code.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml
from yaml import events as ev

from casebook.base.problems import Problem
from casebook.base.words import shortened
from casebook.source.places import Place
from casebook.source.syntax import explain

MAX_DEPTH = 24
_MOST_MENDED = 20
_MOST_READ_AGAIN = 1024 * 1024
"""Mistakes of form in one file, and characters in all, after which nothing is read again."""
_LOST = re.compile(r"\s+(#\S.*)")
"""What follows plain text and would be dropped, though it hardly is a comment: ``version #2``."""
NULLS = {"", "~", "null", "Null", "NULL"}
_Opened = ev.MappingStartEvent | ev.SequenceStartEvent
_LOADER = yaml.CSafeLoader  # fails at import where libyaml is missing: never the slow loader


class StoppedError(Exception):
    """Reading cannot go on; the problem says why."""

    def __init__(self, problem: Problem, meant: str | None = None) -> None:
        super().__init__(str(problem))
        self.problem = problem
        self.meant = meant
        """The line of the problem as it should read, where that is plain."""


@dataclass(slots=True)
class _Open:
    """A mapping or list that is being filled."""

    data: Any
    place: Place
    key: str | None = None
    key_at: tuple[int, int] = (1, 1)
    skip: bool = False


def compose(text: str, shown: str) -> tuple[Any, Place | None, list[Problem]]:
    """Build data and places from YAML text.

    Returns ``None`` for data when the text cannot be read to its end.
    """
    builder, stop = _built(text, shown)
    if stop is not None:
        return None, None, [*builder.problems, stop.problem]
    return builder.result()


def recover(text: str, shown: str) -> tuple[str, Any, list[Problem]]:
    """Build data as :func:`compose` does, and read on past mistakes of form that have one meaning.

    Returns the text as it was read, every line in its place, so that the same run can
    also say what else is wrong; the data; and the problems. The data is ``None`` where
    a mistake cannot be read past.
    """
    told: list[Problem] = []
    while True:
        builder, stop = _built(text, shown)
        if stop is None:
            data, _, problems = builder.result()
            return text, data, [*told, *problems]
        told.append(stop.problem)
        enough = len(told) * len(text) > _MOST_READ_AGAIN
        if stop.meant is None or enough or len(told) == _MOST_MENDED:
            return text, None, [*told, *builder.problems]
        lines = text.split("\n")
        lines[stop.problem.line - 1] = stop.meant
        text = "\n".join(lines)


def _built(text: str, shown: str) -> tuple[_Builder, StoppedError | None]:
    builder = _Builder(shown, text.split("\n"))
    try:
        for event in _events(text, shown):
            builder.take(event)
    except StoppedError as stop:
        return builder, stop
    return builder, None


def _events(text: str, shown: str) -> Iterator[ev.Event]:
    try:
        yield from yaml.parse(text, Loader=_LOADER)
    except yaml.YAMLError as error:
        explained = explain(error, text, shown)
        raise StoppedError(explained.problem, explained.meant) from None


def _start(event: ev.Event) -> tuple[int, int]:
    mark: Any = event.start_mark  # always there with the C parser
    return mark.line + 1, mark.column + 1


def _not_a_mapping(shown: str, line: int, column: int, message: str) -> Problem:
    return Problem(
        shown,
        line,
        column,
        "yaml/not-a-mapping",
        message,
        "Start with a line such as `id: my-case-2024`; `casebook new` writes a first version.",
    )


class _Builder:
    """Takes events one by one and keeps the open mappings and lists on a stack."""

    def __init__(self, shown: str, lines: list[str]) -> None:
        self.shown = shown
        self._lines = lines
        self.problems: list[Problem] = []
        self.root: tuple[Any, Place] | None = None
        self._stack: list[_Open] = []
        self._documents = 0

    def result(self) -> tuple[Any, Place | None, list[Problem]]:
        """Data, places and problems of a file that was read to its end."""
        if self.root is None:
            empty = _not_a_mapping(self.shown, 1, 1, "the file is empty")
            return None, None, [*self.problems, empty]
        data, place = self.root
        if not isinstance(data, dict):
            message = "the file is not a list of `key: value` lines"
            problem = _not_a_mapping(self.shown, place.line, place.column, message)
            return None, None, [*self.problems, problem]
        return data, place, self.problems

    def take(self, event: ev.Event) -> None:
        """Take one event.

        Raises:
            StoppedError: where reading on would only mislead.
        """
        if isinstance(event, ev.ScalarEvent):
            self._refuse_extras(event)
            self._scalar(event)
        elif isinstance(event, _Opened):
            self._refuse_extras(event)
            self._open(event)
        elif isinstance(event, ev.MappingEndEvent | ev.SequenceEndEvent):
            self._close()
        elif isinstance(event, ev.AliasEvent):
            self._alias(event)
        elif isinstance(event, ev.DocumentStartEvent):
            self._document(event)

    def _problem(self, event: ev.Event, rule: str, message: str, remedy: str) -> Problem:
        return Problem(self.shown, *_start(event), rule, message, remedy)

    def _document(self, event: ev.Event) -> None:
        self._documents += 1
        if self._documents > 1:
            raise StoppedError(
                self._problem(
                    event,
                    "yaml/several-documents",
                    "a second document starts here",
                    "Keep one case a file: delete the line `---` and what follows, "
                    "or move it into a file of its own.",
                )
            )

    def _alias(self, event: ev.AliasEvent) -> None:
        self.problems.append(
            self._problem(
                event,
                "yaml/alias",
                f"`*{event.anchor}` repeats another part of the file",
                "Write the text out; anchors (&) and aliases (*) are not used in cases. "
                "If the text begins with a star, put it in quotes.",
            )
        )
        if (top := self._awaits_key()) is not None:
            self._key(top, f"*{event.anchor}", event)
        else:
            self._put(None, self._place(event))

    def _awaits_key(self) -> _Open | None:
        """The mapping whose next node is a key, if the innermost open block is one."""
        top = self._stack[-1] if self._stack else None
        return top if top is not None and isinstance(top.data, dict) and top.key is None else None

    def _refuse_extras(self, event: ev.ScalarEvent | _Opened) -> None:
        if event.anchor is not None:
            self.problems.append(
                self._problem(
                    event,
                    "yaml/alias",
                    f"`&{event.anchor}` names a part of the file",
                    "Delete it; anchors (&) and aliases (*) are not used in cases. "
                    "If the text begins with `&`, put it in quotes.",
                )
            )
        if event.tag is not None and event.tag != "!":
            self.problems.append(
                self._problem(
                    event,
                    "yaml/tag",
                    f"`{event.tag}` is a tag",
                    "Delete it; tags (!) are not used in cases. "
                    "If the text begins with `!`, put it in quotes.",
                )
            )

    def _scalar(self, event: ev.ScalarEvent) -> None:
        plain = event.style in (None, "")
        if plain:
            self._refuse_lost_text(event)
        value = None if plain and event.value in NULLS else event.value
        if (top := self._awaits_key()) is not None:
            self._key(top, event.value, event)
        else:
            self._put(value, self._place(event))

    def _refuse_lost_text(self, event: ev.ScalarEvent) -> None:
        mark: Any = event.end_mark
        line = self._lines[mark.line] if mark.line < len(self._lines) else ""
        lost = _LOST.match(line, mark.column)
        if lost is not None:
            self.problems.append(
                Problem(
                    self.shown,
                    mark.line + 1,
                    lost.start(1) + 1,
                    "yaml/lost-text",
                    f"`{shortened(lost[1])}` starts a comment and is not read",
                    "Put the text in quotes; a comment has a space after the `#`.",
                )
            )

    def _key(self, top: _Open, name: str, event: ev.Event) -> None:
        top.key, top.key_at = name, _start(event)
        top.skip = name in top.data
        if top.skip:
            first = top.place.children[name].key_line
            self.problems.append(
                self._problem(
                    event,
                    "yaml/duplicate-key",
                    f"`{name}` stands twice in the same block, first in line {first}",
                    "Keep one of the two; the second would silently replace the first.",
                )
            )

    def _open(self, event: _Opened) -> None:
        if len(self._stack) >= MAX_DEPTH:
            raise StoppedError(
                self._problem(
                    event,
                    "yaml/too-deep",
                    f"the file nests deeper than {MAX_DEPTH} levels",
                    "Look for stray brackets or indentation; no field needs such depth.",
                )
            )
        if self._awaits_key() is not None:
            raise StoppedError(
                self._problem(
                    event,
                    "yaml/key-not-text",
                    "a list or block stands where a key should be",
                    "Write a word and a colon; text that starts with `[`, `{` or `?` needs quotes.",
                )
            )
        data: Any = {} if isinstance(event, ev.MappingStartEvent) else []
        self._stack.append(_Open(data, self._place(event)))

    def _close(self) -> None:
        done = self._stack.pop()
        self._put(done.data, done.place)

    def _place(self, event: ev.Event) -> Place:
        line, column = _start(event)
        top = self._stack[-1] if self._stack else None
        key_at = top.key_at if top is not None and top.key is not None else (line, column)
        return Place(line, column, *key_at)

    def _put(self, value: Any, place: Place) -> None:
        if not self._stack:
            self.root = (value, place)
            return
        top = self._stack[-1]
        if isinstance(top.data, list):
            top.place.children[len(top.data)] = place
            top.data.append(value)
            return
        key = top.key or ""
        if not top.skip:
            top.data[key] = value
            top.place.children[key] = place
        top.key, top.skip = None, False
