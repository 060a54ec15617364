"""The zip file with everything for one exercise."""

from __future__ import annotations

import io
import zipfile
from xml.etree import ElementTree as ET

import pytest
from casebook.base import prose, urls
from casebook.base.settings import Settings
from casebook.corpus.corpus import Corpus
from casebook.downloads import bundles
from casebook.model.case import Case
from casebook.model.exercise import Exercise
from casebook.reading.load import Reading
from casebook.training import secret
from docx import Document
from pptx import Presentation
from pypdf import PdfReader
from support.some import some

PUBLIC = Settings("https://casebook.example/")


@pytest.fixture(scope="module")
def played(real: Reading) -> tuple[Exercise, Case]:
    """The exercise of 60 minutes on a campaign."""
    return next(each for each in real.corpus.exercises() if each[0].code == "23")


def _kit(exercise: Exercise, case: Case, corpus: Corpus) -> bytes:
    made = bundles.of_exercise(exercise, case, corpus, PUBLIC)
    content = made[urls.exercise_file(exercise.code, urls.KIT)]
    assert isinstance(content, bytes)
    return content


@pytest.fixture(scope="module")
def kit(real: Reading, played: tuple[Exercise, Case]) -> zipfile.ZipFile:
    """Its kit, opened."""
    return zipfile.ZipFile(io.BytesIO(_kit(*played, real.corpus)))


def _text(name: str, content: bytes) -> str:
    """What a reader of its kind finds in a file; it fails if the file is not of its kind."""
    if name.endswith(".pdf"):
        return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    if name.endswith(".docx"):
        document = Document(io.BytesIO(content))
        return " ".join(each.text for each in document.paragraphs)
    if name.endswith(".pptx"):
        slides = Presentation(io.BytesIO(content)).slides
        return " ".join(
            s.text_frame.text for slide in slides for s in slide.shapes if s.has_text_frame
        )
    if name.endswith(".zip"):
        inside = zipfile.ZipFile(io.BytesIO(content))
        assert inside.testzip() is None
        return " ".join(inside.namelist())
    text = content.decode()
    if name.endswith(".xml"):
        return " ".join(ET.fromstring(text).itertext())  # noqa: S314 - our own file
    return text


def test_every_file_of_a_kit_opens_and_says_something(kit: zipfile.ZipFile) -> None:
    """A reader that did not write it opens each file and finds text."""
    assert kit.testzip() is None
    for name in some(kit.namelist()):
        assert len(_text(name, kit.read(name)).split()) >= 4, name


def test_a_kit_holds_what_an_hour_needs(kit: zipfile.ZipFile) -> None:
    """Slides, guide, handout, cards, form, quiz, reading list and licence are in it."""
    endings = {name.rpartition("/")[2].removeprefix("x23-") for name in kit.namelist()}

    assert endings == {
        *urls.EXERCISE_FILES,
        "players.docx",
        "inject-cards.docx",
        "reading-list.md",
        "quiz.gift.txt",
        "quiz.moodle.xml",
        urls.SCORM,
        "README.txt",
        "LICENCE.txt",
    }


def test_a_kit_is_the_same_each_time(real: Reading, played: tuple[Exercise, Case]) -> None:
    """Two kits of one exercise have the same bytes, and no file tells the day of the build."""
    first, second = (_kit(*played, real.corpus) for _ in range(2))

    assert first == second
    assert {each.date_time[0] for each in zipfile.ZipFile(io.BytesIO(first)).infolist()} == {1980}


def test_nothing_for_players_names_the_case(real: Reading) -> None:
    """Neither the files for players nor the inject cards hold a word of the solution."""
    for exercise, case in some(real.corpus.exercises()[-3:]):
        opened = zipfile.ZipFile(io.BytesIO(_kit(exercise, case, real.corpus)))
        hidden = secret.words(exercise, case)
        before = [
            name
            for name in opened.namelist()
            if name.startswith("for-the-players/") or "inject-cards" in name
        ]

        for name in some(before):
            assert secret.given_away(f"{name} {_text(name, opened.read(name))}", hidden) == []
        listed = next(name for name in opened.namelist() if name.endswith("reading-list.md"))
        assert case.title in secret.given_away(_text(listed, opened.read(listed)), hidden)


def test_each_inject_has_a_card(kit: zipfile.ZipFile, played: tuple[Exercise, Case]) -> None:
    """Its words and its minute of the exercise stand on it, and each begins a page."""
    exercise, _ = played
    name = "for-the-leader/x23-inject-cards.docx"
    document = Document(io.BytesIO(kit.read(name)))
    text = " ".join(each.text for each in document.paragraphs)
    injects = [inject for module in exercise.modules for inject in module.injects]

    assert all(prose.plain(inject.text) in text for inject in some(injects))
    assert "Module 1 · minute 9 of the exercise" in text
    assert document.element.xml.count('w:type="page"') == len(injects)


def test_the_handout_in_word_has_no_inject(
    kit: zipfile.ZipFile, played: tuple[Exercise, Case]
) -> None:
    """It has every module, and no inject before its minute."""
    exercise, _ = played
    text = _text("x.docx", kit.read("for-the-players/x23-players.docx"))

    for module in some(exercise.modules):
        assert prose.plain(module.situation) in text
        assert not any(prose.plain(inject.text) in text for inject in some(module.injects))


def test_the_reading_list_says_how_each_source_was_read(
    kit: zipfile.ZipFile, played: tuple[Exercise, Case]
) -> None:
    """Each source of the case has a line with its address and how much of it was read."""
    _, case = played
    text = kit.read("for-the-leader/x23-reading-list.md").decode()
    lines = [line for line in text.splitlines() if line.startswith("- ")]

    assert len(lines) == len(case.sources)
    assert all(
        source.url in text for source in some([s for s in case.sources if s.url]) if source.url
    )
    assert all("(read: " in line for line in some(lines))


def test_a_module_without_a_decision_asks_for_none(
    real: Reading, played: tuple[Exercise, Case]
) -> None:
    """The handout in Word says nothing of a decision that a module does not have."""
    exercise, case = played
    modules = tuple(
        module.model_copy(update={"decision": None, "heard": ()}) for module in exercise.modules
    )
    bare = exercise.model_copy(update={"modules": modules})
    inside = zipfile.ZipFile(io.BytesIO(_kit(bare, case, real.corpus)))

    assert "Decide:" not in _text("x.docx", inside.read("for-the-players/x23-players.docx"))
