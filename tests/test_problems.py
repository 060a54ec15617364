"""Problems: one printable line each, whatever the file held."""

from __future__ import annotations

import pytest
from casebook.base.problems import Problem, errors
from hypothesis import given
from hypothesis import strategies as st


def _problem(message: str, **changes: object) -> Problem:
    return Problem("cases/x.yml", 3, 5, "shape/empty", message, "Write it.", **changes)  # type: ignore[arg-type]


def test_is_written_the_way_editors_understand() -> None:
    """A problem is shown as path, line, column, rule and message, parted by colons."""
    assert "cases/x.yml:3:5: shape/empty: `title` is empty" == str(_problem("`title` is empty"))


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("café “quoted” 東京", "café “quoted” 東京"),
        ("two\nlines", r"two\nlines"),
        ("red \x1b[31mtext", r"red \x1b[31mtext"),
        ("\u202eback", r"\u202eback"),
        ("a\u00a0b", r"a\xa0b"),
    ],
)
def test_message_is_printable(message: str, expected: str) -> None:
    """What cannot be printed is shown by its code, and what can is kept."""
    assert expected == _problem(message).message


@given(st.text())
def test_is_always_one_line(text: str) -> None:
    """No text of an author can break the line or steer the terminal."""
    problem = Problem("x.yml", 1, 1, "a/b", text, text)

    assert str(problem).isprintable()
    assert problem.remedy.isprintable()


def test_errors_leave_warnings_out() -> None:
    """Only what stops a build is kept."""
    error, warning = _problem("one"), _problem("two", severity="warning")

    assert [error] == errors([error, warning])


def test_problems_sort_by_place() -> None:
    """Problems of one file come in the order of its lines."""
    late = Problem("a.yml", 10, 1, "a/a", "", "")
    early = Problem("a.yml", 9, 1, "z/z", "", "")

    assert [early, late] == sorted([late, early])
