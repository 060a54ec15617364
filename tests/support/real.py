"""The repository's own cases, as far as tests are counted by them."""

from __future__ import annotations

import re

import factories

PUBLISHED = sorted(
    path.stem
    for path in (factories.REPOSITORY / "cases").glob("*.yml")
    if re.search(r"^  status: (?:published|disputed)$", path.read_text("utf-8"), re.MULTILINE)
)
"""Ids of the cases that have a whole page."""
