"""Ask addresses whether they still answer, politely. The only module that goes out to the network.

One address at a time of each host, with a pause between them; hosts side by
side, but not more than a few. Never part of a build.
"""

from __future__ import annotations

import datetime as dt
import ipaddress
import socket
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from threading import Event, Lock, Timer
from typing import Any, Literal, Self

import httpx

from casebook.base.words import counted

State = Literal["ok", "moved", "unclear", "gone", "unreachable", "forbidden"]
BROKEN: frozenset[State] = frozenset({"gone", "unreachable", "forbidden"})
"""States that a reader would call a dead link. An address that only turns robots away is unclear."""
_GONE = frozenset({404, 410})
_AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})
_FOR_EVER = frozenset({301, 308})
_AGENT = "casebook-links/1 (checks the sources of a public casebook)"
_MOST_REDIRECTS = 10
_MOST_WORDS = 120
"""Most characters that are told of what a server says."""
_LONGEST_ADDRESS = 2000
"""Characters; a page that moves to a longer address has moved to no place that could be cited."""
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
"""Addresses of IPv6 that a translator sends on to the address of IPv4 in their last 32 bits."""


@dataclass(frozen=True)
class Manners:
    """How to ask; all times in seconds."""

    timeout: float = 20.0
    """Longest silence within an answer."""
    deadline: float = 60.0
    """Longest time for one try at an address, redirects and all: a server can send a byte now and then for ever."""
    retries: int = 2
    """Further tries after a failure that may pass."""
    delay: float = 1.0
    """Pause between two addresses of one host, and before the first further try; then it doubles."""
    longest_wait: float = 60.0
    """Most that is waited when a host asks to come back later."""
    hosts: int = 8
    """Hosts asked side by side."""
    private: bool = False
    """Whether addresses of this machine and its own network may be asked."""


@dataclass(frozen=True)
class Answer:
    """What became of one address."""

    url: str
    state: State
    detail: str
    tries: int = 1
    to: str = ""
    """Where a page that moved for good is now."""
    archived: str = ""
    """An archived copy, where one was looked for and found."""


class _ForbiddenError(Exception):
    """The address leads into this machine or its own network."""


def ask(
    urls: Iterable[str],
    manners: Manners,
    heard: Callable[[Answer], None] = lambda _answer: None,
    archive_api: str = "",
) -> list[Answer]:
    """Ask every address once, and tell each answer as it comes.

    Args:
        urls: Addresses, each once.
        manners: How to ask.
        heard: Called with every answer, from whichever thread has it.
        archive_api: Where to look for archived copies of what does not answer; nowhere if empty.
    """
    by_host: dict[str, list[str]] = defaultdict(list)
    for url in urls:
        by_host[_host(url)].append(url)
    with httpx.Client(
        timeout=manners.timeout,
        headers={"User-Agent": _AGENT, "Accept": "*/*"},
        follow_redirects=True,
        event_hooks={"request": [_look_inside if manners.private else _refuse_private]},
        # Every request opens a connection of its own, so that its deadline knows which one to end.
        limits=httpx.Limits(max_keepalive_connections=0),
    ) as client:
        asker = _Asker(client, manners, Event(), heard)
        found = asker.side_by_side(by_host.values())
        if archive_api:
            found = [asker.with_copy(answer, archive_api) for answer in found]
    return sorted(found, key=lambda answer: answer.url)


def _host(url: str) -> str:
    try:
        return httpx.URL(url).host
    except (httpx.InvalidURL, UnicodeError):
        return ""  # told when it is its turn


def _refuse_private(request: httpx.Request) -> None:
    """Keep out of this machine and its network, at every step of a redirect."""
    try:
        told = socket.getaddrinfo(request.url.host, request.url.port or 443)
    except (OSError, UnicodeError):
        return  # the request itself will say that there is no such host
    if not all(_is_public(str(entry[4][0])) for entry in told):
        raise _ForbiddenError
    _watch(request, private=False)


def _look_inside(request: httpx.Request) -> None:
    """Take any address, and watch the deadline only."""
    _watch(request, private=True)


def _watch(request: httpx.Request, *, private: bool) -> None:
    watch = _Watch(request.url.raw_host.decode(), request.extensions["deadline"], private=private)
    request.extensions = {**request.extensions, "trace": watch}


