"""Any script of the world can be quoted: in every printed file, office file, sheet and quiz."""

# ruff: noqa: RUF001 - the letters are the point
from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from collections.abc import Iterator
from typing import Any

import factories
import openpyxl
import pytest
from casebook.base import typefaces
from casebook.base.settings import Settings
from casebook.corpus.corpus import Corpus
from casebook.downloads import editable, form, gift, moodle, paper, papers, scorm, slides, tables
from casebook.downloads.rows import rows
from casebook.model.case import Case
from casebook.reading.load import load
from casebook.training import exercises, quizzes
from docx import Document
from pptx import Presentation
from pypdf import PageObject, PdfReader
from support.some import some

SENTENCES = {
    "Arabic": "هذا خبر غير مؤكد",
    "Armenian": "Սա հաստատված չէ",
    "Bengali": "এটি নিশ্চিত নয়",
    "Burmese": "ဒါကို အတည်မပြုရသေးပါ",
    "Chinese, simplified": "字节跳动称传言严重夸大",
    "Chinese, traditional": "這則傳聞並未獲得證實",
    "Cyrillic": "Это не подтверждено",
    "Devanagari": "इसकी पुष्टि नहीं हुई है",
    "emoji": "😀 👩‍💻 🇲🇾 ✔️",
    "Ethiopic": "ይህ አልተረጋገጠም",
    "full-width": "ＡＩの噂",
    "Georgian": "ეს არ არის დადასტურებული",
    "Greek": "Αυτό δεν επιβεβαιώθηκε",
    "Gujarati": "આની પુષ્ટિ થઈ નથી",
    "Hebrew": "הדבר לא אושר",
    "Japanese": "この噂は確認されていません",
    "Kannada": "ಇದು ದೃಢಪಟ್ಟಿಲ್ಲ",
    "Khmer": "នេះមិនទាន់បញ្ជាក់ទេ",
    "Korean": "이 소문은 확인되지 않았다",
    "Lao": "ຍັງບໍ່ໄດ້ຢືນຢັນ",
    "Malayalam": "ഇത് സ്ഥിരീകരിച്ചിട്ടില്ല",
    "Sinhala": "මෙය තහවුරු කර නැත",
    "Tamil": "இது உறுதிப்படுத்தப்படவில்லை",
    "Telugu": "ఇది నిర్ధారించబడలేదు",
    "Thai": "เรื่องนี้ยังไม่ได้รับการยืนยัน",
    "Vietnamese": "Điều này chưa được xác nhận",
    "currency": "₿ ₩ ₫ ₱ ₹ ₺",
}
QUOTED = " · ".join(SENTENCES.values())
PUBLIC = Settings(site_url="https://casebook.example/")


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    """A project whose case, exercise and checklist quote every script."""
    root = tmp_path_factory.mktemp("scripts")
    claim = factories.claim(text=f"Thousands were promised a refund: {QUOTED}.")
    factories.write_project(root, factories.case(claims=[claim]))
    exercise = factories.exercise(briefing=f"Read this aloud: {QUOTED}")
    factories.write(
        root / "docs" / "exercises" / f"{exercise['id']}.yml", factories.as_yaml(exercise)
    )
    listed = root / "docs" / "checklists" / "communication.yml"
    text = listed.read_text("utf-8")
    summary = f"\nsummary: {QUOTED}\n"
    listed.write_text(re.sub(r"\nsummary:.*\n(?:  .*\n)*", summary, text, count=1), "utf-8")
    assert QUOTED in listed.read_text("utf-8")
    reading = load(root)
    assert [str(problem) for problem in reading.errors if "permalinks" not in problem.rule] == []
    return reading.corpus


@pytest.fixture(scope="module")
def side(corpus: Corpus) -> exercises.Facilitator:
    """The exercise, from the side of whoever leads."""
    exercise, case = next(iter(corpus.exercises()))
    return exercises.facilitator(exercise, case, corpus)


def _case(corpus: Corpus) -> Case:
    return next(iter(corpus.cases.values()))


