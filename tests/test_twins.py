"""Markdown twins of the pages, and the list of them: complete, readable, and no claim without its status."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from pathlib import Path

import factories
import llms_txt
import pytest
from casebook.base import prose, urls
from casebook.base.settings import Settings
from casebook.corpus import corpus as corpora
from casebook.corpus.corpus import Corpus
from casebook.pages import markdown
from casebook.pages.base import Page
from casebook.pages.twins import Twins
from casebook.reading.load import Loader, Reading
from casebook.site import contents
from markdown_it import MarkdownIt
from support import full, sites
from support import real as samples
from support.some import some

HERE = Settings("https://example.org/name/")


@pytest.fixture(scope="module")
def corpus(real: Reading) -> Corpus:
    """A few real cases, and one that fills every field."""
    return samples.few(real.corpus)


@pytest.fixture(scope="module")
def pages(corpus: Corpus) -> list[Page]:
    """All their pages."""
    return list(contents.pages(corpus, HERE))


@pytest.fixture(scope="module")
def files(corpus: Corpus, pages: list[Page]) -> dict[str, str]:
    """All their twins, by path, with the list."""
    twins = Twins(corpus, HERE)
    for page in pages:
        twins.add(page)
    return dict(twins.files())


# HTML to Markdown


@pytest.mark.parametrize(
    ("html", "told"),
    [
        ("<h1>A <em>b</em></h1><p>c\n d</p>", "# A *b*\n\nc d\n"),
        ("words<p>more</p>after", "words\n\nmore\n\nafter\n"),
        ('<p><a href="../y/#z">to <b>y</b></a></p>', "[to **y**](https://example.org/name/y/#z)\n"),
        ('<p>a<a href="#x"></a><a>b</a><br>c</p>', "ab c\n"),
        (
            "<ul><li>a<ul><li>b</li></ul></li><li><p>c</p><p>d</p></li></ul>",
            "- a\n  - b\n- c\n  d\n",
        ),
        ("<ol><li>a</li><li>b</li></ol>", "1. a\n2. b\n"),
        (
            "<table><caption>T</caption><tr><th>a</th><th>b|c</th></tr><tr><td>1</td><td><p>2</p><p>3</p></td></tr></table>",
            "T\n\n| a | b\\|c |\n|---|---|\n| 1 | 2 3 |\n",
        ),
        ("<pre>x\n  y\n</pre>", "```\nx\n  y\n```\n"),
        ("<blockquote><p>a</p><p>b</p></blockquote>", "> a\n>\n> b\n>\n"),
        ("<dl><dt>T</dt><dd>d</dd></dl>", "**T**\nd\n"),
        ("<p>a<button>b</button><svg><text>c</text></svg><!-- d --><i hidden>e</i></p>", "a\n"),
        ('<p><img src="x.svg" alt="A chart"><img src="y.svg"><code>z</code></p>', "A chart`z`\n"),
        ("<p><span> a </span>b<b></b></p>", "a b\n"),
        ("<button>a</button><form><p>b</p></form><p hidden>c</p>", "\n"),
    ],
)
def test_html_is_told_in_markdown(html: str, told: str) -> None:
    """Words, structure and links stay, with full addresses; what only does something is left out."""
    assert markdown.of(html, "https://example.org/name/x/") == told


# The twins


@pytest.mark.unmeasured
def test_every_page_has_a_twin_with_its_title(pages: list[Page], files: dict[str, str]) -> None:
    """Each page is there at its address, and a reader of Markdown finds one first heading in it."""
    reader = MarkdownIt()
    for page in some(pages):
        tokens = reader.parse(files[urls.twin(page.url)])
        first = [token for token in tokens if token.type == "heading_open" and token.tag == "h1"]
        assert len(first) == 1, page.url


def test_the_twin_of_a_case_says_all_that_its_model_has(base: Loader) -> None:
    """Facts, claims, opinions, timeline, responses, lessons, sources and corrections are in it."""
    case = full.typed()
    corpus = corpora.build(base.load(only=[]).corpus.library, [case])
    text = _twin(corpus, case.id)

    told = [*(f.text for f in case.facts), *(c.text for c in case.claims)]
    told += [*(o.text for o in case.opinions), *(m.text for m in case.timeline)]
    told += [*(r.text for r in case.response), *(e.text for e in case.lessons)]
    told += [each.text for each in case.controls_that_worked]
    told += [*case.open_questions, *(each.title for each in case.sources)]
    told += [each.what for each in case.record.corrections]
    assert [] == [each for each in some(told) if prose.plain(each) not in text]


def test_the_twin_of_a_case_leaves_out_what_it_has_not(base: Loader) -> None:
    """There is no heading without an entry, and a source without an address says so."""
    case = factories.typed(
        factories.case(lessons=[{"id": "a", "text": "Look twice."}], claims=None, timeline=None)
    )
    text = _twin(corpora.build(base.load(only=[]).corpus.library, [case]), case.id)

    assert "## What is established" in text
    assert "- Look twice.\n" in text
    assert "## What was said" not in text
    assert "## Opinions" not in text


def test_the_twin_of_a_withdrawn_case_is_its_reason(base: Loader) -> None:
    """Nothing else of it is told."""
    gone = {"status": "withdrawn", "withdrawn_because": "The report was invented."}
    case = factories.typed(factories.case(record=gone))
    text = _twin(corpora.build(base.load(only=[]).corpus.library, [case]), case.id)

    assert text.startswith("# [Withdrawn: this case is not evidence] ")
    assert "The report was invented." in text
    assert "## " not in text


def _twin(corpus: Corpus, case_id: str) -> str:
    twins = Twins(corpus, HERE)
    twins.add(Page(urls.case(case_id), "T", "D", "<p></p>"))
    return dict(twins.files())[urls.twin(urls.case(case_id))]


def _lines_with_claims(corpus: Corpus, files: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Each line of a case's twin or of a list of claims that quotes a claim, with its status."""
    lists = (urls.CLAIMS, *map(urls.claims_of_status, corpus.library.statuses.order))
    listed = [line for each in lists for line in files[urls.twin(each)].splitlines()]
    for case in corpus.listed:
        own = files[urls.twin(urls.case(case.id))].splitlines()
        for claim in case.claims:
            status = corpus.library.label("claim-status", claim.status)
            words = f"\u201c{prose.plain(claim.text)}\u201d"
            yield from ((line, status) for line in (*own, *listed) if words in line)


