"""``casebook export``: the same pages as a tree for any other site engine."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from casebook.base.settings import Settings
from casebook.base.words import counted
from casebook.reading.load import load
from casebook.report import FORMATS
from casebook.site.export import export

HELP = "write the pages as Markdown with a mkdocs.yml that needs no hooks"


def add(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments."""
    parser.add_argument("folder", type=Path, metavar="DIR", help="a new or empty folder")


def run(options: argparse.Namespace, root: Path) -> int:
    """Export, unless the data has errors."""
    reading, settings = load(root), Settings.from_environment()
    if reading.errors:
        print(FORMATS["text"](reading.errors, settings, reading.files))
        return 1
    try:
        pages = export(root, reading.corpus, settings, options.folder)
    except FileExistsError as error:
        print(f"casebook: {error}; name a new one", file=sys.stderr)
        return 2
    print(f"{options.folder}: {counted(pages, 'page')}.", file=sys.stderr)
    return 0