def _letters(text: str) -> set[str]:
    """The letters of a text; readers of PDF files give some in other forms, orders and blanks."""
    plain = unicodedata.normalize("NFKC", text)
    return {sign for sign in plain if unicodedata.category(sign)[0] in "LN"}


def _fonts(page: PageObject) -> Iterator[Any]:
    """The fonts that a page names."""
    resources: Any = page["/Resources"]
    yield from resources["/Font"].values()


@pytest.mark.parametrize("script", SENTENCES)
def test_the_fonts_draw_each_script(script: str) -> None:
    """A sentence in each script has no character without a shape."""
    assert typefaces.undrawable(SENTENCES[script]) == ""


def test_a_character_without_a_shape_is_named() -> None:
    """What no font can draw is found among other letters, once."""
    assert typefaces.undrawable("ab\U00012000中\U00012000\ue000") == "\U00012000\ue000"


def test_a_missing_package_of_fonts_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the fonts nothing is printed by guess."""
    monkeypatch.setattr(typefaces, "_PACKAGES", ("no_such_fonts",))

    with pytest.raises(ModuleNotFoundError, match="no_such_fonts"):
        typefaces.folders()


def test_a_guide_in_every_script_is_printed(corpus: Corpus, side: exercises.Facilitator) -> None:
    """The PDF keeps to PDF/UA-1, and holds the letters of each script."""
    content = papers.guide(side, _case(corpus), corpus, PUBLIC, "a4")
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)

    for script in ("Chinese, simplified", "Japanese", "Korean", "Thai", "Cyrillic", "Hebrew"):
        assert _letters(SENTENCES[script]) <= _letters(text), script
    fonts = {
        str(font["/BaseFont"]).partition("+")[2]
        for page in PdfReader(io.BytesIO(content)).pages
        for font in (each.get_object() for each in _fonts(page))
    }
    for name in ("NotoSansTamil", "NotoSansBengali", "NotoSansArabic", "NotoEmoji"):
        assert any(font.startswith(name) for font in fonts), name


def test_a_checklist_in_every_script_is_printed(corpus: Corpus) -> None:
    """The checklist on paper is laid out on both sizes."""
    for size in some(paper.SIZES):
        content = paper.checklist(corpus.library.checklists["communication"], corpus, PUBLIC, size)
        text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
        assert _letters(SENTENCES["Chinese, traditional"]) <= _letters(text)


def test_office_files_hold_every_script(corpus: Corpus, side: exercises.Facilitator) -> None:
    """The Word guide and the form say the sentences as they were written."""
    case = _case(corpus)
    guide = Document(io.BytesIO(editable.guide(side, case, corpus, PUBLIC)))
    assert QUOTED in "\n".join(paragraph.text for paragraph in guide.paragraphs)

    Document(io.BytesIO(form.after_action(side, case, corpus, PUBLIC)))
    deck = Presentation(io.BytesIO(slides.deck(side, case, corpus, PUBLIC)))
    shown = "\n".join(
        shape.text_frame.text
        for slide in deck.slides
        for shape in slide.shapes
        if shape.has_text_frame
    )
    assert SENTENCES["Thai"] in shown


def test_quizzes_and_sheets_hold_every_script(corpus: Corpus) -> None:
    """Question banks, the learning package and the spreadsheet give the sentences back."""
    case = _case(corpus)
    asked = quizzes.quiz(case, corpus, PUBLIC)

    assert SENTENCES["Tamil"] in gift.bank(asked)
    assert SENTENCES["Bengali"] in moodle.bank(asked)
    package = zipfile.ZipFile(io.BytesIO(scorm.package(asked)))
    held = "".join(package.read(name).decode("utf-8", "replace") for name in package.namelist())
    assert SENTENCES["Korean"] in held
    checklist = corpus.library.checklists["communication"]
    book = openpyxl.load_workbook(
        io.BytesIO(tables.as_sheet(checklist, rows(checklist, corpus, PUBLIC)))
    )
    cells = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row]
    assert any(SENTENCES["Japanese"] in cell for cell in cells)
