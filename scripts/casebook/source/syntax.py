"""What a YAML syntax error means for an author, and on which line it really is.

The parser notices most mistakes one or more lines late: without its colon,
``title`` swallows the next line as text. The line to name is the line that was
written wrongly, so the lines above the parser's mark are looked at.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import yaml

from casebook.base.problems import Problem

_KEY = re.compile(r"""^\s*(?:-\s+)*(?:[^\s#'"\[{][^:#]*?|'[^']*'|"[^"]*")\s*:(?:\s|$)""")
_BEFORE_KEY = re.compile(r"^ *(?:- +)*")
_NO_SPACE = re.compile(r"([A-Za-z_]+):[^\s/]")
_NO_SPACE_AFTER_DASH = re.compile(r"\s*-[A-Za-z]")
_OPENS_TEXT = re.compile(r":\s+[>|][+-]?\s*$")
_QUOTED_LINE = re.compile(r"""\s*(?:'.*'|".*")\s*""")
_AFTER_QUOTE = re.compile(r""":\s+(?:'.*'|".*")\s*\S""")
_AFTER_BRACKET = re.compile(r":\s+(?:\[.*\]|\{.*\})\s*\S")
_OPENS_WITHOUT_COLON = re.compile(r"\s*(?:- +)*[a-z_]+(?: +|:)[>|][+-]?\s*")
_LOOKS_BACK = 400
_SEEN = 1000  # characters of a line; no key is longer, and patterns take their time on long ones

_COLON = "Write `key: value` with a colon and a space."
_QUOTES = (
    "Put the text in quotes, or write `>-` after the colon and the text on the next line, "
    "indented; a colon and a space inside plain text end it."
)
_INDENT = (
    "Line it up with the other keys of its block, two spaces a level and no tabs; "
    "if it belongs to the text above, put that text in quotes."
)
_ODD = ("this line is indented by an odd number of spaces", _INDENT)
_BRACKET = (
    "a bracket opened here is not closed as expected",
    "Close every `[` and `{`, put commas between the parts, and quote text that holds them.",
)
_BEGINS = (
    "text may not begin with `{sign}`",
    "Put the text in quotes, or write `>-` after the colon and the text on the next line.",
)

_AT_MARK, _AT_CONTEXT = False, True
_SAYINGS: tuple[tuple[str, bool, tuple[str, str]], ...] = (
    ("found unexpected end of stream", _AT_CONTEXT, (
        "quoted text starts here and never ends",
        "Add the closing quote. An apostrophe inside single quotes is written twice: `''`.",
    )),
    ("escape character", _AT_MARK, (
        "a backslash in double quotes starts a code that does not exist",
        "Use single quotes, or write the backslash twice.",
    )),
    ("did not find expected hexdecimal number", _AT_MARK, (
        "a backslash in double quotes starts a code that does not exist",
        "Use single quotes, or write the backslash twice.",
    )),
    ("did not find expected comment or line break", _AT_CONTEXT, (
        "the text after `>` or `|` begins on the next line",
        "Move it to the next line, indented; text that begins with `>` or `|` needs quotes.",
    )),
    ("block sequence entries are not allowed", _AT_MARK, (
        "a list may not begin on the line of its key",
        "Write each entry on a line of its own; text that begins with a dash needs quotes.",
    )),
    ("did not find expected ',' or", _AT_CONTEXT, _BRACKET),
    ("cannot start any token", _AT_MARK, _BEGINS),
    ("did not find expected alphabetic", _AT_CONTEXT, _BEGINS),
    ("found unexpected non-alphabetical character", _AT_CONTEXT, _BEGINS),
    ("mapping keys are not allowed", _AT_MARK, _BEGINS),
    ("did not find expected node content", _AT_MARK, _BEGINS),
)  # fmt: skip
"""Words of libyaml, whether its context or its mark is the place, and our words for it."""


@dataclass(frozen=True)
class _Text:
    """The lines of the file, and how a problem in them is made."""

    lines: list[str]
    shown: str

    def problem(self, line: int, column: int, message: str, remedy: str) -> Problem:
        """A problem at a place that counts from 0, as the parser does."""
        return Problem(self.shown, line + 1, column + 1, "yaml/syntax", message, remedy)

    def width(self, line: int) -> int:
        """Column of the first key of a line, past any dashes."""
        text = self.lines[line]
        return len(text) - len(_BEFORE_KEY.sub("", text, count=1))

    def is_key(self, line: int) -> bool:
        """Whether a line begins with a key and a colon."""
        return _KEY.match(self.lines[line]) is not None

    def says(self, line: int) -> bool:
        """Whether a line is neither empty nor a comment."""
        return self.lines[line].strip()[:1] not in ("", "#")

    def above(self, line: int) -> int | None:
        """The nearest line above that says something."""
        return next((above for above in range(line - 1, -1, -1) if self.says(above)), None)


def explain(error: yaml.YAMLError, text: str, shown: str) -> Problem:
    """Turn a parser's error into a problem on the line to mend."""
    whole = text.split("\n")
    lines = _Text([line[:_SEEN] for line in whole], shown)
    mark = getattr(error, "problem_mark", None)
    said = getattr(error, "problem", None) or ""
    if mark is None:
        return lines.problem(0, 0, "the file is not YAML", _COLON)
    context = getattr(error, "context_mark", None) or mark
    last = len(lines.lines) - 1
    if "mapping values are not allowed" in said:
        return _swallowed(lines, mark.line, mark.column)
    if "could not find expected ':'" in said:
        return _no_colon(lines, min(context.line, last))
    for saying, at_context, (message, remedy) in _SAYINGS:
        if saying in said:
            where = context if at_context else mark
            if (where.line, where.column) >= (last, len(whole[last])):
                return _open_bracket(text, lines)
            sign = whole[where.line][where.column : where.column + 1]
            return lines.problem(where.line, where.column, message.format(sign=sign), remedy)
    return _misfit(lines, min(mark.line, last), mark.column, said)


def _open_bracket(text: str, lines: _Text) -> Problem:
    """The file ends where something was to come: the last bracket is still open."""
    at = max(text.rfind("["), text.rfind("{"), 0)
    return lines.problem(text.count("\n", 0, at), at - text.rfind("\n", 0, at) - 1, *_BRACKET)


def _swallowed(lines: _Text, line: int, column: int) -> Problem:
    """Text that runs on into a line with a colon."""
    culprit = _keyless(lines, line)
    if culprit is not None:
        return _no_colon(lines, culprit)
    above = lines.above(line)
    if (crooked := _crooked(lines, line)) is not None:
        return lines.problem(crooked, lines.width(crooked), *_ODD)
    if above is not None and lines.width(above) < lines.width(line) and lines.is_key(above):
        if _NO_SPACE_AFTER_DASH.match(lines.lines[above]):
            message, remedy = "a space is missing after the dash", "Write `- ` before the key."
            return lines.problem(above, lines.width(above), message, remedy)
        return lines.problem(line, lines.width(line), "this line is indented too far", _INDENT)
    return lines.problem(line, column, "there is a second colon in this line", _QUOTES)


def _misfit(lines: _Text, line: int, column: int, said: str) -> Problem:
    """A line that the block it stands in does not expect."""
    if closed := _closed_before(lines, line):
        message = f"there is text after the closing {closed}"
        return lines.problem(line, column, message, _QUOTES)
    if (culprit := _keyless(lines, line)) is not None:
        return _no_colon(lines, culprit)
    if (crooked := _crooked(lines, line)) is not None:
        return lines.problem(crooked, lines.width(crooked), *_ODD)
    if lines.lines[line].lstrip(" -").startswith(":"):
        message, remedy = "there is no key before the colon", _COLON
    elif "expected key" in said or "expected '-'" in said:
        message, remedy = "this line does not fit the block it stands in", _INDENT
    else:
        message, remedy = f"this line cannot be read ({said})", _COLON
    return lines.problem(line, column, message, remedy)


def _closed_before(lines: _Text, line: int) -> str:
    """What was closed before text that stands in this line: a quote, a bracket, or nothing."""
    above = lines.above(line)
    if above is not None and _QUOTED_LINE.fullmatch(lines.lines[above]):
        return "quote"
    if _AFTER_QUOTE.search(lines.lines[line]):
        return "quote"
    return "bracket" if _AFTER_BRACKET.search(lines.lines[line]) else ""


def _no_colon(lines: _Text, line: int) -> Problem:
    """A line that stands where a key should, without being one."""
    text, column = lines.lines[line].lstrip(" -"), lines.width(line)
    word = text.split()[0] if text.split() else ""
    if text[:1] in ("[", "{"):
        return lines.problem(line, column, *_BRACKET)
    if spaceless := _NO_SPACE.match(text):
        key = spaceless[1]
        message = f"a space is missing after the colon of `{key}`"
        return lines.problem(line, column, message, f"Write `{key}: …` with a space.")
    if _belongs_to_text(lines, line):
        message = "this line belongs to the text above and is not indented like it"
        return lines.problem(line, column, message, "Indent it two spaces deeper than the key.")
    return lines.problem(
        line, column, f"a colon is missing after `{word}`",
        f"Write `{word}: …` with a colon and a space; if the line belongs to the text above, indent it.",
    )  # fmt: skip


def _belongs_to_text(lines: _Text, line: int) -> bool:
    """Whether the key above opened a text with ``>-`` or ``|`` that this line should be part of."""
    above = lines.above(line)
    if above is not None and _OPENS_TEXT.search(lines.lines[above]):
        return True
    while above is not None and not (
        lines.is_key(above) and lines.width(above) < lines.width(line)
    ):
        above = lines.above(above)
    return above is not None and _OPENS_TEXT.search(lines.lines[above]) is not None


def _crooked(lines: _Text, line: int) -> int | None:
    """The key above, of the same block, that is not indented by whole levels; none if this is not.

    The parser takes the first key of a block for right and the second for wrong.
    """
    own = lines.width(line)
    if own % 2:
        return None
    for above in range(line - 1, -1, -1):
        if lines.is_key(above) and (lines.width(above) % 2 or lines.width(above) < own):
            return above if lines.width(above) % 2 else None
    return None


def _keyless(lines: _Text, line: int) -> int | None:
    """Find the line, from here upwards, that should have been a key of this block and is none."""
    width = lines.width(line)
    for candidate in range(line, max(-1, line - _LOOKS_BACK), -1):
        key = lines.is_key(candidate)
        if not lines.says(candidate) or (candidate == line and key):
            continue
        own = lines.width(candidate)
        if own <= width and not key:
            opener = _opener(lines, candidate)
            words = re.match(r"\s*(?:- +)*[a-z_]+\b", lines.lines[candidate])
            return opener if opener is not None else candidate if words else None
        if own <= width:
            return None
    return None


def _opener(lines: _Text, line: int) -> int | None:
    """The line above that was to open the text this line belongs to, had it a colon."""
    above = lines.above(line)
    while above is not None and lines.width(above) >= lines.width(line):
        above = lines.above(above)
    opens = above is not None and _OPENS_WITHOUT_COLON.fullmatch(lines.lines[above])
    return above if opens else None
