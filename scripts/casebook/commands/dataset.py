"""``casebook dataset``: the data as a dated, frozen archive with digests."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from pathlib import Path

from casebook.base.settings import Settings
from casebook.downloads import dataset
from casebook.reading.load import load
from casebook.report import FORMATS

HELP = "freeze the published data as dated archives with SHA-256 digests"


def add(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments."""
    parser.add_argument("folder", type=Path, metavar="DIR", help="where the archives go")
    parser.add_argument(
        "--date",
        type=dt.date.fromisoformat,
        metavar="DAY",
        help="day in the name, such as 2026-11-24; that of the newest change if left out",
    )


def run(options: argparse.Namespace, root: Path) -> int:
    """Write the archives, unless the data has errors."""
    reading = load(root)
    if reading.errors:
        print(FORMATS["text"](reading.errors, Settings.from_environment(), reading.files))
        return 1
    try:
        day = options.date or dataset.day_of(reading.corpus)
        licence = (root / "LICENSE-DATA").read_text("utf-8")
        held = dataset.files(reading.corpus, Settings.from_environment(), licence, day)
        written = dataset.write(options.folder, held, day)
    except (ValueError, OSError) as error:
        print(f"casebook: nothing was frozen: {error}", file=sys.stderr)
        return 2
    for path in written:
        print(path)
    return 0
