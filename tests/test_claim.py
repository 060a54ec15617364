"""The page of a claim: it never leaves out the status, and one frame serves all of them."""

from __future__ import annotations

import json
from typing import Any

import factories
import pytest
from casebook.base import urls
from casebook.base.settings import Settings
from casebook.corpus import corpus as corpora
from casebook.corpus.corpus import Corpus
from casebook.model.case import Case, Claim
from casebook.model.ledger import Ledger
from casebook.pages import claim as claim_pages
from casebook.pages import sharing
from casebook.pages.base import Page, View
from casebook.permalinks import ledger as permalinks
from casebook.reading.load import Loader
from casebook.site import alike, contents
from support import markup
from support.some import some

HERE = Settings("https://example.org/name/")


@pytest.fixture(scope="module")
def claims(few: Corpus) -> list[tuple[Case, Claim, Page]]:
    """The claims of a few real cases, each with its page."""
    pages = claim_pages.pages(few, HERE)
    return [(case, claim, page) for (case, claim), page in zip(few.claims(), pages, strict=True)]


def _label(corpus: Corpus, claim: Claim) -> str:
    return corpus.library.label("claim-status", claim.status)


def _tree(page: Page) -> Any:
    return markup.fragment(page.html)


def test_every_claim_has_a_page_that_the_ledger_keeps(
    few: Corpus, claims: list[tuple[Case, Claim, Page]]
) -> None:
    """Each listed claim has a page and a frame for other sites, and both addresses are promised."""
    promised = permalinks.published(few)
    frames = {asset.path for asset in sharing.assets(few, HERE)}
    for case, claim, page in some(claims):
        assert page.url == urls.claim(case.id, claim.id) == f"claims/{case.id}/{claim.id}/"
        assert {f"/{page.url}", f"/embed/{page.url}"} <= set(promised)
        assert f"embed/{page.url}index.html" in frames


def test_no_program_gets_a_claim_without_its_status(
    few: Corpus, claims: list[tuple[Case, Claim, Page]]
) -> None:
    """The title and the description, the first heading and every citation contain the status."""
    for _, claim, page in some(claims):
        label = _label(few, claim)
        tree = _tree(page)
        assert page.title.startswith(label)
        assert f"“{label.lower()}”" in page.description.lower()
        assert markup.words(tree.xpath(".//h1")[0]).startswith(f"Status: {label} ")
        for cited in some(tree.xpath(".//*[starts-with(@id, 'citation')]")):
            assert f"(status: {label.lower()}" in "".join(cited.itertext())
        (mail,) = tree.xpath(".//a[starts-with(@href, 'mailto:')]/@href")
        assert label in mail.replace("%20", " ")


def test_frame_for_other_sites_shows_the_status(few: Corpus) -> None:
    """A claim shown elsewhere has its status in the title and in the heading."""
    frames = {asset.path: asset.content for asset in sharing.assets(few, HERE)}
    for case, claim in some(few.claims()):
        content = frames[urls.file_of(urls.embedded_claim(case.id, claim.id))]
        tree = markup.document(str(content))
        label = _label(few, claim)
        assert tree.findtext(".//title").startswith(label)
        assert markup.words(tree.xpath("//h1")[0]).startswith(f"Status: {label} ")


def test_page_has_the_words_or_says_why_not(claims: list[tuple[Case, Claim, Page]]) -> None:
    """The claimant's words stand before the first section; without them the page says so."""
    for _, claim, page in some(claims):
        said = markup.words(markup.fragment(page.lead))
        if claim.quote:
            assert " ".join(claim.quote.text.split()) in said
        elif claim.quote_unavailable:
            assert "could not quote the claimant" in said
        else:
            assert "We have not recorded" in said


def test_every_source_that_is_named_is_listed(claims: list[tuple[Case, Claim, Page]]) -> None:
    """Numbers of sources lead to the list on the page, and each source says how much was read."""
    for case, claim, page in some(claims):
        tree = _tree(page)
        listed = set(tree.xpath(".//ol[@class='sources']/li/@id"))
        assert {f"source-{name}" for name in claim.sources} <= listed
        assert {link.removeprefix("#") for link in tree.xpath(".//sup/a/@href")} <= listed
        places = {source.id: place for place, source in enumerate(case.sources, 1)}
        start = 0
        for entry in some(tree.xpath(".//ol[@class='sources']/li")):
            start = int(entry.get("value", start + 1))
            assert start == places[entry.get("id").removeprefix("source-")]


