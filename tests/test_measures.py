"""Measures: what is computed from a case and never typed."""

from __future__ import annotations

from collections import Counter
from typing import Any

import factories
import pytest
from casebook.base.dates import Span
from casebook.corpus import measures
from casebook.corpus.measures import Measures, measure
from casebook.model.case import Claim, Source
from casebook.reading.load import Reading
from hypothesis import given
from hypothesis import strategies as st


def _measure(**changes: Any) -> Measures:
    return measure(factories.typed(factories.case(**changes)), factories.statuses())


def _moments(*moments: tuple[str, str]) -> list[dict[str, Any]]:
    return [
        {"id": f"m{number}", "on": on, "kind": kind, "text": "x", "sources": ["daily"]}
        for number, (on, kind) in enumerate(moments)
    ]


def _responses(*responses: tuple[str, ...]) -> list[dict[str, Any]]:
    """Responses as day, channel, audience and, where it matters, organisation."""
    return [
        {"on": on, "channel": channel, "audience": [audience], "by": (*by, "Acme")[0],
         "text": "x", "sources": ["notice"]}
        for on, channel, audience, *by in responses
    ]  # fmt: skip


def _sources(derives: dict[str, list[str]]) -> dict[str, Source]:
    return {
        name: Source.model_validate(factories.source(id=name, derives_from=parents))
        for name, parents in derives.items()
    }


@pytest.mark.parametrize(
    ("occurred", "disclosed", "expected"),
    [
        ("2024-03-01", "2024-04-10", Span(40, 40)),
        ("2024-03", "2024-04-10", Span(10, 40)),
        (None, "2024-04-10", None),
        ("2024-03/..", "2024-04-10", Span(0, 40)),
    ],
)
def test_days_to_disclosure(occurred: str | None, disclosed: str, expected: Span | None) -> None:
    """From the event to the first report lie the fewest and the most days the dates allow."""
    assert expected == _measure(occurred=occurred, disclosed=disclosed).to_disclosure


@pytest.mark.parametrize(
    ("moments", "responses", "expected"),
    [
        ([("2024-04-10", "claim")], [("2024-04-12", "public-post", "public")], Span(2, 2)),
        ([("2024-04-10", "claim")], [("2024-04-10", "press-statement", "press")], Span(0, 0)),
        ([("2024-04-10", "claim")], [("2024-04", "report", "customers")], Span(0, 20)),
        ([("2024-04-10", "claim")], [("2024-04-09", "public-post", "public"),
                                     ("2024-04-15", "public-post", "public")], Span(5, 5)),
        ([("2024-04-10", "claim")], [("2024-04-11", "internal-notice", "staff"),
                                     ("2024-04-15", "public-post", "public")], Span(5, 5)),
        ([("2024-04-10", "claim")], [("2024-04-11", "public-post", "staff")], None),
        ([("2024-04-10", "claim")], [], None),
        ([("2024-04-10", "statement")], [("2024-04-12", "public-post", "public")], None),
        ([("2024-04-12", "claim"), ("2024-04-10", "claim")], [("2024-04-13", "public-post", "public")], Span(3, 3)),
    ],
)  # fmt: skip
def test_days_from_rumour_to_statement(
    moments: list[tuple[str, str]], responses: list[tuple[str, ...]], expected: Span | None
) -> None:
    """From the first claim in public to the first public word of an organisation after it."""
    measured = _measure(timeline=_moments(*moments), response=_responses(*responses))

    assert expected == measured.rumour_to_statement


def test_claims_before_the_disclosure_are_what_went_before() -> None:
    """A claim of years before the case became public does not start the clock."""
    moments = _moments(("2019-07", "claim"), ("2024-04-10", "claim"))
    responses = _responses(("2024-04-12", "public-post", "public"))

    assert Span(2, 2) == _measure(timeline=moments, response=responses).rumour_to_statement
    assert _measure(timeline=moments[:1], response=responses).rumour_to_statement is None


@pytest.mark.parametrize(
    ("claims", "answers", "expected"),
    [
        (["2024"], ["2024-04-12"], Span(0, 2)),
        (["2024", "2024-04-11"], ["2024-04-14"], Span(3, 4)),
        (["2024-04-10"], ["2024-04-15", "2024-04~"], Span(0, 5)),
        (["2024-04-10"], ["2024-04-15", "2024~"], Span(0, 5)),
        (["2024-04-10"], ["2024-04-15", "2024-05"], Span(5, 5)),
    ],
)
def test_an_inexact_day_does_not_lengthen_the_wait(
    claims: list[str], answers: list[str], expected: Span
) -> None:
    """No claim came before the case came out, and no first answer after one that is exact."""
    moments = _moments(*((on, "claim") for on in claims))
    responses = _responses(*((on, "public-post", "public") for on in answers))

    assert expected == _measure(timeline=moments, response=responses).rumour_to_statement


