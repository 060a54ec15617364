"""``make pictures``: the pictures of the README and the icons, from a build of this very tree."""

from __future__ import annotations

import html
import struct
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright
from support import browser, server

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
TARGET = DOCS / "assets" / "img"


@dataclass(frozen=True)
class Shot:
    """A picture of a page: where, how large, and which part comes to the top."""

    address: str
    height: int
    at: str = ""


SHOTS = {
    "home": Shot("", 760),
    "case": Shot("cases/bytedance-intern-model-training-2024/", 1100),
    "index": Shot("cases/", 760),
    "trends": Shot("trends/", 760, "#claimants"),
    "checklist": Shot("checklists/vetting/", 760),
}
"""Pictures of the README by name."""


def main() -> None:
    """Draw the icons, build the site with them, serve it on this machine, and take each picture."""
    TARGET.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=browser.found(), args=list(browser.ARGUMENTS)
        )
        icons(chromium)
        social(chromium)
        with tempfile.TemporaryDirectory(prefix="casebook-pictures-") as folder:
            site = Path(folder) / "site"
            command = [sys.executable, "-m", "casebook", "--root", str(ROOT), "site"]
            subprocess.run([*command, "--output", str(site)], check=True)
            with server.elsewhere(site) as address:
                take(chromium, address)
        chromium.close()


def take(chromium: Browser, base: str) -> None:
    """One picture of each page, in light colours, without motion."""
    for name, shot in SHOTS.items():
        size = {"width": 1280, "height": shot.height}
        page = chromium.new_page(viewport=size, reduced_motion="reduce")  # type: ignore[arg-type]
        page.goto(base + shot.address, wait_until="networkidle")
        if shot.at:
            page.locator(shot.at).evaluate("(e) => e.scrollIntoView()")
        _save(page.screenshot(), TARGET / f"{name}.png")
        page.close()


def icons(chromium: Browser) -> None:
    """The icon in the sizes that browsers ask for: ``favicon.ico`` and one for a phone's screen."""
    mark = (DOCS / "assets" / "favicon.svg").read_text("utf-8")
    _save(_ico(_drawn(chromium, mark, 32)), DOCS / "assets" / "favicon.ico")
    _save(_drawn(chromium, mark.replace('rx="6"', 'rx="0"'), 180), TARGET / "touch-icon.png")


def _drawn(chromium: Browser, mark: str, size: int) -> bytes:
    page = chromium.new_page(viewport={"width": size, "height": size})
    page.set_content(f"<style>*{{margin:0}}svg{{display:block;width:{size}px}}</style>{mark}")
    picture = page.screenshot(omit_background=True)
    page.close()
    return picture


def _ico(png: bytes, size: int = 32) -> bytes:
    """A PNG in the frame of an ICO file: a head of six bytes, one entry of sixteen, the picture."""
    head = struct.pack("<HHH", 0, 1, 1)
    return head + struct.pack("<BBBBHHII", size, size, 0, 0, 1, 32, len(png), 22) + png


_CARD = """<style>
* { margin: 0; box-sizing: border-box; }
body { width: 1200px; height: 630px; padding: 84px 88px; background: #fbfaf6; color: #1a1f23;
  border-top: 16px solid #0b5561; font: 34px/1.4 Georgia, "Noto Serif", "Liberation Serif", serif; }
svg { width: 112px; display: block; margin-bottom: 44px; }
h1 { font-size: 82px; line-height: 1.08; letter-spacing: -0.012em; margin-bottom: 30px; }
p { max-width: 900px; color: #545d66; text-wrap: balance; }
</style>"""


def social(chromium: Browser) -> None:
    """What is shown where somebody passes a link on: the mark, the name, what it is."""
    mark = (DOCS / "assets" / "favicon.svg").read_text("utf-8")
    name = html.escape("AI Governance Casebook")
    said = html.escape("What happened, who says so, and what to check in your own house.")
    page = chromium.new_page(viewport={"width": 1200, "height": 630})
    page.set_content(f"{_CARD}{mark}<h1>{name}</h1><p>{said}</p>")
    _save(page.screenshot(), TARGET / "social.png")
    page.close()


def _save(content: bytes, path: Path) -> None:
    path.write_bytes(content)
    print(f"{path.relative_to(ROOT)}: {len(content) / 1024:.0f} KB")


if __name__ == "__main__":
    main()
