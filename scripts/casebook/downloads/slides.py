"""The deck of an exercise, shown to the room from the welcome to the sources.

Up to the slide :data:`PAUSE` everything is in the players' words. After it comes the
real case. Notes are for the person who leads.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from casebook.base import dates, prose, urls
from casebook.base.settings import Settings
from casebook.base.words import counted
from casebook.corpus.corpus import Corpus
from casebook.downloads import figures, layout
from casebook.downloads.presentation import Slide, presentation
from casebook.model.case import Case
from casebook.model.exercise import Inject, Question
from casebook.training import debrief
from casebook.training.exercises import Facilitator, Guide

PAUSE = "Pause before the real case"
"""Title of the slide between what players may see and the real case."""
_LEAST = 20
"""Points below which a text goes on on another slide."""
_SOURCES = 8
"""The most sources on the last slides; the page of the case has all of them."""


def deck(side: Facilitator, case: Case, corpus: Corpus, settings: Settings) -> bytes:
    """The deck as a PPTX file; the same exercise gives the same bytes."""
    return presentation(side.players.title, shown(side, case, corpus, settings))


def shown(side: Facilitator, case: Case, corpus: Corpus, settings: Settings) -> list[Slide]:
    """Every slide in its order; no two have one title."""
    slides = [
        *_opening(side, corpus),
        *(slide for guide in side.guides for slide in _module(guide, corpus)),
        *_debrief(side),
        *_revealed(side, case, corpus, settings),
    ]
    return list(_numbered(slides))


def _opening(side: Facilitator, corpus: Corpus) -> Iterator[Slide]:
    told = side.players
    roles = tuple(corpus.library.label("role", role) for role in told.audience)
    yield Slide(
        told.title,
        (f"Exercise {told.code}", f"{told.minutes:g} minutes", "The organisation is invented."),
        "AI Governance Casebook",
        "Show this slide while people arrive. The guide has the plan minute by minute.",
        "title",
    )
    yield Slide(
        "Agenda",
        (f"{told.minutes:g} minutes", f"{side.hot_wash_minutes:g} of them for the debrief"),
        "Briefing",
        "The titles of later modules may give something away, so they are not on this slide.",
        "beside",
        picture=figures.agenda(side),
    )
    briefing = (prose.plain(told.briefing),)
    yield from _spread("Who you are", briefing, "Briefing", "Read it aloud.")
    yield Slide("Roles", roles, "Briefing", "Say who plays whom. One person may hold several.")
    aims = tuple(map(prose.plain, told.objectives))
    checks = "; ".join(", ".join(each.items) for each in side.objectives)
    yield from _spread("What you practise", aims, "Briefing", f"Checks, aim by aim: {checks}.")


def _module(guide: Guide, corpus: Corpus) -> Iterator[Slide]:
    part = guide.part
    name = f"Module {part.number}: {part.title}"
    time = f"{dates.words(part.at)} · {part.minutes:g} minutes"
    if part.invented:
        time += " · partly invented"
    minute = f"This module begins at minute {guide.start:g}."
    situation = (prose.plain(part.situation),)
    yield from _spread(part.title, situation, f"Module {part.number} · {time}", minute)
    known = tuple(prose.plain(each.text) for each in part.known)
    yield from _spread(f"{part.title}: you know", known, name, "Give them time to read it.")
    heard = tuple(f"“{prose.plain(said.text)}” ({said.by})" for said in part.heard)
    wait = "Do not say yet what became of it."
    yield from _spread(f"{part.title}: you hear people say", heard, name, wait)
    first = [question for question in guide.questions if not question.after]
    yield from _questions(f"{part.title}: talk about it", first, name, corpus)
    for inject, _ in guide.injects:
        yield from _inject(inject, guide, name, corpus)
    if part.decision:
        decision = (prose.plain(part.decision),)
        note = "Write down the decision, its minute and its reason."
        yield from _spread(f"{part.title}: decide", decision, name, note, "decision")
    if guide.bridge:
        said = (prose.plain(guide.bridge),)
        note = "Say it before the next module, whatever the room decided."
        yield from _spread(f"{part.title}: how it goes on", said, name, note)


def _inject(inject: Inject, guide: Guide, name: str, corpus: Corpus) -> Iterator[Slide]:
    minute = f"Read it aloud at minute {guide.start + inject.minute:g}."
    if inject.invented:
        minute += " It is invented."
    text = (prose.plain(inject.text),)
    yield from _spread(inject.via, text, f"{name} · inject", minute, "inject")
    waiting = [question for question in guide.questions if question.after == inject.id]
    yield from _questions(f"{inject.via}: talk about it", waiting, name, corpus)


def _questions(title: str, asked: Iterable[Question], name: str, corpus: Corpus) -> Iterator[Slide]:
    said = [
        (corpus.library.label("role", each.role), prose.plain(each.text), each) for each in asked
    ]
    lines = tuple(f"{role}: {text}" for role, text, _ in said)
    listen = "\n".join(f"{role}: {prose.plain(each.listen_for)}" for role, _, each in said)
    yield from _spread(title, lines, name, f"Listen for:\n{listen}", leads=True)


def _debrief(side: Facilitator) -> Iterator[Slide]:
    talk, real, _ = side.debrief
    asked = tuple(map(prose.plain, debrief.split(side.players.hot_wash)[0]))
    time = f"The debrief (hot wash) begins at minute {talk.start:g}. Take {talk.minutes:g} minutes."
    yield from _spread("Debrief", asked, "The talk right after", time)
    yield Slide(
        PAUSE,
        ("Write down one sentence of yours that you would now change.", "The real case is next."),
        "Debrief",
        "Go on only when everyone has written a sentence and every group has decided. The real case "
        f"begins at minute {real.start:g}. A longer break is not in the plan: add its minutes.",
        "pause",
    )


def _revealed(side: Facilitator, case: Case, corpus: Corpus, settings: Settings) -> Iterator[Slide]:
    """The real case: who, what was done, what became of the claims, checks and sources."""
    name = "The real case"
    cast = (f"{each.played} stands for {each.real}." for each in side.cast[:1])
    axis = figures.axis(case)
    summary = prose.plain(case.summary)
    notes = f"{summary}\n{axis.alternative}" if axis else summary
    kind: layout.Kind = "below" if axis else "text"
    yield Slide(name, (case.title, *map(_begun, cast)), "Debrief", notes, kind, picture=axis)
    for guide in side.guides:
        if guide.decision:
            happened = (prose.plain(guide.decision.happened),)
            decided = f"They had to decide: {guide.part.decision}"
            title = f"What happened: {guide.part.title}"
            yield from _spread(title, happened, name, prose.plain(decided))
    yield from _became(side, case, corpus)
    yield from _adopted(side, corpus)
    link = urls.absolute(urls.case(case.id), settings.site_url)
    sources = tuple(f"{each.title}, {each.publisher}" for each in case.sources[:_SOURCES])
    every = f"The page of the case has all {counted(len(case.sources), 'source')}: {link}"
    yield from _spread("Sources", (*sources, every), name, "CC BY 4.0: name the casebook.")


def _begun(text: str) -> str:
    """A sentence with a capital letter at its beginning."""
    return text[:1].upper() + text[1:]


def _became(side: Facilitator, case: Case, corpus: Corpus) -> Iterator[Slide]:
    """The statuses of the claims that the debrief speaks of, then how many claims have which."""
    name = "The real case"
    lines = tuple(
        f"{corpus.library.label('claim-status', each.status)}: “{prose.plain(each.text)}”"
        for each in side.became
    )
    reasons = "\n".join(prose.plain(each.reason) for each in side.became)
    yield from _spread("What became of it", lines, name, reasons, leads=True)
    if case.claims:
        every = figures.statuses(case, corpus)
        said = counted(len(case.claims), "claim")
        notes = f"Say that a status can change. {every.alternative}"
        lines = (f"{said} in all", "A status says what the sources show so far.")
        title = "All claims of the case by status"
        yield Slide(title, lines, name, notes, "beside", picture=every)


def _adopted(side: Facilitator, corpus: Corpus) -> Iterator[Slide]:
    """The few checks to choose from, and the question that ends the exercise."""
    checks, step = corpus.library.checks, side.debrief[-1]
    adopt = tuple(f"{item}: {checks[item].item.statement}" for item in side.adopt)
    others = ", ".join(item for item in side.items if item not in side.adopt)
    notes = f"From minute {step.start:g}. Which of these do we lack?"
    if others:
        notes += f" The guide also has {others}."
    yield from _spread("Checks to adopt", adopt, "Debrief", notes, leads=True)
    asked = tuple(map(prose.plain, debrief.split(side.players.hot_wash)[1]))
    last = "The after-action form has a line for each answer."
    yield from _spread("One check, one owner, one day", asked, "Debrief", last, "decision")


def _spread(  # noqa: PLR0913 - what a slide has
    title: str,
    lines: Sequence[str],
    kicker: str,
    notes: str,
    kind: layout.Kind = "text",
    *,
    leads: bool = False,
) -> Iterator[Slide]:
    """As many slides as the lines need in letters that can be read; none without a line."""
    held: list[str] = []
    for line in lines:
        if held and layout.fitting([*held, line], kind) < _LEAST:
            yield Slide(title, tuple(held), kicker, notes, kind, leads)
            held = []
        held.append(line)
    if held:
        yield Slide(title, tuple(held), kicker, notes, kind, leads)


def _numbered(slides: Iterable[Slide]) -> Iterator[Slide]:
    """The slides; one with the title of an earlier one has its number behind it."""
    seen: dict[str, int] = {}
    for slide in slides:
        number = seen[slide.title] = seen.get(slide.title, 0) + 1
        yield slide._replace(title=f"{slide.title} ({number})") if number > 1 else slide
