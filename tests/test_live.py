"""The live server: each page is made when it is asked for, as the built site has it, and a saved file shows."""

from __future__ import annotations

import os
import re
import socketserver
import threading
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import factories
import pytest
from casebook.commands import serve
from casebook.site.live import Preview, Server
from support import sites

ADDRESS = "http://127.0.0.1:8000/"


@pytest.fixture(name="root")
def _root(tmp_path: Path) -> Path:
    return sites.lay(tmp_path / "project")


@pytest.fixture(name="preview")
def _preview(root: Path) -> Preview:
    return Preview(root, ADDRESS)


def _text(preview: Preview, address: str) -> str:
    content = preview.get(address)
    assert content is not None, address
    return content.decode()


def _bare(page: str) -> str:
    """A page without the policy, which a reload could not live with, its twin, and blank lines."""
    not_live = (
        r'<meta http-equiv="Content-Security[^>]*>|<link rel="alternate" type="text/markdown"[^>]*>'
    )
    # A page with a frame of its kind has the long way up to the list above it.
    page = page.replace('href="../../../claims/"', 'href="../../"')
    return re.sub(r"\n\s*\n+", "\n", re.sub(not_live, "", page))


def test_a_page_is_what_the_built_site_has(root: Path, preview: Preview) -> None:
    """Every page and every file of the built site is served as it is there, but for its policy.

    What is for assistants is made by a build alone: the twins and their list.
    """
    ran = sites.run("site", cwd=root)
    assert ran.returncode == 0, ran.stderr
    built = sorted(path for path in (root / "site").rglob("*") if path.is_file())
    left_out = ("pagefind/", "sitemap.xml", "404.html", "llms.txt")
    names = [path.relative_to(root / "site").as_posix() for path in built]
    names = [name for name in names if not name.startswith(left_out)]
    names = [name for name in names if not name.endswith("index.html.md")]
    pages = [name for name in names if name.endswith("index.html")]
    differ = []
    for name in names:
        want = (root / "site" / name).read_bytes()
        got = preview.get(name.removesuffix("index.html") if name in pages else name)
        same = got == want or (got and _bare(got.decode()) == _bare(want.decode()))
        differ += [] if same else [name]

    assert len(pages) > 30
    assert len(names) - len(pages) > 60
    assert differ == []


def test_nothing_is_at_an_unknown_address(preview: Preview) -> None:
    """Where there is no page and no file nothing is given, and the page for that says so."""
    assert [None] * 4 == [preview.get(path) for path in ("gone/", "a/b.css", "downloads/x", "x")]
    assert "<h1" in preview.missing().decode()


def test_a_saved_case_is_shown(root: Path, preview: Preview) -> None:
    """After a change the page of the case is the new one, and one with a mistake tells the mistake."""
    path = root / "cases/acme-refund-bot.yml"
    whole = path.read_text("utf-8")
    path.write_text(whole.replace("Acme's shop bot", "Acme's odd bot"), "utf-8")
    preview.refresh()
    assert "Acme&#39;s odd bot" in _text(preview, "cases/acme-refund-bot/")
    path.write_text(whole.replace("kind: incident", "kind: incidnt"), "utf-8")
    preview.refresh()
    assert "Did you mean <code>incident</code>?" in _text(preview, "cases/acme-refund-bot/")
    assert "Problems" in _text(preview, "")
    path.write_text(whole, "utf-8")
    preview.refresh()
    assert "Acme&#39;s shop bot" in _text(preview, "cases/acme-refund-bot/")


def test_a_draft_and_a_page_written_by_hand_are_shown(root: Path, preview: Preview) -> None:
    """A new draft has a page, and a changed document is the new one at once."""
    factories.write(root / "cases/b-bot.yml", factories.as_yaml(factories.draft(id="b-bot")))
    page = root / "docs/about/method.md"
    page.write_text(page.read_text("utf-8") + "\nA new sentence.\n", "utf-8")
    preview.refresh()

    assert "<h1" in _text(preview, "cases/b-bot/")
    assert "A new sentence." in _text(preview, "about/method/")


def test_a_new_configuration_is_read(root: Path, preview: Preview) -> None:
    """What changes in the configuration of the site shows without a new start."""
    path = root / "mkdocs.yml"
    text = path.read_text("utf-8").replace("AI Governance Casebook", "Another Name")
    path.write_text(text, "utf-8")
    os.utime(path, (1, 1))
    preview.refresh()

    assert "Another Name" in _text(preview, "about/method/")


# The server


@pytest.fixture(name="served")
def _served(preview: Preview) -> Iterator[tuple[str, Callable[[], None]]]:
    """Address of a running server, and what makes it look at the files."""
    server = Server(preview, preview.refresh, "127.0.0.1", 0)
    server.server_bind()
    server.server_activate()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", preview.refresh
    socketserver.BaseServer.shutdown(server)
    server.server_close()
    thread.join()


def _ask(url: str) -> tuple[int, str, str, str]:
    """Status, address in the end, type and content."""
    try:
        with urllib.request.urlopen(url, timeout=30) as answer:  # noqa: S310 - our own server
            return answer.status, answer.url, answer.headers["Content-Type"], answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, url, "", error.read().decode()


def test_pages_come_with_the_script_that_reloads_them(served: tuple[str, object]) -> None:
    """A page is HTML and reloads itself, a style sheet is one, and a slash that is missing is added."""
    address, _ = served
    status, _, kind, page = _ask(f"{address}/cases/acme-refund-bot/")
    assert (status, kind) == (200, "text/html")
    assert "/livereload/" in page
    assert _ask(f"{address}/assets/css/base.css")[2] == "text/css"
    assert _ask(f"{address}/cases/acme-refund-bot")[1] == f"{address}/cases/acme-refund-bot/"
    status, _, _, page = _ask(f"{address}/gone/")
    assert (status, "<h1" in page) == (404, True)
    assert re.fullmatch(r"\d+", _ask(f"{address}/livereload/0/0")[3])


# The program


def test_a_change_of_the_program_is_seen_once_and_only_if_it_can_run(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A Python file that changed asks for a new start; one with a mistake of form is told instead."""
    path = factories.write(tmp_path / "a.py", "a = 1\n")
    program = serve._Program(tmp_path)
    assert not program.changed()
    path.write_text("a = (\n")
    os.utime(path, (1, 1))
    assert not program.changed()
    assert f"{path}:1: '(' was never closed; the program goes on" in capsys.readouterr().out
    path.write_text("a = 2\n")
    os.utime(path, (2, 2))
    assert program.changed()
    assert not program.changed()