@pytest.mark.parametrize("role", ["court", "regulator", "finder"])
def test_who_decides_on_a_case_or_reported_it_does_not_answer(role: str) -> None:
    """A ruling, a decision or a report is no answer, unless the case names what it answers."""
    changes: dict[str, Any] = {
        "organisations": [{"name": "Acme", "role": "deployer"}, {"name": "Bench", "role": role}],
        "timeline": _moments(("2024-04-10", "claim")),
        "response": _responses(("2024-04-12", "report", "public", "Bench")),
    }
    assert _measure(**changes).rumour_to_statement is None

    changes["response"][0]["answers_to"] = "m0"
    assert Span(2, 2) == _measure(**changes).rumour_to_statement


def test_nobody_waits_for_who_told_first() -> None:
    """Who made a case known itself is named, and a time is counted only to an answer that says to what."""
    moments = _moments(("2024-04-11", "claim"))
    responses = _responses(
        ("2024-04-10", "notice-to-authority", "investors"), ("2024-05-11", "public-post", "public")
    )
    responses[0]["told_first"] = True
    measured = _measure(timeline=moments, response=responses)
    assert (measured.told_first, measured.rumour_to_statement) == ("Acme", None)

    responses[1]["answers_to"] = "m0"
    measured = _measure(timeline=moments, response=responses)
    assert (measured.told_first, measured.rumour_to_statement) == ("Acme", Span(30, 30))


@pytest.mark.parametrize(
    ("channel", "audience", "expected"),
    [
        ("public-post", "public", Span(1, 1)),
        ("court-filing", "press", Span(1, 1)),  # said in court, heard outside
        ("internal-notice", "staff", None),
        ("silence", "public", None),
    ],
)
def test_a_case_may_name_what_was_answered(
    channel: str, audience: str, expected: Span | None
) -> None:
    """A response that names the moment it answers is counted from there, and no other is."""
    moments = _moments(("2024-04-10", "claim"), ("2024-05-01", "event"))
    responses = _responses(
        ("2024-04-11", "public-post", "public"), ("2024-05-02", channel, audience)
    )
    responses[1]["answers_to"] = "m1"

    assert expected == _measure(timeline=moments, response=responses).rumour_to_statement


@pytest.mark.parametrize(
    ("responses", "expected"),
    [
        ([("2024-08", "personnel-action", "staff"), ("2024-10-19", "public-post", "public")], ("2024-08", "2024-10-19")),
        ([("2024-10-19", "public-post", "public"), ("2024-08-01", "internal-notice", "staff")], ("2024-08-01", "2024-10-19")),
        ([("2024-08-01", "notice-to-authority", "authorities"), ("2024-10-19", "public-post", "staff")], None),
        ([("2024-08-01", "internal-notice", "staff")], None),
        ([("2024-08-01", "internal-notice", "staff"), ("2024-10-19", "public-post", "public", "Other")], None),
        ([("2024-08-01", "silence", "press"), ("2024-10-19", "public-post", "public")], None),
        ([("2024-07-01", "public-post", "public"), ("2024-08-01", "internal-notice", "staff")], None),
        ([], None),
    ],
)  # fmt: skip
def test_silence(responses: list[tuple[str, ...]], expected: tuple[str, str] | None) -> None:
    """Silence begins when an organisation is known to have acted inside, and ends with its public word."""
    assert expected == _measure(response=_responses(*responses)).silent


def test_length_of_silence() -> None:
    """A silence between a month and a day is a span, not a number."""
    responses = _responses(
        ("2024-08", "personnel-action", "staff"), ("2024-10-19", "public-post", "public")
    )

    assert Span(49, 79) == _measure(response=responses).silence


def test_claims_are_counted_from_what_stands_to_what_fell() -> None:
    """Counts by status come in a fixed order, without the statuses nobody has."""
    claims = [
        factories.claim(id=f"c{n}", status=status)
        for n, status in enumerate(["refuted", "denied", "confirmed", "denied"])
    ]

    counted = _measure(claims=claims).claims_by_status
    assert [("confirmed", 1), ("denied", 2), ("refuted", 1)] == list(counted.items())


def test_a_status_outside_the_vocabulary_is_counted_last() -> None:
    """A claim with a misspelt status is counted all the same, after the others."""
    claims = [factories.claim(id="c1", status="misspelt"), factories.claim(id="c2")]

    assert [("denied", 1), ("misspelt", 1)] == list(
        _measure(claims=claims).claims_by_status.items()
    )


def test_publishers_are_counted_once() -> None:
    """Two sources of one publisher are one publisher, whatever its capitals."""
    notice, daily = factories.case()["sources"]

    assert 2 == _measure().publishers
    assert 1 == _measure(sources=[notice, {**daily, "publisher": "ACME"}]).publishers


