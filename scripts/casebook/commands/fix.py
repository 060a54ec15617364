"""``casebook fix``: mend what can be mended without asking, each file whole or not at all."""

from __future__ import annotations

import argparse
import contextlib
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from difflib import unified_diff
from pathlib import Path

from casebook.base.words import counted, listed
from casebook.commands import named_files
from casebook.corpus.library import Library
from casebook.fixes import Mended, UnsafeError, mend
from casebook.model import Case
from casebook.model.files import COLLECTIONS, OPTIONAL, SINGLES
from casebook.model.kinds import Record
from casebook.permalinks.files import ENDING
from casebook.reading.load import load, shown
from casebook.source import read

HELP = "mend the order of keys, spacing, quotes, and words with other capitals or blanks"


def add(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments."""
    parser.add_argument(
        "paths",
        nargs="*",
        type=Path,
        metavar="PATH",
        help="files to mend; all cases and lists if none",
    )
    parser.add_argument(
        "--dry-run", action="store_true", help="say what would be done; write nothing"
    )
    parser.add_argument(
        "--diff", action="store_true", help="show the lines that would change; write nothing"
    )


def run(options: argparse.Namespace, root: Path) -> int:
    """Mend, or show what would be mended.

    Returns 1 if a file could not be mended, or if something is left to be
    written with ``--dry-run`` or ``--diff``.
    """
    named = named_files(options.paths) if options.paths else list(_all(root))
    if not named:
        return 2
    # The register of addresses has no layout to fix, and only `casebook publish` writes it.
    paths = [path for path in named if path.suffix != ENDING]
    library = load(root, []).corpus.library
    writes = not (options.dry_run or options.diff)
    changed = failed = 0
    for path in paths:
        name = shown(root, path)
        text, mended = _mended(path, name, _model(name), library)
        if mended is None:
            failed += 1
        elif mended.text != text:
            changed += 1
            _tell(name, mended, text if options.diff else None)
            if writes:
                _write(path.resolve(), mended.text)
    told = f"{changed} of {counted(len(paths), 'file')} {'mended' if writes else 'would be mended'}"
    left = f", {counted(failed, 'file')} left alone" if failed else ""
    print(f"{told}{left}.", file=sys.stderr)
    return 1 if failed or (changed and not writes) else 0


def _all(root: Path) -> Iterator[Path]:
    """Cases and lists; not what a link leads to outside, which nobody asked us to write."""
    inside = root.resolve()
    for folder in ("cases", *(f"docs/{name}" for name in COLLECTIONS)):
        for path in sorted((root / folder).glob("*.yml")):
            if path.resolve().is_relative_to(inside):
                yield path
            else:
                print(f"{shown(root, path)}: left alone: it is a link out of the project.")


def _model(name: str) -> type[Record]:
    folder, _, file = name.removeprefix("docs/").rpartition("/")
    return COLLECTIONS.get(folder) or {**SINGLES, **OPTIONAL}.get(file.removesuffix(".yml")) or Case


def _mended(
    path: Path, name: str, model: type[Record], library: Library
) -> tuple[str, Mended | None]:
    """The text of a file as it is, and mended; nothing where it has to be left alone, which is told."""
    source, problems = read(path, name)
    if source is None or problems:
        for problem in problems:
            print(f"{problem}\n    {problem.remedy}")
        print(f"{name}: left alone until it can be read.")
        return "", None
    # The reader takes a mark at the beginning away, which a mended file does not need.
    text = path.read_bytes().decode("utf-8")
    try:
        return text, mend(source.text, model, library)
    except UnsafeError as unsafe:
        print(f"{name}: left alone: {unsafe}. Please report this file.")
        return text, None


def _tell(name: str, mended: Mended, before: str | None) -> None:
    """Say what was done; with the text ``before`` also line by line."""
    for line, told in mended.told:
        print(f"{name}:{line}: {told}")
    if mended.layout:
        print(f"{name}: {listed(mended.layout)}")
    if before is not None:
        old, new = (text.splitlines(keepends=True) for text in (before, mended.text))
        for line_told in unified_diff(old, new, name, name):
            print(line_told.rstrip("\r\n"))


def _write(path: Path, text: str) -> None:
    """Put the text in place of the file, whole or not at all, with the rights it had."""
    handle, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
        shutil.copymode(path, beside)
        Path(beside).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(beside).unlink()
        raise
