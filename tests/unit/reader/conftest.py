"""Tests of the reader wait for its messages to be dealt with, and not for a clock."""

import asyncio

import pytest


@pytest.fixture(autouse=True)
def _no_idling(monkeypatch: pytest.MonkeyPatch) -> None:
    """Textual's pilot looks at the processor's clock, fifty times a second, to see when an app is idle.

    It waits for all messages to be dealt with besides, and that is enough.
    """

    async def soon(*_: float) -> None:
        for _turn in range(5):
            await asyncio.sleep(0)

    for module in ("app", "pilot"):
        monkeypatch.setattr(f"textual.{module}.wait_for_idle", soon)
