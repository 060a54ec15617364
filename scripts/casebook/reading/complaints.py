"""The words of a complaint about one value, for the command line and for the form.

Templates only: :mod:`casebook.reading.shape` fills them in for files, and
``docs/assets/js/form/`` for what is typed into the form, so that both say the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple


class Said(NamedTuple):
    """A complaint about one value."""

    rule: str
    message: str
    remedy: str
    in_form: str
    """The remedy for somebody who was asked a question and has no file before them."""


def said(rule: str, message: str, remedy: str) -> Said:
    """A complaint whose remedy is the same everywhere."""
    return Said(rule, message, remedy, remedy)


@dataclass(frozen=True)
class Words:
    """How one kind of complaint is told.

    ``{name}`` is the field, ``{wants}`` what it takes, ``{about}`` its
    description; the other fields in braces are measured on the value.
    """

    rule: str
    message: str
    remedy: str
    in_form: str = ""
    """The remedy for somebody who sees a form and no file; empty where it is the same."""

    def told(self, **values: object) -> Said:
        """The complaint, filled in."""
        remedies = (self.remedy, self.in_form or self.remedy)
        return Said(
            self.rule,
            self.message.format(**values),
            *(text.format(**values).strip() for text in remedies),
        )


WORDS: Mapping[str, Words] = {
    "missing": Words(
        "shape/missing-key", "`{name}` is missing", "Add `{name}:`. {about}", "{about}"
    ),
    "empty": Words(
        "shape/empty", "`{name}` is empty", "Write {wants}; or delete the line.", "Write {wants}."
    ),
    "several-lines": Words(
        "shape/several-lines",
        "`{name}` runs over several lines",
        "Keep it to one line; `>-` after the colon joins lines into one.",
        "Keep it to one line.",
    ),
    "control-character": Words(
        "shape/control-character",
        "`{name}` holds a hidden character",
        "Delete it; in double quotes a backslash and a letter may have made it.",
        "Delete it; it often comes along when text is pasted from another program.",
    ),
    "too-long": Words(
        "shape/too-long",
        "`{name}` has {length}; {limit} fit",
        "Say it shorter; details belong in facts, claims or lessons.",
    ),
    "too-short": Words(
        "shape/too-short",
        "`{name}` has {length}; it needs {limit}",
        "Say a little more, so that a reader understands it alone.",
    ),
    "too-few": Words(
        "shape/too-few",
        "`{name}` has no entry",
        "Add at least one entry, on a line that begins with `- `.",
        "Choose or add at least one.",
    ),
    "not-an-id": Words(
        "shape/not-an-id",
        "`{value}` is not what `{name}` takes",
        "Write {wants}{example}.",
    ),
    "not-an-address": Words(
        "shape/not-an-address",
        "`{value}` is not what `{name}` takes",
        "Write {wants}{example}.",
    ),
    "not-a-date": Words(
        "shape/not-a-date",
        "{reason}",
        "Write {wants}{example}.",
        "Write it like `22 March 2023`; `March 2023` or `2023` if you know no more; "
        "`2024-06/2024-07` for a range.",
    ),
    "not-a-number": Words(
        "shape/not-a-number",
        "`{value}` is not a number",
        "Write digits only, such as `8000` or `1.5`; the unit goes into `unit`.",
    ),
    "grouped-number": Words(
        "shape/not-a-number", "`{value}` is not a plain number", "Write `{plain}`."
    ),
    "two-readings": Words(
        "shape/not-a-number",
        "`{value}` can be read as two numbers",
        "Write `{plain}`, or `{decimal}` if the point is a decimal point.",
    ),
    "below-zero": Words(
        "shape/not-a-number",
        "`{value}` is below zero",
        "Write it without a sign; if something fell, say so in the text.",
    ),
}
"""By kind of complaint. What only a file can have, such as a wrong indentation, is not here."""
