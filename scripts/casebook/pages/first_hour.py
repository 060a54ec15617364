"""The first hour of a rumour or an incident: steps by the minute, and wording to copy."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from casebook.base import urls
from casebook.base.settings import Settings
from casebook.corpus.corpus import Corpus
from casebook.corpus.library import Check, Library
from casebook.model.lists import Checklist, ReadyText, Step
from casebook.pages import ways
from casebook.pages.base import Page, Section, View, lower_first, summary_text


@dataclass(frozen=True)
class Due:
    """A step with the checks it rests on, and where its case speaks for one of them."""

    step: Step
    checks: tuple[Check, ...]
    title: str
    """Title of the case; empty where it is not on the site."""
    address: str
    """Place in the case that speaks for a check of the step; empty as well."""


@dataclass(frozen=True)
class Blanked:
    """A text to copy: each paragraph in pieces, with what is to be filled in told apart."""

    text: ReadyText
    checks: tuple[Check, ...]
    paragraphs: tuple[tuple[tuple[str, bool], ...], ...]
    """Pieces of each paragraph; true for a blank."""


def pages(corpus: Corpus, settings: Settings) -> Iterator[Page]:
    """The page of the first hour, where there is a plan."""
    plan = corpus.library.first_hour
    if plan is None:
        return
    view = View(corpus, settings, urls.FIRST_HOUR)
    parts = (
        ("steps", "What to do, by the minute", {"steps": steps(corpus)}),
        ("wording", "Wording to copy: templates with blanks", {"texts": texts(corpus)}),
    )
    yield Page(
        url=view.url,
        title=plan.title,
        description=summary_text(plan.summary),
        lead=view.render("ways/first-hour-lead.html", plan=plan),
        sections=tuple(
            Section(anchor, title, view.render(f"ways/first-hour-{anchor}.html", **values))
            for anchor, title, values in parts
        ),
        breadcrumb=((ways.TITLE, urls.WAYS_IN),),
        edit="docs/first-hour.yml",
        hide=("toc",),
        styles=("ways",),
    )


def steps(corpus: Corpus) -> tuple[Due, ...]:
    """Every step; what is not on the site is left out."""
    plan = corpus.library.first_hour
    return tuple(
        Due(step, _checks(corpus.library, step.items), *_speaking(corpus, step))
        for step in (plan.steps if plan else ())
    )


def texts(corpus: Corpus) -> tuple[Blanked, ...]:
    """Every text to copy, with its blanks told apart."""
    plan = corpus.library.first_hour
    return tuple(
        Blanked(text, _checks(corpus.library, text.items), tuple(map(_pieces, text.lines)))
        for text in (plan.texts if plan else ())
    )


def parts_of(library: Library, check_id: str) -> list[tuple[str, str]]:
    """Where the plan rests on a check: words for the place, and its address."""
    plan = library.first_hour
    if plan is None:
        return []
    due = [(f"minute {s.minute}", s.id) for s in plan.steps if check_id in s.items]
    said = [(lower_first(t.title), t.id) for t in plan.texts if check_id in t.items]
    return [(words, f"{urls.FIRST_HOUR}#{anchor}") for words, anchor in (*due, *said)]


def leads_from(library: Library, checklist: Checklist) -> bool:
    """Whether the plan rests on this list more than on any other."""
    plan = library.first_hour
    found = _checks(library, (i for s in plan.steps for i in s.items)) if plan else ()
    first = Counter(check.checklist.id for check in found).most_common(1)
    return [each for each, _ in first] == [checklist.id]


def _checks(library: Library, items: Iterable[str]) -> tuple[Check, ...]:
    return tuple(library.checks[item] for item in items if item in library.checks)


def _speaking(corpus: Corpus, step: Step) -> tuple[str, str]:
    for item in step.items:
        for entry in corpus.evidence.get(item, ()):
            if entry.case.id == step.case:
                return entry.case.title, _place(step, urls.anchor("lesson", entry.lesson.id))
        for held in corpus.held.get(item, ()):
            if held.case.id == step.case:
                return held.case.title, _place(step, "failures")
    return "", ""


def _place(step: Step, anchor: str) -> str:
    return f"{urls.case(step.case)}#{anchor}"


_BLANK = re.compile(r"(\[[^\]]*\])")


def _pieces(line: str) -> tuple[tuple[str, bool], ...]:
    """The line cut at its blanks; brackets stay, so that a copied text shows them."""
    cut = [piece for piece in _BLANK.split(line) if piece]
    return tuple((piece, _BLANK.fullmatch(piece) is not None) for piece in cut)
