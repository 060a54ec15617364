"""One source of truth: a field added to the model is everywhere, with no other edit."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import factories
import pytest
from playwright.sync_api import Browser
from support import formpage, markup, server, sites

pytestmark = pytest.mark.browser

BEFORE = "    content_note: Line | None = Field("
FIELD = '    thrown_away: Line | None = Field(None, description="A field for this test alone.")\n'
WORD = "thrown_away"


@pytest.fixture(name="project", scope="module")
def _project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small project whose program has one more field in the case."""
    root = sites.lay(
        tmp_path_factory.mktemp("one-source") / "project",
        factories.case(thrown_away="Kept for the test"),
    )
    (root / "scripts").unlink()
    shutil.copytree(
        factories.REPOSITORY / "scripts",
        root / "scripts",
        ignore=shutil.ignore_patterns("__pycache__"),
    )
    model = root / "scripts/casebook/model/case.py"
    text = model.read_text("utf-8")
    assert text.count(BEFORE) == 1
    model.write_text(text.replace(BEFORE, FIELD + BEFORE), encoding="utf-8")
    return root


def _run(root: Path, *arguments: str) -> None:
    ran = sites.run(*arguments, cwd=root, PYTHONPATH=str(root / "scripts"))
    assert ran.returncode == 0, ran.stdout + ran.stderr


@pytest.fixture(name="built", scope="module")
def _built(project: Path) -> Path:
    """The site of that project."""
    _run(project, "site", "--output", str(project / "out"))
    return project / "out"


def test_new_field_is_in_the_schema(project: Path) -> None:
    """`casebook schema` writes it."""
    _run(project, "schema")
    made = json.loads((project / "docs/schema/case.json").read_text("utf-8"))

    assert "A field for this test alone." == made["properties"][WORD]["description"]


def test_new_field_is_in_the_first_version_of_a_case(project: Path) -> None:
    """`casebook new` names it."""
    options = {
        "title": "A bot promised a discount in 2024",
        "summary": "A bot promised a discount in 2024, and the company did not keep the promise.",
        "kind": "incident", "disclosed": "2024", "fact": "A bot promised it.",
        "source-title": "The bot", "source-publisher": "The Daily", "source-url": "https://daily.example",
    }  # fmt: skip
    _run(
        project,
        "new",
        "fresh",
        *(part for name, value in options.items() for part in (f"--{name}", value)),
    )
    text = (project / "cases/fresh.yml").read_text("utf-8")
    (project / "cases/fresh.yml").unlink()

    assert f"# {WORD}: A field for this test alone.\n" in text


def test_new_field_is_on_the_page_of_the_format(built: Path) -> None:
    """The reference names and describes it."""
    page = markup.document((built / "contribute/case-format/index.html").read_text("utf-8"))

    assert f"{WORD} " in markup.words(page)
    assert "A field for this test alone." in markup.words(page)


def test_new_field_is_in_the_data_of_a_case(built: Path) -> None:
    """What a case says in it is published."""
    (made,) = [
        json.loads(path.read_text("utf-8")) for path in (built / "api/v1/cases").glob("acme*.json")
    ]

    assert "Kept for the test" == made[WORD]


def test_new_field_is_in_the_form(built: Path) -> None:
    """The form has it in one of its steps, with label and hint."""
    made = json.loads((built / "contribute/new-case/form.json").read_text("utf-8"))
    (field,) = [each for each in made["models"]["Case"]["fields"] if each["name"] == WORD]

    assert [WORD] == [name for step in made["steps"] for name in step["fields"] if name == WORD]
    assert ("Thrown away", "A field for this test alone.", "line") == (
        field["label"],
        field["about"],
        field["kind"],
    )


def test_new_field_is_filled_in_and_accepted(built: Path, project: Path, browser: Browser) -> None:
    """What is typed into it stands in the file, and the check of that program takes it."""
    with server.serving(built, "/name/") as address:
        made = browser.new_context(base_url=address)
        page = made.new_page()
        page.goto("contribute/new-case/?case=acme-refund-bot")
        page.locator("#case-form form").wait_for()
        page.evaluate("document.querySelectorAll('details').forEach((each) => (each.open = true))")
        page.get_by_role("textbox", name="Thrown away").fill("Typed: in the form")
        formpage.add_correction(page, "A field was filled in.", "It was empty.")
        formpage.finish(page)
        text = formpage.file(page)
        made.close()
    written = project / "cases/acme-refund-bot.yml"
    before = written.read_text("utf-8")
    written.write_text(text, encoding="utf-8")
    try:
        _run(project, "check", "cases/acme-refund-bot.yml")
    finally:
        written.write_text(before, encoding="utf-8")

    assert f'{WORD}: "Typed: in the form"\n' in text
