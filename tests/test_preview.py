"""What only the live server shows, and where the command line may write."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import factories
import pytest
from casebook import cli
from casebook.base.settings import Settings
from casebook.pages.problems import previewed
from casebook.reading.load import load


def test_a_draft_has_a_page_in_the_preview_alone(tmp_path: Path) -> None:
    """A sound project gives no page of problems, and its drafts are shown beside the rest."""
    draft = factories.draft(id="a-draft-2024")
    reading = load(factories.write_project(tmp_path, factories.case(), draft))

    pages, corpus = previewed(reading, Settings())

    assert pages == []
    assert "a-draft-2024" in corpus.cases
    assert "a-draft-2024" not in reading.corpus.cases
    assert "a-draft-2024" not in {case.id for case in corpus.listed}


def test_output_may_go_to_any_stream(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command line writes to a stream that knows no encoding as to any other."""
    root = factories.write_project(tmp_path, factories.case())
    said = io.StringIO()
    monkeypatch.setattr(sys, "stderr", said)

    code = cli.main(["--root", str(root), "check", "--quiet"])

    assert code == 0
    assert "checked: 0 problems." in said.getvalue()
