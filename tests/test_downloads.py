"""Files to take away: each opens in an independent reader, and says what the list says."""

from __future__ import annotations

import csv
import io
import itertools
import json
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import factories
import openpyxl
import pytest
from casebook.base import dates, prose, urls
from casebook.base.settings import Settings
from casebook.corpus import corpus as corpora
from casebook.corpus.corpus import Corpus
from casebook.corpus.library import Library
from casebook.downloads import (
    bundles,
    cyclonedx,
    editable,
    form,
    layout,
    oscal,
    paper,
    papers,
    qr,
    slides,
    tables,
)
from casebook.downloads.rows import COLUMNS, STATUSES, WORK, rows
from casebook.downloads.workshop import Batch, Job
from casebook.model.case import Case
from casebook.model.exercise import Exercise
from casebook.model.lists import Checklist
from casebook.pages import data, downloads
from casebook.pages.base import Asset
from casebook.permalinks import ledger as permalinks
from casebook.reading.load import Loader, Reading
from casebook.training import exercises
from casebook.training.exercises import Facilitator, Part
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from docx import Document
from docx.oxml.ns import qn
from lxml import etree
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pypdf import PageObject, PdfReader
from support.paper import run_together
from support.real import chosen
from support.some import some
from trestle.oscal.catalog import Catalog

PUBLIC = Settings(site_url="https://casebook.example/")
LISTS = ("vetting", "security", "communication", "balance", "campaigns")


@pytest.fixture(scope="module")
def corpus(few: Corpus) -> Corpus:
    """The repository's own lists and a few of its cases."""
    return few


@pytest.fixture(scope="module")
def made(corpus: Corpus) -> dict[str, Asset]:
    """Every file to take away, by path."""
    return {asset.path: asset for asset in everything(corpus)}


@pytest.fixture(params=LISTS)
def checklist(request: pytest.FixtureRequest, corpus: Corpus) -> Checklist:
    """Each list of the site."""
    return corpus.library.checklists[request.param]


def everything(corpus: Corpus) -> list[Asset]:
    """Every file to take away."""
    return list(downloads.collected(downloads.begin(corpus, PUBLIC)))


def test_csv_holds_every_check(checklist: Checklist, corpus: Corpus) -> None:
    """A row a check, with room to work, and a link to the address that stays."""
    text = tables.as_csv(rows(checklist, corpus, PUBLIC))
    found = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))

    assert text.startswith("\ufeff")
    assert [row["Statement"] for row in found] == _by_section(checklist)
    for row in found:
        assert row["Link"] == f"https://casebook.example/checks/{row['Check'].lower()}/"
        assert [row[name] for name in WORK] == ["Open", "", "", ""]
        assert row["Cases"] == str(len(corpus.cases_of(row["Check"])))


def test_sheet_opens_and_is_ready_to_work_in(checklist: Checklist, corpus: Corpus) -> None:
    """Another library reads the workbook: every check, a status to choose, a date to enter."""
    packed = tables.as_sheet(checklist, rows(checklist, corpus, PUBLIC))
    book = openpyxl.load_workbook(io.BytesIO(packed))
    sheet = book[checklist.short]
    headings = [cell.value for cell in sheet[1]]
    found = [
        dict(zip(headings, line, strict=True)) for line in sheet.iter_rows(2, values_only=True)
    ]

    assert set(headings) == {*COLUMNS, *WORK}
    assert [row["Statement"] for row in found] == _by_section(checklist)
    assert {row["Status"] for row in found} == {STATUSES[0]}
    ruled = {rule.type: rule for rule in sheet.data_validations.dataValidation}
    assert ruled["list"].formula1 == '"Open,Done,Not applicable"'
    assert {"list", "date"} == set(ruled)
    for rule in ruled.values():
        assert len(checklist.items) == sum(area.size["rows"] for area in rule.sqref.ranges)
    about = " ".join(str(cell.value) for (cell,) in book["About"].iter_rows())
    assert checklist.version in about
    assert ("not legal advice" in about) == checklist.legal_note


def _by_section(checklist: Checklist) -> list[str]:
    """Every statement in the order of the page: a check that came late stands in its section."""
    return [
        item.statement
        for section in checklist.sections
        for item in checklist.items
        if item.section == section.id
    ]


@pytest.mark.unmeasured
def test_the_same_data_gives_the_same_files(corpus: Corpus, made: dict[str, Asset]) -> None:
    """Two runs give the same bytes, so that two builds of a commit are equal."""
    again = everything(corpus)

    assert again == list(made.values())
    assert len({asset.path for asset in again}) == len(again)


