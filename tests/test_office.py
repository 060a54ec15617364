"""Files of office programs: whole packages of ours, and nothing in them of a library's template."""

from __future__ import annotations

import io
import posixpath
import zipfile
from urllib.parse import urljoin

import pytest
from casebook.base.settings import Settings
from casebook.downloads import document, editable, form, office, slides
from casebook.reading.load import Reading
from casebook.training import exercises
from docx import Document
from lxml import etree
from pptx import Presentation
from support.some import some

_ROOT = "_rels/.rels"


@pytest.fixture(scope="module")
def made(real: Reading) -> dict[str, bytes]:
    """The three files of the first exercise, by what they are."""
    corpus, settings = real.corpus, Settings("https://casebook.example/")
    exercise, case = corpus.exercises()[0]
    side = exercises.facilitator(exercise, case, corpus)
    return {
        "slides": slides.deck(side, case, corpus, settings),
        "guide": editable.guide(side, case, corpus, settings),
        "form": form.after_action(side, case, corpus, settings),
    }


@pytest.mark.parametrize("kind", ["slides", "guide", "form"])
def test_every_part_is_reached_and_of_a_kind_that_is_said(
    made: dict[str, bytes], kind: str
) -> None:
    """No relation leads nowhere, no part is left over, and the list of kinds names no part that is gone."""
    with zipfile.ZipFile(io.BytesIO(made[kind])) as package:
        names = package.namelist()
        relations = {name for name in names if name.endswith(".rels")}
        reached = {
            urljoin(f"/{posixpath.dirname(posixpath.dirname(name))}/", entry.get("Target", ""))
            for name in relations
            for entry in etree.fromstring(package.read(name))
        }
        types = list(etree.fromstring(package.read(office.TYPES)))

    assert len(names) == len(set(names))
    assert reached == {f"/{name}" for name in set(names) - relations - {office.TYPES}}
    told = {entry.get("PartName") for entry in types} - {None}
    assert told <= reached
    assert {name.rpartition(".")[2] for name in reached - told} <= {
        entry.get("Extension") for entry in types
    }
    for name in some(relations - {_ROOT}):
        base, _, part = name.rpartition("_rels/")
        assert base + part.removesuffix(".rels") in names


def test_no_file_names_whoever_made_the_template(made: dict[str, bytes]) -> None:
    """A library's template names its author, a year and a picture of itself; ours are of the casebook alone."""
    deck, guide = Presentation(io.BytesIO(made["slides"])), Document(io.BytesIO(made["guide"]))
    for about in (deck.core_properties, guide.core_properties):
        assert about.title
        assert about.author == "AI Governance Casebook"
        assert about.language == "en-GB"
        assert (about.last_modified_by, about.comments, about.created) == ("", "", None)
    for content in some(made.values()):
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            assert not [name for name in some(package.namelist()) if "thumbnail" in name]


def test_slides_are_as_wide_as_they_say(made: dict[str, bytes]) -> None:
    """16:9, and not called 4:3, which the library's template is."""
    size = Presentation(io.BytesIO(made["slides"])).element.sldSz

    assert (size.cx, size.cy, size.get("type")) == (12192000, 6858000, None)


def test_signs_of_xml_are_text() -> None:
    """What a case says in angle brackets or with an ampersand is read back as it was."""
    text = 'Q&A <b>"5 < 6"</b> “so” it\'s'
    paper = document.begun(text, text)
    document.paragraph(paper, text, lead=text)
    document.table(paper, (text,), [(text,), ("",)])
    read = Document(io.BytesIO(document.saved(paper)))

    assert [line.text for line in read.paragraphs] == [text, f"{text} {text}"]
    assert [cell.text for cell in read.tables[0].columns[0].cells] == [text, text, ""]
    assert read.core_properties.title == text
    assert read.sections[0].footer.paragraphs[0].text.startswith(text)


def test_a_template_that_has_changed_is_not_filled_by_guess() -> None:
    """Where a newer library lays out its template in another way, the build stops and says so."""
    assert office.around(b"<a><b/></a>", "<b/>") == ("<a>", "</a>")
    for other in ("<a/>", "<a><b/><b/></a>"):
        with pytest.raises(ValueError, match=r"<b/> \d times, and once is needed"):
            office.around(other, "<b/>")
