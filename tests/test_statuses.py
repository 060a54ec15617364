"""Claim statuses: the vocabulary is the only place that says what there is, and everything follows it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import factories
import pytest
from casebook.authoring import schema
from casebook.base import urls
from casebook.base.settings import Settings
from casebook.corpus.library import Library
from casebook.corpus.statuses import Statuses
from casebook.model.lists import VocabularyTerm
from casebook.reading.load import load
from casebook.site import contents
from lxml import etree
from support import markup, sites

NEW, LABEL = "half-true", "Half true"
TERM = f"""\
  claim-status:
    {NEW}:
      label: {LABEL}
      definition: Part of it is shown, and part of it is shown to be wrong.
      status:
        place: 9
        side: open
        symbol: denied
        colour: disputed
        taken_for: [disputed, confirmed, refuted]
        guess: half true
        rules: [claims/retracted-needs-history]
"""
LOOK = "status status--denied colour--disputed"
CASE = factories.case()["id"]
CLAIM = factories.claim()["id"]
HISTORY = [{"on": "2024-04-30", "status": "denied", "reason": "Acme has published a count."}]


def _grown(root: Path, **changes: Any) -> Path:
    """Lay a project with one more status, which its first claim has."""
    other = factories.claim(
        id="hundreds", text="Hundreds of customers complained to the regulator."
    )
    claims = [factories.claim(status=NEW, **changes), other]
    sites.lay(root, factories.case(claims=claims))
    vocabulary = root / "docs" / "vocabulary.yml"
    text = vocabulary.read_text("utf-8").replace("  claim-status:\n", TERM, 1)
    vocabulary.write_text(text, "utf-8")
    factories.record_addresses(root)
    return root


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project whose vocabulary has a status that no code names."""
    return _grown(tmp_path_factory.mktemp("grown") / "project", history=HISTORY)


@pytest.fixture(scope="module")
def grown(root: Path, tmp_path_factory: pytest.TempPathFactory) -> sites.Built:
    """The site of that project."""
    return sites.Built(sites.build(tmp_path_factory.mktemp("grown-site") / "site", root=root))


def _data(site: sites.Built, path: str) -> Any:
    return json.loads((site.folder / path).read_text("utf-8"))


def test_a_new_status_needs_the_vocabulary_alone(root: Path) -> None:
    """The project is without a problem, and so is its site."""
    assert {problem.rule for problem in load(root).problems} <= {"items/no-case"}


def test_a_new_status_is_on_the_page_of_claims(grown: sites.Built) -> None:
    """The overview has its meaning, its number and the way to its page, and the filter has an entry."""
    page = grown.trees[urls.CLAIMS]
    (entry,) = page.xpath(f"//*[@id='status-{NEW}']")
    (link,) = entry.xpath(".//a")

    assert (link.get("class"), markup.words(link)) == (LOOK, LABEL)
    assert link.get("href") == f"../{urls.claims_of_status(NEW)}"
    assert (
        markup.words(entry)
        == f"{LABEL} 1 Part of it is shown, and part of it is shown to be wrong."
    )
    assert page.xpath(f"//*[@value='{NEW}' or @data-value='{NEW}']")


def test_a_new_status_has_a_page_of_its_claims(grown: sites.Built) -> None:
    """It says what the status means, and names its claim with the way to the page of the claim."""
    page = grown.trees[urls.claims_of_status(NEW)]
    (heading,) = page.xpath("//h1")
    links = page.xpath("//*[@class='claim-list']//a")

    assert markup.words(heading) == f"Claims: {LABEL.lower()}"
    assert "Part of it is shown" in markup.words(page)
    assert [markup.words(each) for each in links] == [factories.claim()["text"]]


def test_a_new_status_is_counted_and_drawn(grown: sites.Built) -> None:
    """Its claims are in the counts and the bar of a case, on home, and in the chart of claimants."""
    case = grown.trees[urls.case(CASE)]
    (bar,) = case.xpath("//*[@class='ledger-bar']//*[@role='img']")
    legend = [markup.words(entry) for entry in case.xpath("//ul[@class='status-legend'][1]/li")]

    assert bar.get("aria-label") == "2 claims: 1 denied, 1 half true"
    assert [rect.get("class") for rect in bar] == ["fill--denied", "fill--disputed"]
    assert legend[:2] == ["1 denied", "1 half true"]
    assert "1 half true" in markup.words(grown.trees[urls.HOME])
    picture = etree.parse(grown.folder / urls.figure("claimants", "svg"))
    assert LABEL in picture.xpath("//*[local-name()='text']/text()")
    table = (grown.folder / urls.figure("claimants", "csv")).read_text("utf-8-sig")
    assert table.splitlines()[0] == f"Made by,Denied,{LABEL},All"


