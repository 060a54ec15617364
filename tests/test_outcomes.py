"""Legal outcomes: fields of a case, rows of a table, and a page that can be narrowed."""

from __future__ import annotations

from typing import Any

import factories
import pytest
from casebook.base import urls
from casebook.base.settings import Settings
from casebook.corpus import corpus as corpora
from casebook.corpus import flat, outcomes
from casebook.downloads import datapackage
from casebook.pages import outcomes as pages
from casebook.pages.base import View
from casebook.reading.load import Loader, Reading
from casebook.rules import outcomes as rules
from support import markup
from support.some import some

HERE = Settings("https://example.org/name/")


def _outcomes(base: Loader, **changes: Any) -> list[outcomes.Outcome]:
    case = factories.typed(factories.case(**changes))
    return list(outcomes.of(case, base.load().corpus.library))


def _consequence(*recorded: factories.Data, **changes: Any) -> factories.Data:
    told: factories.Data = {"text": "Acme paid.", "kind": "fine", "sources": ["notice"]}
    return told | {"outcomes": list(recorded)} | changes


def _fine(**changes: Any) -> factories.Data:
    return {"kind": "fine", "by": "The Office", "on": "2024-05-01", "country": "NO"} | changes


def _sum(**figure: Any) -> factories.Data:
    return {"basis": "awarded", **figure}


def test_only_what_is_recorded_is_an_outcome(base: Loader) -> None:
    """A consequence without `outcomes` has no row, whatever its kind; each entry has one."""
    two = _consequence(_fine(), _fine(kind="settlement"))

    assert [each.kind for each in _outcomes(base, consequences=[two])] == ["fine", "settlement"]
    assert _outcomes(base, consequences=[_consequence()]) == []


@pytest.mark.parametrize(
    ("figure", "amounts", "currency"),
    [
        ({"value": 12_000_000, "unit": "USD"}, (12_000_000, 12_000_000), "USD"),
        ({"value": 812.02, "unit": "CAD"}, (812.02, 812.02), "CAD"),
        ({"min": 5, "unit": "EUR"}, (5, None), "EUR"),
        ({"min": 5, "max": 7, "unit": "EUR"}, (5, 7), "EUR"),
        ({"value": 3, "unit": "years"}, (None, None), None),
        ({}, (None, None), None),
    ],
)
def test_amounts_are_money(
    base: Loader,
    figure: factories.Data,
    amounts: tuple[float | None, float | None],
    currency: str | None,
) -> None:
    """An amount has its least, its most and its currency; years and missing figures are no amount."""
    own = {"figure": _sum(**figure)} if figure else {}
    (row,) = _outcomes(base, consequences=[_consequence(_fine(**own))])

    assert (row.amounts, row.currency) == (amounts, currency)


def test_sum_of_a_consequence_belongs_to_its_only_outcome(base: Loader) -> None:
    """Where a consequence has two outcomes, its own figure is that of neither."""
    figure = _sum(value=9, unit="EUR")
    (alone,) = _outcomes(base, consequences=[_consequence(_fine(), figure=figure)])
    first, second = _outcomes(
        base,
        consequences=[
            _consequence(_fine(), _fine(figure=_sum(value=4, unit="EUR")), figure=figure)
        ],
    )

    assert alone.amounts == (9, 9)
    assert (first.amounts, second.amounts) == ((None, None), (4, 4))


def test_row_says_who_decided_what_against_whom_when_and_where(base: Loader) -> None:
    """The table has what the case records of a decision, and what our sources leave open."""
    recorded = _fine(against="Acme", not_said="Our sources do not say whether Acme appealed.")
    (row,) = _outcomes(base, consequences=[_consequence(recorded)])
    found = {name: find(row) for name, (_, find) in outcomes.FIELDS.items()}

    wanted = {
        "number": 1,
        "kind": "fine",
        "decided_by": "The Office",
        "decided_on": "2024-05-01",
        "country": "NO",
        "against": "Acme",
        "not_said": "Our sources do not say whether Acme appealed.",
    }
    assert {name: found[name] for name in wanted} == wanted


def test_ruling_on_a_claim_says_who_ruled_and_when(base: Loader) -> None:
    """It comes with the claim, so that the outcome cannot be read alone."""
    claim = factories.claim(
        status="adjudicated",
        outcome="Not upheld.",
        decided_by={"by": "The Tribunal", "on": "2024-05-01", "country": "NO", "source": "notice"},
    )
    (row,) = _outcomes(base, consequences=[], claims=[claim])

    assert (row.kind, row.label, row.by, row.on, row.country) == (
        "ruling", "Ruling on a claim", "The Tribunal", "2024-05-01", "NO",
    )  # fmt: skip
    assert row.claim == claim["id"]
    assert row.text.endswith("\u201d: Not upheld.")
    assert claim["text"].rstrip(".") in row.text


