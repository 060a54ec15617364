"""The after-action form of an exercise, as a text document to fill in."""

from __future__ import annotations

from collections.abc import Sequence

from casebook.base import dates, prose, urls
from casebook.base.settings import Settings
from casebook.corpus.corpus import Corpus
from casebook.downloads.document import Paper, begun, paragraph, saved, table
from casebook.downloads.papers import foot
from casebook.model.case import Case
from casebook.training.exercises import Facilitator

_EMPTY_ROWS = 8
_USUAL_DECISIONS = 3
_ROWS_OF_A_DECISION = 3
"""Empty rows that take as much room as one more decision, so that the form stays at two pages."""
_ROOM = 1.0
"""Centimetres of a row at least, so that one can write in it by hand."""
_SENTENCES = dict.fromkeys(
    (
        *("Objective", "Decision", "Because", "What worked", "What was missing"),
        *("Observed", "People", "Question", "What was said"),
    ),
    2,
)
"""Columns that hold sentences, and how many times as wide as others they are."""


def after_action(side: Facilitator, case: Case, corpus: Corpus, settings: Settings) -> bytes:
    """The form as a DOCX file of two pages, with objectives, decisions and checks filled in already."""
    source = foot(urls.case(case.id), settings)
    paper = begun(f"After-action form: {side.players.title}", source)
    link = urls.absolute(urls.case(case.id), settings.site_url)
    as_of = f", as of {dates.words(case.record.updated)}" if case.record.updated else ""
    paragraph(paper, f"Made from the case: {case.title}{as_of}. {link}")
    _table(paper, ("Date", "Place", "Led by", "Notes taken by"), [("",) * 4])
    _taking_part(paper, side, corpus)
    _changes(paper, side)
    return saved(paper)


def _taking_part(paper: Paper, side: Facilitator, corpus: Corpus) -> None:
    """Who was there, and what is known before: objectives and decisions."""
    paragraph(paper, "Who took part", "Heading2")
    roles = [corpus.library.label("role", role) for role in side.players.audience]
    _table(paper, ("Role", "People"), [(role, "") for role in roles])
    paragraph(paper, "What was to be practised", "Heading2")
    aims = [(prose.plain(o.text), ", ".join(o.items), "", "") for o in side.objectives]
    _table(paper, ("Objective", "Checks", "What worked", "What was missing"), aims)
    paragraph(paper, "What was decided", "Heading2")
    decided = [
        (each.part.title, prose.plain(each.decision.text), "", "")
        for each in side.guides
        if each.decision
    ]
    _table(paper, ("Module", "Decision", "Decided, at minute", "Because"), decided)


def _changes(paper: Paper, side: Facilitator) -> None:
    """What comes of it, and the talk right after."""
    paragraph(paper, "What we change", "Heading2")
    paragraph(
        paper,
        "One line for each change. Urgent gaps are told at once, not only here. "
        f"Checks this exercise leads to: {', '.join(side.items)}.",
    )
    further = max(0, sum(bool(each.decision) for each in side.guides) - _USUAL_DECISIONS)
    rows = _EMPTY_ROWS - _ROWS_OF_A_DECISION * further
    _table(paper, ("Observed", "Check", "Owner", "Due date"), [("",) * 4] * rows)
    paragraph(paper, "Hot wash", "Heading2")
    asked = [(prose.plain(text), "") for text in side.players.hot_wash]
    _table(paper, ("Question", "What was said"), asked)
    last = "Look again on: ______________   Please name nobody who acted in private, here or in the case."
    paragraph(paper, last, place="apart")


def _table(paper: Paper, head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> None:
    """A table with room to write in by hand."""
    table(paper, head, rows, _SENTENCES, _ROOM)
