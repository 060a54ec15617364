"""MkDocs' way in: each event is handed on, nothing is decided here."""

import sys
from pathlib import Path
from typing import Any, Literal

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

# Where the package is not installed, MkDocs finds it beside this file.
sys.path.insert(0, str(Path(__file__).resolve().parent))

from casebook.site.mkdocs import Sink

sink = Sink()


def on_startup(command: Literal["build", "gh-deploy", "serve"], **_: Any) -> None:
    """Remember whether this is the live server."""
    sink.serving = command == "serve"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Give the theme its policy."""
    sink.configure(config)
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add every generated page."""
    return sink.add(files, config)


def on_page_markdown(markdown: str, config: MkDocsConfig, page: Page, **_: Any) -> str:
    """Fill in what a hand-written page leaves to the configuration."""
    return sink.fill(markdown, config, page.file.src_uri)


def on_page_content(html: str, page: Page, **_: Any) -> str:
    """Let the search have a hand-written page."""
    sink.wrote(page, html)
    return html


def on_post_page(output: str, page: Page, **_: Any) -> str:
    """Take out what only makes a page larger, and fill in what pages have of their own."""
    return sink.finished(output, page)


def on_post_build(config: MkDocsConfig) -> None:
    """Add the files that take long to make."""
    sink.finish(Path(config.site_dir))
