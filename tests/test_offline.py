"""The site as one file for use without a network."""

from __future__ import annotations

import os
import urllib.request
import zipfile
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import factories
import pytest
from casebook.site import offline


def _site(folder: Path) -> Path:
    factories.write(folder / "index.html", '<a href="cases/a/">A</a>')
    factories.write(folder / "cases" / "a" / "index.html", "<h1>A</h1>")
    factories.write(folder / "assets" / "a.js", "let a;")
    return folder


def test_the_same_site_gives_the_same_bytes(tmp_path: Path) -> None:
    """Neither the day nor the order in which files were written shows in the archive."""
    site = _site(tmp_path / "site")
    size = offline.write(site, tmp_path / "one.zip")
    again = tmp_path / "again"
    for path in sorted((p for p in site.rglob("*") if p.is_file()), reverse=True):
        copy = factories.write(again / path.relative_to(site), path.read_text("utf-8"))
        os.utime(copy, (1, 1))
    offline.write(again, tmp_path / "new" / "two.zip")
    one, two = tmp_path / "one.zip", tmp_path / "new" / "two.zip"

    assert one.read_bytes() == two.read_bytes()
    assert size == one.stat().st_size


def test_unpacked_and_served_as_it_says_the_site_answers(tmp_path: Path) -> None:
    """The archive has one folder with a text to read first; a local server gives its pages."""
    offline.write(_site(tmp_path / "site"), tmp_path / "site.zip")
    with zipfile.ZipFile(tmp_path / "site.zip") as packed:
        packed.extractall(tmp_path / "out")
    folder = tmp_path / "out" / "casebook-site"
    assert "python3 -m http.server" in (folder / offline.README).read_text("utf-8")

    handler = partial(SimpleHTTPRequestHandler, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}/cases/a/"
        with urllib.request.urlopen(address, timeout=10) as answer:
            assert answer.read() == b"<h1>A</h1>"
        server.shutdown()


def test_a_site_does_not_hold_its_own_archive(tmp_path: Path) -> None:
    """The archive cannot be written into the site that it packs."""
    site = _site(tmp_path / "site")

    with pytest.raises(ValueError, match="is inside the site"):
        offline.write(site, site / "downloads" / "site.zip")
    assert not (site / "downloads").exists()
