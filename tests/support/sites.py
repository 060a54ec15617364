"""Sites made for the tests: by the command line in a process of its own, once for all workers."""

from __future__ import annotations

import fcntl
import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import Any

import factories
import pytest
from support import markup, measuring

_OF_A_SITE = "SITE_URL|REPO_URL|REPO_BRANCH|CONTACT|ARCHIVE_API|SOURCE_DATE_EPOCH"
_FROM_OUTSIDE = re.compile(
    rf"{_OF_A_SITE}|COLUMNS|LINES|GIT_.*|(?:ALL|HTTPS?|NO)_PROXY|PYTHONDONTWRITEBYTECODE",
    re.IGNORECASE,
)
"""What whoever runs the tests may have set: for their own site, terminal, repository or network.

Git tells its hooks by ``GIT_DIR`` where they are. A test in such a hook would
commit into that repository and not into its own.
"""
PATIENCE = 600
"""Seconds after which a process that hangs is ended. Nothing takes long, but on a loaded machine."""
SEEN = 120
"""Seconds in which a page must do what it is asked to and show what is expected, likewise."""


def settle(temporary: Path) -> None:
    """Give this process, and all that it starts, an environment that says nothing.

    Args:
        temporary: Folder of everything that the tests make; no repository around it is theirs.
    """
    for name in filter(_FROM_OUTSIDE.fullmatch, list(os.environ)):
        del os.environ[name]
    os.environ["GIT_CEILING_DIRECTORIES"] = str(temporary)
    os.environ["GIT_CONFIG_GLOBAL"] = os.devnull  # hooks, signatures, line ends


def environment(**changes: str) -> dict[str, str]:
    """The variables of a process: nobody's settings but ``changes``, and this repository's code."""
    kept = {n: value for n, value in os.environ.items() if not re.fullmatch(_OF_A_SITE, n)}
    scripts = str(factories.REPOSITORY / "scripts")
    return {**kept, "PYTHONPATH": scripts, "NO_MKDOCS_2_WARNING": "1", **changes}


def run(*arguments: str | Path, cwd: Path = factories.REPOSITORY, **changes: str) -> Ran:
    """Run ``casebook`` in a process of its own and wait for it."""
    command = [sys.executable, "-m", "casebook", *map(str, arguments)]
    return process(command, cwd, **changes)


Ran = subprocess.CompletedProcess[str]


def process(command: list[str], cwd: Path, **changes: str) -> Ran:
    """Run any program and wait for it; standard input is empty."""
    return subprocess.run(
        command,
        cwd=cwd,
        env=environment(**changes),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )


def build(target: Path, *, root: Path = factories.REPOSITORY, **changes: str) -> Path:
    """Build the site of a project into ``target``, which must succeed."""
    ran = run("site", "--output", target, cwd=root, **changes)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return target


def shared(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """A folder made once in a run, whichever worker asks first.

    Args:
        factory: Pytest's own; its folder is common to all workers.
        name: Name of the folder.
        make: Fills the folder at the path it is given, which does not exist yet.
    """
    own = factory.getbasetemp()
    common = own.parent if os.environ.get("PYTEST_XDIST_WORKER") else own
    folder, done = common / name, common / f"{name}.done"
    with (common / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            shutil.rmtree(folder, ignore_errors=True)
            make(folder)
            done.touch()
    return folder


def content(folder: Path) -> dict[str, str]:
    """A digest of every file under a folder, by its path there."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def lay(root: Path, *cases: factories.Data) -> Path:
    """A small project that builds: its data, the real theme, and stubs of the hand-written pages."""
    factories.write_project(root, *cases)
    repository = factories.REPOSITORY
    shutil.copy(repository / "mkdocs.yml", root / "mkdocs.yml")
    (root / "scripts").symlink_to(repository / "scripts")
    for folder in ("theme", "assets"):
        shutil.copytree(repository / "docs" / folder, root / "docs" / folder)
    for page in sorted((repository / "docs").rglob("*.md")):
        name = page.relative_to(repository)
        heads = re.findall(r"^##+ .*$", page.read_text("utf-8"), re.MULTILINE)  # pages lead to them
        text = [f"# The page {name.as_posix()}", "It stands in for another.", *heads]
        factories.write(root / name, "\n\n".join(text) + "\n")
    return root


def copy(root: Path) -> Path:
    """A copy of this project without its history and whatever was made from it."""
    repository = factories.REPOSITORY
    for folder in ("cases", "docs"):
        shutil.copytree(repository / folder, root / folder)
    shutil.copy(repository / "mkdocs.yml", root / "mkdocs.yml")
    (root / "scripts").symlink_to(repository / "scripts")
    return root


ADDRESS = "https://example.org/name/"
"""Address of the site that the tests look at: in a folder of its host, as on many code hosts."""


def whole(folder: Path) -> Path:
    """Build this repository's site for :data:`ADDRESS`.

    Nothing of it counts as covered: small sites, built by the same command, have to do that.
    """
    return build(folder, SITE_URL=ADDRESS, **measuring.UNMEASURED)


class Built:
    """A built site, its pages by address: ``""`` for home, ``cases/`` or ``404.html``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.texts = {
            path.relative_to(folder).as_posix().removesuffix("index.html"): path.read_text("utf-8")
            for path in sorted(folder.rglob("*.html"))
        }

    @cached_property
    def trees(self) -> dict[str, Any]:
        """Every page as lxml reads it."""
        return {address: markup.document(text) for address, text in self.texts.items()}

    @cached_property
    def redirects(self) -> frozenset[str]:
        """Addresses that only lead on."""
        found = {a for a, tree in self.trees.items() if tree.xpath("//meta[@http-equiv='refresh']")}
        return frozenset(found)

    @cached_property
    def pages(self) -> dict[str, Any]:
        """Every page but the redirects."""
        return {a: tree for a, tree in self.trees.items() if a not in self.redirects}

    def links(self, address: str) -> list[str]:
        """Where a page leads, as addresses of the site; other hosts as they are."""
        return markup.links(self.trees[address], address)
