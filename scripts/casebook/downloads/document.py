"""Text documents that a word processor opens: a sheet with few styles, paragraphs and tables."""

from __future__ import annotations

import io
from collections.abc import Collection, Sequence
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

from casebook.packed import steady

_FONT = "Arial"
"""Each office program has it, or one as wide: pages break at the same places everywhere."""
_WIDTH = 17.0
"""Centimetres between the margins."""
_AIR = "60"
"""Twentieths of a point between a text and the line above or below it."""
_STYLES = frozenset(
    {"Normal", "Heading1", "Heading2", "Heading3", "ListBullet", "ListNumber"}
    | {"TableNormal", "TableGrid"}
)
"""What our documents are written in, of the 164 styles of the library's own template."""


def begun(title: str, foot: str) -> Paper:
    """A document with its title, and at the foot of each page where it comes from."""
    paper = Document(io.BytesIO(_template()))
    paper.core_properties.title = title
    (line,) = paper.sections[0].footer.paragraphs
    line._p.style = "Normal"  # noqa: SLF001 - see below
    line.add_run(f"{foot} · ").font.size = Pt(8)
    _number(line)
    paragraph(paper, title, "Heading1")
    return paper


def saved(paper: Paper) -> bytes:
    """The file; the same document gives the same bytes."""
    held = io.BytesIO()
    paper.save(held)
    return steady(held.getvalue())


@cache
def _template() -> bytes:
    """An empty paper with the margins and the styles of every document."""
    paper = Document()
    for style in list(paper.styles):
        if style.style_id not in _STYLES:
            style.delete()
    paper.core_properties.author = "AI Governance Casebook"
    _set(paper.styles["Normal"], 10, before=0, after=4)
    _set(paper.styles["Heading 1"], 15, before=0, after=4)
    _set(paper.styles["Heading 2"], 11, before=9, after=3)
    _set(paper.styles["Heading 3"], 10, before=6, after=3)
    edges = paper.styles["Table Grid"].element.find(f".//{qn('w:tblCellMar')}")
    for edge in ("w:top", "w:bottom"):
        edges.find(qn(edge)).set(qn("w:w"), _AIR)
    for section in paper.sections:
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2)
        section.top_margin, section.bottom_margin = Cm(1.5), Cm(1.6)
        section.header_distance = section.footer_distance = Cm(0.8)
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


def _number(line: Paragraph) -> None:
    """Say which page it is, of how many: python-docx has no word for what a program counts."""
    for field, after in (("PAGE", " / "), ("NUMPAGES", "")):
        counted = OxmlElement("w:fldSimple")
        counted.set(qn("w:instr"), field)
        line._p.append(counted)  # noqa: SLF001 - see above
        said = line.add_run("1")
        said.font.size = Pt(8)
        counted.append(said._r)  # noqa: SLF001 - see above
        line.add_run(after).font.size = Pt(8)


def table(
    paper: Paper,
    head: tuple[str, ...],
    rows: Sequence[tuple[str, ...]],
    wide: Collection[str] = (),
    room: float = 0,
) -> None:
    """Add a table with all its rows at once, straight in its elements: row by row takes twice as long.

    Args:
        paper: The document.
        head: What the columns hold.
        rows: The texts of each row.
        wide: Columns that hold sentences, and get twice the width of others.
        room: Centimetres that each row has at least.
    """
    made = paper.add_table(rows=1 + len(rows), cols=len(head))
    made.autofit = False
    shares = [2 if name in wide else 1 for name in head]
    widths = [Cm(_WIDTH * share / sum(shares)) for share in shares]
    elements = made._tbl  # noqa: SLF001 - see above
    elements.tblStyle_val = "TableGrid"
    for column, width in zip(elements.tblGrid.gridCol_lst, widths, strict=True):
        column.w = width
    first, *others = elements.tr_lst
    _mark(first, "w:tblHeader")
    for run in _fill(first, head, widths):
        Run(run, paper).bold = True
    for row, texts in zip(others, rows, strict=True):
        row.trHeight_val = Cm(room)
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


def paragraph(paper: Paper, text: str, style: str = "Normal", lead: str = "") -> Paragraph:
    """Add and give back a paragraph with a style, by its id: to find it by its name the library reads all of them.

    ``lead`` stands before the text in bold letters.
    """
    added = paper.add_paragraph()
    added._p.style = style  # noqa: SLF001 - its own way is that search
    if lead:
        added.add_run(f"{lead} ").bold = True
    added.add_run(text)
    return added
