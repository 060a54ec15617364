"""A checklist as rows: what every table of it shows, in one order and under one set of headings."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from casebook.base import prose, urls
from casebook.base.settings import Settings
from casebook.corpus.corpus import Corpus
from casebook.corpus.library import Check
from casebook.model.lists import Checklist

WORK = ("Status", "Evidence", "Owner", "Due date")
"""Columns that are left to whoever works with the list."""

STATUSES = ("Open", "Done", "Not applicable")
"""What a status may be, the first at the start."""


@dataclass(frozen=True)
class Row:
    """A check, and what is needed to tell about it."""

    check: Check
    corpus: Corpus
    settings: Settings

    @property
    def link(self) -> str:
        """The address of the check that stays."""
        return urls.absolute(urls.item(self.check.id), self.settings.site_url)

    def names(self, vocabulary: str, terms: tuple[str, ...]) -> str:
        """Terms in the words a reader sees."""
        return "; ".join(self.corpus.library.label(vocabulary, term) for term in terms)

    @property
    def clauses(self) -> str:
        """What the check answers to, framework by framework."""
        frameworks = self.corpus.library.frameworks
        return "; ".join(
            f"{frameworks[clause.framework].short}, {clause.clause}"
            for clause in self.check.item.clauses
        )

    @property
    def cases(self) -> str:
        """How many cases speak for it; the page of the check names them."""
        return str(len(self.corpus.cases_of(self.check.id)))

    @property
    def grades(self) -> str:
        """How many of these cases have each grade of evidence."""
        return self.corpus.grade_words(self.corpus.graded([self.check.id]))


COLUMNS: Mapping[str, Callable[[Row], str]] = {
    "Check": lambda row: row.check.id,
    "Section": lambda row: row.check.section.title,
    "Level": lambda row: row.corpus.library.label("level", row.check.item.level),
    "Statement": lambda row: row.check.item.statement,
    "How to verify": lambda row: prose.plain(row.check.item.how_to_verify),
    "Why": lambda row: prose.plain(row.check.item.why),
    "For": lambda row: row.names("role", row.check.item.roles),
    "Answers": lambda row: row.names("case-type", row.check.item.case_types),
    "Frameworks": lambda row: row.clauses,
    "Cases": lambda row: row.cases,
    "Version": lambda row: row.check.checklist.version,
    "Link": lambda row: row.link,
    "Grades": lambda row: row.grades,
    "Accountable": lambda row: row.names("role", (row.check.item.accountable,)),
    "Interval": lambda row: row.names("interval", (row.check.item.interval,)),
}
"""What stands in each column of every table, by heading."""


def rows(checklist: Checklist, corpus: Corpus, settings: Settings) -> tuple[Row, ...]:
    """The checks of a list section by section, as its page and its paper have them."""
    checks = corpus.library.checks
    return tuple(
        Row(checks[item.id], corpus, settings)
        for section in checklist.sections
        for item in checklist.items
        if item.section == section.id
    )
