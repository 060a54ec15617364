"""The corpus: every link can be followed both ways, and only what is published counts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import factories
import pytest
from casebook.corpus import corpus as corpora
from casebook.corpus import trends
from casebook.corpus.corpus import Corpus, Neighbour
from casebook.corpus.library import Library
from casebook.model.lists import Checklist, VocabularyTerm
from casebook.permalinks import ledger as permalinks
from casebook.reading.load import Reading
from support.some import some


def _library(*lists: dict[str, Any]) -> Library:
    checklists, frameworks, patterns = factories.library_models()
    changed = {each["id"]: Checklist.model_validate(each) for each in lists}
    return Library(checklists=checklists | changed, frameworks=frameworks, patterns=patterns)


def _case(case_id: str, status: str = "published", **changes: Any) -> dict[str, Any]:
    return factories.case(
        id=case_id, record={"status": status, "withdrawn_because": "x"}, **changes
    )


def _corpus(*cases: dict[str, Any], drafts: bool = False) -> Corpus:
    return corpora.build(_library(), [factories.typed(data) for data in cases], drafts=drafts)


SMALL = _corpus(
    _case("first", related=[{"id": "second", "why": "Both are bots."}]),
    _case("second", disclosed="2024-05-01"),
    _case("contested", "disputed", disclosed="2024-05-01"),
    _case("gone", "withdrawn", disclosed="2020"),
    _case("unready", "draft"),
)


@pytest.fixture(params=["small", "real"])
def corpus(request: pytest.FixtureRequest) -> Corpus:
    """A small corpus with cases of every status, and the repository's own."""
    if request.param == "small":
        return SMALL
    reading: Reading = request.getfixturevalue("real")
    return reading.corpus


# Which cases count


def test_cases_stand_by_newest_disclosure() -> None:
    """Cases with a page come newest disclosure first, then by id; drafts stand apart."""
    assert ["contested", "second", "first", "gone"] == list(SMALL.cases)
    assert ["unready"] == list(SMALL.drafts)
    assert ["contested", "second", "first"] == [case.id for case in SMALL.listed]


def test_drafts_may_have_a_page_and_never_count() -> None:
    """Where drafts are shown they have a page, and are still no evidence."""
    shown = _corpus(_case("first"), _case("unready", "draft"), drafts=True)

    assert {"first", "unready"} == set(shown.cases)
    assert ["first"] == [case.id for case in shown.listed]
    assert ["first"] == [case.id for case in shown.cases_of("SEC-01")]


def test_only_listed_cases_are_evidence(corpus: Corpus) -> None:
    """Withdrawn cases and drafts speak for no check and show no pattern."""
    listed = {case.id for case in corpus.listed}
    speaking = [entry.case.id for entries in corpus.evidence.values() for entry in entries]
    held = [entry.case.id for entries in corpus.held.values() for entry in entries]
    showing = [entry.case.id for entries in corpus.showing.values() for entry in entries]

    assert {*speaking, *held, *showing} <= listed
    assert {case.id for case, _ in corpus.claims()} <= listed


def test_every_case_with_a_page_is_measured(corpus: Corpus) -> None:
    """Measures and neighbours are there for each page, and for nothing else."""
    assert list(corpus.cases) == list(corpus.measures)
    assert list(corpus.cases) == list(corpus.neighbours)


# Both directions of every link


def test_lessons_and_checks(corpus: Corpus) -> None:
    """Each lesson of a case is found at each check it points at, with its reason, and no other is."""
    there = [
        (entry.item, case.id, lesson.id, entry.why)
        for case in corpus.listed
        for lesson in case.lessons
        for entry in lesson.items
    ]
    back = [
        (item, found.case.id, found.lesson.id, found.why)
        for item, entries in corpus.evidence.items()
        for found in entries
    ]

    assert there
    assert sorted(there) == sorted(back)


def test_controls_that_worked_and_checks(corpus: Corpus) -> None:
    """Each control that worked is found at each check it is an example of, and no other is."""
    there = [
        (item, case.id, control.text)
        for case in corpus.listed
        for control in case.controls_that_worked
        for item in control.items
    ]
    back = [
        (item, found.case.id, found.control.text)
        for item, entries in corpus.held.items()
        for found in entries
    ]

    assert there
    assert sorted(there) == sorted(back)


