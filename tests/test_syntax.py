"""Slips of the hand: each is told, on its line, with a remedy.

Most tests here make one kind of slip in the longest and the shortest of the
repository's own cases and in the valid examples, at spots spread evenly over each
file, and look at what is said that was not said before: what is told depends on the
form of a line, and these files have every form. ``MUTATIONS=all`` makes the slip at
every spot of every case.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import factories
import pytest
import yaml
from casebook import rules
from casebook.base.problems import Loc, Problem
from casebook.corpus.library import Library
from casebook.model import Case
from casebook.reading.load import Loader, Reading
from casebook.reading.shape import shape
from casebook.source import read_bytes
from casebook.source.places import Place
from casebook.source.syntax import explain

MEASURED = 0.99
"""Share told on the very line. Of 200,000 slips at every spot of fifty cases all were (November 2026)."""
EVERYWHERE = os.environ.get("MUTATIONS") == "all"
SLIPS = 48
"""Slips of each kind, over all files; at least two in each."""


@dataclass(frozen=True)
class Text:
    """A file as it was before the slip."""

    path: Path
    library: Library
    lines: list[str]
    data: Any
    place: Place
    before: frozenset[Problem]


@dataclass(frozen=True)
class Spot:
    """A key and its value: place in the data, and line and column of both, from 0."""

    loc: Loc
    value: Any
    key_line: int
    key_column: int
    line: int
    column: int

    @property
    def key(self) -> str:
        """The key itself."""
        return str(self.loc[-1])


@dataclass(frozen=True)
class Slip:
    """What a slip makes of the lines, and which lines it touched (from 1)."""

    lines: list[str]
    touched: tuple[int, ...]
    meant: str = ""
    """The word that was misspelt."""


Maker = Callable[[Text, Spot], Slip | None]


@dataclass
class Tally:
    """What came of all slips of one kind."""

    made: int = 0
    on_line: int = 0
    guessed: int = 0
    """Remedies that offer the word that was meant."""
    unchanged: int = 0
    """Slips that leave the meaning as it was; nothing has to be said of these."""
    in_block: list[str] = field(default_factory=list)
    far: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    unguessed: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def texts(real: Reading, base: Loader) -> list[Text]:
    """The repository's longest and shortest case, or all of them, and the valid examples."""
    own, small = real.corpus.library, base.load(only=[]).corpus.library
    sizes = sorted(factories.CASES, key=lambda path: path.stat().st_size)
    files = [(path, own) for path in (sizes if EVERYWHERE else (sizes[-1], sizes[0]))]
    files += [(path, small) for path in sorted((factories.EXAMPLES / "valid").glob("*.yml"))]
    return [_text(path, library) for path, library in files]


def _text(path: Path, library: Library) -> Text:
    raw = path.read_bytes()
    source, _ = read_bytes(raw, path.name)
    assert source is not None
    before, _ = _check(raw, path, library)
    return Text(path, library, raw.decode().split("\n"), source.data, source.place, before)


def _check(raw: bytes, path: Path, library: Library) -> tuple[frozenset[Problem], Any]:
    source, problems = read_bytes(raw, path.name)
    if source is None:
        return frozenset(problems), None
    case, wrong = shape(source, Case)
    found = rules.check_case(case, source, library) if case else ()
    return frozenset([*problems, *wrong, *found]), source.data


def _spots(data: Any, place: Place, loc: Loc = ()) -> Iterator[Spot]:
    for step, child in place.children.items():
        value = data[step]
        yield Spot(
            (*loc, step), value,
            child.key_line - 1, child.key_column - 1, child.line - 1, child.column - 1,
        )  # fmt: skip
        if isinstance(value, dict | list):
            yield from _spots(value, child, (*loc, step))


