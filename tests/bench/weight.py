"""What a reader's first view and first search cost over the wire, in a real browser."""

from __future__ import annotations

import functools
import gzip
import http.server
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import ClassVar

from playwright.sync_api import Page, sync_playwright
from support import browser, server

_PACKED = (".html", ".css", ".js", ".mjs", ".json", ".svg", ".xml")
_CASE = "cases/bytedance-intern-model-training-2024/"
_QUERIES = ("intern sabotage GPU", "deepfake video call", "confidential data")


class _Handler(http.server.SimpleHTTPRequestHandler):
    """Serves files as a host would: text compressed, the rest as it is."""

    sent: ClassVar[list[int]] = []
    """Bytes of each answer; adding to a list is safe among threads."""

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path.partition("?")[0]))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        body = path.read_bytes()
        packed = path.suffix in _PACKED
        body = gzip.compress(body, 6) if packed else body
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        if packed:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        self.sent.append(len(body))

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def serving(site: Path) -> Iterator[str]:
    """The address of a site served as a host would."""
    with server.answering(functools.partial(_Handler, directory=str(site))) as port:
        yield f"http://127.0.0.1:{port}/"


def report(site: Path) -> None:
    """Print the weight of first views and of a first search."""
    html = (site / _CASE / "index.html").stat().st_size / 1024
    print(f"case page, HTML {html:.1f} KB (limit 100)")
    with serving(site) as base, sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=browser.found(), args=list(browser.ARGUMENTS)
        )
        for name, address in (("home", ""), ("case", _CASE), ("trends", "trends/")):
            page = chromium.new_context().new_page()
            print(f"first view of {name}: {_weigh(page, base + address):.1f} KB (limit 150)")
        for query in _QUERIES:
            page = chromium.new_context().new_page()
            _weigh(page, base)
            before, took = sum(_Handler.sent), _search(page, query)
            weight = (sum(_Handler.sent) - before) / 1024
            print(f"first search, {query!r}: {weight:.1f} KB (limit 200), {took:.2f} s")
        chromium.close()


def _weigh(page: Page, address: str) -> float:
    before = sum(_Handler.sent)
    page.goto(address, wait_until="networkidle")
    return (sum(_Handler.sent) - before) / 1024


def _search(page: Page, query: str) -> float:
    """Search by the box in the header; seconds until the first answer is shown."""
    page.locator("#site-search-input").focus()
    began = time.perf_counter()
    page.keyboard.insert_text(query)
    page.locator("#site-search-hits [role=option]").first.wait_for()
    took = time.perf_counter() - began
    page.wait_for_load_state("networkidle")
    return took
