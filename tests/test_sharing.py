"""Checks for other places: frames without furniture, the map of old to new, codes, retired pages."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from casebook.base import urls
from casebook.base.security import POLICY
from casebook.base.settings import Settings
from casebook.corpus import lineage
from casebook.corpus.corpus import Corpus
from casebook.pages import codes, sharing
from casebook.pages.base import Page
from casebook.reading.load import load
from casebook.site import contents as site
from support import history, markup
from support.some import some

HERE = Settings("https://example.org/name/")


@pytest.fixture
def corpus(project: Callable[..., Path]) -> Corpus:
    """A project with a list that has a past."""
    root = project()
    history.write(root)
    return load(root).corpus


@pytest.fixture
def files(corpus: Corpus) -> dict[str, str]:
    """Every text of its site that is not a page, by path."""
    made = site.files(corpus, HERE)
    return {asset.path: asset.content for asset in made if isinstance(asset.content, str)}


@pytest.fixture
def pages(corpus: Corpus) -> dict[str, Page]:
    """Every page of its site, by address."""
    return {page.url: page for page in site.pages(corpus, HERE)}


def _tree(page: Page) -> Any:
    return markup.fragment(page.html)


# Frames


def test_every_check_list_and_claim_has_a_frame(corpus: Corpus, files: dict[str, str]) -> None:
    """Each list, section, check, retired check and claim can be shown elsewhere."""
    library = corpus.library
    expected = {urls.file_of(urls.embedded_checklist(each)) for each in library.checklists}
    expected |= {
        urls.file_of(urls.embedded_section(each.id, section.id))
        for each in library.checklists.values()
        for section in each.sections
    }
    expected |= {urls.file_of(urls.embedded_item(i)) for i in (*library.checks, *library.gone)}
    claims = corpus.claims()
    expected |= {urls.file_of(urls.embedded_claim(case.id, claim.id)) for case, claim in claims}

    assert expected == {path for path in files if path.startswith("embed/")}


def test_frames_carry_the_policy_and_leave_search_engines_out(files: dict[str, str]) -> None:
    """A frame has the policy of every page, is not indexed, and names its page as the original."""
    for path, text in some(files.items()):
        if path.startswith("embed/"):
            tree = markup.document(text)
            (policy,) = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
            assert policy == POLICY
            assert tree.xpath("//meta[@name='robots']/@content") == ["noindex"]
            original = path.removeprefix("embed/").removesuffix("index.html")
            if (
                original.startswith("checklists/") and original.count("/") > 2
            ):  # a section is a part of its list
                original = "/#".join(original.rstrip("/").rsplit("/", 1))
            assert tree.xpath("//link[@rel='canonical']/@href") == [HERE.site_url + original]
            assert len(tree.xpath("//h1")) == 1
            assert not tree.xpath("//header|//nav|//form")


def test_links_of_frames_open_elsewhere(files: dict[str, str]) -> None:
    """Every link of a frame opens a tab of its own, so that the course stays."""
    links = [
        link
        for path, text in files.items()
        if path.startswith("embed/")
        for link in markup.document(text).xpath("//a")
    ]

    assert len(links) > 20
    assert {(link.get("target"), link.get("rel")) for link in links} == {("_blank", "noopener")}


def test_frame_of_a_list_says_every_check(corpus: Corpus, files: dict[str, str]) -> None:
    """The list in a frame holds each check with its anchor and its link, and retired ones by id."""
    tree = markup.document(files["embed/checklists/security/index.html"])
    for check in some(corpus.library.checks.values()):
        if check.checklist.id == "security":
            entry = markup.one(tree, check.id.lower())
            assert check.item.statement in markup.words(entry)
            assert urls.item(check.id) in markup.links(entry, "embed/checklists/security/")
    assert "until version 1.1.0" in markup.words(markup.one(tree, "sec-03"))


def test_frame_of_a_section_says_its_checks_and_no_other(
    corpus: Corpus, files: dict[str, str]
) -> None:
    """A section alone names its list, its version and its moment, and holds its own checks."""
    each = corpus.library.checklists["security"]
    for section in some(each.sections):
        address = urls.embedded_section(each.id, section.id)
        tree = markup.document(files[urls.file_of(address)])
        own = [c for c in corpus.library.checks_of(each) if c.section is section]
        words = markup.words(tree.xpath("//main")[0])

        assert tree.xpath("//main//li/@id") == [check.id.lower() for check in own]
        assert all(check.item.statement in words for check in own)
        assert words.startswith(f"{each.title} · version {each.version}")
        assert section.title == markup.words(tree.xpath("//h1")[0])
        assert f"{urls.checklist(each.id)}#{section.id}" in markup.links(tree, address)


def test_frame_of_a_check_says_how_to_verify_it(corpus: Corpus, files: dict[str, str]) -> None:
    """The check in a frame has statement, reason and evidence, and leads to its cases."""
    check = corpus.library.checks["SEC-01"]
    tree = markup.document(files["embed/checks/sec-01/index.html"])
    words = markup.words(tree.xpath("//main")[0])

    answers = "Accountable: Security, every year."
    for said in (check.item.statement, check.item.why, check.item.how_to_verify, answers):
        assert said in words
    assert "1 case speaks" in words
    assert "checks/sec-01/#cases" in markup.links(tree, "embed/checks/sec-01/")


def test_frame_code_can_be_pasted(corpus: Corpus, pages: dict[str, Page]) -> None:
    """The code on the page of a check is one frame with the address and a title that is whole."""
    for url in ("checks/sec-01/", "checklists/security/"):
        code = markup.one(_tree(pages[url]), "embed-code").text_content()
        frame = markup.fragment(code).xpath("./iframe")[0]
        assert frame.get("src") == f"{HERE.site_url}embed/{url}"
        assert frame.get("title") == pages[url].title
    pasted = _tree(pages["checklists/security/"]).xpath("//details//details//code/text()")
    sections = corpus.library.checklists["security"].sections
    assert [markup.fragment(code).xpath("./iframe")[0].get("src") for code in pasted] == [
        HERE.site_url + urls.embedded_section("security", section.id) for section in sections
    ]


# The past, on pages


def test_retired_check_keeps_its_page(pages: dict[str, Page]) -> None:
    """The page says what the check said, why it went, what it became, and its versions."""
    page = pages["checks/sec-03/"]
    tree = _tree(page)
    words = markup.words(tree)

    assert history.SPLIT_STATEMENT in words
    assert "It asked two things." in words
    assert "It was split into these checks" in words
    assert {"checks/sec-05/", "checks/sec-06/"} <= set(markup.links(tree, page.url))
    assert "v1.0.0" in markup.ids(tree)
    assert not page.searchable


@pytest.mark.parametrize(
    ("item", "heading"),
    [("sec-04", "Use this one instead"), ("sec-07", "Use these instead"), ("sec-08", None)],
)
def test_retired_check_leads_on(pages: dict[str, Page], item: str, heading: str | None) -> None:
    """One successor, several by way of a split, or none: the page says which."""
    found = _tree(pages[f"checks/{item}/"]).xpath("//h2[@id='successors']")

    assert [markup.words(each) for each in found] == ([heading] if heading else [])


def test_list_names_its_retired_checks(pages: dict[str, Page]) -> None:
    """The old anchor on the list stands, with a link to what became of the check."""
    page = pages["checklists/security/"]
    entry = markup.one(_tree(page), "sec-03")

    assert "checks/sec-03/" in markup.links(entry, page.url)
    worklist = _tree(page).xpath("//div[@data-worklist]")[0]
    assert worklist.get("data-retired").split() == ["SEC-03", "SEC-04", "SEC-07", "SEC-08"]
    assert "retired" not in [section.id for section in pages["checklists/communication/"].sections]


def test_citation_of_a_version_has_its_place(pages: dict[str, Page]) -> None:
    """``v1.0.0-SEC-01`` is at ``/checks/sec-01/#v1.0.0``, with the words of that version."""
    tree = _tree(pages["checks/sec-01/"])
    old = markup.one(tree, "v1.0.0").getparent()

    assert history.OLD_STATEMENT in markup.words(old)
    assert "v1.2.0" in [found.get("id") for found in tree.xpath("//a[@id]")]
    assert "How to" not in markup.words(old)


