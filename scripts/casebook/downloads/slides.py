"""The slides of an exercise, made from the players' side alone: a trainer can show every one."""

from __future__ import annotations

import copy
import io
from collections.abc import Sequence

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.presentation import Presentation as Deck
from pptx.text.text import _Paragraph
from pptx.util import Inches, Pt

from casebook import dates, prose
from casebook.corpus import Corpus
from casebook.exercises import Part, Players
from casebook.packed import steady

_INK = RGBColor.from_string("1A1F23")  # type: ignore[no-untyped-call]
_ACCENT = RGBColor.from_string("0B5561")  # type: ignore[no-untyped-call]
_WIDTH, _HEIGHT = Inches(13.333), Inches(7.5)
_TITLE_ONLY = 5
"""Layout of the library's own template that has a title and nothing else."""
_ROOM = 420
"""Letters that fit on a slide at the largest size."""


def deck(side: Players, corpus: Corpus) -> bytes:
    """The deck as a PPTX file; the same exercise gives the same bytes."""
    made = Presentation()
    made.slide_width, made.slide_height = _WIDTH, _HEIGHT
    properties = made.core_properties
    properties.title, properties.author = side.title, "AI Governance Casebook"
    roles = ", ".join(corpus.library.label("role", role) for role in side.audience)
    _slide(made, side.title, [f"{side.minutes:g} minutes", roles], "AI Governance Casebook")
    _slide(made, "Who you are", [prose.plain(side.briefing)], "Briefing")
    _slide(made, "What you practise", [prose.plain(t) for t in side.objectives], "Briefing")
    for part in side.parts:
        _part(made, part, corpus)
    _slide(made, "Hot wash", [prose.plain(text) for text in side.hot_wash], "The talk right after")
    held = io.BytesIO()
    made.save(held)
    return steady(held.getvalue())


def _part(made: Deck, part: Part, corpus: Corpus) -> None:
    name = f"Module {part.number}: {part.title}"
    time = f"{dates.words(part.at)} · {part.minutes:g} minutes"
    if part.invented:
        time += " · some details are invented for the exercise"
    _slide(made, part.title, [prose.plain(part.situation)], f"Module {part.number} · {time}")
    if part.known:
        _slide(made, "You know", [prose.plain(known.text) for known in part.known], name)
    if part.heard:
        heard = [f"“{prose.plain(said.text)}” ({said.by})" for said in part.heard]
        _slide(made, "You hear people say", heard, name)
    asked = [
        f"{corpus.library.label('role', q.role)}: {prose.plain(q.text)}" for q in part.questions
    ]
    _slide(made, "Talk about it", asked, name)
    if part.decision:
        _slide(made, "Decide", [prose.plain(part.decision)], name)


def _slide(made: Deck, title: str, lines: Sequence[str], kicker: str) -> None:
    slide = made.slides.add_slide(made.slide_layouts[_TITLE_ONLY])
    head = slide.shapes.title
    head.left, head.top, head.width, head.height = (
        Inches(0.8), Inches(0.9), Inches(11.7), Inches(1.1),
    )  # fmt: skip
    frame = head.text_frame
    frame.text, frame.word_wrap = title, True
    frame.vertical_anchor = MSO_ANCHOR.TOP
    _styled(frame.paragraphs[0], 36, _INK, bold=True, font="Georgia")
    small = slide.shapes.add_textbox(Inches(0.8), Inches(0.4), Inches(11.7), Inches(0.45))
    small.text_frame.text = kicker
    _styled(small.text_frame.paragraphs[0], 14, _ACCENT)
    body = slide.shapes.add_textbox(Inches(0.8), Inches(2.1), Inches(11.7), Inches(4.8)).text_frame
    body.word_wrap = True
    size = _size(lines)
    first = body.paragraphs[0]
    first.space_after = Pt(12)
    _styled(first, size, _INK)
    for place, line in enumerate(lines):
        paragraph = first if place == 0 else body.add_paragraph()
        paragraph.text = line
        if place > 0:  # to copy its style costs a tenth of making it again
            paragraph._p.insert(0, copy.deepcopy(first._p.pPr))  # noqa: SLF001 - no way to copy


def _size(lines: Sequence[str]) -> int:
    """Points at which the text still fits."""
    letters = sum(len(line) for line in lines)
    for size, room in ((28, _ROOM), (22, 2 * _ROOM)):
        if letters < room:
            return size
    return 17


def _styled(
    paragraph: _Paragraph, size: int, colour: RGBColor, *, bold: bool = False, font: str = "Calibri"
) -> None:
    letters = paragraph.font
    letters.size, letters.bold, letters.name = Pt(size), bold, font
    letters.color.rgb = colour
    paragraph.alignment = PP_ALIGN.LEFT