def test_markdown_has_a_box_for_every_check(checklist: Checklist, corpus: Corpus) -> None:
    """Each check is a line with a box, under its section, with its link."""
    text = tables.as_markdown(checklist, rows(checklist, corpus, PUBLIC))

    assert text.count("- [ ] ") == len(checklist.items)
    assert [line[3:] for line in text.splitlines() if line.startswith("## ")] == [
        part.title for part in checklist.sections
    ]
    for item in checklist.items:
        assert f"[{item.id}](https://casebook.example/checks/{item.id.lower()}/)" in text


def test_oscal_is_read_by_its_own_tool(corpus: Corpus, tmp_path: Path) -> None:
    """Trestle reads the catalog: a group for each list, its sections, every check as a control."""
    path = factories.write(tmp_path / "catalog.json", json.dumps(oscal.catalog(corpus, PUBLIC)))
    read: Any = Catalog.oscal_read(path)
    controls = {
        control.id: control
        for each in read.groups
        for part in each.groups
        for control in part.controls
    }

    assert [each.id for each in read.groups] == list(corpus.library.checklists)
    assert set(controls) == {name.lower() for name in corpus.library.checks}
    for name, check in corpus.library.checks.items():
        control = controls[name.lower()]
        assert control.title == check.item.statement
        assert len(control.links) == 1 + len(check.item.clauses)
    resources = {str(each.uuid) for each in read.back_matter.resources}
    linked = {link.href for control in controls.values() for link in control.links}
    assert {f"#{each}" for each in resources} == {href for href in linked if href.startswith("#")}


@pytest.mark.unmeasured
def test_cyclonedx_passes_the_strict_validator(corpus: Corpus) -> None:
    """The official schema accepts the standards, and every check is a requirement of a level."""
    made = cyclonedx.standards(corpus, PUBLIC)

    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(json.dumps(made)) is None
    lists = some(corpus.library.checklists.values())
    for standard, checklist in zip(made["definitions"]["standards"], lists, strict=True):
        names = {item.id for item in checklist.items}
        sections = {f"{checklist.code}/{part.id}" for part in checklist.sections}
        assert {each["bom-ref"] for each in standard["requirements"]} == names | sections
        assert names == {name for level in standard["levels"] for name in level["requirements"]}
        assert {r["parent"] for r in standard["requirements"] if "parent" in r} == sections


def _size(page: PageObject) -> tuple[int, int]:
    box = page.mediabox
    return round(float(box.width)), round(float(box.height))


@pytest.mark.parametrize(("size", "points"), [("a4", (595, 842)), ("letter", (612, 792))])
def test_paper_gives_each_section_one_page(
    checklist: Checklist, corpus: Corpus, size: str, points: tuple[int, int]
) -> None:
    """A page about the list, then one for each section, with every check of it and nothing else's."""
    read = PdfReader(io.BytesIO(paper.checklist(checklist, corpus, PUBLIC, size)))
    pages = [" ".join(page.extract_text().split()) for page in read.pages]

    assert len(pages) == 1 + len(checklist.sections)
    assert {_size(page) for page in read.pages} == {points}
    assert f"version {checklist.version}".lower() in pages[0].lower()
    for part, text in zip(checklist.sections, pages[1:], strict=True):
        here = {item.id for item in checklist.items if item.section == part.id}
        assert here == {item.id for item in checklist.items if item.id in text}
        assert len(here) == text.count("Evidence")
        assert f"https://casebook.example/checklists/{checklist.id}/" in text


def test_paper_is_tagged_and_says_its_title_and_language(corpus: Corpus) -> None:
    """A screen reader finds structure, title and language in the PDF, which says that it keeps to PDF/UA-1."""
    checklist = corpus.library.checklists["vetting"]
    read = PdfReader(io.BytesIO(paper.checklist(checklist, corpus, PUBLIC, "a4")))
    root: Any = read.trailer["/Root"]

    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    assert read.metadata is not None
    assert read.metadata.title == checklist.title
    assert read.metadata.author == "AI Governance Casebook"
    assert f"Vetting {checklist.version}" in (read.metadata.subject or "")
    assert read.metadata.creation_date is None
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()


def _titles(outline: Any) -> Iterator[str]:
    """The bookmarks of a PDF in order, whatever their depth."""
    for each in outline:
        if isinstance(each, list):
            yield from _titles(each)
        else:
            yield " ".join(each.title.split())


