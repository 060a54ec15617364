"""How much of the browser's modules the tests ran, as Chromium counts it.

With the variable :data:`SWITCH` set to a folder, every page of a test run is
watched, and each process leaves there what its pages ran. Afterwards
``python -m support.webcoverage FOLDER`` prints the figure of every module and
fails where all of them together are below :data:`LEAST`.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import factories
from casebook.site.scripts import uncommented
from playwright.sync_api import Browser, BrowserContext, CDPSession, Page
from playwright.sync_api import Error as PlaywrightError

SWITCH = "WEB_COVERAGE"
LEAST = 95
"""Percent of the lines of code that must run. What a page runs last, before it leaves, is not always counted."""
MODULES = factories.REPOSITORY / "docs" / "assets" / "js"
_OURS = "/assets/js/"


class Ran:
    """Which characters of which module ran, in any page."""

    def __init__(self) -> None:
        self.modules: dict[str, bytearray] = {}
        self._sessions: dict[Page, CDPSession] = {}

    def watch(self, page: Page) -> None:
        """Count what a page runs from now on."""
        if page not in self._sessions:
            session = self._sessions[page] = page.context.new_cdp_session(page)
            session.send("Profiler.enable")
            session.send("Profiler.startPreciseCoverage", {"callCount": True, "detailed": True})

    def take(self, pages: Iterable[Page]) -> None:
        """Add what these pages ran; a page that crashed or is gone has nothing to add."""
        for page in pages:
            session = self._sessions.pop(page, None)
            if session is None or page.is_closed():
                continue
            try:
                self.add(session.send("Profiler.takePreciseCoverage")["result"])
            except PlaywrightError:
                continue

    def add(self, scripts: list[dict[str, Any]]) -> None:
        """Add what Chromium says of some scripts; only modules of this site count."""
        for script in scripts:
            name = script["url"].partition("?")[0].partition(_OURS)[2]
            if name and (MODULES / name).is_file():
                self._add(name, script["functions"])

    def _add(self, name: str, functions: list[dict[str, Any]]) -> None:
        ran = bytearray(len(uncommented((MODULES / name).read_text("utf-8"))))
        ranges = [each for function in functions for each in function["ranges"]]
        # The inner of two ranges says more, and stands later or is shorter.
        for each in sorted(ranges, key=lambda r: (r["startOffset"], -r["endOffset"])):
            start, end = each["startOffset"], min(each["endOffset"], len(ran))
            ran[start:end] = bytes([each["count"] > 0]) * max(0, end - start)
        before = self.modules.get(name, bytes(len(ran)))
        self.modules[name] = bytearray(a | b for a, b in zip(before, ran, strict=True))

    def leave(self, folder: Path) -> None:
        """Write what was counted beside that of other processes."""
        folder.mkdir(parents=True, exist_ok=True)
        kept = {name: ran.hex() for name, ran in self.modules.items()}
        (folder / f"{os.getpid()}.json").write_text(json.dumps(kept), "utf-8")


@contextmanager
def counting(browser: Browser) -> Iterator[None]:
    """Count what all pages of a browser run, if the run asks for it, and leave it in its folder."""
    folder, ran = os.environ.get(SWITCH), Ran()
    if folder:
        _watch(browser, ran)
    yield
    if folder:
        ran.leave(Path(folder))


def _watch(browser: Browser, ran: Ran) -> None:
    """Watch all pages of all contexts of a browser, also those that a page opens.

    Chromium forgets what a page ran when it closes, so closing asks first.
    """

    def begin(made: BrowserContext) -> None:
        new_page, close = made.new_page, made.close

        def watched() -> Page:
            page = new_page()
            ran.watch(page)
            end = page.close

            def closed(**given: Any) -> None:
                ran.take([page])
                end(**given)

            page.close = closed  # type: ignore[method-assign]
            return page

        def ended(**given: Any) -> None:
            ran.take(made.pages)
            close(**given)

        made.new_page = watched  # type: ignore[method-assign]
        made.close = ended  # type: ignore[method-assign]
        made.on("page", ran.watch)

    browser.on("context", begin)


def merged(folder: Path) -> dict[str, bytearray]:
    """What all processes of a run left; modules that none of them loaded ran nothing."""
    found = {
        path.relative_to(MODULES).as_posix(): bytearray(len(uncommented(path.read_text("utf-8"))))
        for path in sorted(MODULES.rglob("*.*js"))
    }
    for file in sorted(folder.glob("*.json")):
        for name, text in json.loads(file.read_text("utf-8")).items():
            found[name] = bytearray(
                a | b for a, b in zip(found[name], bytes.fromhex(text), strict=True)
            )
    return found


def lines(name: str, ran: bytearray) -> tuple[list[int], list[int]]:
    """The numbers of a module's lines of code: of all, and of those that did not run.

    A line did not run if nothing of its code did.
    """
    every, missed, at = [], [], 0
    for number, line in enumerate(uncommented((MODULES / name).read_text("utf-8")).split("\n"), 1):
        code = [at + place for place, sign in enumerate(line) if sign not in " \t{}()[],;"]
        at += len(line) + 1
        if code:
            every.append(number)
            if not any(ran[place] for place in code):
                missed.append(number)
    return every, missed


def report(folder: Path) -> int:
    """Print a row for each module, the least covered first; the exit code says whether it is enough."""
    rows, all_lines, all_missed = [], 0, 0
    for name, ran in merged(folder).items():
        every, missed = lines(name, ran)
        all_lines, all_missed = all_lines + len(every), all_missed + len(missed)
        share = 100 * (1 - len(missed) / len(every))
        rows.append((share, f"{share:6.1f} %  {len(every):4}  {name}  {_spans(missed)}"))
    for _, row in sorted(rows):
        print(row.rstrip())
    total = 100 * (1 - all_missed / all_lines)
    print(f"{total:6.1f} %  {all_lines:4}  lines of all modules; {LEAST} % are needed")
    return int(total < LEAST)


def _spans(numbers: list[int]) -> str:
    spans: list[list[int]] = []
    for number in numbers:
        if spans and number == spans[-1][-1] + 1:
            spans[-1][1:] = [number]
        else:
            spans.append([number])
    return ", ".join("-".join(map(str, span)) for span in spans)


if __name__ == "__main__":
    sys.exit(report(Path(sys.argv[1])))
