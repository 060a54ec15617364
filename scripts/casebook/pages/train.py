"""Pages for trainers: a discussion sheet for every case, and exercises with two sides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from casebook.base import urls, words
from casebook.base.settings import Settings
from casebook.corpus.corpus import Corpus
from casebook.corpus.law import touches_law
from casebook.corpus.library import Check
from casebook.model.case import Case
from casebook.model.exercise import Exercise
from casebook.pages import discussion
from casebook.pages.base import Page, Section, View
from casebook.training import exercises
from casebook.training.exercises import Facilitator, Players


def pages(corpus: Corpus, settings: Settings) -> Iterator[Page]:
    """The trainers' page, a sheet for each listed case, both sides of each exercise."""
    yield index(View(corpus, settings, urls.TRAIN))
    played = {exercise.id: exercise for exercise, _ in corpus.exercises()}
    for case in corpus.listed:
        yield discussion.sheet(
            View(corpus, settings, urls.train(case.id)), case, played.get(case.id)
        )
    for exercise, case in corpus.exercises():
        side = exercises.facilitator(exercise, case, corpus)
        yield players(View(corpus, settings, urls.players(exercise.code)), side.players, case)
        yield facilitator(View(corpus, settings, urls.facilitator(case.id)), side, case)


@dataclass(frozen=True)
class Offer:
    """A line of the trainers' page: an exercise, or the discussion of a case."""

    kind: str
    """``exercise`` or ``discussion``."""
    theme: str
    """The main theme of the case; empty where no failure tells one."""
    case: Case
    code: str
    """The number of an exercise, which is all that its players see of the case."""
    title: str
    url: str
    minutes: int
    aims: str
    """What an exercise practises; a discussion has no aim of its own."""
    roles: tuple[str, ...]
    lists: tuple[str, ...]
    patterns: tuple[str, ...]


def offers(corpus: Corpus) -> list[Offer]:
    """What a trainer can pick: the exercises, then a discussion of every case."""
    full = [_exercise_offer(corpus, exercise, case) for exercise, case in corpus.exercises()]
    short = [
        Offer(
            "discussion",
            _theme(corpus, case),
            case,
            "",
            case.title,
            urls.train(case.id),
            discussion.MINUTES,
            "",
            discussion.audience(case),
            corpus.lists_of(case),
            _patterns(case),
        )
        for case in corpus.listed
    ]
    return [*full, *short]


def _exercise_offer(corpus: Corpus, exercise: Exercise, case: Case) -> Offer:
    checks = corpus.library.checks
    side = exercises.facilitator(exercise, case, corpus)
    lists = dict.fromkeys(checks[item].checklist.id for item in side.items)
    aims = " ".join(objective.text for objective in exercise.objectives)
    return Offer(
        "exercise",
        _theme(corpus, case),
        case,
        exercise.code,
        exercise.title,
        urls.facilitator(case.id),
        int(exercise.minutes),
        aims,
        exercise.audience,
        tuple(lists),
        _patterns(case),
    )


def _theme(corpus: Corpus, case: Case) -> str:
    return next(iter(corpus.themes(case)), "")


def _patterns(case: Case) -> tuple[str, ...]:
    return tuple(dict.fromkeys(failure.pattern for failure in case.failures))


@dataclass(frozen=True)
class Group:
    """Offers of one kind and one length, under a heading of their own."""

    kind: str
    minutes: int
    offers: tuple[Offer, ...]

    @property
    def id(self) -> str:
        """Its anchor."""
        return f"minutes-{self.minutes}" if self.kind == "exercise" else "discussions"

    @property
    def title(self) -> str:
        """Its heading."""
        return f"{self.kind.capitalize()}s of {self.minutes} minutes"


def groups(found: Iterable[Offer]) -> list[Group]:
    """The exercises by length, shortest first, then the discussions."""
    held: dict[tuple[str, int], list[Offer]] = {}
    for offer in found:
        held.setdefault((offer.kind, offer.minutes), []).append(offer)
    order = sorted(held, key=lambda key: (key[0] != "exercise", key[1]))
    return [Group(*key, tuple(held[key])) for key in order]


def index(view: View) -> Page:
    """What there is to train with, and how to pick."""
    found = offers(view.corpus)
    values = {
        "groups": groups(found),
        "themes": {**view.corpus.library.labels("theme"), "": "Other"},
        "full": len(view.corpus.exercises()),
        "facets": _facets(view, found),
        "headings": _HEADINGS,
        "limits": {"minutes": _UP_TO},
    }
    return Page(
        url=view.url,
        title="Train with real cases",
        description="Tabletop exercises and short discussions made from real AI cases, with "
        "working checklists, papers, slides and quizzes.",
        lead=view.render("train/index.html", **values),
        hide=("toc",),
        styles=discussion.STYLES,
    )


