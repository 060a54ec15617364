"""Checklists, checks, patterns and frameworks: each with the cases that speak for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from casebook.base import urls
from casebook.base.settings import Settings
from casebook.base.words import counted
from casebook.corpus import lineage
from casebook.corpus.corpus import GRADES, Corpus
from casebook.corpus.library import Check, Gone, Library
from casebook.downloads import qr
from casebook.model.case import Case
from casebook.model.lists import Checklist, Framework, FrameworkClause, Pattern
from casebook.pages import codes, first_hour
from casebook.pages.base import Page, Section, View, sections, summary_text
from casebook.pages.linked import day, item_list


def pages(corpus: Corpus, settings: Settings) -> Iterator[Page]:
    """All pages of the lists, their checks, the patterns and the frameworks."""
    library = corpus.library

    def view(url: str) -> View:
        return View(corpus, settings, url)

    yield checklists(view(urls.CHECKLISTS))
    for each in library.checklists.values():
        yield checklist(view(urls.checklist(each.id)), each)
    for check in library.checks.values():
        yield item(view(urls.item(check.id)), check)
    for gone in library.gone.values():
        yield retired(view(urls.item(gone.id)), gone)
    yield patterns(view(urls.PATTERNS))
    for each_pattern in library.patterns.values():
        yield pattern(view(urls.pattern(each_pattern.id)), each_pattern)
    yield frameworks(view(urls.FRAMEWORKS))
    for each_framework in library.frameworks.values():
        yield framework(view(urls.framework(each_framework.id)), each_framework)


def checklists(view: View) -> Page:
    """The lists side by side."""
    return Page(
        url=view.url,
        title="Checklists",
        description="Checklists for AI governance, each check backed by the cases that "
        "speak for it: vetting, security, communication, balance, campaigns.",
        lead=view.render("lists/checklists.html", lists=view.corpus.library.checklists.values()),
        hide=("toc",),
        things=(item_list(map(urls.checklist, view.corpus.library.checklists), view.settings),),
    )


FACETS: Mapping[str, tuple[str, str]] = {
    "level": ("Level", "level"),
    "role": ("Who does it", "role"),
    "section": ("Section", ""),
    "phase": ("When", "phase"),
    "case-type": ("Kind of trouble", "case-type"),
}
"""What the checks of a list can be filtered by: the words for it, and its vocabulary."""


def checklist(view: View, each: Checklist) -> Page:
    """One list in full; each item an anchor, each section at its pause point."""
    values: dict[str, object] = {"list": each, "coded": qr.possible(view.settings)}
    return Page(
        url=view.url,
        title=each.title,
        description=summary_text(each.summary),
        lead=view.render(
            "lists/checklist-lead.html",
            code=codes.element(view.settings, view.url),
            graded=view.corpus.grade_words(view.corpus.graded(item.id for item in each.items)),
            running=first_hour.leads_from(view.corpus.library, each),
            **values,
        ),
        sections=tuple(_checklist_sections(view, each, values)),
        kind="Checklist",
        linked=day("dateModified", each.updated),
        things=(item_list((urls.item(item.id) for item in each.items), view.settings),),
        breadcrumb=(("Checklists", urls.CHECKLISTS),),
        edit=f"docs/checklists/{each.id}.yml",
        modules=("worklist/main",),
        styles=("worklist",),
    )


def _checklist_sections(
    view: View, each: Checklist, values: Mapping[str, object]
) -> Iterator[Section]:
    """The sections of a list with their checks, then what was retired, and last what to do with the list."""
    library = view.corpus.library
    checks = library.checks_of(each)
    for section in each.sections:
        own = [(check, lineage.present(check)) for check in checks if check.section is section]
        html = view.render("lists/checklist-section.html", section=section, checks=own, **values)
        yield Section(section.id, section.title, html)
    if each.retired:
        gone = [library.gone[entry.id] for entry in each.retired]
        html = view.render("lists/retired.html", retired=gone)
        yield Section("retired", "Retired checks", html)
    alone = [(s.title, urls.embedded_section(each.id, s.id)) for s in each.sections]
    work = {"facets": facets(view, checks), "alone": alone, **values}
    html = view.render("lists/checklist-work.html", **work)
    yield Section("work", "Your answers, downloads and sharing", html)


def facets(view: View, checks: Iterable[Check]) -> dict[str, tuple[str, dict[str, str]]]:
    """By facet: its words, and the values that occur with theirs, in the order of the vocabulary or list."""
    found: dict[str, tuple[str, dict[str, str]]] = {}
    used = {name: {value for c in checks for value in traits(c)[name]} for name in FACETS}
    sections = {s.id: s.title for check in checks for s in check.checklist.sections}
    for name, (words, vocabulary) in FACETS.items():
        order = view.corpus.library.vocabularies.get(vocabulary, {}) if vocabulary else sections
        labels = {
            value: sections[value] if not vocabulary else view.label(vocabulary, value)
            for value in order
            if value in used[name]
        }
        found[name] = (words, labels)
    return found


def traits(check: Check) -> dict[str, tuple[str, ...]]:
    """What a check can be filtered by."""
    return {
        "level": (check.item.level,),
        "role": check.item.roles,
        "section": (check.section.id,),
        "phase": (check.section.phase,),
        "case-type": check.item.case_types,
    }


ON_PAPER = 6
"""Cases that a check has on paper, the strongest first, so that it fits one sheet; worklist.css leaves out the rest."""

_ITEM_PARTS = {
    "verify": ("How to verify it", "lists/item-verify.html"),
    "cases": ("Cases that speak for it", "lists/item-cases.html"),
    "frameworks": ("Where frameworks ask for it", "lists/item-frameworks.html"),
    "wordings": ("What it said before", "lists/item-wordings.html"),
    "cite": ("Link to it", "lists/item-cite.html"),
}


def item(view: View, check: Check) -> Page:
    """One check at its canonical address."""
    corpus = view.corpus
    values = {
        "check": check,
        "item": check.item,
        "evidence": corpus.evidence.get(check.id, ()),
        "held": corpus.held.get(check.id, ()),
        "grades": GRADES,
        "on_paper": ON_PAPER,
        "counts": _counts(corpus, check),
        "patterns": [corpus.library.patterns[p] for p in corpus.pattern_items.get(check.id, ())],
        "frameworks": corpus.library.frameworks,
        "wordings": lineage.wordings(check.checklist, check.item),
        "code": codes.element(view.settings, view.url),
        "hour": first_hour.parts_of(corpus.library, check.id),
        "spoken": spoken(corpus.library, check.item.statement),
    }
    return Page(
        url=view.url,
        title=f"{check.id}: {check.item.statement}",
        description=summary_text(f"{check.item.statement} {check.item.why}"),
        lead=view.render("lists/item-lead.html", **values),
        sections=sections(view, _ITEM_PARTS, **values),
        kind="Check",
        layout="text",
        hide=("toc",),
        breadcrumb=(
            ("Checklists", urls.CHECKLISTS),
            (check.checklist.short, urls.checklist(check.checklist.id)),
        ),
        edit=f"docs/checklists/{check.checklist.id}.yml",
        modules=("shared/qr-picture",),
        styles=("worklist",),
        filters={
            "checklist": (check.checklist.short,),
            "level": (view.label("level", check.item.level),),
        },
    )


def _counts(corpus: Corpus, check: Check) -> str:
    """How many cases speak for a check, and how strongly."""
    number = counted(len(corpus.cases_of(check.id)), "case")
    return f"{number}: {corpus.grade_words(corpus.graded([check.id]))}"


def spoken(library: Library, statement: str) -> list[str]:
    """Terms on speaking in public that stand in a statement and have a meaning."""
    said = statement.casefold()
    terms = library.vocabularies.get("speaking", {})
    return [name for name, term in terms.items() if term.label.casefold() in said]


def retired(view: View, gone: Gone) -> Page:
    """The page of a check that is in no list any more: what it said, and what it became."""
    return Page(
        url=view.url,
        title=f"{gone.id}: retired",
        description=summary_text(f"This check was retired. It said: {gone.item.statement}"),
        lead=view.render("lists/retired-lead.html", gone=gone, following=_following(view, gone)),
        kind="Check",
        layout="text",
        searchable=False,
        breadcrumb=(
            ("Checklists", urls.CHECKLISTS),
            (gone.checklist.short, urls.checklist(gone.checklist.id)),
        ),
        edit=f"docs/checklists/{gone.checklist.id}.yml",
    )


def _following(view: View, gone: Gone) -> dict[str, object]:
    return {
        "checks": lineage.successors(view.corpus.library, gone.id),
        "kind": lineage.kind(gone.item),
        "versions": lineage.held_in(gone.checklist, gone.item),
    }


def patterns(view: View) -> Page:
    """All failure patterns, by theme."""
    library = view.corpus.library
    themes = [
        (theme, [p for p in library.patterns.values() if p.theme == theme])
        for theme in library.vocabularies.get("theme", {})
    ]
    return Page(
        url=view.url,
        title="Failure patterns",
        description="Ways of failing that recur across AI cases: how to recognise each early, "
        "the cases that show it, and the checks that answer it.",
        lead=view.render("lists/patterns-lead.html"),
        sections=tuple(
            Section(
                f"theme-{theme}",
                view.label("theme", theme),
                view.render("lists/patterns.html", theme=theme, patterns=found),
            )
            for theme, found in themes
            if found
        ),
        things=(
            item_list((urls.pattern(p.id) for _, found in themes for p in found), view.settings),
        ),
    )


_PATTERN_PARTS = {
    "signs": ("How to recognise it early", "lists/pattern-signs.html"),
    "cases": ("Cases that show it", "lists/pattern-cases.html"),
    "checks": ("Checks that answer it", "lists/pattern-checks.html"),
}


def pattern(view: View, each: Pattern) -> Page:
    """One failure pattern."""
    corpus = view.corpus
    values = {
        "pattern": each,
        "showing": corpus.showing.get(each.id, ()),
        "checks": corpus.library.checks,
        "held": [held for entry in each.items for held in corpus.held.get(entry.item, ())],
    }
    return Page(
        url=view.url,
        title=each.title,
        description=summary_text(each.definition),
        lead=view.render("lists/pattern-lead.html", **values),
        sections=sections(view, _PATTERN_PARTS, **values),
        kind="Pattern",
        layout="text",
        hide=("toc",),
        breadcrumb=(("Patterns", urls.PATTERNS),),
        edit=f"docs/patterns/{each.id}.yml",
    )


def frameworks(view: View) -> Page:
    """All frameworks that the checks refer to."""
    found = sorted(view.corpus.library.frameworks.values(), key=lambda each: each.short.casefold())
    return Page(
        url=view.url,
        title="Frameworks",
        description="The laws, standards and guides that the checks answer to, with every clause "
        "cited and how it was verified.",
        lead=view.render("lists/frameworks.html", frameworks=found),
        hide=("toc",),
        things=(item_list((urls.framework(each.id) for each in found), view.settings),),
    )


def framework(view: View, each: Framework) -> Page:
    """One framework: clause, checks that answer to it, cases that speak for them."""
    return Page(
        url=view.url,
        title=each.title,
        description=summary_text(
            f"{each.short}, {each.version}: which clauses the checks answer to, and how they were verified."
        ),
        lead=view.render("lists/framework-lead.html", framework=each),
        sections=(
            Section(
                "clauses",
                "Clauses, checks and cases",
                view.render(
                    "lists/framework-clauses.html",
                    framework=each,
                    rows=clauses(view.corpus, each),
                ),
            ),
        ),
        kind="Framework",
        hide=("toc",),
        breadcrumb=(("Frameworks", urls.FRAMEWORKS),),
        edit=f"docs/frameworks/{each.id}.yml",
    )


FIRST = 3
"""Cases of a clause that stand open; more than two further ones are folded away."""


@dataclass(frozen=True)
class ClauseRow:
    """A clause with the checks that answer to it, and the cases that speak for them, each once."""

    clause: FrameworkClause
    checks: tuple[Check, ...]
    first: tuple[Case, ...]
    more: tuple[Case, ...]


def clauses(corpus: Corpus, each: Framework) -> tuple[ClauseRow, ...]:
    """What a framework page shows of every clause."""
    return tuple(_clause_row(corpus, each.id, clause) for clause in each.clauses)


def _clause_row(corpus: Corpus, framework_id: str, clause: FrameworkClause) -> ClauseRow:
    checks = corpus.answering.get((framework_id, clause.id), ())
    found = tuple({case.id: case for c in checks for case in corpus.cases_of(c.id)}.values())
    open_ = FIRST if len(found) > FIRST + 2 else len(found)
    return ClauseRow(clause, checks, found[:open_], found[open_:])
