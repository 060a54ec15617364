"""Find a browser for the tests, or bring one: PATH, then Playwright's own, then apt."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_PLAYWRIGHTS = (
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsUpgrades",
    "HttpsFirstBalancedModeAutoEnable",
    "LensOverlay",
    "MediaRouter",
    "PaintHolding",
    "ThirdPartyStoragePartitioning",
    "AvoidCorsURLLoaderRestartOnRedirect",
    "TcpPortRandomizationWin",
    "OptimizationHints",
    "NetworkTimeServiceQuerying",
    "AimEnabled",
    "PreconnectToSearch",
    "msForceBrowserSignIn",
    "msEdgeUpdateLaunchServicesPreferredVersion",
)
"""What Playwright switches off; Chromium heeds only the last list, so ours must hold it."""
_UNSEEN = (
    "WebUIOmniboxPopup",
    "WebUIOmniboxAimPopup",
    "WebUIOmniboxFullPopup",
    "SpareRendererForSitePerProcess",
)
"""Lists of the address bar, and a process in reserve: half of what every new visitor would cost."""
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    f"--disable-features={','.join((*_PLAYWRIGHTS, *_UNSEEN))}",
)
"""What the browser is started with: no sandbox for root in containers, no calls home, no waste."""
MISSING = (
    "The tests need Chromium and none could be found or installed. Install it "
    "(on Debian: apt-get install chromium) or name one with CASEBOOK_BROWSER."
)


def found() -> str | None:
    """Path of a browser that is there: named, on the PATH, or Playwright's own."""
    named = os.environ.get("CASEBOOK_BROWSER")
    if named:
        return named
    on_path = next((path for name in NAMES if (path := shutil.which(name))), None)
    return on_path or _playwrights()


def _playwrights() -> str | None:
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only where nothing is on the PATH

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if path and Path(path).exists() else None


def bring() -> str | None:
    """Find a browser, or install one by Playwright or apt; ``None`` if nothing works."""
    there = found()
    if there:
        return there
    _try([sys.executable, "-m", "playwright", "install", "chromium"])
    there = found()
    if there or not shutil.which("apt-get"):
        return there
    sudo = [] if os.geteuid() == 0 else ["sudo", "-n"]
    _try([*sudo, "apt-get", "update", "-qq"])
    _try([*sudo, "apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"])
    return found()


def _try(command: list[str]) -> None:
    print("+", *command, file=sys.stderr)
    try:
        subprocess.run(command, check=False, stdout=subprocess.DEVNULL, timeout=600)
    except (OSError, subprocess.TimeoutExpired) as error:
        print(f"  {error}", file=sys.stderr)


if __name__ == "__main__":
    path = bring()
    print(path or MISSING)
    sys.exit(0 if path else 1)
