"""The browser reads data, never prose: other labels and messages leave what it does as it is."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import factories
import pytest
import yaml
from playwright.sync_api import Browser, Page, expect
from support import server, sites
from support.some import some

OTHER = "quux"
"""What no page says, added to all that is said."""
CASE = "acme-refund-bot"
DECIDED = factories.claim(
    id="decided",
    text="A *tribunal* called the promise binding...",
    status="adjudicated",
    outcome="Upheld. It binds the shop.",
)


def _reworded(template: str) -> str:
    """A template with another word in place of each that stands between tags."""
    hidden: list[str] = []

    def hide(match: re.Match[str]) -> str:
        hidden.append(match[0])
        return f"\x00{len(hidden) - 1}\x01"

    text = re.sub(r"\{[{%#].*?[}%#]\}", hide, template, flags=re.DOTALL)
    text = re.sub(r"<[^<>]*>", hide, text)
    text = re.sub(r"(?<![&\w])[A-Za-z]{2,}", lambda word: word[0] + OTHER, text)
    while "\x00" in text:
        text = re.sub(r"\x00(\d+)\x01", lambda match: hidden[int(match[1])], text)
    return text


def _project(root: Path) -> Path:
    """A small project with two claims, one of them decided."""
    return sites.lay(root, factories.case(claims=[factories.claim(), DECIDED]))


def _with_other_words(root: Path) -> Path:
    """The same with other labels of all terms; and a program with other words in its templates."""
    vocabulary = root / "docs" / "vocabulary.yml"
    told = yaml.safe_load(vocabulary.read_text("utf-8"))
    for terms in told["vocabularies"].values():
        for term in terms.values():
            term["label"] = f"{OTHER} {term['label'][::-1]}"
    vocabulary.write_text(yaml.safe_dump(told, allow_unicode=True, sort_keys=False), "utf-8")
    scripts = root / "scripts"
    scripts.unlink()
    shutil.copytree(factories.REPOSITORY / "scripts", scripts)
    for path in (scripts / "casebook" / "pages" / "templates").rglob("*.html"):
        path.write_text(_reworded(path.read_text("utf-8")), "utf-8")
    return scripts


@pytest.fixture(scope="module")
def addresses(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """Two sites of the same data: as they are, and with other words for everything."""
    root = tmp_path_factory.mktemp("wording")
    plain, other = _project(root / "plain"), _project(root / "other")
    scripts = _with_other_words(other)
    sites.build(root / "a", root=plain, SITE_URL=sites.ADDRESS)
    sites.build(root / "b", root=other, SITE_URL=sites.ADDRESS, PYTHONPATH=str(scripts))
    with (
        server.serving(root / "a", "/name/") as one,
        server.serving(root / "b", "/name/") as another,
    ):
        yield one, another


@pytest.fixture
def pages(browser: Browser, addresses: tuple[str, str]) -> Iterator[tuple[Page, Page]]:
    """A page of each of the two sites."""
    contexts = [browser.new_context(base_url=address) for address in addresses]
    for context in contexts:
        context.grant_permissions(["clipboard-read", "clipboard-write"])
    yield contexts[0].new_page(), contexts[1].new_page()
    for context in contexts:
        context.close()


def test_words_are_others(pages: tuple[Page, Page]) -> None:
    """The second site does say something else, so that the tests here can fail."""
    for page, are_others in zip(pages, (False, True), strict=True):
        page.goto(f"cases/{CASE}/")
        for part in (".claim__status", ".claim__outcome", ".claim > div > p", ".kicker"):
            assert (OTHER in page.locator(part).first.inner_text().lower()) == are_others, part


def _claims_found(page: Page, query: str) -> list[tuple[str, list[str], str]]:
    page.goto("")
    page.keyboard.press("/")
    page.keyboard.insert_text(query)
    page.locator(".hit--all").wait_for()
    found = page.locator(".hit--claim")
    return [
        (
            hit.locator(".hit__title").inner_text(),
            (hit.locator(".status").get_attribute("class") or "").split(),
            (hit.get_attribute("href") or "").partition("/name/")[2],
        )
        for hit in found.all()
    ]


@pytest.mark.parametrize("query", ["customers", "tribunal"])
def test_claims_are_found_alike(pages: tuple[Page, Page], query: str) -> None:
    """A claim among the results ends where its words end, and has its status."""
    one, other = (_claims_found(page, query) for page in pages)

    assert one == other
    assert len(one) == 1


def _table(page: Page) -> tuple[list[str], str]:
    page.goto("cases/?view=table")
    cells = page.locator(".table-wrap tbody tr > *")
    cells.first.wait_for()
    with page.expect_download() as saved:
        page.get_by_role("button", name="Download these as CSV").click()
    return cells.all_inner_texts(), saved.value.path().read_text("utf-8")


def test_table_of_cases_holds_the_same(pages: tuple[Page, Page]) -> None:
    """Day, time to an answer and number of claims come from data; labels are as on the site."""
    (one, file), (other, another) = (_table(page) for page in pages)

    assert [one[place] for place in (0, 2, 4, 5)] == [other[place] for place in (0, 2, 4, 5)]
    assert one[2] == "10 April 2024"
    first, second = ([row.split(",")[:9] for row in text.splitlines()] for text in (file, another))
    assert [[*row[:2], *row[3:]] for row in first] == [[*row[:2], *row[3:]] for row in second]


@pytest.mark.parametrize("claim", ["thousands", "decided"])
def test_claim_is_cited_as_in_the_table(pages: tuple[Page, Page], claim: str) -> None:
    """The citation on the page is that of the data, whatever the words around it."""
    for page in some(pages):
        rows = page.request.get("api/v1/claims.json").json()["claims"]
        page.goto(f"cases/{CASE}/?depth=full")
        page.locator(f"#claim-{claim} a.anchor").click()
        page.get_by_role("button", name="Copy the claim as a citation").click()
        expect(page.locator(".toast")).to_have_text("Copied")
        wanted = next(row["citation"] for row in rows if row["id"] == claim)
        assert page.evaluate("navigator.clipboard.readText()") == wanted


def test_limit_of_an_address_is_named(pages: tuple[Page, Page]) -> None:
    """A limit that only the address names has a label of its own."""
    for page in some(pages):
        page.goto("train/?minutes=17")
        expect(page.locator(".chosen button").first).to_have_text("Up to 17 minutes")


def test_answers_are_kept_by_the_id_of_the_check(pages: tuple[Page, Page]) -> None:
    """A ticked check is the same one, whatever its line says."""
    kept = []
    for page in some(pages):
        page.goto("checklists/security/")
        page.locator(".answer input[value=done]").first.check()
        kept.append(
            page.evaluate(
                "Object.entries(localStorage).filter(([key]) => key.startsWith('casebook-worklist:'))"
                ".flatMap(([, text]) => Object.keys(JSON.parse(text).ticks))"
            )
        )
    assert kept[0] == kept[1]
    assert len(kept[0]) == 1


def _checks(page: Page) -> list[str]:
    page.goto(f"cases/{CASE}/?depth=card&role=communication")
    expect(page.locator(".for-role select")).to_have_value("communication")
    assert page.locator(".take-home .check__why").count() == 0
    links = page.locator(".take-home .check__id > a:first-child").all()
    return [(link.get_attribute("href") or "").rpartition("checks/")[2] for link in links]


def test_checks_of_a_role_are_those_of_its_data(pages: tuple[Page, Page]) -> None:
    """The card shows the checks that concern a role, each without its reason, whatever the card says."""
    one, other = (_checks(page) for page in pages)

    assert one == other
    assert len(one) > 0


_COMPLAINTS = """async ([calls, change]) => {
  const form = document.getElementById("case-form");
  const definition = await (await fetch(form.dataset.definition)).json();
  const { complaint } = await import(new URL("../../assets/js/form/kinds.mjs", location));
  const named = ["label", "about", "wants", "name"];
  const said = (field) => Object.fromEntries(Object.entries(field).map(([key, value]) => [key, named.includes(key) && change ? "quux" : value]));
  const fields = Object.values(definition.models).flatMap((model) => model.fields).filter(({ kind }) => kind !== "block" && kind !== "switch");
  return fields.map((field) => calls.map((value) => complaint(said(field), value)));
}"""


def test_form_complains_by_kind(still: Page) -> None:
    """What is wrong with a value, and what was meant, follow from what its field takes, not from its words."""
    values = [
        "Vet 3",
        "An Id?",
        "www.example.org",
        "1,000",
        "18 October 2024",
        "x",
        "",
        "\x07",
        "a\nb",
    ]
    one: list[list[Any]]
    one, other = (still.evaluate(_COMPLAINTS, [values, change]) for change in (False, True))

    assert one == other
    examples = {each[1]["example"] for row in one for each in row if each and "example" in each[1]}
    assert {"", "; here that is `VET-03`", "; here that is `an-id`"} <= examples