def test_changed_evidence_is_shown_with_its_version(project: Callable[..., Path]) -> None:
    """Where only the way to verify changed, the old one is shown."""
    root = project()
    data = history.after()
    data["items"][0]["earlier"] = [
        {
            "until": "1.0.0",
            "statement": data["items"][0]["statement"],
            "how_to_verify": "Ask *her*.",
        }
    ]
    history.write(root, data)
    page = {page.url: page for page in site.pages(load(root).corpus, HERE)}["checks/sec-01/"]

    words = markup.words(_tree(page))
    assert "The same statement, verified like this:" in words
    assert "Ask her." in words


# The map


def test_map_names_every_check_that_ever_was(corpus: Corpus, files: dict[str, str]) -> None:
    """Each id leads to the checks of today, with status, address and wordings."""
    found = json.loads(files[urls.CHECKS_MAP])

    assert found["version"] == sharing.MAP_VERSION
    assert found["lists"]["security"] == {
        "title": corpus.library.checklists["security"].title,
        "version": "1.2.0",
        "versions": ["1.0.0", "1.1.0", "1.2.0"],
    }
    assert set(found["checks"]) == {*corpus.library.checks, *corpus.library.gone}
    split = found["checks"]["SEC-03"]
    assert (split["status"], split["to"], split["since"]) == (
        "split",
        ["SEC-05", "SEC-06"],
        "1.1.0",
    )
    present = found["checks"]["SEC-01"]
    assert (present["section"], present["level"]) == (
        corpus.library.checks["SEC-01"].section.title,
        corpus.library.checks["SEC-01"].item.level,
    )
    assert present["wordings"][0]["statement"] == history.OLD_STATEMENT
    check = corpus.library.checks["SEC-01"]
    assert present["wordings"][-1]["fingerprint"] == lineage.present(check)
    assert {found["checks"][i]["url"] for i in found["checks"]} == {
        urls.item(i) for i in found["checks"]
    }


