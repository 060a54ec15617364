"""The page of one claim: its status, the claimant's words, the reason, the sources, and how to cite it.

No program gets a claim without its status: the title, the description, the
first heading and every citation contain it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from casebook.base import prose, urls
from casebook.base.settings import Settings
from casebook.corpus.corpus import Corpus
from casebook.corpus.flat import NAME
from casebook.model.case import Case, Claim, Source
from casebook.pages import citations
from casebook.pages.base import Page, View, lower_first, sections, summary_text, whole_sentences
from casebook.pages.linked import day

PARTS: Mapping[str, tuple[str, str]] = {
    "reason": ("Why it has this status", "claim/reason.html"),
    "answers": ("What those involved replied", "claim/answers.html"),
    "history": ("Earlier statuses", "claim/history.html"),
    "sources": ("Sources", "claim/sources.html"),
    "cite": ("Cite it, pass it on or show it", "claim/cite.html"),
}
"""Sections of the page, by anchor: heading and template."""
TITLE_MOST = 130
"""Characters of a claim in the title of its page; the heading has all of it."""

_ORGANISED = frozenset({"company", "court", "official", "police", "press"})
"""Kinds of claimant that are organisations; the others are people, by role."""


@dataclass(frozen=True)
class Form:
    """A form in which a claim can be cited; ``id`` is the anchor of its text."""

    id: str
    name: str
    text: str


def pages(corpus: Corpus, settings: Settings) -> Iterator[Page]:
    """One page for every claim of every case on the site."""
    for case, claim in claims(corpus):
        yield one(corpus, settings, case, claim)


def addresses(corpus: Corpus) -> Iterator[str]:
    """The addresses of the pages, in their order."""
    yield from (urls.claim(case.id, claim.id) for case, claim in claims(corpus))


def claims(corpus: Corpus) -> Iterator[tuple[Case, Claim]]:
    """The claims that have a page: those of all cases on the site that were not withdrawn."""
    cases = (case for case in corpus.cases.values() if case.record.status != "withdrawn")
    yield from ((case, claim) for case in cases for claim in case.claims)


def find(address: str, corpus: Corpus, settings: Settings) -> Page | None:
    """The page at an address; none if it is not that of a claim."""
    found = (each for each in claims(corpus) if urls.claim(each[0].id, each[1].id) == address)
    return next((one(corpus, settings, *each) for each in found), None)


def one(corpus: Corpus, settings: Settings, case: Case, claim: Claim) -> Page:
    """The page of one claim."""
    view = View(corpus, settings, urls.claim(case.id, claim.id))
    values = _values(view, case, claim)
    return Page(
        url=view.url,
        title=title(view, claim),
        description=description(view, claim),
        lead=view.render("claim/head.html", **values),
        sections=sections(view, PARTS, **values),
        kind="Claim",
        breadcrumb=(("Claims", urls.CLAIMS),),
        edit=f"cases/{case.id}.yml",
        searchable=False,  # the search finds a claim with its status in the text of its case
        hide=("toc",),
        modules=("page/terms", "page/overflow"),
        styles=("terms", "claim"),
        linked={
            **day("datePublished", case.record.created),
            **day("dateModified", claim.as_of),
        },
        things=tuple(_review(view, case, claim)),
        alike=True,
    )


def _review(view: View, case: Case, claim: Claim) -> Iterator[dict[str, object]]:
    """The review of a settled claim in the words of schema.org; nothing while it is open."""
    if view.corpus.library.statuses[claim.status].settled_by is None:
        return
    links = {source.id: source.url for source in case.sources if source.url}
    yield {
        "@type": "ClaimReview",
        "url": view.settings.address(view.url),
        "claimReviewed": prose.plain(claim.text),
        "reviewRating": {"@type": "Rating", "alternateName": verdict(view, claim)},
        "reviewBody": prose.plain(claim.reason),
        "author": {"@type": "Organization", "name": f"{NAME} contributors"},
        **day("datePublished", claim.as_of),
        "itemReviewed": {
            "@type": "Claim",
            "author": [
                {
                    "@type": "Organization" if maker.kind in _ORGANISED else "Person",
                    "name": maker.name or view.label("claimant-kind", maker.kind),
                }
                for maker in claim.made_by
            ],
            **day("datePublished", claim.made_on),
            "appearance": [
                {"@type": "CreativeWork", "url": links[name]}
                for name in claim.sources
                if name in links
            ],
        },
    }


def verdict(view: View, claim: Claim) -> str:
    """The status in words that cannot be read as a finding: "ruled on" alone sounds like upheld."""
    label = view.label("claim-status", claim.status)
    return f"{label}, see the outcome" if claim.outcome else label


def title(view: View, claim: Claim) -> str:
    """The status, then the claim between quotation marks."""
    said = summary_text(claim.text, TITLE_MOST).rstrip(".")
    return f"{verdict(view, claim)}: \u201c{said}\u201d"


def description(view: View, claim: Claim) -> str:
    """The status with what it rests on, in whole sentences."""
    label = lower_first(view.label("claim-status", claim.status))
    why = f"Outcome: {claim.outcome}" if claim.outcome else claim.reason
    return whole_sentences(f"The status of this claim is \u201c{label}\u201d. {prose.plain(why)}")


def _values(view: View, case: Case, claim: Claim) -> dict[str, object]:
    """What the templates of a claim look up."""
    numbers = {source.id: position for position, source in enumerate(case.sources, 1)}
    told = citations.cite_claim(case, claim, view)
    return {
        "case": case,
        "claim": claim,
        "numbers": numbers,
        "sources": sources(case, claim),
        "origins": view.corpus.measures[case.id].origins[claim.id],
        "citation": citations.plain(told),
        "forms": [
            Form(f"citation-{ending}", name, citations.FORMS[ending](told).rstrip("\n"))
            for ending, name in citations.FILES.items()
        ],
        "summary": f"{title(view, claim)} {view.settings.site_url.rstrip('/')}/{view.url}",
        "embedded": urls.embedded_claim(case.id, claim.id),
    }


def sources(case: Case, claim: Claim) -> tuple[Source, ...]:
    """Every source that the page of the claim refers to, in the order of the case."""
    named = {
        *claim.sources,
        *(source for answer in claim.answers for source in answer.sources),
        *(source for variant in claim.variants for source in variant.sources),
        *((claim.quote.source,) if claim.quote else ()),
        *((claim.decided_by.source,) if claim.decided_by else ()),
    }
    return tuple(source for source in case.sources if source.id in named)
