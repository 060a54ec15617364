"""The garbage collector is held back while much is made, and others find it as it was."""

from __future__ import annotations

import gc

import pytest
from casebook.base import garbage as collecting


def test_what_has_lasted_is_left_alone_only_inside() -> None:
    """Inside the oldest generation is not looked through, also within another; afterwards all is as before."""
    before = gc.get_threshold()
    with collecting.young_only():
        with collecting.young_only():
            assert gc.get_threshold()[2] >= 1_000_000
        assert gc.get_threshold()[2] >= 1_000_000
    assert gc.get_threshold() == before


def test_circles_of_a_moment_ago_are_collected() -> None:
    """What nobody holds any more goes while the work goes on."""

    class Thing:
        alive = 0

        def __init__(self) -> None:
            self.own = self
            Thing.alive += 1

        def __del__(self) -> None:
            Thing.alive -= 1

    gc.enable()
    with collecting.young_only():
        for _ in range(200_000):
            Thing()
        assert Thing.alive < 100_000


def test_all_is_as_before_after_a_failure() -> None:
    """A step that fails does not leave others with more garbage."""
    before = gc.get_threshold()
    with pytest.raises(ZeroDivisionError), collecting.young_only():
        _ = 1 / 0
    assert gc.get_threshold() == before


def test_a_forked_process_collects_only_what_it_makes() -> None:
    """What it has been given is left in peace: to look through it would copy it."""
    usual = gc.get_threshold()
    gc.disable()
    before = gc.get_freeze_count()
    try:
        with collecting.young_only():
            collecting.own_only()
            assert gc.get_threshold() == usual
        assert gc.isenabled()
        assert gc.get_freeze_count() > before
    finally:
        gc.unfreeze()