# Codes


def test_codes_need_an_address_worth_printing(corpus: Corpus) -> None:
    """On a laptop there is no code anywhere; a site with https has one for each section."""
    local = [asset.path for asset in site.files(corpus, Settings()) if asset.path.startswith("qr/")]
    pages = {page.url: page for page in site.pages(corpus, Settings())}

    assert local == []
    assert codes.file(Settings(), "x/") == ""
    for url in ("checklists/security/", "checks/sec-01/", "train/acme-refund-bot/"):
        assert not _tree(pages[url]).xpath(
            "//*[contains(@class, 'code')]//path | //img[@class='code']"
        )
        assert not _tree(pages[url]).xpath("//*[@data-code]")


def test_code_is_a_picture_the_policy_allows(pages: dict[str, Page], files: dict[str, str]) -> None:
    """Codes are plain SVG: no style attribute, no script; each section's is a file of its own."""
    tree = _tree(pages["checklists/security/"])
    (drawn,) = tree.xpath("//*[contains(@class, 'paper-link')]/*[@class='code']")
    (place,) = tree.xpath("//*[@data-code]")
    text = files["qr/security-before-release.svg"]

    assert place.get("data-code") == "../../qr/security-before-release.svg"
    assert text.startswith('<svg xmlns="http://www.w3.org/2000/svg"')
    assert "style" not in text
    assert not drawn.xpath(".//@style")
    assert text != codes.file(HERE, "checklists/security/")


def test_a_discussion_has_the_code_of_its_own_address(
    pages: dict[str, Page], files: dict[str, str]
) -> None:
    """Whoever has the paper of a discussion comes to its page; no screen shows the code."""
    (place,) = _tree(pages["train/acme-refund-bot/"]).xpath("//*[@class='sheet-code paper-only']")
    drawn = files["qr/train-acme-refund-bot.svg"]

    assert place.get("hidden") is not None
    assert place.xpath("./img/@src") == ["../../qr/train-acme-refund-bot.svg"]
    assert drawn == codes.file(HERE, "train/acme-refund-bot/") != ""
