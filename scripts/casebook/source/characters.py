"""Bytes to text: encoding, tabs, control characters and hidden direction marks."""

from __future__ import annotations

import re

from casebook.base.problems import Problem

_DIRECTION = "[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]"
_CONTROL = "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]|\r(?!\n)"
_HIDDEN = "[\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b\u2060-\u2064\u206a-\u206f\u3164\uffa0\ufff9-\ufffb]"
"""Characters without a shape. Joiners are not among them: Persian, Indic scripts and emoji need them."""
_LOST = "\ufffd"
_BAD = re.compile(
    f"(?P<tab>\t)|(?P<direction>{_DIRECTION})|(?P<control>{_CONTROL})|(?P<hidden>{_HIDDEN})"
    f"|(?P<lost>{_LOST})"
)
_UNSEEN = re.compile(f"{_DIRECTION}|{_CONTROL}|{_HIDDEN}|{_LOST}")
_LOOK_PRINTABLE = "\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0\ufffd"
"""Those of them that Python calls printable."""
_PUT_INSTEAD = "\u25a1"
_TOLD = 50  # a file full of tabs needs one message, not ten thousand


def decode(raw: bytes, shown: str) -> tuple[str | None, list[Problem]]:
    """Decode UTF-8 and refuse the characters that mislead readers or parsers."""
    try:
        text = raw.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        return None, [_not_utf8(raw, error.start, shown)]
    problems = _characters(text, shown)
    # One for one, so that every position holds and the rest of the file can still be checked.
    return (_UNSEEN.sub(_PUT_INSTEAD, text) if problems else text), problems


def _not_utf8(raw: bytes, start: int, shown: str) -> Problem:
    before = raw[:start].decode("utf-8", "replace")
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    return Problem(
        shown,
        line,
        column,
        "yaml/not-utf8",
        f"byte 0x{raw[start]:02x} is not UTF-8",
        "Save the file as UTF-8, then look at this line for a broken letter.",
    )


def _characters(text: str, shown: str) -> list[Problem]:
    if text.replace("\n", "").isprintable() and not any(sign in text for sign in _LOOK_PRINTABLE):
        return []  # nearly always, and thirty times as fast
    problems: list[Problem] = []
    for match in _BAD.finditer(text):
        if len(problems) == _TOLD:
            break
        line = text.count("\n", 0, match.start()) + 1
        column = match.start() - text.rfind("\n", 0, match.start())
        problems.append(_problem(shown, line, column, match))
    return problems


def _problem(shown: str, line: int, column: int, match: re.Match[str]) -> Problem:
    code = f"U+{ord(match[0]):04X}"
    if match.lastgroup == "tab":
        return Problem(
            shown,
            line,
            column,
            "yaml/tab",
            "there is a tab",
            "Use spaces; YAML indents with two spaces a level.",
        )
    if match.lastgroup == "direction":
        return Problem(
            shown,
            line,
            column,
            "yaml/direction-mark",
            f"there is a hidden mark that changes the direction of text ({code})",
            "Delete it; text can read differently from what it says with it.",
        )
    if match.lastgroup == "hidden":
        return Problem(
            shown,
            line,
            column,
            "yaml/hidden-character",
            f"there is a character that nobody can see ({code})",
            "Delete it and write the word again; it often comes along when text is pasted.",
        )
    if match.lastgroup == "lost":
        return Problem(
            shown,
            line,
            column,
            "yaml/lost-letter",
            f"a letter was lost here: there is the sign for a letter that could not be read ({code})",
            "Look up what the word was, write it again, and save the file as UTF-8.",
        )
    return Problem(
        shown,
        line,
        column,
        "yaml/control-character",
        f"there is a control character ({code})",
        "Delete it; it often comes along when text is pasted from another program.",
    )