def test_every_check_has_a_bookmark_and_leads_to_its_page(
    checklist: Checklist, corpus: Corpus
) -> None:
    """On a screen one jumps to a section or a check, and from a check to what speaks for it."""
    read = PdfReader(io.BytesIO(paper.checklist(checklist, corpus, PUBLIC, "a4")))
    bookmarks = list(_titles(read.outline))
    pages: list[Any] = list(read.pages)
    links = [
        note.get_object()["/A"]["/URI"] for page in pages[1:] for note in page.get("/Annots", ())
    ]
    label = corpus.library.label

    assert [part.title for part in checklist.sections if part.title not in bookmarks] == []
    for item in some(checklist.items):
        assert f"{item.id} · {label('level', item.level)} {item.statement}" in bookmarks
        assert links.count(f"{PUBLIC.site_url}{urls.item(item.id)}") == 1
    contents = [note.get_object() for note in pages[0]["/Annots"]]
    assert len([note for note in contents if "/URI" not in note.get("/A", {})]) == len(
        checklist.sections
    )


def test_a_code_needs_an_address_that_a_phone_can_open(corpus: Corpus) -> None:
    """With a public https address there is a QR code; on a laptop there is none, and the paper still prints."""
    drawn = qr.svg("https://casebook.example/checks/vet-01/", PUBLIC)
    checklist = corpus.library.checklists["vetting"]

    assert drawn is not None
    assert ET.fromstring(drawn).tag == "{http://www.w3.org/2000/svg}svg"  # noqa: S314 - our own
    assert qr.svg("http://127.0.0.1:8000/", Settings()) is None
    assert len(paper.checklist(checklist, corpus, Settings(), "a4")) < len(
        paper.checklist(checklist, corpus, PUBLIC, "a4")
    )


def test_data_says_which_cases_speak_for_a_check(corpus: Corpus, made: dict[str, Asset]) -> None:
    """The list for programs is the file of the list, with the cases of each check."""
    data = json.loads(made[urls.checklist_data("vetting")].content)
    checklist = corpus.library.checklists["vetting"]

    assert data["version"] == checklist.version
    assert [item["statement"] for item in data["items"]] == [i.statement for i in checklist.items]
    for item in data["items"]:
        assert item["cases"] == [case.id for case in corpus.cases_of(item["id"])]


def test_every_download_is_promised(corpus: Corpus, made: dict[str, Asset]) -> None:
    """The ledger of addresses knows each file to take away; a code is part of the print of a page."""
    promised = {*permalinks.published(corpus), *corpus.library.permalinks.moved}

    assert [] == [p for p in some(made) if f"/{p}" not in promised and not p.startswith("qr/")]


def test_nothing_to_take_away_without_lists() -> None:
    """A corpus without lists offers no files but its tables, which are empty."""
    empty = corpora.build(Library(), [])

    assert everything(empty) == list(data.assets(empty, PUBLIC))


@pytest.fixture(scope="module")
def played(corpus: Corpus) -> tuple[Exercise, Case, Facilitator]:
    """The exercise of the longest case that has one, from both sides."""
    case = chosen(corpus, "played")
    exercise = corpus.library.exercises[case.id]
    return exercise, case, exercises.facilitator(exercise, case, corpus)


def test_the_guide_holds_everything_the_facilitator_needs(
    corpus: Corpus, played: tuple[Exercise, Case, Facilitator]
) -> None:
    """What to say first, plan, injects with their minute, what to listen for, what was done, and the checks."""
    exercise, case, side = played
    content = papers.guide(side, case, corpus, PUBLIC, "a4")
    text = run_together(content)

    said_first = f"Saythisfirst({side.briefing_minutes:g}minutes)"
    assert said_first + "".join(exercise.briefing.split()) in text
    for needed in ("Four to eight", "An inject is", "the talk right after"):
        assert "".join(needed.split()) in text
    for module, guide in some(zip(exercise.modules, side.guides, strict=True)):
        for inject in some(module.injects):
            assert "".join(inject.text.split()) in text
            minute = guide.start + inject.minute
            assert f"Minute{minute:g}({inject.minute:g}ofthemodule)" in text
            assert f"{minute:g}Inject:{''.join(inject.via.split())}" in text
        known = ["".join(prose.plain(each.text).split()) for each in guide.part.known]
        assert [each for each in known if each in text] == known
        assert text.count("Theyhearpeoplesay,andwhatbecameofit") == sum(
            bool(g.part.heard) for g in side.guides
        )
        for question in some(module.questions):
            assert "".join(question.listen_for.split()) in text
        assert module.decision is not None
        assert "".join(module.decision.happened.split()) in text
    for name in some(side.items):
        assert "".join(corpus.library.checks[name].item.statement.split()) in text


def _words(part: Part) -> int:
    """Letters of what players read in a module."""
    told = [each.text for each in part.known] + [each.text for each in part.heard]
    asked = [each.text for each in part.questions]
    return sum(map(len, [part.situation, part.decision, *told, *asked]))


