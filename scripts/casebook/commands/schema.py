"""``casebook schema``: write the JSON Schemas, or check that they are up to date."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from casebook.authoring import schema
from casebook.reading.load import load

HELP = "write docs/schema/*.json from the models"


def add(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments."""
    parser.add_argument("--check", action="store_true", help="write nothing; fail if one differs")


def run(options: argparse.Namespace, root: Path) -> int:
    """Write the schemas, or name those that differ."""
    library = load(root, []).corpus.library
    folder = root / "docs" / "schema"
    stale = [
        (folder / f"{name}.json", text)
        for name in schema.MODELS
        if _held(folder / f"{name}.json") != (text := schema.text(name, library))
    ]
    for path, text in stale:
        if options.check:
            print(f"{path.relative_to(root)} differs from the models: run `casebook schema`")
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
            print(f"{path.relative_to(root)} written", file=sys.stderr)
    return 1 if stale and options.check else 0


def _held(path: Path) -> str:
    return path.read_text("utf-8") if path.is_file() else ""
