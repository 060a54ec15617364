"""Prose: a small safe part of Markdown, whatever an author or attacker types."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from casebook.base import prose
from casebook.corpus.corpus import Corpus
from casebook.model.kinds import Record
from casebook.model.walk import leaves
from hypothesis import example, given
from hypothesis import strategies as st
from markupsafe import Markup

TAGS = {"p", "em", "strong", "code", "a", "ul", "ol", "li", "br"}
ATTRIBUTES = {"a": {"href", "title", "rel"}, "ol": {"start"}}


class _Audit(HTMLParser):
    """Collects every tag and every attribute that a browser would see."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: set[str] = set()
        self.strange: list[str] = []
        self.links: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take a tag and its attributes."""
        self.tags.add(tag)
        self.strange += [name for name, _ in attrs if name not in ATTRIBUTES.get(tag, set())]
        self.links += [value or "" for name, value in attrs if name == "href"]

    def handle_comment(self, data: str) -> None:
        """Take a comment, which should never be there."""
        self.strange.append(data)

    def handle_decl(self, decl: str) -> None:
        """Take a declaration, which should never be there."""
        self.strange.append(decl)

    def handle_pi(self, data: str) -> None:
        """Take an instruction, which should never be there."""
        self.strange.append(data)

    def unknown_decl(self, data: str) -> None:
        """Take a marked section, which should never be there."""
        self.strange.append(data)


def _is_safe(html: str) -> None:
    audit = _Audit(html)

    assert set() == audit.tags - TAGS
    assert [] == audit.strange
    assert [] == [
        link for link in audit.links if not link.lower().startswith(("http://", "https://"))
    ]


HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<!-- --><b>x</b>",
    "<![CDATA[x]]>",
    "<?php x ?>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](javascript&colon;alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:x)",
    "[x]()",
    '[x]( "title")',
    "[x](//evil.example)",
    "[x](/cases/)",
    "[x](mailto:a@b.example)",
    '[x](<https://a.example/" onmouseover="alert(1)>)',
    '[x](https://a.example/"onmouseover=alert(1))',
    '[x](https://a.example "title\\" onmouseover=alert(1)")',
    "[x][y]\n\n[y]: javascript:alert(1)",
    "<https://a.example>",
    "<javascript:alert(1)>",
    "![x](https://a.example/x.png)",
    "![x](javascript:alert(1))",
    "[![x](javascript:a)](javascript:b)",
    "`<b>`",
    "``` \n<script>\n```",
    "    <script>alert(1)</script>",
    "# heading\n\n> quote\n\n***\n\n| a |\n|---|",
    "x\n===",
    "&lt;script&gt;",
    "&#0;&#x1F600;&#xD800;",
    "*" * 500,
    "[" * 500,
    "`" * 501 + "x",
    "[a](" * 200,
    "- " * 100 + "x",
    "\\<b\\>",
    "{{ config }} {% raw %} ${x}",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_prose_is_harmless(text: str) -> None:
    """Nothing outside the small set of tags comes out, and no link leads off the web."""
    _is_safe(prose.block(text))
    _is_safe(prose.inline(text))


markdown = st.lists(
    st.sampled_from(
        [
            *"*_`[]()<>!#-+=|\\&;:\"'/ \n\t1a.", "https://a.example", "javascript:alert(1)", "data:text/html,x",
            "](", "[x](", "&#106;", "&colon;", "<script>", "<b ", "onerror=", "```", "    ", "\n\n", "1. ", "- ",
        ]
    ),
    max_size=40,
).map("".join)  # fmt: skip


@given(st.text(max_size=80) | markdown)
@example("[a](https://b.example/\x00)")
@example("[a](HTTPS://B.example)")
def test_any_prose_is_harmless(text: str) -> None:
    """Whatever is typed, only known tags, known attributes and links to the web come out."""
    _is_safe(prose.block(text))
    _is_safe(prose.inline(text))
    assert isinstance(prose.block(text), Markup)


@pytest.mark.parametrize("text", [text for text in HOSTILE if text.startswith("[x](")])
def test_every_link_that_is_switched_off_is_told(text: str) -> None:
    """A link that does not become one is told, so that no reader meets its marks."""
    assert "<a " in prose.block(text) or list(prose.complaints(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Plain & simple", "<p>Plain &amp; simple</p>"),
        ("*a* **b** `c`", "<p><em>a</em> <strong>b</strong> <code>c</code></p>"),
        (
            "[a](https://b.example)",
            '<p><a href="https://b.example" rel="noopener nofollow">a</a></p>',
        ),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("2. a\n3. b", '<ol start="2">\n<li>a</li>\n<li>b</li>\n</ol>'),
        ("one\n\ntwo", "<p>one</p>\n<p>two</p>"),
        ("one\ntwo", "<p>one\ntwo</p>"),
        ("one  \ntwo", "<p>one<br>\ntwo</p>"),
        ("# no heading", "<p># no heading</p>"),
        ("a <b> c", "<p>a &lt;b&gt; c</p>"),
        ("2 * 3 * 4", "<p>2 * 3 * 4</p>"),
        ("8,000 H100s_and_more", "<p>8,000 H100s_and_more</p>"),
        ("", ""),
    ],
)
def test_block(text: str, expected: str) -> None:
    """Emphasis, links, code, lists and paragraphs are rendered; the rest is shown as typed."""
    assert expected == prose.block(text).replace("<br />", "<br>")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("two\nlines *here*", "two lines <em>here</em>"),
        ("- no list", "- no list"),
        ("a\n\nb", "a b"),
    ],
)
def test_inline(text: str, expected: str) -> None:
    """Within a sentence there are no paragraphs and no lists, and lines are joined."""
    assert expected == prose.inline(text)


_ELSEWHERE = "there is a link whose address stands elsewhere in the text"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("*a* **b** `c` [d](https://e.example)", "a b c d"),
        ("one\ntwo\n\n- three\n- four", "one two three four"),
        ("a &amp; b", "a & b"),
        ("a <b> c", "a <b> c"),
    ],
)
def test_plain(text: str, expected: str) -> None:
    """Bare text keeps the words and drops the marks."""
    assert expected == prose.plain(text)


class _Words(HTMLParser):
    """The text of HTML, with a blank where a block ends."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.feed(html)
        self.close()

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_endtag(self, tag: str) -> None:
        self.text += " " if tag in ("p", "li") else ""


