"""The ledger of published addresses: what the site answers now, and how the ledger grows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Protocol

from casebook.base import urls
from casebook.corpus import claimlists, lineage
from casebook.corpus.corpus import Corpus
from casebook.corpus.library import Library
from casebook.model.case import Case
from casebook.model.exercise import Exercise
from casebook.model.files import SCHEMAS
from casebook.model.ledger import Ledger
from casebook.permalinks import files

SITE = "site"
"""Home of the addresses that belong to no case, list, framework or pattern."""


@lru_cache(maxsize=1)  # several rules ask, one after another
def published(corpus: Corpus) -> Mapping[str, tuple[str, ...]]:
    """Every address the site promises to keep, with the anchors promised on it."""
    return dict(sorted((page, anchors) for _, page, anchors in _pages(corpus)))


def homes(corpus: Corpus) -> Mapping[str, str]:
    """For every address that the site promises, the home of its line: the name of a file of the ledger."""
    return {page: home for home, page, _ in _pages(corpus)}


_Promise = tuple[str, str, tuple[str, ...]]
"""Home, address and anchors."""


def _pages(corpus: Corpus) -> Iterator[_Promise]:
    library = corpus.library
    yield from ((SITE, "/" + address, anchors) for address, anchors in _of_the_site(library))
    yield from ((SITE, "/" + address, ()) for address in _claims(corpus))
    for case in corpus.cases.values():
        home = f"cases/{case.id}"
        yield home, "/" + urls.case(case.id), case_anchors(case)
        yield home, "/" + urls.case_data(case.id), ()
    for case in corpus.listed:
        yield from ((f"cases/{case.id}", "/" + address, ()) for address in _beside(case))
    for exercise, case in corpus.exercises():
        yield from _of_exercise(exercise, case)
    yield from _checks(library)
    for pattern in library.patterns:
        home = f"patterns/{pattern}"
        yield home, "/" + urls.pattern(pattern), ()
        yield from ((home, address, ()) for address in _feeds("pattern", pattern))
    for framework in library.frameworks.values():
        clauses = tuple(dict.fromkeys(urls.clause(clause.id) for clause in framework.clauses))
        home = f"frameworks/{framework.id}"
        yield home, "/" + urls.framework(framework.id), clauses
        yield home, "/" + urls.evidence(framework.id), ()
        yield home, "/" + urls.evidence_table(framework.id), ()


_FILES = (
    urls.TRENDS_DATA,
    urls.NEW_CASE,
    urls.CORRECTIONS,
    urls.OUTCOMES,
    urls.LATE,
    urls.CHANGED,
    urls.DATA,
    urls.CHECKS_MAP,
    *(urls.figure(name, kind) for name, kind in urls.FIGURE_FILES),
    *(urls.schema(name) for name in SCHEMAS),
    *(urls.data_citation(ending) for ending in urls.CITATIONS),
    urls.CASES_DATA,
    urls.CLAIMS_DATA,
    urls.CLAIMS_TABLE,
    urls.OPINIONS_TABLE,
    urls.LINKS_TABLE,
    urls.SOURCES_TABLE,
    urls.CASES_TABLE,
    urls.ORGANISATIONS_TABLE,
    urls.OUTCOMES_TABLE,
    urls.CROISSANT,
    urls.DATA_PACKAGE,
    urls.DATABASE,
    urls.VOCABULARY_DATA,
    urls.LLMS,
    urls.OSCAL,
    urls.CYCLONEDX,
    urls.CHANGES_DATA,
    urls.REMOVED_DATA,
    urls.SOURCES_DATA,
    urls.ORGANISATIONS_DATA,
    urls.OUTCOMES_DATA,
    urls.CHECKS_DATA,
    urls.PATTERNS_DATA,
    urls.FRAMEWORKS_DATA,
    urls.QUESTIONS_DATA,
    urls.EXERCISES_DATA,
    urls.COURSES_DATA,
    urls.OPENAPI,
    urls.CLAIM_LINES,
    urls.CASE_LINES,
    urls.VERIS,
    *(urls.feed(name, ending) for name in ("all", "corrections") for ending in urls.FEED_KINDS),
)
"""Pages and files of which there is one, whatever the data."""


def _of_the_site(library: Library) -> Iterator[tuple[str, tuple[str, ...]]]:
    for address in (*urls.INDEXES, *_FILES):
        yield address, ()
    for status in library.statuses.order:
        yield from ((address.lstrip("/"), ()) for address in _feeds("status", status))
    yield urls.WAYS_IN, tuple(way.id for way in library.ways_in)
    for way in library.ways_in:
        yield urls.way(way.id), ()
    for role in library.roles:
        yield urls.role(role), ()
    for course in library.courses:
        yield from ((address, ()) for address in urls.course_files(course))
    if plan := library.first_hour:
        yield urls.FIRST_HOUR, (*(s.id for s in plan.steps), *(t.id for t in plan.texts))


def _claims(corpus: Corpus) -> Iterator[str]:
    """The lists of claims, which stay whatever becomes of the claims."""
    for status, years in claimlists.by_status(corpus).items():
        yield urls.claims_of_status(status)
        apart = claimlists.apart(corpus, status, years)
        yield from (urls.claims_of_year(status, year) for year in apart)


def _feeds(kind: str, value: str) -> Iterator[str]:
    """Feeds of a topic that stays while its vocabulary, list or pattern does; others come and go with cases."""
    return (f"/{urls.feed(f'{kind}/{value}', ending)}" for ending in urls.FEED_KINDS)


def _beside(case: Case) -> Iterator[str]:
    """Addresses of what is made from a published case: for trainers, to cite, to take away."""
    yield urls.train(case.id)
    yield from (urls.citation(case.id, ending) for ending in urls.CITATIONS)
    if case.claims:
        yield from (urls.quiz(case.id, ending) for ending in urls.QUIZZES)
    for claim in case.claims:
        yield from (urls.claim(case.id, claim.id), urls.embedded_claim(case.id, claim.id))


def _of_exercise(exercise: Exercise, case: Case) -> Iterator[_Promise]:
    home, modules = f"cases/{case.id}", tuple(module.id for module in exercise.modules)
    yield home, "/" + urls.players(exercise.code), modules
    yield home, "/" + urls.facilitator(exercise.id), modules
    for address in urls.exercise_files(exercise.code, has_claims=bool(case.claims)):
        yield home, "/" + address, ()


def companions(case_id: str, ledger: Ledger) -> Iterator[str]:
    """Addresses that go with a case when it goes: for trainers, to cite, to take away, as data.

    A withdrawn case keeps its own page and its data with the reason. Its pages
    for trainers lead there, and the files that were made from it are gone.
    Only the ledger still knows its claims and the code of its exercise.
    """
    yield from (urls.train(case_id), urls.players_before(case_id), urls.facilitator(case_id))
    yield from (urls.citation(case_id, ending) for ending in urls.CITATIONS)
    yield from (urls.quiz(case_id, ending) for ending in urls.QUIZZES)
    for name in (*urls.EXERCISE_FILES, urls.SCORM):
        yield urls.exercise_file_before(case_id, name)
    yield urls.case_data(case_id)
    claims = urls.claims_of(case_id)
    for beginning in (f"/{claims}", f"/embed/{claims}"):
        yield from (page.removeprefix("/") for page in ledger.under(beginning))
    coded = ("/" + urls.players("")[:-1], "/" + urls.exercise_file("", "")[:-1])
    for page in ledger.recorded_in(files.path(f"cases/{case_id}")):
        if page.startswith(coded):
            yield page.removeprefix("/")


def _checks(library: Library) -> Iterator[_Promise]:
    for each in library.checklists.values():
        home = f"checklists/{each.id}"
        held_ids = [item.id for item in each.items] + [item.id for item in each.retired]
        items = tuple(item_id.lower() for item_id in held_ids)
        sections = tuple(section.id for section in each.sections)
        yield home, "/" + urls.checklist(each.id), (*sections, *items)
        yield home, "/" + urls.embedded_checklist(each.id), items
        for section in sections:
            yield home, "/" + urls.embedded_section(each.id, section), ()
        yield from ((home, "/" + address, ()) for address in _list_files(each.id))
        yield from ((home, address, ()) for address in _feeds("checklist", each.id))
    held = {
        **{
            c.id: (c.checklist, lineage.spoken_in(c.checklist, c.item))
            for c in library.checks.values()
        },
        **{
            gone.id: (gone.checklist, lineage.held_in(gone.checklist, gone.item))
            for gone in library.gone.values()
        },
    }
    for item_id, (checklist, versions) in held.items():
        home = f"checklists/{checklist.id}"
        yield home, "/" + urls.item(item_id), tuple(map(lineage.anchor, versions))
        yield home, "/" + urls.embedded_item(item_id), ()


def _list_files(list_id: str) -> Iterator[str]:
    """Files that a checklist is offered as."""
    yield urls.checklist_data(list_id)
    yield urls.ciso_library(list_id)
    yield from (urls.download(list_id, ending) for ending in urls.TABLES)
    yield from (urls.download(f"{list_id}-{size}", "pdf") for size in urls.PAPERS)


class _Part(Protocol):
    """A part of a case that has an id."""

    @property
    def id(self) -> str:
        """Name of the part inside its case."""


def _parts(case: Case) -> Iterator[tuple[str, Iterable[_Part]]]:
    """Kinds of part with an anchor, and the parts. An opinion keeps the anchor it had as a claim."""
    yield "claim", case.claims
    yield "fact", case.facts
    yield "source", case.sources
    yield "lesson", case.lessons
    yield "moment", case.timeline
    yield "claim", case.opinions
    yield "search", case.record.searches


def case_anchors(case: Case) -> tuple[str, ...]:
    """Anchors of the parts of a case, in order of kind and place."""
    if case.record.status == "withdrawn":
        return ()
    return tuple(urls.anchor(kind, part.id) for kind, parts in _parts(case) for part in parts)


def extended(ledger: Ledger, corpus: Corpus) -> Ledger:
    """The ledger with everything the site answers now; nothing is taken out, and no line changes its file.

    What only the one file from before records gets a file of today.
    """
    pages = {page: set(anchors) for page, anchors in ledger.pages.items()}
    for page, anchors in published(corpus).items():
        pages.setdefault(page, set()).update(anchors)
    known = {address: file for address, file in ledger.files.items() if file != files.OLD_FILE}
    home = homes(corpus)
    return replace(
        ledger,
        pages={page: tuple(sorted(anchors)) for page, anchors in sorted(pages.items())},
        files={page: files.path(home.get(page, SITE)) for page in pages} | known,
    )