@pytest.mark.parametrize("size", paper.SIZES)
def test_each_module_has_one_sheet_on_either_paper(real: Reading, size: str) -> None:
    """A page for everybody, one for each module with room for notes, and one for the hot wash.

    Printed are the two exercises whose longest module has most words, and that with most modules.
    """
    corpus = real.corpus
    played = [
        (each, case, exercises.facilitator(each, case, corpus)) for each, case in corpus.exercises()
    ]
    wordy = sorted(played, key=lambda one: -max(map(_words, one[2].players.parts)))[:2]
    for exercise, _, side in [*wordy, max(played, key=lambda one: len(one[0].modules))]:
        handed = PdfReader(io.BytesIO(papers.players(side.players, corpus, PUBLIC, size)))
        assert len(handed.pages) == len(exercise.modules) + 2, exercise.id
        for sheet in some(handed.pages[1:-1]):
            assert "Notes" in sheet.extract_text(), exercise.id


def test_slides_open_and_follow_the_modules(
    corpus: Corpus, played: tuple[Exercise, Case, Facilitator]
) -> None:
    """Another library reads the deck: modules, injects and decisions in order, then the real case."""
    exercise, case, side = played
    content = slides.deck(side, case, corpus, PUBLIC)
    deck = Presentation(io.BytesIO(content))
    titles = [slide.shapes.title.text_frame.text for slide in deck.slides]
    expected = [exercise.title, "Agenda", "Who you are", "Roles", "What you practise"]
    for guide in side.guides:
        expected += [guide.part.title, *(inject.via for inject, _ in guide.injects)]
        expected += [f"{guide.part.title}: decide"] if guide.decision else []
        expected += [f"{guide.part.title}: how it goes on"] if guide.bridge else []
    expected += ["Debrief", slides.PAUSE, "The real case"]
    expected += [f"What happened: {g.part.title}" for g in side.guides if g.decision]
    expected += ["What became of it", "All claims of the case by status", "Checks to adopt"]
    expected += ["One check, one owner, one day", "Sources"]

    assert content == slides.deck(side, case, corpus, PUBLIC)
    assert [title for title in titles if title in expected] == expected
    shown = [_lines(slide) for slide in deck.slides]
    for inject in some([inject for guide in side.guides for inject, _ in guide.injects]):
        assert [prose.plain(inject.text)] == shown[titles.index(inject.via)]
    statuses = " ".join(
        line
        for title, lines in zip(titles, shown, strict=True)
        if "became" in title
        for line in lines
    )
    for claim in some(side.became):
        said = f"{corpus.library.label('claim-status', claim.status)}: “{prose.plain(claim.text)}”"
        assert said in statuses


def test_every_deck_says_what_became_of_it_and_offers_at_most_five_checks(real: Reading) -> None:
    """Also where players hear no claim; the checks fit a choice, and the question on them comes last."""
    corpus = real.corpus
    for exercise, case in some(corpus.exercises()):
        side = exercises.facilitator(exercise, case, corpus)
        by_title = {slide.title: slide for slide in slides.shown(side, case, corpus, PUBLIC)}
        assert by_title["What became of it"].lines, exercise.id
        checks = [
            line
            for title, slide in by_title.items()
            if title.startswith("Checks to adopt")
            for line in slide.lines
        ]
        assert [line.partition(":")[0] for line in checks] == list(side.adopt)
        assert 3 <= len(checks) <= 5
        last = by_title["One check, one owner, one day"].lines
        assert last == (prose.plain(exercise.hot_wash[-1]),)
        assert last[0] not in by_title["Debrief"].lines


def _lines(slide: Any) -> list[str]:
    """The paragraphs in the place for text of a slide."""
    (body,) = (each for each in slide.placeholders if each.placeholder_format.idx == layout.BODY)
    return [paragraph.text for paragraph in body.text_frame.paragraphs]


def test_a_question_on_an_inject_has_its_slide_after_it(real: Reading) -> None:
    """Questions that can be answered at once come before all injects; the others follow theirs."""
    corpus = real.corpus
    waiting = 0
    for exercise, case in some(corpus.exercises()):
        side = exercises.facilitator(exercise, case, corpus)
        read = [" ".join(slide.lines) for slide in slides.shown(side, case, corpus, PUBLIC)]
        for guide in some(side.guides):
            at = {
                inject.id: next(
                    n for n, text in enumerate(read) if text == prose.plain(inject.text)
                )
                for inject, _ in guide.injects
            }
            for question in some(guide.questions):
                text = prose.plain(question.text)
                place = next(n for n, words in enumerate(read) if text in words)
                if question.after:
                    waiting += 1
                    assert place > at[question.after], question.text
                else:
                    assert place < min(at.values(), default=len(read)), question.text

    assert waiting > 0


