"""Cases read at the source: when their rules apply, where each rule ends, and what readers see."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import factories
import pytest
from casebook import rules
from casebook.base import urls
from casebook.base.settings import Settings
from casebook.corpus import corpus as corpora
from casebook.corpus import flat, sourcing
from casebook.corpus.corpus import Corpus
from casebook.corpus.library import Library
from casebook.corpus.measures import read_at_source
from casebook.model import Case
from casebook.pages import case as case_page
from casebook.pages import handwritten, lists
from casebook.pages.base import Page, View
from casebook.permalinks.ledger import case_anchors
from casebook.reading.load import Loader
from casebook.reading.shape import shape
from casebook.rules import CATALOGUE, decisions, quotations, searches
from casebook.source import read_bytes
from support import markup

HERE = Settings("https://example.org/name/")
QUOTE: factories.Data = {
    "text": "Thousands were promised a refund.",
    "language": "en",
    "source": "daily",
}
OPINION: factories.Data = {
    "id": "poor-show",
    "text": "The Daily called it a poor show.",
    "made_by": [{"kind": "press", "name": "The Daily"}],
    "against": ["refusal"],
    "sources": ["daily"],
}
SUMMARY = (
    "In March 2024 the bot of a shop promised refunds that its rules did not allow, and the shop "
    "refused to pay. The shop admitted both. The Daily wrote of thousands of customers, and the shop "
    "says that it was a handful. Nobody outside has counted them, and the shop has shown no list."
)


def _record(**changes: Any) -> factories.Data:
    review = {"on": "2024-05-01", "method": "Second reading", "against": ["daily"]}
    record = {**factories.case()["record"], "standard": "at-source", "reviewed": [review]}
    return {**record, **changes}


def _case(**changes: Any) -> factories.Data:
    """A case that was read at the source and breaks no rule."""
    data = factories.case(
        title="Acme's shop bot promised refunds that nobody paid",
        summary=SUMMARY,
        claims=[factories.claim(quote=QUOTE)],
        detection={"by": "outside", "how": "press", "text": "A report.", "sources": ["daily"]},
        roles=["communication"],
        external_ids=[{"scheme": "aiid", "id": "9999"}],
        record=_record(),
    )
    data["lessons"] = [
        {**lesson, "items": [{**entry, "grade": "inferred"} for entry in lesson["items"]]}
        for lesson in data["lessons"]
    ]
    return {name: value for name, value in {**data, **changes}.items() if value is not None}


@pytest.fixture(name="library")
def _library(base: Loader) -> Library:
    return base.load(only=[]).corpus.library


def _broken(library: Library, data: factories.Data) -> set[str]:
    source, _ = read_bytes(factories.as_yaml(data).encode(), f"{data['id']}.yml")
    assert source is not None
    case, wrong = shape(source, Case)
    assert case is not None, wrong
    known = {"references/unknown-item", "references/unknown-pattern", "references/unknown-case"}
    return {problem.rule for problem in rules.check_case(case, source, library)} - known


def _claim(library: Library, **changes: Any) -> set[str]:
    changed: dict[str, Any] = {"quote": QUOTE, **changes}
    claim = factories.claim(**changed)
    return _broken(library, _case(claims=[claim]))


# When the rules apply


def test_case_read_at_the_source_breaks_no_rule(library: Library) -> None:
    """The case that the tests below change is held to the rules, and keeps them."""
    assert set() == _broken(library, _case())


@pytest.mark.parametrize(
    "record",
    [
        {"standard": "first"},
        {"status": "draft"},
        {"status": "withdrawn", "withdrawn_because": "It was about somebody else."},
    ],
)
def test_other_cases_are_not_held_to_the_standard(library: Library, record: dict[str, str]) -> None:
    """A case of the first standard, a draft and a withdrawn case hear of none of these rules."""
    bare = factories.case(record={**_record(), **record})
    held = {rule.id for rule in CATALOGUE.values() if rule.when == "at-source"}

    assert len(held) > 10
    assert held.isdisjoint(_broken(library, bare))
    assert not held.isdisjoint(_broken(library, factories.case(record=_record())))


# Quotations


def test_words_without_blanks_are_counted_by_their_letters() -> None:
    """Two letters of Chinese, Japanese or Thai count as a word, and words around them as ever."""
    assert 5 == quotations.words("We found no such log")
    assert 4 == quotations.words("数千名顾客收到")
    assert 4 == quotations.words("数千名 H100 处理")


@pytest.mark.parametrize(
    ("quote", "rule"),
    [
        ({**QUOTE, "text": " ".join(["word"] * 50)}, None),
        ({**QUOTE, "text": " ".join(["word"] * 51)}, "claims/quote-length"),
        ({**QUOTE, "language": "de"}, "claims/quote-translation"),
        ({**QUOTE, "language": "de", "translation": "Thousands"}, None),
        ({**QUOTE, "source": "notice"}, "claims/quote-source"),
    ],
)
def test_border_of_the_rules_on_quotations(
    library: Library, quote: dict[str, str], rule: str | None
) -> None:
    """Fifty words fit, English needs no translation, and the source is one of the claim's."""
    assert ({rule} if rule else set()) == _claim(library, quote=quote)


