"""CSV files: marked for Excel, and no cell that runs."""

from __future__ import annotations

import csv
import io

import pytest
from casebook.base import csvfile


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", " =", "\uff1d", "'="])
def test_no_cell_is_a_formula(start: str) -> None:
    """A cell that a spreadsheet would run begins with an apostrophe."""
    assert csvfile.safe(f"{start}1+1") == f"'{start}1+1"


@pytest.mark.parametrize("text", ["1+1", "", " a", "'a'", "\u00e9"])
def test_other_cells_stay(text: str) -> None:
    """Nothing is put before a text that no spreadsheet runs."""
    assert csvfile.safe(text) == text


def test_file_reads_back() -> None:
    """Quotes, commas and line ends survive; numbers stay numbers; Excel sees that it is UTF-8."""
    text = "said \u201cno\u201d,\nand left"
    written = csvfile.written([["a", "b"], [text, 3], ["=1", -3]])

    assert written.startswith("\ufeff")
    assert list(csv.reader(io.StringIO(written[1:]))) == [["a", "b"], [text, "3"], ["'=1", "-3"]]
