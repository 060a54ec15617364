"""The documents are true: commands answer as shown, and everything named exists."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import factories
import pytest
from casebook import cli, rules
from support import revisions

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted(path for path in (ROOT / "docs").rglob("*.md") if "theme" not in path.parts)
_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def blocks(text: str) -> Iterator[tuple[str, str]]:
    """Each command of a page's console blocks, and what the page says it answers."""
    for block in _BLOCK.finditer(text):
        for part in re.split(r"^\$ ", block[1], flags=re.MULTILINE)[1:]:
            lines = part.splitlines()
            size = _command_size(lines)
            yield "\n".join(lines[:size]), "\n".join(lines[size:])


def _command_size(lines: list[str]) -> int:
    here = re.search(r"<<'(\w+)'", lines[0])
    if here:
        return lines.index(here[1]) + 1
    return next(n for n, line in enumerate(lines, 1) if not line.endswith("\\"))


@pytest.fixture(name="clone")
def _clone(tmp_path: Path) -> Path:
    """A folder that looks like a clone after `make site`."""
    for name in ("cases", "docs"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    command = tmp_path / ".venv" / "bin" / "casebook"
    command.parent.mkdir(parents=True)
    scripts = ROOT / "scripts"
    command.write_text(
        f'#!/bin/sh\nPYTHONPATH="{scripts}" exec "{sys.executable}" -m casebook "$@"\n'
    )
    command.chmod(0o755)
    factories.write(tmp_path / ".gitignore", ".venv/\n")
    revisions.commit(tmp_path)
    return tmp_path


@pytest.mark.unmeasured
def test_commands_answer_as_the_first_case_page_shows(clone: Path) -> None:
    """Every command of "Your first case", run in order, prints exactly what the page shows."""
    page = (ROOT / "docs" / "contribute" / "first-case.md").read_text("utf-8")
    shown = list(blocks(page))

    answered = []
    for command, _ in shown:
        ran = subprocess.run(
            ["bash", "-c", command],
            cwd=clone,
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
            check=False,
        )
        answered.append((command, (ran.stdout + ran.stderr).rstrip("\n")))

    assert len(shown) > 5
    assert shown == answered


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_page_has_a_title_and_a_description(page: Path) -> None:
    """A hand-written page has a title, a description that fits a search result, and one heading."""
    text = page.read_text("utf-8")
    front = re.match(r"---\n(.*?)\n---\n", text, re.DOTALL)
    assert front, "no front matter"
    description = re.search(r"^description: (.+)$", front[1], re.MULTILINE)

    assert re.search(r"^title: .+$", front[1], re.MULTILINE)
    assert description is not None
    assert 50 <= len(description[1]) <= 160
    assert (
        len(re.findall(r"^# ", re.sub(r"```.*?```", "", text, flags=re.DOTALL), re.MULTILINE)) == 1
    )


def test_documents_name_only_rules_that_exist() -> None:
    """A rule that a document names is in the catalogue."""
    families = {rule.partition("/")[0] for rule in rules.CATALOGUE}
    named = {
        name
        for page in [*PAGES, ROOT / "README.md", ROOT / "CONTRIBUTING.md"]
        for name in re.findall(r"`([a-z]+/[a-z-]+)`", page.read_text("utf-8"))
        if name.partition("/")[0] in families and not (ROOT / name).exists()
    }

    assert named
    assert named <= set(rules.CATALOGUE)


def test_documents_name_only_commands_that_exist() -> None:
    """A command of ours that a document names can be run."""
    pages = [*PAGES, ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md"]
    text = "\n".join(page.read_text("utf-8") for page in pages)
    named = set(re.findall(r"(?:`|bin/)casebook ([a-z]+)(?=[ `\n])", text))
    made = set(re.findall(r"`make ([a-z]+)`|^make ([a-z]+)", text, re.MULTILINE))
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))

    assert {"check", "new", "export"} <= named
    assert named <= set(cli.COMMANDS)
    assert {name for pair in made for name in pair if name} <= targets


