"""Edits of a text: which characters go, and what comes instead."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Edit:
    """Characters ``start`` to ``end``, counted from 0, become ``text``."""

    start: int
    end: int
    text: str
    told: str = ""
    """What was done, for the author; empty for layout."""
    says: str = ""
    """What the text says when it is read, where it says something new."""


def applied(text: str, edits: Iterable[Edit]) -> str:
    """The text with every edit carried out; edits do not overlap."""
    for edit in sorted(edits, reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text
