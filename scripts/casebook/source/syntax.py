"""What a YAML syntax error means for an author, and on which line it really is.

The parser notices most mistakes one or more lines late: without its colon,
``title`` swallows the next line as text. The line to name is the line that was
written wrongly, so the lines above the parser's mark are looked at. Where it is
plain what was meant, the line is given as it should read, so that the rest of the
file can be checked in the same run.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import yaml

from casebook.base.problems import Problem

_KEY = re.compile(r"""^\s*(?:-\s+)*(?:[^\s#'"\[{][^:#]*?|'[^']*'|"[^"]*")\s*:(?:\s|$)""")
_BEFORE_KEY = re.compile(r"^ *(?:- +)*")
_NO_SPACE = re.compile(r"([A-Za-z_]+):[^\s/]")
_NO_SPACE_AFTER_DASH = re.compile(r"\s*-[A-Za-z'\"]")
_SPACE = "\u00a0\u2000-\u200a\u202f\u205f\u3000"
_ODD_SPACE = re.compile(rf"^ *(?:- *)?([{_SPACE}])|^[ {_SPACE}]*(?:- +)*[A-Za-z_]+:([{_SPACE}])")
"""A space that YAML takes for a letter, where only an ordinary one will do: before a key, after a dash or a colon."""
_ODD_SPACES = re.compile(f"[{_SPACE}]")
_HEAD = re.compile(rf"[ {_SPACE}]*(?:-[ {_SPACE}]+)*(?:[A-Za-z_]+:[ {_SPACE}]*)?")
_FENCE = re.compile(r"```+\s*\w*\s*")
_CONFLICT = re.compile(r"(?:<{7}|\|{7}|={7}|>{7})(?: .*)?")
_SECOND_COLON = re.compile(r"(?P<before>\s*(?:- +)*[A-Za-z_]+: +)(?P<text>[^\s'\"\[{>|&*!%@`#].*)")
_OPENS_QUOTE = re.compile(r"""\s*(?:- +)*[A-Za-z_]+: +(?P<quote>["'])(?P<text>.*)""")
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
_TWO_COLONS = "there is a second colon in this line"
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

_UNCLOSED = (
    "quoted text starts here and never ends",
    "Add the closing quote. An apostrophe inside single quotes is written twice: `''`.",
)
_AT_MARK, _AT_CONTEXT = False, True
_SAYINGS: tuple[tuple[str, bool, tuple[str, str]], ...] = (
    ("found unexpected end of stream", _AT_CONTEXT, _UNCLOSED),
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
class Explained:
    """A mistake of form, and the line as it should read where that is plain; else none."""

    problem: Problem
    meant: str | None = None


@dataclass(frozen=True)
class _Text:
    """The lines of the file, and how a problem in them is made."""

    lines: list[str]
    shown: str

    def explained(
        self, line: int, column: int, message: str, remedy: str, meant: str | None = None
    ) -> Explained:
        """A problem at a place that counts from 0, as the parser does."""
        problem = Problem(self.shown, line + 1, column + 1, "yaml/syntax", message, remedy)
        whole = line < len(self.lines) and len(self.lines[line]) < _SEEN
        return Explained(problem, meant if whole else None)

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


def explain(error: yaml.YAMLError, text: str, shown: str) -> Explained:
    """Turn a parser's error into a problem on the line to mend."""
    whole = text.split("\n")
    lines = _Text([line[:_SEEN] for line in whole], shown)
    mark = getattr(error, "problem_mark", None)
    said = getattr(error, "problem", None) or ""
    if mark is None:
        return lines.explained(0, 0, "the file is not YAML", _COLON)
    context = getattr(error, "context_mark", None) or mark
    last = len(lines.lines) - 1
    if (foreign := _foreign(lines, min(mark.line, last))) is not None:
        return foreign
    if (unclosed := _unclosed(lines, min(mark.line, last))) is not None:
        return unclosed
    if "mapping values are not allowed" in said:
        return _swallowed(lines, mark.line, mark.column)
    if "could not find expected ':'" in said:
        return _no_colon(lines, min(context.line, last))
    return _known(said, (mark, context), text, lines) or _misfit(
        lines, min(mark.line, last), mark.column, said
    )


def _known(said: str, marks: tuple[Any, Any], text: str, lines: _Text) -> Explained | None:
    """What libyaml says in one way only, at its mark or at its context."""
    mark, context = marks
    whole = text.split("\n")
    last = len(whole) - 1
    for saying, at_context, (message, remedy) in _SAYINGS:
        if saying in said:
            where = context if at_context else mark
            if (where.line, where.column) >= (last, len(whole[last])):
                return _open_bracket(text, lines)
            sign = whole[where.line][where.column : where.column + 1]
            return lines.explained(where.line, where.column, message.format(sign=sign), remedy)
    return None


def _foreign(lines: _Text, until: int) -> Explained | None:
    """What other programs leave in a file: marks of a merge, a fence of Markdown, spaces from a page."""
    for line, text in enumerate(lines.lines[: until + 1]):
        if _CONFLICT.fullmatch(text):
            message = "two versions of the file were merged, and nobody has chosen between them"
            remedy = "Keep one version, and delete the lines of `<<<<<<<`, `=======` and `>>>>>>>`."
            return lines.explained(line, 0, message, remedy)
        if _FENCE.fullmatch(text):
            message, remedy = "there is a fence of Markdown (three backticks)", "Delete the line."
            return lines.explained(line, 0, message, remedy, "")
        if odd := _ODD_SPACE.match(text):
            at = odd.start(odd.lastindex or 0)
            head = _HEAD.match(text)
            end = head.end() if head else 0
            message = f"there is a space that YAML does not take for one (U+{ord(text[at]):04X})"
            remedy = "Write an ordinary space; the other often comes along from a web page."
            return lines.explained(
                line, at, message, remedy, _ODD_SPACES.sub(" ", text[:end]) + text[end:]
            )
    return None


def _unclosed(lines: _Text, until: int) -> Explained | None:
    """A quote that is open at the end of its line while a key of the same block, or one above, follows.

    The parser reads on to the next quote, which may stand in another part of the file.
    """
    keys = [line for line in range(until + 1) if lines.is_key(line)]
    for line, after in pairwise(keys):
        opened = _OPENS_QUOTE.fullmatch(lines.lines[line])
        if opened is None or lines.above(after) != line:
            continue
        quote, text = opened["quote"], opened["text"].replace('\\"', "")
        if text.count(quote) % 2 == 0 and lines.width(after) <= lines.width(line):
            return lines.explained(line, opened.start("quote"), *_UNCLOSED)
    return None


def _open_bracket(text: str, lines: _Text) -> Explained:
    """The file ends where something was to come: the last bracket is still open."""
    at = max(text.rfind("["), text.rfind("{"), 0)
    return lines.explained(text.count("\n", 0, at), at - text.rfind("\n", 0, at) - 1, *_BRACKET)


def _swallowed(lines: _Text, line: int, column: int) -> Explained:
    """Text that runs on into a line with a colon."""
    culprit = _keyless(lines, line)
    if culprit is not None:
        return _no_colon(lines, culprit)
    above = lines.above(line)
    second = _SECOND_COLON.fullmatch(lines.lines[line])
    if second is not None and column > second.start("text"):
        quoted = second["before"] + "'" + second["text"].rstrip().replace("'", "''") + "'"
        return lines.explained(line, column, _TWO_COLONS, _QUOTES, quoted)
    if (crooked := _crooked(lines, line)) is not None:
        return lines.explained(crooked, lines.width(crooked), *_ODD)
    if above is not None and lines.width(above) < lines.width(line) and lines.is_key(above):
        if _NO_SPACE_AFTER_DASH.match(lines.lines[above]):
            return _no_space_after_dash(lines, above)
        return lines.explained(line, lines.width(line), "this line is indented too far", _INDENT)
    return lines.explained(line, column, _TWO_COLONS, _QUOTES)


def _misfit(lines: _Text, line: int, column: int, said: str) -> Explained:
    """A line that the block it stands in does not expect."""
    if closed := _closed_before(lines, line):
        message = f"there is text after the closing {closed}"
        return lines.explained(line, column, message, _QUOTES)
    if _NO_SPACE_AFTER_DASH.match(lines.lines[line]):
        return _no_space_after_dash(lines, line)
    if (culprit := _keyless(lines, line)) is not None:
        return _no_colon(lines, culprit)
    if (crooked := _crooked(lines, line)) is not None:
        return lines.explained(crooked, lines.width(crooked), *_ODD)
    if lines.lines[line].lstrip(" -").startswith(":"):
        message, remedy = "there is no key before the colon", _COLON
    elif "expected key" in said or "expected '-'" in said:
        message, remedy = "this line does not fit the block it stands in", _INDENT
    else:
        message, remedy = f"this line cannot be read ({said})", _COLON
    return lines.explained(line, column, message, remedy)


def _closed_before(lines: _Text, line: int) -> str:
    """What was closed before text that stands in this line: a quote, a bracket, or nothing."""
    above = lines.above(line)
    if above is not None and _QUOTED_LINE.fullmatch(lines.lines[above]):
        return "quote"
    if _AFTER_QUOTE.search(lines.lines[line]):
        return "quote"
    return "bracket" if _AFTER_BRACKET.search(lines.lines[line]) else ""


def _no_space_after_dash(lines: _Text, line: int) -> Explained:
    text = lines.lines[line]
    before, _, entry = text.partition("-")
    message, remedy = "a space is missing after the dash", "Write `- ` before the entry."
    return lines.explained(line, len(before), message, remedy, f"{before}- {entry}")


def _no_colon(lines: _Text, line: int) -> Explained:
    """A line that stands where a key should, without being one."""
    if _NO_SPACE_AFTER_DASH.match(lines.lines[line]):
        return _no_space_after_dash(lines, line)
    text, column = lines.lines[line].lstrip(" -"), lines.width(line)
    word = text.split()[0] if text.split() else ""
    if text[:1] in ("[", "{"):
        return lines.explained(line, column, *_BRACKET)
    if spaceless := _NO_SPACE.match(text):
        key = spaceless[1]
        message = f"a space is missing after the colon of `{key}`"
        whole, at = lines.lines[line], column + len(key) + 1
        meant = f"{whole[:at]} {whole[at:]}"
        return lines.explained(line, column, message, f"Write `{key}: …` with a space.", meant)
    if _belongs_to_text(lines, line):
        message = "this line belongs to the text above and is not indented like it"
        return lines.explained(line, column, message, "Indent it two spaces deeper than the key.")
    return lines.explained(
        line, column, f"a colon is missing after `{word}`",
        f"Write `{word}: …` with a colon and a space; if the line belongs to the text above, indent it.",
        f"{lines.lines[line][:column]}{word}: {text.removeprefix(word).lstrip()}" if word.isidentifier() else None,
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
