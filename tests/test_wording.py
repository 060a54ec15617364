"""No sentence steers the program: with every label and message reworded it does the same."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zlib import crc32

import factories
import pytest
import yaml
from casebook.authoring.schema import MODELS, models
from casebook.base.problems import Problem
from casebook.cli import main
from casebook.fixes import mend
from casebook.model import Case
from casebook.model.kinds import Record, Says
from casebook.model.walk import shapes
from casebook.reading import complaints, shape
from casebook.reading.load import Loader
from casebook.rules import CATALOGUE
from casebook.rules.publication import PARTS

INVALID = sorted((factories.EXAMPLES / "invalid").glob("*/*.yml"))
UNTIDY = """\
Kind: Near Miss
countries: [no]
legal_note: Yes
id: "acme-bot"
disclosed: "2024-04-10"
lessons:
  - items:
      - item: sec 1
sources:
  - id: 'notice'
    url: https://acme.example/notice
    language: 'en'
    derives_from: ["daily"]
    licence: "MIT"
"""
MISSPELT = {
    "id": "Acme Refund Bot!",
    "disclosed": "10 April 2024",
    "kind": "",
    "title": "Too short",
    "summary": "Too short.",
    "legal_note": "maybe",
}
_OFFERED = re.compile(r"here that is `([^`]+)`")
_FILLED = re.compile(r"\{\w+\}")


def _reworded(text: str) -> str:
    """Other words in which the same things are filled in."""
    return " ".join(["Qx", *_FILLED.findall(text)])


def _reword_vocabulary(root: Path) -> None:
    """Give every term of a project another label and another definition."""
    path = root / "docs" / "vocabulary.yml"
    data = yaml.safe_load(path.read_text("utf-8"))
    number = 0
    for terms in data["vocabularies"].values():
        for term in terms.values():
            number += 1
            term["label"] = f"Qx {number}"
            if "definition" in term:
                term["definition"] = f"Qx means {number}."
    path.write_text(factories.as_yaml(data), "utf-8")


class _Rewording:
    """Rewords every text of this process: messages, remedies, hints, descriptions, rules."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self._patch = patch
        self.count = 0
        """Texts that were reworded."""

    def __call__(self) -> None:
        """Reword; undone with the patch."""
        for rule in CATALOGUE.values():
            self._put(rule, title="Qx", why="Qx", remedy="Qx")
        for part in PARTS:
            self._put(part, message=f"Qx {crc32(part.message.encode())}", remedy="Qx")
        for words in complaints.WORDS.values():
            texts = {name: getattr(words, name) for name in ("message", "remedy", "in_form")}
            self._put(words, **{name: _reworded(text) for name, text in texts.items() if text})
        for model in {part for made in MODELS.values() for part in models(made)}:
            self._fields(model)
        self._patch.setattr(Problem, "__post_init__", _other_words(Problem.__post_init__))

    def _fields(self, model: type[Record]) -> None:
        for info in model.model_fields.values():
            self._patch.setattr(info, "description", "Qx")
        for marker in (marker for field in shapes(model) for marker in field.markers):
            if isinstance(marker, Says):
                self._put(marker, text="Qx")

    def _put(self, thing: Any, **texts: str) -> None:
        for name, text in texts.items():
            self.count += getattr(thing, name) != text
            self._patch.setitem(vars(thing), name, text)  # frozen values have no other way in


def _other_words(printable: Callable[[Problem], None]) -> Callable[[Problem], None]:
    """What makes a problem, but with a number for its message: two different ones stay two."""

    def other(problem: Problem) -> None:
        printable(problem)
        offered = "".join(f" here that is `{found}`" for found in _OFFERED.findall(problem.remedy))
        object.__setattr__(problem, "message", f"Qx {crc32(problem.message.encode())}")
        object.__setattr__(problem, "remedy", f"Qx{offered}")

    return other


def _found(loader: Loader, example: Path) -> list[tuple[Any, ...]]:
    """What is told of a file, without the words: place, rule, weight and the value that is offered."""
    problems = loader.load(only=[example]).problems
    return sorted(
        (p.path, p.line, p.column, p.rule, p.severity, *_OFFERED.findall(p.remedy))
        for p in problems
    )


def _behaviour(root: Path, out: Callable[[], Any]) -> dict[str, Any]:
    loader = Loader(root)
    library = loader.load().corpus.library
    broken = factories.write(
        root / "broken.yml", factories.as_yaml(factories.case(kind="Incident"))
    )
    codes = []
    for arguments in (
        ["check"],
        ["check", str(broken)],
        ["fix", "--dry-run", str(broken)],
        ["check", "--format", "json"],
        ["schema", "--check"],
    ):
        codes.append(main(["--root", str(root), *arguments]))
        out()
    return {
        "problems": {path: _found(loader, path) for path in INVALID},
        "fixed": mend(UNTIDY, Case, library).text,
        "layout": mend(UNTIDY, Case, library).layout,
        "judged": {
            name: (bool(told := shape.judge(Case, name, value)), _OFFERED.findall(told))
            for name, value in MISSPELT.items()
        },
        "codes": codes,
    }


@pytest.fixture
def rewording(monkeypatch: pytest.MonkeyPatch) -> _Rewording:
    """Rewords this process when it is called."""
    return _Rewording(monkeypatch)


@pytest.mark.unmeasured
def test_other_words_change_nothing_else(
    tmp_path: Path, rewording: _Rewording, capsys: pytest.CaptureFixture[str]
) -> None:
    """Rule ids, places, offered values, fixes and exit codes are the same when every text is another."""
    before = _behaviour(factories.write_project(tmp_path / "a"), capsys.readouterr)
    root = factories.write_project(tmp_path / "b")
    _reword_vocabulary(root)
    rewording()
    after = _behaviour(root, capsys.readouterr)

    assert rewording.count > 300
    others = {
        path: (found, after["problems"][path])
        for path, found in before.pop("problems").items()
        if after["problems"][path] != found
    }
    assert others == {}
    assert after == before | {"problems": after["problems"]}
    assert len(after["problems"]) == len(INVALID) > 80
    assert all(after["problems"].values())
    assert "item: SEC-01" in before["fixed"]
    assert {1, 0} <= set(before["codes"])
    assert before["judged"]["id"] == (True, ["acme-refund-bot"])
