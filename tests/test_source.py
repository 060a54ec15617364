"""Reading: from bytes to plain data with the place of every key and value, and never a traceback."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import factories
import pytest
from casebook.base.problems import Loc, Problem
from casebook.reading.load import Reading
from casebook.rules import CATALOGUE
from casebook.source import Source, composing, quick, read, read_bytes
from casebook.source.characters import decode
from casebook.source.reading import MAX_BYTES
from hypothesis import example, given
from hypothesis import strategies as st
from support.some import some


def _read(text: str | bytes) -> tuple[Source | None, list[Problem]]:
    return read_bytes(text if isinstance(text, bytes) else text.encode(), "x.yml")


def _data(text: str) -> Any:
    source, problems = _read(text)
    assert [] == problems
    assert source is not None
    return source.data


def _told(text: str | bytes) -> list[tuple[int, int, str]]:
    return [(problem.line, problem.column, problem.rule) for problem in _read(text)[1]]


def _locs(data: Any, loc: Loc = ()) -> Iterator[tuple[Loc, Any]]:
    yield loc, data
    if isinstance(data, dict):
        for key, value in data.items():
            yield from _locs(value, (*loc, key))
    elif isinstance(data, list):
        for position, value in enumerate(data):
            yield from _locs(value, (*loc, position))


def _same_places(source: Source) -> None:
    """Assert that the tree of places has exactly the branches that the data has."""
    waiting = [(source.data, source.place)]
    while waiting:
        data, place = waiting.pop()
        parts = (
            data
            if isinstance(data, dict)
            else dict(enumerate(data))
            if isinstance(data, list)
            else {}
        )
        assert list(parts) == list(place.children)
        assert min(place.line, place.column, place.key_line, place.key_column) >= 1
        waiting += [(part, place.children[step]) for step, part in parts.items()]


# What is read


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("NO", "NO"),
        ("yes", "yes"),
        ("off", "off"),
        ("2024-10-18", "2024-10-18"),
        ("2024-10-18T12:00:00Z", "2024-10-18T12:00:00Z"),
        ("1e3", "1e3"),
        ("0o17", "0o17"),
        ("1_000", "1_000"),
        ("12:30:45", "12:30:45"),
        (".inf", ".inf"),
        ("true", "true"),
        ("'null'", "null"),
        ('"~"', "~"),
        ("null", None),
        ("~", None),
        ("", None),
        ('""', ""),
        ("=", "="),
        ("<<", "<<"),
        (">-\n  two\n  lines", "two lines"),
        ("|\n  two\n  lines\n", "two\nlines\n"),
        ("'it''s'", "it's"),
        (r'"a\u00e9"', "aé"),
        ("[a, [b]]", ["a", ["b"]]),
        ("{a: b}", {"a": "b"}),
    ],
)
def test_plain_words_stay_text(text: str, expected: Any) -> None:
    """Norway, dates, numbers and switches are text as typed; only an empty value is nothing."""
    assert {"key": expected} == _data(f"key: {text}\n")


def test_keys_stay_text() -> None:
    """A key that YAML 1.1 reads as true, a number, nothing or a merge is the word that was typed."""
    assert {"yes": "a", "1": "b", "null": "c", "<<": "d", "": "e"} == _data(
        "yes: a\n1: b\nnull: c\n<<: d\n'': e\n"
    )


def test_byte_order_mark_and_windows_line_ends_are_fine() -> None:
    """A file saved by a Windows editor reads like any other."""
    source, problems = _read("\ufeffid: x\r\ntitle: y\r\n".encode())

    assert [] == problems
    assert source is not None
    assert ({"id": "x", "title": "y"}, (2, 8)) == (source.data, source.at(("title",)))


# Where it stands

PLACED = """\
id: x
facts:
  - id: "é1"
    text: >-
      folded
  - {id: two, sources: [a, b]}
