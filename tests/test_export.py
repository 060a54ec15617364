"""The export: every page as Markdown that any site engine can build."""

from __future__ import annotations

from html import unescape
from pathlib import Path

import factories
import pytest
import yaml
from casebook.base import urls
from casebook.base.settings import Settings
from casebook.pages.base import Page, Section
from casebook.reading.load import load
from casebook.site import contents as site
from casebook.site.export import configuration, export, markdown
from support import markup, sites
from support.some import some

HERE = Settings("https://example.org/name/", contact="desk@example.org")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small project that builds."""
    return sites.lay(tmp_path / "project")


@pytest.fixture
def tree(root: Path) -> Path:
    """What is exported from it."""
    export(root, load(root).corpus, HERE, root.parent / "tree")
    return root.parent / "tree"


def _front(path: Path) -> dict[str, str]:
    _, front, _ = path.read_text("utf-8").split("---\n", 2)
    found: dict[str, str] = yaml.safe_load(front)
    return found


def test_every_page_is_a_file(root: Path, tree: Path) -> None:
    """Each page stands at its address with its title and description in front."""
    pages = list(site.pages(load(root).corpus, HERE))
    for page in some(pages):
        front = _front(tree / "docs" / urls.document(page.url))
        assert {name: unescape(text) for name, text in front.items()} == {
            "title": page.title,
            "description": page.description,
        }
    written = {path.relative_to(root / "docs") for path in (root / "docs").rglob("*.md")}
    generated = {Path(urls.document(page.url)) for page in pages}
    exported = {path.relative_to(tree / "docs") for path in (tree / "docs").rglob("*.md")}
    assert exported == written | generated


def test_number_of_pages_is_returned(root: Path) -> None:
    """Generated and hand-written pages are counted together."""
    target = root.parent / "counted"

    assert export(root, load(root).corpus, HERE, target) == len(list(target.rglob("*.md")))


def test_every_asset_is_a_file(root: Path, tree: Path) -> None:
    """Schemas and redirects stand beside the pages, letter by letter."""
    for asset in some(site.files(load(root).corpus, HERE)):
        made = asset.content
        written = (tree / "docs" / asset.path).read_bytes()
        assert written == (made.encode() if isinstance(made, str) else made)


def test_data_and_theme_are_left_behind(tree: Path) -> None:
    """The tree holds no YAML of ours but its configuration, and no theme."""
    assert [path.name for path in tree.rglob("*.yml")] == ["mkdocs.yml"]
    assert not (tree / "docs" / "theme").exists()
    assert (tree / "docs" / "assets" / "css").is_dir()


def test_hand_written_pages_are_filled_in(root: Path) -> None:
    """The contact stands in the exported hand-written pages."""
    factories.write(root / "docs" / "about" / "index.md", "# About\n\nWrite to {{ contact }}.\n")
    export(root, load(root).corpus, HERE, root.parent / "tree")
    about = (root.parent / "tree" / "docs" / "about" / "index.md").read_text("utf-8")

    assert about == "# About\n\nWrite to desk@example.org.\n"


def test_source_is_not_touched(root: Path) -> None:
    """Exporting changes no file of the project."""
    before = sites.content(root / "docs")
    export(root, load(root).corpus, HERE, root.parent / "tree")

    assert sites.content(root / "docs") == before


def test_empty_folder_is_taken(root: Path) -> None:
    """A folder that is there and empty is as good as a new one."""
    (root.parent / "tree").mkdir()
    export(root, load(root).corpus, HERE, root.parent / "tree")

    assert (root.parent / "tree" / "mkdocs.yml").is_file()


@pytest.mark.parametrize("kind", ["file", "folder"])
def test_full_folder_is_refused(root: Path, kind: str) -> None:
    """A file, or a folder that holds something, is not written over."""
    target = root.parent / "tree"
    factories.write(target if kind == "file" else target / "mine.txt", "mine")

    with pytest.raises(FileExistsError, match="is not an empty folder"):
        export(root, load(root).corpus, HERE, target)
    assert [path.name for path in target.parent.rglob("mine.txt")] == ["mine.txt"] * (
        kind != "file"
    )


def test_markdown_keeps_the_html_whole() -> None:
    """Each part is one block without an empty line, under a heading with its anchor."""
    sections = (
        Section("a", "First", "<p>x</p>\n\n\n  <p>y</p>"),
        Section("b", "Second", "<p>z</p>"),
    )
    page = Page("x/", "A: title", "Its #1 description", "<h1>T</h1>\n\n<p>lead</p>", sections)

    assert markdown(page) == (
        "---\ndescription: 'Its #1 description'\ntitle: 'A: title'\n---\n\n"
        "<div>\n<h1>T</h1>\n<p>lead</p>\n</div>\n\n"
        "## First {#a}\n\n<div>\n<p>x</p>\n<p>y</p>\n</div>\n\n"
        "## Second {#b}\n\n<div>\n<p>z</p>\n</div>\n"
    )


def test_title_and_description_are_harmless_in_any_theme() -> None:
    """Themes write both into their HTML as they stand, so markup in them is escaped."""
    written = markdown(Page("x/", "A & <b>", 'Says "<b>" & more', "<h1>T</h1>"))

    assert "title: A &amp; &lt;b&gt;\n" in written
    assert "description: Says &quot;&lt;b&gt;&quot; &amp; more\n" in written


def test_both_sinks_hold_the_same_words(root: Path) -> None:
    """The Markdown of a page holds the HTML that the hook hands to MkDocs."""
    for page in some(site.pages(load(root).corpus, HERE)):
        blocks = markup.fragment("".join(markdown(page).split("<div>\n")[1:]))
        assert set(markup.ids(blocks)) >= set(markup.ids(markup.fragment(page.lead)))
        named = {section.id for section in page.sections}
        assert named == {each for each in named if f"{{#{each}}}" in markdown(page)}
        assert named == {each for each in named if f'<h2 id="{each}">' in page.html}


def test_configuration_needs_nothing_of_ours() -> None:
    """The exported configuration names the address and neither hooks nor our theme."""
    config = yaml.safe_load(configuration(HERE))

    assert config["site_url"] == "https://example.org/name/"
    assert {"hooks", "custom_dir"}.isdisjoint([*config, *config["theme"]])