def test_failures_and_patterns(corpus: Corpus) -> None:
    """Each failure of a case is found at its pattern, and no other is."""
    there = [(f.pattern, case.id, f.id) for case in corpus.listed for f in case.failures]
    back = [
        (pattern, found.case.id, found.failure.id)
        for pattern, entries in corpus.showing.items()
        for found in entries
    ]

    assert there
    assert sorted(there) == sorted(back)


def test_checks_and_clauses(corpus: Corpus) -> None:
    """Each clause a check answers to leads back to the check, and no other does."""
    there = [
        (clause.framework, clause.clause, check.id)
        for check in corpus.library.checks.values()
        for clause in check.item.clauses
    ]
    back = [(*key, check.id) for key, checks in corpus.answering.items() for check in checks]

    assert there
    assert sorted(there) == sorted(back)


def test_patterns_and_checks(corpus: Corpus) -> None:
    """Each check that answers a pattern leads back to the pattern, and no other does."""
    there = [(entry.item, p.id) for p in corpus.library.patterns.values() for entry in p.items]
    back = [(item, pattern) for item, found in corpus.pattern_items.items() for pattern in found]

    assert there
    assert sorted(there) == sorted(back)


def test_related_cases(corpus: Corpus) -> None:
    """A case that names another is found at the other, too, unless that has enough of its own."""
    named = [
        (case.id, related.id)
        for case in corpus.listed
        for related in case.related
        if related.id in corpus.cases
    ]
    for name, related in some(named):
        there = {near.case.id for near in corpus.neighbours[name]}
        back = [near.case.id for near in corpus.neighbours[related] if near.why]
        assert related in there
        assert name in back or len(back) >= corpora._MOST


def test_links_lead_somewhere(corpus: Corpus) -> None:
    """Every link that the corpus holds leads to something that is there."""
    library = corpus.library

    assert {*corpus.evidence, *corpus.held, *corpus.pattern_items} <= set(library.checks)
    assert set(corpus.showing) <= set(library.patterns)
    clauses = {(f.id, clause.id) for f in library.frameworks.values() for clause in f.clauses}
    assert set(corpus.answering) <= clauses


# Neighbours


def test_reasons_of_both_authors_come_before_what_is_computed() -> None:
    """A chosen neighbour has the author's reason; a computed one what the two cases share."""
    first, second, contested = (SMALL.cases[name] for name in ("first", "second", "contested"))

    assert (
        Neighbour(second, "Both are bots."),
        Neighbour(contested, "", ("COM-01", "SEC-01", "SEC-02", "no-owner")),
    ) == SMALL.neighbours["first"]
    assert Neighbour(first, "Both are bots.") == SMALL.neighbours["second"][0]


def test_a_case_that_names_the_other_back_keeps_its_own_reason() -> None:
    """Where both authors gave a reason, each page shows its own, once."""
    both = _corpus(
        _case("first", related=[{"id": "second", "why": "Seen from the first."}]),
        _case("second", related=[{"id": "first", "why": "Seen from the second."}]),
    )

    assert ["Seen from the first."] == [near.why for near in both.neighbours["first"]]
    assert ["Seen from the second."] == [near.why for near in both.neighbours["second"]]


def test_at_most_three_neighbours_are_computed_and_none_is_the_case_itself() -> None:
    """Computed neighbours are few, never the case itself, and the same whatever the order of files."""
    cases = [_case(f"case-{number}") for number in range(6)]
    forward, backward = _corpus(*cases), _corpus(*reversed(cases))

    assert ["case-1", "case-2", "case-3"] == [near.case.id for near in forward.neighbours["case-0"]]
    assert ["case-0", "case-1", "case-2"] == [near.case.id for near in forward.neighbours["case-5"]]
    assert forward.neighbours == backward.neighbours


def test_a_rare_trait_weighs_more_than_a_common_one() -> None:
    """Of two cases that share something, the one that shares what few have is nearer."""
    corpus = _corpus(
        _case("me", failures=factories.case()["failures"], lessons=factories.case()["lessons"],
              controls_that_worked=None),
        _case("rare", failures=None, controls_that_worked=None),
        *(_case(f"common-{number}", lessons=None, controls_that_worked=None) for number in range(3)),
    )  # fmt: skip

    assert "rare" == corpus.neighbours["me"][0].case.id


