"""``casebook check``: every problem of the project, or of the files named, in one run."""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from casebook.base.problems import Problem, errors
from casebook.base.settings import DEFAULT_SITE_URL, Settings
from casebook.base.words import counted, listed
from casebook.commands import named_files
from casebook.history import revisions as history
from casebook.history import since
from casebook.reading.load import Loader, shown
from casebook.report import FORMATS
from casebook.report.text import coloured

HELP = "say everything that is wrong with the cases and lists"
_CLEAR = "\033[2J\033[H"
_PATIENCE = 200
"""Milliseconds after which the watch says that nothing has changed."""
_FEW = 3  # files that a sentence names
_LINES_BESIDE = 6
"""Lines of a screen that are not for problems: what changed, the sum, how to stop, the cursor."""


def add(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments."""
    parser.add_argument(
        "paths", nargs="*", type=Path, metavar="PATH", help="files to check; all if none"
    )
    parser.add_argument("--format", choices=sorted(FORMATS), default="text", help="how to say it")
    parser.add_argument(
        "--since",
        metavar="REV",
        help="also compare with this git revision: no published case changed and no address lost in silence",
    )
    parser.add_argument(
        "--watch", action="store_true", help="check again whenever a file changes; stop with Ctrl-C"
    )
    parser.add_argument(
        "--as-published",
        action="store_true",
        help="say also what drafts still lack before they can be published",
    )
    parser.add_argument("--quiet", action="store_true", help="say nothing of warnings")


def run(options: argparse.Namespace, root: Path) -> int:
    """Check and report, once or until stopped."""
    files = named_files(options.paths) if options.paths else []
    if options.paths and not files:
        return 2
    if options.watch and options.format != "text":
        print("casebook: --watch is for people, and prints text only", file=sys.stderr)
        return 2
    loader = Loader(root, as_published=options.as_published)
    try:
        if options.watch:
            return _watch(loader, options, files)
        found, count = _found(loader, options, files)
    except history.UnknownPastError as unknown:
        print(f"casebook: {unknown}", file=sys.stderr)
        return 2
    if options.format == "text":
        _told(found, _looked_at(options, count))
    else:
        settings = Settings.from_environment()
        print(FORMATS[options.format](found, settings, count))
        if settings.site_url == DEFAULT_SITE_URL:
            print("SITE_URL is not set: links to the rules lead to this machine.", file=sys.stderr)
    return 1 if errors(found) else 0


def _found(
    loader: Loader, options: argparse.Namespace, files: list[Path]
) -> tuple[list[Problem], int]:
    """All problems that are to be told, and how many files were looked at.

    Raises:
        UnknownPastError: if the revision to compare with cannot be read.
    """
    root = loader.root
    past = history.at(root, options.since) if options.since is not None else None
    reading = loader.load(files or None)
    found = set(reading.problems)
    if past is not None:
        only = {shown(root, path) for path in files} if files else None
        found.update(since.problems(root, reading, past, only))
    return [p for p in sorted(found) if p.severity == "error" or not options.quiet], reading.files


def _watch(loader: Loader, options: argparse.Namespace, files: list[Path]) -> int:
    """Report, and again after every change, until Ctrl-C.

    Raises:
        UnknownPastError: if the revision to compare with cannot be read.
    """
    # Loaded here, so that a check that does not watch stays quick.
    from watchfiles import watch  # noqa: PLC0415

    root = loader.root
    folders = {root / "cases", root / "docs", *(path.resolve().parent for path in files)}
    looked = False
    try:
        # A word comes every so often, the first when the watch has begun: what is saved while
        # the first report is made is not missed.
        for changes in watch(
            *folders, watch_filter=_is_ours, yield_on_timeout=True, rust_timeout=_PATIENCE
        ):
            if changes or not looked:
                _screen(loader, options, files, sorted({Path(path) for _, path in changes}))
            looked = True
    except KeyboardInterrupt:
        print("\nStopped.", file=sys.stderr)
    return 0


def _is_ours(_change: object, path: str) -> bool:
    name = Path(path).name
    return name.endswith((".yml", ".txt")) and not name.startswith(".")


def _screen(
    loader: Loader, options: argparse.Namespace, files: list[Path], changed: Iterable[Path]
) -> None:
    """One screen: what changed, the problems that fit, and how many there are."""
    found, count = _found(loader, options, files)
    names = [shown(loader.root, path) for path in changed]
    terminal = sys.stdout.isatty()
    if terminal:
        print(_CLEAR, end="")
    if names:
        print(f"Changed: {listed(names)}")
    most = (shutil.get_terminal_size().lines - _LINES_BESIDE) // 2 if terminal else len(found)
    # Mistakes come before warnings: what does not fit should be what matters less.
    first = sorted(found, key=lambda problem: problem.severity != "error")[: max(most, 1)]
    _told(first, _looked_at(options, count), of=found)
    print("Waiting for changes; Ctrl-C stops.", file=sys.stderr, flush=True)


def _looked_at(options: argparse.Namespace, files: int) -> str:
    """What was done with how many files."""
    return f"{counted(files, 'file')} checked{' as if published' if options.as_published else ''}"


def _told(problems: Sequence[Problem], looked_at: str, of: Sequence[Problem] | None = None) -> None:
    """Print problems, and a sum of them or of the longer list that they are part ``of``."""
    if problems:
        terminal = sys.stdout.isatty()
        print(coloured(problems) if terminal else FORMATS["text"](problems, Settings(), 0))
    found = problems if of is None else of
    if len(found) > len(problems):
        print(f"… and {len(found) - len(problems)} more.")
    sys.stdout.flush()
    wrong = len(errors(found))
    warned = len(found) - wrong
    said = [counted(wrong, "problem"), *([counted(warned, "warning")] if warned else [])]
    print(f"{looked_at}: {listed(said)}.", file=sys.stderr)
    if unread := sorted({problem.path for problem in errors(found) if _hides_others(problem)}):
        names = listed([*unread[:_FEW], *([f"{len(unread) - _FEW} more"] if unread[_FEW:] else [])])
        print(
            f"The rules on whole files follow once the form of {names} is right.", file=sys.stderr
        )


def _hides_others(problem: Problem) -> bool:
    """Whether a file with this problem is not looked at as a whole."""
    return problem.rule.startswith(("yaml/", "shape/"))