def _is_public(text: str) -> bool:
    """Whether an address is of the public network, and leads to nobody inside by a detour."""
    address = ipaddress.ip_address(text)
    if isinstance(address, ipaddress.IPv6Address):
        last = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        address = address.sixtofour or (last if address in _NAT64 else address)
    return address.is_global and not address.is_multicast


class _Watch:
    """Looks where a connection has led before anything is sent.

    A name can be told to lead outside when it is looked up first, and inside a
    moment later. A connection to a proxy is not judged: where it leads is the
    choice of whoever runs this.
    """

    def __init__(self, host: str, deadline: _Deadline, *, private: bool) -> None:
        self._host, self._deadline, self._private, self._direct = host, deadline, private, False

    def __call__(self, event: str, info: dict[str, Any]) -> None:
        if event == "connection.connect_tcp.started":
            self._direct = info["host"] == self._host
        elif event == "connection.connect_tcp.complete":
            stream = info["return_value"]
            self._deadline.holds(stream.get_extra_info("socket"))
            if self._private or not self._direct:
                return
            if not _is_public(str(stream.get_extra_info("server_addr")[0])):
                stream.close()
                raise _ForbiddenError


class _Deadline:
    """Ends the connection of a request when its time is over, whatever it is busy with."""

    def __init__(self, seconds: float) -> None:
        self.passed = False
        self._timer = Timer(seconds, self._end)
        self._timer.daemon = True
        self._lock = Lock()
        self._own: socket.socket | None = None

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._timer.cancel()
        with self._lock:
            self._let_go()

    def holds(self, connection: socket.socket) -> None:
        """Take over a connection, in place of the one of the step before."""
        with self._lock:
            self._let_go()
            # A copy: encryption takes the original away from whoever has it.
            self._own = connection.dup()
            if self.passed:
                self._shut()

    def _let_go(self) -> None:
        if self._own is not None:
            self._own.close()
            self._own = None

    def _end(self) -> None:
        with self._lock:
            self.passed = True
            self._shut()

    def _shut(self) -> None:
        if self._own is not None:
            with suppress(OSError):  # the other side was quicker
                self._own.shutdown(socket.SHUT_RDWR)


