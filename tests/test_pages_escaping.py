"""Contributed text is hostile: whatever it holds, it stays text on every page."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import factories
import pytest
from casebook.base.settings import Settings
from casebook.corpus import corpus as corpora
from casebook.corpus.library import Library
from casebook.model.case import Case
from casebook.model.kinds import Record
from casebook.model.lists import FirstHour, VocabularyTerm
from casebook.pages.base import Page, Section
from casebook.pages.problems import previewed
from casebook.reading.load import Loader, load
from casebook.site import contents as site
from casebook.site.export import markdown
from hypothesis import example, given, settings
from hypothesis import strategies as st
from support import full, markup
from support.some import some

Skeleton = list[tuple[str, tuple[str, ...]]]
SNIPPETS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><b onclick="alert(1)">',
    "' onmouseover='alert(1)",
    "</title></h1></div></article>",
    "<svg/onload=alert(1)>",
    "<!-- ",
    "-->",
    "]]>",
    "&lt;i&gt;",
    "&#60;u&#62;",
    "{{ 7 }}",
    "{% raw %}",
    "javascript:alert(1)",
    "<",
    "&",
    '"',
)
"""Text that would be markup if anything forgot to escape it; none of it is Markdown."""
_MARKDOWN = (
    "*a*",
    "**b**",
    "`c`",
    "[d](https://example.org/?a=1&b=2)",
    "[e](javascript:alert)",
    "[f](data:text/html,x)",
    "![g](https://example.org/g.png)",
    "<https://example.org/>",
    "[h]: https://example.org",
    "1. i",
    "- j",
    "# k",
    "> l",
    "```",
    "| m |",
    "\\",
    "__",
    "](",
)

_DRAWING = re.compile(r'<svg class="chart__svg.*?</svg>', re.DOTALL)

without_markdown = st.lists(
    st.sampled_from(SNIPPETS) | st.text("<>\"'&=/;:! abc", min_size=1, max_size=12),
    min_size=1,
    max_size=4,
).map(lambda parts: ("x " + " ".join(parts))[:100].strip())
"""Hostile text without Markdown, short enough for every field."""
with_markdown = st.lists(
    st.sampled_from(SNIPPETS + _MARKDOWN) | st.text("<>&*_`[]()#-1. \\a", min_size=1, max_size=8),
    min_size=1,
    max_size=5,
).map(lambda parts: ("x\n" + "\n".join(parts))[:100].strip())
"""Hostile text with Markdown."""


def _library(library: Library, text: str) -> Library:
    """The library with ``text`` wherever its authors may write what they like."""

    def planted(models: Mapping[str, Any]) -> dict[str, Any]:
        return {name: _planted(model, text) for name, model in models.items()}

    line = text.replace("\n", " ")
    term = VocabularyTerm(label=line, definition=line)
    lists, frameworks, patterns = factories.library_models()
    return replace(
        library,
        vocabularies={
            name: dict.fromkeys(terms, term) for name, terms in library.vocabularies.items()
        },
        checklists=planted(lists),
        frameworks=planted(frameworks),
        patterns=planted(patterns),
        ways_in=tuple(planted({way.id: way for way in library.ways_in}).values()),
        first_hour=planted({"plan": FirstHour.model_validate(factories.FIRST_HOUR)})["plan"],
    )


def _planted(model: Record, text: str) -> Record:
    kind = type(model)
    data = full.planted(model.model_dump(mode="json"), _everywhere(text), kind)
    return kind.model_validate(data)


def _everywhere(text: str) -> full.Text:
    """The same text in every field; on one line where a field takes only one."""
    return lambda value: text if value.prose else text.replace("\n", " ")


def _pages(library: Library, text: str) -> dict[str, Page]:
    def typed(name: str, **changes: Any) -> Case:
        return full.typed(_everywhere(text), id=name, **changes)

    gone = {"status": "withdrawn", "updated": "2024-06-01", "withdrawn_because": "x"}
    cases = [typed("whole-case"), typed("other-case", related=[]), typed("gone-case", record=gone)]
    corpus = corpora.build(_library(library, text), cases)
    return {page.url: page for page in site.pages(corpus, Settings())}


@pytest.fixture(scope="module")
def harmless(base: Loader) -> dict[str, Skeleton]:
    """Tags and attributes of every page when all text is plain words."""
    pages = _pages(base.load().corpus.library, "plain words")
    return {url: _skeleton(page) for url, page in pages.items()}


def _skeleton(page: Page) -> Skeleton:
    """Tags and attributes of a page; a drawing has more lines for longer words, so it is one tag."""
    text = page.html
    for drawing in _DRAWING.findall(text):
        tags = {tag for tag, _ in markup.skeleton(drawing)}
        names = {name for _, names in markup.skeleton(drawing) for name in names}
        assert tags <= {"div", "svg", "g", "path", "text"}
        assert [name for name in names if name.startswith("on") or name in ("href", "style")] == []
    return markup.skeleton(_DRAWING.sub("<svg></svg>", text))


@pytest.mark.unmeasured
@given(text=without_markdown)
@example(text="x " + " ".join(SNIPPETS)[:90])
@settings(max_examples=12)
def test_hostile_text_adds_no_tag_and_no_attribute(
    base: Loader, harmless: dict[str, Skeleton], text: str
) -> None:
    """Text full of markup in every field of every file gives the same elements as plain words."""
    for url, page in some(_pages(base.load().corpus.library, text).items()):
        assert _skeleton(page) == harmless[url], url


@pytest.mark.unmeasured
@given(text=without_markdown)
@settings(max_examples=10)
def test_hostile_text_is_shown_as_it_is_written(base: Loader, text: str) -> None:
    """A reader sees the text of a line letter by letter, markup included."""
    page = _pages(base.load().corpus.library, text)["cases/whole-case/"]

    (head,) = markup.fragment(page.lead).xpath("//h1")
    assert markup.words(head) == " ".join(text.split()) or len(text) < 12
    assert _of_source(page, " ".join(text.split()))


def _of_source(page: Page, title: str) -> bool:
    tree = markup.fragment(page.html)
    listed = tree.xpath("//ol[@class='sources']/li/*[1]")
    return bool(listed) and all(title in markup.words(found) for found in listed)


_PROSE = {"em", "strong", "code", "a", "ul", "ol", "li", "p", "br"}
"""Elements that the safe part of Markdown may add."""


@pytest.mark.unmeasured
@given(text=with_markdown)
@example(text="x [d](https://example.org/) [d](https://example.org/)")
@example(text="x **a** *b* `c`\n\n- d\n- e\n\n3. f")
@settings(max_examples=12)
def test_markdown_adds_the_safe_part_and_nothing_else(
    base: Loader, harmless: dict[str, Skeleton], text: str
) -> None:
    """Any text at all adds emphasis, code, lists and links to the web, and breaks no nesting."""
    for url, page in some(_pages(base.load().corpus.library, text).items()):
        written = page.html
        added = set(_skeleton(page)) - set(harmless[url])
        assert {tag for tag, _ in added} <= _PROSE, url
        assert {names for _, names in added} <= {(), ("href", "rel"), ("start",)}, url
        assert markup.faults(written) == [], url
        found = markup.links(markup.fragment(written), page.url)
        links = [link for link in found if not link.startswith("mailto:?subject=")]  # ours
        schemes = {link.partition(":")[0] for link in links if re.match(r"[a-z]+:", link)}
        assert schemes <= {"http", "https"}, url


def test_text_of_a_problem_is_harmless_too(project: Callable[..., Path]) -> None:
    """The page that tells problems shows what an author wrote as text."""
    hostile = "<img src=x onerror=alert(1)> [a](javascript:b) *c*"
    broken = factories.case(kind=hostile, disclosed=hostile, record={"status": hostile})
    root = project(broken)
    factories.write(root / "cases" / "<b onclick=x>.yml", factories.as_yaml({hostile: hostile}))
    pages, _ = previewed(load(root), Settings())

    for page in pages:
        tags = {tag for tag, _ in markup.skeleton(page.html)}
        assert tags <= {"div", "h1", "ol", "li", "p", "a", "code", "em"}, page.url
        assert markup.faults(page.html) == []
        assert markup.fragment(page.html).xpath("//*[@onclick or @onerror or @src]") == []
    assert "<img src=x onerror=alert(1)>" in markup.words(markup.fragment(pages[0].html))


def test_title_of_a_section_is_escaped() -> None:
    """A heading made of a contributed title is text in both sinks."""
    page = Page("x/", "T", "D", "<h1>T</h1>", (Section("s", "<b>&lt;i> *x* `y`", "<p>z</p>"),))

    assert '<h2 id="s">&lt;b&gt;&amp;lt;i&gt; *x* `y`</h2>' in page.html
    assert r"## \<b\>&lt;i\> \*x\* \`y\` {#s}" in markdown(page)
