"""Pagefind's service: what goes in and comes out, and what is said when it fails."""

from __future__ import annotations

import io
import json
import sys
from base64 import b64decode, b64encode
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import factories
import pytest
from casebook.search import service as searchservice
from casebook.search.service import Service, ServiceFailedError


def _said(*answers: dict[str, Any]) -> bytes:
    return b"".join(b64encode(json.dumps({"payload": each}).encode()) + b"," for each in answers)


class _Slow(io.BytesIO):
    """A pipe that takes and gives only a few bytes at a time."""

    def write(self, _data: Any, /) -> int:
        return super().write(bytes(_data)[:5])

    def read(self, size: int | None = -1, /) -> bytes:
        return super().read(min(7, size or 7))


def test_requests_are_numbered_and_answers_are_put_together_from_their_parts() -> None:
    """A pipe hands over what it has; requests and answers are whole all the same."""
    file = {"path": "a/b.pf", "content": b64encode(b"\0binary").decode()}
    to, back = (
        _Slow(),
        _Slow(
            _said(
                {"type": "NewIndex"}, {"type": "IndexedFile"}, {"type": "GetFiles", "files": [file]}
            )
        ),
    )
    made = Service(to, back, io.BytesIO()).index([("x/index.html", "<p>\u00fc</p>")], ["sup", ".a"])

    assert made == {"a/b.pf": b"\0binary"}
    requests = [json.loads(b64decode(each)) for each in to.getvalue().split(b",")[:-1]]
    assert [each["message_id"] for each in requests] == [1, 2, 3]
    assert [each["payload"] for each in requests] == [
        {"type": "NewIndex", "config": {"exclude_selectors": ["sup", ".a"]}},
        {
            "type": "AddFile",
            "index_id": 0,
            "file_path": "x/index.html",
            "file_contents": "<p>\u00fc</p>",
        },
        {"type": "GetFiles", "index_id": 0},
    ]


def test_error_of_the_service_is_handed_on() -> None:
    """What Pagefind says went wrong is the message."""
    back = io.BytesIO(_said({"type": "Error", "message": "no such index"}))

    with pytest.raises(ServiceFailedError, match="no such index"):
        Service(io.BytesIO(), back, io.BytesIO()).index([], [])


def test_silence_is_told_with_the_last_words() -> None:
    """A service that ends in the middle of an answer is told with what it complained of."""
    half = io.BytesIO(_said({"type": "NewIndex"})[:-1])

    with pytest.raises(ServiceFailedError, match=r"^out of memory$"):
        Service(io.BytesIO(), half, io.BytesIO(b"out of memory\n")).index([], [])


def test_service_that_is_gone_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever writes to a service that has ended hears why, not of a broken pipe."""
    script = factories.write(tmp_path / "python", "#!/bin/sh\necho no room >&2\nexit 3\n")
    script.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(script))

    with searchservice.running() as service, pytest.raises(ServiceFailedError, match="no room"):
        service.index([("x", "x" * 5_000_000)], [])


@pytest.mark.parametrize("page", ["x", "x" * 5_000_000], ids=["says nothing", "reads nothing"])
def test_service_that_hangs_is_ended_and_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, page: str
) -> None:
    """A service that never answers, or does not even read, is waited for only so long."""
    script = factories.write(tmp_path / "python", "#!/bin/sh\nexec sleep 600\n")
    script.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(script))

    with (
        searchservice.running(patience=0.2) as service,
        pytest.raises(ServiceFailedError, match=r"^no answer in 0\.2 seconds$"),
    ):
        service.index([(page, page)], [page])


def test_time_in_which_nothing_was_asked_does_not_count() -> None:
    """A service that waits for the next page owes no answer, one that is asked owes it since then."""
    owed = []

    class Asked(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            owed.append(service.owing() >= 0)
            return super().read(size)

    def pages() -> Iterator[tuple[str, str]]:
        owed.append(service.owing() >= 0)
        yield "x/index.html", "x"

    back = Asked(_said({"type": "New"}, {"type": "Indexed"}, {"type": "Got", "files": []}))
    service = Service(io.BytesIO(), back, io.BytesIO())
    service.index(pages(), [])

    assert owed == [True, False]
    assert service.owing() < 0


def test_broken_pipe_is_told_with_the_last_words() -> None:
    """A pipe that breaks while it is written to is no reason by itself."""

    class Broken(io.BytesIO):
        def write(self, _data: Any, /) -> int:
            raise BrokenPipeError

    with pytest.raises(ServiceFailedError, match=r"^no room$"):
        Service(Broken(), io.BytesIO(), io.BytesIO(b"no room")).index([], [])
