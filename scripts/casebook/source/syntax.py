"""What a YAML syntax error means for an author, and on which line it really is.

The parser notices most mistakes one or more lines late: without its colon,
``title`` swallows the next line as text. The line to name is the line that was
written wrongly, so the lines above the parser's mark are looked at.
"""

from __future__ import annotations

import re

import yaml

from casebook.problems import Problem

_KEY = re.compile(
    r"""^(?P<indent>\s*(?:-\s+)*)(?P<key>[^\s#'"\[{][^:#]*?|'[^']*'|"[^"]*")\s*:(?:\s|$)"""
)
_LOOKS_BACK = 400
_COLON = "Write `key: value` with a colon and a space."
_QUOTES = (
    "Put the text in quotes, or write `>-` after the colon and the text on the next line, "
    "indented; a colon and a space inside plain text end it."
)
_INDENT = "Line it up with the other keys of its block; use two spaces a level and no tabs."


def explain(error: yaml.YAMLError, text: str, shown: str) -> Problem:
    """Turn a parser's error into a problem on the line to mend."""
    lines = text.split("\n")
    marked = isinstance(error, yaml.MarkedYAMLError)
    mark = (error.problem_mark or error.context_mark) if marked else None
    context = error.context_mark if marked else None
    said = (error.problem or "") if marked else str(error)
    if mark is None:
        return _problem(shown, 0, 0, "the file is not YAML", _COLON)
    if "mapping values are not allowed" in said:
        return _swallowed(lines, mark.line, mark.column, shown)
    if "could not find expected ':'" in said and context is not None:
        return _no_colon(lines, context.line, shown)
    if "found unexpected end of stream" in said and context is not None:
        return _problem(
            shown,
            context.line,
            context.column,
            "quoted text starts here and never ends",
            "Add the closing quote. An apostrophe inside single quotes is written twice: `''`.",
        )
    return _block(lines, mark, context, said, shown)


def _block(
    lines: list[str], mark: yaml.Mark, context: yaml.Mark | None, said: str, shown: str
) -> Problem:
    culprit = _key_less(lines, mark.line)
    if culprit is not None:
        return _no_colon(lines, culprit, shown)
    if "did not find expected key" in said or "expected <block end>" in said:
        return _unaligned(lines, mark, shown)
    if (
        "while parsing a flow" in (context.name if context else "")
        or "flow" in said
        or "',' or" in said
    ):
        where = context or mark
        return _problem(
            shown,
            where.line,
            where.column,
            "a bracket opened here is not closed as expected",
            "Close every `[` and `{`, put commas between the parts, and quote text that holds them.",
        )
    if "cannot start any token" in said:
        return _problem(
            shown,
            mark.line,
            mark.column,
            "text may not begin with this character",
            "Put the text in quotes.",
        )
    return _problem(shown, mark.line, mark.column, f"this line cannot be read ({said})", _COLON)


def _unaligned(lines: list[str], mark: yaml.Mark, shown: str) -> Problem:
    line = min(mark.line, len(lines) - 1)
    above = lines[line - 1].strip() if line else ""
    if above[:1] in "'\"" or re.search(r""":\s+['"].*['"]\s*\S""", lines[line]):
        return _problem(shown, line, mark.column, "there is text after the closing quote", _QUOTES)
    return _problem(
        shown, line, mark.column, "this line does not fit the block it stands in", _INDENT
    )


def _swallowed(lines: list[str], line: int, column: int, shown: str) -> Problem:
    culprit = _key_less(lines, line)
    if culprit is not None:
        return _no_colon(lines, culprit, shown)
    above = _above(lines, line)
    if (
        above is not None
        and _width(lines[above]) < _width(lines[line])
        and _has_value(lines[above])
    ):
        return _problem(shown, line, _width(lines[line]), "this line is indented too far", _INDENT)
    return _problem(shown, line, column, "there is a second colon in this line", _QUOTES)


def _no_colon(lines: list[str], line: int, shown: str) -> Problem:
    words = lines[line].strip().lstrip("- ").split()
    key = words[0] if words else ""
    return _problem(
        shown,
        line,
        _width(lines[line]),
        f"a colon is missing after `{key}`",
        f"Write `{key}: …` with a colon and a space.",
    )


def _key_less(lines: list[str], line: int) -> int | None:
    """Find the line above that should have been a key of the same block and has no colon."""
    if line >= len(lines):
        line = len(lines) - 1
    width = _width(lines[line])
    for candidate in range(line, max(-1, line - _LOOKS_BACK), -1):
        text = lines[candidate]
        if not text.strip() or text.lstrip().startswith("#"):
            continue
        if candidate == line and _KEY.match(text):
            continue
        if _width(text) < width and not text.lstrip().startswith("- ") and _KEY.match(text):
            return None
        if _width(text) <= width and not _KEY.match(text):
            return candidate if _may_be_key(text) else None
        if candidate != line and _width(text) <= width:
            return None
    return None


def _may_be_key(text: str) -> bool:
    return re.match(r"^\s*(?:- +)*[a-z_]+\b", text) is not None


def _above(lines: list[str], line: int) -> int | None:
    for candidate in range(line - 1, -1, -1):
        if lines[candidate].strip() and not lines[candidate].lstrip().startswith("#"):
            return candidate
    return None


def _has_value(text: str) -> bool:
    match = _KEY.match(text)
    return match is not None and bool(text[match.end() :].strip())


def _width(text: str) -> int:
    """Column (from 0) of the first key of a line, past any dashes."""
    match = re.match(r"^[ ]*(?:- +)*", text)
    return match.end() if match else 0


def _problem(shown: str, line: int, column: int, message: str, remedy: str) -> Problem:
    return Problem(shown, line + 1, column + 1, "yaml/syntax", message, remedy)
