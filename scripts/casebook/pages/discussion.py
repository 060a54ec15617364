"""The discussion sheet of a case: 15 minutes made from its data, one sheet on paper."""

from __future__ import annotations

from collections.abc import Sequence

from casebook.base import urls
from casebook.corpus.corpus import Corpus
from casebook.corpus.law import touches_law
from casebook.corpus.library import Check
from casebook.downloads import qr
from casebook.model.case import Case
from casebook.model.exercise import Exercise
from casebook.pages.base import Page, View, sections, whole_sentences

MINUTES = 15
TRAIN = ("Train", urls.TRAIN)
"""The page above, for the breadcrumb of every page for trainers."""
STYLES = ("train",)
"""Style sheets of every page for trainers."""

_CHECKS = _FACTS = _CLAIMS = 3
_LINE = 60
"""What an entry takes on paper besides its words, in characters: the rest of its last line, and air."""
_LONG = 2550
"""Length from which on a sheet needs smaller letters on A4 or Letter, measured on the cases of 2026."""


def sheet(view: View, case: Case, exercise: Exercise | None) -> Page:
    """A discussion of 15 minutes, made from the data of a case."""
    checks = checks_of(view.corpus, case)
    values = {
        "case": case,
        "exercise": exercise,
        "minutes": MINUTES,
        "checks": checks,
        "facts": case.facts[:_FACTS],
        "claims": case.claims[:_CLAIMS],
        "guesses": view.corpus.library.statuses.guesses,
        "touches_law": touches_law(case, view.corpus.library.statuses),
        "long": is_long(case, checks),
        "audience": audience(case),
        "coded": qr.possible(view.settings),
    }
    return Page(
        url=view.url,
        title=f"Discuss: {case.title}",
        description=whole_sentences(f"A 15-minute discussion: {case.summary}"),
        lead=view.render("train/sheet-lead.html", **values),
        sections=sections(view, _SHEET, **values),
        kind="Exercise",
        layout="text",
        breadcrumb=(TRAIN,),
        hide=("toc",),
        styles=STYLES,
        searchable=False,
    )


_SHEET = {
    "read": ("Read: 4 minutes", "train/sheet-read.html"),
    "guess": ("Guess: 3 minutes", "train/sheet-guess.html"),
    "talk": ("Talk: 5 minutes", "train/sheet-talk.html"),
    "check": ("Check your own house: 3 minutes", "train/sheet-check.html"),
    "take": ("Take it with you", "train/sheet-take.html"),
}


def checks_of(corpus: Corpus, case: Case) -> list[Check]:
    """The first checks that the lessons of a case lead to."""
    wanted = dict.fromkeys(entry.item for lesson in case.lessons for entry in lesson.items)
    return [corpus.library.checks[item] for item in wanted][:_CHECKS]


def length(case: Case, checks: Sequence[Check]) -> int:
    """The length of a sheet in characters, with what its lines take besides their words."""
    said = [
        *(fact.text for fact in case.facts[:_FACTS]),
        *(claim.text for claim in case.claims[:_CLAIMS]),
        *(entry.text for entry in case.why_it_matters),
        *(check.item.statement for check in checks),
    ]
    return len(case.title) + sum(len(text) + _LINE for text in said)


def audience(case: Case) -> tuple[str, ...]:
    """The roles a discussion is for; a trainer, if the case has words for one, leads it."""
    roles = dict.fromkeys(entry.role for entry in case.why_it_matters)
    return tuple(role for role in roles if role != "trainer")


def is_long(case: Case, checks: Sequence[Check]) -> bool:
    """Whether a sheet says so much that on paper it needs smaller letters."""
    return length(case, checks) > _LONG
