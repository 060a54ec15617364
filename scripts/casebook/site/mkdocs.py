"""The MkDocs sink: pages that are already HTML, handed to MkDocs as its own.

MkDocs makes the frame, the sitemap and the hand-written pages; Python-Markdown
never sees a generated page. What is between the data and MkDocs is here;
``build`` and ``serve`` only start it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import TableOfContents, get_toc

from casebook.base import urls
from casebook.base.security import POLICY
from casebook.base.settings import Settings
from casebook.corpus.corpus import Corpus
from casebook.corpus.library import Library
from casebook.downloads.workshop import Batch, Kept
from casebook.pages import downloads
from casebook.pages import handwritten as documents
from casebook.pages.base import Asset, Page
from casebook.pages.linked import linked
from casebook.pages.problems import previewed
from casebook.pages.twins import Twins
from casebook.reading.load import Loader, Reading
from casebook.report import text
from casebook.search.index import Indexing
from casebook.site import contents as site
from casebook.site.alike import CANONICAL, LINKED, filled, slotted
from casebook.site.scripts import uncommented

_UNUSED = ("assets/javascripts/", "assets/stylesheets/", "assets/images/")
"""Files of the theme that no page asks for: its look and scripts are our own."""
_ANCHOR = re.compile(r'\sid="([^"]+)"')


class ReadyPage(MkDocsPage):
    """A page whose content is HTML from the start."""

    def __init__(self, page: Page, file: File, config: MkDocsConfig) -> None:
        super().__init__(page.title, file, config)
        self._html = page.html.encode()
        self._tokens: list[Any] = [
            {"level": 2, "id": section.id, "name": section.title, "children": []}
            for section in page.sections
        ]
        self._described = describe(page) | {"linked": linked(page, _settings(config))}
        if page.updated:
            self.update_date = page.updated

    def read_source(self, config: MkDocsConfig) -> None:
        """Take the metadata; there is no source text."""
        del config
        self.markdown, self.meta = "", self._described

    @property
    def contents(self) -> TableOfContents:
        """The sections, for the frame."""
        return get_toc(self._tokens)

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Hand over the HTML and the anchors other pages may point at."""
        del config, files
        self.toc = self.contents
        self.present_anchor_ids = set(_ANCHOR.findall(self._html.decode()))
        self.links_to_anchors = {}

    @property
    def content(self) -> str | None:
        """The HTML. MkDocs holds that of all pages at once, and one “ makes a text twice as large as its bytes."""
        return self._html.decode()

    @content.setter
    def content(self, html: str | None) -> None:
        self._html = (html or "").encode()


def describe(page: Page) -> dict[str, Any]:
    """The metadata the theme reads."""
    return {
        "title": page.title,
        "description": page.description,
        "kind": page.kind,
        "layout": page.layout,
        "hide": list(page.hide),
        "breadcrumb": [{"title": title, "url": url} for title, url in page.breadcrumb],
        "edit_path": page.edit,
        "updated": page.updated,
        "modules": list(page.modules),
        "styles": list(page.styles),
    }


class ModelPage(ReadyPage):
    """The first of the pages that are alike, with slots in the place of its words."""

    def __init__(self, first: Page, file: File, config: MkDocsConfig) -> None:
        super().__init__(slotted(first), file, config)
        self.first = first
        # Without the site's address there is no JSON-LD, and no place for it either.
        held = self._described["linked"] and LINKED
        self._described |= {"canonical": CANONICAL, "linked": held}


_HANDED = "casebook_handed"


def hand(config: MkDocsConfig, reading: Reading, index: Indexing | None = None) -> None:
    """Give the build of a configuration what was just read, and the index that is to hold its pages.

    Whoever does this also makes the files to download.
    """
    config.extra[_HANDED] = reading, index