def test_every_slide_has_a_title_of_its_own_a_number_and_notes(real: Reading) -> None:
    """No two slides of a deck share a title; notes say what to listen for, and none is empty."""
    corpus = real.corpus
    for exercise, case in some(corpus.exercises()):
        side = exercises.facilitator(exercise, case, corpus)
        shown = slides.shown(side, case, corpus, PUBLIC)
        titles = [slide.title for slide in shown]
        assert len(titles) == len(set(titles)), exercise.id
        assert all(slide.notes for slide in shown)
    deck = Presentation(io.BytesIO(slides.deck(side, case, corpus, PUBLIC)))
    notes = [slide.notes_slide.notes_text_frame.text for slide in deck.slides]
    assert notes == [slide.notes for slide in shown]
    heard = "\n".join(notes)
    for question in some([q for guide in side.guides for q in guide.questions]):
        assert prose.plain(question.listen_for) in heard
    for slide in some(deck.slides):
        assert slide.element.xpath(".//a:fld/@type") == ["slidenum"]


def test_the_look_of_slides_is_in_their_layout(
    corpus: Corpus, played: tuple[Exercise, Case, Facilitator]
) -> None:
    """A trainer changes all slides at once, or one by hand: no text brings type of its own.

    Type at a paragraph (``a:pPr/a:defRPr``) springs back when somebody edits it in PowerPoint:
    scanny/python-pptx, issue 1135.
    """
    _, case, side = played
    deck = Presentation(io.BytesIO(slides.deck(side, case, corpus, PUBLIC)))
    ours = "".join(etree.tostring(slide.element).decode() for slide in deck.slides)

    for slide in some(deck.slides):
        places = [shape for shape in slide.shapes if shape.is_placeholder]
        assert [place.placeholder_format.idx for place in places] == [0, 2, 1, 12]
        assert not slide.element.xpath(".//a:pPr/a:defRPr | .//a:rPr/@sz | .//a:rPr/*")
    for shared in some(deck.slide_layouts):
        styles = shared.element.xpath(".//a:lstStyle/a:lvl1pPr/a:defRPr/@sz")
        assert styles[:3] == ["3400", "1800", "3200"]
        # The master adds a fifth of the size above each paragraph, which no one would reckon with.
        above = shared.element.xpath(".//a:lstStyle/a:lvl1pPr/a:spcBef/a:spcPts/@val")
        assert above[:3] == ["0", "0", "0"]
        assert "AI Governance Casebook · CC BY 4.0" in shared.element.xpath(".//a:t/text()")
        assert "TITLE" in str(shared.placeholders[0].placeholder_format.type)
        ours += etree.tostring(shared.element).decode()
    # Another theme takes over only what names a colour or a typeface of the theme.
    assert "srgbClr" not in ours
    assert set(re.findall(r'typeface="([^"]*)"', ours)) <= {"+mj-lt", "+mn-lt"}


def test_each_kind_of_slide_has_its_layout(
    corpus: Corpus, played: tuple[Exercise, Case, Facilitator]
) -> None:
    """A trainer changes all injects or all decisions at once, and the pause does not look like a question."""
    _, case, side = played
    deck = Presentation(io.BytesIO(slides.deck(side, case, corpus, PUBLIC)))
    laid_out = {s.shapes.title.text_frame.text: s.slide_layout.name for s in deck.slides}
    guide = side.guides[0]

    assert laid_out[side.players.title] == "Title of the exercise"
    assert laid_out[guide.injects[0][0].via] == "Inject"
    assert laid_out[f"{guide.part.title}: decide"] == "Decision"
    assert laid_out[slides.PAUSE] == "Pause"
    assert set(laid_out.values()) == {each.name for each in deck.slide_layouts}


def test_pictures_show_the_data_and_say_it_in_words(
    corpus: Corpus, played: tuple[Exercise, Case, Facilitator]
) -> None:
    """Agenda, timeline and statuses are drawn to scale, and the alternative text has all of it."""
    _, case, side = played
    deck = Presentation(io.BytesIO(slides.deck(side, case, corpus, PUBLIC)))
    drawn = {
        slide.shapes.title.text_frame.text: shape
        for slide in deck.slides
        for shape in slide.shapes
        if shape.shape_type == MSO_SHAPE_TYPE.GROUP
    }
    said = {title: group._element.nvGrpSpPr.cNvPr.get("descr") for title, group in drawn.items()}

    assert list(drawn) == ["Agenda", "The real case", "All claims of the case by status"]
    for guide in some(side.guides):
        end = guide.start + guide.part.minutes
        part = f"Module {guide.part.number} from minute {guide.start:g} to minute {end:g}"
        assert part in said["Agenda"]
    bars = [shape for shape in drawn["Agenda"].shapes if shape.width and not shape.text_frame.text]
    minutes = [
        side.briefing_minutes,
        *(guide.part.minutes for guide in side.guides),
        side.hot_wash_minutes,
    ]
    scale = bars[0].width / minutes[0]
    assert [bar.width / scale for bar in bars] == pytest.approx(minutes, rel=0.01)
    for moment in some(case.timeline):
        assert prose.plain(moment.text) in said["The real case"]
    counted = sum(map(int, re.findall(r": (\d+) claim", said["All claims of the case by status"])))
    assert counted == len(case.claims)


