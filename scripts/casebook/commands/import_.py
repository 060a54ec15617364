"""``casebook import``: a draft made from one record of another collection."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from casebook.base.settings import Settings
from casebook.commands.new import free
from casebook.imports import draft as drafts
from casebook.imports.collections import COLLECTIONS, read
from casebook.imports.draft import Draft
from casebook.reading import likeness
from casebook.reading.load import load
from casebook.report import FORMATS

HELP = "make a draft from a record of another collection; copies no sentence"
_MOST_ALIKE = 3


def add(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments."""
    parser.add_argument("collection", choices=COLLECTIONS, help="where the record comes from")
    parser.add_argument("file", type=Path, metavar="FILE", help="one record, as JSON or YAML")
    parser.add_argument(
        "id",
        nargs="?",
        default="",
        metavar="ID",
        help="file name of the case without .yml; made from the number of the record if left out",
    )


def run(options: argparse.Namespace, root: Path) -> int:
    """Read the record, write the draft, and check it."""
    draft, problems = read(options.collection, options.file)
    if draft is None:
        print(FORMATS["text"](problems, Settings(), 0))
        return 1
    name = options.id or draft.id
    if not free(name, root):
        return 2
    path = root / "cases" / f"{name}.yml"
    _warn(draft, root)
    path.write_text(drafts.file(draft, name, load(root, []).corpus.library), "utf-8")
    found = load(root, [path]).problems
    if found:
        print(FORMATS["text"](found, Settings(), 0))
    shown = path.relative_to(root)
    print(
        f"{shown} written. Write what is marked in it, then: `.venv/bin/casebook check {shown}`.",
        file=sys.stderr,
    )
    return 1 if found else 0


def _warn(draft: Draft, root: Path) -> None:
    """Name the cases that have one of the sources: they may tell the same story."""
    cases = likeness.known(root / "cases")
    urls = [reference.url for reference in draft.references if reference.url]
    same = {case.id: case for url in urls for case in likeness.with_address(url, cases)}
    for case in list(same.values())[:_MOST_ALIKE]:
        print(
            f"  Is it there already? cases/{case.id}.yml has one of its sources: {case.title}\n"
            "  If it is, delete the new file, and extend that one.",
            file=sys.stderr,
        )
