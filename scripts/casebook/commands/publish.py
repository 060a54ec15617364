"""``casebook publish``: enter new addresses in the ledger of those that never die."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from casebook.base.settings import Settings
from casebook.base.words import counted
from casebook.permalinks import files
from casebook.permalinks import ledger as permalinks
from casebook.reading.load import load
from casebook.report import FORMATS

HELP = f"enter new addresses in {files.FOLDER}/"


def add(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments."""
    parser.add_argument(
        "--check", action="store_true", help="write nothing; fail if there is something to write"
    )


def run(options: argparse.Namespace, root: Path) -> int:
    """Extend the ledger, unless the data has errors."""
    reading = load(root)
    if reading.errors:
        print(FORMATS["text"](reading.errors, Settings(), reading.files))
        return 1
    ledger = permalinks.extended(reading.corpus.library.permalinks, reading.corpus)
    texts = {root / path: text for path, text in files.texts(ledger).items()}
    changed = {path: text for path, text in texts.items() if _content(path) != text}
    old = root / files.OLD_FILE
    to_do = [*changed, *([old] if old.exists() else [])]
    if not to_do:
        return 0
    if options.check:
        print(
            f"{_named(root, to_do)} is not as `casebook publish` leaves it: run `casebook publish`"
        )
        return 1
    for path, text in changed.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    old.unlink(missing_ok=True)  # last: until now it was the only record of some addresses
    print(f"{_named(root, to_do)} brought up to date", file=sys.stderr)
    return 0


def _content(path: Path) -> str:
    return path.read_text("utf-8") if path.is_file() else ""


def _named(root: Path, paths: Sequence[Path]) -> str:
    """The first of the paths, and how many there are besides."""
    shown = paths[0].relative_to(root).as_posix()
    return shown if len(paths) == 1 else f"{shown}, with {counted(len(paths) - 1, 'other file')},"
