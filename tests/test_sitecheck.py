"""The look over a built site: dead links, lost places, doubled ids, inline code, and nothing else."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import factories
import pytest
from casebook.base.problems import Problem
from casebook.site.linkcheck import check, scan, scans
from hypothesis import given
from hypothesis import strategies as st

_PAGE = '<!doctype html><html lang="en"><body>{}</body></html>'


def _checked(folder: Path, base: str = "/") -> list[Problem]:
    return check(folder, scans(folder), base)


def _site(root: Path, **pages: str) -> Path:
    """A site of a few pages: ``home``, ``cases`` and ``deep`` (at ``cases/deep/``)."""
    places = {"home": "", "cases": "cases/", "deep": "cases/deep/"}
    for name, place in places.items():
        factories.write(root / place / "index.html", _PAGE.format(pages.get(name, "")))
    factories.write(root / "assets" / "a b.css", "")
    return root


def _told(root: Path, base: str = "/") -> list[tuple[str, int, str, str]]:
    return [(p.path, p.line, p.rule, p.message) for p in _checked(root, base)]


@pytest.mark.parametrize(
    "link",
    [
        "",
        "#",
        "#here",
        "cases/",
        "./cases/",
        "cases/deep/",
        "cases/index.html",
        "cases/../cases/",
        "/cases/",
        "/",
        ".",
        "./",
        "?q=1",
        "cases/?q=1&amp;r=2#c",
        "cases/#c",
        "assets/a%20b.css",
        "/assets/a b.css",
        "https://example.org/nothing/",
        "HTTPS://example.org",
        "//example.org/x",
        "mailto:a@example.org",
        "data:text/plain,x",
    ],
)
def test_link_that_leads_somewhere(tmp_path: Path, link: str) -> None:
    """A link to a file, a folder, a place or another host is no problem."""
    home = f'<p id="here"><a href="{link}">x</a></p>'

    assert _told(_site(tmp_path, home=home, cases='<i id="c"></i>')) == []


@pytest.mark.parametrize(
    ("link", "message"),
    [
        ("nothing/", "`/nothing/` is linked and is not there"),
        ("cases", "`/cases` is linked and is not there"),
        ("cases/deep/nothing.html", "`/cases/deep/nothing.html` is linked and is not there"),
        ("/nothing/", "`/nothing/` is linked and is not there"),
        ("#gone", "`/index.html#gone` is linked, and no such place is on the page"),
        ("cases/#gone", "`/cases/#gone` is linked, and no such place is on the page"),
        ("cases/#C", "`/cases/#C` is linked, and no such place is on the page"),
        ("../x/", "`../x/` leads out of the site"),
        ("cases/../../x/", "`cases/../../x/` leads out of the site"),
        ("Cases/", "`/Cases/` is linked and is not there"),
    ],
)
def test_dead_link_is_told_with_file_and_line(tmp_path: Path, link: str, message: str) -> None:
    """A link to nothing, to a lost place or out of the site is told where it stands."""
    home = f'\n\n<p><a href="{link}">x</a></p>'
    told = _told(_site(tmp_path, home=home, cases='<i id="c"></i>'))

    assert told == [("site/index.html", 3, "site/dead-link", message)]


@pytest.mark.parametrize(
    "tag",
    [
        '<img src="x.png">',
        '<script src="x.png"></script>',
        '<link rel="icon" href="x.png">',
        '<form action="x.png"></form>',
        '<video poster="x.png"></video>',
        "<a href='x.png'>y</a>",
        "<a href=x.png>y</a>",
        '<a class="b"\n  href = "x.png">y</a>',
        '<A HREF="x.png">y</A>',
        '<svg><image href="x.png"/></svg>',
    ],
)
def test_every_kind_of_link_is_followed(tmp_path: Path, tag: str) -> None:
    """Pictures, scripts, style sheets, forms and links in any spelling are looked at."""
    (problem,) = _checked(_site(tmp_path, home=tag))

    assert problem.message == "`/x.png` is linked and is not there"


def test_text_that_looks_like_a_link_is_none(tmp_path: Path) -> None:
    """What stands in comments, scripts, escaped text or other attributes is no link."""
    home = (
        '<!-- <a href="gone/" id="x"> -->'
        '<script type="application/ld+json">{"a": "<a href=\'gone/\'>"}</script>'
        "<p>&lt;a href=&quot;gone/&quot;&gt; href=&quot;gone/&quot;</p>"
        '<p title="&lt;a href=&#39;gone/&#39;&gt;" data-href="gone/" data-id="x" id="x"></p>'
        '<p title="a > b"><a href="cases/">x</a></p>'
    )

    assert _told(_site(tmp_path, home=home)) == []


def test_canonical_of_another_host_is_left_alone(tmp_path: Path) -> None:
    """The canonical address of a page names the published site, not this folder."""
    assert _told(_site(tmp_path, home='<link rel="canonical" href="https://example.org/a/">')) == []


def test_link_is_read_from_its_own_page(tmp_path: Path) -> None:
    """A relative link means what it means from the page it stands on."""
    assert _told(_site(tmp_path, deep='<a href="../../">home</a> <a href="../">cases</a>')) == []
    (problem,) = _checked(_site(tmp_path, deep='<a href="cases/">x</a>'))
    assert problem.path == "site/cases/deep/index.html"


def test_same_dead_link_on_many_pages_is_told_once(tmp_path: Path) -> None:
    """A dead link of the footer is one problem, however each page spells it."""
    pages = {
        "home": '<a href="gone/">x</a>',
        "cases": '<a href="../gone/">x</a>',
        "deep": '<a href="../../gone/">x</a>',
    }
    ((path, _, _, message),) = _told(_site(tmp_path, **pages))

    assert path == "site/cases/deep/index.html"
    assert message == "`/gone/` is linked and is not there, and on 2 more pages"


@pytest.mark.parametrize("base", ["/name/", "/name", "/a/name/"])
def test_site_in_a_folder_of_its_host(tmp_path: Path, base: str) -> None:
    """Links from the root of the host must stay in the folder of the site."""
    inside = base.rstrip("/")
    good = f'<a href="{inside}/cases/">x</a> <a href="{inside}/">x</a> <a href="cases/">x</a>'
    assert _told(_site(tmp_path, home=good), base) == []

    for outside in ("/cases/", "/", f"{inside}x/cases/"):
        (problem,) = _checked(_site(tmp_path, home=f'<a href="{outside}">x</a>'), base)
        assert problem.message == f"`{outside}` leads out of the site"


def test_doubled_id_is_told(tmp_path: Path) -> None:
    """An id that stands twice is a problem; the same id on two pages is none."""
    told = _told(_site(tmp_path, home="<i id=a></i><i id='a'></i>", cases='<i id="a"></i>'))

    assert [(path, rule) for path, _, rule, _ in told] == [("site/index.html", "site/doubled-id")]


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("<script>let a</script>", "script"),
        ("<SCRIPT type=module>let a</SCRIPT>", "script"),
        ("<style>p {}</style>", "style"),
        ('<p style="color: red">x</p>', "p style"),
        ('<p onclick="a()">x</p>', "p onclick"),
        ("<video onload=a()></video>", "video onload"),
        ('<svg/onload="a()">', "svg onload"),
    ],
)
def test_inline_code_is_told(tmp_path: Path, code: str, told: str) -> None:
    """Scripts, styles and handlers inside a page, which its policy would block, are problems."""
    (problem,) = _checked(_site(tmp_path, home=code))

    assert problem.rule == "site/inline-code"
    assert problem.message == f"there is inline code: {told}"


@pytest.mark.parametrize(
    "code",
    [
        '<script src="assets/a b.css"></script>',
        "<script></script>",
        '<script type="application/ld+json">{}</script>',
        "<p data-style='x' data-onclick='y'>on x = y; style='z'</p>",
    ],
)
def test_code_of_its_own_file_is_fine(tmp_path: Path, code: str) -> None:
    """A script with an address, and data for machines, are not inline code."""
    assert _told(_site(tmp_path, home=code)) == []


def test_only_html_is_read(tmp_path: Path) -> None:
    """Other files are there to be linked; what they hold is not looked at."""
    root = _site(tmp_path, home='<a href="feed.xml">x</a> <a href="feed.xml#y">x</a>')
    factories.write(root / "feed.xml", '<a href="gone/" id="a"/><a id="a"/>')

    assert _told(root) == []


def test_problems_come_in_a_fixed_order(tmp_path: Path) -> None:
    """Problems are sorted by file and line, whatever order the links come in."""
    many = "".join(f'<a href="gone{number}/">x</a>\n' for number in range(20))
    problems = _checked(_site(tmp_path, home=many, deep=many))

    assert problems == sorted(problems)
    assert len(problems) == 40


_names = st.sampled_from(["id", "href", "src", "class", "title"])
_values = st.text("ab/#.<>&'\" =", max_size=12)
_tags = st.builds(
    lambda name, attributes: "<{}{}>".format(
        name,
        "".join(f' {key}="{value}"' for key, value in attributes.items()),
    ),
    st.sampled_from(["a", "p", "img", "b"]),
    st.dictionaries(
        _names,
        _values.map(
            lambda text: text.replace("&", "&amp;").replace('"', "&#34;").replace("'", "&#39;")
        ),
        max_size=3,
    ),
)


class _Reader(HTMLParser):
    """The ids and the links of a page, as the standard library's parser meets them."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what a tag says."""
        del tag
        said = dict(reversed(attrs))
        self.ids += [said["id"] or ""] if "id" in said else []
        self.links |= {said[name] or "" for name in ("href", "src") if name in said}


@given(st.lists(st.one_of(_tags, st.sampled_from(["text ", "a &lt; b ", "</p>"])), max_size=8))
def test_reads_what_another_parser_reads(pieces: list[str]) -> None:
    """Links and ids are those that another parser finds, however the attributes are filled."""
    text = _PAGE.format("".join(pieces))
    other, found = _Reader(text), scan(text)

    assert found.links == {link for link in other.links if not link.startswith("//")}
    assert found.ids == set(other.ids)
    assert set(found.doubled) == {each for each in other.ids if other.ids.count(each) > 1}