"""


@pytest.mark.parametrize(
    ("loc", "key", "expected"),
    [
        ((), False, (1, 1)),
        (("id",), True, (1, 1)),
        (("id",), False, (1, 5)),
        (("facts",), True, (2, 1)),
        (("facts",), False, (3, 3)),
        (("facts", 0), False, (3, 5)),
        (("facts", 0, "id"), True, (3, 5)),
        (("facts", 0, "id"), False, (3, 9)),
        (("facts", 0, "text"), False, (4, 11)),
        (("facts", 1), False, (6, 5)),
        (("facts", 1, "id"), False, (6, 10)),
        (("facts", 1, "sources", 1), False, (6, 28)),
        (("missing",), True, (1, 1)),
        (("facts", 0, "missing"), True, (3, 5)),
        (("facts", 0, "missing", 3), False, (3, 5)),
        (("facts", 9), False, (2, 1)),
    ],
)
def test_places(loc: Loc, key: bool, expected: tuple[int, int]) -> None:
    """Every key and value has its line and column; what is missing stands at its block."""
    source, _ = _read(PLACED)

    assert source is not None
    assert expected == source.at(loc, key=key)


def test_place_of_the_second_of_two_keys_is_not_mixed_up() -> None:
    """A key that stands twice keeps its first value and its first place."""
    source, _ = _read("a: 1\na: {b: 2}\nc: 3\n")

    assert source is not None
    assert ({"a": "1", "c": "3"}, (1, 4), (3, 4)) == (
        source.data,
        source.at(("a",)),
        source.at(("c",)),
    )


_BY_SIZE = sorted(factories.CASES, key=lambda path: path.stat().st_size)


@pytest.mark.parametrize("path", [_BY_SIZE[0], _BY_SIZE[-1]], ids=["smallest", "largest"])
def test_every_key_of_a_real_case_stands_where_it_is_said_to(path: Path) -> None:
    """In the smallest and the largest case, the text at the place of each key and plain value is it."""
    text = path.read_text(encoding="utf-8")
    lines = text.split("\n")
    source, problems = _read(text)

    assert [] == problems
    assert source is not None
    for loc, value in some(_locs(source.data)):
        if loc and isinstance(loc[-1], str):
            line, column = source.at(loc, key=True)
            assert lines[line - 1][column - 1 :].startswith(loc[-1])
        if isinstance(value, str):
            line, column = source.at(loc)
            typed = lines[line - 1][column - 1 :]
            assert (
                typed[0] in "'\">|"
                or typed.split()[0] == value.split()[0]
                or typed.startswith(value)
            )


# What is refused


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 1\nb: {c: 2, c: 3}\n", [(2, 11, "yaml/duplicate-key")]),
        ("a: &x 1\nb: 2\n", [(1, 4, "yaml/alias")]),
        ("a: *x\n", [(1, 4, "yaml/alias")]),
        ("*x : 1\nb: 2\n", [(1, 1, "yaml/alias")]),
        ("a: !!python/name:os.system x\n", [(1, 4, "yaml/tag")]),
        ("a: !x [1]\n", [(1, 4, "yaml/tag")]),
        ("a: ! x\n", []),
        ("a: version #2 of it\nb: x\n", [(1, 12, "yaml/lost-text")]),
        ("a: two\n  lines  #b\nc: d\n", [(2, 10, "yaml/lost-text")]),
        ("a: [x #1\n  , y]\n", [(1, 7, "yaml/lost-text")]),
        ("a: x # a comment\n#another\nb: x#y\nc: 'x #1'\nd: >-\n  x #1\n", []),
        ("a: 1\n---\nb: 2\n", [(2, 1, "yaml/several-documents")]),
        ("%YAML 1.1\n---\na: 1\n...\n", []),
        ("? [a]\n: 1\n", [(1, 3, "yaml/key-not-text")]),
        ("{a: 1}: 2\n", [(1, 1, "yaml/key-not-text")]),
        ("", [(1, 1, "yaml/not-a-mapping")]),
        ("# only a comment\n", [(1, 1, "yaml/not-a-mapping")]),
        ("just words\n", [(1, 1, "yaml/not-a-mapping")]),
        ("\n- a\n", [(2, 1, "yaml/not-a-mapping")]),
        ("a: 1\n\tb: 2\n", [(2, 1, "yaml/tab")]),
        ("a:\t1\n", [(1, 3, "yaml/tab")]),
        ("a: 1\nb: \x00\n", [(2, 4, "yaml/control-character")]),
        ("a: 1\nb: x\x85y\n", [(2, 5, "yaml/control-character")]),
        ("a: 1\nb: x\u2028y\n", [(2, 5, "yaml/control-character")]),
        ("a: x\ufeffy\n", [(1, 5, "yaml/control-character")]),
        ("a: 1\rb: 2\n", [(1, 5, "yaml/control-character")]),
        ("a: 1\nb: x\u202ey\n", [(2, 5, "yaml/direction-mark")]),
        (b"a: 1\nb: \xff\n", [(2, 4, "yaml/not-utf8")]),
        ("id: é\n".encode("utf-16"), [(1, 1, "yaml/not-utf8")]),
        ("id: é\n".encode("latin-1"), [(1, 5, "yaml/not-utf8")]),
        (b"#" * (MAX_BYTES + 1), [(1, 1, "yaml/too-large")]),
        ("a: " + "[" * 24 + "]" * 24, [(1, 27, "yaml/too-deep")]),
        ("a: " + "[" * 23 + "]" * 23, []),
        ("a: " + "[" * 100_000, [(1, 27, "yaml/too-deep")]),
    ],
)
def test_refuses(text: str | bytes, expected: list[tuple[int, int, str]]) -> None:
    """What misleads a reader or a parser is told with its place, and nothing else is."""
    assert expected == _told(text)


def test_laughing_aliases_cost_nothing() -> None:
    """A file whose aliases would grow to billions of entries is refused alias by alias."""
    lines = ["a: &a [x, x]"] + [
        f"{b}: &{b} [*{a}, *{a}]" for a, b in zip("abcdefgh", "bcdefghi", strict=False)
    ]
    source, problems = _read("\n".join(lines))

    assert {"yaml/alias"} == {problem.rule for problem in problems}
    assert source is not None
    assert [None, None] == source.data["i"]


def test_all_is_told_at_once() -> None:
    """Mistakes of several kinds in one file come in one run, in the order of the lines."""
    assert [
        (1, 4, "yaml/tag"),
        (2, 1, "yaml/duplicate-key"),
        (3, 5, "yaml/direction-mark"),
        (4, 4, "yaml/alias"),
    ] == _told("a: !x 1\na: 2\nb: x\u202ey\nc: *d\n")


def test_a_file_full_of_tabs_is_told_in_bounds() -> None:
    """Thousands of the same mistake do not bury the others."""
    assert 50 == len(_told("a: 1" + "\t" * 10_000 + "\n"))
    assert 200 == len(_told("a: 1\n" * 10_000))


# Files


def test_reads_a_file(tmp_path: Path) -> None:
    """A file is read with the path that problems are to show."""
    source, problems = read(factories.write(tmp_path / "a.yml", "id: x\n"), "cases/a.yml")

    assert [] == problems
    assert source is not None
    assert ("cases/a.yml", {"id": "x"}) == (source.path, source.data)


def test_keeps_what_has_not_changed(tmp_path: Path) -> None:
    """The same content gives the very same source, and other content another."""
    path = factories.write(tmp_path / "a.yml", "id: x\n")
    first, _ = read(path, "a.yml")
    again, _ = read(path, "a.yml", first)
    path.write_text("id: y\n", encoding="utf-8")
    changed, _ = read(path, "a.yml", again)

    assert first is again
    assert changed is not None
    assert {"id": "y"} == changed.data


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (".", "the file is a folder, not a file"),
        ("none.yml", "the file cannot be opened (no such file or directory)"),
    ],
)
def test_unreadable(tmp_path: Path, name: str, expected: str) -> None:
    """A path that leads to no file is a problem like any other."""
    source, problems = read(tmp_path / name, name)

    assert source is None
    assert [(expected, "yaml/unreadable")] == [(p.message, p.rule) for p in problems]


# Whatever comes


@given(st.one_of(st.binary(max_size=200), st.text(max_size=200).map(str.encode)))
def test_any_bytes_give_data_or_a_problem(raw: bytes) -> None:
    """Random bytes never raise; there is data with the place of everything, or a problem with a place."""
    _is_sound(raw)


yaml_like = st.lists(
    st.sampled_from(
        [
            *"abc:-#&*!|>'\"%@`{}[],?~ \n",
            ": ",
            "- ",
            "\n  ",
            "\n",
            "key: ",
            "---\n",
            "<<: ",
            "é",
            "𝄞",
            "\r\n",
            "\t",
            "\u202e",
            "\x85",
        ]
    ),
    max_size=60,
).map("".join)


@given(yaml_like)
def test_anything_like_yaml_gives_data_or_a_problem(text: str) -> None:
    """Random text made of YAML's own signs never raises, and never gives data without places."""
    _is_sound(text.encode())


