"""Folders served on this machine: a site as by a careful host, anything else as it lies there."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from casebook.base.security import POLICY


class _Quiet(SimpleHTTPRequestHandler):
    """Serves a folder as it lies there, and sets no policy."""

    def log_message(self, *arguments: object) -> None:
        """Say nothing."""


class _Handler(_Quiet):
    """Serves a site under a path of the host, with strict headers and its own 404 page."""

    def __init__(self, *arguments: Any, base: str, directory: str) -> None:
        self.base = base
        super().__init__(*arguments, directory=directory)

    def translate_path(self, path: str) -> str:
        """Map an address to a file; what lies outside the base is not there."""
        if not urlsplit(path).path.startswith(self.base):
            return str(Path(self.directory) / "outside the site")
        return super().translate_path("/" + path.removeprefix(self.base))

    def end_headers(self) -> None:
        """Add what a careful host adds."""
        self.send_header("Content-Security-Policy", POLICY)
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer with the site's own page for lost addresses."""
        del message, explain
        body = (Path(self.directory) / "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


class _Server(ThreadingHTTPServer):
    """Ends quietly although browsers keep connections open."""

    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that goes away in the middle is no error."""


@contextmanager
def answering(handler: Callable[..., BaseHTTPRequestHandler]) -> Iterator[int]:
    """Let a handler answer on a port of this machine, which is given."""
    with _Server(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield server.server_address[1]
        finally:
            server.shutdown()
            thread.join()


@contextmanager
def elsewhere(folder: Path, host: str = "127.0.0.1") -> Iterator[str]:
    """Serve a folder that is no site of ours, without a policy, and give its address."""
    with answering(partial(_Quiet, directory=str(folder))) as port:
        yield f"http://{host}:{port}/"


@contextmanager
def serving(folder: Path, base: str) -> Iterator[str]:
    """Serve ``folder`` under the path ``base`` and give the full address."""
    with answering(partial(_Handler, base=base, directory=str(folder))) as port:
        yield f"http://127.0.0.1:{port}{base}"
