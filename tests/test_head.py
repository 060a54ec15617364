"""What programs read of a page before anybody sees it: icons, and the card of a link passed on."""

from __future__ import annotations

import json
import struct
from pathlib import Path
from typing import Any

import factories
import pytest
from casebook.base import urls
from casebook.base.settings import Settings
from casebook.corpus import corpus as corpora
from casebook.corpus.corpus import Corpus
from casebook.pages import case as case_pages
from casebook.pages import claim as claim_pages
from casebook.pages.base import Page, View
from casebook.pages.linked import day, linked
from casebook.reading.load import Loader, Reading
from rdflib import Graph, URIRef
from rdflib.namespace import RDF, SDO
from support import sites
from support.sites import Built
from support.some import some

HERE = Settings(site_url=sites.ADDRESS)
PNG = b"\x89PNG\r\n\x1a\n"


def _card(tree: Any) -> dict[str, str]:
    found = tree.xpath("//meta[starts-with(@property, 'og:') or starts-with(@name, 'twitter:')]")
    return {tag.get("property") or tag.get("name"): tag.get("content") for tag in found}


def _size(png: bytes) -> tuple[int, int]:
    width, height = struct.unpack(">II", png[16:24])
    return width, height


def test_every_page_has_a_card_of_its_own(site: Built) -> None:
    """Title, description, kind, address and picture stand in each page, and are those of the page."""
    pages = {
        address: tree
        for address, tree in site.pages.items()
        if address != "404.html" and not address.startswith("embed/")
    }
    for address, tree in some(pages.items()):
        card = _card(tree)
        assert card["og:url"] == sites.ADDRESS + address
        assert tree.findtext(".//title").startswith(card["og:title"]), address
        assert card["og:description"] == tree.xpath("//meta[@name='description']/@content")[0]
        assert card["og:type"] in ("article", "website")
        assert card["og:image"].startswith(sites.ADDRESS)


def test_picture_of_the_card_is_as_large_as_it_says(site: Built) -> None:
    """The picture is there, a PNG of the size that the pages name, and not heavy."""
    card = _card(site.pages[""])
    png = (site.folder / card["og:image"].removeprefix(sites.ADDRESS)).read_bytes()

    assert png.startswith(PNG)
    assert _size(png) == (int(card["og:image:width"]), int(card["og:image:height"])) == (1200, 630)
    assert len(png) < 100 * 1024


def test_icons_are_there_in_the_sizes_browsers_ask_for(site: Built) -> None:
    """An icon for old browsers, a drawing for new ones, and one for a phone's screen."""
    links = {
        (link.get("rel"), link.get("sizes")): link.get("href")
        for link in site.pages[""].xpath("//link[contains(@rel, 'icon')]")
    }
    assert links == {
        ("icon", "32x32"): "assets/favicon.ico",
        ("icon", None): "assets/favicon.svg",
        ("apple-touch-icon", None): "assets/img/touch-icon.png",
    }
    ico = (site.folder / "assets/favicon.ico").read_bytes()
    reserved, kind, count = struct.unpack("<HHH", ico[:6])
    assert (reserved, kind, count) == (0, 1, 1)
    size, start = struct.unpack("<II", ico[14:22])
    assert _size(ico[start : start + size]) == (32, 32)
    assert _size((site.folder / "assets/img/touch-icon.png").read_bytes()) == (180, 180)


@pytest.mark.unmeasured
def test_without_an_address_there_is_no_picture_of_the_card(tmp_path: Path) -> None:
    """Built for this machine alone, a page names no picture that nobody could fetch."""
    root = sites.lay(tmp_path / "project", factories.case())
    built = Built(sites.build(tmp_path / "site", root=root))
    card = _card(built.pages[""])

    assert card["og:title"]
    assert {name for name in some(card) if "image" in name or "twitter" in name} == set()


