"""What the collection promises as a whole: its breadth, told by the real cases and no others."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from casebook.model import Case
from casebook.reading.load import Reading

_SOUTH_EAST_ASIA = frozenset(["BN", "ID", "KH", "LA", "MM", "MY", "PH", "SG", "TH", "TL", "VN"])
_UNITED_STATES_AND_EUROPE = frozenset(
    [
        "AL",
        "AT",
        "BA",
        "BE",
        "BG",
        "CH",
        "CY",
        "CZ",
        "DE",
        "DK",
        "EE",
        "ES",
        "EU",
        "FI",
        "FR",
        "GB",
        "GR",
        "HR",
        "HU",
        "IE",
        "IS",
        "IT",
        "LI",
        "LT",
        "LU",
        "LV",
        "MC",
        "MD",
        "ME",
        "MK",
        "MT",
        "NL",
        "NO",
        "PL",
        "PT",
        "RO",
        "RS",
        "RU",
        "SE",
        "SI",
        "SK",
        "UA",
        "US",
    ]
)


def _elsewhere(case: Case) -> bool:
    return bool(case.countries) and not _UNITED_STATES_AND_EUROPE & set(case.countries)


def _worked(case: Case) -> bool:
    graded = (entry.grade for lesson in case.lessons for entry in lesson.items)
    return bool(case.controls_that_worked) and "worked" in graded


@pytest.mark.parametrize(
    ("least", "told"),
    [
        pytest.param(240, lambda _case: True, id="cases"),
        pytest.param(30, _elsewhere, id="outside the United States and Europe"),
        pytest.param(15, lambda case: _SOUTH_EAST_ASIA & set(case.countries), id="South-East Asia"),
        pytest.param(20, _worked, id="a control that worked, by its sources"),
    ],
)
def test_the_collection_is_broad(real: Reading, least: int, told: Callable[[Case], object]) -> None:
    """Readers from anywhere find cases near to them, and cases that went well."""
    assert len([case.id for case in real.corpus.listed if told(case)]) >= least


def test_no_country_fills_the_collection(real: Reading) -> None:
    """At most half of the cases touch the United States alone."""
    listed = real.corpus.listed

    assert 2 * sum(case.countries == ("US",) for case in listed) <= len(listed)


def test_campaigns_are_a_theme_of_many_cases(real: Reading) -> None:
    """Who chooses the theme of campaigns and brand finds at least 45 cases."""
    corpus = real.corpus

    assert sum("campaigns" in corpus.themes(case) for case in corpus.listed) >= 45


def test_a_role_selects(real: Reading) -> None:
    """Choosing communication and marketing leaves at most half of the cases."""
    listed = real.corpus.listed

    assert 2 * sum("communication" in case.roles for case in listed) <= len(listed)