@given(st.text(alphabet="ab1 .)-+*_`[]()&<\\\n", max_size=40))
@example("- a")
@example("1. a")
@example("a\n+ b")
@example("12) a")
@example("fish &amp; chips")
def test_plain_is_what_the_rendered_text_says(text: str) -> None:
    """The quick way for texts without Markdown gives what the parser gives."""
    assert prose.plain(text) == " ".join(_Words(str(prose.block(text))).text.split())


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>a</p>", "<p>a <sup>1</sup></p>"),
        ("<p>a</p>\n<ul></ul>", "<p>a</p>\n<ul></ul><sup>1</sup>"),
        ("", "<sup>1</sup>"),
    ],
)
def test_ending(html: str, expected: str) -> None:
    """More can be put at the end of the last paragraph, or after what is none."""
    assert expected == prose.ending(Markup(html), Markup("<sup>1</sup>"))  # noqa: S704 - our own text


_ELSEWHERE = "there is a link whose address stands elsewhere in the text"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("*a* **b** `c` [d](https://e.example)\n\n- f", []),
        ("2 < 3 and 4 > 3", []),
        ("`<b>` and `[x](y)`", []),
        ("no. #1 and C# and a|b", []),
        ("x > y", []),
        ("<b>a</b>", ["there is HTML in the text"]),
        ("a <!-- b", ["there is HTML in the text"]),
        ("![a](https://b.example/c.png)", ["there is a picture in the text"]),
        ("a\n## b", ["there is a heading in the text"]),
        ("```\na\n```", ["there is a code block in the text"]),
        ("| a | b |", ["there is a table in the text"]),
        ("> a", ["there is a quotation block in the text"]),
        ("a\n===", ["there is a heading in the text"]),
        ("a\n---", ["there is a heading in the text"]),
        ("- a\n---\n- b", ["there is a line across the text"]),
        ("a\n\n***\n\nb", ["there is a line across the text"]),
        ("a\n\n- - -", ["there is a line across the text"]),
        ("a | b\n--- | :-:\nc | d", ["there is a table in the text"]),
        ("a | b\nc | d", []),
        ("a ~~b~~ c", ["there is struck-out text"]),
        ("about ~~ 3 ~~ days", []),
        ("see [a][b]\n\n[b]: https://b.example", [_ELSEWHERE]),
        ("see [a] and [b][c]", []),
        ("a\n\n    b", ["there is a code block in the text"]),
        ("- a\n\n  > b", ["there is a quotation block in the text"]),
        ("<https://b.example>", ["there is HTML in the text"]),
        ("- a\n- b\n\n1. c\n2. d\n\n*e* and - f", []),
        ("a -\nb", []),
        ("[a](b)", ["a link leads to `b`, which is not a web address"]),
        ("[a](javascript:x)", ["a link leads to `javascript:x`, which is not a web address"]),
        ("[a]( ftp://b.example )", ["a link leads to `ftp://b.example`, which is not a web address"]),
        ("[a]()", ["a link leads to ``, which is not a web address"]),
    ],
)  # fmt: skip
def test_complaints(text: str, expected: list[str]) -> None:
    """What lies outside the subset is told; what only looks like it is not."""
    assert expected == list(prose.complaints(text))


@given(st.text("a |-=~*_#>[]:\n`<1.", max_size=40))
def test_what_is_not_refused_is_rendered_whole(text: str) -> None:
    """Any text that full Markdown would show in another way than the subset is refused."""
    if not list(prose.complaints(text)):
        whole = {kind for kind in prose._kinds(prose._WHOLE.parse(text)) if kind != "link_open"}
        ours = set(prose._kinds(prose._ENGINE.parse(text)))
        assert whole <= ours | {"link_close"}


def test_the_repository_s_own_prose_is_safe(few: Corpus) -> None:
    """Prose of the lists and of a few cases comes out with known tags and web links alone.

    Prose with anything else is refused by the rule ``style/markup``, whatever the case.
    """
    library = few.library
    models: list[Record] = [
        *few.cases.values(),
        *library.checklists.values(),
        *library.patterns.values(),
    ]
    texts = {leaf.value for model in models for leaf in leaves(model)}
    assert len(texts) > 1000
    for text in texts:
        _is_safe(prose.block(text))
