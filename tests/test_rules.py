"""Rules: the catalogue, and the border of each rule that has one.

That each rule speaks at all is held by the examples; here is when it does not.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import factories
import pytest
from casebook import rules
from casebook.base import urls
from casebook.base.problems import Problem
from casebook.base.settings import Settings
from casebook.corpus.library import Library
from casebook.model import Case, Checklist
from casebook.reading.load import Loader, load
from casebook.reading.shape import shape
from casebook.rules import CATALOGUE, Rule, base, people, publication, style
from casebook.site import contents as site
from casebook.source import Source, read_bytes
from hypothesis import given
from hypothesis import strategies as st

DAILY, NOTICE = factories.case()["sources"][1], factories.case()["sources"][0]
WEEKLY = factories.source()


def _library() -> Library:
    checklists, frameworks, patterns = factories.library_models()
    vocabularies = Loader(factories.REPOSITORY).load(only=[]).corpus.library.vocabularies
    return Library(
        vocabularies=vocabularies,
        checklists=checklists,
        frameworks=frameworks,
        patterns=patterns,
        case_ids=frozenset({"acme-refund-bot", "other-case"}),
    )


LIBRARY = _library()
FIRST_ANSWER = {"dates/earlier-answer", "dates/answer-to-later-claim"}
"""Rules that hold the time to a first answer against the rest of the case."""


def _problems(
    data: dict[str, Any], library: Library = LIBRARY, name: str | None = None
) -> list[Problem]:
    source, problems = read_bytes(factories.as_yaml(data).encode(), f"{name or data['id']}.yml")
    assert source is not None
    case, wrong = shape(source, Case)
    assert case is not None, wrong
    return [*problems, *rules.check_case(case, source, library)]


def _told(**changes: Any) -> set[str]:
    """The rules that a published case with these changes breaks."""
    return {problem.rule for problem in _problems(factories.case(**changes))}


def _claim(**changes: Any) -> set[str]:
    """The rules that a published case breaks whose only claim has these changes."""
    changed = {"sources": ["daily"], **changes}
    return _told(
        claims=[factories.claim(**changed)],
        sources=[NOTICE, DAILY, {**WEEKLY, "derives_from": []}],
        facts=[
            *factories.case()["facts"][:1],
            {**factories.case()["facts"][1], "sources": ["notice", "weekly"]},
        ],
    )


# The catalogue


@pytest.mark.parametrize("rule", CATALOGUE.values(), ids=lambda rule: rule.id)
def test_rule_can_be_explained(rule: Rule) -> None:
    """A rule has an address of its own, and says what must hold, why, and what to do."""
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*/[a-z0-9]+(-[a-z0-9]+)*", rule.id)
    for sentence in (rule.title, rule.why, rule.remedy):
        assert re.fullmatch(r"\S.*[.?]", sentence)


def test_a_rule_is_entered_once() -> None:
    """Two rules cannot answer to one id."""
    with pytest.raises(ValueError, match="two rules are called yaml/tab"):
        base.enter(Rule("yaml/tab", "", "", ""))


def test_a_rule_belongs_to_a_family_with_a_heading() -> None:
    """A rule whose family has no heading on the rules page is refused when it is entered."""
    with pytest.raises(ValueError, match="no-such/rule belongs to no family"):
        base.enter(Rule("no-such/rule", "t", "w", "r"))


def test_rules_that_hold_for_published_cases_are_not_told_of_drafts() -> None:
    """A draft hears of what is wrong in it, and not of what is still missing."""
    broken = {"title": "A SHOUTING TITLE THAT ENDS in 2024."}
    draft = _problems(factories.draft(**broken))
    published = _problems(factories.draft(**broken, record={"status": "published"}))

    assert [] == draft
    told = {problem.rule for problem in published}
    assert {"published"} == {CATALOGUE[rule].when for rule in told}
    assert told >= {"style/title", "publication/incomplete"}


@pytest.mark.parametrize("status", ["published", "disputed"])
def test_publication_rules_hold_for_every_case_that_is_listed(status: str) -> None:
    """A case whose record is disputed is held to the same rules as a published one."""
    data = factories.draft(record={"status": status})

    assert "publication/incomplete" in {problem.rule for problem in _problems(data)}


def test_a_misspelt_state_is_told_alone() -> None:
    """A slip in the state of a draft is one problem, not one for every part a published case has."""
    found = _problems(factories.draft(record={"status": "drfat"}))

    assert [("references/unknown-term", "Did you mean `draft`?")] == [
        (problem.rule, problem.remedy) for problem in found
    ]


def test_a_problem_is_as_severe_as_its_rule() -> None:
    """A warning stays a warning on its way to the reader."""
    facts = [{**factories.case()["facts"][0], "basis": "reported"}, factories.case()["facts"][1]]
    [problem] = _problems(factories.case(facts=facts))

    assert ("facts/reported-needs-two", "warning") == (problem.rule, problem.severity)


def test_the_small_case_breaks_no_rule() -> None:
    """The case that the other tests change breaks no rule by itself."""
    assert set() == _told()


# Claims


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"status": "confirmed", "sources": ["daily"], "answers": None}, {"claims/confirmed-needs-evidence"}),
        ({"status": "confirmed", "sources": ["daily"]}, {"claims/confirmed-needs-evidence"}),
        ({"status": "confirmed", "sources": ["daily", "weekly"]}, set()),
        ({"status": "confirmed", "sources": ["notice"]}, {"claims/confirmed-needs-evidence"}),
        ({"status": "confirmed", "answers": [{**factories.claim()["answers"][0], "stance": "confirms"}]}, set()),
        ({"status": "corroborated"}, {"claims/corroborated-needs-support"}),
        ({"status": "corroborated", "sources": ["daily", "daily"]}, {"claims/corroborated-needs-support", "references/named-twice"}),
        ({"status": "corroborated", "sources": ["daily", "weekly"]}, set()),
        ({"status": "refuted"}, {"claims/refuted-needs-evidence"}),
        ({"status": "refuted", "sources": ["daily", "weekly"]}, set()),
        ({"status": "refuted", "sources": ["notice"]}, {"claims/refuted-needs-evidence"}),
        ({"status": "adjudicated"}, {"claims/adjudicated-needs-outcome"}),
        ({"status": "adjudicated", "outcome": "Rejected."}, set()),
        ({"status": "disputed", "outcome": "Rejected."}, {"claims/outcome-needs-decision"}),
        ({"status": "retracted"}, {"claims/retracted-needs-history"}),
        (
            {"status": "retracted", "history": [{"on": "2024-04-11", "status": "denied", "reason": "x"}]},
            set(),
        ),
        ({"status": "denied", "answers": None}, {"claims/denied-needs-denial"}),
        (
            {"status": "denied", "answers": [{**factories.claim()["answers"][0], "stance": "declines"}]},
            {"claims/denied-needs-denial"},
        ),
        ({"status": "denied", "answers": [{**factories.claim()["answers"][0], "stance": "disputes"}]}, set()),
        ({"status": "denied", "answers": [{**factories.claim()["answers"][0], "stance": "corrects"}]}, set()),
        ({"status": "unverified", "answers": None}, set()),
        ({"status": "disputed"}, set()),
        ({"made_on": None}, {"claims/date-or-reason"}),
        ({"made_on": None, "made_on_unknown": "Undated posts."}, set()),
        ({"as_of": None}, {"claims/as-of"}),
    ],
)  # fmt: skip
def test_status_must_be_earned(changes: dict[str, Any], expected: set[str]) -> None:
    """A status stands with the evidence it needs, and is told without."""
    assert expected == _claim(**changes)


def test_sources_that_repeat_each_other_are_one() -> None:
    """Two sources of which one repeats the other confirm nothing together."""
    repeating = {**WEEKLY, "derives_from": ["daily"]}
    claims = [factories.claim(status="confirmed", sources=["daily", "weekly"])]

    assert {"claims/confirmed-needs-evidence"} == _told(
        claims=claims, sources=[NOTICE, DAILY, repeating]
    )


@pytest.mark.parametrize(
    ("made_on", "answered", "expected"),
    [
        ("2024-04-10", "2024-04-09", {"claims/answer-after-claim"}),
        ("2024-04-10", "2024-04-10", set()),
        ("2024-04-10", "2024-04", set()),
        ("2024-04", "2024-04-01", set()),
        ("2024-04", "2024-03", {"claims/answer-after-claim"}),
        ("2024-04-10", None, set()),
    ],
)
def test_answers_follow_claims(made_on: str, answered: str | None, expected: set[str]) -> None:
    """An answer that can only lie before its claim is told; one that may lie after is not."""
    answer = {**factories.claim()["answers"][0], "on": answered}

    told = _claim(made_on=made_on, answers=[{k: v for k, v in answer.items() if v}])
    assert expected == told - FIRST_ANSWER


# Figures


@pytest.mark.parametrize(
    ("figure", "expected"),
    [
        ({"value": "0"}, set()),
        ({"min": "1"}, set()),
        ({"max": "1"}, set()),
        ({"min": "1", "max": "1"}, set()),
        ({"min": "2", "max": "1"}, {"figures/value-or-range"}),
        ({"value": "1", "max": "1"}, {"figures/value-or-range"}),
        ({}, {"figures/value-or-range"}),
    ],
)
def test_figures(figure: dict[str, str], expected: set[str]) -> None:
    """A figure is one number, a range in order, or one end of a range, in claims and consequences."""
    whole = {**figure, "unit": "EUR", "basis": "measured"}

    assert expected == _claim(figure=whole)
    assert expected == _told(
        consequences=[{**factories.case()["consequences"][0], "figure": whole}]
    )


def test_a_rumoured_figure_may_point_at_its_claim() -> None:
    """A rumoured figure with the claim it rests on is fine."""
    figure = {"min": "1000", "unit": "EUR", "basis": "rumour"}
    consequence = {**factories.case()["consequences"][0], "figure": figure}

    assert {"figures/rumour-needs-claim"} == _told(consequences=[consequence])
    assert set() == _told(consequences=[{**consequence, "claim": "thousands"}])


# Dates


@pytest.mark.parametrize(
    ("occurred", "disclosed", "expected"),
    [
        ("2024-04", "2024-04-10", set()),
        ("2024-04-10", "2024-04", set()),
        ("2024-04-10/..", "2024-04-10", set()),
        ("2024-04-11", "2024-04-10", {"dates/disclosed-before-event"}),
        ("2024-05", "2024-04-10", {"dates/disclosed-before-event"}),
    ],
)
def test_disclosure_follows_the_event(occurred: str, disclosed: str, expected: set[str]) -> None:
    """A case cannot have become public before it began; where dates overlap, it can."""
    assert expected == _told(occurred=occurred, disclosed=disclosed)


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (("2024-03", "2024-04-10", "2024-04-12"), set()),
        (("2024-04", "2024-04-10", "2024-04"), set()),
        (("2024-04-12", "2024-04", "2024-04-12"), set()),
        (("2024-04-10", "2024", "2024-04-09"), {"dates/timeline-order"}),
        (("2024-03-02", "2024-03-01/2024-03-05", "2024-03-01"), {"dates/timeline-order"}),
    ],
)
def test_timeline_runs_forward(days: tuple[str, str, str], expected: set[str]) -> None:
    """Moments that can only stand the other way round are told; inexact dates have room."""
    moments = factories.case()["timeline"]
    timeline = [{**moment, "on": day} for moment, day in zip(moments, days, strict=True)]

    assert expected == _told(timeline=timeline)


def _later_answer(**changes: Any) -> dict[str, Any]:
    """The small case, answered in public only weeks after the answer on its claim."""
    (answer,) = factories.case()["response"]
    late = {**answer, "on": "2024-04-29"}
    return {
        "response": [late],
        "timeline": factories.case()["timeline"][:2],
        "record": {**factories.case()["record"], "updated": "2024-05-01"},
    } | changes


def _on_claim(**changes: Any) -> list[dict[str, Any]]:
    claim = factories.claim()
    return [claim | {"answers": [claim["answers"][0] | changes]}]


def _heard(**changes: Any) -> list[dict[str, Any]]:
    """A word of 12 April that does not count, before the one that does."""
    (answer,) = factories.case()["response"]
    word = {**answer, "channel": "court-filing", "audience": ["authorities"]} | changes
    return [word, {**answer, "on": "2024-04-29"}]


EARLIER = {"dates/earlier-answer"}
NO_ANSWER = [factories.claim(status="unverified", answers=None)]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, EARLIER),
        ({"claims": _on_claim(by="A spokesperson of Acme")}, EARLIER),
        ({"claims": _on_claim(by="Acmetrics")}, set()),
        ({"claims": _on_claim(on=None)}, set()),
        ({"claims": _on_claim(on="2024-04")}, set()),
        ({"claims": NO_ANSWER}, set()),
        ({"claims": NO_ANSWER, "response": _heard()}, EARLIER),
        ({"claims": NO_ANSWER, "response": _heard(on="2024-04-09")}, set()),
        ({"claims": NO_ANSWER, "response": _heard(channel="silence")}, set()),
        ({"claims": NO_ANSWER, "response": _heard(channel="direct-message")}, set()),
        ({"claims": NO_ANSWER,
          "response": _heard(channel="direct-message", audience=["customers"])}, EARLIER),
        ({"claims": NO_ANSWER, "timeline": factories.case()["timeline"]}, EARLIER),
        ({"response": None}, set()),
    ],
)  # fmt: skip
def test_an_earlier_answer_is_told_wherever_it_stands(
    changes: dict[str, Any], expected: set[str]
) -> None:
    """A word of a party counts as earlier if it surely lies between the claim and the counted answer."""
    data = factories.case(**_later_answer(**changes))
    data["claims"] = [
        claim | {"answers": [{k: v for k, v in answer.items() if v} for answer in claim["answers"]]}
        if claim.get("answers")
        else {key: value for key, value in claim.items() if value is not None}
        for claim in data["claims"]
    ]

    assert expected == {problem.rule for problem in _problems(data)} & FIRST_ANSWER


@pytest.mark.parametrize(("refs", "expected"), [(["thousands"], EARLIER), (["promise"], set())])
def test_only_what_is_named_can_have_been_answered_earlier(
    refs: list[str], expected: set[str]
) -> None:
    """Where a case names what was answered, words on other matters came before without harm."""
    _, claim, said = factories.case()["timeline"]
    late = {**factories.case()["response"][0], "on": "2024-04-29", "answers_to": "reported"}
    timeline = [{**claim, "refs": refs}, {**said, "refs": ["thousands"]}]

    assert expected == _told(timeline=timeline, response=[late]) & FIRST_ANSWER


@pytest.mark.parametrize(
    ("made_on", "by", "expected"),
    [
        ("2024-04-20", "Acme", {"dates/answer-to-later-claim"}),
        ("2024-04", "Acme", set()),
        ("2024-04-10", "Acme", set()),
        ("2024-04-20", "Others", set()),
        (None, "Acme", set()),
    ],
)
def test_an_answer_to_a_later_claim_is_told(
    made_on: str | None, by: str, expected: set[str]
) -> None:
    """The clock does not run from the first claim to an answer that the ledger gives to a later one."""
    (claim,) = _on_claim(on="2024-04-21", by=by)
    dated = {"made_on": made_on} if made_on else {"made_on": None, "made_on_unknown": "Not found."}
    claims = [{key: value for key, value in (claim | dated).items() if value}]
    response = [{**factories.case()["response"][0], "on": "2024-04-21"}]
    timeline = factories.case()["timeline"][:2]

    told = _told(claims=claims, response=response, timeline=timeline)
    assert expected == told & FIRST_ANSWER


def test_another_answer_of_the_party_says_nothing_of_this_one() -> None:
    """An answer on another day shows nothing about what the counted one answers."""
    claims = _on_claim(on="2024-04-25")
    claims[0]["made_on"] = "2024-04-20"
    response = [{**factories.case()["response"][0], "on": "2024-04-21"}]

    timeline = factories.case()["timeline"][:2]

    assert not FIRST_ANSWER & _told(claims=claims, response=response, timeline=timeline)


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        ("2024-04-10", set()),
        ("2024-04", set()),
        ("2024-04-09", {"dates/told-first"}),
        ("2024-04-11", {"dates/told-first"}),
    ],
)
def test_who_told_first_told_it_on_the_day(on: str, expected: set[str]) -> None:
    """Whoever is said to have told first has told it when the case came out."""
    response = [{**factories.case()["response"][0], "on": on, "told_first": True}]

    assert expected == _told(response=response)


@pytest.mark.parametrize(
    "changes",
    [
        {"disclosed": "2024-05-02", "timeline": factories.case()["timeline"]},
        {"occurred": "2024-05-02/..", "disclosed": "2024-05-02"},
        {"claims": [factories.claim(as_of="2024-06")]},
        {"facts": [{**fact, "known_on": "2025"} for fact in factories.case()["facts"]]},
        {"sources": [{**NOTICE, "published": "2024-05-02"}, DAILY]},
    ],
)
def test_nothing_lies_after_the_last_update(changes: dict[str, Any]) -> None:
    """A date that lies after the last update of the file is told wherever it stands."""
    assert {"dates/after-update"} == _told(**changes)


def test_the_month_of_the_last_update_is_not_after_it() -> None:
    """A month or year in which the last update falls does not lie after it."""
    assert set() == _told(claims=[factories.claim(as_of="2024-05")])


# Publication


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"kind": "hazard", "occurred": None, "consequences": None}, []),
        ({"kind": "near-miss", "consequences": None}, []),
        ({"kind": "near-miss", "occurred": None}, ["`occurred` is missing"]),
        ({"kind": "controversy", "consequences": None}, ["`consequences` is missing"]),
        ({"failures": None}, []),
        ({"failures": None, "controls_that_worked": None},
         ["neither `failures` nor `controls_that_worked` is there"]),
        ({"system": {"description": "x"}}, ["`system` with its `lifecycle` is missing"]),
        ({"why_it_matters": [{"role": role, "text": "x"} for role in ("hr", "hr", "legal")]},
         ["`hr` stands twice", "`why_it_matters` has texts for fewer than three roles"]),
        ({"record": {**factories.case()["record"], "review_due": None}}, ["`record.review_due` is missing"]),
    ],
)  # fmt: skip
def test_what_must_be_there(changes: dict[str, Any], expected: list[str]) -> None:
    """A published case is told each missing part, and none that its kind does not need."""
    data = factories.case(**changes)
    data["record"] = {name: value for name, value in data["record"].items() if value}

    assert expected == sorted(problem.message for problem in _problems(data))


def test_a_withdrawn_case_need_not_be_complete() -> None:
    """What a withdrawn case no longer tells is not asked of it; its reason is."""
    record = {"status": "withdrawn", "created": "2024-05-01", "updated": "2024-05-01"}
    with_reason = {**record, "withdrawn_because": "A party asked for it."}

    assert [] == _problems(factories.draft(record=with_reason))
    assert ["publication/withdrawn-needs-reason"] == [
        problem.rule for problem in _problems(factories.draft(record=record))
    ]


def test_one_publisher_may_do_with_a_reason() -> None:
    """A case that rests on one publisher is told, unless it says why one must do."""
    sources = [NOTICE, {**DAILY, "publisher": "ACME"}]
    record = {**factories.case()["record"], "one_source_because": "Nobody else was there."}

    assert {"publication/two-publishers"} == _told(sources=sources)
    assert set() == _told(sources=sources, record=record)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("TODO: ask", True),
        ("Ask the regulator. FIXME", True),
        ("tbd", True),
        ("TBD.", True),
        ("Tbc", True),
        ("[to be confirmed]", True),
        ("xxx", True),
        ("Xxxxx.", True),
        ("Lorem ipsum dolor sit amet, who said so?", True),
        ("???", True),
        ("...", True),
        ("A todo list.", False),
        ("The date is to be confirmed by the court.", False),
        ("XXXL", False),
        ("TBA Law", False),
        ("\u4f55\u4eba\uff1f", False),
    ],
)
def test_placeholders(text: str, expected: bool) -> None:
    """What somebody left to be written is told, and words that resemble it are not."""
    assert expected == ("publication/placeholder" in _told(open_questions=[text]))


@pytest.mark.parametrize("status", ["draft", "published"])
@pytest.mark.parametrize("field", ["title", "publisher", "note"])
def test_a_placeholder_is_told_in_every_field_of_a_draft_too(status: str, field: str) -> None:
    """A publisher that is only `TODO` passes neither in a draft nor in a published case."""
    data = factories.draft(sources=[{**DAILY, field: "TODO"}, NOTICE], record={"status": status})

    assert ["`TODO` is a placeholder"] == [
        problem.message for problem in _problems(data) if problem.rule == "publication/placeholder"
    ]


@pytest.mark.parametrize("name", ["other-name", "Acme-refund-bot", "acme-refund-bot-2"])
def test_the_id_is_the_name_of_the_file(name: str) -> None:
    """A case is told where its file has another name, letter by letter."""
    assert ["case/id-is-file-name"] == [
        problem.rule for problem in _problems(factories.case(), name=name)
    ]


# People and style

LOOKED_FOR = {
    "people/titled-name": (people.TITLED,),
    "people/contact": (people.MAIL, people.HANDLE, people.PHONE),
    "style/loaded-word": (style.LOADED_WORD,),
    "publication/placeholder": (publication.PLACEHOLDER, publication.WORDLESS),
}
_FUNCTIONS = {rule.id: function for rule, function in base._CASE}


@pytest.mark.unmeasured
@pytest.mark.parametrize("rule", LOOKED_FOR)
@given(data=st.data())
def test_quick_look_misses_nothing(rule: str, data: st.DataObject) -> None:
    """Whatever the pattern of a rule takes for a mistake is found in a case, whatever else it holds."""
    text = data.draw(st.one_of([st.from_regex(each, fullmatch=True) for each in LOOKED_FOR[rule]]))
    case = factories.typed(factories.case()).model_copy(update={"summary": text})

    assert ("summary",) in [finding.loc for finding in _FUNCTIONS[rule](case, LIBRARY)]


@pytest.mark.parametrize(
    ("person", "expected"),
    [
        ({"relation": "executive", "name": "Jane Doe", "named_because": "She led."}, set()),
        ({"relation": "official", "name": "Jane Doe", "named_because": "She decided."}, set()),
        ({"relation": "executive", "name": "Jane Doe"}, {"people/name-needs-reason"}),
        (
            {"relation": "employee", "name": "Jane Doe", "named_because": "x"},
            {"people/private-person"},
        ),
        (
            {"relation": "intern", "name": "Jane Doe"},
            {"people/private-person", "people/name-needs-reason"},
        ),
        ({"relation": "intern"}, set()),
    ],
)
def test_names(person: dict[str, str], expected: set[str]) -> None:
    """Only executives and officials are named, and only with a reason."""
    assert expected == _told(people=[{"role": "Somebody", **person}])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Write to jane@mail.example.", True),
        ("Ask @janedoe about it.", True),
        ("Call +49 30 123456.", True),
        ("Training ran @ 40 nodes.", False),
        ("See https://social.example/@janedoe/1 for it.", False),
        ("https://social.example/u/me@mail.example", False),
        ("It cost +20 per cent in 2024.", False),
        ("Version 1.2.3 of `torch@nightly`.", False),
        ("Case 2024-10-18 12345.", False),
    ],
)
def test_contacts(text: str, expected: bool) -> None:
    """What leads to a person is told; addresses of pages and plain numbers are not."""
    assert expected == ("people/contact" in _told(open_questions=[text]))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It was a scandal.", True),
        ("It was a SCANDAL.", True),
        ('She called it "a scandal".', False),
        ("She called it “a scandal”.", False),
        ("He is from Scandalia.", False),
        ('A "quoted" word and a fiasco.', True),
    ],
)
def test_loaded_words(text: str, expected: bool) -> None:
    """A word that judges is told, unless somebody is quoted with it."""
    assert expected == ("style/loaded-word" in _told(open_questions=[text]))


def test_ids_do_not_judge() -> None:
    """The id of a case that is named as related is an address, not a word of ours."""
    case = factories.case(related=[{"id": "grand-scandal", "why": "x"}])
    library = replace(LIBRARY, case_ids=LIBRARY.case_ids | {"grand-scandal"})

    assert [] == _problems(case, library)


@pytest.mark.parametrize(
    ("figure", "sentence", "expected"),
    [
        ({"value": "8000"}, "The loss was 8,000 euros.", True),
        ({"value": "8000"}, "The loss was 8000 euros.", True),
        ({"value": "8000"}, "The loss was 8 thousand euros.", True),
        ({"value": "10000000"}, "The loss was 10 million euros.", True),
        ({"value": "1500000000"}, "The loss was 1.5 billion euros.", True),
        ({"min": "7", "max": "9"}, "The loss was 7 to 12 euros.", True),
        ({"value": "8000"}, "A forum claimed a loss of 8,000 euros.", False),
        ({"value": "8000"}, "A loss of 8,000 euros was denied.", False),
        ({"value": "8000"}, "The loss was 18,000 euros.", False),
        ({"value": "8000"}, "The loss was 80,000 euros.", False),
        ({"value": "8"}, "The loss was 8.5 euros.", False),
        ({"value": "8000"}, "The loss is not known.", False),
    ],
)
def test_unsettled_figures_are_hedged(
    figure: dict[str, str], sentence: str, expected: bool
) -> None:
    """A figure nobody has shown stands in a summary only with words that say so."""
    claim = factories.claim(figure={**figure, "unit": "EUR", "basis": "rumour"})
    summary = f"The bot of a shop promised refunds in 2024, and the shop refused them. {sentence}"

    assert expected == ("style/unhedged-figure" in _told(claims=[claim], summary=summary))


def test_a_settled_figure_needs_no_hedge() -> None:
    """A figure that was confirmed may stand as it is."""
    figure = {"value": "8000", "unit": "EUR", "basis": "measured"}
    admitted = [{**factories.claim()["answers"][0], "stance": "confirms"}]
    claim = factories.claim(figure=figure, status="confirmed", answers=admitted)
    summary = "The bot of a shop promised refunds in 2024, and paid 8,000 euros for it in the end."

    assert set() == _told(claims=[claim], summary=summary)


@pytest.mark.parametrize(("words", "expected"), [(40, False), (41, True)])
def test_long_sentences(words: int, expected: bool) -> None:
    """A sentence of more than forty words in the parts that everybody reads is a warning."""
    entry = {"role": "hr", "text": " ".join(["word"] * words) + "."}
    told = _told(why_it_matters=[*factories.case()["why_it_matters"], entry])

    assert expected == ("style/long-sentence" in told)


def test_titles_of_sources_may_judge() -> None:
    """What others wrote above their reports stays as they wrote it; our notes do not judge."""
    assert set() == _told(sources=[NOTICE, {**DAILY, "title": "A scandal of a bot"}])
    assert {"style/loaded-word"} == _told(sources=[NOTICE, {**DAILY, "note": "A scandal."}])


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("A shop's bot promised refunds in 2024", False),
        ("A shop's bot promised refunds in 2024!", True),
        ("SHOUTY BYTEDANCE bot promised refunds", True),
        ("ACME's bot and the H100 promised refunds", False),
        ("BYTEDANCE's bot promised refunds in 2024", False),
    ],
)
def test_titles(title: str, expected: bool) -> None:
    """A title that ends in a mark or shouts is told; one name in capitals is a name."""
    assert expected == ("style/title" in _told(title=title))


LONG_TEXTS = [
    "a" * 3990,
    "a.b-" * 990,
    "a@" * 1990,
    "." * 3990,
    "<a" * 1990,
    "+1 1234 " * 490,
    "x\n" * 1900,
]


@pytest.mark.unmeasured
@pytest.mark.parametrize("text", LONG_TEXTS, ids=range(len(LONG_TEXTS)))
def test_a_case_made_to_be_slow_is_not(text: str) -> None:
    """A case full of text that patterns could stumble over is judged like any other."""
    facts = factories.case()["facts"]
    facts += [{**facts[0], "id": f"f{number}", "text": text} for number in range(20)]

    assert _told(facts=facts) <= {"people/contact", "publication/placeholder", "style/markup"}


# References


def test_a_small_vocabulary_is_told_whole() -> None:
    """Where no term is near, a vocabulary of few terms is told, and one of many is pointed at."""
    remedies = [
        problem.remedy for problem in _problems(factories.draft(kind="qqq", countries=["qqq"]))
    ]

    assert [
        "See `country` in docs/vocabulary.yml for the terms.",
        "Use one of `incident`, `near-miss`, `hazard`, `controversy`.",
    ] == sorted(remedies)


@pytest.mark.parametrize("written", ["Ruled on", " ruled on ", "decided"])
def test_a_term_is_known_by_what_readers_see(written: str) -> None:
    """Who writes the word that the site shows is told the one the file takes, not one that looks like it."""
    data = factories.draft(
        claims=[{**factories.case()["claims"][0], "sources": ["weekly"], "status": written}]
    )
    remedies = [
        problem.remedy for problem in _problems(data) if problem.rule == "references/unknown-term"
    ]

    assert ["Did you mean `adjudicated`?"] == remedies


@pytest.mark.parametrize(
    ("typed", "remedy"),
    [
        ("SEC-20", "Did you mean `SEC-02`?"),
        ("SEC-99", "The checks of this list are `SEC-01` to `SEC-02`."),
        ("CSE-01", "Did you mean `SEC-01`?"),
        ("QQQ-77", "Use the id of a check, such as `VET-20`."),
    ],
)
def test_no_check_is_offered_because_one_digit_fits(typed: str, remedy: str) -> None:
    """A check with the same signs is offered; else its list is told, for the nearest number says nothing."""
    lesson = {"id": "x", "text": "Look.", "items": [{"item": typed, "why": "It was open."}]}
    told = {
        problem.rule: problem.remedy for problem in _problems(factories.draft(lessons=[lesson]))
    }

    assert remedy == told["references/unknown-item"]


def test_names_in_a_broken_collection_are_not_called_unknown() -> None:
    """While a list, a pattern or the vocabulary cannot be read, nothing that may stand there is told."""
    broken = Library(
        broken=frozenset({"vocabulary", "checklists", "patterns"}), case_ids=LIBRARY.case_ids
    )

    assert [] == _problems(factories.case(), broken)


def test_clauses_of_a_broken_framework_are_not_called_unknown(project: Callable[..., Path]) -> None:
    """While a framework cannot be read, the clauses that a check cites are not told."""
    root = project()
    factories.write(root / "docs/frameworks/handbook.yml", "id handbook\n")

    assert ["docs/frameworks/handbook.yml"] == [problem.path for problem in load(root).problems]


def test_a_case_may_name_another_and_not_itself() -> None:
    """A related case exists and is another one."""
    assert set() == _told(related=[{"id": "other-case", "why": "x"}])
    assert {"references/unknown-case"} == _told(related=[{"id": "other-cases", "why": "x"}])
    assert {"references/self"} == _told(related=[{"id": "acme-refund-bot", "why": "x"}])


def test_ids_may_repeat_among_parts_of_different_kinds() -> None:
    """A lesson may have the id of a claim; two claims may not."""
    lessons = [{**factories.case()["lessons"][0], "id": "thousands"}]

    assert set() == _told(lessons=lessons)
    assert {"references/duplicate-id"} == _told(claims=[factories.claim(), factories.claim()])


@pytest.mark.parametrize(
    ("derives", "expected"),
    [
        ({"notice": [], "daily": ["notice"]}, 0),
        ({"notice": ["daily"], "daily": ["notice"]}, 2),
        ({"notice": ["notice"], "daily": ["notice"]}, 1),
    ],
)
def test_circles_of_sources(derives: dict[str, list[str]], expected: int) -> None:
    """Each source that goes back to itself is told, and one that only leads into a circle is not."""
    sources = [
        {**NOTICE, "derives_from": derives["notice"]},
        {**DAILY, "derives_from": derives["daily"]},
    ]
    told = [problem.rule for problem in _problems(factories.case(sources=sources))]

    assert expected == told.count("sources/circle")


def test_a_citation_will_do() -> None:
    """A source that cannot be linked is cited."""
    cited = {name: value for name, value in DAILY.items() if name != "url"}

    assert {"sources/address-or-citation"} == _told(sources=[NOTICE, cited])
    assert set() == _told(
        sources=[NOTICE, {**cited, "citation": "The Daily, 10 April 2024, page 3"}]
    )


def test_a_failure_of_our_own_analysis_needs_no_source() -> None:
    """What we conclude needs no source; what is reported does."""
    failure = factories.case()["failures"][0]

    assert {"failures/basis-needs-source"} == _told(failures=[{**failure, "basis": "reported"}])
    assert set() == _told(failures=[{**failure, "basis": "reported", "sources": ["daily"]}])


# Lists, in whole projects


def _project(project: Callable[..., Path], name: str, text: str) -> list[tuple[str, str]]:
    root = project()
    factories.write(root / "docs" / name, text)
    return [
        (problem.rule, problem.message)
        for problem in load(root).problems
        if problem.rule != "permalinks/not-recorded"
    ]


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        (" ".join(["word"] * 22), []),
        (" ".join(["word"] * 23), ["COM-01 has 23 words"]),
        ("One thing is so. Another is too.", ["COM-01 is more than one sentence"]),
        ("Is it so?", []),
        ("One thing is so; another is too.", ["COM-01 is more than one sentence"]),
        ("It follows [this](x).", ["COM-01 holds a link"]),
    ],
)
def test_statements_of_checks(
    project: Callable[..., Path], statement: str, expected: list[str]
) -> None:
    """A check is one sentence of at most 22 words without a link."""
    data = factories.checklist(id="communication", code="COM")
    [item, _] = data["items"]
    data["items"] = [
        {
            **item,
            "id": "COM-01",
            "statement": statement,
            "clauses": [{"framework": "handbook", "clause": "3.4"}],
        }
    ]

    told = _project(project, "checklists/communication.yml", factories.as_yaml(data))
    assert expected == [message for rule, message in told if rule == "items/one-sentence"]


def test_patterns_without_a_case_are_only_a_warning(project: Callable[..., Path]) -> None:
    """A pattern that waits for its first case does not stop a build."""
    root = project()
    factories.write(root / "docs/patterns/new.yml", factories.as_yaml(factories.pattern(id="new")))
    reading = load(root)

    assert ["patterns/no-case"] == [
        p.rule for p in reading.problems if p.rule.startswith("patterns/")
    ]
    assert [] == reading.errors


def test_one_broken_file_silences_what_would_follow_from_it(project: Callable[..., Path]) -> None:
    """A case that cannot be read does not make its anchors lost or its pattern unused."""
    root = project()
    factories.write(root / "cases/acme-refund-bot.yml", "id acme-refund-bot\n")

    assert ["yaml/not-a-mapping"] == [problem.rule for problem in load(root).problems]


def test_a_withdrawn_case_keeps_its_anchors_answered(project: Callable[..., Path]) -> None:
    """The parts of a case that is withdrawn later are not called lost: its page says why they went."""
    root = project()
    record = {
        **factories.case()["record"],
        "status": "withdrawn",
        "withdrawn_because": "A party asked.",
    }
    factories.write(
        root / "cases/acme-refund-bot.yml", factories.as_yaml(factories.case(record=record))
    )

    assert [] == load(root).errors


def test_pages_that_go_with_a_withdrawn_case_lead_to_the_reason(
    project: Callable[..., Path],
) -> None:
    """The trainers' page of a withdrawn case leads to the case; the files made from it are gone."""
    root = project()
    record = {
        **factories.case()["record"],
        "status": "withdrawn",
        "withdrawn_because": "A party asked.",
    }
    factories.write(
        root / "cases/acme-refund-bot.yml", factories.as_yaml(factories.case(record=record))
    )
    made = {asset.path: asset.content for asset in site.files(load(root).corpus, Settings())}

    leading = made["train/acme-refund-bot/index.html"]
    assert isinstance(leading, str)
    assert 'href="../../cases/acme-refund-bot/"' in leading
    assert "train/acme-refund-bot/players/index.html" not in made
    assert not made.keys() & {urls.quiz("acme-refund-bot", end) for end in urls.QUIZZES}


