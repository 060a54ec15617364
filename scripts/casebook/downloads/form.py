"""The after-action form of an exercise, as a text document to fill in."""

from __future__ import annotations

import io
from collections.abc import Sequence

from docx import Document
from docx.document import Document as Paper
from docx.oxml import OxmlElement
from docx.shared import Cm, Pt
from docx.table import _Row

from casebook import prose, urls
from casebook.corpus import Corpus
from casebook.exercises import Facilitator
from casebook.model.case import Case
from casebook.packed import steady
from casebook.settings import Settings

_EMPTY_ROWS = 6


def after_action(side: Facilitator, case: Case, corpus: Corpus, settings: Settings) -> bytes:
    """The form as a DOCX file, with objectives, decisions and checks filled in already."""
    paper = Document()
    paper.core_properties.title = f"After-action form: {side.players.title}"
    paper.core_properties.author = "AI Governance Casebook"
    style = paper.styles["Normal"]
    style.font.name, style.font.size = "Calibri", Pt(11)
    for section in paper.sections:
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2)
    _heading(paper, f"After-action form: {side.players.title}", 1)
    link = urls.absolute(urls.case(case.id), settings.site_url)
    paper.add_paragraph(f"Made from the case: {case.title}. {link}")
    _table(paper, ("Date", "Place", "Led by", "Notes taken by"), [("", "", "", "")])
    _heading(paper, "Who took part", 2)
    roles = [corpus.library.label("role", role) for role in side.players.audience]
    _table(paper, ("Role", "People"), [(role, "") for role in roles])
    _heading(paper, "What was to be practised", 2)
    aims = [(prose.plain(o.text), ", ".join(o.items), "", "") for o in side.objectives]
    _table(paper, ("Objective", "Checks", "What worked", "What was missing"), aims)
    _heading(paper, "What was decided", 2)
    decided = [
        (each.part.title, prose.plain(each.decision.text), "", "")
        for each in side.guides
        if each.decision
    ]
    _table(paper, ("Module", "Decision", "Decided, at minute", "Because"), decided)
    _heading(paper, "What we change", 2)
    paper.add_paragraph(
        "One line for each change. Urgent gaps are told at once, not only here. "
        f"Checks this exercise leads to: {', '.join(side.items)}."
    )
    _table(paper, ("Observed", "Check", "Owner", "Due date"), [("",) * 4] * _EMPTY_ROWS)
    _heading(paper, "Hot wash", 2)
    for text in side.players.hot_wash:
        _paragraph(paper, prose.plain(text), "ListNumber")
        paper.add_paragraph("")
    paper.add_paragraph(
        "Please name nobody who acted in private, here or in the case. Look again on: ____________"
    )
    held = io.BytesIO()
    paper.save(held)
    return steady(held.getvalue())


_WIDTH = 17.0
"""Centimetres between the margins."""
_ROOM = 1.0
"""Centimetres of a row at least, so that one can write in it by hand."""
_SENTENCES = frozenset(
    {"Objective", "Decision", "Because", "What worked", "What was missing", "Observed", "People"}
)


def _table(paper: Paper, head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> None:
    table = paper.add_table(rows=1, cols=len(head))
    table._tbl.tblStyle_val = "TableGrid"  # noqa: SLF001 - by its id, as below
    table.autofit = False
    shares = [2 if name in _SENTENCES else 1 for name in head]
    for column, share in zip(table.columns, shares, strict=True):
        column.width = Cm(_WIDTH * share / sum(shares))
    for column, cell, name in zip(table.columns, table.rows[0].cells, head, strict=True):
        cell.width = column.width
        cell.text = ""
        cell.paragraphs[0].add_run(name).bold = True
    _mark(table.rows[0], "w:tblHeader")
    for texts in rows:
        row = table.add_row()  # takes the widths of the columns
        row.height = Cm(_ROOM)
        _mark(row, "w:cantSplit")
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    paper.add_paragraph("")


def _mark(row: _Row, name: str) -> None:
    """Repeat a row on each page, or keep it whole: python-docx has no word for either."""
    row._tr.get_or_add_trPr().append(OxmlElement(name))  # noqa: SLF001 - there is no other way in


def _heading(paper: Paper, text: str, level: int) -> None:
    _paragraph(paper, text, f"Heading{level}")


def _paragraph(paper: Paper, text: str, style: str) -> None:
    """Add a paragraph with a style, by its id: to find it by its name the library reads all 164."""
    paper.add_paragraph(text)._p.style = style  # noqa: SLF001 - its own way is that search
