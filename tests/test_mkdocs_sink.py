"""The MkDocs sink: what the hook adds, takes away and refuses, in a build and under serve."""

from __future__ import annotations

from pathlib import Path

import factories
import hooks
import pytest
from casebook.base import urls
from casebook.base.security import POLICY
from casebook.base.settings import Settings
from casebook.pages.base import Page, Section
from casebook.reading.load import Reading, load
from casebook.search.index import Indexing
from casebook.site import contents as site
from casebook.site import mkdocs as mkdocs_sink
from casebook.site.mkdocs import ReadyPage, Sink, describe
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files, InclusionLevel, get_files
from support import sites
from support.some import some


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small project that builds, and an environment that says nothing."""
    for name in ("SITE_URL", "REPO_URL", "REPO_BRANCH", "CONTACT"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(mkdocs_sink, "ignores_case", lambda _path: False)
    return sites.lay(tmp_path / "project")


def _config(root: Path) -> MkDocsConfig:
    config = load_config(str(root / "mkdocs.yml"), site_dir=str(root / "site"))
    config.plugins._current_plugin = "tests"  # as MkDocs sets it while an event runs
    return config


def _added(sink: Sink, root: Path) -> Files:
    """What a whole build adds; what other processes began for it is waited for."""
    files = _begun(sink, root)
    sink.finish(root / "taken-away")
    return files


def _begun(sink: Sink, root: Path, handed: Reading | None = None) -> Files:
    config = _config(root)
    if handed:
        mkdocs_sink.hand(config, handed)
    sink.configure(config)
    files = get_files(config)
    files.add_files_from_theme(config.theme.get_env(), config)
    return sink.add(files, config)


@pytest.fixture
def served() -> Sink:
    """A sink as ``mkdocs serve`` has it."""
    sink = Sink()
    sink.serving = True
    return sink


def test_every_page_and_asset_is_added(root: Path) -> None:
    """Each generated page is a page of MkDocs at its address, and each asset a file."""
    files = _added(Sink(), root)
    corpus, settings = load(root).corpus, Settings()

    added = {file.page.url: file for file in files if isinstance(file.page, ReadyPage)}
    pages = {page.url: page for page in site.pages(corpus, settings)}
    assert set(added) == set(pages)
    assert {file.inclusion for file in added.values()} == {InclusionLevel.NOT_IN_NAV}
    for asset in some(site.assets(corpus, settings)):
        file = files.get_file_from_path(asset.path)
        assert file is not None
        made = asset.content
        assert file.content_bytes == (made.encode() if isinstance(made, str) else made)


def test_redirects_make_way_where_case_does_not_count(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where ``SEC-01`` and ``sec-01`` are one folder the page of the check is not written over."""
    monkeypatch.setattr(mkdocs_sink, "ignores_case", lambda _path: True)
    uris = {file.src_uri for file in _added(Sink(), root)}

    assert "checks/sec-01.md" in uris
    assert [uri for uri in uris if uri.startswith("checks/SEC")] == []


def test_page_brings_its_html_and_its_anchors(root: Path) -> None:
    """MkDocs is handed finished HTML, the table of contents and the anchors others may point at."""
    files = _added(Sink(), root)
    file = files.get_file_from_path("cases/acme-refund-bot.md")
    assert file is not None
    page = file.page
    assert isinstance(page, ReadyPage)
    config = _config(root)
    page.read_source(config)
    page.render(config, files)

    assert page.content is not None
    assert '<li class="claim" id="claim-thousands">' in page.content
    assert {"claims", "claim-thousands", "source-daily"} <= (page.present_anchor_ids or set())
    assert [entry.id for entry in page.toc][:2] == ["claims", "facts"]
    assert page.markdown == ""
    assert page.update_date == "2024-05-01"


def test_description_of_a_page_for_the_theme() -> None:
    """The theme reads everything it needs from the page's metadata."""
    page = Page(
        "x/", "T", "D", "<h1>T</h1>", (Section("a", "A & <b>", "<p>x</p>"),), kind="Case",
        breadcrumb=(("Cases", "cases/"),), edit="cases/x.yml", updated="2024-05-01",
        searchable=False, hide=("toc",), modules=("m",), styles=("s",), layout="text",
    )  # fmt: skip

    assert describe(page) == {
        "title": "T",
        "description": "D",
        "kind": "Case",
        "layout": "text",
        "hide": ["toc"],
        "breadcrumb": [{"title": "Cases", "url": "cases/"}],
        "edit_path": "cases/x.yml",
        "updated": "2024-05-01",
        "modules": ["m"],
        "styles": ["s"],
    }


def test_files_of_the_theme_that_no_page_asks_for_go(root: Path) -> None:
    """Material's scripts, styles and pictures are dropped; the project's own files stay."""
    factories.write(root / "docs" / "assets" / "images" / "own.svg", "<svg/>")
    uris = {file.src_uri for file in _added(Sink(), root)}

    assert [
        uri for uri in uris if uri.startswith(("assets/javascripts/", "assets/stylesheets/"))
    ] == []
    assert "assets/images/own.svg" in uris
    assert "assets/css/base.css" in uris


def test_build_refuses_broken_data(root: Path) -> None:
    """In a build an error in the data raises, with file, line and remedy in the message."""
    factories.write(root / "cases" / "broken.yml", "id: broken\nid: broken\n")

    with pytest.raises(
        PluginError, match=r"cases/broken\.yml:2:1: yaml/duplicate-key: (.|\n)*\n    \S"
    ):
        _added(Sink(), root)