class Sink:
    """One run of MkDocs: loads once, then adds everything generated to its files."""

    def __init__(self) -> None:
        self.serving = False
        self._loader: Loader | None = None
        self._handed: Reading | None = None
        self._index: Indexing | None = None
        self._late: Batch | None = None
        self._kept: Kept = {}
        self._corpus = Corpus(Library(), {})
        self._settings = Settings()
        self._frame = ""
        """The frame of the pages that are alike, once MkDocs has made it."""
        self._twins: Twins | None = None

    def configure(self, config: MkDocsConfig) -> None:
        """Take what :func:`hand` left for this build, and put in what the theme needs."""
        self._handed, self._index = config.extra.pop(_HANDED, (None, None))
        config.extra["content_security_policy"] = "" if self.serving else POLICY
        config.extra["twins"] = not self.serving
        config.extra["repo"] = Settings.from_environment().repo

    def add(self, files: Files, config: MkDocsConfig) -> Files:
        """Add generated pages and assets; drop what the theme brings and no page uses.

        Raises:
            PluginError: if the data has errors and this is a build.
        """
        settings = _settings(config)
        alone = self._handed is None
        reading = self._reading(Path(config.config_file_path).parent)
        if reading.errors and not self.serving:
            raise PluginError(text.report(reading.problems, settings, reading.files))
        _drop_unused(files, config)
        _slim_scripts(files)
        pages, corpus = previewed(reading, settings) if self.serving else ([], reading.corpus)
        self._corpus, self._settings, self._frame = corpus, settings, ""
        self._late = downloads.begin(corpus, settings, self._kept) if alone else None
        self._twins = None if self.serving else Twins(corpus, settings)
        taken = {page.url for page in pages}
        for page in site.framed(corpus, settings):
            if page.url not in taken:
                pages.append(page)
                self._pass_on(page)
        _add_pages(files, config, pages)
        self._add_model(files, config, settings)
        blind = ignores_case(Path(config.config_file_path))
        _add_assets(files, config, site.assets(corpus, settings), pages if blind else ())
        return files

    def fill(self, markdown: str, config: MkDocsConfig, source: str) -> str:
        """Fill a page written by hand, whose file is ``source``, once the generated ones were added."""
        told = documents.filled(markdown, _settings(config), self._corpus)
        return documents.linked(told, source)

    def wrote(self, page: MkDocsPage, content: str) -> None:
        """Take a page whose content is HTML now; of interest are those written by hand."""
        if not isinstance(page, ReadyPage):
            hidden, title = page.meta.get("noindex", False), str(page.title or "")
            about = str(page.meta.get("description", ""))
            self._pass_on(Page(page.url, title, about, content, searchable=not hidden))

    def _pass_on(self, page: Page) -> None:
        """Give a page to the search and to the twins, where there are any."""
        if self._index is not None:
            self._index.add(page)
        self._add_twin(page)

    def _add_model(self, files: Files, config: MkDocsConfig, settings: Settings) -> None:
        """Let MkDocs make one frame for all pages that are alike, and name the others in the sitemap."""
        first, *others = site.addresses_alike(self._corpus) or ("",)
        config.extra["alike"] = [urls.absolute(other, settings.site_url) for other in others]
        if first:
            model = next(site.alike(self._corpus, settings))
            file = _file(config, urls.document(first), "")
            files.append(file)
            ModelPage(model, file, config)

    def finished(self, output: str, page: MkDocsPage) -> str:
        """A page as it is written: smaller, and with its words if it brought the frame of those alike."""
        made = trimmed(output)
        if not isinstance(page, ModelPage):
            return made
        self._frame = made
        return filled(made, page.first, self._settings)

    def _add_twin(self, page: Page) -> None:
        if self._twins is not None:  # a live site has none
            self._twins.add(page)

    def finish(self, folder: Path) -> None:
        """Put the pages that are alike, the twins and the files that took long beside the others.

        Raises:
            ValueError: if one of the files has the path of something else.
        """
        late, self._late, self._index = self._late, None, None
        for page in site.alike(self._corpus, self._settings) if self._frame else ():
            file = folder / urls.file_of(page.url)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(filled(self._frame, page, self._settings), "utf-8")
            self._add_twin(page)
        if self._twins is not None:
            self._twins.write(folder)
        if late:
            downloads.put(late, folder)

    def _reading(self, root: Path) -> Reading:
        handed, self._handed = self._handed, None
        if handed is not None:
            return handed
        if self._loader is None or self._loader.root != root:
            self._loader = Loader(root)
        return self._loader.load()


def ignores_case(file: Path) -> bool:
    """Whether the file system takes two names that differ in case for one."""
    return file.with_name(file.name.swapcase()).exists()


def _drop_unused(files: Files, config: MkDocsConfig) -> None:
    """Take away what the theme brings and no page asks for."""
    for file in [file for file in files if file.src_uri.startswith(_UNUSED)]:
        if file.src_dir is None or not Path(file.src_dir).is_relative_to(config.docs_dir):
            files.remove(file)


def _slim_scripts(files: Files) -> None:
    for file in files:
        if file.src_uri.startswith("assets/js/"):
            file.content_string = uncommented(file.content_string)


def _add_pages(files: Files, config: MkDocsConfig, pages: Iterable[Page]) -> None:
    for page in pages:
        file = _file(config, urls.document(page.url), "")
        files.append(file)
        ReadyPage(page, file, config)


def _add_assets(
    files: Files, config: MkDocsConfig, assets: Iterable[Asset], before: Iterable[Page]
) -> None:
    """Add assets, but none in the place of a page ``before`` them.

    Where `VET-20` and `vet-20` are one folder, a redirect would take the place
    of the page it leads to.
    """
    taken = {urls.file_of(page.url) for page in before}
    for asset in assets:
        if asset.path.lower() not in taken:
            files.append(_file(config, asset.path, asset.content))


def _file(config: MkDocsConfig, uri: str, content: str | bytes) -> File:
    return File.generated(config, uri, content=content, inclusion=InclusionLevel.NOT_IN_NAV)


def _settings(config: MkDocsConfig) -> Settings:
    return Settings.from_environment().at(config.site_url or "")


_INDENT = re.compile(r"\n\s+")


def trimmed(output: str) -> str:
    """A finished page without the indentation of the frame; the article stays as it is."""
    head, article, tail = output.partition("<article")
    inside, end, foot = tail.rpartition("</article>")
    return _INDENT.sub("\n", head) + article + inside + end + _INDENT.sub("\n", foot)
