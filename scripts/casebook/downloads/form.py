"""The after-action form of an exercise, as a text document to fill in."""

from __future__ import annotations

import io
from collections.abc import Sequence
from functools import cache

from docx import Document
from docx.document import Document as Paper
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.table import CT_Row
from docx.oxml.text.run import CT_R
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from casebook import dates, prose, urls
from casebook.corpus import Corpus
from casebook.exercises import Facilitator
from casebook.model.case import Case
from casebook.packed import steady
from casebook.settings import Settings

_EMPTY_ROWS = 8
_FONT, _SIZE = "Arial", 10
"""Each office program has it, or one as wide: the form breaks its pages at the same places everywhere."""
_WIDTH = 17.0
"""Centimetres between the margins."""
_ROOM = 1.0
"""Centimetres of a row at least, so that one can write in it by hand."""
_AIR = "60"
"""Twentieths of a point between a text and the line above or below it."""
_SENTENCES = frozenset(
    {"Objective", "Decision", "Because", "What worked", "What was missing", "Observed", "People"}
    | {"Question", "What was said"}
)
_STYLES = frozenset({"Normal", "Heading1", "Heading2", "TableNormal", "TableGrid"})
"""What the form is written in, of the 164 styles of the library's own template."""


def after_action(side: Facilitator, case: Case, corpus: Corpus, settings: Settings) -> bytes:
    """The form as a DOCX file on two sheets, with objectives, decisions and checks filled in already."""
    paper = Document(io.BytesIO(_template()))
    title = f"After-action form: {side.players.title}"
    paper.core_properties.title = title
    _paragraph(paper, title, "Heading1")
    link = urls.absolute(urls.case(case.id), settings.site_url)
    as_of = f", as of {dates.words(case.record.updated)}" if case.record.updated else ""
    paper.add_paragraph(f"Made from the case: {case.title}{as_of}. {link}")
    _table(paper, ("Date", "Place", "Led by", "Notes taken by"), [("",) * 4])
    _taking_part(paper, side, corpus)
    _changes(paper, side)
    held = io.BytesIO()
    paper.save(held)
    return steady(held.getvalue())


@cache
def _template() -> bytes:
    """An empty paper with the margins and the styles of every form."""
    paper = Document()
    for style in list(paper.styles):
        if style.style_id not in _STYLES:
            style.delete()
    paper.core_properties.author = "AI Governance Casebook"
    _set(paper.styles["Normal"], _SIZE, before=0, after=4)
    _set(paper.styles["Heading 1"], 15, before=0, after=4)
    _set(paper.styles["Heading 2"], 11, before=9, after=3)
    edges = paper.styles["Table Grid"].element.find(f".//{qn('w:tblCellMar')}")
    for edge in ("w:top", "w:bottom"):
        edges.find(qn(edge)).set(qn("w:w"), _AIR)
    for section in paper.sections:
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2)
        section.top_margin, section.bottom_margin, section.footer_distance = (
            Cm(1.5),
            Cm(1.6),
            Cm(0.8),
        )
        _number(section.footer.paragraphs[0])
    held = io.BytesIO()
    paper.save(held)
    return held.getvalue()


def _set(style: ParagraphStyle, size: int, *, before: int, after: int) -> None:
    """Give a style of the template our type; its own names a theme, and each theme another font."""
    style.font.name, style.font.size = _FONT, Pt(size)
    fonts = style.element.rPr.rFonts
    for theme in [name for name in fonts.attrib if name.endswith("Theme")]:
        del fonts.attrib[theme]
    style.font.color.rgb = RGBColor(0, 0, 0)
    room = style.paragraph_format
    room.space_before, room.space_after, room.line_spacing = Pt(before), Pt(after), 1.0