def test_a_withdrawn_case_has_no_computed_neighbours() -> None:
    """What a withdrawn case once shared with others is not shown."""
    assert () == SMALL.neighbours["gone"]
    assert "gone" not in {near.case.id for near in SMALL.neighbours["first"]}


# What is looked up


def test_cases_of_a_check_come_once() -> None:
    """A case that speaks for a check twice is named once; an unknown check has none."""
    twice = _corpus(_case("first", controls_that_worked=[
        {"text": "x", "items": ["SEC-01"], "sources": ["daily"]}]))  # fmt: skip

    assert ["first"] == [case.id for case in twice.cases_of("SEC-01")]
    assert () == twice.cases_of("SEC-99")


def test_themes_come_through_patterns() -> None:
    """A case has the themes of the patterns that its failures show; unknown patterns have none."""
    failure = factories.case()["failures"][0]
    corpus = _corpus(
        _case("first", failures=[failure, {**failure, "id": "b", "pattern": "unknown"}])
    )

    assert ("oversight",) == corpus.themes(corpus.cases["first"])


@pytest.mark.parametrize(
    ("sectors", "grade", "themes"),
    [
        (["retail"], "inferred", ("oversight",)),
        (["retail"], "worked", ("oversight", "campaigns")),
        (["advertising"], "inferred", ("oversight", "campaigns")),
    ],
)
def test_a_checklist_gives_its_theme_to_the_cases_it_is_about(
    sectors: list[str], grade: str, themes: tuple[str, ...]
) -> None:
    """A link that the sources show is enough, and any link in the sectors of the list."""
    about = {"theme": "campaigns", "sectors": ["advertising"]}
    entry = {"item": "SEC-01", "why": "The sources say so.", "grade": grade, "sources": ["daily"]}
    case = _case("first", sectors=sectors, lessons=[{"id": "x", "text": "y", "items": [entry]}])
    corpus = corpora.build(_library(factories.checklist(case_theme=about)), [factories.typed(case)])

    assert themes == corpus.themes(corpus.cases["first"])


def test_lists_come_through_checks() -> None:
    """A case leads into the lists of the checks it points at, each once; unknown checks into none."""
    lesson = {"id": "x", "text": "y", "items": [
        {"item": item, "why": "z"} for item in ("SEC-02", "SEC-01", "ZZZ-01")]}  # fmt: skip
    corpus = _corpus(_case("first", lessons=[lesson]))

    assert ("security", "communication") == corpus.lists_of(corpus.cases["first"])
    assert ("SEC-02", "SEC-01", "ZZZ-01", "COM-01") == corpora.item_ids(corpus.cases["first"])


def test_library_finds_checks_with_list_and_section() -> None:
    """A check is found by its id, with the list and section it stands in, in the order of the lists."""
    checks = _library().checks

    assert ["SEC-01", "SEC-02", "COM-01"] == list(checks)
    assert ("communication", "first-day") == (
        checks["COM-01"].checklist.id,
        checks["COM-01"].section.id,
    )


def test_an_item_of_an_unknown_section_is_still_found() -> None:
    """An item whose section is misspelt stands in the first section until it is mended."""
    [item, _] = factories.checklist()["items"]
    data = factories.checklist(items=[{**item, "section": "nowhere"}])
    library = Library(checklists={"security": Checklist.model_validate(data)})

    assert "before-release" == library.checks["SEC-01"].section.id


def test_terms_have_labels() -> None:
    """A term has the label of the vocabulary, and itself where it is unknown."""
    library = Library(vocabularies={"level": {"low": VocabularyTerm(label="Low")}})

    assert ("Low", "high", "x") == (
        library.label("level", "low"), library.label("level", "high"), library.label("none", "x"),
    )  # fmt: skip


@pytest.mark.parametrize("find", [permalinks.published, trends.trends])
def test_what_is_found_in_a_corpus_is_found_once(find: Callable[[Corpus], object]) -> None:
    """Whoever asks about the same corpus again gets the same; another corpus is looked at anew."""
    first = find(SMALL)

    assert find(SMALL) is first
    assert find(_corpus(_case("alone", title="Another title"))) != first
    assert find(SMALL) == first
