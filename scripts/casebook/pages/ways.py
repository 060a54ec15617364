"""Start here: from a question, a role, a pattern or a framework to the checks and cases that help.

One page lists them all; every question and every role has a page with its checks,
which prints as a sheet and can be cited.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from casebook.base import urls
from casebook.base.settings import Settings
from casebook.base.words import counted
from casebook.corpus.corpus import Corpus
from casebook.corpus.library import Check
from casebook.corpus.measures import readers
from casebook.model.case import Case
from casebook.model.exercise import Exercise
from casebook.model.lists import Framework, Pattern, WayIn
from casebook.pages.base import Page, Section, View, sections, summary_text

TITLE = "Start here"


@dataclass(frozen=True)
class Question:
    """An everyday question with all it leads to."""

    way: WayIn
    checks: tuple[tuple[Check, str], ...]
    """Each with the reason it answers."""
    patterns: tuple[Pattern, ...]
    cases: tuple[Case, ...]
    exercises: tuple[tuple[Exercise, Case], ...]
    """Exercises made from these cases, the shortest first."""
    running: bool
    """Whether the plan for the first hour answers it, too."""


@dataclass(frozen=True)
class Role:
    """What a role finds here."""

    id: str
    label: str
    questions: tuple[WayIn, ...]
    essential: tuple[Check, ...]
    """Essential checks that the role does, those with most cases first."""
    checks: int
    """All checks that the role does."""
    cases: int
    """Cases that change the work of the role."""


def pages(corpus: Corpus, settings: Settings) -> Iterator[Page]:
    """The list of all ways into the casebook, and a page for every question and every role."""
    yield _index(corpus, settings)
    for question in questions(corpus):
        yield _of_question(question, View(corpus, settings, urls.way(question.way.id)))
    for role in roles(corpus):
        yield _of_role(role, View(corpus, settings, urls.role(role.id)))


def _index(corpus: Corpus, settings: Settings) -> Page:
    view = View(corpus, settings, urls.WAYS_IN)
    parts = (
        ("questions", "By question", {"questions": questions(corpus)}),
        ("roles", "By role", {"roles": roles(corpus)}),
        ("patterns", "By failure pattern", {"themes": themes(view)}),
        ("frameworks", "By framework", {"kinds": frameworks(view)}),
    )
    return Page(
        url=view.url,
        title=TITLE,
        description="From what is on your desk to the checks and cases that help: by everyday "
        "question, by role, by failure pattern, by framework.",
        lead=view.render("ways/lead.html", plan=corpus.library.first_hour),
        sections=tuple(
            Section(anchor, title, view.render(f"ways/{anchor}.html", **values))
            for anchor, title, values in parts
            if any(values.values())
        ),
        edit="docs/ways-in.yml",
        styles=("ways",),
    )


def _of_question(question: Question, view: View) -> Page:
    way = question.way
    number = len(question.checks)
    return Page(
        url=view.url,
        title=way.question,
        description=summary_text(f"{way.answer} With {counted(number, 'check')} and cases."),
        lead=view.render("ways/question-lead.html", q=question),
        sections=sections(
            view,
            {
                "checks": ("Checks to answer first", "ways/question-checks.html"),
                "more": ("Why, and how to practise it", "ways/question-more.html"),
                "cite": ("Print, share and cite", "ways/cite.html"),
            },
            q=question,
            title=way.question,
        ),
        kind="Question",
        breadcrumb=((TITLE, urls.WAYS_IN),),
        edit="docs/ways-in.yml",
        hide=("toc",),
        styles=("ways",),
    )


def _of_role(role: Role, view: View) -> Page:
    return Page(
        url=view.url,
        title=role.label,
        description=f"For {role.label}: everyday questions, essential checks and the cases that "
        "may change what this role does.",
        lead=view.render("ways/role-lead.html", role=role),
        sections=sections(
            view,
            {
                "questions": ("You may be asked", "ways/role-questions.html"),
                "checks": (
                    "Essential checks, those with most cases first",
                    "ways/role-checks.html",
                ),
                "cite": ("Print, share and cite", "ways/cite.html"),
            },
            role=role,
            title=f"Essential checks for {role.label}",
        ),
        breadcrumb=((TITLE, urls.WAYS_IN),),
        edit="docs/ways-in.yml",
        hide=("toc",),
        styles=("ways",),
    )


def questions(corpus: Corpus) -> list[Question]:
    """Every question with what it leads to; what is not on the site is left out."""
    library = corpus.library
    listed = {case.id: case for case in corpus.listed}
    exercises = sorted(corpus.exercises(), key=lambda pair: pair[0].minutes)
    return [
        Question(
            way,
            tuple((library.checks[e.item], e.why) for e in way.checks if e.item in library.checks),
            tuple(library.patterns[p] for p in way.patterns if p in library.patterns),
            tuple(listed[case] for case in way.cases if case in listed),
            tuple(pair for pair in exercises if pair[1].id in way.cases),
            way.first_hour and library.first_hour is not None,
        )
        for way in library.ways_in
    ]


def roles(corpus: Corpus) -> list[Role]:
    """Every role that has checks or questions, in the order of the vocabulary."""
    library = corpus.library
    read = Counter(role for case in corpus.listed for role in readers(case))
    found = []
    for role in library.roles:
        checks = [check for check in library.checks.values() if role in check.item.roles]
        essential = [check for check in checks if check.item.level == "essential"]
        essential.sort(key=lambda check: -len(corpus.cases_of(check.id)))
        asked = tuple(way for way in library.ways_in if role in way.roles)
        label = library.label("role", role)
        found.append(Role(role, label, asked, tuple(essential), len(checks), read[role]))
    return found


def themes(view: View) -> list[tuple[str, list[Pattern]]]:
    """Patterns by theme, with the word for the theme."""
    library = view.corpus.library
    grouped = [
        (term.label, [p for p in library.patterns.values() if p.theme == theme])
        for theme, term in library.vocabularies.get("theme", {}).items()
    ]
    return [(label, patterns) for label, patterns in grouped if patterns]


def frameworks(view: View) -> list[tuple[str, list[Framework]]]:
    """Frameworks by kind, with the word for the kind."""
    library = view.corpus.library
    known = sorted(library.frameworks.values(), key=lambda each: each.short.casefold())
    grouped = [
        (term.label, [each for each in known if each.kind == kind])
        for kind, term in library.vocabularies.get("framework-kind", {}).items()
    ]
    return [(label, found) for label, found in grouped if found]
