"""Everything for one exercise in one zip file: what players get apart from what the leader needs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from casebook.base import dates, prose, urls
from casebook.base.packing import packed
from casebook.base.settings import Settings
from casebook.corpus.corpus import Corpus
from casebook.downloads import gift, moodle, papers
from casebook.downloads.document import begun, paragraph, saved
from casebook.model.case import Case
from casebook.model.exercise import Inject
from casebook.training import quizzes
from casebook.training.exercises import Facilitator, Part, Players

_LEADER = "for-the-leader/"
_PLAYERS = "for-the-players/"
_LICENCE = "https://creativecommons.org/licenses/by/4.0/"


def kit(
    side: Facilitator,
    case: Case,
    corpus: Corpus,
    settings: Settings,
    made: Mapping[str, str | bytes],
) -> bytes:
    """The zip file; the same exercise gives the same bytes.

    Args:
        side: The exercise as its leader sees it.
        case: The case it is made from.
        corpus: All that was read.
        settings: The address of the site.
        made: The files that are also offered one by one, by their address.
    """
    code = side.players.code
    files: dict[str, str | bytes] = {
        "README.txt": _readme(side, case, settings),
        "LICENCE.txt": _licence(settings),
    }
    for name in urls.EXERCISE_FILES:
        folder = _PLAYERS if name.startswith("players") else _LEADER
        files[f"{folder}x{code}-{name}"] = made[urls.exercise_file(code, name)]
    files[f"{_PLAYERS}x{code}-players.docx"] = handout(side.players, corpus, settings)
    files[f"{_LEADER}x{code}-inject-cards.docx"] = cards(side, settings)
    files[f"{_LEADER}x{code}-reading-list.md"] = reading_list(case, corpus)
    quiz = quizzes.quiz(case, corpus, settings)
    if quiz.questions:
        files[f"{_LEADER}x{code}-quiz.gift.txt"] = gift.bank(quiz)
        files[f"{_LEADER}x{code}-quiz.moodle.xml"] = moodle.bank(quiz)
        files[f"{_LEADER}x{code}-{urls.SCORM}"] = made[urls.exercise_file(code, urls.SCORM)]
    return packed(files)


def handout(side: Players, corpus: Corpus, settings: Settings) -> bytes:
    """The players' handout as a DOCX file, each module on a page of its own."""
    paper = begun(side.title, papers.foot(urls.players(side.code), settings))
    paragraph(paper, f"For players · {side.minutes:g} minutes")
    paragraph(paper, prose.plain(side.briefing))
    roles = ", ".join(corpus.library.label("role", role) for role in side.audience)
    paragraph(paper, roles, lead="In the room:")
    for text in side.objectives:
        paragraph(paper, prose.plain(text), "ListBullet")
    for part in side.parts:
        _page(paper.body)
        paragraph(paper, f"Module {part.number}: {part.title}", "Heading2")
        for lead, text in _lines(part, corpus):
            paragraph(paper, text, lead=lead)
    _page(paper.body)
    paragraph(paper, "Debrief", "Heading2")
    for text in side.hot_wash:
        paragraph(paper, prose.plain(text), "ListNumber")
    return saved(paper)


def _lines(part: Part, corpus: Corpus) -> Iterator[tuple[str, str]]:
    """What a module tells its players, each with the words before it."""
    yield f"{dates.words(part.at)}.", prose.plain(part.situation)
    yield from (("You know:", prose.plain(known.text)) for known in part.known)
    yield from (
        ("You hear people say:", f"“{prose.plain(said.text)}” ({said.by})") for said in part.heard
    )
    for asked in part.questions:
        yield f"{corpus.library.label('role', asked.role)}:", prose.plain(asked.text)
    if part.decision:
        yield "Decide:", prose.plain(part.decision)


def cards(side: Facilitator, settings: Settings) -> bytes:
    """A page for each inject, in the order of the exercise, to be handed out at its minute."""
    paper = begun(
        f"Inject cards: {side.players.title}",
        papers.foot(urls.players(side.players.code), settings),
    )
    paragraph(paper, "Print this one-sided. Hand out each card at its minute, and not before.")
    for guide in side.guides:
        for inject, _ in guide.injects:
            _page(paper.body)
            paragraph(paper, inject.via, "Heading2")
            paragraph(paper, _minute(inject, guide.part.number, guide.start))
            paragraph(paper, prose.plain(inject.text))
    return saved(paper)


def _minute(inject: Inject, module: int, start: float) -> str:
    return f"Module {module} · minute {start + inject.minute:g} of the exercise"


def _page(body: list[str]) -> None:
    """What follows begins on a new page."""
    body.append('<w:p><w:r><w:br w:type="page"/></w:r></w:p>')


def reading_list(case: Case, corpus: Corpus) -> str:
    """The original sources of the case as Markdown, each with how much of it we read."""
    lines = [
        f"# Sources of the case “{case.title}”",
        "",
        "Give this out after the debrief, since it names the case.",
        "",
    ]
    for source in case.sources:
        seen = corpus.library.label("seen", source.seen)
        day = dates.words(source.published) if source.published else "no date"
        where = source.url or source.citation
        lines.append(f"- {source.title}. {source.publisher}, {day}. {where} (read: {seen})")
    return "\n".join([*lines, ""])


def _readme(side: Facilitator, case: Case, settings: Settings) -> str:
    guide = urls.absolute(urls.facilitator(case.id), settings.site_url)
    return (
        f"{side.players.title}\n{side.players.minutes:g} minutes. AI Governance Casebook.\n\n"
        "for-the-players: hand out the handout, as PDF or DOCX, in A4 or Letter. Do not give\n"
        "players anything else before the debrief.\n\n"
        "for-the-leader: the guide, the slides, a card for each inject, the after-action form,\n"
        "the reading list and the quiz. They name the real case.\n\n"
        f"The guide on the web, with a clock: {guide}\n"
    )


def _licence(settings: Settings) -> str:
    return (
        "Creative Commons Attribution 4.0 International (CC BY 4.0)\n"
        f"{_LICENCE}\n\n"
        f"Name as the source: AI Governance Casebook, {settings.site_url}\n"
        "Say what you changed.\n"
    )
