"""The slides of an exercise, made from the players' side alone: a trainer can show every one."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.base import dates, prose
from casebook.corpus.corpus import Corpus
from casebook.downloads.presentation import Slide, presentation
from casebook.training.exercises import Part, Players


def deck(side: Players, corpus: Corpus) -> bytes:
    """The deck as a PPTX file; the same exercise gives the same bytes."""
    return presentation(side.title, list(_slides(side, corpus)))


def _slides(side: Players, corpus: Corpus) -> Iterator[Slide]:
    roles = ", ".join(corpus.library.label("role", role) for role in side.audience)
    yield Slide(side.title, (f"{side.minutes:g} minutes", roles), "AI Governance Casebook")
    yield Slide("Who you are", (prose.plain(side.briefing),), "Briefing")
    yield Slide("What you practise", tuple(map(prose.plain, side.objectives)), "Briefing")
    for part in side.parts:
        yield from _part(part, corpus)
    yield Slide("Hot wash", tuple(map(prose.plain, side.hot_wash)), "The talk right after")


def _part(part: Part, corpus: Corpus) -> Iterator[Slide]:
    name = f"Module {part.number}: {part.title}"
    time = f"{dates.words(part.at)} · {part.minutes:g} minutes"
    if part.invented:
        time += " · partly invented"
    yield Slide(part.title, (prose.plain(part.situation),), f"Module {part.number} · {time}")
    if part.known:
        yield Slide("You know", tuple(prose.plain(known.text) for known in part.known), name)
    if part.heard:
        heard = tuple(f"“{prose.plain(said.text)}” ({said.by})" for said in part.heard)
        yield Slide("You hear people say", heard, name)
    asked = tuple(
        f"{corpus.library.label('role', q.role)}: {prose.plain(q.text)}" for q in part.questions
    )
    if asked:
        yield Slide("Talk about it", asked, name)
    if part.decision:
        yield Slide("Decide", (prose.plain(part.decision),), name)
