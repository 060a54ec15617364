"""Numbers as an author wrote them."""

from __future__ import annotations


def as_written(number: float) -> float:
    """A number without the ".0" of one that is whole: 8000 and not 8000.0."""
    return int(number) if float(number).is_integer() else number
