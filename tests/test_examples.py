"""The examples: every rule has a case or list that breaks it, and the exact words it is told in.

``examples/invalid/<rule>.yml`` is a case file on its own. ``examples/invalid/<rule>/``
holds the files that differ from the small project of ``factories.write_project``.
Where it also holds a folder ``since/``, the project with those files is committed first,
and what must be said is what ``--since`` tells of the way from there.
``--`` and a word after the rule mark a further example. What must be said stands
beside each in ``<rule>.expected``; ``pytest --update-expected`` rewrites these.
A first line ``# pad to N bytes`` stands for a comment that makes the file that long.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import factories
import pytest
from casebook.base.problems import Problem
from casebook.base.settings import Settings
from casebook.history import revisions as history
from casebook.history import since
from casebook.model import Case, Permalinks, Vocabulary
from casebook.model.kinds import Record
from casebook.reading import shape
from casebook.reading.load import Loader, Reading, load
from casebook.report import FORMATS
from casebook.rules import CATALOGUE
from casebook.source import read
from pydantic import ValidationError
from support import revisions
from support.some import some

VALID = sorted((factories.EXAMPLES / "valid").glob("*.yml"))
INVALID = factories.EXAMPLES / "invalid"
FILES = sorted(INVALID.glob("*/*.yml"))
FOLDERS = sorted(path for path in INVALID.glob("*/*") if path.is_dir())
_PADDED = re.compile(rb"# pad to (\d+) bytes\n")


def _name(example: Path) -> str:
    return f"{example.parent.name}/{example.name.removesuffix('.yml')}"


def _rule(example: Path) -> str:
    return _name(example).partition("--")[0]


def _told(problems: Iterable[Problem], *, with_path: bool) -> str:
    lines = []
    for problem in problems:
        text = str(problem) if with_path else str(problem).removeprefix(f"{problem.path}:")
        lines += [text, f"    {problem.remedy}"]
    return "\n".join(lines) + "\n"


def _compare(example: Path, told: str, update: bool) -> None:
    expected = example.parent / f"{example.name.removesuffix('.yml')}.expected"
    if update:
        expected.write_text(told, encoding="utf-8")
    assert expected.read_text(encoding="utf-8") == told


def _of_file(base: Loader, example: Path, tmp_path: Path) -> Reading:
    raw = example.read_bytes()
    if padded := _PADDED.match(raw):
        example = tmp_path / example.name
        example.write_bytes(raw + b"#" * (int(padded[1]) - len(raw)))
    return base.load(only=[example])


_ALWAYS = frozenset({"permalinks/not-recorded", "items/no-case"})
"""Warnings of the small project itself, which only their own examples speak of."""


def _of_folder(example: Path, root: Path) -> list[Problem]:
    earlier = example / "since"
    if earlier.is_dir():
        _lay(root, earlier)
        revisions.commit(root)
        shutil.rmtree(root / "cases")
        shutil.rmtree(root / "docs")
    _lay(root, example)
    reading = load(root)
    told = list(reading.problems)
    if earlier.is_dir():
        told = sorted([*told, *since.problems(root, reading, history.at(root, "HEAD"))])
    muted = _ALWAYS - {_rule(example)}
    return [problem for problem in told if problem.rule not in muted]


def _lay(root: Path, files: Path) -> None:
    factories.write_project(root)
    ledger = list((files / "docs").glob("permalinks*"))
    if ledger:
        factories.forget_addresses(root)
    shutil.copytree(files, root, dirs_exist_ok=True, ignore=shutil.ignore_patterns("since"))
    if not ledger:
        factories.record_addresses(root)


_SITE = Settings(site_url="https://example.org/name/")


def _tells_all(problems: Iterable[Problem]) -> None:
    """Each problem, as programs and as people get it, names place, rule, message, remedy and help."""
    told = list(problems)
    entries = json.loads(FORMATS["json"](told, _SITE, 1))["problems"]
    for_people = FORMATS["text"](told, _SITE, 1)

    assert len(entries) == len(told) > 0
    for problem, entry in zip(sorted(told), sorted(entries, key=_order), strict=True):
        anchor = problem.rule.replace("/", "-")
        assert problem.rule in CATALOGUE
        assert min(problem.line, problem.column) > 0
        assert entry["help"] == f"https://example.org/name/contribute/rules/#{anchor}"
        assert all(entry[part] for part in ("path", "message", "remedy"))
        assert (entry["line"], entry["column"]) == (problem.line, problem.column)
        hint = "warning: " if problem.severity == "warning" else ""
        assert f"{problem.where}: {problem.rule}: {hint}{problem.message}" in for_people
        assert problem.remedy in for_people


def _order(entry: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(entry[part] for part in ("path", "line", "column", "rule", "message"))


@pytest.mark.parametrize("example", VALID, ids=lambda path: path.stem)
def test_valid_example_has_no_problem(base: Loader, example: Path) -> None:
    """A valid example is read without a single complaint."""
    assert () == base.load(only=[example]).problems


@pytest.mark.parametrize("example", FILES, ids=_name)
def test_invalid_case(base: Loader, example: Path, tmp_path: Path, update_expected: bool) -> None:
    """A broken case is told rule, line, column, message and remedy exactly as expected."""
    problems = _of_file(base, example, tmp_path).problems

    assert _rule(example) in {problem.rule for problem in problems}
    _tells_all(problems)
    _compare(example, _told(problems, with_path=False), update_expected)


@pytest.mark.parametrize("example", FOLDERS, ids=_name)
def test_invalid_project(example: Path, tmp_path: Path, update_expected: bool) -> None:
    """A broken list, vocabulary or ledger is told exactly as expected, with its file."""
    problems = _of_folder(example, tmp_path / "project")

    assert _rule(example) in {problem.rule for problem in problems}
    _tells_all(problems)
    _compare(example, _told(problems, with_path=True), update_expected)


def test_every_rule_has_an_example() -> None:
    """The catalogue and the folder of broken examples hold the same rules; there are many."""
    assert len(CATALOGUE) > 80
    assert sorted(CATALOGUE) == sorted({_rule(example) for example in [*FILES, *FOLDERS]})


def test_every_expected_output_has_an_example() -> None:
    """No expected output is left behind when its example goes."""
    examples = {_name(example) for example in [*FILES, *FOLDERS]}
    expected = {
        f"{path.parent.name}/{path.name.removesuffix('.expected')}"
        for path in INVALID.glob("*/*.expected")
    }

    assert examples == expected


def test_every_problem_has_a_remedy() -> None:
    """Each complaint of each example is followed by a sentence that says what to do."""
    for path in some(INVALID.glob("*/*.expected")):
        lines = path.read_text(encoding="utf-8").splitlines()
        remedies = lines[1::2]

        assert len(lines) == 2 * len(remedies), path
        assert [] == [line for line in remedies if not re.match(r" {4}\S.*[.?:)]$", line)], path


def test_every_way_to_be_misshapen_has_an_example() -> None:
    """Each kind of complaint that pydantic has, and that shape.py words, comes up in an example."""
    models: dict[str, type[Record]] = {"permalinks": Permalinks, "vocabulary": Vocabulary}
    found: set[str] = set()
    for path in [*FILES, *INVALID.glob("*/*/docs/*.yml")]:
        source, _ = read(path, path.name)
        if source is None:
            continue
        try:
            models.get(path.stem, Case).model_validate(source.data)
        except ValidationError as error:
            found |= {detail["type"] for detail in error.errors()}

    assert sorted(shape._SPEAKERS) == sorted(found)
