"""The discussion sheet of a case: 15 minutes made from its data, one sheet on paper."""

from __future__ import annotations

from casebook.base import urls
from casebook.corpus import sheets
from casebook.corpus.law import touches_law
from casebook.corpus.measures import readers
from casebook.downloads import qr
from casebook.model.case import Case
from casebook.model.exercise import Exercise
from casebook.pages.base import Page, View, sections, whole_sentences

MINUTES = 15
TRAIN = ("Train", urls.TRAIN)
"""The page above, for the breadcrumb of every page for trainers."""
STYLES = ("train",)
"""Style sheets of every page for trainers."""


def sheet(view: View, case: Case, exercise: Exercise | None) -> Page:
    """A discussion of 15 minutes, made from the data of a case."""
    library = view.corpus.library
    values = {
        "case": case,
        "exercise": exercise,
        "minutes": MINUTES,
        "checks": sheets.discussed_checks(case, library),
        "facts": case.facts[: sheets.DISCUSSED],
        "claims": case.claims[: sheets.DISCUSSED],
        "guesses": library.statuses.guesses,
        "touches_law": touches_law(case, library.statuses),
        "long": sheets.is_long_discussion(case, library),
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


def audience(case: Case) -> tuple[str, ...]:
    """The roles whose work the case changes; a trainer leads a discussion and is not among them."""
    return tuple(role for role in readers(case) if role != "trainer")
