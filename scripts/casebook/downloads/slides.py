"""The slides of an exercise, made from the players' side alone: a trainer can show every one."""

from __future__ import annotations

import io
from collections.abc import Sequence

from pptx import Presentation
from pptx.presentation import Presentation as Deck

from casebook import dates, prose
from casebook.corpus import Corpus
from casebook.downloads import layout
from casebook.exercises import Part, Players
from casebook.packed import steady


def deck(side: Players, corpus: Corpus) -> bytes:
    """The deck as a PPTX file; the same exercise gives the same bytes."""
    made = Presentation(io.BytesIO(layout.template()))
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
        time += " · partly invented"
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
    slide = made.slides.add_slide(made.slide_layouts[0])
    head, body, small = slide.placeholders  # by their numbers, as the layout has them
    head.text_frame.text, small.text_frame.text = title, kicker
    frame = body.text_frame
    frame.text = "\n".join(line.replace("\n", "\v") for line in lines)
    size = layout.fitting(lines)
    if size != layout.SIZE:  # for the whole text, so that what a trainer adds has it too
        layout.put(frame, layout.sized(size))