def test_claims_have_their_status_in_the_same_line(corpus: Corpus, files: dict[str, str]) -> None:
    """In the twins of cases, of the list of claims and of each status, a claim stands after its status."""
    found = list(_lines_with_claims(corpus, files))

    assert len(found) >= 3 * len(corpus.claims()) > 0
    assert [] == [line for line, status in found if not line.startswith(f"- [Status: {status}")]


def test_the_page_of_a_claim_begins_with_its_status(corpus: Corpus, files: dict[str, str]) -> None:
    """Status and words are the heading; the reason and the addresses of the sources follow."""
    case, claim = next((c, k) for c, k in corpus.claims() if any(s.url for s in c.sources))
    text = files[urls.twin(urls.claim(case.id, claim.id))]
    status = corpus.library.label("claim-status", claim.status)

    assert text.startswith(f"# Status: {status}. \u201c{prose.plain(claim.text)}\u201d\n")
    assert prose.plain(claim.reason) in text
    own = [source for source in case.sources if source.id in claim.sources]
    assert [] == [source.id for source in some(own) if source.title not in text]


# The list


def test_the_list_names_every_page(pages: list[Page], files: dict[str, str]) -> None:
    """The reader of the format's own authors finds each twin once, with a title, and the optional ones apart."""
    with warnings.catch_warnings():
        read = llms_txt.parse_llms_file(files["llms.txt"])

    assert read.title == "AI Governance Casebook"
    assert "only claimed" in read.summary
    links = {name: [entry.url for entry in entries] for name, entries in read.sections.items()}
    expected = {f"https://example.org/name/{urls.twin(page.url)}" for page in pages}
    listed = [url for each in links.values() for url in each]
    assert len(listed) == len(set(listed))
    assert set(listed) == expected
    assert all(entry.title for entries in some(read.sections.values()) for entry in some(entries))
    assert next(iter(links)) == "Cases"
    assert list(links)[-1] == "Optional"
    assert all("/train/" in url or "/contribute/" in url for url in some(links["Optional"]))


def test_a_page_without_a_title_or_a_description_is_listed(base: Loader) -> None:
    """A bracket in a title does not end the link, and nothing is said where nothing is known."""
    twins = Twins(corpora.build(base.load(only=[]).corpus.library, []), Settings())
    twins.add(Page("a/", "", "", "<h1>A</h1>"))
    twins.add(Page("b/", "B [c]", "D.", "<h1>B</h1>"))

    lines = twins.listed().splitlines()
    assert "- [AI Governance Casebook](/a/index.html.md)" in lines
    assert "- [B (c)](/b/index.html.md): D." in lines


@pytest.mark.unmeasured
def test_a_built_site_has_them(tmp_path: Path) -> None:
    """Pages made by hand have twins too, and each page names its own."""
    root = sites.lay(tmp_path / "project")
    (root / "docs" / "about").mkdir(parents=True, exist_ok=True)
    ran = sites.run("site", cwd=root, SITE_URL="https://example.org/name/")
    assert ran.returncode == 0, ran.stderr

    built = root / "site"
    listed = (built / "llms.txt").read_text("utf-8")
    named = [
        path
        for path in built.rglob("*.html")
        if 'type="text/markdown" href="index.html.md"' in path.read_text("utf-8")
    ]
    for path in some(named):
        assert path.with_name("index.html.md").is_file()
        assert path.with_name("index.html.md").relative_to(built).as_posix() in listed
    assert len(list(built.rglob("*.html.md"))) == len(named)
