"""What strangers hand to a reader: files, links, addresses, messages. Nothing hangs, breaks or leads astray."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import factories
import pytest
from casebook.base.settings import Settings
from casebook.downloads import scorm
from casebook.reading.load import Reading
from casebook.training import quizzes
from playwright.sync_api import Browser, Page, expect
from support import server
from support.some import some
from support.visiting import host_script

pytestmark = pytest.mark.browser

PATIENT = 5000
"""Milliseconds of the processor that no module may need for a file of the largest size."""
HALF = 250_000
"""Characters: half of the largest case file."""
FORM = "contribute/new-case/"
IDS = "Array.from({length: v}, (_, n) => String.fromCharCode(65 + n % 26, 65 + Math.floor(n / 26) % 26, 65 + Math.floor(n / 676) % 26) + '-' + (10 + Math.floor(n / 17576)))"


def _run(page: Page, module: str, code: str, value: Any = None) -> tuple[Any, float]:
    """Run code with a module as ``m`` and a value as ``v``: what it gives, or the error's words, and what it took."""
    spent = _spent(page)
    given = page.evaluate(
        f"async ([url, v]) => {{ const m = await import(url);"
        f" const run = async () => {{ {code} }};"
        " return run().catch((error) => `${error.name}: ${error.message}`) }",
        [f"/name/assets/js/{module}.mjs", value],
    )
    return given, spent()


def _spent(page: Page) -> Callable[[], float]:
    """Tells the milliseconds of the processor that a page takes from now on: a clock would count those of others."""
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})

    def spent() -> float:
        told = session.send("Performance.getMetrics")["metrics"]
        session.detach()
        (seconds,) = [each["value"] for each in told if each["name"] == "TaskDuration"]
        return float(seconds) * 1000

    return spent


# ------------------------------------------------------------------ case files


@pytest.mark.parametrize(
    "text",
    [
        "'a: b' + ' '.repeat(v) + 'c'",
        "'a: {' + Array.from({length: v / 8}, (_, n) => `k${n}: v`).join(', ') + '}'",
        "'a: [' + Array.from({length: v / 4}, (_, n) => 'x').join(', ') + ']'",
        "'a: b' + '\\n'.repeat(v) + '  c'",
        "'a: \"' + ' '.repeat(v) + 'c\"'",
        "'a: [' + 'x#'.repeat(v / 2) + ']'",
        "'a: x' + '  #'.repeat(v / 3)",
        "'a: |' + ' '.repeat(v) + 'x'",
    ],
)
def test_no_file_holds_the_reader_up(still: Page, text: str) -> None:
    """However a file is filled up to its bound, it is read or refused at once, and in words."""
    read, took = _run(still, "form/yaml-reader", f"m.read({text}); return 'read'", HALF)

    assert took < PATIENT
    assert read == "read" or read.startswith("Error: Line ")


@pytest.mark.parametrize(
    "sign", ["\u202e", "\u2066", "\u061c", "\x00", "\x1b", "\x85", "\r", "\u2028"]
)
def test_signs_that_nobody_sees_are_refused_with_their_line(still: Page, sign: str) -> None:
    """As the program does: a text with a hidden mark can read differently from what it says."""
    read, _ = _run(still, "form/yaml-reader", "return m.read(v)", f"title: a\nsummary: b{sign}c\n")

    assert read == (
        f"Error: Line 2: a sign that nobody sees stands here (U+{ord(sign):04X}); delete it"
    )


def test_names_of_what_every_object_has_are_fields_like_others(still: Page) -> None:
    """Neither the reader nor the form takes `__proto__` or `constructor` for more than an unknown field."""
    told, _ = _run(
        still,
        "form/yaml-reader",
        "const s = await import('/name/assets/js/form/state.mjs');"
        "const d = await (await fetch(document.getElementById('case-form').dataset.definition)).json();"
        "const left = []; s.restored(d, d.root, m.read(v), (name) => left.push(name));"
        "return [left, ({}).stained ?? null]",
        "__proto__:\n  stained: x\nconstructor:\n  prototype: {stained: x}\n",
    )

    assert told == [["__proto__", "constructor"], None]