def test_quotation_of_an_opinion_is_held_to_the_same_rules(library: Library) -> None:
    """An opinion is quoted as a claim is."""
    opinion = {**OPINION, "quote": {**QUOTE, "language": "de", "source": "notice"}}

    assert {"claims/quote-translation", "claims/quote-source"} == _broken(
        library, _case(opinions=[opinion])
    )


def test_claim_has_words_or_a_reason_and_not_both(library: Library) -> None:
    """Neither is too little, both contradict each other."""
    reason = "The post was deleted."

    assert set() == _claim(library, quote=None, quote_unavailable=reason)
    assert {"claims/quote-or-reason"} == _claim(library, quote=None)
    assert {"claims/quote-or-reason"} == _claim(library, quote_unavailable=reason)


# Parties are not judges


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Consumer Rights Office", "The Consumer Rights Office"),
        ("FTC", "Federal Trade Commission"),
        ("FTC", "Federal Trade Commission (FTC)"),
        ("Department of Justice", "DOJ"),
        ("DOJ", "The Department of Justice"),
    ],
)
def test_one_party_is_known_by_its_names(one: str, other: str) -> None:
    """A name, the same name in a longer one, and the initials are one party."""
    assert decisions.same_party(one, other)
    assert decisions.same_party(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Customers", "Civil Resolution Tribunal"),
        ("Court of Appeal", "District Court"),
        ("Air", "Tribunal of Airdrie"),
    ],
)
def test_two_parties_are_told_apart(one: str, other: str) -> None:
    """Words in common do not make one party of two, nor does the beginning of a word."""
    assert not decisions.same_party(one, other)
    assert not decisions.same_party(other, one)


def test_decision_needs_a_decider_who_is_no_claimant(library: Library) -> None:
    """A claim that was ruled on says by whom; the claimants cannot be that, even by another name."""
    ruled = {
        "status": "adjudicated",
        "outcome": "Upheld.",
        "sources": ["daily", "notice"],
        "made_by": [{"kind": "official", "name": "Consumer Office"}, {"kind": "press"}],
    }
    decider = {"by": "District Court", "on": "2024-04-30", "country": "NO", "source": "notice"}
    itself = {**decider, "by": "The Consumer Office of Exampleton"}

    assert set() == _claim(library, **ruled, decided_by=decider)
    assert {"claims/decided-by"} == _claim(library, **ruled)
    assert {"claims/decider-is-claimant"} == _claim(library, **ruled, decided_by=itself)
    assert {"claims/decided-by"} == _claim(library, decided_by=decider)


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("Complaint of a customer", True),
        ("Superseding indictment", True),
        ("Order on the motion to dismiss the complaint", False),
        ("Judgment T-323 of 2024", False),
    ],
)
def test_title_of_a_court_paper_tells_a_filing(library: Library, title: str, told: bool) -> None:
    """A document that a party filed is no ruling; an order about a complaint is one."""
    court = {**factories.source(), "title": title, "kind": "court", "derives_from": []}
    data = _case(sources=[*_case()["sources"], court])
    data["consequences"] = [{**data["consequences"][0], "sources": ["notice", court["id"]]}]

    assert ({"sources/filing-as-court"} if told else set()) == _broken(library, data)


def test_filings_confirm_nothing_unless_somebody_admits_it(library: Library) -> None:
    """A claim that rests on filings alone is not confirmed, but an admission is enough."""
    filing = {**factories.source(), "kind": "filing", "derives_from": []}
    quote = {**QUOTE, "source": filing["id"]}
    claim = factories.claim(status="confirmed", quote=quote, sources=[filing["id"]])
    answer = {**claim["answers"][0], "stance": "confirms"}
    sources = [*_case()["sources"], filing]
    found = [
        _broken(library, _case(claims=[each], sources=sources))
        for each in (claim, {**claim, "answers": [answer]})
    ]

    assert {"claims/confirmed-by-filings", "claims/confirmed-needs-evidence"} == found[0]
    assert set() == found[1]


