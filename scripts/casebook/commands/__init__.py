"""The commands, one module each: ``add`` says what a command takes, ``run`` does it.

``run`` returns the exit code: 0 clean, 1 problems, 2 misuse.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from casebook.base.words import listed
from casebook.permalinks import files


def named_files(paths: Sequence[Path]) -> list[Path]:
    """The files that were named, and the YAML and ledger files of the folders; says so if there is none."""
    found: list[Path] = []
    for path in paths:
        found += sorted(filter(_is_ours, path.rglob("*"))) if path.is_dir() else [path]
    if not found:
        named = listed((str(path) for path in paths), "or")
        print(f"casebook: there is no .yml file in {named}", file=sys.stderr)
    return found


def _is_ours(path: Path) -> bool:
    return path.suffix == ".yml" or (
        path.suffix == files.ENDING and f"/{files.FOLDER}/" in path.resolve().as_posix()
    )