@pytest.mark.parametrize(
    ("module", "code"),
    [
        ("form/kinds", "return m.strip('a' + ' '.repeat(v) + 'b').length === v + 2"),
        ("form/kinds", "return m.KINDS.number('1'.repeat(v) + 'x')[0] === 'not-a-number'"),
        ("form/everyday", "return m.meant('date', '1 of march' + ' '.repeat(v) + 'x') === ''"),
        ("form/everyday", "return m.meant('url', 'a.'.repeat(v) + '!') === ''"),
    ],
)
def test_no_text_holds_a_field_up(still: Page, module: str, code: str) -> None:
    """A text of any length in a field is judged at once."""
    right, took = _run(still, module, code, HALF)

    assert (right, took < PATIENT) == (True, True)


@pytest.mark.parametrize(
    "source",
    [
        {"id": "s", "derives_from": ["constructor"]},
        {"id": "__proto__", "derives_from": ["__proto__"]},
        {"id": "valueOf", "derives_from": ["toString"]},
    ],
)
def test_a_source_may_be_called_as_what_every_object_has(still: Page, source: Any) -> None:
    """Ids such as `constructor` are ids; the rules on origins neither stumble nor take them for a circle."""
    found, _ = _run(
        still,
        "form/rules",
        "const d = await (await fetch(document.getElementById('case-form').dataset.definition)).json();"
        "return m.findings(d, v, []).filter(({rule}) => rule === 'sources/circle').length",
        {"sources": [source]},
    )

    assert found == (1 if source["id"] in source["derives_from"] else 0)


def test_a_long_row_of_sources_is_followed_to_its_end(still: Page) -> None:
    """Thousands of sources that lean on each other exhaust nothing."""
    found, took = _run(
        still,
        "form/rules",
        "const d = await (await fetch(document.getElementById('case-form').dataset.definition)).json();"
        "const sources = Array.from({length: v}, (_, n) => ({id: `s${n}`, url: `u${n}`, derives_from: [`s${(n + 1) % v}`]}));"
        "return m.findings(d, {sources}, []).filter(({rule}) => rule === 'sources/circle').length",
        9000,
    )

    assert (found, took < 2 * PATIENT) == (9000, True)


def test_thousands_of_unknown_names_are_told_in_time(still: Page) -> None:
    """What was meant is looked for once a name, not once a comparison."""
    found, took = _run(
        still,
        "form/rules",
        "const d = await (await fetch(document.getElementById('case-form').dataset.definition)).json();"
        "const lessons = [{items: Array.from({length: v}, (_, n) => ({item: `no-such-check-with-a-long-name-${n}`}))}];"
        "return m.findings(d, {lessons}, []).filter(({rule}) => rule === 'references/unknown-item').length",
        1000,
    )

    assert (found, took < 2 * PATIENT) == (1000, True)


@pytest.mark.parametrize(
    "text", ["' '", "'.'", "' .'", "'\\n'", "'“'", "'!['", "'[a]('", "'1'", "'a@'", "'`'"]
)
def test_no_text_holds_the_rules_up(still: Page, text: str) -> None:
    """Texts far beyond the bound of their field are told as too long, and are not gone through to their end."""
    _, took = _run(
        still,
        "form/rules",
        "const p = await import('/name/assets/js/form/publication.mjs');"
        "const d = await (await fetch(document.getElementById('case-form').dataset.definition)).json();"
        f"const text = 'a' + {text}.repeat(v) + 'b';"
        "const c = {title: text, summary: text, claims: [{text}], lessons: [{text, items: [{why: text}]}]};"
        "m.findings(d, c, []); p.missing(d, c)",
        HALF,
    )

    assert took < PATIENT


