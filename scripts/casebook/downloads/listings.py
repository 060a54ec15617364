"""Checks, patterns, frameworks, questions, exercises and courses as lists for programs, and the claims and cases line by line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from casebook.base import prose, urls
from casebook.base.packing import compact
from casebook.base.settings import Settings
from casebook.corpus import chronicle, flat
from casebook.corpus.corpus import Corpus
from casebook.corpus.library import Check
from casebook.downloads import dataset, evidence
from casebook.model import entries
from casebook.model.course import Course
from casebook.model.exercise import Exercise
from casebook.model.kinds import Record
from casebook.model.lists import Pattern, PatternItem, WayIn
from casebook.training import courses


def files(corpus: Corpus, settings: Settings, rows: flat.Rows) -> dict[str, str]:
    """The content of each list by its address; ``rows`` are those of the tables."""
    library = corpus.library
    made: Mapping[str, Sequence[Record]] = {
        urls.CHECKS_DATA: [check(each, corpus, settings) for each in library.checks.values()],
        urls.PATTERNS_DATA: [pattern(p, corpus, settings) for p in library.patterns.values()],
        urls.FRAMEWORKS_DATA: [
            evidence.framework(each, corpus, settings) for each in library.frameworks.values()
        ],
        urls.QUESTIONS_DATA: [question(each, settings) for each in library.ways_in],
        urls.EXERCISES_DATA: [
            exercise(each, has_claims=bool(case.claims), settings=settings)
            for each, case in corpus.exercises()
        ],
        urls.COURSES_DATA: [course(each, corpus, settings) for each in library.courses.values()],
    }
    tables = {
        urls.SOURCES_DATA: rows["sources"],
        urls.ORGANISATIONS_DATA: rows["organisations"],
        urls.OUTCOMES_DATA: rows["outcomes"],
    }
    return {
        **{
            address: flat.enveloped(corpus, [each.model_dump(mode="json") for each in held])
            for address, held in made.items()
        },
        **{address: flat.enveloped(corpus, held) for address, held in tables.items()},
        urls.CLAIM_LINES: "".join(map(compact, _claims(corpus, rows))),
        urls.CASE_LINES: "".join(compact(dataset.content(case)) for case in corpus.cases.values()),
    }


def check(each: Check, corpus: Corpus, settings: Settings) -> entries.CheckEntry:
    """A check with the ids of the cases that support it."""
    item = each.item
    return entries.CheckEntry(
        id=each.id,
        checklist=each.checklist.id,
        version=each.checklist.version,
        section=each.section.id,
        level=item.level,
        statement=item.statement,
        why=prose.plain(item.why),
        how_to_verify=prose.plain(item.how_to_verify),
        roles=item.roles,
        accountable=item.accountable,
        interval=item.interval,
        case_types=item.case_types,
        clauses=tuple(
            entries.Asked(framework=clause.framework, clause=clause.clause)
            for clause in item.clauses
        ),
        patterns=corpus.pattern_items.get(each.id, ()),
        cases=tuple(
            entries.Support(case=case, grade=grade or None)
            for case, grade in corpus.grades(each.id).items()
        ),
        address=settings.address(urls.item(each.id)),
    )


def pattern(each: Pattern, corpus: Corpus, settings: Settings) -> entries.PatternEntry:
    """A pattern with the ids of the cases that show it."""
    showing = (entry.case.id for entry in corpus.showing.get(each.id, ()))
    return entries.PatternEntry(
        id=each.id,
        title=each.title,
        theme=each.theme,
        definition=prose.plain(each.definition),
        signs=tuple(map(prose.plain, each.signs)),
        checks=_pointers(each.items),
        cases=tuple(dict.fromkeys(showing)),
        address=settings.address(urls.pattern(each.id)),
    )


def question(each: WayIn, settings: Settings) -> entries.QuestionEntry:
    """An everyday question with its checks, patterns and cases."""
    return entries.QuestionEntry(
        id=each.id,
        question=each.question,
        answer=prose.plain(each.answer),
        roles=each.roles,
        checks=_pointers(each.checks),
        patterns=each.patterns,
        cases=each.cases,
        first_hour=each.first_hour,
        address=settings.address(urls.way(each.id)),
    )


def _pointers(items: Sequence[PatternItem]) -> tuple[entries.Pointer, ...]:
    return tuple(entries.Pointer(item=each.item, why=each.why) for each in items)


def exercise(each: Exercise, *, has_claims: bool, settings: Settings) -> entries.ExerciseEntry:
    """An exercise with its pages and files; its quiz is a file where its case has claims."""
    files = urls.exercise_files(each.code, has_claims=has_claims)
    practised = (item for objective in each.objectives for item in objective.items)
    return entries.ExerciseEntry(
        case=each.id,
        code=each.code,
        title=each.title,
        minutes=each.minutes,
        audience=each.audience,
        objectives=tuple(prose.plain(objective.text) for objective in each.objectives),
        checks=tuple(dict.fromkeys(practised)),
        updated=each.updated,
        players=settings.address(urls.players(each.code)),
        facilitator=settings.address(urls.facilitator(each.id)),
        files=tuple(map(settings.address, files)),
    )


def course(each: Course, corpus: Corpus, settings: Settings) -> entries.CourseEntry:
    """A course with its published cases and its files."""
    return entries.CourseEntry(
        id=each.id,
        title=each.title,
        minutes=each.minutes,
        audience=each.audience,
        aim=prose.plain(each.aim),
        exercise=each.exercise,
        cases=tuple(case.id for case in courses.cases(each, corpus)),
        questions=courses.size(each, corpus),
        updated=each.updated,
        files=tuple(settings.address(address) for address in urls.course_files(each.id)),
        address=settings.address(urls.COURSES),
    )


def _claims(corpus: Corpus, rows: flat.Rows) -> Iterator[dict[str, object]]:
    """The row of each claim, with every status that it had."""
    for (case, claim), row in zip(corpus.claims(), rows["claims"], strict=True):
        statuses = [
            entries.Status(on=since.on, status=since.status, reason=since.reason)
            for since in chronicle.statuses(case, claim)
        ]
        yield {**row, "statuses": [each.model_dump(mode="json") for each in statuses]}
