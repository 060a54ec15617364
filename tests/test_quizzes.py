"""Quizzes: one right answer, the reason and the source as feedback, readable by other programs."""

from __future__ import annotations

import io
import json
import re
import warnings
import zipfile
from xml.etree import ElementTree as ET

import factories
import pytest
from casebook.base.packing import packed
from casebook.base.settings import Settings
from casebook.corpus import corpus as corpora
from casebook.corpus.corpus import Corpus
from casebook.downloads import gift, moodle, scorm
from casebook.reading.load import Loader
from casebook.training import quizzes
from casebook.training.quizzes import Question
from hypothesis import given
from hypothesis import strategies as st
from support.some import some

with warnings.catch_warnings():
    # It asks for the language of the machine in a way that Python is giving up.
    warnings.simplefilter("ignore", DeprecationWarning)
    from pygiftparser import parser

PUBLIC = Settings(site_url="https://casebook.example/")


def _corpus(base: Loader, **changes: object) -> Corpus:
    claim = factories.claim(**changes)
    case = factories.typed(factories.case(claims=[claim]))
    return corpora.build(base.load(only=[]).corpus.library, [case])


def _questions(corpus: Corpus) -> tuple[Question, ...]:
    (case,) = corpus.listed
    return quizzes.questions(case, corpus, PUBLIC)


def test_a_question_tells_the_claim_and_who_made_it(base: Loader) -> None:
    """The question gives nothing away; the feedback gives reason, source and link."""
    (question,) = _questions(_corpus(base))

    assert question.text == (
        "“Thousands of customers were promised a refund.” (The Daily). What became of it?"
    )
    assert question.feedback == (
        "Acme denies the number; nobody has shown one. "
        "Source: Shop bot promised refunds, customers say, The Daily. "
        "https://casebook.example/cases/acme-refund-bot/#claim-thousands"
    )


def test_no_name_in_a_question_bank_states_a_claim_as_a_fact(few: Corpus) -> None:
    """A bank shows names alone: each says it is a claim and asks, fits there, and is its only one."""
    for case in some(few.listed):
        questions = quizzes.questions(case, few, PUBLIC)
        names = [each.name for each in questions]

        for number, (name, question) in enumerate(zip(names, questions, strict=True), 1):
            assert name == f"Claim {number}: “{question.claim}” What became of it?"
            assert len(name) <= 255, question.id
        assert len(set(names)) == len(names)


def test_unverified_is_true_of_what_a_party_says_of_itself(base: Loader) -> None:
    """Who made a claim may be concerned by it; the meaning speaks only of the others."""
    said = [{"kind": "company", "name": "Acme"}]
    (question,) = _questions(_corpus(base, made_by=said, status="unverified", answers=[]))
    (right,) = (answer for answer in question.answers if answer.right)

    assert question.said == "Acme"
    assert right.meaning == "Nobody has shown it, and nobody else it concerns has answered it."


@pytest.mark.parametrize("status", factories.statuses().order)
def test_four_answers_and_one_is_right(base: Loader, status: str) -> None:
    """For every status there are four answers, each with its meaning, and the right one is right."""
    changes = {"status": status, "outcome": "It was so." if status == "adjudicated" else None}
    (question,) = _questions(_corpus(base, **changes))

    assert len({answer.status for answer in question.answers}) == 4
    assert [answer.status for answer in question.answers if answer.right] == [status]
    assert all(answer.meaning for answer in question.answers)


def test_signs_of_html_stay_text_in_gift(base: Loader) -> None:
    """Whoever imports the file gets what was written, and no markup of a stranger's."""
    (question,) = _questions(_corpus(base, text="It wrote `<script>` and [html] on the page."))
    (read,) = parser.parseFile(io.StringIO(gift.quiz("A case", [question])))

    assert (read.markup, read.text) == ("plain", question.text)


