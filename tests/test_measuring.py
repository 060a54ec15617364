"""Coverage pauses where a test says so, and goes on after it."""

from __future__ import annotations

import os
import sys
from types import FrameType

import pytest
from support import measuring


def _called(name: str, found: list[str]) -> None:
    """Whatever traces this call gets its frame, with the name."""
    found.append(f"{name} ran")


def test_nothing_is_traced_in_a_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    """Calls and new processes are measured before and after a pause, and not in it."""
    traced, ran = [], list[str]()

    def trace(frame: FrameType, _event: str, _arg: object) -> None:
        if frame.f_code is _called.__code__:
            traced.append(frame.f_locals["name"])

    before = sys.gettrace()
    monkeypatch.setenv("COVERAGE_PROCESS_CONFIG", "on")
    sys.settrace(trace)
    try:
        _called("before", ran)
        with measuring.paused():
            _called("inside", ran)
            inside = dict(os.environ)
        _called("after", ran)
    finally:
        sys.settrace(before)

    assert traced == ["before", "after"]
    assert ran == ["before ran", "inside ran", "after ran"]
    assert inside["COVERAGE_PROCESS_CONFIG"] == ""
    assert os.environ["COVERAGE_PROCESS_CONFIG"] == "on"


def test_a_pause_leaves_no_variable_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing is measured, a process gets no word about it either."""
    monkeypatch.delenv("COVERAGE_PROCESS_CONFIG", raising=False)
    with measuring.paused():
        pass

    assert "COVERAGE_PROCESS_CONFIG" not in os.environ


@pytest.mark.unmeasured
def test_the_mark_is_a_pause() -> None:
    """A test that is marked so runs without being traced."""
    assert sys.gettrace() is None
    assert os.environ["COVERAGE_PROCESS_CONFIG"] == ""
