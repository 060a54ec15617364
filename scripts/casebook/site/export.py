"""The engine-neutral sink: the same pages as Markdown files, for any other site engine.

The tree holds ``mkdocs.yml`` without hooks and ``docs/`` with everything a
site needs. The HTML of each section stands inside its Markdown file under a
Markdown heading with the same anchor.
"""

from __future__ import annotations

import html
import shutil
from pathlib import Path

import yaml

from casebook.base import urls
from casebook.base.settings import Settings
from casebook.corpus.corpus import Corpus
from casebook.pages import handwritten as documents
from casebook.pages.base import Page
from casebook.site import contents as site

_NOT_COPIED = (
    "theme",
    "checklists",
    "frameworks",
    "patterns",
    "exercises",
    "courses",
    "first-hour.yml",
    "link-waivers.yml",
    "search.yml",
    "vocabulary.yml",
    "ways-in.yml",
    "permalinks.yml",
    "permalinks",
    "schema",
)
"""What is data or belongs to our own theme; the pages made of it are written instead."""


def export(root: Path, corpus: Corpus, settings: Settings, target: Path) -> int:
    """Write the tree to ``target`` and return the number of pages.

    Raises:
        FileExistsError: if ``target`` exists and is not an empty folder.
    """
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        message = f"{target} is not an empty folder"
        raise FileExistsError(message)
    docs = target / "docs"
    _copy(root / "docs", docs)
    for path in docs.rglob("*.md"):
        told = documents.filled(path.read_text("utf-8"), settings, corpus)
        path.write_text(documents.linked(told, path.relative_to(docs).as_posix()), "utf-8")
    for asset in site.files(corpus, settings):
        _write(docs / asset.path, asset.bytes)
    for page in site.pages(corpus, settings):
        _write(docs / urls.document(page.url), markdown(page).encode())
    _write(target / "mkdocs.yml", configuration(settings).encode())
    return sum(1 for _ in docs.rglob("*.md"))


def _copy(source: Path, target: Path) -> None:
    left_out = {str(source / name) for name in _NOT_COPIED}

    def ignore(folder: str, names: list[str]) -> set[str]:
        return {name for name in names if str(Path(folder) / name) in left_out}

    shutil.copytree(source, target, ignore=ignore)


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def markdown(page: Page) -> str:
    """A page as Markdown: front matter, then HTML blocks under Markdown headings.

    Themes put title and description into their HTML as they are, so both are
    escaped here.
    """
    front = {
        "title": html.escape(page.title, quote=False),
        "description": html.escape(page.description),
    }
    parts = ["---", yaml.safe_dump(front, allow_unicode=True, width=10_000).strip(), "---", ""]
    parts.append(_block(page.lead))
    for section in page.sections:
        parts += [f"## {_heading(section.title)} {{#{section.id}}}", "", _block(section.html)]
    return "\n".join(parts)


def _block(text: str) -> str:
    # One div in the first column and no blank line inside keep Markdown out of it.
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return "<div>\n" + "\n".join(lines) + "\n</div>\n"


def _heading(title: str) -> str:
    return "".join(f"\\{sign}" if sign in r"\`*_{}[]<>#" else sign for sign in title)


def configuration(settings: Settings) -> str:
    """A ``mkdocs.yml`` that needs neither hooks nor a theme of ours."""
    config = {
        "site_name": "AI Governance Casebook",
        "site_url": settings.site_url,
        "docs_dir": "docs",
        "theme": {"name": "material", "font": False},
        "plugins": ["search"],
        "markdown_extensions": [
            "admonition",
            "attr_list",
            "def_list",
            "footnotes",
            "md_in_html",
            "tables",
            {"toc": {"permalink": False}},
        ],
        "nav": [
            {"Home": "index.md"},
            {"Cases": "cases/index.md"},
            {"Checklists": "checklists/index.md"},
            {"Claims": "claims/index.md"},
            {"Patterns": "patterns/index.md"},
            {"Frameworks": "frameworks/index.md"},
            {"Train": "train/index.md"},
        ],
        "not_in_nav": "*\n",
    }
    return yaml.safe_dump(config, sort_keys=False, allow_unicode=True)