def _number(foot: Paragraph) -> None:
    """Say at the foot of each sheet where it is from, and which of how many it is."""
    foot.add_run("AI Governance Casebook · CC BY 4.0 · ").font.size = Pt(8)
    for field, after in (("PAGE", " / "), ("NUMPAGES", "")):
        marked = OxmlElement("w:fldSimple")
        marked.set(qn("w:instr"), field)
        foot._p.append(marked)  # noqa: SLF001 - python-docx has no word for a field
        said = foot.add_run("1")
        said.font.size = Pt(8)
        marked.append(said._r)  # noqa: SLF001 - see above
        foot.add_run(after).font.size = Pt(8)


def _taking_part(paper: Paper, side: Facilitator, corpus: Corpus) -> None:
    """Who was there, and what is known before: objectives and decisions."""
    _paragraph(paper, "Who took part", "Heading2")
    roles = [corpus.library.label("role", role) for role in side.players.audience]
    _table(paper, ("Role", "People"), [(role, "") for role in roles])
    _paragraph(paper, "What was to be practised", "Heading2")
    aims = [(prose.plain(o.text), ", ".join(o.items), "", "") for o in side.objectives]
    _table(paper, ("Objective", "Checks", "What worked", "What was missing"), aims)
    _paragraph(paper, "What was decided", "Heading2")
    decided = [
        (each.part.title, prose.plain(each.decision.text), "", "")
        for each in side.guides
        if each.decision
    ]
    _table(paper, ("Module", "Decision", "Decided, at minute", "Because"), decided)


def _changes(paper: Paper, side: Facilitator) -> None:
    """What comes of it, and the talk right after."""
    _paragraph(paper, "What we change", "Heading2")
    paper.add_paragraph(
        "One line for each change. Urgent gaps are told at once, not only here. "
        f"Checks this exercise leads to: {', '.join(side.items)}."
    )
    _table(paper, ("Observed", "Check", "Owner", "Due date"), [("",) * 4] * _EMPTY_ROWS)
    _paragraph(paper, "Hot wash", "Heading2")
    asked = [(prose.plain(text), "") for text in side.players.hot_wash]
    _table(paper, ("Question", "What was said"), asked)
    last = paper.add_paragraph(
        "Look again on: ______________   Please name nobody who acted in private, here or in the case."
    )
    last.paragraph_format.space_before = Pt(9)


def _table(paper: Paper, head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> None:
    """A table with all its rows at once, straight in its elements: row by row takes twice as long."""
    table = paper.add_table(rows=1 + len(rows), cols=len(head))
    table.autofit = False
    shares = [2 if name in _SENTENCES else 1 for name in head]
    widths = [Cm(_WIDTH * share / sum(shares)) for share in shares]
    elements = table._tbl  # noqa: SLF001 - see above
    elements.tblStyle_val = "TableGrid"
    for column, width in zip(elements.tblGrid.gridCol_lst, widths, strict=True):
        column.w = width
    first, *others = elements.tr_lst
    _mark(first, "w:tblHeader")
    for run in _fill(first, head, widths):
        Run(run, paper).bold = True
    for row, texts in zip(others, rows, strict=True):
        row.trHeight_val = Cm(_ROOM)
        _mark(row, "w:cantSplit")
        _fill(row, texts, widths)


def _fill(row: CT_Row, texts: Sequence[str], widths: Sequence[Cm]) -> list[CT_R]:
    """Write a text into each cell; returns what was written."""
    written = []
    for cell, text, width in zip(row.tc_lst, texts, widths, strict=True):
        cell.width = width
        if text:
            written.append(cell.p_lst[0].add_r())
            written[-1].text = text
    return written


def _mark(row: CT_Row, name: str) -> None:
    """Repeat a row on each page, or keep it whole: python-docx has no word for either."""
    row.get_or_add_trPr().append(OxmlElement(name))


def _paragraph(paper: Paper, text: str, style: str) -> None:
    """Add a paragraph with a style, by its id: to find it by its name the library reads all of them."""
    paper.add_paragraph(text)._p.style = style  # noqa: SLF001 - its own way is that search