def test_a_pasted_file_has_the_bound_of_a_chosen_one(page: Page) -> None:
    """Text that is too long for a case is refused before anything reads it."""
    page.goto(FORM, wait_until="load")
    page.get_by_text("Open a case file").click()
    page.locator(".opener textarea").evaluate(
        "(area) => (area.value = 'title: a\\n' + ' '.repeat(600_000))"
    )
    page.get_by_role("button", name="Open it in the form").click()

    expect(page.locator(".opener [role=alert]")).to_have_text("This file is too large for a case.")


# ------------------------------------------------------- assessments on their way


@pytest.mark.parametrize(
    "cell", ["x;=1+1", "x\n=1+1", "x\t@SUM(1)", "x\r\n  +1", "a;'=1", "a;\n-1", "b;;-"]
)
def test_no_part_of_a_cell_becomes_a_formula(still: Page, cell: str) -> None:
    """A spreadsheet that parts cells at other signs than commas meets no formula either, and all comes back."""
    written, _ = _run(
        still, "shared/csv", "return m.write([['item', 'note'], ['VET-01', v]])", cell
    )
    parts = [
        part.strip('" ')
        for line in written[1:].replace("\r", "\n").split("\n")
        for part in line.replace("\t", ";").split(";")
    ]

    assert not [part for part in parts if part.startswith(("=", "+", "-", "@"))]
    assert _run(still, "shared/csv", "return m.read(v)", written)[0] == [
        ["item", "note"],
        ["VET-01", cell],
    ]


def test_an_import_holds_no_more_answers_than_can_be_kept(still: Page) -> None:
    """CSV has the bound of JSON; what is beyond it is counted, and nothing hangs."""
    (kept, left), took = _run(
        still,
        "worklist/files",
        f"const rows = {IDS}.map((id) => `${{id}},done`);"
        "const {assessment, skipped} = m.fromFile(['item,state', ...rows].join('\\n'), 'x.csv');"
        "return [Object.keys(assessment.ticks).length, skipped.length]",
        100_000,
    )

    assert (kept, left) == (2000, 98_000)
    assert took < PATIENT


def test_a_large_export_is_read_in_time(still: Page) -> None:
    """A hundred thousand answers in JSON, of which two thousand can be kept."""
    kept, took = _run(
        still,
        "worklist/model",
        f"const ticks = Object.fromEntries({IDS}.map((id) => [id, {{state: 'na'}}]));"
        "return Object.keys(m.cleanAssessment({ticks}).assessment.ticks).length",
        100_000,
    )

    assert (kept, took < PATIENT) == (2000, True)


def test_a_file_of_gigabytes_is_not_even_read(still: Page) -> None:
    """The size is asked before the text."""
    read, _ = _run(
        still,
        "worklist/files",
        "return (await m.readFile({size: 4e9, name: 'x.json', text: () => { throw new Error('read') }})).skipped",
    )

    assert read == ["The file is larger than 2 MB."]


@pytest.mark.parametrize(
    "rows",
    [
        '[[{"toString":1,"valueOf":1},"done"]]',
        "[[" + "[" * 100_000 + "]" * 100_000 + ',"done"]]',
        '[["__proto__","done"],["constructor","done"],[null,"done"],null,7]',
    ],
)
def test_a_link_with_odd_ids_opens_without_them(still: Page, rows: str) -> None:
    """Whatever stands in the place of an id, the rest of the link is read, and the person is told."""
    told, _ = _run(
        still,
        "worklist/link",
        "const stream = new Blob([v]).stream().pipeThrough(new CompressionStream('deflate-raw'));"
        "const bytes = new Uint8Array(await new Response(stream).arrayBuffer());"
        "let text = ''; for (const byte of bytes) text += String.fromCharCode(byte);"
        "const packed = btoa(text).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');"
        "const {assessment, skipped} = await m.unpack(`worklist=1.${packed}`);"
        "return [assessment.name, Object.keys(assessment.ticks), skipped.length > 0, ({}).done ?? null]",
        f'["x",{rows}]',
    )

    assert told == ["x", [], True, None]