_UP_TO = "Up to {} minutes"
"""The label of a limit, also for one that only an address names."""

_HEADINGS = {
    "minutes": "Time you have",
    "kind": "Exercise or discussion",
    "role": "Audience",
    "list": "Checklist",
    "pattern": "Pattern",
}


def _facets(view: View, found: list[Offer]) -> dict[str, dict[str, str]]:
    """For each facet the values that occur, with the word a reader sees."""
    library = view.corpus.library
    return {
        "minutes": {
            str(each): _UP_TO.format(each)
            for each in _limits(max((offer.minutes for offer in found), default=0))
        },
        "kind": _used(
            {"exercise": "Exercise", "discussion": "Discussion"},
            [(offer.kind,) for offer in found],
        ),
        "role": _used(
            library.labels("role"),
            [offer.roles for offer in found],
        ),
        "list": _used(
            {name: each.short for name, each in library.checklists.items()},
            [offer.lists for offer in found],
        ),
        "pattern": _used(
            {name: each.title for name, each in library.patterns.items()},
            [offer.patterns for offer in found],
        ),
    }


_ROOM = (15, 30, 45, 60, 75, 90, 120, 180, 240, 480)
"""Minutes that people have for training, from a team's meeting to a day."""


def _limits(longest: int) -> tuple[int, ...]:
    """What to offer as the most minutes: every step below the longest offer, and one that holds it."""
    below = tuple(each for each in _ROOM if each < longest)
    return (*below, next((each for each in _ROOM if each >= longest), longest))


def _used(labels: Mapping[str, str], found: Iterable[tuple[str, ...]]) -> dict[str, str]:
    used = {name for each in found for name in each}
    return {name: label for name, label in labels.items() if name in used}


def players(view: View, side: Players, case: Case) -> Page:
    """What players see, module by module; nothing of the facilitator's.

    Of the case the page takes only whether it touches law.
    """
    lead = view.render(
        "train/players-lead.html",
        side=side,
        touches_law=touches_law(case, view.corpus.library.statuses),
    )
    return Page(
        url=view.url,
        title=side.title,
        description=f"For players: an exercise of {side.minutes:g} minutes in "
        f"{len(side.parts)} modules. Open each module when you are told to.",
        lead=lead,
        sections=(
            *(
                # Its title stands inside: it may tell what comes.
                Section(part.id, f"Module {part.number}", _part(view, part))
                for part in side.parts
            ),
            Section("hot-wash", "Hot wash", view.render("train/hot-wash.html", side=side)),
        ),
        kind="Exercise",
        layout="text",
        breadcrumb=(discussion.TRAIN,),
        hide=("toc",),
        styles=discussion.STYLES,
    )


def _part(view: View, part: exercises.Part) -> str:
    return view.render("train/players-part.html", part=part)


def facilitator(view: View, side: Facilitator, case: Case) -> Page:
    """The guide: times, injects, what to listen for, what was done in the case."""
    checks: dict[str, Check] = view.corpus.library.checks
    values = {
        "side": side,
        "case": case,
        "checks": checks,
        "touches_law": touches_law(case, view.corpus.library.statuses),
    }
    return Page(
        url=view.url,
        title=f"Facilitator's guide: {side.players.title}",
        description=f"For the person who leads: times, injects, what to listen for, and what was "
        f"done in the case. {side.players.minutes:g} minutes.",
        lead=view.render("train/guide-lead.html", **values),
        sections=tuple(_guide_sections(view, side, values)),
        kind="Exercise",
        layout="text",
        breadcrumb=(discussion.TRAIN,),
        modules=("train/clock",),
        styles=(*discussion.STYLES, "clock"),
        searchable=False,
        edit=f"docs/exercises/{case.id}.yml",
    )


def _guide_sections(
    view: View, side: Facilitator, values: Mapping[str, object]
) -> Iterator[Section]:
    """The guide in the order in which it is used."""

    def section(name: str, title: str) -> Section:
        return Section(name, title, view.render(f"train/guide-{name}.html", **values))

    said = words.counted(int(side.briefing_minutes), "minute")
    yield section("briefing", f"Say this first ({said})")
    yield section("objectives", "What is practised")
    yield section("before", "To prepare")
    for guide in side.guides:
        html = view.render("train/guide-part.html", guide=guide, **values)
        yield Section(guide.part.id, f"Module {guide.part.number}: {guide.part.title}", html)
    yield section("hot-wash", "Hot wash")
    yield section("take", "Take it with you")
