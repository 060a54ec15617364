"""Which cases are behind which clauses of a framework: as JSON, and as a table with a row for each link."""

from __future__ import annotations

from collections.abc import Mapping

from casebook.base import csvfile, prose, urls
from casebook.base.packing import indented
from casebook.base.settings import Settings
from casebook.corpus import flat
from casebook.corpus.corpus import GRADES, Corpus
from casebook.corpus.library import Check
from casebook.model import entries
from casebook.model.case import Case
from casebook.model.lists import Framework

COLUMNS = (
    "framework",
    "clause",
    "clause_title",
    "check",
    "statement",
    "case",
    "case_title",
    "grade",
    "why",
    "address",
)
"""Columns of the table."""


def files(corpus: Corpus, settings: Settings) -> dict[str, str]:
    """Both files of every framework by address."""
    made: dict[str, str] = {}
    behind = checks(corpus, settings)
    for each in corpus.library.frameworks.values():
        found = of(each, behind, corpus, settings)
        told = flat.head(corpus) | found.model_dump(mode="json")
        made[urls.evidence(each.id)] = indented(told)
        made[urls.evidence_table(each.id)] = table(found)
    return made


def framework(each: Framework, corpus: Corpus, settings: Settings) -> entries.FrameworkEntry:
    """A framework with the number of its clauses that have a case behind them."""
    answered = [corpus.answering.get((each.id, clause.id), ()) for clause in each.clauses]
    backed = sum(any(corpus.cases_of(check.id) for check in checks) for checks in answered)
    return entries.FrameworkEntry(
        id=each.id,
        title=each.title,
        short=each.short,
        publisher=each.publisher,
        version=each.version,
        kind=each.kind,
        url=each.url,
        verified_on=each.verified_on,
        clauses=len(each.clauses),
        clauses_with_a_case=backed,
        evidence=settings.address(urls.evidence(each.id)),
        address=settings.address(urls.framework(each.id)),
    )


def checks(corpus: Corpus, settings: Settings) -> Mapping[str, entries.CheckEvidence]:
    """The cases behind every check, by its id; a check may answer clauses of several frameworks."""
    library = corpus.library
    return {name: _check(check, corpus, settings) for name, check in library.checks.items()}


def of(
    each: Framework,
    behind: Mapping[str, entries.CheckEvidence],
    corpus: Corpus,
    settings: Settings,
) -> entries.Evidence:
    """Everything behind the clauses of a framework; each link from a case to a check is there once."""
    page = urls.framework(each.id)
    answering = {
        clause.id: tuple(check.id for check in corpus.answering.get((each.id, clause.id), ()))
        for clause in each.clauses
    }
    named = dict.fromkeys(name for names in answering.values() for name in names)
    return entries.Evidence(
        framework=framework(each, corpus, settings),
        clauses=tuple(
            entries.ClauseEvidence(
                id=clause.id,
                title=clause.title,
                address=settings.address(f"{page}#{urls.clause(clause.id)}"),
                checks=answering[clause.id],
            )
            for clause in each.clauses
        ),
        checks={name: behind[name] for name in named},
    )


def _check(check: Check, corpus: Corpus, settings: Settings) -> entries.CheckEvidence:
    lessons = [
        _link(entry.case, entry.grade, entry.why, urls.anchor("lesson", entry.lesson.id))
        for entry in corpus.evidence.get(check.id, ())
    ]
    controls = [
        _link(each.case, "worked", each.control.text, "failures")
        for each in corpus.held.get(check.id, ())
    ]
    links = sorted([*lessons, *controls], key=lambda link: GRADES.index(link[1]))
    return entries.CheckEvidence(
        id=check.id,
        statement=check.item.statement,
        address=settings.address(urls.item(check.id)),
        cases=tuple(
            entries.CaseEvidence(
                case=case.id,
                title=case.title,
                grade=grade or None,
                why=why,
                claims_by_status=dict(corpus.measures[case.id].claims_by_status),
                address=settings.address(place),
            )
            for case, grade, why, place in links
        ),
    )


_Link = tuple[Case, str, str, str]
"""A case, the grade of its link, the reason, and where the case says so."""


def _link(case: Case, grade: str, why: str, anchor: str) -> _Link:
    return case, grade, prose.plain(why), f"{urls.case(case.id)}#{anchor}"


def table(found: entries.Evidence) -> str:
    """The same as CSV: one row for each clause, check and case; a clause without a case has one row."""
    rows: list[list[str]] = []
    for clause in found.clauses:
        start = [found.framework.id, clause.id, clause.title or ""]
        rows += [
            [*start, name, found.checks[name].statement, *_cells(case)]
            for name in clause.checks
            for case in found.checks[name].cases
        ]
        if not rows or rows[-1][1] != clause.id:
            rows.append([*start, *[""] * (len(COLUMNS) - len(start))])
    return csvfile.written([list(COLUMNS), *rows])


def _cells(case: entries.CaseEvidence) -> list[str]:
    return [case.case, case.title, case.grade or "", case.why, case.address]