# --------------------------------------------------------------------- addresses


@pytest.mark.parametrize("depth", ["constructor", "toString", "__proto__", "hasOwnProperty"])
def test_an_unknown_depth_shows_the_summary(page: Page, depth: str) -> None:
    """Names that every object has are no depths, and the page keeps working."""
    failed: list[str] = []
    page.on("pageerror", lambda error: failed.append(str(error)))
    page.goto(f"cases/samsung-chatgpt-source-code-2023/?depth={depth}", wait_until="load")
    expect(page.locator(".depths [aria-current]")).to_have_count(1)

    assert failed == []
    assert page.evaluate("document.documentElement.dataset.depth") == "card"


@pytest.mark.parametrize(
    "lost", ["HTTP://LOCALHOST:{port}/", "%5C%5CLOCALHOST:{port}/", "%2F%2FLOCALHOST:{port}/"]
)
def test_a_lost_address_leads_to_no_other_site(
    browser: Browser, address: str, tmp_path: Path, lost: str
) -> None:
    """A path that is itself an address is no wrong spelling of a page, even where the page's policy does not hold."""
    factories.write(tmp_path / "index.html", "<title>Elsewhere</title>")
    context = browser.new_context(base_url=address, bypass_csp=True)
    with server.elsewhere(tmp_path, "localhost") as other:
        page = context.new_page()
        port = other.rstrip("/").rpartition(":")[2]
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(address + lost.format(port=port), wait_until="networkidle")
    context.close()

    assert not [url for url in some(asked) if not url.startswith(address.removesuffix("/name/"))]


def test_a_query_of_a_book_is_searched_by_its_beginning(page: Page) -> None:
    """An address with thousands of strange words neither hangs the page nor asks for each of them."""
    words = " ".join(f"zq{n:x}vwxk" for n in range(1500))
    page.goto("search/", wait_until="load")
    spent = _spent(page)
    page.goto(f"search/?q={words.replace(' ', '+')}", wait_until="load")

    expect(page.locator(".results-head__count")).to_contain_text("Nothing found")
    assert spent() < PATIENT


def test_the_title_says_the_query_as_it_is(page: Page) -> None:
    """Signs that stand for parts of a text in a replacement are plain signs here, at each change."""
    page.goto("search/?q=$%26$'” x", wait_until="load")
    expect(page).to_have_title(re.compile(r"^“\$&\$'” x” . Search "))
    page.locator("main input[type=search], main input[name=q]").first.fill("")

    expect(page).to_have_title(re.compile("^Search "))


# ---------------------------------------------------------------------- messages


@pytest.mark.parametrize(
    ("height", "shown"),
    [
        ("1e9", "border: 0px; height: 100000px;"),
        ("-5", None),
        ("'1px; position: fixed'", None),
        ("NaN", None),
        ("777.5", "border: 0px; height: 777.5px;"),
    ],
)
def test_a_frame_gets_no_height_that_floods_its_host(
    page: Page, tmp_path: Path, height: str, shown: str | None
) -> None:
    """The script that we tell hosts to paste bounds what a frame may ask for, and sets nothing else."""
    inner = tmp_path / "embed" / "index.html"
    inner.parent.mkdir()
    factories.write(
        inner, f"<script>parent.postMessage({{casebook: 'height', height: {height}}}, '*')</script>"
    )
    factories.write(
        tmp_path / "index.html",
        f"<!doctype html>{host_script()}<script>addEventListener('message', () => (window.heard = true))</script>"
        '<iframe src="/embed/index.html"></iframe>',
    )
    with server.elsewhere(tmp_path, "localhost") as other:
        page.goto(other, wait_until="load")
        page.wait_for_function("window.heard")
        assert page.locator("iframe").get_attribute("style") == shown


