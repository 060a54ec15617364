"""What somebody plainly meant, where one is asked for a date or an address."""

from __future__ import annotations

import pytest
from casebook.base import dates
from casebook.base.everyday import date, meant


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("22 March 2023", "2023-03-22"),
        ("22nd of March, 2023", "2023-03-22"),
        ("March 22, 2023", "2023-03-22"),
        ("Sept. 2023", "2023-09"),
        ("2023/3/22", "2023-03-22"),
        ("2023.3", "2023-03"),
        ("3/2023", "2023-03"),
        ("10/18/2024", "2024-10-18"),
        ("18.10.2024", "2024-10-18"),
        ("3-3-2024", "2024-03-03"),
    ],
)
def test_an_everyday_date_becomes_one_of_the_file(typed: str, wanted: str) -> None:
    """Words, short forms and numbers with one reading are taken, and the result is a date."""
    assert date(typed) == wanted
    assert not dates.complaint(wanted)


@pytest.mark.parametrize(
    "typed",
    [
        "3/6/2023",
        "22 March 22 2023",
        "22 Marc 2023",
        "31 February 2023",
        "13/2023",
        "13/13/2023",
        "31/2/2023",
        "10/18/24",
        "2023/3-22",
        "2023-03-22",
        "last spring",
        "",
    ],
)
def test_a_date_with_doubt_stays_as_it_is(typed: str) -> None:
    """Two readings, no month, no such day, no date, or nothing to mend: nothing is guessed."""
    assert date(typed) == ""


@pytest.mark.parametrize(
    ("kind", "typed", "wanted"),
    [
        ("url", "www.daily.example", "https://www.daily.example"),
        ("url", "daily.example/ferry", "https://daily.example/ferry"),
        ("url", "https://daily.example", ""),
        ("url", "daily example", ""),
        ("date", "June 2024", "2024-06"),
        ("line", "June 2024", ""),
        ("line", "www.daily.example", ""),
    ],
)
def test_each_kind_has_its_own_mending(kind: str, typed: str, wanted: str) -> None:
    """An address gets its https://, a date its form, and other text is left alone."""
    assert meant(kind, typed) == wanted