def test_readme_pictures_exist() -> None:
    """The pictures the README shows are in the repository."""
    readme = (ROOT / "README.md").read_text("utf-8")
    pictures = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", readme)

    assert pictures
    assert [picture for picture in pictures if not (ROOT / picture).is_file()] == []


_LINK = re.compile(
    r"""\]\(<?([^)\s>]+)>?(?: "[^"]*")?\)|(?:href|src)="([^"]+)"|^\[[^\]]+\]: (\S+)""", re.MULTILINE
)


def _links(page: Path) -> Iterator[str]:
    """The links of a Markdown file that begin with neither a scheme nor a fragment."""
    text = re.sub(r"^```.*?^```", "", page.read_text("utf-8"), flags=re.DOTALL | re.MULTILINE)
    for found in _LINK.finditer(re.sub(r"`[^`\n]*`", "", text)):
        link = next(group for group in found.groups() if group)
        if not re.match(r"[a-z]+:|#|\{", link):
            yield link.partition("#")[0]


def test_links_of_documents_work_where_the_files_are_kept() -> None:
    """Each link of each Markdown file leads to a file, so that it works on a code host too."""
    listed = subprocess.run(
        ["git", "-C", str(ROOT), "ls-files", "*.md"], capture_output=True, text=True, check=True
    ).stdout.splitlines()
    links = [(name, link) for name in listed for link in _links(ROOT / name)]

    assert len(links) > 200
    assert [] == [
        f"{name}: {link}" for name, link in links if not ((ROOT / name).parent / link).exists()
    ]


def test_no_path_of_a_machine_and_no_registry_is_named() -> None:
    """No tracked text names a folder of one machine or the host of a package registry."""
    listed = subprocess.run(
        ["git", "-C", str(ROOT), "ls-files"], capture_output=True, text=True, check=True
    ).stdout.splitlines()
    machine = re.compile(r"(?:^|[^a-z0-9./])/(?:wo" + r"rk|ro" + r"ot)/[a-z]")
    hosts = re.compile("py" + r"pi\.org|python" + r"hosted|registry\.npm" + r"js|deb\.deb" + "ian")
    bad = []
    for name in listed:
        path = ROOT / name
        if path.is_file() and path.suffix not in (".png", ".ico"):
            text = path.read_text("utf-8", "replace")
            bad += [name] if machine.search(text) or hosts.search(text) else []

    assert bad == []


def test_every_data_file_names_its_schema() -> None:
    """The schema that an editor reads stands in the first lines of each case and list, and is there."""
    files = [*(ROOT / "cases").glob("*.yml"), *(ROOT / "docs").rglob("*.yml")]
    for path in files:
        head = path.read_text("utf-8").split("\n", 4)[:4]
        named = [line.partition("$schema=")[2] for line in head if "yaml-language-server" in line]
        assert len(named) == 1, path
        assert (path.parent / named[0]).is_file(), path
        if path.parent.name == "cases":
            assert head[0] == "# yaml-language-server: $schema=../docs/schema/case.json", path

    assert len(files) > 180


def test_the_form_for_an_answer_asks_for_what_the_policy_needs() -> None:
    """The letter that is ready to send can be sent: it names the contact, and the deadlines stand above it."""
    page = (ROOT / "docs" / "policy" / "right-of-reply.md").read_text("utf-8")
    letter = (
        page.partition("### A letter ready to send")[2].partition("```text")[2].partition("```")[0]
    )

    assert "{{ contact }}" in letter
    assert {"Page and passage", "I ask for", "What would be right"} <= {
        line.partition(":")[0] for line in letter.splitlines()
    }
    assert "7 days" in page
    assert "30 days" in page


def test_every_story_that_is_not_a_case_has_a_reason() -> None:
    """The list of what was looked at names each story once and says why it is no case."""
    text = (ROOT / "docs" / "about" / "not-a-case.md").read_text("utf-8")
    rows = re.findall(r"^\| (?!Story|---)(.+?) \| (.*?) \|$", text, re.MULTILINE)

    assert len(rows) > 25
    assert [story for story, reason in rows if len(reason.split()) < 2] == []
    assert len({story for story, _ in rows}) == len(rows)
