"""Trends: every number is counted from the cases, told once in words and once in a table."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from html import escape
from typing import Any

import factories
import pytest
from casebook.base import urls
from casebook.base.settings import Settings
from casebook.corpus import corpus as corpora
from casebook.corpus.corpus import Corpus
from casebook.corpus.trends import BUCKETS, Spread, trends
from casebook.pages import figures, sentences
from casebook.pages import trends as pages
from casebook.reading.load import Loader, Reading
from support import markup
from support.some import some


def _corpus(base: Loader, *cases: factories.Data) -> Corpus:
    return corpora.build(
        base.load(only=[]).corpus.library, [factories.typed(case) for case in cases]
    )


def _text(corpus: Corpus) -> str:
    (page,) = pages.pages(corpus, Settings())
    return markup.words(markup.fragment(page.html))


def test_every_case_and_claim_is_counted(real: Reading) -> None:
    """Totals by year, kind, status and pattern add up to the listed cases and their claims."""
    corpus, found = real.corpus, trends(real.corpus)

    assert found.cases == len(corpus.listed)
    assert sum(found.by_year.values()) == found.cases
    assert sum(found.by_kind.values()) == found.cases
    statuses = Counter(claim.status for _, claim in corpus.claims())
    counted: Counter[str] = Counter()
    for counts in found.status_by_claimant.values():
        counted.update(counts)
    assert counted == statuses
    assert found.claims == statuses.total()
    shown = {(f.pattern, case.id) for case in corpus.listed for f in case.failures}
    patterns = {pattern: sum(years.values()) for pattern, years in found.pattern_by_year.items()}
    assert patterns == Counter(pattern for pattern, _ in shown)


def test_spans_are_those_of_the_cases(real: Reading) -> None:
    """Each spread counts every case once: in one bucket, or as without dates."""
    found = trends(real.corpus)
    for spread in (found.to_disclosure, found.rumour_to_answer, found.silence):
        assert sum(spread.buckets.values()) == spread.cases
        assert spread.cases + spread.without == found.cases
        assert list(spread.buckets) == [name for name, _ in BUCKETS]


@pytest.mark.parametrize(
    ("occurred", "disclosed", "bucket"),
    [
        ("2024-04-10", "2024-04-10", "up to a day"),
        ("2024-04-09", "2024-04-10", "up to a day"),
        ("2024-04-08", "2024-04-10", "up to a week"),
        ("2024-04-03", "2024-04-10", "up to a week"),
        ("2024-04-02", "2024-04-10", "up to a month"),
        ("2023-04-11", "2024-04-10", "up to a year"),
        ("2022", "2024-04-10", "up to three years"),
        ("2019", "2024-04-10", "longer"),
    ],
)
def test_length_of_a_span(base: Loader, occurred: str, disclosed: str, bucket: str) -> None:
    """A span falls into the bucket of its middle, bounds included."""
    corpus = _corpus(base, factories.case(occurred=occurred, disclosed=disclosed))
    found = trends(corpus).to_disclosure

    assert {name for name, number in found.buckets.items() if number} == {bucket}


def test_median_is_that_of_the_middles(base: Loader) -> None:
    """Half of the spans lie on either side of the median, inexact ones with their middle."""
    days = ["2024-04-01", "2024-03-31", "2024-02"]
    cases = [
        factories.case(id=f"case-{n}", occurred=on, disclosed="2024-04-10")
        for n, on in enumerate(days)
    ]

    assert trends(_corpus(base, *cases)).to_disclosure.median == 10
    assert trends(_corpus(base, *cases[:2])).to_disclosure.median == 9.5
    assert trends(_corpus(base, *cases[2:])).to_disclosure.median == 55


def test_cases_told_first_wait_for_no_answer(base: Loader) -> None:
    """A case that the organisation made known itself is not counted, and the note says why."""
    (answer,) = factories.case()["response"]
    told = {**answer, "on": "2024-04-10", "told_first": True}
    first = factories.case(id="told-first", response=[told])
    later = factories.case(id="named", response=[told, {**answer, "answers_to": "reported"}])
    corpus = _corpus(base, factories.case(), first, later)
    found = trends(corpus)

    assert (found.rumour_to_answer.cases, found.told_first) == (2, 1)
    note = figures.figures(found, corpus)["answer"].note
    assert note == (
        "1 case without these dates is not counted, "
        "1 of them because the organisation disclosed it itself."
    )


def _tables(tree: Any) -> dict[str, Any]:
    """The tables of the page by the figure they stand in."""
    return {
        figure.get("id").removeprefix("figure-"): figure.find(".//table")
        for figure in tree.iter("figure")
    }


def _column(table: Any, number: int) -> list[str]:
    return [markup.words(cell) for cell in table.xpath(f"tbody/tr/*[{number}]")]


def test_page_and_data_say_the_same(real: Reading) -> None:
    """The tables of the page hold the numbers of the data for machines."""
    (page,) = pages.pages(real.corpus, Settings())
    data = json.loads(next(iter(pages.assets(real.corpus))).content)
    tree = markup.fragment(page.html)
    tables = _tables(tree)

    assert list(tables) == list(urls.FIGURES)
    first = tables["years"].xpath("tbody/tr[1]/td")
    assert [markup.words(cell) for cell in first] == [str(n) for n in data["by_year"].values()]
    assert _column(tables["countries"], 2) == [str(n) for n in data["by_country"].values()]
    assert _column(tables["disclosure"], 2) == [
        str(n) for n in data["to_disclosure"]["buckets"].values()
    ]
    totals = [str(sum(counts.values())) for counts in data["status_by_claimant"].values()]
    assert [markup.words(row[-1]) for row in tables["claimants"].xpath("tbody/tr")] == totals
    assert _column(tables["patterns"], 2) == [
        str(sum(years.values())) for years in data["pattern_by_year"].values()
    ]
    assert f"{data['cases']} cases and {data['claims']} claims" in markup.words(tree)


def test_every_figure_has_sentence_picture_table_and_files(real: Reading) -> None:
    """Each says in a sentence what it shows, is drawn twice, has its table, and can be taken away."""
    (page,) = pages.pages(real.corpus, Settings())
    files = {asset.path: asset.content for asset in pages.assets(real.corpus)}
    tree = markup.fragment(page.html)
    for figure in some(tree.iter("figure")):
        caption = figure.find("figcaption")
        sentence = markup.words(caption)
        assert re.fullmatch(r"\S.*\d.*\.", sentence), sentence
        drawn = figure.findall("svg")
        assert [svg.get("class").split("--")[-1] for svg in drawn] == ["wide", "narrow"]
        assert {svg.get("aria-labelledby") for svg in drawn} == {caption.get("id")}
        assert [svg.get("role") for svg in drawn] == ["img", "img"]
        assert [svg.get("display") for svg in drawn] == [None, "none"]
        assert markup.words(figure.find(".//caption")) == sentence
        picture, table = [
            link for link in markup.links(figure, page.url) if link.startswith("downloads/")
        ]
        assert f'aria-label="{escape(sentence)}"' in str(files[picture])
        rows = list(csv.reader(io.StringIO(str(files[table]))))
        assert [row[0] for row in rows[1:]] == _column(figure.find(".//table"), 1)
        shown = [
            [markup.words(cell) or "0" for cell in row[1:]] for row in figure.xpath(".//tbody/tr")
        ]
        assert [row[1:] for row in rows[1:]] == shown


def test_the_legend_names_every_status_in_the_picture(real: Reading) -> None:
    """Colours of the bars are those of the statuses beside them, by word and by shape."""
    (page,) = pages.pages(real.corpus, Settings())
    (figure,) = markup.fragment(page.html).xpath("//figure[@id='figure-claimants']")
    named = {
        span.get("class").split("--")[-1]
        for span in figure.xpath(".//*[@class='status-legend']//a")
    }
    classes = " | ".join(figure.xpath(".//*[name()='path']/@class"))
    filled = set(re.findall(r"fill--([a-z]+) stroke", classes))

    assert named == filled
    assert named <= set(real.corpus.library.statuses.order)


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"occurred": None, "kind": "hazard"},
        {"timeline": [], "response": []},
        {"claims": [], "timeline": []},
        {"failures": [], "countries": [], "sectors": [], "actors": []},
        {"lessons": [], "controls_that_worked": [], "failures": []},
        {"lessons": [], "controls_that_worked": []},
    ],
)
def test_page_with_little_to_count(base: Loader, changes: factories.Data) -> None:
    """A corpus without dates, claims or patterns still gives a page, and says nothing empty."""
    told = _text(_corpus(base, factories.case(**changes)))

    assert "1 case and" in told
    assert "None" not in told
    assert "of the 0 cases" not in told
    assert "1 cases" not in told
    assert "1 claims" not in told


def test_page_with_nothing_to_count(base: Loader) -> None:
    """Without a case the page says so, and there are no data."""
    corpus = _corpus(base)

    assert "There is no case to count yet." in _text(corpus)
    assert list(pages.assets(corpus)) == []


def test_silence_is_told_of_one_case(base: Loader) -> None:
    """Where one organisation is known to have been silent, that silence is told, not half of it."""
    inside = {
        "on": "2024-04-01",
        "by": "Acme",
        "channel": "internal-notice",
        "audience": ["staff"],
        "text": "It told staff.",
        "sources": ["notice"],
    }
    case = factories.case(response=[inside, *factories.case()["response"]])

    assert "In 1 case the organisation" in _text(_corpus(base, case))
    assert "this silence lasted 11 days" in _text(_corpus(base, case))


@pytest.mark.unmeasured
def test_pictures_do_not_grow_with_the_corpus(base: Loader) -> None:
    """Five thousand cases over forty years and all countries give a page hardly larger than a hundred."""
    library = base.load(only=[]).corpus.library
    countries = list(library.vocabularies["country"])
    one = factories.typed(factories.case(occurred="1980", lessons=[], controls_that_worked=[]))

    def size(number: int) -> int:
        cases = [
            one.model_copy(
                update={
                    "id": f"case-{n}",
                    "disclosed": f"{1985 + n % 41}-05-01",
                    "countries": (countries[n % len(countries)],),
                }
            )
            for n in range(number)
        ]
        (page,) = pages.pages(corpora.build(library, cases), Settings())
        return len("".join(re.findall(r"<svg.*?</svg>", page.html)))

    assert size(5000) < 1.2 * size(100)


def test_years_without_a_case_are_gaps_and_early_ones_stand_together() -> None:
    """Each year from the first to the last has a column; those before the last few share one."""
    assert {"2020": ["2020"], "2021": [], "2022": ["2022"]} == figures._recent(
        {"2020": 1, "2022": 2}, 5
    )
    assert {"older": ["2010", "2019"], "2021": [], "2022": ["2022"]} == figures._recent(
        {"2010": 1, "2019": 1, "2022": 2}, 2
    )


# Sentences


@pytest.mark.parametrize(
    ("counts", "total", "said"),
    [
        ({"Norway": 1}, 1, "The only country so far is Norway, in the one case."),
        ({"Norway": 4}, 4, "The only country so far is Norway, in all 4 cases."),
        ({"Norway": 3, "China": 1}, 5, "The most common country is Norway, in 3 of 5 cases."),
        (
            {"Norway": 2, "China": 2, "Peru": 1},
            5,
            "The most common countries are Norway and China, each in 2 of 5 cases.",
        ),
        (
            dict.fromkeys("ABCD", 1),
            4,
            "No country stands out: 4 are equally common, each in 1 of 4 cases.",
        ),
    ],
)
def test_sentence_on_what_leads(counts: dict[str, int], total: int, said: str) -> None:
    """What is most frequent is said of one, of several that share the place, and of none."""
    assert sentences.leading(counts, total, "country", "countries") == said


@pytest.mark.parametrize(
    ("years", "said"),
    [
        ({"2024": 1}, "The one case became public in 2024."),
        ({"2024": 3}, "All 3 cases became public in 2024."),
        (
            {"2023": 1, "2024": 3},
            "More cases became public in 2024 than in any other year: 3 of 4.",
        ),
        ({"2023": 1, "2024": 1}, "No year has more cases than 2023 and 2024, each with 1 of 2."),
    ],
)
def test_sentence_on_years(years: dict[str, int], said: str) -> None:
    """The year with most cases is named; several are, where they share the place."""
    assert sentences.disclosed(years) == said


def test_sentences_on_times() -> None:
    """One case is told as one, several by their median."""
    one = Spread(1, 0, 1.0, {})
    many = Spread(4, 2, 400.0, {})

    assert sentences.to_disclosure(one) == (
        "The one case with known dates became public within a day of the event."
    )
    assert sentences.to_disclosure(many) == (
        "Half of the 4 cases with known dates became public within about 13 months of the event."
    )
    assert sentences.to_answer(many).startswith("Half of the 4 cases with known dates got")


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ({"denied": 1}, "The one claim is denied."),
        ({"denied": 3}, "All 3 claims are denied."),
        ({"denied": 1, "refuted": 1}, "Of 2 claims, 1 is denied and 1 refuted."),
        (
            {"confirmed": 1, "denied": 5, "disputed": 3, "refuted": 2},
            "Of 11 claims, 5 are denied, 3 disputed and 2 refuted.",
        ),
    ],
)
def test_sentence_on_statuses(counts: dict[str, int], said: str) -> None:
    """The three most frequent statuses are told, or as many as there are."""
    assert sentences.statuses(counts) == said


@pytest.mark.parametrize(
    ("patterns", "lists", "said"),
    [
        ({"A": 1}, {}, "“A” leads with 1 case."),
        (
            {"A": 2, "B": 1},
            {"Vetting": 2, "Security": 1},
            "“A” leads with 2 cases; most of the checks that address it are in the checklist Vetting.",
        ),
        (
            {"A": 1, "B": 1},
            {"Vetting": 1, "Security": 1},
            "“A” and “B” lead with 1 case each; most of the checks that address it are in the checklists Vetting and Security.",
        ),
        (dict.fromkeys("ABCD", 1), {}, "4 patterns lead with 1 case each."),
    ],
)
def test_sentence_on_patterns(patterns: dict[str, int], lists: dict[str, int], said: str) -> None:
    """The pattern of most cases is named, with the list its cases point into, if they do."""
    assert sentences.recurring(patterns, lists) == said
