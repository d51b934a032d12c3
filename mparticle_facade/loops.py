"""The event loop of asyncio, for whoever awaits something of this package."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import asyncio


def running_loop() -> asyncio.AbstractEventLoop:
    """The one that runs in this thread.

    Raises:
        RuntimeError: none does, as under trio.
    """
    import asyncio  # a program without tasks never needs it

    try:
        return asyncio.get_running_loop()
    except RuntimeError:
        raise RuntimeError(_NONE) from None


_NONE = (
    "no event loop of asyncio is running here, and AsyncEventsApi and the awaited methods of an Uploader need one. "
    "Under trio, call those that are not awaited in a thread: await trio.to_thread.run_sync(api.upload_events, batch)"
)
