"""The live server's pages: each is made when somebody asks for it, from the files as they are now.

MkDocs' own live server builds the whole site after every change. Here a change costs
reading the file that changed, and one page.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from mkdocs.commands.build import get_context
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.files import File, get_files
from mkdocs.structure.nav import get_navigation
from mkdocs.structure.pages import Page as MkDocsPage

from casebook.base import urls
from casebook.base.settings import Settings
from casebook.pages import data, downloads
from casebook.pages import handwritten as documents
from casebook.pages.base import Page, environment
from casebook.pages.problems import previewed
from casebook.reading.load import Loader
from casebook.site import contents
from casebook.site.mkdocs import ReadyPage, trimmed
from casebook.site.scripts import uncommented

_LOOK_EVERY = 0.2
"""Seconds between two looks at the files."""
_SLOW = ("api/", "downloads/")
"""Where the files are that take long to make."""
_SETTLE = 0.05
"""Seconds without a change after which an editor has saved."""


class Preview:
    """All that the site holds, with drafts and with problems in the place of broken cases.

    Args:
        root: The project.
        address: Where the site is served.
    """

    def __init__(self, root: Path, address: str) -> None:
        self._root, self._address = root, address
        self._loader = Loader(root)
        self._finder = contents.Finder()
        # MkDocs and the templates of the theme keep the page that is being made.
        self._one_at_a_time = threading.RLock()
        environment().auto_reload = True
        self._configured = 0
        self.refresh()

    def refresh(self) -> None:
        """Read what has changed. Pages are made again only when they are asked for."""
        with self._one_at_a_time:
            self._configure()
            self._settings = Settings.from_environment().at(self._address)
            told, self._corpus = previewed(self._loader.load(), self._settings)
            self._problems = {page.url: page for page in told}
            self._files = get_files(self._config)
            self._files.add_files_from_theme(self._env, self._config)
            self._nav = get_navigation(self._files, self._config)
            self._quick: dict[str, bytes] | None = None
            self._slow: dict[str, bytes] | None = None

    def _configure(self) -> None:
        """Read the configuration, if it has changed; it brings the templates of the frame."""
        changed = (self._root / "mkdocs.yml").stat().st_mtime_ns
        if changed != self._configured:
            self._config, self._configured = _configuration(self._root, self._address), changed
            self._env = self._config.theme.get_env()
            self._env.auto_reload = True

    def get(self, path: str) -> bytes | None:
        """The content at a path such as ``cases/x/`` or ``assets/css/base.css``; none if nothing is there."""
        with self._one_at_a_time:
            if path == "" or path.endswith("/"):
                return self._page(path)
            return self._static(path) or self._asset(path)

    def missing(self) -> bytes:
        """The page for an address at which there is nothing."""
        with self._one_at_a_time:
            context = get_context(self._nav, self._files, self._config, base_url="/")
            return self._env.get_template("404.html").render(context).encode()

    def _page(self, address: str) -> bytes | None:
        for document in (urls.document(address), f"{address}index.md"):
            file = self._files.get_file_from_path(document)
            if file is not None:
                return self._framed(self._written(file))
        page = self._problems.get(address)
        page = page or self._finder.find(address, self._corpus, self._settings)
        if page is not None:
            return self._framed(_ready(page, self._config))
        return self._asset(f"{address}index.html")

    def _written(self, file: File) -> MkDocsPage:
        """A page that was written by hand."""
        page = MkDocsPage(None, file, self._config)
        page.read_source(self._config)
        told = documents.filled(page.markdown or "", self._settings, self._corpus)
        page.markdown = documents.linked(told, file.src_uri, direct=True)
        page.render(self._config, self._files)
        return page

    def _framed(self, page: MkDocsPage) -> bytes:
        documentation = self._files.documentation_pages()
        context: Any = get_context(self._nav, documentation, self._config, page)
        template = self._env.get_template(str(page.meta.get("template", "main.html")))
        return trimmed(template.render(context)).encode("utf-8", "xmlcharrefreplace")

    def _static(self, path: str) -> bytes | None:
        file = self._files.get_file_from_path(path)
        if file is None or file.is_documentation_page():
            return None
        if path.startswith("assets/js/"):
            return uncommented(file.content_string).encode()
        return file.content_bytes

    def _asset(self, path: str) -> bytes | None:
        """A file that is made: the quick ones at the first question, the others when one is asked for."""
        if self._quick is None:
            quick = (*contents.assets(self._corpus, self._settings),)
            own = data.assets(self._corpus, self._settings)
            self._quick = {asset.path: asset.bytes for asset in (*quick, *own)}
        if path in self._quick or not path.startswith(_SLOW):
            return self._quick.get(path)
        if self._slow is None:
            batch = downloads.begin(self._corpus, self._settings)
            self._slow = {asset.path: asset.bytes for asset in downloads.collected(batch)}
        return self._slow.get(path)


def _configuration(root: Path, address: str) -> MkDocsConfig:
    config = load_config(str(root / "mkdocs.yml"), site_url=address, strict=False)
    config.plugins.on_startup(command="serve", dirty=False)
    return config.plugins.on_config(config)


def _ready(page: Page, config: MkDocsConfig) -> ReadyPage:
    file = File.generated(config, urls.document(page.url), content="")
    ready = ReadyPage(page, file, config)
    ready.read_source(config)
    ready.toc = ready.contents
    return ready


def _type_of(path: str) -> str:
    kind: str = LiveReloadServer._guess_type(path)  # type: ignore[no-untyped-call]  # noqa: SLF001 - ours by inheritance
    return kind


class Server(LiveReloadServer):
    """MkDocs' live server, without a built site behind it."""

    def __init__(self, preview: Preview, refresh: Callable[[], None], host: str, port: int) -> None:
        super().__init__(
            builder=refresh, host=host, port=port, root="", polling_interval=_LOOK_EVERY
        )
        self.build_delay = _SETTLE
        self._preview = preview
        self.error_handler = lambda code: preview.missing() if code == 404 else None  # noqa: PLR2004

    def _serve_request(
        self, environ: dict[str, Any], start_response: Callable[..., Any]
    ) -> Iterable[bytes] | None:
        path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore")
        if path.startswith("/livereload/"):
            return super()._serve_request(environ, start_response)
        epoch = self._visible_epoch
        content = self._preview.get(path.lstrip("/"))
        if content is None and not path.endswith("/") and self._preview.get(f"{path[1:]}/"):
            start_response("302 Found", [("Location", f"{path}/")])
            return []
        if content is None:
            return None
        kind = "text/html" if path.endswith("/") else _type_of(path)
        if kind == "text/html":
            content = self._inject_js_into_html(content, epoch)  # type: ignore[no-untyped-call]
        start_response("200 OK", [("Content-Type", kind), ("Content-Length", str(len(content)))])
        return [content]
