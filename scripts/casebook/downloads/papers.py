"""An exercise on paper: one for players, one for the person who leads.

The players' paper is made from their side alone, see :mod:`casebook.training.exercises`.
"""

from __future__ import annotations

from typing import Any

from casebook.base import dates, prose, urls
from casebook.base.settings import Settings
from casebook.base.words import counted
from casebook.corpus.corpus import Corpus
from casebook.downloads.paper import SIZES
from casebook.downloads.press import printed
from casebook.model.case import Case
from casebook.model.exercise import Inject, Question
from casebook.training.exercises import Facilitator, Guide, Heard, Part, Players, Reveal

PREPARE = (
    (
        "Four to eight people make a group. With more, make several: each decides for itself, and "
        "they compare in the hot wash. One person may hold several roles, and speaks for the role, "
        "even if everyone is from one department."
    ),
    "Print the players' paper; one copy for each group is enough. Hand out a module when it begins.",
    "An inject is news that reaches the players while they talk. Read each aloud at its minute.",
    (
        "Say what was done in the case after the group has decided, not before. What became of "
        "what they hear waits for the hot wash."
    ),
    "Somebody writes down each decision with its minute and its reason.",
    "Say at the end what was invented, so that nobody quotes it as fact.",
    "Nobody plays a real person, and nobody guesses who it was.",
)
"""What whoever leads does before and keeps to, whatever the exercise."""


def players(side: Players, corpus: Corpus, settings: Settings, size: str) -> bytes:
    """The players' paper: a page for everybody, then a module on each sheet."""
    return printed(
        "players",
        {
            "paper": SIZES[size],
            "title": side.title,
            "minutes": f"{side.minutes:g}",
            "briefing": prose.plain(side.briefing),
            "audience": [corpus.library.label("role", role) for role in side.audience],
            "objectives": [prose.plain(text) for text in side.objectives],
            "parts": [_part(part, corpus) for part in side.parts],
            "hot_wash": [prose.plain(text) for text in side.hot_wash],
            "foot": foot(urls.players(side.code), settings),
        },
    )


def _part(part: Part, corpus: Corpus) -> dict[str, Any]:
    return {
        "number": part.number,
        "title": part.title,
        "minutes": f"{part.minutes:g}",
        "at": dates.words(part.at),
        "situation": prose.plain(part.situation),
        "invented": part.invented,
        "known": [prose.plain(known.text) for known in part.known],
        "heard": [{"text": prose.plain(said.text), "by": said.by} for said in part.heard],
        "questions": [
            {"role": corpus.library.label("role", asked.role), "text": prose.plain(asked.text)}
            for asked in part.questions
        ],
        "decision": prose.plain(part.decision),
    }


def guide(side: Facilitator, case: Case, corpus: Corpus, settings: Settings, size: str) -> bytes:
    """The facilitator's paper: the plan, then everything module by module."""
    return printed("guide", {"paper": SIZES[size], **told(side, case, corpus, settings)})


def told(side: Facilitator, case: Case, corpus: Corpus, settings: Settings) -> dict[str, Any]:
    """What the facilitator's paper says, whatever it is laid out with."""
    checks = corpus.library.checks
    return {
        "title": side.players.title,
        "minutes": f"{side.players.minutes:g}",
        "case": case.title,
        "link": urls.absolute(urls.case(case.id), settings.site_url),
        "plan": _plan(side),
        "cast": [f"{each.played} stands for {each.real}." for each in side.cast],
        "briefing": prose.plain(side.players.briefing),
        "briefing_minutes": counted(int(side.briefing_minutes), "minute"),
        "objectives": [
            {"text": prose.plain(each.text), "items": each.items} for each in side.objectives
        ],
        "prepare": PREPARE,
        "parts": [_guide(each, corpus) for each in side.guides],
        "hot_wash": [prose.plain(text) for text in side.players.hot_wash],
        "checks": [{"id": i, "statement": checks[i].item.statement} for i in side.items],
        "foot": foot(urls.facilitator(case.id), settings),
    }


def _plan(side: Facilitator) -> list[list[str]]:
    """Rows of minute, what, and minutes it takes; an inject takes none of its own."""
    rows = [["0", "Briefing: read it aloud, name who plays whom", f"{side.briefing_minutes:g}"]]
    for each in side.guides:
        rows.append([f"{each.start:g}", each.part.title, f"{each.part.minutes:g}"])
        rows += [
            [f"{each.start + inject.minute:g}", f"Inject: {inject.via}", ""]
            for inject, _ in each.injects
        ]
    last = f"{side.hot_wash_minutes:g}"
    return [*rows, [f"{side.hot_wash_start:g}", "Hot wash: the talk right after", last]]


def _guide(each: Guide, corpus: Corpus) -> dict[str, Any]:
    decision = each.decision
    return {
        **_part(each.part, corpus),
        "start": f"{each.start:g}",
        "end": f"{each.start + each.part.minutes:g}",
        "injects": [_inject(inject, each.start) for inject, _ in each.injects],
        "questions": [_question(question, each, corpus) for question in each.questions],
        "happened": prose.plain(decision.happened) if decision else "",
        "bridge": prose.plain(each.bridge),
        "became": [
            _became(said, claim, corpus)
            for said, claim in zip(each.part.heard, each.heard, strict=True)
        ],
    }


def _inject(inject: Inject, start: float) -> dict[str, Any]:
    return {
        "minute": f"{start + inject.minute:g}",
        "inside": f"{inject.minute:g}",
        "via": inject.via,
        "text": prose.plain(inject.text),
        "invented": inject.invented,
    }


def _question(question: Question, guide: Guide, corpus: Corpus) -> dict[str, Any]:
    via = {inject.id: inject.via for inject, _ in guide.injects}
    return {
        "after": via.get(question.after or "", ""),
        "role": corpus.library.label("role", question.role),
        "text": prose.plain(question.text),
        "items": question.items,
        "listen_for": prose.plain(question.listen_for),
    }


def _became(said: Heard, claim: Reveal, corpus: Corpus) -> dict[str, Any]:
    """What a claim that players heard has come to."""
    return {
        "text": prose.plain(said.text),
        "by": said.by,
        "status": corpus.library.label("claim-status", claim.status),
        "reason": prose.plain(claim.reason),
    }


def foot(address: str, settings: Settings) -> str:
    """Where a paper comes from, for the foot of each page."""
    return f"AI Governance Casebook · {urls.absolute(address, settings.site_url)} · CC BY 4.0"