def test_a_new_status_is_data(grown: sites.Built) -> None:
    """The tables, the vocabulary, the schema and the form know it, with its label."""
    (row, _) = _data(grown, urls.CLAIMS_DATA)["claims"]
    counts = _data(grown, urls.CASES_DATA)["cases"][0]["claims_by_status"]
    form = _data(grown, "contribute/new-case/form.json")

    assert (row["status"], row["status_label"]) == (NEW, LABEL)
    assert counts == {"denied": 1, NEW: 1}
    assert _data(grown, urls.VOCABULARY_DATA)["claim-status"][NEW]["status"]["side"] == "open"
    assert (
        NEW in _data(grown, urls.schema("case"))["$defs"]["Claim"]["properties"]["status"]["enum"]
    )
    assert [NEW, LABEL] in [entry[:2] for entry in form["terms"]["claim-status"]]
    assert NEW in form["publication"]["unsettled"]
    (rule,) = (
        entry
        for entry in form["requirements"]["needs"]
        if entry["rule"] == "claims/retracted-needs-history"
    )
    assert [test["values"] for test in rule["if"]] == [[NEW, "retracted"]]


def test_a_new_status_is_asked_in_quizzes_and_discussions(grown: sites.Built) -> None:
    """A quiz offers it as the answer to its claim, and a discussion as a guess."""
    quiz = (grown.folder / urls.quiz(CASE, "gift.txt")).read_text("utf-8")
    offered = [line[0] for line in quiz.splitlines() if line[1:].startswith(f"{LABEL}#")]
    sheet = markup.words(grown.trees[urls.train(CASE)])

    assert offered == ["="]
    assert "Confirmed, denied, disputed, half true, not shown, or wrong?" in sheet


def test_a_new_status_is_a_facet_of_the_search(grown: sites.Built, root: Path) -> None:
    """The page of the case gives the search its label, and the list of cases its filter."""
    pages = contents.pages(load(root).corpus, Settings())
    shown = [page for page in pages if page.url == urls.case(CASE)]

    assert [page.filters["claims"] for page in shown] == [("Denied", LABEL)]
    assert f'value="{NEW}"' in grown.texts[urls.CASES]
    assert (grown.folder / "pagefind").is_dir()


def test_a_new_status_is_explained(grown: sites.Built) -> None:
    """The glossary says what it means, and its word on other pages leads there."""
    glossary = grown.trees[urls.GLOSSARY]

    assert glossary.xpath(f"//*[@id='{urls.term_anchor('claim-status', NEW)}']")
    assert urls.term("claim-status", NEW) in grown.links(urls.case(CASE))


def test_a_new_status_is_held_to_the_rules_it_names(tmp_path: Path) -> None:
    """A claim that has not earned the new status is told by the rule that the vocabulary names."""
    problems = load(_grown(tmp_path / "project")).problems
    told = [p.message for p in problems if p.rule == "claims/retracted-needs-history"]

    assert told == [f"`{CLAIM}` has no `history`"]


def test_every_look_up_of_an_unknown_status_answers() -> None:
    """A status that the vocabulary lacks, or has without traits, counts as open and comes last."""
    statuses = Statuses.of({"bare": VocabularyTerm(label="Bare"), **_terms()})

    assert statuses["nowhere"] == statuses["bare"]
    assert statuses["bare"].side == "open"
    assert list(statuses.ordered({"nowhere": 1, "bare": 2, "denied": 3, "refuted": 0})) == [
        "denied",
        "bare",
        "nowhere",
    ]
    assert "enum" not in schema.schema("case", Library())["$defs"]["Claim"]["properties"]["status"]


def _terms() -> dict[str, VocabularyTerm]:
    traits = factories.statuses().traits
    return {name: VocabularyTerm(label=name, status=held) for name, held in traits.items()}
