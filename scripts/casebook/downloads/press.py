"""Typst: data and a layout become a PDF. It starts threads, so others ask here whether it ran."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, cast

import typst

from casebook.base import typefaces

FOLDER = Path(__file__).resolve().parent / "paper"
"""Where the layouts are."""


@cache
def _press(layout: str) -> typst.Compiler:
    # One compiler a layout: it keeps fonts and what it has laid out before.
    return typst.Compiler(
        FOLDER / f"{layout}.typ",
        root=FOLDER,
        ignore_system_fonts=True,
        font_paths=typefaces.folders(),
    )


def started() -> bool:
    """Whether this process has laid out a paper, and so has threads of Typst's."""
    return _press.cache_info().currsize > 0


def printed(layout: str, data: Mapping[str, Any]) -> bytes:
    """Lay data out as a PDF that a screen reader can read (PDF/UA-1); the same data gives the same bytes."""
    inputs = {"data": json.dumps(data, ensure_ascii=False)}
    pdf = _press(layout).compile(
        format="pdf", sys_inputs=inputs, timestamp=0, pdf_standards=["ua-1"]
    )
    return cast("bytes", pdf)  # one document gives one file, and no output path gives it back
