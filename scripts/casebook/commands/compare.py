"""``casebook compare``: which pages two built sites show differently."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path

from casebook.site.compare import compare

HELP = "name the pages that differ between two built sites"


def add(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments."""
    parser.add_argument("before", type=Path, metavar="BEFORE", help="a built site")
    parser.add_argument("now", type=Path, metavar="NOW", help="the other one")
    parser.add_argument("--format", choices=["json", "text"], default="text", help="how to say it")


def run(options: argparse.Namespace, root: Path) -> int:
    """Compare; a difference is no problem."""
    del root
    for site in (options.before, options.now):
        if not (site / "index.html").is_file():
            print(f"casebook: {site} is no built site; `make site` makes one", file=sys.stderr)
            return 2
    told = asdict(compare(options.before, options.now))
    if options.format == "json":
        print(json.dumps(told, indent=2))
    else:
        print(
            "".join(f"{kind}: /{page}\n" for kind, pages in told.items() for page in pages), end=""
        )
    return 0
