"""``casebook links`` against a real server on this machine; nothing here leaves it."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

import factories
import pytest
from casebook.cli import main
from casebook.commands import links as asking
from casebook.maintenance import links
from casebook.maintenance.links import Answer, Manners
from support import sites

QUICK = Manners(timeout=sites.PATIENCE, retries=2, delay=0.0, private=True)
"""Quick where a server answers; a loaded machine may take its time for it."""


class Server(ThreadingHTTPServer):
    """Answers as the path says, and remembers who asked when."""

    daemon_threads = True

    def __init__(self, host: str) -> None:
        super().__init__((host, 0), _Handler)
        self.seen: list[tuple[str, str, float, float]] = []
        self.at = f"http://{host}:{self.server_port}"
        self.meeting = threading.Barrier(1)
        self.over = threading.Event()
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def asked(self, path: str) -> list[str]:
        """Methods with which a path was asked for, in order."""
        return [method for method, asked, _, _ in self.seen if asked == path]

    def end(self) -> None:
        """Answer nobody any more."""
        self.over.set()
        self.shutdown()
        self.server_close()


class _Handler(BaseHTTPRequestHandler):
    server: Server

    def log_message(self, *_arguments: object) -> None:
        """Say nothing."""

    def do_HEAD(self) -> None:
        self._answer()

    def do_GET(self) -> None:
        self._answer()

    def _answer(self) -> None:
        began = time.monotonic()
        path, _, query = self.path.partition("?")
        before = len(self.server.asked(path))
        code, headers, body = self._told(path, query, before)
        # Remembered before the answer goes out, so that whoever has it can look.
        self.server.seen.append((self.command, path, began, time.monotonic()))
        if code == 0:  # a reset instead of an answer
            linger = b"\x01\x00\x00\x00\x00\x00\x00\x00"
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
            self.connection.close()
            return
        if path.startswith("/drip"):
            self._drip()
            return
        self.send_response(code, "`" * 50_000 if path == "/410-wordy" else None)
        for name, value in headers.items():
            self.send_header(name, value)
        if path != "/endless":
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(body)
        with contextlib.suppress(OSError):  # the other side hangs up
            while self.command == "GET" and path == "/endless":
                self.wfile.write(b"x" * 65536)

    def _drip(self) -> None:
        """A header that never ends: a letter now and then, and never a silence."""
        with contextlib.suppress(OSError):
            self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
            while True:
                self.wfile.write(b"x")
                time.sleep(0.05)

    def _told(self, path: str, query: str, before: int) -> tuple[int, dict[str, str], bytes]:
        kind = path.strip("/").partition("-")[0]
        at = self.server.at
        if kind == "slow":  # too slow for anybody
            self.server.over.wait(sites.PATIENCE)
        if kind == "meet":
            self.server.meeting.wait(sites.PATIENCE)
        if kind == "archive":
            return 200, {}, _copy(query)
        if kind == "once":  # well at the second try
            later = dt.datetime.now(tz=dt.UTC) + dt.timedelta(seconds=1)
            asks = {
                "/once-429": "1",
                "/once-long": "60",
                "/once-date": format_datetime(later, usegmt=True),
                "/once-sign": "\u00b2",
                "/once-year": "Mon, 01 Jan 99999999999 00:00:00 GMT",
            }
            return (429 if before < 2 else 200), {"Retry-After": asks.get(path, "soon")}, b""
        if kind == "getonly":
            return (405 if self.command == "HEAD" else 200), {}, b"x" * 100
        if path == "/endless":
            return (405 if self.command == "HEAD" else 302), {"Location": f"{at}/fine"}, b""
        moves = {
            "todrip": (302, f"{at}/drip"),
            "forever": (301, f"{at}/fine"),
            "today": (302, f"{at}/fine"),
            "circle": (302, f"{at}/circle"),
            "far": (301, f"{at}/fine?{'x' * 50_000}"),
            "lost": (301, f"{at}/404"),
            "inward": (302, "http://127.0.0.2:1/secret"),
        }
        if kind in moves:
            return moves[kind][0], {"Location": moves[kind][1]}, b""
        codes = {"404": 404, "410": 410, "403": 403, "503": 503, "reset": 0}
        return codes.get(kind, 200), {}, b""


def _copy(query: str) -> bytes:
    """What the archive has of the page that is asked for, told by its path: a port may hold any digits."""
    path = urlsplit(parse_qs(query)["url"][0]).path
    if path == "/410":
        return b'{"archived_snapshots": {}}'
    if path == "/reset":
        return b"not json"
    copy = {"available": path != "/lost", "url": "https://archive.example/404"}
    return json.dumps({"archived_snapshots": {"closest": copy}}).encode()


@pytest.fixture(name="server")
def _server() -> Iterator[Server]:
    server = Server("127.0.0.1")
    yield server
    server.end()


def _one(url: str, manners: Manners = QUICK) -> Answer:
    (answer,) = links.ask([url], manners)
    return answer


@pytest.mark.parametrize("path", ["/drip", "/todrip"])
def test_a_server_that_drips_is_left(server: Server, path: str) -> None:
    """An answer that goes on and on is ended at the deadline, after redirects too, and not asked for again."""
    answer = _one(f"{server.at}{path}", replace(QUICK, deadline=0.6))

    assert (answer.state, answer.detail, answer.tries) == (
        "unreachable",
        "gives no whole answer within 0.6 seconds",
        1,
    )


def test_a_connection_that_comes_too_late_is_ended_at_once() -> None:
    """Steps that are each quick enough do not add up to more than the deadline."""
    ours, theirs = socket.socketpair()
    with links._Deadline(0.0) as deadline, ours, theirs:
        while not deadline.passed:
            time.sleep(0.01)
        deadline.holds(ours)
        assert theirs.recv(1) == b""


@pytest.mark.parametrize(
    ("path", "state", "detail"),
    [
        ("/410-wordy", "gone", "410 ````"),
        ("/far", "unclear", "moved for good to an address of "),
    ],
)
def test_a_server_that_says_much_is_told_in_short(
    server: Server, path: str, state: str, detail: str
) -> None:
    """No server can fill the report, so that what is said of others still has its place."""
    answer = _one(server.at + path)

    assert (answer.state, answer.detail[: len(detail)], answer.to) == (state, detail, "")
    assert len(answer.detail) < 200


@pytest.mark.parametrize("option", ["--timeout", "--deadline", "--delay"])
@pytest.mark.parametrize("seconds", ["nan", "inf", "-1", "1e9", "soon"])
def test_a_time_is_a_time(capsys: pytest.CaptureFixture[str], option: str, seconds: str) -> None:
    """What is no time to wait is refused before anything is asked."""
    with pytest.raises(SystemExit):
        main(["links", f"{option}={seconds}"])

    assert f"argument {option}: `{seconds}` is no time: write seconds" in capsys.readouterr().err


@pytest.mark.parametrize("option", ["--timeout", "--deadline"])
def test_no_time_at_all_asks_nobody(capsys: pytest.CaptureFixture[str], option: str) -> None:
    """A bound of nothing would call every address dead."""
    with pytest.raises(SystemExit):
        main(["links", option, "0"])

    assert "is no time: write seconds, more than 0" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("path", "state", "detail", "methods"),
    [
        ("/fine", "ok", "200 OK", ["HEAD"]),
        ("/getonly", "ok", "200 OK", ["HEAD", "GET"]),
        ("/404", "gone", "404 Not Found", ["HEAD", "GET"]),
        ("/410", "gone", "410 Gone", ["HEAD", "GET"]),
        ("/403", "unclear", "403 Forbidden; it may turn away robots only", ["HEAD", "GET"]),
        (
            "/503",
            "unclear",
            "503 Service Unavailable; it may turn away robots only",
            ["HEAD", "GET"] * 3,
        ),
        ("/forever", "moved", "moved for good to {at}/fine", ["HEAD"]),
        ("/today", "ok", "200 OK, by way of 1 redirect", ["HEAD"]),
        ("/lost", "gone", "404 Not Found", ["HEAD", "GET"]),
        ("/reset", "unreachable", "cannot be reached (", ["HEAD"] * 3),
        ("/circle", "unreachable", "redirects in a circle", ["HEAD"] * 11),
    ],
)
def test_each_kind_of_answer(
    server: Server, path: str, state: str, detail: str, methods: list[str]
) -> None:
    """HEAD first, GET where HEAD fails, further tries where a failure may pass."""
    answer = _one(server.at + path)

    assert answer.state == state
    assert answer.detail.startswith(detail.format(at=server.at))
    assert server.asked(path) == methods
    assert (answer.to == f"{server.at}/fine") == (state == "moved")


def test_a_host_that_is_too_slow(server: Server) -> None:
    """An answer that does not come in time is told so, after all tries."""
    answer = _one(f"{server.at}/slow", Manners(timeout=0.2, retries=1, delay=0.0, private=True))

    assert (answer.state, answer.detail, answer.tries) == (
        "unreachable",
        "does not answer in time",
        2,
    )


@pytest.mark.parametrize(
    ("path", "least"),
    [
        ("/once-429", 0.9),
        ("/once-date", 0.0),
        ("/once-odd", 0.0),
        ("/once-sign", 0.0),
        ("/once-year", 0.0),
    ],
)
def test_a_host_that_asks_to_wait(server: Server, path: str, least: float) -> None:
    """``Retry-After`` is kept, as seconds and as a date; what cannot be read is passed over."""
    answer = _one(server.at + path)
    times = [began for _, asked, began, _ in server.seen if asked == path]

    assert (answer.state, answer.tries) == ("ok", 2)
    assert times[2] - times[1] >= least


def test_nobody_waits_longer_than_agreed(server: Server) -> None:
    """However long a host asks to wait, there is a limit."""
    began = time.monotonic()
    answer = _one(f"{server.at}/once-long", replace(QUICK, longest_wait=0.05))

    assert (answer.state, answer.tries) == ("ok", 2)
    assert time.monotonic() - began < 50


def test_no_host_is_asked_twice_at_a_time(server: Server) -> None:
    """One host is asked one address after another with a pause; two hosts side by side.

    Side by side: the first address of each answers when the other host is asked too.
    """
    other = Server("127.0.0.2")
    server.meeting = other.meeting = threading.Barrier(2)
    paths = ["/meet"] + [f"/fine-{number}" for number in range(4)]
    heard: list[Answer] = []
    urls = [each.at + path for each in (server, other) for path in paths]
    answers = links.ask(urls, replace(QUICK, delay=0.1), heard.append)
    other.end()

    assert {answer.state for answer in answers} == {"ok"}
    assert sorted(heard, key=lambda answer: answer.url) == answers
    for each in (server, other):
        times = sorted((began, ended) for _, _, began, ended in each.seen)
        assert len(times) == 5
        assert min(later[0] - earlier[1] for earlier, later in pairwise(times)) > 0.08


def test_this_machine_is_not_asked_for_others(server: Server) -> None:
    """Without leave no address that leads into this machine is asked, and no redirect to one is followed."""
    assert _one(f"{server.at}/fine", Manners(retries=0)).state == "forbidden"
    assert server.seen == []


def test_a_redirect_inward_is_refused(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """A public page cannot send the check to an address inside."""
    monkeypatch.setattr(links, "_is_public", lambda address: address == "127.0.0.1")
    answer = _one(f"{server.at}/inward", Manners(retries=0))

    assert server.asked("/inward") == ["HEAD"]
    assert (answer.state, "was not asked" in answer.detail) == ("forbidden", True)


def test_a_name_that_changes_its_mind(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that leads outside when looked up, and inside when called, is told nothing."""
    real = socket.getaddrinfo

    def told(host: str, port: int, *rest: object, **more: object) -> object:
        if port == server.server_port and not rest:
            return [(2, 1, 6, "", ("93.184.216.34", port))]
        return real(host, port, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "getaddrinfo", told)
    answer = _one(f"{server.at}/fine", Manners(retries=0))

    assert (answer.state, server.seen) == ("forbidden", [])