def test_a_deck_without_days_or_claims_has_no_empty_picture(
    corpus: Corpus, played: tuple[Exercise, Case, Facilitator]
) -> None:
    """A case with one moment has no axis, and one without claims no bars."""
    _, case, side = played
    bare = case.model_copy(update={"timeline": case.timeline[:1], "claims": ()})
    shown = slides.shown(replace(side, became=()), bare, corpus, PUBLIC)

    assert [slide.title for slide in shown if slide.picture] == ["Agenda"]
    assert next(slide for slide in shown if slide.title == "The real case").kind == "text"


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice lays the slides out")
def test_no_text_of_a_slide_runs_into_its_foot(real: Reading, tmp_path: Path) -> None:
    """As LibreOffice draws it, only the origin and the number stand at the foot of a slide."""
    corpus = real.corpus
    for exercise, case in corpus.exercises():
        if exercise.code in {"3", "5", "18"}:  # the longest agendas and claims
            side = exercises.facilitator(exercise, case, corpus)
            path = tmp_path / f"{exercise.code}.pptx"
            path.write_bytes(slides.deck(side, case, corpus, PUBLIC))
    for made in some(_as_pdf(sorted(tmp_path.glob("*.pptx")), tmp_path)):
        for number, page in enumerate(some(PdfReader(made).pages), 1):
            assert "".join(_low(page).split()) == f"AIGovernanceCasebook·CCBY4.0{number}"


def _low(page: PageObject) -> str:
    """The words at the foot of a page."""
    found: list[str] = []

    def visit(text: str, _cm: object, tm: list[float], _font: object, _size: float) -> None:
        if text.strip() and tm[5] < _FOOT:
            found.append(text)

    page.extract_text(visitor_text=visit)
    return "".join(found)


_FOOT = 45
"""Points above the lower edge of a slide, below which only its foot stands."""