def test_a_message_of_another_window_moves_no_frame(page: Page, tmp_path: Path) -> None:
    """Only the frame itself tells its height."""
    (tmp_path / "embed").mkdir()
    factories.write(tmp_path / "embed" / "index.html", "<p>quiet")
    factories.write(
        tmp_path / "index.html",
        f'<!doctype html>{host_script()}<iframe src="/embed/index.html"></iframe>',
    )
    with server.elsewhere(tmp_path, "localhost") as other:
        page.goto(other, wait_until="load")
        page.evaluate(
            "async () => { for (const data of [null, 'x', {casebook: 'height', height: 9}]) postMessage(data, '*'); await new Promise((done) => setTimeout(done, 100)) }"
        )

        assert page.locator("iframe").get_attribute("style") is None


# ---------------------------------------------------------------------- platforms

_THROWS = "() => { throw new Error('broken') }"
_BREAKS = {
    "at the first call": f"window.API = {{LMSInitialize: {_THROWS}}}",
    "at every later call": f"window.API = {{LMSInitialize: () => 'true', LMSGetValue: {_THROWS}, LMSSetValue: {_THROWS}, LMSCommit: {_THROWS}, LMSFinish: {_THROWS}}}",
    "by being none": "window.API = document.createElement('form')",
    "by halves": "window.API = {LMSInitialize: () => 'true'}",
}


@pytest.fixture(name="course")
def _course(tmp_path: Path, real: Reading) -> Path:
    """A quiz as a platform unpacks it."""
    case = real.corpus.cases["samsung-chatgpt-source-code-2023"]
    asked = quizzes.quiz(case, real.corpus, Settings("https://casebook.example/"))
    with zipfile.ZipFile(io.BytesIO(scorm.package(asked))) as archive:
        archive.extractall(tmp_path / "package")
    return tmp_path


def _played(page: Page, course: Path, api: str) -> None:
    """Play the quiz in a platform with this object, the first answer to each question."""
    failed: list[str] = []
    page.on("pageerror", lambda error: failed.append(str(error)))
    factories.write(
        course / "index.html",
        f'<!doctype html><script>{api}</script><iframe src="package/index.html"></iframe>',
    )
    with server.elsewhere(course, "localhost") as other:
        page.goto(other, wait_until="load")
        quiz = page.frames[1]
        for group in quiz.locator("fieldset").all():
            group.locator("input").first.check(force=True)
        quiz.locator("button[type=submit]").evaluate("(button) => button.click()")
        expect(quiz.locator("#result")).to_contain_text("right.")
        page.evaluate("document.querySelector('iframe').remove()")
    assert failed == []


@pytest.mark.parametrize("api", list(_BREAKS.values()), ids=list(_BREAKS))
def test_a_platform_that_breaks_leaves_the_quiz_whole(page: Page, course: Path, api: str) -> None:
    """Nothing is recorded then, but the quiz can be played to its end."""
    _played(page, course, api)


@pytest.mark.parametrize("before", ["1e999", "-7", "9999", "NaN", "x5"])
def test_a_score_that_is_none_does_not_stand_above_every_other(
    page: Page, course: Path, before: str
) -> None:
    """What a platform kept as a score counts only from 0 to 100; else what is reached now counts."""
    kept = {
        "cmi.core.lesson_status": "completed",
        "cmi.core.score.raw": before,
        "cmi.suspend_data": "constructor=__proto__;<img src=x>;=;;" + "x=" * 100_000,
    }
    _played(
        page,
        course,
        f"const kept = {json.dumps(kept)}; window.API = {{LMSInitialize: () => 'true', LMSGetValue: (name) => kept[name] ?? '',"
        " LMSSetValue: (name, value) => { kept[name] = value; return 'true' }, LMSCommit: () => 'true', LMSFinish: () => 'true'}",
    )

    assert 0 <= float(page.evaluate("kept['cmi.core.score.raw']")) < 100
    assert page.evaluate("kept['cmi.suspend_data']") == ""