def test_lost_reader_finds_a_way(site: Built) -> None:
    """The page for addresses that lead nowhere has a search box and leads to the ways in."""
    tree = site.pages["404.html"]
    links = tree.xpath("//main//a/@href")

    assert tree.xpath("//main//form[@role='search']//input[@name='q']")
    for address in ("ways-in/", "cases/", "checklists/", "claims/", "patterns/", "glossary/"):
        assert f"/name/{address}" in links


def _linked(tree: Any) -> list[dict[str, Any]]:
    """The JSON-LD that the frame of a page holds; that of the data stands in its content."""
    return [json.loads(s.text) for s in tree.xpath("//head/script[@type='application/ld+json']")]


def test_generated_pages_describe_themselves_as_their_heads_do(site: Built) -> None:
    """Address, description and day in the JSON-LD of cases and claims are those of the page."""
    pages = {
        address: tree
        for address, tree in site.pages.items()
        if address.startswith(("cases/", "claims/")) and _linked(tree)
    }
    assert {address.split("/")[0] for address in pages} == {"cases", "claims"}
    for address, tree in pages.items():
        (told,) = _linked(tree)
        work, *others = told["@graph"]
        trail = [part for part in others if part["@type"] == "BreadcrumbList"]
        assert work["url"] == tree.xpath("//link[@rel='canonical']/@href")[0]
        assert work["description"] == tree.xpath("//meta[@name='description']/@content")[0]
        (title,) = tree.xpath("//meta[@property='og:title']/@content")
        assert work.get("headline", work.get("name")) == title, address
        ends = [steps["itemListElement"][-1]["item"] for steps in trail]
        assert ends == ([work["url"]] if address.count("/") > 1 else []), address


def test_a_claim_is_described_to_programs_with_its_status(site: Built, real: Reading) -> None:
    """Name and description of a claim's page begin with, or name, the status that the case gives it."""
    for case, claim in some(claim_pages.claims(real.corpus)):
        tree = site.pages[urls.claim(case.id, claim.id)]
        label = real.corpus.library.label("claim-status", claim.status)
        (told,) = _linked(tree)
        work, *_, trail = told["@graph"]
        assert work["name"].startswith(label)
        assert label.lower() in work["description"].lower()
        assert trail["itemListElement"][-1]["name"] == work["name"]


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
def test_json_ld_is_read_by_a_library_that_did_not_write_it(site: Built, real: Reading) -> None:
    """A case is one article with a headline for a reader of linked data, and has its trail."""
    cases = {urls.case(case.id) for case in real.corpus.listed}
    for address in some(sorted(cases)):
        (told,) = _linked(site.pages[address])
        told["@context"] = {"@vocab": "https://schema.org/", "url": {"@type": "@id"}}
        graph = Graph().parse(data=json.dumps(told), format="json-ld")
        (article,) = graph.subjects(RDF.type, SDO.Article)
        assert article == URIRef(sites.ADDRESS + address)
        assert [str(name) for name in graph.objects(article, SDO.headline)] == [
            told["@graph"][0]["headline"]
        ]


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
def test_what_is_for_training_is_a_learning_resource(few_pages: dict[str, Page]) -> None:
    """A discussion, and both pages of an exercise, are learning resources with a name and no headline."""
    trained = [url for url in few_pages if url.startswith(("train/", "x/")) and url != "train/"]
    for url in some(trained):
        told = json.loads(linked(few_pages[url], Settings(site_url=sites.ADDRESS)))
        told["@context"] = {"@vocab": "https://schema.org/"}
        graph = Graph().parse(data=json.dumps(told), format="json-ld")
        (resource,) = graph.subjects(RDF.type, SDO.LearningResource)
        assert resource == URIRef(sites.ADDRESS + url)
        assert [str(n) for n in graph.objects(resource, SDO.name)] == [few_pages[url].title]
        assert not list(graph.objects(resource, SDO.headline))


def _graph(page: Page) -> list[dict[str, Any]]:
    parts: list[dict[str, Any]] = json.loads(linked(page, HERE))["@graph"]
    return parts


