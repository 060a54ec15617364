"""Build the site without exercises, quizzes and downloads: the other side of a comparison.

Run as ``python -m bench.bare ROOT OUTPUT``. Their pages and files are not made;
all else is, and the look over the links runs and is not believed, since many
links now lead nowhere.
"""

from __future__ import annotations

import logging
import sys
from pathlib import Path
from types import ModuleType

from casebook.base.settings import Settings
from casebook.pages import downloads, train
from casebook.site import build
from casebook.site import contents as site
from casebook.site import linkcheck as sitecheck


def strip() -> None:
    """Take the makers of exercises, quizzes and downloads out of this process; the data stay."""
    made = tuple(render for render in site._RENDERERS if render is not train.pages)
    _put(site, "_RENDERERS", made)
    jobs = downloads._jobs
    _put(downloads, "_jobs", lambda *what: (job for job in jobs(*what) if job[0] == "data"))
    look = sitecheck.check
    _put(sitecheck, "check", lambda folder, found, base: look(folder, found, base)[:0])
    # MkDocs, which is strict, would stop at the links of the courses to exercises.
    logging.getLogger("mkdocs.structure.pages").disabled = True


def _put(module: ModuleType, name: str, value: object) -> None:
    setattr(module, name, value)


def main(root: str, output: str) -> int:
    """Build ``root`` into ``output`` without them."""
    strip()
    built = build.build(Path(root), Settings.from_environment(), Path(output), lambda _: None)
    return 0 if built.ok else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
