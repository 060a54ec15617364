"""Printed sheets: what promises to be one sheet of A4 or Letter has room on it."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.base.words import counted
from casebook.corpus import sheets
from casebook.corpus.corpus import Corpus
from casebook.rules.base import Finding, Rule, corpus_rule

_SHORTEN = "Shorten the longest entries; what only experts need can go into the reasons and notes."


@corpus_rule(
    Rule(
        "sheets/brief",
        "The brief of a case fits on one printed sheet, with the longest note on why it matters.",
        "A brief is handed out in meetings, and a second sheet gets lost.",
        f"{_SHORTEN} Until then the page says that it prints on two sheets.",
        severity="warning",
    )
)
def brief(corpus: Corpus) -> Iterator[Finding]:
    """Find listed cases whose brief is too long for any sheet."""
    for case in corpus.listed:
        much = sheets.longest_brief(case, corpus.library)
        if much > sheets.BRIEF_MOST:
            over = counted(much - sheets.BRIEF_MOST, "character")
            yield Finding(
                ("summary",),
                f"the brief is {over} too long for one sheet: summary, claims, facts, timeline, "
                "controls, lessons and the longest note together",
                path=f"cases/{case.id}.yml",
            )


@corpus_rule(
    Rule(
        "sheets/discussion",
        "The discussion of a case fits on one printed sheet.",
        "A trainer hands out one sheet to each person.",
        _SHORTEN,
    )
)
def discussion(corpus: Corpus) -> Iterator[Finding]:
    """Find listed cases whose discussion is too long for a sheet."""
    for case in corpus.listed:
        much = sheets.discussion_length(case, corpus.library)
        if much > sheets.DISCUSSION_MOST:
            over = counted(much - sheets.DISCUSSION_MOST, "character")
            first = f"the first {sheets.DISCUSSED}"
            yield Finding(
                ("why_it_matters",),
                f"the discussion is {over} too long for one sheet: {first} facts, {first} claims, "
                "the notes on why it matters and the checks together",
                path=f"cases/{case.id}.yml",
            )