def test_decision_is_named_with_its_outcome(base: Loader) -> None:
    """The word for a ruling alone could be read as upheld, so the outcome goes with it everywhere."""
    claim = factories.claim(
        status="adjudicated",
        outcome="The tribunal dismissed it.",
        decided_by={"by": "Tribunal", "on": "2024-03-01", "source": "daily"},
    )
    library = base.load().corpus.library
    corpus = corpora.build(library, [factories.typed(factories.case(claims=[claim]))])
    (page,) = claim_pages.pages(corpus, Settings())

    assert ", see the outcome: “" in page.title
    assert "Outcome: The tribunal dismissed it." in page.description
    tree = _tree(page)
    (item,) = json.loads(markup.one(tree, "citation-json").text_content())
    assert "outcome: The tribunal dismissed it" in item["title"]
    assert "URL" not in item


def test_withdrawn_case_has_no_pages_of_claims(base: Loader) -> None:
    """What was said in a withdrawn case is no longer shown; its addresses lead to the reason."""
    record = {"status": "withdrawn", "withdrawn_because": "It was wrong."}
    case = factories.typed(factories.case(record=record))
    corpus = corpora.build(base.load().corpus.library, [case])

    assert list(claim_pages.pages(corpus, HERE)) == []
    gone = f"/claims/{case.id}/thousands/"
    held = Ledger(pages={gone: (), "/claims/other/x/": ()})
    found = list(permalinks.companions(case.id, held))
    assert gone.lstrip("/") in found
    assert "claims/other/x/" not in found


def test_page_of_a_claim_is_found_by_its_address(few: Corpus) -> None:
    """The live server finds the page of a claim, and nothing at an address that has none."""
    case, claim = few.claims()[-1]
    found = contents.Finder().find(urls.claim(case.id, claim.id), few, HERE)

    assert found is not None
    assert found.url == urls.claim(case.id, claim.id)
    assert claim_pages.find(urls.claims_of(case.id), few, HERE) is None


def test_one_frame_is_filled_with_each_page(claims: list[tuple[Case, Claim, Page]]) -> None:
    """A frame with slots gives what it would give for the page itself, escaped where it must be."""
    for _, _, page in some(claims):
        model = alike.slotted(page)
        frame = "\n".join([
            f"<title>{model.title}</title><link href='{alike.CANONICAL}'>",
            *(f'<a href="../../../{url}">{title}</a>' for title, url in model.breadcrumb),
            f"{model.description}|{model.edit}",
            model.html,
        ])  # fmt: skip
        made = alike.filled(frame, page, HERE)

        assert "slot-" not in made
        assert page.html in made
        assert f"<link href='https://example.org/name/{page.url}'>" in made
        for _, url in some(page.breadcrumb):
            assert f'href="../../../{url}"' in made


def test_words_of_a_page_cannot_break_the_frame() -> None:
    """Quotation marks and tags in a title are escaped, and a slot in the content is content."""
    page = Page("claims/a/b/", 'A "<b>"', "", "<h1>x</h1><p>slot-title-slot</p>", alike=True)
    made = alike.filled(f'<i title="slot-title-slot">{alike.slotted(page).lead}', page, HERE)

    assert made == '<i title="A &quot;&lt;b&gt;&quot;"><h1>x</h1><p>slot-title-slot</p>'


def test_title_of_a_long_claim_is_cut_and_its_status_stays(base: Loader) -> None:
    """However long a claim is, the title begins with the status."""
    text = "The bot refunded " + "very many customers and " * 12 + "others."
    corpus = corpora.build(
        base.load().corpus.library,
        [factories.typed(factories.case(claims=[factories.claim(text=text)]))],
    )
    ((case, claim),) = claim_pages.claims(corpus)
    title = claim_pages.title(View(corpus, HERE, urls.claim(case.id, claim.id)), claim)

    assert title.endswith("…”")
    assert title.startswith(corpus.library.label("claim-status", claim.status))