def test_organisations_that_decide_stand_apart(base: Loader) -> None:
    """Courts and regulators are in a column of their own."""
    (row,) = _outcomes(
        base,
        consequences=[_consequence(_fine())],
        organisations=[
            {"name": "Acme", "role": "deployer"},
            {"name": "The Office", "role": "regulator"},
        ],
    )

    assert row.parties(deciding=True) == ["The Office"]
    assert row.parties(deciding=False) == ["Acme"]


def test_kinds_that_the_rules_name_are_in_the_vocabulary(real: Reading) -> None:
    """A kind that was renamed would take its rule with it; each kind has a meaning."""
    known = real.corpus.library.vocabularies

    assert set(rules.DATED) | {outcomes.RULING} <= set(known[outcomes.VOCABULARY])
    assert set(rules.LEGAL) <= set(known["consequence-kind"])
    assert all(term.definition for term in some(known[outcomes.VOCABULARY].values()))


def test_rulings_of_one_sector_can_be_picked_out(real: Reading) -> None:
    """Who filters the table for finance gets the fines with body, day, country, sum and source."""
    rows = flat.rows(real.corpus, Settings())["outcomes"]
    finance = [row for row in rows if "finance" in row["sectors"]]
    fines = {
        (row["case"], row["against"]): row
        for row in finance
        if row["kind"] == "fine" and row["source_links"]
    }
    knight = fines["knight-capital-2012", None]

    assert (knight["amount_at_least"], knight["currency"]) == (12_000_000, "USD")
    assert (knight["decided_on"], knight["country"]) == ("2013-10-16", "US")
    assert {
        against: row["amount_at_least"]
        for (case, against), row in fines.items()
        if case == "sec-delphia-global-predictions-2024"
    } == {"Delphia": 225_000, "Global Predictions": 175_000}
    assert len(rows) > len(finance) > 3


def test_rows_have_a_key(real: Reading) -> None:
    """Case and number name one row; the page picks the rows of a selection by them."""
    rows = flat.rows(real.corpus, Settings())["outcomes"]
    keys = [tuple(row[name] for name in datapackage.KEYS["outcomes"]) for row in some(rows)]

    assert len(set(keys)) == len(keys)


def test_page_has_every_outcome_under_each_of_its_sectors(real: Reading) -> None:
    """Each row leads to its case, or to the claim that was ruled on, and the table can be had."""
    (page,) = pages.pages(real.corpus, HERE)
    tree = markup.fragment(page.lead)
    found = pages.of(real.corpus)
    sectors = pages.by_sector(found, real.corpus)

    assert urls.OUTCOMES_TABLE in markup.links(tree, page.url)
    assert sum(share.count for share in pages.shares(found)) == len(found)
    assert {each.case.id for held in sectors.values() for each in held} == {
        each.case.id for each in found
    }
    for sector, held in some(sectors.items()):
        (part,) = tree.xpath(f"//details[@id='sector-{sector}']")
        assert markup.links(part, page.url) == [
            urls.claim(each.case.id, each.claim)
            if each.kind == outcomes.RULING and each.claim
            else f"{urls.case(each.case.id)}#consequences"
            for each in held
        ]
        assert all(" ".join(each.text.split()) in markup.words(part) for each in some(held))
        assert part.xpath(".//li/@data-id") == [f"{each.case.id}/{each.number}" for each in held]


def test_page_offers_the_sectors_kinds_and_countries_that_occur(real: Reading) -> None:
    """No choice leads to an empty list, and each kind that is listed has its meaning."""
    (page,) = pages.pages(real.corpus, HERE)
    tree = markup.fragment(page.lead)
    found = pages.of(real.corpus)
    view = View(real.corpus, HERE, page.url)

    def offered(name: str) -> set[str]:
        return set(some(tree.xpath(f"//select[@name='{name}']/option/@value"))) - {""}

    assert offered("kind") == {each.kind for each in found}
    assert (
        offered("country") == {each.country for each in found} == set(pages.countries(view, found))
    )
    assert offered("sector") == {sector for each in found for sector in each.case.sectors}
    for kind in offered("kind"):
        assert view.meaning(outcomes.VOCABULARY, kind) in markup.words(tree)


def test_page_stays_where_no_case_has_an_outcome(base: Loader) -> None:
    """Its address does not go away with the last outcome."""
    case = factories.typed(factories.case(consequences=[], claims=[]))
    corpus = corpora.build(base.load().corpus.library, [case])
    (page,) = pages.pages(corpus, HERE)

    assert page.url == urls.OUTCOMES
    assert "No case reports a fine" in markup.words(markup.fragment(page.lead))
