"""``casebook publish``: enter new addresses in the ledger of those that never die."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from casebook.base.settings import Settings
from casebook.permalinks import ledger as permalinks
from casebook.reading.load import load
from casebook.report import FORMATS

HELP = "enter new addresses in docs/permalinks.yml"


def add(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments."""
    parser.add_argument(
        "--check", action="store_true", help="write nothing; fail if one is missing"
    )


def run(options: argparse.Namespace, root: Path) -> int:
    """Extend the ledger, unless the data has errors."""
    reading, path = load(root), root / "docs" / "permalinks.yml"
    if reading.errors:
        print(FORMATS["text"](reading.errors, Settings(), reading.files))
        return 1
    text = permalinks.written(
        permalinks.extended(reading.corpus.library.permalinks, reading.corpus)
    )
    if path.is_file() and path.read_text("utf-8") == text:
        return 0
    if options.check:
        print("docs/permalinks.yml lacks new addresses: run `casebook publish`")
        return 1
    path.write_text(text, "utf-8")
    print("docs/permalinks.yml written", file=sys.stderr)
    return 0