@dataclass(frozen=True)
class _Asker:
    client: httpx.Client
    manners: Manners
    stop: Event
    heard: Callable[[Answer], None]

    def side_by_side(self, hosts: Iterable[list[str]]) -> list[Answer]:
        """Ask several hosts at a time; what interrupts one ends them all."""
        with ThreadPoolExecutor(self.manners.hosts) as pool:
            try:
                return [answer for own in pool.map(self.one_host, hosts) for answer in own]
            except BaseException:
                self.stop.set()
                raise

    def one_host(self, urls: list[str]) -> list[Answer]:
        """Ask the addresses of a host one after another, with a pause between them."""
        answers: list[Answer] = []
        for url in urls:
            if answers:
                self.stop.wait(self.manners.delay)
            if self.stop.is_set():
                break
            answers.append(self.answer(url))
            self.heard(answers[-1])
        return answers

    def answer(self, url: str) -> Answer:
        """Ask until there is an answer, or no further try is left."""
        pause = self.manners.delay
        tries = 0
        while True:
            tries += 1
            answer, wait = self._once(url, tries)
            if wait is None or tries > self.manners.retries or self.stop.is_set():
                return answer
            self.stop.wait(min(wait or pause, self.manners.longest_wait))
            pause *= 2

    def _once(self, url: str, tries: int) -> tuple[Answer, float | None]:
        """One try: the answer, and how long to wait before another; nothing where that is of no use."""
        with _Deadline(self.manners.deadline) as deadline:
            answer, wait = self._within(deadline, url, tries)
        if deadline.passed and answer.state != "forbidden":
            detail = f"gives no whole answer within {self.manners.deadline:g} seconds"
            return Answer(url, "unreachable", detail, tries), None
        return answer, wait

    def _within(self, deadline: _Deadline, url: str, tries: int) -> tuple[Answer, float | None]:
        try:
            told = self._steps("HEAD", url, deadline)
            if told.status_code >= httpx.codes.BAD_REQUEST:
                # Some hosts answer HEAD wrongly, and few say so.
                told = self._steps("GET", url, deadline)
        except _ForbiddenError:
            detail = "leads into this machine or its own network, and was not asked"
            return Answer(url, "forbidden", detail, tries), None
        except httpx.TooManyRedirects:
            return Answer(url, "unreachable", "redirects in a circle", tries), None
        except (httpx.HTTPError, httpx.InvalidURL, OSError, UnicodeError) as error:
            return Answer(url, "unreachable", _why(error), tries), 0.0
        return _judged(url, told, tries), _wait(told)

    def _steps(self, method: str, url: str, deadline: _Deadline) -> httpx.Response:
        """The last answer of a row of redirects.

        The library would read the body of every step but the last, and a body need not end.
        """
        request = self.client.build_request(method, url, extensions={"deadline": deadline})
        history: list[httpx.Response] = []
        while True:
            told = self.client.send(request, stream=True, follow_redirects=False)
            told.close()
            told.history = history
            if told.next_request is None:
                return told
            if len(history) == _MOST_REDIRECTS:
                message = "too many redirects"
                raise httpx.TooManyRedirects(message, request=request)
            history, request = [*history, told], told.next_request

    def with_copy(self, answer: Answer, api: str) -> Answer:
        """The answer with an archived copy, if the address is broken and there is one."""
        if answer.state not in BROKEN:
            return answer
        self.stop.wait(self.manners.delay)
        try:
            with _Deadline(self.manners.deadline) as deadline:
                asked = self.client.get(
                    api, params={"url": answer.url}, extensions={"deadline": deadline}
                )
            told = asked.raise_for_status().json()
            closest = told["archived_snapshots"]["closest"]
            copy = str(closest["url"]) if closest["available"] else ""
        except (httpx.HTTPError, _ForbiddenError, ValueError, KeyError, TypeError):
            copy = ""
        return Answer(answer.url, answer.state, answer.detail, answer.tries, archived=copy)


def _judged(url: str, told: httpx.Response, tries: int) -> Answer:
    code = told.status_code
    said = _short(f"{code} {told.reason_phrase}".strip())
    if code in _GONE:
        return Answer(url, "gone", said, tries)
    if code >= httpx.codes.BAD_REQUEST:
        return Answer(url, "unclear", f"{said}; it may turn away robots only", tries)
    if told.history and all(step.status_code in _FOR_EVER for step in told.history):
        if len(str(told.url)) > _LONGEST_ADDRESS:
            detail = f"moved for good to an address of {len(str(told.url)):,} characters"
            return Answer(url, "unclear", detail, tries)
        return Answer(url, "moved", f"moved for good to {told.url}", tries, to=str(told.url))
    if told.history:
        return Answer(
            url, "ok", f"{said}, by way of {counted(len(told.history), 'redirect')}", tries
        )
    return Answer(url, "ok", said, tries)


def _wait(told: httpx.Response) -> float | None:
    """Seconds to wait before another try: what the host asks for, else 0; nothing if none is due."""
    if told.status_code not in _AGAIN:
        return None
    asked = told.headers.get("Retry-After", "").strip()
    if asked.isascii() and asked.isdigit():
        return float(asked)
    try:
        then = parsedate_to_datetime(asked)
    except (ValueError, OverflowError):
        return 0.0
    now = dt.datetime.now(tz=then.tzinfo or dt.UTC)
    return max(0.0, (then.replace(tzinfo=then.tzinfo or dt.UTC) - now).total_seconds())


def _why(error: Exception) -> str:
    if isinstance(error, httpx.TimeoutException):
        return "does not answer in time"
    words = str(error).strip() or type(error).__name__
    return f"cannot be reached ({_short(words.partition(chr(10))[0])})"


def _short(words: str) -> str:
    """What a server said, in a length that leaves room for what others said."""
    return words if len(words) <= _MOST_WORDS else words[:_MOST_WORDS] + "…"


def counts(answers: Iterable[Answer], waived: Mapping[str, object]) -> list[Answer]:
    """Answers that make the check fail: broken, and not waived."""
    return [answer for answer in answers if answer.state in BROKEN and answer.url not in waived]
