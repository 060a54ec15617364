"""The garbage collector is held while much is made, and never stays off for others."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest
from casebook import collecting


@pytest.fixture(autouse=True)
def _as_it_was() -> Iterator[None]:
    was_on = gc.isenabled()
    yield
    (gc.enable if was_on else gc.disable)()


def test_it_is_held_only_inside() -> None:
    """Inside it is off, also in a pause within a pause; afterwards it is on again."""
    gc.enable()
    with collecting.paused():
        with collecting.paused():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_it_is_on_again_after_a_failure() -> None:
    """A step that fails does not leave it off."""
    gc.enable()
    with pytest.raises(ZeroDivisionError), collecting.paused():
        _ = 1 / 0
    assert gc.isenabled()


def test_who_had_it_off_keeps_it_off() -> None:
    """The pause gives back what it found."""
    gc.disable()
    with collecting.paused():
        pass
    assert not gc.isenabled()


def test_a_forked_process_collects_only_what_it_makes() -> None:
    """What it has been given is left in peace: to look through it would copy it."""
    gc.disable()
    before = gc.get_freeze_count()
    try:
        collecting.own_only()
        assert gc.isenabled()
        assert gc.get_freeze_count() > before
    finally:
        gc.unfreeze()