# Searches


@pytest.mark.parametrize(
    "text",
    [
        "We found no audit.",
        "We did not find a ruling.",
        "In the end we found neither name nor date.",
        "We have not found the post.",
        "So far we know of no count.",
        "We could not find it.",
    ],
)
def test_a_negative_is_known_by_its_words(text: str) -> None:
    """All the ways to say that we looked and found nothing."""
    assert searches.NEGATIVE.search(text)


@pytest.mark.parametrize("text", ["The auditors found no error.", "We found two reports."])
def test_what_others_did_not_find_is_no_negative(text: str) -> None:
    """The rule is about our own searches."""
    assert not searches.NEGATIVE.search(text)


def test_negative_rests_on_a_search(library: Library) -> None:
    """A search covers the part it names; one for the whole case covers every sentence."""
    search = {
        "id": "count",
        "on": "2024-05-01",
        "for": "A count",
        "where": "The shop's site",
        "result": "We found none",
    }
    text = {"reason": "Acme denies the number. We found no count."}

    def told(*entries: factories.Data, **changes: Any) -> set[str]:
        claims = [factories.claim(quote=QUOTE, **text)]
        return _broken(library, _case(claims=claims, record=_record(searches=entries), **changes))

    missing = {"searches/negative-needs-search"}
    assert missing == told()
    assert missing == told({**search, "about": ["refusal"]})
    assert set() == told({**search, "about": ["thousands"]})
    assert set() == told(search)
    asked = {"open_questions": ["How many? We found no figure."]}
    assert missing == _broken(library, _case(**asked))
    assert set() == told({**search, "about": ["thousands"]}, **asked)


# Title and summary


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("n" * 75, False),
        ("n" * 76, True),
        ("Acme promised refunds in 2024", True),
        ("Acme promised refunds, 2022\u20132024", True),
        ("Acme's 2024 bot promised refunds", False),
        ("Acme answered 1984 letters", False),
    ],
)
def test_title_is_short_and_without_a_year_at_its_end(
    library: Library, title: str, told: bool
) -> None:
    """Seventy-five characters fit, and a year may stand anywhere but at the end."""
    assert ({"style/short-title"} if told else set()) == _broken(library, _case(title=title))


@pytest.mark.parametrize(("words", "told"), [(44, True), (45, False), (70, False), (71, True)])
def test_summary_has_45_to_70_words(library: Library, words: int, told: bool) -> None:
    """The bounds belong to it."""
    summary = " ".join(["word."] * words)

    assert ({"style/summary-length"} if told else set()) == _broken(library, _case(summary=summary))


# Grades of evidence


def _corpus(library: Library, *cases: factories.Data) -> Corpus:
    return corpora.build(library, [factories.typed(data) for data in cases])


def _lessons(*grades: str | None) -> list[factories.Data]:
    return [
        {
            "id": f"lesson-{number}",
            "text": "x",
            "items": [
                {"item": "SEC-01", "why": f"Reason {number}.", **({"grade": g} if g else {})}
            ],
        }
        for number, g in enumerate(grades)
    ]


@pytest.mark.parametrize(
    ("grades", "held", "strongest"),
    [
        (("inferred", "shown"), False, "shown"),
        (("inferred", None), False, "inferred"),
        ((None,), False, ""),
        ((None,), True, "worked"),
        (("shown",), True, "shown"),
        (("guessed",), False, ""),
    ],
)
def test_case_counts_for_a_check_with_its_strongest_grade(
    library: Library, grades: tuple[str | None, ...], held: bool, strongest: str
) -> None:
    """Of several links one counts; a control that worked is a grade, a misspelt one is none."""
    control = {"text": "x", "items": ["SEC-01"], "sources": ["notice"]}
    data = factories.case(
        lessons=_lessons(*grades), controls_that_worked=[control] if held else None
    )
    corpus = _corpus(library, data)

    assert {data["id"]: strongest} == corpus.grades("SEC-01")
    assert {strongest: 1} == corpus.graded(["SEC-01", "SEC-02"])


def test_counts_by_grade_are_told_in_words(library: Library) -> None:
    """The strongest come first, and what was not graded yet is said."""
    told = Corpus(library, {}).grade_words({"shown": 4, "worked": 2, "inferred": 30, "": 3})

    assert "4 shown, 2 worked, 30 inferred, 3 not graded yet" == told