def test_a_case_that_becomes_a_draft_again_is_lost(project: Callable[..., Path]) -> None:
    """A published case cannot silently vanish from the site."""
    root = project()
    data = factories.case(record={**factories.case()["record"], "status": "draft"})
    factories.write(root / "cases/acme-refund-bot.yml", factories.as_yaml(data))

    assert ["`/cases/acme-refund-bot/` is gone"] == [
        problem.message for problem in load(root).problems if problem.rule == "permalinks/lost"
    ]


def test_no_finding_about_the_corpus_is_lost(project: Callable[..., Path]) -> None:
    """What is found in a file that has another name than its id is told there."""
    root = project()
    path = root / "docs" / "frameworks" / "handbook.yml"
    clauses = [*factories.framework()["clauses"], {"id": "Article 99"}]
    renamed = factories.as_yaml(factories.framework(clauses=clauses))
    factories.write(path.rename(path.with_name("renamed.yml")), renamed)
    told = [p for p in load(root).problems if p.rule == "frameworks/unused-clause"]

    line = renamed.splitlines().index("- id: Article 99") + 1
    assert [(p.path, p.line) for p in told] == [("docs/frameworks/renamed.yml", line)]
    assert told[0].message == "no item cites `Article 99`"


def test_a_finding_that_names_no_file_is_told_too() -> None:
    """A rule that names no file, or one that was not read, is heard all the same."""
    rule = CATALOGUE["frameworks/unused-clause"]
    found = [base.Finding((), "it is wrong"), base.Finding((), "x", "Do it.", path="docs/gone.yml")]
    told = [base._anywhere(rule, finding, {}) for finding in found]

    assert [(p.path, p.line, p.remedy) for p in told] == [
        ("docs", 1, rule.remedy),
        ("docs/gone.yml", 1, "Do it."),
    ]


def test_a_checklist_is_not_searched_for_checks_of_others() -> None:
    """A rule of single values looks only at the kinds of file it was made for."""
    source = Source("docs/checklists/a.yml", "", "", {"id": "a", "title": "A"})

    assert list(base.check_values(Checklist, source, Library())) == []
