"""``make pictures``: the pictures of the README, from a build of this very tree."""

from __future__ import annotations

import functools
import http.server
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright
from support import browser

ROOT = Path(__file__).resolve().parents[2]
TARGET = ROOT / "docs" / "assets" / "img"
CASE = "cases/bytedance-intern-model-training-2024/"


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


def main() -> None:
    """Build, serve on this machine, and take each picture."""
    TARGET.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="casebook-pictures-") as folder:
        site = Path(folder) / "site"
        command = [sys.executable, "-m", "casebook", "--root", str(ROOT), "site"]
        subprocess.run([*command, "--output", str(site)], check=True)
        handler = functools.partial(_Quiet, directory=str(site))
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with sync_playwright() as playwright:
            chromium = playwright.chromium.launch(
                executable_path=browser.found(), args=list(browser.ARGUMENTS)
            )
            take(chromium, f"http://127.0.0.1:{server.server_port}/")
            chromium.close()
        server.shutdown()


def take(chromium: Browser, base: str) -> None:
    """One picture: the head and the first claims of the first case."""
    page = chromium.new_page(viewport={"width": 1280, "height": 1500}, device_scale_factor=1)
    page.goto(base + CASE, wait_until="networkidle")
    page.screenshot(path=TARGET / "case.png")
    print(f"{(TARGET / 'case.png').relative_to(ROOT)} taken")


if __name__ == "__main__":
    main()
