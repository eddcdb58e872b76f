"""What the web process does, beside dropping what it remembers, so that words that were deleted stand nowhere in its
memory."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from interview.core.forgetting import forgets
from interview.services import services
from interview.web.freed_memory import FreedMemory, overwrite
from interview.web.read_buffer import ReadBuffer


@asynccontextmanager
async def memory_overwritten(_app: object) -> AsyncIterator[None]:
    """While the server runs, its memory is overwritten whenever texts are forgotten."""
    memory = FreedMemory(overwrite, lambda: services().deletion.forget_again())
    kept = (forgets(ReadBuffer(asyncio.get_running_loop())), forgets(memory))
    yield
    del kept, memory
