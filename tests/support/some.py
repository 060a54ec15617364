"""Loops that assert: over something, and never over nothing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

_T = TypeVar("_T")


def some(things: Iterable[_T]) -> list[_T]:
    """The things as a list.

    Raises:
        AssertionError: if there are none. A loop over nothing asserts nothing, so a test
            would pass after what it looks for has been renamed.
    """
    found = list(things)
    assert found, "there is nothing to look at"
    return found
