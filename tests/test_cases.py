"""The repository's own cases and lists: each one is read without an error."""

from __future__ import annotations

from pathlib import Path

import factories
import pytest
from casebook.reading.load import Loader, Reading

LISTS = sorted(
    path
    for name in ("checklists", "frameworks", "patterns")
    for path in (factories.REPOSITORY / "docs" / name).glob("*.yml")
)


@pytest.fixture(scope="module")
def loader() -> Loader:
    """A loader over the repository."""
    return Loader(factories.REPOSITORY)


def _errors(loader: Loader, path: Path) -> list[str]:
    return [f"{problem}\n    {problem.remedy}" for problem in loader.load(only=[path]).errors]


@pytest.mark.parametrize("path", factories.CASES, ids=lambda path: path.stem)
def test_case(loader: Loader, path: Path) -> None:
    """The case breaks no rule."""
    assert [] == _errors(loader, path)


@pytest.mark.parametrize("path", LISTS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_list(loader: Loader, path: Path) -> None:
    """The checklist, framework or pattern breaks no rule."""
    assert [] == _errors(loader, path)


def test_all_together(real: Reading) -> None:
    """The cases and lists break no rule together: no address is lost, no clause unused."""
    assert [] == [str(problem) for problem in real.errors]


def test_there_is_something_to_read(real: Reading) -> None:
    """There are published cases and the four lists; an empty corpus breaks no rule either."""
    assert real.corpus.listed
    assert ["vetting", "security", "communication", "balance"] == list(
        real.corpus.library.checklists
    )
