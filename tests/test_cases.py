"""The repository's own cases and lists are read without an error."""

from __future__ import annotations

from casebook.reading.load import Reading


def test_all_together(real: Reading) -> None:
    """The cases and lists break no rule: each by itself, and all together."""
    assert [] == [f"{problem}\n    {problem.remedy}" for problem in real.errors]


def test_there_is_something_to_read(real: Reading) -> None:
    """There are published cases and the five lists; an empty corpus breaks no rule either."""
    assert real.corpus.listed
    assert ["vetting", "security", "communication", "balance", "campaigns"] == list(
        real.corpus.library.checklists
    )
