"""The whole site, or nothing: everything happens in a folder beside it, then the two swap.

Validate, render, index, look over; only when all is well does the new site
take the place of the old one. Any failure leaves ``site/`` as it was.
"""

from __future__ import annotations

import logging
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from urllib.parse import urlsplit

from casebook.base import garbage as collecting
from casebook.base.problems import Problem, errors
from casebook.base.settings import Settings
from casebook.corpus.corpus import Corpus
from casebook.downloads.workshop import Batch
from casebook.reading.load import Loader, Reading, with_drafts
from casebook.search import index as searchindex
from casebook.site import linkcheck as sitecheck

Say = Callable[[str], None]


class BuildFailedError(RuntimeError):
    """The site was not made; the message says what to mend."""


@dataclass(frozen=True)
class Built:
    """What came of a build: problems, or the number of pages found by the search."""

    problems: tuple[Problem, ...]
    files: int
    pages: int = 0

    @property
    def ok(self) -> bool:
        """Whether the new site is in place."""
        return not errors(self.problems)


def build(root: Path, settings: Settings, target: Path, say: Say, *, drafts: bool = False) -> Built:
    """Make the site of ``root`` in ``target``.

    Args:
        root: The project.
        settings: Address of the site and the rest.
        target: Folder of the site; replaced only if all went well.
        say: Told each step, for a person who waits.
        drafts: Give drafts a page, for a preview.

    Raises:
        BuildFailedError: if a step after validation failed.
    """
    say("Checking cases and lists")
    with collecting.young_only(), _Late(root, settings) as late:
        reading = Loader(root).load(shaped=late.begin)
        if reading.errors:
            return Built(reading.problems, reading.files)
        if drafts:
            reading = with_drafts(reading)
        say("Building the pages")
        with _beside(target) as staging, searchindex.indexing() as index:
            _pages(root, settings, staging, reading, index)
            index.close()
            say("Looking over every link, and finishing the search")
            problems, pages = _looked_over(staging, settings, late, index)
            if not problems:
                _swap(staging, target)
    return Built((*reading.problems, *problems), reading.files, pages)


def _looked_over(
    staging: Path, settings: Settings, late: _Late, index: searchindex.Indexing
) -> tuple[list[Problem], int]:
    """What is wrong with the built pages and, if nothing is, how many of them the search finds."""
    found = sitecheck.scans(staging)
    late.put(staging)
    problems = sitecheck.check(staging, found, urlsplit(settings.site_url).path or "/")
    if problems:
        return problems, 0
    try:
        return [], index.finish(staging / "pagefind")
    except searchindex.IndexFailedError as error:
        raise BuildFailedError(str(error)) from None


class _Late(ExitStack):
    """The files that take long: others begin them as soon as the cases are read, and they are put in last."""

    _batch: Batch
    """There once they are begun."""

    def __init__(self, root: Path, settings: Settings) -> None:
        super().__init__()
        self._root = root
        # MkDocs ends an address in a slash.
        self._settings = settings.at(settings.site_url.rstrip("/") + "/")

    def begin(self, corpus: Corpus) -> None:
        """Let others make them, from before MkDocs is loaded. The rules may still refuse the cases."""
        os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
        os.environ.setdefault("SOURCE_DATE_EPOCH", commit_time(self._root))
        from casebook.pages import downloads  # noqa: PLC0415 - slow, and not needed by `check`

        self._batch = downloads.begin(corpus, self._settings)
        self.callback(self._batch.close)

    def put(self, folder: Path) -> None:
        """Put them beside the pages of a built site, once they were begun.

        Raises:
            ValueError: if one of them has the path of something else.
        """
        from casebook.pages import downloads  # noqa: PLC0415 - as above

        downloads.put(self._batch, folder)


def _pages(
    root: Path, settings: Settings, staging: Path, reading: Reading, index: searchindex.Indexing
) -> None:
    from mkdocs.commands.build import build as mkdocs_build  # noqa: PLC0415 - slow, as above
    from mkdocs.config import load_config  # noqa: PLC0415 - as above
    from mkdocs.exceptions import Abort, ConfigurationError  # noqa: PLC0415 - as above

    from casebook.site import mkdocs as mkdocs_sink  # noqa: PLC0415 - as above

    heard = _Listener()
    logger = logging.getLogger("mkdocs")
    logger.addHandler(heard)
    try:
        config = load_config(
            str(root / "mkdocs.yml"), site_dir=str(staging), site_url=settings.site_url, strict=True
        )
        mkdocs_sink.hand(config, reading, index)
        mkdocs_build(config)
    except (Abort, ConfigurationError) as error:
        message = "\n".join([*heard.lines, str(error)])
        raise BuildFailedError(message) from None
    finally:
        logger.removeHandler(heard)


class _Listener(logging.Handler):
    """Keeps MkDocs' warnings, so that a failure can say all of them."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


def commit_time(root: Path) -> str:
    """Seconds since 1970 of the last commit, so that one commit gives one site; 0 outside git."""
    try:
        ran = subprocess.run(
            ["git", "-C", str(root), "log", "-1", "--format=%ct"],  # noqa: S607 - git is found on the path
            capture_output=True,
            text=True,
            check=False,
        )
    except OSError:
        return "0"
    said = ran.stdout.strip()
    return said if ran.returncode == 0 and said.isdigit() else "0"


_LOCK = "building"
"""A file in the folder of a build, which the build holds locked as long as it runs."""


@contextmanager
def _beside(target: Path) -> Iterator[Path]:
    """A folder for the new site, beside the old one; what killed builds left there is removed."""
    target.parent.mkdir(parents=True, exist_ok=True)
    for left in target.parent.glob(f".{target.name}-*/{_LOCK}"):
        _clear(left, target)
    folder = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    staging = folder / target.name
    with (folder / _LOCK).open("w") as lock:
        _take(lock)
        staging.mkdir()
        try:
            yield staging
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def _clear(left: Path, target: Path) -> None:
    """Remove the folder of a build that runs no more; the old site returns if it was killed in the swap."""
    with left.open("a") as lock:
        if not _take(lock):
            return
        old = left.parent / _OLD
        if old.exists() and not target.exists():
            old.rename(target)
        shutil.rmtree(left.parent, ignore_errors=True)


def _take(lock: IO[str]) -> bool:
    """Lock a file until it is closed; False if another process has it, or the system has no such locks."""
    try:
        import fcntl  # noqa: PLC0415 - Windows does not have it

        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (ImportError, OSError):
        return False
    return True


_OLD = "old"
"""Where the old site is while the new one takes its place."""


def _swap(staging: Path, target: Path) -> None:
    """Put the new site in place of the old one; the old one is gone only after that."""
    old = staging.parent / _OLD
    if target.exists():
        target.rename(old)
    try:
        staging.rename(target)
    except OSError:
        if old.exists():
            old.rename(target)
        raise