@given(st.text(max_size=60) | yaml_like)
@example("a: 1\na: 2")
@example("{a: *b}")
@example("a: x #1")
@example("---\na: 1\n---\nb: 2")
@example("")
def test_the_quick_way_gives_the_same_or_gives_up(text: str) -> None:
    """What is read the quick way is what is read with care, and nothing wrong gets past it."""
    readable, _ = decode(text.encode("utf-8", "surrogatepass"), "x.yml")
    hasty = quick.data(readable) if readable is not None else None
    if hasty is not None:
        assert (hasty, []) == composing.compose(str(readable), "x.yml")[::2]


def test_the_quick_way_is_taken(real: Reading) -> None:
    """Nearly all of the repository's own files are read the quick way."""
    texts = [source.text for path, source in real.sources.items() if path.endswith(".yml")]
    taken = [text for text in texts if quick.data(text) is not None]

    assert len(taken) / len(texts) >= 0.9


LONG = MAX_BYTES - 100


@pytest.mark.unmeasured
@pytest.mark.parametrize(
    "text",
    [
        "id: x" + "\n" * LONG,
        "id: x\ntext: a" + " " * LONG + "\n",
        "id: x\ntext: a" + " #" * (LONG // 2),
        "t: |\n  " + "- " * (LONG // 2) + "\nfoo\n",
        "t: |\n  " + ': "' * (LONG // 3) + "\nfoo\n",
        "t: |\n" + "  - - - -\n" * (LONG // 11) + "foo\n",
        "a" + ":" * LONG,
        "a: " * (LONG // 3),
        "a: [" + "x," * (LONG // 2),
        "a: [" + "[" * LONG,
        "\t" * LONG,
        "a: " + "\u202e" * (LONG // 3),
        "k: x\n" * (LONG // 5),
    ],
    ids=range(13),
)
def test_a_file_made_to_be_slow_is_not(text: str) -> None:
    """No file within the bound keeps a check busy: patterns look at each sign a few times at most."""
    _is_sound(text.encode())


def _is_sound(raw: bytes) -> None:
    source, problems = _read(raw)
    lines = raw.decode("utf-8", "replace").split("\n")

    assert source is not None or problems
    longest = max(map(len, lines))
    for problem in problems:
        assert problem.rule in CATALOGUE
        assert problem.remedy
        assert 1 <= problem.line <= len(lines) + 1
        assert 1 <= problem.column <= longest + 2
    if source is not None:
        assert isinstance(source.data, dict)
        _same_places(source)


plain_data = st.dictionaries(
    st.text(min_size=1, max_size=8),
    st.recursive(
        st.text(max_size=20) | st.none(),
        lambda inner: (
            st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
        ),
        max_leaves=12,
    ),
    min_size=1,
    max_size=4,
)


@given(plain_data)
def test_what_another_writer_wrote_is_read_back(data: dict[str, Any]) -> None:
    """Data that another YAML writer put down comes back the same, each part with its place."""
    source, problems = _read(factories.as_yaml(data))

    signs = {
        f"yaml/{what}"
        for what in (
            "control-character",
            "direction-mark",
            "hidden-character",
            "lost-letter",
            "tab",
        )
    }
    assert {problem.rule for problem in problems} <= signs
    assert source is not None
    _same_places(source)
    if not problems:
        assert data == source.data


def test_a_text_that_breaks_off_has_no_data() -> None:
    """Composing gives no half data, and says what stopped it."""
    data, place, problems = composing.compose("a: [1, 2\nb: 3\n", "a.yml")

    assert data is None
    assert place is None
    assert problems