@pytest.fixture(name="graded")
def _graded(library: Library) -> Corpus:
    """Three cases that speak for one check, each with another grade."""
    control = {"text": "The lock held.", "items": ["SEC-01"], "sources": ["notice"]}
    shown = _case(id="shown-case", lessons=_lessons("shown"), controls_that_worked=None)
    shown["lessons"][0]["items"][0]["sources"] = ["notice"]
    worked = _case(id="worked-case", lessons=None, controls_that_worked=[control])
    plain = factories.case(id="plain-case", lessons=_lessons(None), controls_that_worked=None)
    return _corpus(library, plain, worked, shown)


def test_check_page_gives_cases_by_strength(graded: Corpus) -> None:
    """The page of a check counts the grades apart, and shows the strongest cases first."""
    view = View(graded, HERE, urls.item("SEC-01"))
    page = lists.item(view, graded.library.checks["SEC-01"])
    (section,) = [s for s in page.sections if s.id == "cases"]
    tree = markup.fragment(section.html)
    links = [link for link in markup.links(tree, page.url) if link.startswith("cases/")]

    assert "3 cases: 1 shown, 1 worked, 1 not graded yet." in markup.words(tree)
    assert ["shown-case", "worked-case", "plain-case"] == [link.split("/")[1] for link in links]


def test_list_counts_the_grades_of_its_checks(graded: Corpus) -> None:
    """A checklist tells the grades of each check and of the whole list."""
    security = graded.library.checks["SEC-01"].checklist
    page = lists.checklist(View(graded, HERE, urls.checklist(security.id)), security)
    text = markup.words(markup.fragment(page.html))

    assert "3 cases (1 shown, 1 worked, 1 not graded yet)" in text
    assert "links to cases: 1 shown, 1 worked, 1 not graded yet" in text


