"""Pages made from the code itself: the case format, the rules, the glossary, and search."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from casebook.base import urls
from casebook.base.settings import Settings
from casebook.corpus.corpus import Corpus
from casebook.model.case import Case
from casebook.model.kinds import Record, Says, Term
from casebook.model.walk import FieldShape, infos, shapes
from casebook.pages.base import Page, Section, View
from casebook.rules import CATALOGUE
from casebook.rules.base import FAMILIES

_CONTRIBUTE = ("Contribute", "contribute/")


def pages(corpus: Corpus, settings: Settings) -> Iterator[Page]:
    """The reference pages and the search page."""
    yield case_format(View(corpus, settings, urls.CASE_FORMAT))
    yield rules(View(corpus, settings, urls.RULES))
    yield glossary(View(corpus, settings, urls.GLOSSARY))
    yield search(View(corpus, settings, urls.SEARCH))


@dataclass(frozen=True)
class FieldRow:
    """One field as the format page shows it."""

    name: str
    required: bool
    takes: str
    vocabulary: str
    description: str
    model: str


def rows(model: type[Record]) -> tuple[FieldRow, ...]:
    """Describe every field of a model for authors."""
    return tuple(_row(model, field) for field in shapes(model))


def _row(model: type[Record], field: FieldShape) -> FieldRow:
    info = infos(model)[field.name]
    return FieldRow(
        field.name,
        info.is_required(),
        _takes(field),
        next((m.vocabulary for m in field.markers if isinstance(m, Term)), ""),
        info.description or "",
        field.model.__name__ if field.model else "",
    )


def _takes(field: FieldShape) -> str:
    if field.model is not None:
        return "a list of blocks" if field.many else "a block of keys"
    said = [marker.text for marker in field.markers if isinstance(marker, Says)]
    # Every kind of text says what it takes; what says nothing is a term.
    text = said[-1] if said else "a term"
    what = "`true` or `false`" if field.base is bool else text
    return f"a list; each entry is {what}" if field.many else what


def _parts(model: type[Record]) -> list[type[Record]]:
    found: list[type[Record]] = []

    def visit(current: type[Record]) -> None:
        if current not in found:
            found.append(current)
            for field in shapes(current):
                if field.model is not None:
                    visit(field.model)

    visit(model)
    return found


def case_format(view: View) -> Page:
    """Every field of a case, from the models."""
    return Page(
        url=view.url,
        title="The case format",
        description="Every field of a case file: what it holds, whether it is required, and "
        "which words it takes.",
        lead=view.render("reference/format-lead.html"),
        sections=tuple(
            Section(
                f"block-{part.__name__.lower()}",
                _title(part),
                view.render(
                    "reference/format.html",
                    title=_title(part),
                    part=part,
                    rows=rows(part),
                    vocabularies=_used(view, part),
                ),
            )
            for part in _parts(Case)
        ),
        breadcrumb=(_CONTRIBUTE,),
        hide=("toc",),
    )


def _title(part: type[Record]) -> str:
    return "The case" if part is Case else part.__name__


def _used(view: View, part: type[Record]) -> dict[str, Mapping[str, object]]:
    known = view.corpus.library.vocabularies
    names = [row.vocabulary for row in rows(part) if row.vocabulary]
    return {name: known.get(name, {}) for name in names}


def rules(view: View) -> Page:
    """Every rule with its anchor, its reason and its remedy."""
    families: dict[str, list[object]] = {family: [] for family in FAMILIES}
    for rule in CATALOGUE.values():
        families[rule.id.partition("/")[0]].append(rule)
    return Page(
        url=view.url,
        title="The rules",
        description="Every check a case goes through: what must hold, why, and what to do when "
        "it does not.",
        lead=view.render("reference/rules-lead.html", count=len(CATALOGUE)),
        sections=tuple(
            Section(
                f"rules-{family}",
                FAMILIES[family],
                view.render("reference/rules.html", title=FAMILIES[family], rules=found),
            )
            for family, found in families.items()
            if found
        ),
        breadcrumb=(_CONTRIBUTE,),
    )


GLOSSARY_HEADINGS: Mapping[str, str] = {
    "case-kind": "Kinds of case",
    "record-status": "States of a case file",
    "claim-status": "What became of a claim",
    "claim-subject": "What a claim is about",
    "claimant-kind": "Who makes claims",
    "answer-stance": "What an answer does",
    "fact-basis": "Why something counts as a fact",
    "figure-basis": "Where a number comes from",
    "failure-basis": "How sure a failure is",
    "moment-kind": "Moments on a timeline",
    "organisation-role": "What an organisation did",
    "person-relation": "How a person relates to the organisation",
    "response-channel": "How an organisation responded",
    "speaking": "Words about speaking in public",
    "consequence-kind": "What followed",
    "outcome-kind": "Kinds of legal outcome",
    "theme": "Themes",
    "lifecycle-stage": "Stages in the life of a system",
    "actor": "Who or what caused it",
    "source-kind": "Kinds of source",
    "seen": "How much of a source was seen",
    "record-standard": "Standards of sourcing",
    "evidence-grade": "How strong the evidence for a check is",
    "detection-by": "Who noticed a problem",
    "detection-method": "How a problem was noticed",
    "autonomy": "How far a system acts alone",
    "external-scheme": "Numbers in other collections",
    "level": "Levels of a check",
    "interval": "How often a check is looked at",
    "checklist-mode": "How a list is worked through",
    "phase": "When a check is due",
    "case-type": "Kinds of trouble a check answers",
}
"""The vocabularies that have meanings, in words a reader uses."""
_HIDDEN_VOCABULARIES = frozenset({"country", "language"})


def glossary(view: View) -> Page:
    """Every controlled term that has a definition."""
    shown = {
        name: {key: term for key, term in terms.items() if term.definition}
        for name, terms in view.corpus.library.vocabularies.items()
        if name not in _HIDDEN_VOCABULARIES
    }
    return Page(
        url=view.url,
        title="Glossary",
        description="The words the casebook uses with a fixed meaning: statuses, claimants, "
        "sources, bases, themes and more.",
        lead=view.render("reference/glossary-lead.html"),
        sections=tuple(
            Section(
                f"terms-{name}",
                title,
                view.render("reference/glossary.html", name=name, terms=terms),
            )
            for name, terms in shown.items()
            for title in [GLOSSARY_HEADINGS.get(name, name.replace("-", " ").capitalize())]
            if terms
        ),
    )


def search(view: View) -> Page:
    """The search page; the results come from a script."""
    return Page(
        url=view.url,
        title="Search",
        description="Search every case, claim, check and pattern of the casebook.",
        lead=view.render("reference/search.html"),
        searchable=False,
        hide=("toc", "breadcrumb"),
    )
