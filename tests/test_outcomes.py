"""Fines, settlements, rulings and court cases as a table."""

from __future__ import annotations

from typing import Any

import factories
import pytest
from casebook.base import urls
from casebook.base.settings import Settings
from casebook.corpus import corpus as corpora
from casebook.corpus import flat, outcomes
from casebook.pages import outcomes as pages
from casebook.reading.load import Loader, Reading
from support import markup
from support.some import some

HERE = Settings("https://example.org/name/")


def _outcomes(base: Loader, **changes: Any) -> list[outcomes.Outcome]:
    case = factories.typed(factories.case(**changes))
    return list(outcomes.of(case, base.load().corpus.library))


def _consequence(kind: str, **figure: Any) -> factories.Data:
    told: factories.Data = {"text": "Acme paid.", "kind": kind, "sources": ["notice"]}
    return told | ({"figure": {"basis": "awarded", **figure}} if figure else {})


def test_only_what_somebody_fixed_or_asked_for_is_an_outcome(base: Loader) -> None:
    """A loss or a change of a product is none; a case without any has no row."""
    every = [_consequence(kind) for kind in ("loss", *outcomes.KINDS, "product-change")]

    assert [each.kind for each in _outcomes(base, consequences=every)] == list(outcomes.KINDS)
    assert _outcomes(base, consequences=[_consequence("loss")]) == []


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
    (row,) = _outcomes(base, consequences=[_consequence("fine", **figure)])

    assert (row.amounts, row.currency) == (amounts, currency)


def test_ruling_on_a_claim_says_who_ruled_and_when(base: Loader) -> None:
    """It comes with the claim, so that the outcome cannot be read alone."""
    claim = factories.claim(
        status="adjudicated",
        outcome="Not upheld.",
        decided_by={"by": "The Tribunal", "on": "2024-05-01", "source": "notice"},
    )
    (row,) = _outcomes(base, consequences=[], claims=[claim])

    assert (row.kind, row.label, row.by, row.on) == (
        "ruling", "Ruling", "The Tribunal", "2024-05-01",
    )  # fmt: skip
    assert row.claim == claim["id"]
    assert row.text.endswith("\u201d: Not upheld.")
    assert claim["text"].rstrip(".") in row.text


def test_organisations_that_decide_stand_apart(base: Loader) -> None:
    """Courts and regulators are in a column of their own."""
    (row,) = _outcomes(
        base,
        consequences=[_consequence("fine")],
        organisations=[
            {"name": "Acme", "role": "deployer"},
            {"name": "The Office", "role": "regulator"},
        ],
    )

    assert row.parties(deciding=True) == ["The Office"]
    assert row.parties(deciding=False) == ["Acme"]


def test_rulings_of_one_sector_can_be_picked_out(real: Reading) -> None:
    """Who filters the table for finance gets the fine of Knight Capital with its amount and source."""
    rows = flat.rows(real.corpus, Settings())["outcomes"]
    finance = [row for row in rows if "finance" in row["sectors"]]
    (fine,) = [
        row for row in finance if row["case"] == "knight-capital-2012" and row["kind"] == "fine"
    ]

    assert (fine["amount_at_least"], fine["currency"]) == (12_000_000, "USD")
    assert fine["source_links"]
    assert fine["kind_label"] == "Fine or sanction"
    assert len(rows) > len(finance) > 3


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


def test_page_stays_where_no_case_has_an_outcome(base: Loader) -> None:
    """Its address does not go away with the last outcome."""
    case = factories.typed(factories.case(consequences=[], claims=[]))
    corpus = corpora.build(base.load().corpus.library, [case])
    (page,) = pages.pages(corpus, HERE)

    assert page.url == urls.OUTCOMES
    assert "No case states a fine" in markup.words(markup.fragment(page.lead))