def _table(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


def test_links_are_a_table_with_their_grades(graded: Corpus) -> None:
    """Each link from a case to a check is a row, and the index of cases counts them by grade."""
    made = flat.files(graded, HERE)
    rows = _table(made["links.csv"])
    cases = {row["id"]: row for row in json.loads(made["cases.json"])["cases"]}

    assert {
        ("shown-case", "SEC-01", "shown", "notice"),
        ("worked-case", "SEC-01", "worked", "notice"),
        ("plain-case", "SEC-01", "", ""),
    } == {(row["case"], row["check"], row["grade"], row["sources"]) for row in rows}
    anchors = {row["case"]: row["address"].partition("#")[2] for row in rows}
    assert ("lesson-lesson-0", "failures") == (anchors["shown-case"], anchors["worked-case"])
    assert {"shown": 1} == cases["shown-case"]["check_links"]
    assert {"not-graded": 1} == cases["plain-case"]["check_links"]
    assert ("at-source", "2024-05-01") == (
        cases["shown-case"]["standard"],
        cases["shown-case"]["read_on"],
    )
    assert ("first", None) == (cases["plain-case"]["standard"], cases["plain-case"]["read_on"])


# Opinions


def test_opinion_keeps_the_address_it_had_as_a_claim(library: Library) -> None:
    """The anchor of a claim that became an opinion is still promised, on the page, and in the data."""
    as_claim = factories.case(claims=[factories.claim(), factories.claim(id="poor-show")])
    as_opinion = factories.case(opinions=[OPINION])
    corpus = _corpus(library, as_opinion)
    made = flat.files(corpus, HERE)
    (row,) = json.loads(made["claims.json"])["opinions"]
    page = _page(corpus)

    assert "claim-poor-show" in case_anchors(factories.typed(as_claim))
    assert "claim-poor-show" in case_anchors(factories.typed(as_opinion))
    entry = markup.one(markup.fragment(page.html), "claim-poor-show")
    assert "No status: an opinion" in markup.words(entry)
    assert [f"{page.url}#fact-refusal"] == [
        link for link in markup.links(entry, page.url) if "#source" not in link
    ]
    assert row["address"] == f"https://example.org/name/{page.url}#claim-poor-show"
    assert (row["holders"], row["against"]) == (["The Daily"], ["refusal"])
    (line,) = _table(made["opinions.csv"])
    assert (line["id"], line["quote"]) == ("poor-show", "")


# The page of a case


def _page(corpus: Corpus) -> Page:
    (case,) = corpus.cases.values()
    return case_page.page(View(corpus, HERE, urls.case(case.id)), case)


def _words(corpus: Corpus) -> str:
    return markup.words(markup.fragment(_page(corpus).html))


def test_page_says_by_which_standard_it_was_read(library: Library) -> None:
    """With the day of the reading, which is that of the record or of the last update."""
    older = {"on": "2024-03-01", "by_role": "Editor"}
    newer = {"on": "2024-04-02", "method": "Second reading"}
    read = _corpus(library, _case(record=_record(reviewed=[newer, older])))
    undated = factories.typed(_case(record=_record(reviewed=[older])))

    assert "Read at the source on 2 April 2024." in _words(read)
    assert "How we read it: read at the source on 2 April 2024." in _words(read)
    assert "How we read it: not yet read again" in _words(_corpus(library, factories.case()))
    assert "Not yet read again at the source." in _words(_corpus(library, factories.case()))
    assert undated.record.updated == read_at_source(undated)


def test_page_shows_the_words_of_a_claimant(library: Library) -> None:
    """Another language is named, its translation is marked as ours, and marks are not doubled."""
    foreign = {**QUOTE, "text": "Tusener fikk løfte.", "language": "no", "by": "A reporter"}
    claim = factories.claim(quote={**foreign, "translation": "Thousands had a promise."})
    marked = factories.claim(id="marked", quote={**QUOTE, "text": "They said “thousands”."})
    without = factories.claim(id="without", quote_unavailable="The post was deleted.")
    page = _page(_corpus(library, _case(claims=[claim, marked, without])))
    first, second, third = (
        markup.one(markup.fragment(page.html), f"claim-{name}")
        for name in ("thousands", "marked", "without")
    )

    (quote,) = first.xpath(".//blockquote")
    assert "no" == quote.xpath("./p")[0].get("lang")
    assert (
        "“Tusener fikk løfte.” 2 “Thousands had a promise.” A reporter · Norwegian; our translation"
        in (markup.words(quote))
    )
    assert "They said “thousands”. 2" == markup.words(second.xpath(".//blockquote")[0])
    assert "We could not quote the claimant: the post was deleted." in markup.words(third)


def test_page_says_where_an_address_comes_from(library: Library) -> None:
    """A source that was not opened itself says which page gives its address, and what was read."""
    given = factories.case()["sources"]
    sources = [{**each, "url_from": f"https://www.library.example/{each['id']}"} for each in given]
    text = _words(_corpus(library, factories.case(sources=sources)))

    assert "Address given by library.example; the original was not opened, a copy was read" in text
    assert "the original was not opened, an extract of it was read." in text


def test_page_lists_searches_and_what_rests_on_them(library: Library) -> None:
    """Each search has its day, its place and its result, and leads to the sentences it is for."""
    search = {
        "id": "count",
        "on": "2024-05-01",
        "for": "A count.",
        "where": "The shop's site",
        "result": "We found none.",
        "about": ["thousands", "nobody-answers"],
    }
    corpus = _corpus(library, _case(record=_record(searches=[search])))
    page = _page(corpus)
    entry = markup.one(markup.fragment(page.html), "search-count")

    assert "A count: we found none. Searched on 1 May 2024: the shop's site." in markup.words(entry)
    assert [f"{page.url}#claim-thousands", f"{page.url}#failure-nobody-answers"] == list(
        markup.links(entry, page.url)
    )
    assert "search-count" in case_anchors(next(iter(corpus.cases.values())))


# Figures


def test_figures_on_sources_are_counted_from_the_cases(library: Library) -> None:
    """The page about the method gets its figures from the corpus."""
    ruling = {**factories.source(), "kind": "court", "seen": "full", "url": None, "citation": "x"}
    read = _case(id="read", sources=[*_case()["sources"], {**ruling, "derives_from": []}])
    searched = {"on": "2024-05-01", "where": ["AIID"], "result": "None"}
    other = factories.case(id="other", external_ids_search=searched)
    corpus = _corpus(library, read, other)
    told = sourcing.sourcing(corpus)
    page = handwritten.filled("{{ figures on sources }}", HERE, corpus)

    assert (2, 1, 2) == (told.cases, told.at_source, told.original)
    assert (1, 1) == (told.numbered, told.searched)
    assert sourcing.Sources(5, 3, 4) == told.sources
    assert sourcing.Sources(1, 1, 0) == told.official
    assert (2, 1, 0, 0, 0) == (
        told.claims,
        told.quoted,
        told.unquoted,
        told.opinions,
        told.negatives,
    )
    assert "| Cases read again at the source | 1 of 2 (50%) |" in page
    assert f"| Links from cases to checks | {corpus.grade_words(told.grades)} |" in page
    assert "not graded yet" in page


def test_figures_of_nothing_have_no_share() -> None:
    """A copy without cases counts nothing and divides by nothing."""
    page = handwritten.figures(Corpus(Library(), {}))

    assert "| Cases read again at the source | 0 of 0 |" in page