@pytest.mark.parametrize(
    ("derives", "expected"),
    [
        ({"a": []}, {"a"}),
        ({"a": ["b"], "b": []}, {"b"}),
        ({"a": ["b", "c"], "b": ["d"], "c": ["d"], "d": []}, {"d"}),
        ({"a": ["b", "c"], "b": [], "c": []}, {"b", "c"}),
        ({"a": ["gone"]}, {"gone"}),
        ({"a": ["b"], "b": ["a"]}, set()),
        ({"a": ["b"], "b": ["a", "c"], "c": []}, {"c"}),
    ],
)
def test_roots(derives: dict[str, list[str]], expected: set[str]) -> None:
    """A source goes back to those that repeat nobody; circles end quietly."""
    assert expected == measures.roots("a", _sources(derives))


@pytest.mark.parametrize(
    ("ids", "derives", "expected"),
    [
        ([], {}, 0),
        (["a"], {"a": []}, 1),
        (["a", "a"], {"a": []}, 1),
        (["a", "b"], {"a": [], "b": []}, 2),
        (["a", "b"], {"a": [], "b": ["a"]}, 1),
        (["a", "b"], {"a": ["c"], "b": ["c"], "c": []}, 1),
        (["a", "b", "m"], {"a": [], "b": [], "m": ["a", "b"]}, 1),
        (["m", "a", "b"], {"a": [], "b": [], "m": ["a", "b"]}, 1),
        (["a", "b", "c"], {"a": [], "b": ["a"], "c": []}, 2),
        (["a", "gone"], {"a": []}, 2),
        (["a", "b"], {"a": ["b"], "b": ["a"]}, 2),
    ],
)
def test_independent_origins(ids: list[str], derives: dict[str, list[str]], expected: int) -> None:
    """Sources that share an origin count as one, also when a third joins them."""
    assert expected == measures.independent_origins(ids, _sources(derives))


names = st.sampled_from("abcdef")


@given(
    st.dictionaries(names, st.lists(names, max_size=2), max_size=6),
    st.lists(names, max_size=6),
    st.randoms(),
)
def test_order_of_sources_does_not_matter(
    derives: dict[str, list[str]], ids: list[str], chance: Any
) -> None:
    """However the sources stand, the count of origins is the same and never more than the sources."""
    sources, mixed = _sources(derives), ids.copy()
    chance.shuffle(mixed)
    counted = measures.independent_origins(ids, sources)

    assert counted == measures.independent_origins(mixed, sources)
    assert bool(ids) <= counted <= len(set(ids))


def test_origins_of_each_claim() -> None:
    """Every claim has the count of its own sources' origins."""
    claims = [factories.claim(id="one"), factories.claim(id="two", sources=["daily", "notice"])]

    assert {"one": 1, "two": 2} == _measure(claims=claims).origins


def test_claimants_in_words() -> None:
    """Claimants are named, or called by their kind, with the way the claim was heard."""
    made_by = [
        {"kind": "employee", "via": "a forum"},
        {"kind": "press", "name": "The Daily"},
        {"kind": "police"},
    ]
    claim = Claim.model_validate(factories.claim(made_by=made_by))
    label = {"employee": "Employee or insider"}

    assert "Employee or insider, via a forum; The Daily; police" == measures.claimants(claim, label)


@pytest.mark.parametrize(
    ("channel", "audience", "expected"),
    [
        ("public-post", "public", True),
        ("report", "customers", True),
        ("public-post", "staff", False),
        ("internal-notice", "public", False),
        ("silence", "press", False),
    ],
)
def test_public_responses(channel: str, audience: str, expected: bool) -> None:
    """A response is public where both its channel and its audience are."""
    case = factories.typed(factories.case(response=_responses(("2024", channel, audience))))

    assert expected == measures.is_public(case.response[0])


@pytest.mark.parametrize(
    ("named", "expected"),
    [
        (["board", "legal"], ("board", "legal")),
        ([], ("communication", "legal", "board")),
    ],
    ids=["those that it names, in their order", "else the first that it has words for"],
)
def test_readers(named: list[str], expected: tuple[str, ...]) -> None:
    """A case is for the roles that it names, else for the first three that it has words for."""
    spoken = [*factories.case()["why_it_matters"], {"role": "hr", "text": "x"}]
    case = factories.typed(factories.case(roles=named, why_it_matters=spoken))

    assert measures.readers(case) == expected


def test_choosing_a_role_leaves_at_most_half_of_the_cases(real: Reading) -> None:
    """Every role is the reader of some cases, and none of more than half of them."""
    cases = real.corpus.listed
    counts = Counter(role for case in cases for role in measures.readers(case))

    assert set(counts) == set(real.corpus.library.vocabularies["role"])
    assert max(counts.values()) <= len(cases) / 2


def test_channels_and_audiences_are_terms(real: Reading) -> None:
    """The channels and audiences that the measures give a meaning to are in the vocabulary."""
    vocabularies = real.corpus.library.vocabularies

    assert set() == (measures.PUBLIC_CHANNELS | measures.INSIDE_CHANNELS) - set(
        vocabularies["response-channel"]
    )
    assert set() == measures.PUBLIC_AUDIENCES - set(vocabularies["audience"])