def test_a_proxy_may_stand_inside(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a proxy is set, it may be in the own network; what is asked through it may not."""
    monkeypatch.setenv("http_proxy", server.at)
    monkeypatch.setenv("no_proxy", "")
    public = _one("http://93.184.216.34/fine", Manners(retries=0))
    private = _one("http://10.0.0.1/fine", Manners(retries=0))

    assert (public.state, private.state) == ("ok", "forbidden")
    assert [asked for _, asked, _, _ in server.seen] == ["http://93.184.216.34/fine"]


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1::1", True),
        ("64:ff9b::5db8:d822", True),
        ("127.0.0.1", False),
        ("169.254.169.254", False),
        ("224.0.0.1", False),
        ("fe80::1%1", False),
        ("::ffff:10.0.0.1", False),
        ("64:ff9b::a9fe:a9fe", False),
        ("2002:7f00:1::", False),
    ],
)
def test_detours_inward(address: str, public: bool) -> None:
    """An address of IPv6 that stands for one of IPv4 is judged as that one."""
    assert links._is_public(address) is public


def test_a_body_without_end_is_not_read(server: Server) -> None:
    """Nothing but the head of an answer is read, at no step of a redirect: else it would not end."""
    answer = _one(f"{server.at}/endless")

    assert (answer.state, server.asked("/endless")) == ("ok", ["HEAD", "GET"])


@pytest.mark.parametrize(
    "url",
    [
        "http://no.such.host.invalid/x",
        "http://a..b/x",
        "http://[::1.x/",
        "http://a.b:99999/",
        "http://xn--.com/",
    ],
)
def test_an_address_that_leads_nowhere(url: str) -> None:
    """A host that does not exist, or an address that is none, is unreachable and raises nothing."""
    assert _one(url, Manners(timeout=2.0, retries=0)).state == "unreachable"


def test_an_interrupt_stops_all_hosts(server: Server) -> None:
    """Ctrl-C ends the work of every host soon, whatever is left."""

    def stop(_answer: Answer) -> None:
        raise KeyboardInterrupt

    urls = [f"{server.at}/fine-{number}" for number in range(50)]
    with pytest.raises(KeyboardInterrupt):
        links.ask(urls, replace(QUICK, delay=0.05), stop)
    assert len(server.seen) < 50


def test_the_other_hosts_stop_as_well(server: Server) -> None:
    """A host that has more to ask stops at its next address when another part failed."""
    other = Server("127.0.0.2")

    def stop(answer: Answer) -> None:
        if "127.0.0.1" in answer.url:
            message = "no"
            raise OSError(message)

    urls = [f"{server.at}/fine", *(f"{other.at}/fine-{number}" for number in range(50))]
    with pytest.raises(OSError, match="no"):
        links.ask(urls, replace(QUICK, delay=1.0), stop)
    other.end()
    assert len(other.seen) < 50


# The command


def _project(root: Path, server: Server, *paths: str, waivers: str = "") -> Path:
    """A project whose case has one source for each path; the framework leads to the server too."""
    usual = factories.case()["sources"]
    sources = [
        {**usual[number % 2], "id": f"s{number}", "url": server.at + path}
        for number, path in enumerate(paths)
    ]
    case = factories.case(
        sources=[
            *(
                {**each, "url": f"{server.at}/fine"}
                if n == 0
                else {**each, "url": None, "citation": "In print"}
                for n, each in enumerate(usual)
            ),
            *sources,
        ]
    )
    case["sources"][1].pop("url")
    case["why_it_matters"][0]["sources"] = [source["id"] for source in sources]
    factories.write_project(root, case)
    for path in (root / "docs" / "frameworks").glob("*.yml"):
        text = path.read_text("utf-8")
        for address in ("https://institute.example/handbook", "https://law.example/"):
            text = text.replace(address, f"{server.at}/fine")
        path.write_text(
            text.replace("- id: '3.4'", f"- id: '3.4'\n  url: {server.at}/fine-clause"), "utf-8"
        )
    if waivers:
        factories.write(root / "docs" / "link-waivers.yml", waivers)
    factories.record_addresses(root)
    return root


def _run(root: Path, *more: str) -> int:
    return main(
        [
            "--root",
            str(root),
            "links",
            "--private",
            "--delay=0",
            "--retries=0",
            f"--timeout={sites.PATIENCE}",
            *more,
        ]
    )


def test_addresses_in_order(
    tmp_path: Path, server: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where everything answers, cases and frameworks are counted and nothing is told."""
    root = _project(tmp_path, server)

    assert _run(root) == 0
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.endswith("2 addresses asked: 2 ok.\n")
    assert server.asked("/fine-clause") == ["HEAD"]
    assert _run(root, str(root / "cases")) == 0
    assert capsys.readouterr().err.endswith("1 address asked: 1 ok.\n")


def test_dead_addresses_are_told_with_their_places(
    tmp_path: Path, server: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each address that is not in order has its file, line and column, what is wrong, and what to do."""
    root = _project(tmp_path, server, "/404", "/forever", "/403")

    assert _run(root) == 1
    told = capsys.readouterr()
    lines = (root / "cases" / "acme-refund-bot.yml").read_text("utf-8").splitlines()
    number = next(n for n, line in enumerate(lines, 1) if line.endswith("/404"))
    assert (
        f"cases/acme-refund-bot.yml:{number}:8: {server.at}/404: gone: 404 Not Found\n    Look for"
        in told.out
    )
    assert f"Write `url: {server.at}/fine` if it is the same page" in told.out
    assert (
        "unclear: 403 Forbidden; it may turn away robots only\n    Open it in a browser" in told.out
    )
    assert told.err.endswith("5 addresses asked: 1 gone, 1 moved, 2 ok and 1 unclear.\n")
    assert _run(root, "--quiet") == 1
    assert capsys.readouterr().out.count("\n    ") == 1


def test_the_archive_goes_by_the_path_and_not_by_the_port() -> None:
    """A server at port 41023 has a copy of its page, though its address holds the digits of another answer."""
    assert b"archive.example" in _copy(f"url={quote('http://127.0.0.1:41023/404', safe='')}")


def test_the_archive_is_asked_only_when_wanted(
    tmp_path: Path,
    server: Server,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """An archived copy is looked for at the address that is configured, and named where there is one."""
    monkeypatch.setenv("ARCHIVE_API", f"{server.at}/archive")
    root = _project(tmp_path, server, "/404", "/410", "/lost", "/reset")

    assert _run(root) == 1
    assert server.asked("/archive") == []
    capsys.readouterr()
    assert _run(root, "--archive") == 1
    told = capsys.readouterr().out
    assert told.count("Add `archive_url: https://archive.example/404`") == 1
    assert len(server.asked("/archive")) == 4


def test_waivers(
    tmp_path: Path,
    server: Server,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A waiver holds until its last day, and is to go once the address answers again."""
    entry = "  - {{url: '{}', reason: Down for repair., expires: {}}}\n"
    today = asking._today()
    monkeypatch.setattr(asking, "_today", lambda: today)  # midnight may pass
    waivers = "waivers:\n" + "".join(
        entry.format(server.at + path, day)
        for path, day in (
            ("/404", today.isoformat()),
            ("/410", (today - dt.timedelta(days=1)).isoformat()),
            ("/fine-again", "2999-01-01"),
        )
    )
    root = _project(tmp_path, server, "/404", "/410", "/fine-again", waivers=waivers)

    assert _run(root, "--format=json") == 1
    found = json.loads(capsys.readouterr().out)
    states = {
        entry["url"].rpartition("/")[2]: (entry["state"], entry["waived"])
        for entry in found["addresses"]
    }
    assert states["404"] == ("gone", True)
    assert states["410"] == ("gone", False)
    assert found["summary"] == {"addresses": 5, "broken": 1}
    assert found["addresses"][0]["places"][0]["path"].endswith(".yml")

    _run(root)
    told = capsys.readouterr().out
    assert f"    Waived until {today}: Down for repair.\n" in told
    assert "    Its waiver ended on" in told
    assert "fine-again: ok: 200 OK\n    It answers again: delete its entry" in told


def test_broken_data_is_told_first(
    tmp_path: Path, server: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    """With an error in the data nothing is asked."""
    root = _project(
        tmp_path,
        server,
        waivers="waivers:\n  - {url: 'https://nobody.example/', reason: x, expires: 2999}\n",
    )

    assert _run(root) == 1
    assert "links/waiver-unused" in capsys.readouterr().out
    assert server.seen == []
    factories.write(root / "docs" / "link-waivers.yml", "waivers: {}\n")
    assert _run(root) == 1
    assert "shape/wrong-type" in capsys.readouterr().out


def test_no_file_is_misuse(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder without YAML files is named."""
    root = factories.write_project(tmp_path)
    (root / "empty").mkdir()

    assert _run(root, str(root / "empty")) == 2
    assert "there is no .yml file in" in capsys.readouterr().err


def test_a_file_outside_the_project_has_no_address_here(
    tmp_path: Path, server: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    """Only cases and frameworks of the project are asked."""
    root = _project(tmp_path / "project", server)
    other = factories.write(tmp_path / "other.yml", factories.as_yaml(factories.case(id="other")))

    assert _run(root, str(other)) == 0
    assert capsys.readouterr().err.endswith("0 addresses asked: nothing to ask.\n")


def test_progress_at_a_terminal(
    tmp_path: Path,
    server: Server,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """At a terminal one line counts, and is cleared at the end; as a process there is none."""
    root = _project(tmp_path, server)
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    _run(root)
    assert "\r2 of 2\r\x1b[K" in capsys.readouterr().err

    ran = sites.run("links", "--private", "--delay=0", cwd=root)
    assert (ran.returncode, "\r" in ran.stderr) == (0, False)
