"""``casebook new`` keeps what was answered when only the name does not fit."""

from __future__ import annotations

import sys
from pathlib import Path

import factories
import pytest
from casebook import cli

OPTIONS = {
    "title": "A ferry bot offered a discount that did not exist in 2024",
    "summary": "In May 2024 a bot offered travellers a discount that does not exist, by one report.",
    "kind": "incident",
    "disclosed": "2024-06-03",
    "fact": "The bot offered a traveller a discount.",
    "source-title": "Ferry bot offers a discount",
    "source-publisher": "The Daily",
    "source-url": "https://daily.example/ferry",
}


def _new(root: Path) -> int:
    given = [part for name, value in OPTIONS.items() for part in (f"--{name}", value)]
    return cli.main(["--root", str(root), "new", *given])


def test_a_taken_name_is_asked_for_again_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At a terminal a name that is taken or wrong is asked for until one fits."""
    root = factories.write_project(tmp_path, factories.case())
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    names = iter(["Not An Id", "another-ferry-2024"])
    asked = []

    def answer(question: str) -> str:
        asked.append(question)
        return next(names)

    monkeypatch.setattr("builtins.input", answer)

    first, second = _new(root), _new(root)

    assert (first, second) == (0, 0)
    assert asked == ["Another ID: ", "Another ID: "]
    assert (root / "cases" / "another-ferry-2024.yml").is_file()