def test_every_quiz_is_read_by_a_gift_parser(few: Corpus) -> None:
    """A parser that we did not write finds each question, four answers, one right, and feedback."""
    for case in some(few.listed):
        questions = quizzes.questions(case, few, PUBLIC)
        written = gift.quiz(case.title, questions)
        read = parser.parseFile(io.StringIO(written))

        assert len(read) == len(questions), case.id
        for mine, theirs in zip(questions, read, strict=True):
            assert theirs.valid, (case.id, mine.id)
            assert theirs.title == gift.escaped(mine.name)
            assert f"// [id:{mine.id}]" in written
            assert theirs.generalFeedback
            marks = [answer.fraction for answer in theirs.answers.answers]
            assert sorted(marks) == [0, 0, 0, 100]


@given(st.text(min_size=1))
def test_no_sign_breaks_out_of_gift(text: str) -> None:
    """Whatever a text holds, no sign of the format stays unescaped and no line ends."""
    made = gift.escaped(text)

    assert "\n" not in made
    assert not re.search(r"(?<!\\)(?:\\\\)*[~=#{}:]", made)


def test_every_quiz_is_moodle_xml(few: Corpus) -> None:
    """Each question keeps its id, has one right answer worth everything, and feedback with a link."""
    for case in some(few.listed):
        questions = quizzes.questions(case, few, PUBLIC)
        root = ET.fromstring(moodle.quiz(case.title, questions))  # noqa: S314 - our own
        found = root.findall("question[@type='multichoice']")

        assert len(root.findall("question[@type='category']")) == 1
        assert [node.findtext("idnumber") for node in found] == [each.id for each in questions]
        for node, mine in zip(found, questions, strict=True):
            marks = sorted(answer.get("fraction") or "" for answer in node.findall("answer"))
            assert marks == ["0", "0", "0", "100"]
            assert node.findtext("single") == "true"
            assert node.findtext("name/text") == mine.name
            assert f'href="{mine.link}"' in (node.findtext("generalfeedback/text") or "")


def test_markup_in_a_claim_stays_text(base: Loader) -> None:
    """What looks like a tag is shown to learners as it is."""
    (question,) = _questions(_corpus(base, text="It said <b>no</b> & left."))
    root = ET.fromstring(moodle.quiz("A & B / C", [question]))  # noqa: S314 - our own

    assert "&lt;b&gt;no&lt;/b&gt; &amp; left." in (root.findtext(".//questiontext/text") or "")
    assert root.findtext(".//category/text") == "$course$/top/AI Governance Casebook/A & B // C"


def test_a_scorm_package_says_what_it_holds(base: Loader) -> None:
    """The manifest names version 1.2, one object to run, and every file in the package."""
    package = scorm.package("acme", "Quiz: Acme", _questions(_corpus(base)))
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        names = set(archive.namelist())
        root = ET.fromstring(archive.read("imsmanifest.xml"))  # noqa: S314 - our own
        questions = archive.read("questions.js").decode()
    cp, adl = f"{{{scorm._CP}}}", f"{{{scorm._ADL}}}"
    resource = root.find(f"{cp}resources/{cp}resource")
    item = root.find(f"{cp}organizations/{cp}organization/{cp}item")

    assert root.findtext(f"{cp}metadata/{cp}schemaversion") == "1.2"
    assert resource is not None
    assert item is not None
    assert resource.get(f"{adl}scormtype") == "sco"
    assert item.get("identifierref") == resource.get("identifier")
    files = {node.get("href") for node in resource.findall(f"{cp}file")}
    assert files | {"imsmanifest.xml"} == names
    assert resource.get("href") in files
    data = json.loads(questions.removeprefix("window.QUIZ = ").rstrip().removesuffix(";"))
    assert [each["id"] for each in data["questions"]] == ["acme-refund-bot/thousands"]


def test_zip_files_do_not_tell_the_time() -> None:
    """The same files give the same bytes, whenever they are packed."""
    made = packed({"a.txt": "one", "b.txt": b"two"})

    assert made == packed({"a.txt": "one", "b.txt": b"two"})
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {entry.external_attr >> 16 for entry in archive.infolist()} == {0o644}
        assert archive.read("b.txt") == b"two"