def _slips(text: Text, make: Maker, most: int) -> Iterator[Slip]:
    """Slips at spots spread evenly over a file, at most as many as asked for."""
    spots = list(_spots(text.data, text.place))
    parts = min(most, len(spots))
    for number in range(parts):
        part = spots[len(spots) * number // parts : len(spots) * (number + 1) // parts]
        slip = next((slip for spot in part if (slip := make(text, spot)) is not None), None)
        if slip is not None:
            yield slip


def _tally(texts: list[Text], make: Maker) -> Tally:
    tally = Tally()
    most = 10**6 if EVERYWHERE else max(2, SLIPS // len(texts))
    for text in texts:
        for slip in _slips(text, make, most):
            _count(tally, text, slip)
    assert tally.made
    return tally


def _count(tally: Tally, text: Text, slip: Slip) -> None:
    raw = "\n".join(slip.lines).encode("utf-8", "surrogateescape")
    after, data = _check(raw, text.path, text.library)
    new = after - text.before
    tally.made += 1
    where = f"{text.path.stem}:{slip.touched[-1]}: {slip.lines[slip.touched[-1] - 1]!r}"
    for problem in new:
        assert problem.remedy
        assert problem.line >= 1
        assert problem.column >= 1
    here = [problem for problem in new if problem.line in slip.touched]
    if data == text.data and not new:
        tally.unchanged += 1
    elif here:
        tally.on_line += 1
        if any(f"Did you mean `{slip.meant}`?" == problem.remedy for problem in here):
            tally.guessed += 1
        elif not any(problem.remedy.startswith("Did you mean") for problem in here):
            tally.unguessed.append(where)
    elif new:
        block = _block(text.lines, slip.touched[0])
        told = f"{where} -> {min(map(str, new))}"
        (tally.in_block if any(p.line in block for p in new) else tally.far).append(told)
    else:
        tally.missed.append(where)


def _block(lines: list[str], line: int) -> range:
    """The block around a line: its siblings and children, and the line that opens it."""

    def width(number: int) -> int:
        bare = lines[number - 1].lstrip(" -")
        return len(lines[number - 1]) - len(bare) if bare else 10**6

    own = width(line)
    first = last = line
    while first > 1 and width(first) >= own:
        first -= 1
    while last < len(lines) and width(last + 1) >= own:
        last += 1
    return range(first, last + 1)


def _replaced(text: Text, line: int, column: int, old: str, new: str) -> list[str] | None:
    typed = text.lines[line]
    if not typed.startswith(old, column):
        return None  # the word stands in quotes, or runs over several lines
    changed = typed[:column] + new + typed[column + len(old) :]
    return [*text.lines[:line], changed, *text.lines[line + 1 :]]


def _misspelt(word: str, known: frozenset[str] = frozenset()) -> str:
    """A word as a hurried hand types it: two letters swapped, or one typed twice."""
    order = [*range(len(word) // 2, len(word) - 1), *range(len(word) // 2)]
    pairs = [i for i in order if len(word) > 3 and word[i : i + 2].isalnum()]
    swaps = (word[:i] + word[i + 1] + word[i] + word[i + 2 :] for i in pairs)
    return next((slip for slip in swaps if slip not in {word, *known}), word + word[-1])


# The kinds of slip


def no_colon(text: Text, spot: Spot) -> Slip | None:
    """The colon after a key is left out."""
    if isinstance(spot.loc[-1], int):
        return None
    lines = _replaced(text, spot.key_line, spot.key_column, f"{spot.key}:", spot.key)
    return Slip(lines, (spot.key_line + 1,)) if lines else None


def no_space(text: Text, spot: Spot) -> Slip | None:
    """The space after the colon is left out."""
    if isinstance(spot.loc[-1], int):
        return None
    lines = _replaced(text, spot.key_line, spot.key_column, f"{spot.key}: ", f"{spot.key}:")
    return Slip(lines, (spot.key_line + 1,)) if lines else None


def key_twice(text: Text, spot: Spot) -> Slip | None:
    """A key is written a second time above itself."""
    before = text.lines[spot.key_line][: spot.key_column]
    if isinstance(spot.loc[-1], int) or before.strip():
        return None
    lines = [*text.lines]
    lines.insert(spot.key_line, f"{before}{spot.key}: again")
    return Slip(lines, (spot.key_line + 1, spot.key_line + 2))


def misspelt_key(text: Text, spot: Spot) -> Slip | None:
    """The name of a field is misspelt."""
    if isinstance(spot.loc[-1], int):
        return None
    slip = f"{_misspelt(spot.key)}:"
    lines = _replaced(text, spot.key_line, spot.key_column, f"{spot.key}:", slip)
    return Slip(lines, (spot.key_line + 1,), spot.key) if lines else None


def _misspelt_value(text: Text, spot: Spot, known: frozenset[str] = frozenset()) -> Slip | None:
    slip = _misspelt(spot.value, known)
    lines = _replaced(text, spot.line, spot.column, spot.value, slip)
    return Slip(lines, (spot.line + 1,), spot.value) if lines else None


def misspelt_status(text: Text, spot: Spot) -> Slip | None:
    """The status of a claim or of the record is misspelt."""
    return _misspelt_value(text, spot) if spot.loc[-1] == "status" else None


def misspelt_item(text: Text, spot: Spot) -> Slip | None:
    """The id of a checklist item is misspelt, and is not that of another item."""
    named = spot.loc[-1] == "item" or (
        spot.loc[-2:-1] == ("items",) and isinstance(spot.value, str)
    )
    return _misspelt_value(text, spot, frozenset(text.library.checks)) if named else None


def misspelt_source(text: Text, spot: Spot) -> Slip | None:
    """The id of a source is misspelt where a statement leans on it, and is not that of another."""
    if spot.loc[-2:-1] not in (("sources",), ("derives_from",)) or not isinstance(spot.value, str):
        return None
    return _misspelt_value(text, spot, frozenset(source["id"] for source in text.data["sources"]))


def tab(text: Text, spot: Spot) -> Slip | None:
    """A tab slips in before a key or value."""
    typed = text.lines[spot.line]
    changed = typed[: spot.column] + "\t" + typed[spot.column :]
    return Slip([*text.lines[: spot.line], changed, *text.lines[spot.line + 1 :]], (spot.line + 1,))


def wrong_byte(text: Text, spot: Spot) -> Slip | None:
    """A letter was saved in another encoding."""
    typed = text.lines[spot.line]
    changed = typed[: spot.column + 1] + "\udce9" + typed[spot.column + 1 :]
    return Slip([*text.lines[: spot.line], changed, *text.lines[spot.line + 1 :]], (spot.line + 1,))


def _indented(text: Text, spot: Spot, by: int) -> Slip | None:
    typed = text.lines[spot.key_line]
    if (
        isinstance(spot.loc[-1], int)
        or typed[: spot.key_column].strip(" -")
        or -by > spot.key_column
    ):
        return None
    changed = " " * by + typed if by > 0 else typed[-by:]
    if by < 0 and typed[:-by].strip():
        return None
    lines = [*text.lines[: spot.key_line], changed, *text.lines[spot.key_line + 1 :]]
    return Slip(lines, (spot.key_line + 1,))


def indented_too_far(text: Text, spot: Spot) -> Slip | None:
    """A line begins one space too far to the right."""
    return _indented(text, spot, 1)


def indented_too_little(text: Text, spot: Spot) -> Slip | None:
    """A line begins one space too far to the left."""
    return _indented(text, spot, -1)


def quote_not_closed(text: Text, spot: Spot) -> Slip | None:
    """A quote is opened before a value and never closed."""
    if not isinstance(spot.value, str) or '"' in "".join(text.lines):
        return None
    lines = _replaced(text, spot.line, spot.column, spot.value, f'"{spot.value}')
    return Slip(lines, (spot.line + 1,)) if lines else None


def empty_value(text: Text, spot: Spot) -> Slip | None:
    """The value of a key is deleted."""
    if not isinstance(spot.value, str) or isinstance(spot.loc[-1], int):
        return None
    old = f"{spot.key}: {spot.value}"
    if not text.lines[spot.key_line].endswith(old):
        return None
    lines = _replaced(text, spot.key_line, spot.key_column, old, f"{spot.key}:")
    return Slip(lines, (spot.key_line + 1,)) if lines else None


@pytest.mark.parametrize(
    "make",
    [no_colon, no_space, key_twice, tab, wrong_byte, empty_value],
    ids=lambda make: make.__name__,
)
def test_slip_is_told_on_its_line(texts: list[Text], make: Maker) -> None:
    """A slip that breaks the form of a line is told on that very line, or at worst in its block."""
    tally = _tally(texts, make)

    assert ([], []) == (tally.missed, tally.far)
    assert tally.on_line / tally.made >= MEASURED, tally.in_block


@pytest.mark.parametrize(
    "make",
    [misspelt_key, misspelt_status, misspelt_item, misspelt_source],
    ids=lambda make: make.__name__,
)
def test_misspelling_is_told_with_the_word_that_was_meant(texts: list[Text], make: Maker) -> None:
    """A misspelt word is told on its line, and the remedy asks for the word that was meant."""
    tally = _tally(texts, make)

    assert ([], [], []) == (tally.missed, tally.far, tally.in_block)
    assert [] == tally.unguessed
    assert tally.guessed / tally.made >= MEASURED


@pytest.mark.parametrize(
    ("make", "floor"),
    [(indented_too_far, 0.9), (indented_too_little, 0.9), (quote_not_closed, MEASURED)],
    ids=lambda make: getattr(make, "__name__", ""),
)
def test_slip_is_told_or_changes_nothing(texts: list[Text], make: Maker, floor: float) -> None:
    """A slip that can read in two ways changes nothing, or is told on its line or in its block."""
    tally = _tally(texts, make)

    assert ([], []) == (tally.missed, tally.far)
    assert tally.on_line / (tally.made - tally.unchanged) >= floor, tally.in_block


# What is said, slip by slip

MISSING_COLON = (
    "Write `title: …` with a colon and a space; if the line belongs to the text above, indent it."
)
IN_QUOTES = (
    "Put the text in quotes, or write `>-` after the colon and the text on the next line, "
    "indented; a colon and a space inside plain text end it."
)
BEGINNING = "Put the text in quotes, or write `>-` after the colon and the text on the next line."
LINE_UP = (
    "Line it up with the other keys of its block, two spaces a level and no tabs; "
    "if it belongs to the text above, put that text in quotes."
)
BRACKETS = "Close every `[` and `{`, put commas between the parts, and quote text that holds them."
NEXT_LINE = "Move it to the next line, indented; text that begins with `>` or `|` needs quotes."
DASH = "Write `- ` before the entry."
ORDINARY = "Write an ordinary space; the other often comes along from a web page."
VERSIONS = "two versions of the file were merged, and nobody has chosen between them"
CHOOSE = "Keep one version, and delete the lines of `<<<<<<<`, `=======` and `>>>>>>>`."
BACKSLASH = "Use single quotes, or write the backslash twice."


@pytest.mark.parametrize(
    ("text", "place", "message", "remedy"),
    [
        ("id: x\ntitle A shop\nkind: y", (2, 1), "a colon is missing after `title`", MISSING_COLON),
        ("title\nid: x", (1, 1), "a colon is missing after `title`", MISSING_COLON),
        ("id: x\ntitle", (2, 1), "a colon is missing after `title`", MISSING_COLON),
        ("id: x\n\n# why\ntitle\n  - a: b", (4, 1), "a colon is missing after `title`", MISSING_COLON),
        (
            "id: x\ntitle >-\n  some words\n  and a pair: of them\nkind: y",
            (2, 1), "a colon is missing after `title`", MISSING_COLON,
        ),
        (
            "id: x\ntitle:>-\n  Some words\n  and a pair: of them\nkind: y",
            (2, 1), "a space is missing after the colon of `title`", "Write `title: …` with a space.",
        ),
        (
            "id: x\ntitle >-\n  Some words\n\n  and a pair: of them\nkind: y",
            (2, 1), "a colon is missing after `title`", MISSING_COLON,
        ),
        (
            "id: x\nfacts:\n  - id:promise\n    text: y",
            (3, 5), "a space is missing after the colon of `id`", "Write `id: …` with a space.",
        ),
        (
            "facts:\n  -id: promise\n    text: y",
            (2, 3), "a space is missing after the dash", DASH,
        ),
        (
            "text: >-\nfolded too little\nid: x",
            (2, 1), "this line belongs to the text above and is not indented like it",
            "Indent it two spaces deeper than the key.",
        ),
        (
            "text: >-\n    folded\n  less\nid: x",
            (3, 3), "this line belongs to the text above and is not indented like it",
            "Indent it two spaces deeper than the key.",
        ),
        ("text: He said: no", (1, 14), "there is a second colon in this line", IN_QUOTES),
        ("a:\n  - text: He said: no\n    id: x", (2, 18), "there is a second colon in this line", IN_QUOTES),
        ("a:\n  - b\n  -c", (3, 3), "a space is missing after the dash", DASH),
        ("a:\n  - b: x\n    c: y\n  -b: z", (4, 3), "a space is missing after the dash", DASH),
        ("a:\u00a0b\nc: d", (1, 3), "there is a space that YAML does not take for one (U+00A0)", ORDINARY),
        (
            "a:\n  - b: c\n  \u00a0 d: e",
            (3, 3), "there is a space that YAML does not take for one (U+00A0)", ORDINARY,
        ),
        (
            "a:\n  -\u3000b: c\n    d: e",
            (2, 4), "there is a space that YAML does not take for one (U+3000)", ORDINARY,
        ),
        ("id: x\n<<<<<<< HEAD\na: b\n=======\na: c\n>>>>>>> other", (2, 1), VERSIONS, CHOOSE),
        ("id: x\n```", (2, 1), "there is a fence of Markdown (three backticks)", "Delete the line."),
        ('text: "a": b', (1, 10), "there is a second colon in this line", IN_QUOTES),
        ("text: 'it's here'\nid: x", (1, 11), "there is text after the closing quote", IN_QUOTES),
        ('text: "a" b\nid: x', (1, 11), "there is text after the closing quote", IN_QUOTES),
        ('text:\n  "a"\n  b\nid: x', (3, 3), "there is text after the closing quote", IN_QUOTES),
        ("text: [a](b) c\nid: x", (1, 10), "there is text after the closing bracket", IN_QUOTES),
        (
            'id: x\ntext: "open\nkind: y', (2, 7), "quoted text starts here and never ends",
            "Add the closing quote. An apostrophe inside single quotes is written twice: `''`.",
        ),
        ("a: [b, c\nid: x", (1, 4), "a bracket opened here is not closed as expected", BRACKETS),
        ("a: {b: [c}\nid: x", (1, 8), "a bracket opened here is not closed as expected", BRACKETS),
        ("id: x\n[a: b\nc: d", (2, 1), "a bracket opened here is not closed as expected", BRACKETS),
        ("id: x\na: [b, ", (2, 4), "a bracket opened here is not closed as expected", BRACKETS),
        ("text: @handle", (1, 7), "text may not begin with `@`", BEGINNING),
        ("text: `code`", (1, 7), "text may not begin with ```", BEGINNING),
        ("text: **bold** word", (1, 7), "text may not begin with `*`", BEGINNING),
        ("text: & also", (1, 7), "text may not begin with `&`", BEGINNING),
        ("text: ? why", (1, 7), "text may not begin with `?`", BEGINNING),
        ("text: , comma", (1, 7), "text may not begin with `,`", BEGINNING),
        ("id: x\n%a: b", (2, 1), "text may not begin with `%`", BEGINNING),
        ("text: > quoted", (1, 7), "the text after `>` or `|` begins on the next line", NEXT_LINE),
        (
            "text: - dash", (1, 7), "a list may not begin on the line of its key",
            "Write each entry on a line of its own; text that begins with a dash needs quotes.",
        ),
        (r'text: "C:\q"', (1, 10), "a backslash in double quotes starts a code that does not exist", BACKSLASH),
        (r'text: "\xZZ"', (1, 10), "a backslash in double quotes starts a code that does not exist", BACKSLASH),
        ("id: x\n  title: y", (2, 3), "this line is indented too far", LINE_UP),
        ("id: x\n title: y", (2, 2), "this line is indented too far", LINE_UP),
        ("a:\n  - b: c\n    d: e\n      f: g", (4, 7), "this line is indented too far", LINE_UP),
        ("a:\n   b: c\n  d: e", (2, 4), "this line is indented by an odd number of spaces", LINE_UP),
        (" id: x\ntitle: y", (1, 2), "this line is indented by an odd number of spaces", LINE_UP),
        ("a:\n  - b: c\n  d: e", (3, 3), "this line does not fit the block it stands in", LINE_UP),
        ("a:\n    b: c\n  d: e", (3, 3), "this line does not fit the block it stands in", LINE_UP),
        (": x", (1, 1), "there is no key before the colon", "Write `key: value` with a colon and a space."),
        (
            "id: x\n...\nid: y",
            (3, 1), "this line cannot be read (did not find expected <document start>)",
            "Write `key: value` with a colon and a space.",
        ),
    ],
)  # fmt: skip
def test_explains(text: str, place: tuple[int, int], message: str, remedy: str) -> None:
    """A mistake of form is told in words that name the mistake, at the place to mend."""
    _, problems = read_bytes(text.encode(), "x.yml")

    assert [Problem("x.yml", *place, "yaml/syntax", message, remedy)] == problems


def test_explains_what_has_no_place() -> None:
    """An error that says nothing about its place is told at the start of the file."""
    told = explain(yaml.YAMLError("odd"), "", "x.yml")

    assert ("x.yml:1:1: yaml/syntax: the file is not YAML",) == (str(told.problem),)
