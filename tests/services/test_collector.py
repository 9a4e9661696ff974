"""The collector rests during large work, for several pieces at once too, and is never left off."""

from __future__ import annotations

import gc
import threading

import pytest

from desktop_app.collector import collector_rests


def test_it_rests_and_works_again_after_a_failure() -> None:
    """An export that was cancelled leaves it on."""
    assert gc.isenabled()
    with pytest.raises(ValueError, match="batal"), collector_rests():
        assert not gc.isenabled()
        raise ValueError("batal")
    assert gc.isenabled()


def test_the_last_of_several_turns_it_on() -> None:
    """Two exports on two threads: the first to end does not turn it on under the other."""
    inside, leave = threading.Event(), threading.Event()

    def other() -> None:
        with collector_rests():
            inside.set()
            leave.wait(10)

    thread = threading.Thread(target=other)
    with collector_rests():
        thread.start()
        assert inside.wait(10)
    assert not gc.isenabled()
    leave.set()
    thread.join()
    assert gc.isenabled()


def test_who_had_it_off_keeps_it_off() -> None:
    """A child process that reads one file turned it off for good."""
    gc.disable()
    try:
        with collector_rests():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