def _reviews(page: Page) -> list[dict[str, Any]]:
    return [part for part in _graph(page) if part["@type"] == "ClaimReview"]


def test_a_settled_claim_is_a_review_with_its_status_and_an_open_one_is_none(
    real: Reading,
) -> None:
    """Only what evidence, an authority or the claimant settled has a review, and never without a rating."""
    settled = 0
    statuses = real.corpus.library.statuses
    for case, claim in some(claim_pages.claims(real.corpus)):
        page = claim_pages.one(real.corpus, HERE, case, claim)
        reviews = _reviews(page)
        assert bool(reviews) == (statuses[claim.status].settled_by is not None)
        for review in reviews:
            settled += 1
            label = real.corpus.library.label("claim-status", claim.status)
            assert review["reviewRating"]["alternateName"].startswith(label)
            assert review["claimReviewed"]
            assert review["url"] == sites.ADDRESS + page.url
            assert len(review["itemReviewed"]["author"]) == len(claim.made_by)
    assert 0 < settled < len(real.corpus.claims())


def test_days_are_told_to_programs_only_where_they_are_sure(base: Loader) -> None:
    """A case and its claims say when they were published and changed; a rough day is left out."""
    claims = factories.case()["claims"]
    claims[0] |= {"status": "retracted", "made_on": "2024-04?", "as_of": "2024-05-01"}
    case = factories.typed(
        factories.case(
            claims=claims,
            record={"status": "published", "created": "2024-04-20", "updated": "2024-06-01"},
        )
    )
    corpus = corpora.build(base.load(only=[]).corpus.library, [case])
    work = _graph(case_pages.page(View(corpus, HERE, urls.case(case.id)), case))[0]
    assert (work["datePublished"], work["dateModified"]) == ("2024-04-20", "2024-06-01")

    claim = claim_pages.one(corpus, HERE, case, case.claims[0])
    assert _graph(claim)[0]["dateModified"] == "2024-05-01"
    (review,) = _reviews(claim)
    assert review["datePublished"] == "2024-05-01"
    assert "datePublished" not in review["itemReviewed"]
    assert day("datePublished", "2024-04/2024-05") == day("datePublished", None) == {}


def test_pages_of_lists_say_what_they_list(few: Corpus, few_pages: dict[str, Page]) -> None:
    """Cases, checklists, checks, patterns and frameworks are lists with each address once, in order."""
    library = few.library
    wanted = {
        urls.CASES: [urls.case(case.id) for case in few.listed],
        urls.CHECKLISTS: [urls.checklist(each) for each in library.checklists],
        urls.PATTERNS: [urls.pattern(each) for each in library.patterns],
        urls.FRAMEWORKS: [urls.framework(each) for each in library.frameworks],
        **{
            urls.checklist(each.id): [urls.item(item.id) for item in each.items]
            for each in library.checklists.values()
        },
    }
    for url, addresses in some(wanted.items()):
        (listed,) = [part for part in _graph(few_pages[url]) if part["@type"] == "ItemList"]
        items = listed["itemListElement"]
        assert listed["numberOfItems"] == len(items) > 0
        assert [item["position"] for item in items] == list(range(1, len(items) + 1))
        assert sorted(i["url"] for i in items) == sorted(sites.ADDRESS + a for a in addresses)


def test_no_page_is_described_where_the_site_has_no_address() -> None:
    """Linked data needs full addresses, so a site without one has none of it."""
    page = Page("cases/a/", "A", "About a.", "<h1>A</h1>")

    assert linked(page, Settings()) == ""


def test_json_ld_cannot_leave_its_script_element() -> None:
    """Angle brackets and ampersands in a title are written as escapes, and read back as they were."""
    title = "A </script> & <b>"
    told = linked(Page("a/", title, "About a.", ""), Settings(site_url="https://example.org/"))

    assert not set("<>&") & set(told)
    (work,) = json.loads(told)["@graph"]
    assert work["name"] == title
