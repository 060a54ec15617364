"""A site served on this machine the way a careful host would: strict headers, its own 404 page."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from casebook.security import POLICY


class _Handler(SimpleHTTPRequestHandler):
    """Serves a folder under a path of the host, with the policy as a header too."""

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

    def log_message(self, *arguments: object) -> None:
        """Say nothing."""


class _Server(ThreadingHTTPServer):
    """Ends quietly although browsers keep connections open."""

    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that goes away in the middle is no error."""


@contextmanager
def serving(folder: Path, base: str) -> Iterator[str]:
    """Serve ``folder`` under the path ``base`` and give the full address."""
    handler = partial(_Handler, base=base, directory=str(folder))
    with _Server(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}{base}"
        finally:
            server.shutdown()
            thread.join()
