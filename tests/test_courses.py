"""Courses: their quizzes share no question, and their reading lists lead to the originals."""

from __future__ import annotations

import json
from collections import Counter

import factories
import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from casebook.base import urls
from casebook.base.settings import Settings
from casebook.corpus.corpus import Corpus
from casebook.downloads import bundles, reading_list
from casebook.model import Course
from casebook.reading.load import Reading
from casebook.training import courses
from casebook.training.quizzes import Question
from support.some import some

PUBLIC = Settings(site_url="https://casebook.example/")


@pytest.fixture(scope="module")
def corpus(real: Reading) -> Corpus:
    """The cases of the casebook."""
    return real.corpus


def _answers(questions: tuple[Question, ...]) -> Counter[str]:
    """How often each answer is right; of written questions only how many there are."""
    return Counter(q.right.id if len(q.options) > 4 else "written" for q in questions)


def test_the_test_before_and_the_one_after_are_alike_and_share_nothing(corpus: Corpus) -> None:
    """They are of equal length, and no status is right more than once oftener in one of them."""
    for course in some(corpus.library.courses.values()):
        asked = courses.of(course, corpus, PUBLIC)
        before, after = asked["before"].questions, asked["after"].questions

        assert len(before) == len(after) >= 5
        assert not {q.id for q in before} & {q.id for q in after}
        apart = {
            name: abs(_answers(before)[name] - _answers(after)[name])
            for name in _answers((*before, *after))
        }
        assert {name: number for name, number in some(apart.items()) if number > 1} == {}


def test_the_quiz_asks_everything_once_and_counts_as_the_rule_does(corpus: Corpus) -> None:
    """The whole quiz holds both tests, what is asked of the case that is played, and at most one more."""
    for course in some(corpus.library.courses.values()):
        asked = courses.of(course, corpus, PUBLIC)
        whole = [question.id for question in asked["quiz"].questions]
        halves = [q.id for name in ("before", "after") for q in asked[name].questions]

        assert len(set(whole)) == len(whole) == courses.size(course, corpus)
        assert set(halves) <= set(whole)
        played = [name for name in whole if name.partition("/")[0] == course.exercise]
        assert not {*played} & {*halves}
        assert len(whole) - len(played) - len(halves) in (0, 1)


def test_each_question_tells_its_case_first(corpus: Corpus) -> None:
    """A platform may mix the questions; whoever gets one needs what is told of its case."""
    course = next(iter(corpus.library.courses.values()))
    for question in some(courses.of(course, corpus, PUBLIC)["quiz"].questions):
        case = corpus.cases[question.id.partition("/")[0]]

        assert " ".join(case.summary.split()[:6]) in question.lines[0]


def test_an_odd_question_is_left_out_of_the_tests(corpus: Corpus) -> None:
    """Of three questions each test has one; of one question, and of none, neither has any."""
    course = next(iter(corpus.library.courses.values()))
    three = courses.of(course, corpus, PUBLIC)["quiz"].questions[:3]
    before, after = courses.halves(three)

    assert (len(before), len(after)) == (1, 1)
    assert {before[0].id, after[0].id} < {question.id for question in three}
    assert courses.halves(three[:1]) == ((), ())
    assert courses.halves(()) == ((), ())


def test_a_course_is_offered_as_the_files_that_its_addresses_promise(corpus: Corpus) -> None:
    """Every file of the ledger is made, and no other."""
    for course in some(corpus.library.courses.values()):
        made = bundles.of_course(course, corpus, PUBLIC)

        assert sorted(made) == sorted(urls.course_files(course.id))
        assert all(made.values())


def _course(corpus: Corpus) -> Course:
    return corpus.library.courses["lecture-series"]


def test_a_reading_list_says_the_same_in_every_format(corpus: Corpus) -> None:
    """Reference managers find the same titles, years, addresses and notes, in the same order."""
    made = reading_list.files(_course(corpus), corpus)
    found = list(reading_list.entries(_course(corpus), corpus))
    csl = json.loads(made[urls.reading_list("lecture-series", "json")])
    ris = rispy.loads(made[urls.reading_list("lecture-series", "ris")])
    bib = parse_string(made[urls.reading_list("lecture-series", "bib")])

    assert len(found) > 20
    assert not bib.failed_blocks
    keys = [entry.key for entry in found]
    assert keys == [item["id"] for item in csl] == [entry.key for entry in bib.entries]
    assert keys == [item["id"] for item in ris]
    assert [e.source.title for e in found] == [i["title"] for i in csl] == [i["title"] for i in ris]
    assert [e.note for e in found] == [i["note"] for i in csl] == [i["notes"][0] for i in ris]
    assert [e.source.url for e in found] == [i.get("URL") for i in csl]
    assert [e.day[0] if e.day else "" for e in found] == [i.get("year", "") for i in ris]


def test_a_reading_list_holds_originals_and_says_how_much_was_read(corpus: Corpus) -> None:
    """Press reports stay on the page of the case; each note begins with the kind and the reading."""
    kinds = corpus.library.vocabularies["source-kind"]
    assert set(kinds) >= reading_list.ORIGINAL
    for entry in some(reading_list.entries(_course(corpus), corpus)):
        assert entry.source.kind not in {"press", "reference", "social", "civil-society"}
        seen = corpus.library.label("seen", entry.source.seen)
        assert entry.note.startswith(f"{kinds[entry.source.kind].label}. {seen}, for the case “")


def test_signs_that_tex_and_dates_of_doubt_would_trip_over_are_written_out(corpus: Corpus) -> None:
    """An ampersand keeps its meaning in BibTeX, and a rough date gives its year."""
    case = factories.typed(factories.case())
    source = case.sources[0].model_copy(
        update={"title": "R&D at 100 %", "published": "2024-05~/2024-06", "url": None}
    )
    entry = reading_list.Entry("a", source, "Read in full")

    assert entry.day == ("2024", "05")
    assert r"R\&D at 100 \%" in reading_list.bibtex([entry])
    assert reading_list.ris([entry]).startswith("TY  - GEN")
    undated = reading_list.Entry("a", source.model_copy(update={"published": None}), "")
    assert "issued" not in json.loads(reading_list.csl([undated]))[0]
