"""Mistakes of beginners: each is named at its place, with its remedy, in the first run of the check."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import factories
import pytest
from casebook.reading.load import Loader, load
from support.mistakes import MISTAKES, Mistake


@pytest.fixture(scope="module")
def strict(tmp_path_factory: pytest.TempPathFactory) -> Loader:
    """A loader that judges drafts as if they were published."""
    root = factories.write_project(tmp_path_factory.mktemp("strict") / "project")
    return Loader(root, as_published=True)


def _draft() -> str:
    whole = (factories.EXAMPLES / "valid/full.yml").read_text("utf-8")
    return whole.replace("  status: published\n", "  status: draft\n")


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.name)
def test_mistake_is_answered(
    base: Loader, strict: Loader, tmp_path: Path, mistake: Mistake
) -> None:
    """The rule speaks at the very line and column, its remedy helps, and few others speak."""
    text, line, column = mistake.done_to(_draft())
    path = factories.write(tmp_path / "full.yml", text)
    problems = (base if mistake.draft else strict).load(only=[path]).problems
    here = [problem for problem in problems if (problem.line, problem.column) == (line, column)]

    assert [mistake.rule] == [problem.rule for problem in here if mistake.remedy in problem.remedy]
    assert len(problems) <= 4


def test_there_are_as_many_mistakes_as_beginners_made() -> None:
    """The list is as long as the one that was made beside beginners, and no mistake is in it twice."""
    names = [mistake.name for mistake in MISTAKES]

    assert len(names) == len(set(names)) >= 112
    assert len([mistake for mistake in MISTAKES if mistake.draft]) >= 108


def _renamed(name: str) -> Callable[[Path], Path]:
    return lambda path: path.rename(path.with_name(name))


def _encoded(encoding: str) -> Callable[[Path], Path]:
    def write(path: Path) -> Path:
        path.write_bytes(path.read_text("utf-8").replace("council", "cöuncil").encode(encoding))
        return path

    return write


def _moved(path: Path) -> Path:
    (path.parent / "mine").mkdir()
    return path.rename(path.parent / "mine" / path.name)


def _linked(path: Path) -> Path:
    there = path.rename(path.parent.parent / path.name)
    path.symlink_to(there)
    return path


def _emptied(path: Path) -> Path:
    path.write_text("")
    return path


@pytest.mark.parametrize(
    ("done", "rule"),
    [
        (_renamed("full.yaml"), "files/ignored"),
        (_renamed("full.yml.txt"), "files/ignored"),
        (_renamed("full (1).yml"), "case/id-is-file-name"),
        (_renamed("Full.yml"), "case/id-is-file-name"),
        (_moved, "files/ignored"),
        (_linked, "files/ignored"),
        (_emptied, "yaml/not-a-mapping"),
        (_encoded("cp1252"), "yaml/not-utf8"),
        (_encoded("utf-16"), "yaml/not-utf8"),
    ],
)
def test_mistake_with_the_file_is_answered(
    tmp_path: Path, done: Callable[[Path], Path], rule: str
) -> None:
    """A file with a wrong name, place or encoding is named, with what to do."""
    root = factories.write_project(tmp_path / "project")
    path = done(factories.write(root / "cases/full.yml", _draft()))
    names = {path.name, path.parent.name}
    problems = [problem for problem in load(root).problems if Path(problem.path).name in names]

    assert rule in [problem.rule for problem in problems]
    assert all(problem.remedy for problem in problems)