def _as_pdf(files: list[Path], folder: Path) -> list[Path]:
    """Office files as LibreOffice lays them out."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command: list[str | Path] = ["soffice", profile, "--headless", "--convert-to", "pdf"]
    subprocess.run(
        [*command, "--outdir", folder, *files], check=True, capture_output=True, timeout=300
    )
    return [file.with_suffix(".pdf") for file in files]


@pytest.mark.parametrize(
    ("words", "size"), [(8, ["4000"]), (32, []), (60, ["2400"]), (900, ["1600"])]
)
def test_a_slide_has_the_largest_letters_that_fit(
    corpus: Corpus, played: tuple[Exercise, Case, Facilitator], words: int, size: list[str]
) -> None:
    """The size stands once for the whole text of the slide, and what is added has it too.

    It can be read from the last row as long as there is room, and never gets too small to be read
    at all; the layout's own size is not written again.
    """
    _, case, side = played
    told = replace(side, players=replace(side.players, briefing="sentence " * words))
    slide = Presentation(io.BytesIO(slides.deck(told, case, corpus, PUBLIC))).slides[2]

    assert slide.element.xpath(".//a:lstStyle/a:lvl1pPr/a:defRPr/@sz") == size


def test_no_slide_of_ours_needs_letters_below_eighteen_points(real: Reading) -> None:
    """What is on a wall can be read in the room, and every text stays inside its place."""
    corpus = real.corpus
    shown = [
        (exercise.id, slide.title, layout.fitting(slide.lines, slide.kind))
        for exercise, case in corpus.exercises()
        for slide in slides.shown(
            exercises.facilitator(exercise, case, corpus), case, corpus, PUBLIC
        )
    ]

    assert len(shown) > 100
    assert [each for each in shown if each[-1] < 18] == []


def test_the_form_knows_decisions_and_checks(
    corpus: Corpus, played: tuple[Exercise, Case, Facilitator]
) -> None:
    """The after-action form opens, and holds each objective, each decision, and room for changes."""
    exercise, case, side = played
    content = form.after_action(side, case, corpus, PUBLIC)
    read = Document(io.BytesIO(content))
    cells = {cell.text for table in read.tables for row in table.rows for cell in row.cells}

    assert content == form.after_action(side, case, corpus, PUBLIC)
    assert {objective.text for objective in exercise.objectives} <= cells
    assert {module.decision.text for module in exercise.modules if module.decision} <= cells
    assert {"Observed", "Check", "Owner", "Due date"} <= cells


def _foot(content: bytes) -> str:
    (section,) = Document(io.BytesIO(content)).sections
    return "\n".join(line.text for line in section.footer.paragraphs)


def test_what_is_changed_still_says_where_it_comes_from(
    corpus: Corpus, played: tuple[Exercise, Case, Facilitator]
) -> None:
    """Form and guide for a word processor name source, address and licence at the foot of each page."""
    _, case, side = played
    for content, where in (
        (form.after_action(side, case, corpus, PUBLIC), urls.case(case.id)),
        (editable.guide(side, case, corpus, PUBLIC), urls.facilitator(case.id)),
    ):
        link = urls.absolute(where, PUBLIC.site_url)
        assert _foot(content).startswith(f"AI Governance Casebook · {link} · CC BY 4.0")


def test_the_guide_to_change_holds_the_whole_exercise(
    corpus: Corpus, played: tuple[Exercise, Case, Facilitator]
) -> None:
    """Situation, injects with their minute, questions, decisions, what became of claims, and the plan."""
    _, case, side = played
    content = editable.guide(side, case, corpus, PUBLIC)
    read = Document(io.BytesIO(content))
    lines = [line.text for line in read.paragraphs]
    said = papers.told(side, case, corpus, PUBLIC)

    assert content == editable.guide(side, case, corpus, PUBLIC)
    assert read.core_properties.title == side.players.title
    assert [[cell.text for cell in row.cells] for row in read.tables[0].rows[1:]] == said["plan"]
    for part in some(said["parts"]):
        assert part["situation"] in lines
        assert set(part["known"]) <= set(lines)
        for inject in some(part["injects"]):
            mark = " · invented" if inject["invented"] else ""
            minute = f"Minute {inject['minute']} ({inject['inside']} of the module)"
            assert f"{minute} · {inject['via']}{mark}: {inject['text']}" in lines
        for asked in some(part["questions"]):
            assert f"Listen for: {asked['listen_for']}" in lines
        if part["decision"]:
            assert lines[lines.index(part["decision"]) + 1] == f"In the case: {part['happened']}"
    for became in some(became for part in said["parts"] for became in part["became"]):
        (line,) = (line for line in lines if line.startswith(f"“{became['text']}”"))
        assert line.endswith(f"{became['status']}: {became['reason']}")
    assert set(said["hot_wash"]) <= set(lines)
    assert list(papers.PREPARE) == lines[lines.index("To prepare") + 1 :][: len(papers.PREPARE)]


def test_a_guide_without_invented_names_says_nothing_of_them(
    corpus: Corpus, played: tuple[Exercise, Case, Facilitator]
) -> None:
    """The line on invented names stands where an exercise has some, and only there."""
    exercise, case, side = played
    plain = exercises.facilitator(exercise.model_copy(update={"cast": ()}), case, corpus)
    with_names, without = (
        "\n".join(
            line.text
            for line in Document(io.BytesIO(editable.guide(each, case, corpus, PUBLIC))).paragraphs
        )
        for each in (side, plain)
    )

    assert "Invented names." in with_names
    assert "Invented names." not in without


def test_the_guide_to_change_tears_no_question_from_its_answer(
    corpus: Corpus, played: tuple[Exercise, Case, Facilitator]
) -> None:
    """What to listen for stands on the sheet of its question, and what was done on that of the decision."""
    _, case, side = played
    read = Document(io.BytesIO(editable.guide(side, case, corpus, PUBLIC)))
    lines = [(line.text, line.paragraph_format.keep_with_next) for line in read.paragraphs]
    before = [
        kept
        for (_, kept), (text, _) in itertools.pairwise(lines)
        if text.startswith(("Listen for: ", "In the case: "))
    ]

    assert len(before) > len(side.guides)
    assert set(before) == {True}


def test_columns_of_the_guide_are_as_wide_as_what_they_hold(
    corpus: Corpus, played: tuple[Exercise, Case, Facilitator]
) -> None:
    """A number or an id takes little of the sheet, a sentence the rest, and together they fill it."""
    _, case, side = played
    plan, checks = Document(io.BytesIO(editable.guide(side, case, corpus, PUBLIC))).tables
    widths = [[column.width.cm for column in each.columns] for each in (plan, checks)]

    assert [sum(each) for each in widths] == [pytest.approx(17, abs=0.01)] * 2
    assert widths[0][1] > 3 * widths[0][0]
    assert widths[0][0] > 2.7  # so that "From minute" stands on one line
    assert widths[1][1] > 7 * widths[1][0]


def test_no_row_of_the_form_is_torn(
    corpus: Corpus, played: tuple[Exercise, Case, Facilitator]
) -> None:
    """Each row stays whole and leaves room to write; the head of a table comes again overleaf."""
    _, case, side = played
    read = Document(io.BytesIO(form.after_action(side, case, corpus, PUBLIC)))

    assert read.tables
    for table in read.tables:
        head, *rows = table.rows
        assert head._tr.xpath("./w:trPr/w:tblHeader")
        for row in some(rows):
            assert row._tr.xpath("./w:trPr/w:cantSplit")
            assert row.height is not None
            assert row.height.cm >= 1


def test_the_form_looks_the_same_everywhere_and_says_where_it_is_from(
    corpus: Corpus, played: tuple[Exercise, Case, Facilitator]
) -> None:
    """No style leaves its font to a theme; each sheet says licence and number, the first the state of the case."""
    _, case, side = played
    read = Document(io.BytesIO(form.after_action(side, case, corpus, PUBLIC)))
    (section,) = read.sections
    foot = section.footer.paragraphs[0]

    for style in ("Normal", "Heading 1", "Heading 2", "Heading 3"):
        fonts = read.styles[style].element.rPr.rFonts
        assert fonts.get(qn("w:ascii")) == "Arial"
        assert not [name for name in some(fonts.attrib) if name.endswith("Theme")]
    assert foot._p.xpath("./w:fldSimple/@w:instr") == ["PAGE", "NUMPAGES"]
    assert "".join(foot._p.xpath(".//w:t/text()")).endswith(" · CC BY 4.0 · 1 / 1")
    assert f"as of {dates.words(case.record.updated or '')}. {PUBLIC.site_url}" in (
        read.paragraphs[1].text
    )


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice breaks the pages")
def test_every_form_is_one_leaf(real: Reading, tmp_path: Path) -> None:
    """The form of each exercise fills two sides, both of them used, so that it is printed on one leaf."""
    corpus = real.corpus
    for exercise, case in corpus.exercises():
        side = exercises.facilitator(exercise, case, corpus)
        content = form.after_action(side, case, corpus, PUBLIC)
        (tmp_path / f"{exercise.id}.docx").write_bytes(content)
    forms = sorted(tmp_path.glob("*.docx"))

    assert forms
    for made in some(_as_pdf(forms, tmp_path)):
        pages = PdfReader(made).pages
        assert len(pages) == 2, made.stem
        assert "Hot wash" in pages[1].extract_text(), made.stem


def test_a_sheet_prints_on_a4(checklist: Checklist, corpus: Corpus) -> None:
    """The list fits its width by itself; the page about it is no wider than the paper."""
    packed = tables.as_sheet(checklist, rows(checklist, corpus, PUBLIC))
    book = openpyxl.load_workbook(io.BytesIO(packed))

    assert {sheet.page_setup.paperSize for sheet in book.worksheets} == {9}
    assert all(sheet.sheet_properties.pageSetUpPr.fitToPage for sheet in book.worksheets)
    assert book["About"].column_dimensions["A"].width < 80
    foot = book[checklist.short].oddFooter
    assert f"version {checklist.version} · AI Governance Casebook · CC BY 4.0" in foot.left.text
    assert foot.right.text == "&P / &N"


def test_a_case_without_claims_has_no_quiz(base: Loader) -> None:
    """Where nothing was claimed there is nothing to ask, and no file that says so."""
    case = factories.typed(factories.case(claims=[], timeline=[], lessons=[]))
    made = corpora.build(base.load(only=[]).corpus.library, [case])
    paths = {asset.path for asset in everything(made)}
    exercise = Exercise.model_validate(
        factories.exercise(modules=[{**factories.exercise()["modules"][1]}])
    )
    files = bundles.of_exercise(exercise, case, made, PUBLIC)

    assert urls.quiz(case.id, "gift.txt") not in paths
    assert f"/{urls.quiz(case.id, 'gift.txt')}" not in permalinks.published(made)
    assert {path.removeprefix("downloads/exercises/x1-") for path in files} == {
        *urls.EXERCISE_FILES,
        urls.KIT,
    }
    kit = files[urls.exercise_file("1", urls.KIT)]
    assert isinstance(kit, bytes)
    assert "quiz" not in " ".join(zipfile.ZipFile(io.BytesIO(kit)).namelist())


def test_late_file_takes_the_place_of_nothing(tmp_path: Path) -> None:
    """A file that took long and has the path of something else is an error, not a loss."""
    factories.write(tmp_path / "robots.txt", "early")
    batch = Batch({"sheet": Job(lambda: {"robots.txt": "late"}, ("robots",))})

    with pytest.raises(ValueError, match=r"share the address /robots\.txt"):
        downloads.put(batch, tmp_path)
    assert (tmp_path / "robots.txt").read_text("utf-8") == "early"
