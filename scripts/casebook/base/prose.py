"""Prose to HTML: a small safe part of Markdown, and nothing else turns text into HTML.

markdown-it-py does the work with raw HTML off. What it would render beyond the
subset (headings, pictures, tables, code blocks, quotations) is switched off and
shown as typed; the checks tell authors so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

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


COMPLAINTS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"</?[A-Za-z][^>\n]*>|<!--"), "there is HTML in the text"),
    (re.compile(r"!\[[^\]]*\]\("), "there is a picture in the text"),
    (re.compile(r"^#{1,6}\s", re.MULTILINE), "there is a heading in the text"),
    (re.compile(r"^(?:```|~~~)", re.MULTILINE), "there is a code block in the text"),
    (re.compile(r"^\s*\|.*\|\s*$", re.MULTILINE), "there is a table in the text"),
    (re.compile(r"^>", re.MULTILINE), "there is a quotation block in the text"),
)
_SIGN = re.compile(r"[]<>[#~|`]")
"""What a text must hold for any of these, or for a link."""
LINK = re.compile(r"\]\(\s*<?([^)\s>]*)")


def complaints(text: str) -> Iterator[str]:
    """Say what in a text lies outside the subset."""
    if not _SIGN.search(text):
        return
    bare = re.sub(r"`[^`\n]*`", "``", text)
    for pattern, complaint in COMPLAINTS:
        if pattern.search(bare):
            yield complaint
    for match in LINK.finditer(bare):
        if not ALLOWED_LINK.match(match[1]):
            yield f"a link leads to `{match[1]}`, which is not a web address"
