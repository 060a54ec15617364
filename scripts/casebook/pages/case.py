"""The page of one case: claims ledger at its centre, sources beneath everything."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from casebook.base import dates, urls
from casebook.base.settings import Settings
from casebook.corpus import sheets
from casebook.corpus.corpus import IN_LISTS, Corpus
from casebook.corpus.law import touches_law
from casebook.corpus.measures import Measures, read_at_source
from casebook.corpus.statuses import Statuses
from casebook.model.case import Case, Moment
from casebook.pages import axis, citations, summary
from casebook.pages.base import Page, Section, View, sections, whole_sentences
from casebook.pages.linked import day

PARTS: Mapping[str, tuple[str, str]] = {
    "claims": ("What was said, and what became of it", "case/claims.html"),
    "opinions": ("Opinions", "case/opinions.html"),
    "facts": ("What is established", "case/facts.html"),
    "detection": ("How it came to light", "case/detection.html"),
    "timeline": ("How it unfolded", "case/timeline.html"),
    "response": ("The response", "case/response.html"),
    "consequences": ("What followed", "case/consequences.html"),
    "failures": ("What failed, and what held", "case/failures.html"),
    "lessons": ("Lessons and checks", "case/lessons.html"),
    "why-it-matters": ("Why it matters", "case/why.html"),
    "questions": ("Open questions", "case/questions.html"),
    "searches": ("What we looked for and did not find", "case/searches.html"),
    "related": ("Related cases", "case/related.html"),
    "sources": ("Sources", "case/sources.html"),
    "cite": ("Cite or correct", "case/cite.html"),
}
"""Sections of a case page, by anchor: heading and template."""


@dataclass(frozen=True)
class Step:
    """One line of the axis: a moment, or a silence with its length in words."""

    moment: Moment | None
    gap: str = ""
    silence: bool = False


def pages(corpus: Corpus, settings: Settings) -> Iterator[Page]:
    """One page for every case on the site, withdrawn ones included."""
    for case in corpus.cases.values():
        yield one(corpus, settings, case)


def one(corpus: Corpus, settings: Settings, case: Case) -> Page:
    """The page of one case on the site."""
    view = View(corpus, settings, urls.case(case.id))
    return withdrawn(view, case) if case.record.status == "withdrawn" else page(view, case)


def page(view: View, case: Case) -> Page:
    """The whole page of a case."""
    values = _values(view, case)
    return Page(
        url=view.url,
        title=case.title,
        description=whole_sentences(case.summary),
        lead=view.render("case/head.html", **values),
        sections=tuple(_part(section) for section in sections(view, PARTS, **values)),
        kind="Case",
        breadcrumb=(("Cases", urls.CASES),),
        edit=f"cases/{case.id}.yml",
        updated=case.record.updated or "",
        linked=day("datePublished", case.record.created),
        searchable=case.record.status != "draft",
        modules=("case/depth", "case/neighbours"),
        styles=("depth",),
        filters=_filters(view, case),
        marks={
            urls.anchor(
                "claim", claim.id
            ): f"{claim.status}:{view.label('claim-status', claim.status)}"
            for claim in case.claims
        },
    )


def _filters(view: View, case: Case) -> dict[str, tuple[str, ...]]:
    """What the search of the site finds the case by, beside its words."""
    corpus = view.corpus
    terms = {
        "theme": ("theme", corpus.themes(case)),
        "country": ("country", case.countries),
        "sector": ("sector", case.sectors),
        "claims": ("claim-status", corpus.measures[case.id].claims_by_status),
    }
    return {
        **{
            name: tuple(view.label(vocabulary, term) for term in values)
            for name, (vocabulary, values) in terms.items()
        },
        "checklist": tuple(corpus.library.checklists[name].short for name in corpus.lists_of(case)),
        "year": (case.disclosed[:4],),
    }


def _values(view: View, case: Case) -> dict[str, object]:
    """What the templates of a case look up."""
    corpus, measures = view.corpus, view.corpus.measures[case.id]
    return {
        "case": case,
        "m": measures,
        "numbers": {source.id: position for position, source in enumerate(case.sources, 1)},
        "steps": tuple(steps(case, measures)),
        "bar": bar(measures, corpus.library.statuses),
        "axis": axis.axis(case, measures, tuple(corpus.library.vocabularies["moment-kind"])),
        "neighbours": corpus.neighbours.get(case.id, ()),
        "checks": corpus.library.checks,
        "patterns": corpus.library.patterns,
        "themes": corpus.themes(case),
        "seen": seen(case),
        "standard": standard(view, case),
        "read_on": read_at_source(case),
        "evidence": evidence(case),
        "short": summary.summary(case, corpus.library),
        "role_checks": {
            entry.role: summary.role_checks(case, entry.role, corpus.library.checks)
            for entry in case.why_it_matters
        },
        "citation": citations.pieces(citations.cite(case, view.settings)),
        "in_lists": IN_LISTS,
        "touches_law": touches_law(case, corpus.library.statuses),
        "length": sheets.brief_size(case, corpus.library),
    }


def _part(section: Section) -> Section:
    """A section in a box of its own, so that a depth can leave it out."""
    return replace(section, html=f'<div class="part">\n{section.html}</div>\n')


def withdrawn(view: View, case: Case) -> Page:
    """The page that keeps the address of a withdrawn case, with the reason."""
    return Page(
        url=view.url,
        title=case.title,
        description="This case was withdrawn; the page gives the reason.",
        lead=view.render("case/withdrawn.html", case=case),
        kind="Case",
        layout="text",
        breadcrumb=(("Cases", urls.CASES),),
        updated=case.record.updated or "",
        linked=day("datePublished", case.record.created),
        searchable=False,
    )


_LONG_SILENCE = 14  # days; a shorter pause is not drawn as a gap


def steps(case: Case, measures: Measures) -> Iterator[Step]:
    """The timeline with the long silences drawn in.

    A gap is drawn between two moments only where at least two weeks lie
    between the last possible day of one and the first of the next; where the
    organisation knew and said nothing, the gap is called so.
    """
    before: Moment | None = None
    for moment in case.timeline:
        span = dates.between(before.on, moment.on) if before else None
        if before and span and span.fewest >= _LONG_SILENCE:
            quiet = _is_silence(before, moment, measures)
            words = "without a public word" if quiet else "later"
            yield Step(None, f"{dates.length(span)} {words}", quiet)
        yield Step(moment)
        before = moment


def _is_silence(before: Moment, after: Moment, measures: Measures) -> bool:
    """Whether two moments lie between the first step inside and the first word outside."""
    if measures.silent is None:
        return False
    acted, spoke = (dates.parse(on) for on in measures.silent)
    return dates.parse(before.on).last >= acted.first and dates.parse(after.on).first <= spoke.first


@dataclass(frozen=True)
class Piece:
    """A piece of the bar of claims: status, colour, count, and its place in percent."""

    status: str
    colour: str
    count: int
    start: float
    width: float


def bar(measures: Measures, statuses: Statuses) -> tuple[Piece, ...]:
    """The claims by status as pieces of a bar one hundred wide."""
    total = sum(measures.claims_by_status.values())
    pieces, start = [], 0.0
    for status, count in measures.claims_by_status.items():
        width = 100 * count / total
        colour = statuses[status].colour
        pieces.append(Piece(status, colour, count, round(start, 3), round(width, 3)))
        start += width
    return tuple(pieces)


def standard(view: View, case: Case) -> str:
    """By which standard the case was read, in words, with the day where it was read at the source."""
    words, on = view.label("record-standard", case.record.standard), read_at_source(case)
    return f"{words} on {dates.words(on)}" if on else words


def evidence(case: Case) -> dict[str, tuple[str, str]]:
    """By id of a part of the case: its anchor and its text.

    A fact, claim or moment that shares its id with a failure or lesson goes first.
    """
    return {
        part.id: (urls.anchor(kind, part.id), part.text)
        for kind, parts in (
            ("lesson", case.lessons),
            ("failure", case.failures),
            ("moment", case.timeline),
            ("fact", case.facts),
            ("claim", case.opinions),
            ("claim", case.claims),
        )
        for part in parts
    }


def seen(case: Case) -> tuple[int, int]:
    """How many sources were read in full, and how many there are."""
    return sum(source.seen == "full" for source in case.sources), len(case.sources)
