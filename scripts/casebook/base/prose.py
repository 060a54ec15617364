"""Prose to HTML: a small safe part of Markdown, and nothing else turns text into HTML.

markdown-it-py does the work with raw HTML off. What it would render beyond the
subset (headings, pictures, tables, code blocks, quotations) is switched off and
shown as typed; the checks tell authors so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markupsafe import Markup

ALLOWED_LINK = re.compile(r"^https?://[^\s]+$", re.IGNORECASE)
_LINK_ATTRIBUTES = {"rel": "noopener nofollow"}
_SUBSET = ("list", "emphasis", "link", "backticks", "escape", "entity", "newline")


class _Engine(MarkdownIt):
    """CommonMark cut down to the subset, with links to the web only."""

    def __init__(self) -> None:
        super().__init__("zero", {"html": False, "linkify": False, "typographer": False})
        self.enable(list(_SUBSET))

    def validateLink(self, url: str) -> bool:  # noqa: N802 - the library's name
        return ALLOWED_LINK.match(url) is not None


def _open_link(
    self: RendererHTML, tokens: list[Token], index: int, options: object, env: object
) -> str:
    token = tokens[index]
    # `[text]()` leads nowhere: without an address it is no link.
    token.attrs = {**token.attrs, **_LINK_ATTRIBUTES} if token.attrs.get("href") else {}
    return self.renderToken(tokens, index, options, env)  # type: ignore[arg-type]


_ENGINE = _Engine()
_ENGINE.add_render_rule("link_open", _open_link)


@lru_cache(maxsize=10_000)
def block(text: str) -> Markup:
    """Render prose as paragraphs and lists."""
    return Markup(_ENGINE.render(text).strip())  # noqa: S704 - the engine escapes all text


@lru_cache(maxsize=10_000)
def inline(text: str) -> Markup:
    """Render prose without a paragraph around it; lines are joined."""
    return Markup(_ENGINE.renderInline(" ".join(text.split())).strip())  # noqa: S704 - as above


def ending(html: Markup, more: Markup) -> Markup:
    """Put more inline HTML at the end of rendered prose, inside its last paragraph."""
    if not html.endswith("</p>"):
        return html + more
    return html[: -len("</p>")] + Markup(" ") + more + Markup("</p>")


_MARKED = re.compile(r"[\\`*_\[&]|^\s*(?:[-+]|\d+[.)])(?:\s|$)", re.MULTILINE)
"""What a text must hold for Markdown to change anything but its white space."""


def plain(text: str) -> str:
    """Prose as bare text, for descriptions and exports."""
    if not _MARKED.search(text):
        return " ".join(text.split())  # most texts: thirty times as fast
    parts: list[str] = []
    for token in _ENGINE.parse(text):
        children = token.children or ()
        parts += (" " if c.type in ("softbreak", "hardbreak") else c.content for c in children)
        if token.type == "inline":
            parts.append(" ")
    return " ".join("".join(parts).split())


_SENTENCE_END = re.compile(r"(?<=[^\s.]{2}[.!?]) (?=\S)")
"""Where one sentence ends and the next begins; not after the letters of "v." and "a.m."."""
DESCRIPTION_MOST = 320
"""Characters that search engines and chats show of a description."""


def sentences(text: str) -> list[str]:
    """The sentences of prose, as bare text; at least one."""
    return _SENTENCE_END.split(plain(text))


@dataclass(frozen=True)
class Foreign:
    """A kind of markup outside the subset."""

    tokens: frozenset[str]
    """The types of markdown-it's tokens that show it."""
    pattern: re.Pattern[str]
    """Its usual spellings, also where a slip keeps it from working: what the form can find without a parser."""
    message: str


def _foreign(tokens: str, pattern: str, message: str) -> Foreign:
    return Foreign(frozenset(tokens.split()), re.compile(pattern, re.MULTILINE), message)


_NOT_A_LIST = r"(?![-*+>#|]|\d+[.)])"
COMPLAINTS = (
    _foreign(
        "html_inline html_block autolink",
        r"</?[A-Za-z][^>\n]*>|<!--",
        "there is HTML in the text",
    ),
    _foreign("image", r"!\[[^\]]*\]\(", "there is a picture in the text"),
    _foreign(
        "heading_open",
        rf"^#{{1,6}}(?:\s|$)|^ {{0,3}}{_NOT_A_LIST}\S.*\n {{0,3}}(?:=+|-+)[ \t]*$",
        "there is a heading in the text",
    ),
    _foreign("fence code_block", r"^(?:```|~~~)", "there is a code block in the text"),
    _foreign(
        "table_open",
        r"^\s*\|.*\|\s*$"
        r"|^[^|\n]*\|.*\n[ \t]*(?:\|[ \t]*)?:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$",
        "there is a table in the text",
    ),
    _foreign("blockquote_open", r"^ {0,3}>", "there is a quotation block in the text"),
    _foreign(
        "hr",
        r"(?<!\S\n)^ {0,3}(?:-[ \t]*){3,}$|^ {0,3}(?:(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$",
        "there is a line across the text",
    ),
    _foreign("s_open", r"~~(?=[^\s~])[^\n]*[^\s~]~~", "there is struck-out text"),
    _foreign(
        "reference",
        r"^ {0,3}\[[^\]\n]+\]:[ \t]*\S",
        "there is a link whose address stands elsewhere in the text",
    ),
)
"""Every kind of markup that Markdown knows and the subset does not."""
_SIGN = re.compile(r"[]<>[#~|`]|^[ \t]*(?:=+|[-*_][-*_ \t]*)$|^(?: {4}|\t)", re.MULTILINE)
"""What a text must hold for any of these, or for a link."""


class _Whole(MarkdownIt):
    """All of CommonMark, with tables and struck-out text, to see what an author may have meant."""

    def __init__(self) -> None:
        super().__init__("commonmark", {"html": True})
        self.enable(["table", "strikethrough"])

    def validateLink(self, _url: str) -> bool:  # noqa: N802 - the library's name
        return True


_WHOLE = _Whole()


def _kinds(tokens: Iterable[Token]) -> Iterator[str]:
    for token in tokens:
        yield "autolink" if token.markup == "autolink" else token.type
        yield from _kinds(token.children or ())


LINK = re.compile(r"\]\(\s*<?([^)\s>]*)")


def complaints(text: str) -> Iterator[str]:
    """Say what in a text lies outside the subset."""
    if not _SIGN.search(text):
        return
    references: dict[str, Any] = {}
    found = set(_kinds(_WHOLE.parse(text, references)))
    if references.get("references"):
        found.add("reference")
    bare = re.sub(r"`[^`\n]*`", "``", text)
    for foreign in COMPLAINTS:
        if not foreign.tokens.isdisjoint(found) or foreign.pattern.search(bare):
            yield foreign.message
    for match in LINK.finditer(bare):
        if not ALLOWED_LINK.match(match[1]):
            yield f"a link leads to `{match[1]}`, which is not a web address"
