"""What others say of the pages: the Nu HTML checker on every page, Lighthouse on six kinds.

Both come from npm, pinned in ``npm/package-lock.json``, into a folder that git
does not know. They need Node.js with npm, and the checker needs Java; where
one is missing that part is left out, and said so. Run it alone with
``make audit``.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.weight import serving
from support import browser

ROOT = Path(__file__).resolve().parents[2]
NPM = Path(__file__).resolve().parent / "npm"
TOOLS = NPM / "node_modules"
PAGES = {
    "home": "",
    "case": "cases/bytedance-intern-model-training-2024/",
    "index of cases": "cases/",
    "checklist": "checklists/vetting/",
    "check": "checks/vet-20/",
    "trends": "trends/",
}
AIMS = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100}
RUNS = 3


def install() -> bool:
    """Install the pinned tools if they are not there; false without Node.js and npm."""
    npm = shutil.which("npm")
    if npm is None:
        print("audit: left out, Node.js with npm is needed")
        return False
    lock = (NPM / "package-lock.json").read_bytes()
    done = TOOLS / ".casebook-lock"
    if not done.exists() or done.read_bytes() != lock:
        subprocess.run([npm, "ci", "--silent"], cwd=NPM, check=True)
        done.write_bytes(lock)
    return True


def valid(site: Path) -> int | None:
    """Print every error of the Nu HTML checker, and return their number; none without Java."""
    java = shutil.which("java")
    if java is None:
        print("HTML: left out, Java is needed")
        return None
    pages = [str(path) for path in sorted(site.rglob("*.html")) if "pagefind" not in path.parts]
    jar = TOOLS / "vnu-jar" / "build" / "dist" / "vnu.jar"
    command = [java, "-jar", str(jar), "--errors-only", "--format", "gnu", *pages]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    errors = [line for line in ran.stderr.splitlines() if line.strip()]
    for line in errors:
        print(line.replace(site.as_uri() + "/", ""))
    if ran.returncode and not errors:
        message = f"the HTML checker did not run: {ran.stdout}"
        raise RuntimeError(message)
    print(f"HTML of {len(pages)} pages by the Nu checker: {len(errors)} errors (aim 0)")
    return len(errors)


def lighthouse(site: Path, runs: int = RUNS) -> None:
    """Print the median of several runs of Lighthouse for six kinds of page, as on a phone."""
    with serving(site) as base:
        for name, address in PAGES.items():
            scores = [_score(base + address) for _ in range(runs)]
            told = []
            for category, aim in AIMS.items():
                median = round(statistics.median(score[category] for score in scores))
                told.append(f"{category} {median}{'' if median >= aim else f' (BELOW {aim})'}")
            print(f"Lighthouse, {name}: {', '.join(told)}", flush=True)


def _score(address: str) -> dict[str, float]:
    command = [
        str(TOOLS / ".bin" / "lighthouse"),
        address,
        "--quiet",
        "--output=json",
        f"--only-categories={','.join(AIMS)}",
        f"--chrome-flags=--headless=new {' '.join(browser.ARGUMENTS)}",
    ]
    ran = subprocess.run(
        command,
        env={**os.environ, "CHROME_PATH": browser.found() or ""},
        capture_output=True,
        text=True,
        check=True,
    )
    categories = json.loads(ran.stdout)["categories"]
    return {name: 100 * categories[name]["score"] for name in AIMS}


@contextmanager
def built() -> Iterator[Path]:
    """The site of this repository, made for the occasion."""
    with tempfile.TemporaryDirectory(prefix="casebook-audit-") as folder:
        site = Path(folder) / "site"
        command = [sys.executable, "-m", "casebook", "--root", str(ROOT), "site"]
        subprocess.run([*command, "--output", str(site)], check=True, capture_output=True)
        yield site


def report() -> None:
    """Print what both say of this repository's site."""
    if install():
        with built() as site:
            valid(site)
            lighthouse(site)


if __name__ == "__main__":
    report()
