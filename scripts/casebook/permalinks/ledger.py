"""The ledger of published addresses: what the site answers now, and how the ledger grows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from casebook.base import urls
from casebook.corpus import lineage
from casebook.corpus.corpus import Corpus
from casebook.corpus.library import Library
from casebook.model.case import Case
from casebook.model.files import SCHEMAS
from casebook.model.lists import Permalinks

_HEADER = """\
# Every address ever published, with its anchors, and where those that moved lead now.
# `casebook publish` adds new ones; nothing is ever taken out. A lost address
# fails the check until its successor stands under `moved`.
# yaml-language-server: $schema=schema/permalinks.json
"""


@lru_cache(maxsize=1)  # several rules ask, one after another
def published(corpus: Corpus) -> Mapping[str, tuple[str, ...]]:
    """Every address the site promises to keep, with the anchors promised on it."""
    return dict(sorted(_pages(corpus)))


def _pages(corpus: Corpus) -> Iterator[tuple[str, tuple[str, ...]]]:
    library = corpus.library
    for index in urls.INDEXES:
        yield "/" + index, ()
    yield "/" + urls.TRENDS_DATA, ()
    yield "/" + urls.NEW_CASE, ()
    yield "/" + urls.CORRECTIONS, ()
    yield "/" + urls.DATA, ()
    yield "/" + urls.CHECKS_MAP, ()
    yield from (("/" + urls.figure(name, kind), ()) for name, kind in urls.FIGURE_FILES)
    yield "/" + urls.WAYS_IN, tuple(way.id for way in library.ways_in)
    if plan := library.first_hour:
        yield "/" + urls.FIRST_HOUR, (*(s.id for s in plan.steps), *(t.id for t in plan.texts))
    for name in SCHEMAS:
        yield "/" + urls.schema(name), ()
    for case in corpus.cases.values():
        yield "/" + urls.case(case.id), case_anchors(case)
        yield "/" + urls.case_data(case.id), ()
    yield from (("/" + asset, ()) for asset in _downloads(corpus))
    for case in corpus.listed:
        yield "/" + urls.train(case.id), ()
    for exercise, _ in corpus.exercises():
        yield "/" + urls.players(exercise.id), tuple(module.id for module in exercise.modules)
        yield "/" + urls.facilitator(exercise.id), tuple(module.id for module in exercise.modules)
    yield from _checks(library)
    for pattern in library.patterns:
        yield "/" + urls.pattern(pattern), ()
    for framework in library.frameworks.values():
        clauses = tuple(dict.fromkeys(urls.clause(clause.id) for clause in framework.clauses))
        yield "/" + urls.framework(framework.id), clauses


def _downloads(corpus: Corpus) -> Iterator[str]:
    for checklist in corpus.library.checklists:
        yield urls.checklist_data(checklist)
        yield from (urls.download(checklist, ending) for ending in urls.TABLES)
        yield from (urls.download(f"{checklist}-{size}", "pdf") for size in urls.PAPERS)
    for case in corpus.listed:
        yield from (urls.citation(case.id, ending) for ending in urls.CITATIONS)
        if case.claims:
            yield from (urls.quiz(case.id, ending) for ending in urls.QUIZZES)
    for exercise, case in corpus.exercises():
        names = [*urls.EXERCISE_FILES, *([urls.SCORM] if case.claims else [])]
        yield from (urls.exercise_file(exercise.id, name) for name in names)
    yield from (urls.data_citation(ending) for ending in urls.CITATIONS)
    yield from (
        urls.CASES_DATA,
        urls.CLAIMS_DATA,
        urls.CLAIMS_TABLE,
        urls.SOURCES_TABLE,
        urls.VOCABULARY_DATA,
    )
    yield urls.OSCAL
    yield urls.CYCLONEDX


def companions(case_id: str) -> Iterator[str]:
    """Addresses that go with a case when it goes: for trainers, to cite, to take away, as data.

    A withdrawn case keeps its own page and its data with the reason. Its pages
    for trainers lead there, and the files that were made from it are gone.
    """
    yield from (urls.train(case_id), urls.players(case_id), urls.facilitator(case_id))
    yield from (urls.citation(case_id, ending) for ending in urls.CITATIONS)
    yield from (urls.quiz(case_id, ending) for ending in urls.QUIZZES)
    yield from (urls.exercise_file(case_id, name) for name in (*urls.EXERCISE_FILES, urls.SCORM))
    yield urls.case_data(case_id)


def _checks(library: Library) -> Iterator[tuple[str, tuple[str, ...]]]:
    for each in library.checklists.values():
        held_ids = [item.id for item in each.items] + [item.id for item in each.retired]
        items = tuple(item_id.lower() for item_id in held_ids)
        sections = tuple(section.id for section in each.sections)
        yield "/" + urls.checklist(each.id), (*sections, *items)
        yield "/" + urls.embedded_checklist(each.id), items
        for section in sections:
            yield "/" + urls.embedded_section(each.id, section), ()
    held = {
        **{c.id: lineage.spoken_in(c.checklist, c.item) for c in library.checks.values()},
        **{gone.id: lineage.held_in(gone.checklist, gone.item) for gone in library.gone.values()},
    }
    for item_id, versions in held.items():
        yield "/" + urls.item(item_id), tuple(lineage.anchor(version) for version in versions)
        yield "/" + urls.embedded_item(item_id), ()


_PARTS: Mapping[str, str] = {
    "claim": "claims",
    "fact": "facts",
    "source": "sources",
    "lesson": "lessons",
    "moment": "timeline",
}
"""Kinds of part with an anchor, and the field that holds them."""


def case_anchors(case: Case) -> tuple[str, ...]:
    """Anchors of the parts of a case, in order of kind and place."""
    if case.record.status == "withdrawn":
        return ()
    return tuple(
        urls.anchor(kind, part.id) for kind, name in _PARTS.items() for part in getattr(case, name)
    )


def extended(ledger: Permalinks, corpus: Corpus) -> Permalinks:
    """The ledger with everything the site answers now; nothing is taken out."""
    pages = dict(ledger.pages)
    for page, anchors in published(corpus).items():
        pages[page] = tuple(dict.fromkeys([*pages.get(page, ()), *anchors]))
    return Permalinks(pages=dict(sorted(pages.items())), moved=ledger.moved)


def written(ledger: Permalinks) -> str:
    """The ledger as a YAML file, one anchor a line so that changes read well."""
    lines = [_HEADER.rstrip(), "pages:" if ledger.pages else "pages: {}"]
    for page, anchors in ledger.pages.items():
        lines.append(f"  {page}:" + ("" if anchors else " []"))
        lines += [f"    - {anchor}" for anchor in anchors]
    if ledger.moved:
        lines.append("moved:")
        lines += [f"  {old}: {new}" for old, new in sorted(ledger.moved.items())]
    return "\n".join(lines) + "\n"
