"""Text documents that a word processor opens: a sheet with few styles, paragraphs and tables."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

from casebook.downloads import office

_FONT = "Arial"
"""Each office program has it, or one as wide: pages break at the same places everywhere."""
_WIDTH = 17.0
"""Centimetres between the margins."""
_TWIPS = 1440 / 2.54
"""Twentieths of a point, in which Word measures, in a centimetre."""
_AIR = "60"
"""Twentieths of a point between a text and the line above or below it."""
_STYLES = frozenset(
    {"Normal", "Heading1", "Heading2", "Heading3", "ListBullet", "ListNumber"}
    | {"TableNormal", "TableGrid"}
)
"""What our documents are written in, of the 164 styles of the library's own template."""
_LEFT_OUT = (
    office.LEFT_OUT
    | {"word/stylesWithEffects.xml"}
    | {"customXml/item1.xml", "customXml/itemProps1.xml", "customXml/_rels/item1.xml.rels"}
)
"""And parts for an older program, which were most of a document, and for lists of books."""
_BODY, _FOOT = "word/document.xml", "word/footer1.xml"
_ORIGIN = "ORIGIN"
"""Stands in the template where a document says where it comes from."""


@dataclass(frozen=True)
class Paper:
    """A document that is being written."""

    title: str
    foot: str
    """Where it comes from; stands at the foot of each page."""
    body: list[str] = field(default_factory=list)
    """Its paragraphs and tables as XML."""


def begun(title: str, foot: str) -> Paper:
    """A document with its title, and at the foot of each page where it comes from."""
    paper = Paper(title, foot)
    paragraph(paper, title, "Heading1")
    return paper


def saved(paper: Paper) -> bytes:
    """The file; the same document gives the same bytes."""
    template = _template()
    body = ("<w:body>" + "".join(paper.body)).join(office.around(template[_BODY], "<w:body>"))
    foot = office.said(paper.foot).join(office.around(template[_FOOT], _ORIGIN))
    return office.made(template, paper.title, {_BODY: body, _FOOT: foot})


@cache
def _template() -> office.Parts:
    """An empty paper with the margins and the styles of every document."""
    paper = Document()
    for style in list(paper.styles):
        if style.style_id not in _STYLES:
            style.delete()
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
        _origin(section.footer.paragraphs[0])
    paper.styles.element.find(f".//{qn('w:lang')}").set(qn("w:val"), "en-GB")
    held = io.BytesIO()
    paper.save(held)
    return office.parts(held.getvalue(), _LEFT_OUT)


def _set(style: ParagraphStyle, size: int, *, before: int, after: int) -> None:
    """Give a style of the template our type; its own names a theme, and each theme another font."""
    style.font.name, style.font.size = _FONT, Pt(size)
    fonts = style.element.rPr.rFonts
    for theme in [name for name in fonts.attrib if name.endswith("Theme")]:
        del fonts.attrib[theme]
    style.font.color.rgb = RGBColor(0, 0, 0)
    room = style.paragraph_format
    room.space_before, room.space_after, room.line_spacing = Pt(before), Pt(after), 1.0


def _origin(line: Paragraph) -> None:
    """Say where it comes from and which page it is, of how many: python-docx has no word for what a program counts."""
    line.style = "Normal"
    line.add_run(f"{_ORIGIN} · ").font.size = Pt(8)
    for field_, after in (("PAGE", " / "), ("NUMPAGES", "")):
        counted = OxmlElement("w:fldSimple")
        counted.set(qn("w:instr"), field_)
        line._p.append(counted)  # noqa: SLF001 - see above
        number = line.add_run("1")
        number.font.size = Pt(8)
        counted.append(number._r)  # noqa: SLF001 - see above
        line.add_run(after).font.size = Pt(8)


def table(
    paper: Paper,
    head: tuple[str, ...],
    rows: Sequence[tuple[str, ...]],
    shares: Mapping[str, int] = MappingProxyType({}),
    room: float = 0,
) -> None:
    """Add a table. Its head comes again on each page, and no row is torn.

    Args:
        paper: The document.
        head: What the columns hold.
        rows: The texts of each row.
        shares: How many times as wide as others a column is.
        room: Centimetres that each row has at least.
    """
    parts = [shares.get(name, 1) for name in head]
    widths = [round(_WIDTH * _TWIPS * part / sum(parts)) for part in parts]
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    height = f'<w:trHeight w:val="{round(room * _TWIPS)}"/>' if room else ""
    how = (
        '<w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="0" w:type="auto"/>'
        '<w:tblLayout w:type="fixed"/><w:tblLook w:val="04A0"/></w:tblPr>'
    )
    first = _row(head, widths, "<w:tblHeader/>", bold=True)
    others = "".join(_row(texts, widths, f"<w:cantSplit/>{height}") for texts in rows)
    grid = f"<w:tblGrid>{columns}</w:tblGrid>"
    paper.body.append(f"<w:tbl>{how}{grid}{first}{others}</w:tbl>")


def _row(texts: Sequence[str], widths: Sequence[int], how: str, *, bold: bool = False) -> str:
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
        f"<w:p>{_run(text, bold=bold)}</w:p></w:tc>"
        for text, width in zip(texts, widths, strict=True)
    )
    return f"<w:tr><w:trPr>{how}</w:trPr>{cells}</w:tr>"


def paragraph(
    paper: Paper, text: str, style: str = "Normal", lead: str = "", above: int = 0
) -> None:
    """Add a paragraph.

    Args:
        paper: The document.
        text: What it says.
        style: Id of its style.
        lead: Stands before the text in bold letters.
        above: Points of room above it, if others than those of the style.
    """
    room = f'<w:spacing w:before="{above * 20}"/>' if above else ""
    bold = _run(f"{lead} ", bold=True) if lead else ""
    paper.body.append(
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{room}</w:pPr>{bold}{_run(text)}</w:p>'
    )


def _run(text: str, *, bold: bool = False) -> str:
    how = "<w:rPr><w:b/></w:rPr>" if bold else ""
    said = f'<w:t xml:space="preserve">{office.said(text)}</w:t>'
    return f"<w:r>{how}{said}</w:r>" if text else ""