def test_serve_shows_problems_in_the_place_of_a_broken_case(root: Path, served: Sink) -> None:
    """Under serve a broken case becomes a page of its problems, home tells all, and the rest is shown."""
    factories.write(root / "cases" / "acme-refund-bot.yml", "id: acme-refund-bot\n")
    other = factories.case(id="other-case")
    factories.write(root / "cases" / "other-case.yml", factories.as_yaml(other))
    pages = {
        file.page.url: file.page
        for file in _added(served, root)
        if isinstance(file.page, ReadyPage)
    }

    assert pages["cases/acme-refund-bot/"].title == "Problems in cases/acme-refund-bot.yml"
    assert pages[""].title == "Problems"
    assert pages["cases/other-case/"].title == other["title"]
    assert "checks/sec-01/" in pages


def test_serve_shows_no_case_while_a_list_is_broken(root: Path, served: Sink) -> None:
    """While a list cannot be read home tells it, and no case is shown that may lean on it."""
    factories.write(root / "docs" / "patterns" / "no-owner.yml", "id: [")
    pages = {
        file.page.url: file.page
        for file in _added(served, root)
        if isinstance(file.page, ReadyPage)
    }

    assert pages[""].title == "Problems"
    assert "cases/acme-refund-bot/" not in pages


def test_reading_is_made_once(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A reading that was handed over is used, once; after it the sink reads for itself."""
    sink, reading, config = Sink(), load(root), _config(root)
    mkdocs_sink.hand(config, reading)
    sink.configure(config)

    assert sink._reading(root) is reading
    assert sink._reading(root) is not reading
    loader = sink._loader
    sink._reading(root)
    assert sink._loader is loader
    sink._reading(sites.lay(root.parent / "another"))
    assert sink._loader is not loader


class _Index(Indexing):
    """An index that only notes what it is given."""

    def __init__(self) -> None:
        self.pages: list[Page] = []

    def add(self, page: Page) -> None:
        self.pages.append(page)


def test_the_search_is_handed_every_page(root: Path) -> None:
    """What is generated comes as it is made, what is written by hand when MkDocs has made HTML of it."""
    factories.write(root / "docs" / "about" / "index.md", "# About\n\nBy *hand*.\n")
    factories.write(root / "docs" / "quiet.md", "---\nnoindex: true\n---\n# Quiet\n")
    index = _Index()
    config = _config(root)
    mkdocs_sink.hand(config, load(root), index)
    build(config)

    added = {page.url: page for page in index.pages}
    assert len(added) == len(index.pages)
    assert {page.url for page in site.framed(load(root).corpus, Settings())} < set(added)
    about = added["about/"]
    assert (about.title, about.kind, about.searchable) == ("About", "Page", True)
    assert "<p>By <em>hand</em>.</p>" in about.html
    assert not added["quiet/"].searchable

    build(config)  # nobody handed an index to this one
    assert len(added) == len(index.pages)


def test_files_to_take_away_are_made_once(root: Path) -> None:
    """Who hands over what was read makes them too; a build that MkDocs began makes its own."""
    sink, reading = Sink(), load(root)

    made = []
    for name, handed in (("first", reading), ("second", None)):
        _begun(sink, root, handed)
        sink.finish(root / name)
        made.append({p.relative_to(root / name).as_posix() for p in (root / name).rglob("*.*")})

    first, second = made
    assert all(name.endswith(".html.md") or name == urls.LLMS for name in some(first))
    (checklist, *_) = reading.corpus.library.checklists
    assert urls.download(checklist, "xlsx") in second


def test_live_pages_have_no_twins(root: Path, served: Sink) -> None:
    """Markdown for programs is made for the site alone: who edits a page waits for less."""
    _added(served, root)

    assert not list((root / "taken-away").rglob("*.html.md"))
    assert served._twins is None


def test_policy_is_left_out_under_serve(root: Path, served: Sink) -> None:
    """Pages carry the policy in a build; live reload would break under it."""
    config = _config(root)
    Sink().configure(config)
    assert config.extra["content_security_policy"] == POLICY

    served.configure(config)
    assert config.extra["content_security_policy"] == ""


def test_address_in_the_configuration_counts(root: Path) -> None:
    """The pages are made for the address that MkDocs has, such as the live server's."""
    config = load_config(str(root / "mkdocs.yml"), site_url="http://127.0.0.1:8001/")

    assert mkdocs_sink._settings(config).site_url == "http://127.0.0.1:8001/"


def test_hooks_hand_everything_on(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each event of MkDocs reaches the sink, and ``serve`` is told from ``build``."""
    sink = Sink()
    monkeypatch.setattr(hooks, "sink", sink)
    monkeypatch.setenv("CONTACT", "desk@example.org")
    config = _config(root)

    hooks.on_startup(command="serve", dirty=False)
    assert sink.serving
    hooks.on_startup(command="build", dirty=False)
    assert not sink.serving
    assert hooks.on_config(config) is config
    files = hooks.on_files(get_files(config), config)
    assert files.get_file_from_path("cases/acme-refund-bot.md") is not None
    page = files.get_file_from_path("cases/acme-refund-bot.md")
    assert page is not None
    assert page.page is not None
    assert (
        hooks.on_page_markdown("{{ contact }}", config, page.page, files=files)
        == "desk@example.org"
    )
    config.site_dir = str(root / "site")
    hooks.on_post_build(config)
    assert list((root / "site" / "downloads" / "checklists").glob("*.xlsx"))


def test_build_by_mkdocs_itself(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """MkDocs with the hook alone builds every page, strictly."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    config = load_config(str(root / "mkdocs.yml"), site_dir=str(root / "site"), strict=True)
    build(config)

    page = (root / "site" / "cases" / "acme-refund-bot" / "index.html").read_text("utf-8")
    assert "Thousands of customers were promised a refund." in page
    assert {path.name for path in (root / "site" / "checks").iterdir()} >= {"sec-01", "SEC-01"}
