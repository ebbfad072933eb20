"""Reading may not take all the memory of the machine."""

from __future__ import annotations

import sys

import pytest

from toolkit.intake import memory
from toolkit.intake.memory import limited_memory

only_linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux tells what a process holds")


@only_linux
def test_what_asks_for_more_is_stopped_and_afterwards_nothing_is_limited() -> None:
    with limited_memory(50 * 2**20), pytest.raises(MemoryError):
        bytearray(100 * 2**20)
    assert len(bytearray(100 * 2**20)) == 100 * 2**20


@only_linux
def test_what_asks_for_less_is_not_stopped() -> None:
    with limited_memory(50 * 2**20):
        assert len(bytearray(10 * 2**20)) == 10 * 2**20


def test_where_the_system_does_not_tell_nothing_is_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "_held_bytes", lambda: None)
    with limited_memory(1):
        assert len(bytearray(10 * 2**20)) == 10 * 2**20
