"""Browser tabs without a browser: clients that speak Streamlit's websocket protocol, for measuring what pages cost.

A tab looks closely at its first run and its last; of the others it counts the messages, which is all a cheap client
can afford beside the server on the same cores. A run that shows an error or is not whole is an error here.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping
from dataclasses import dataclass, field

from streamlit.proto.Alert_pb2 import Alert
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

# A message that ends a run is short; longer ones are elements and need no reading.
_LONGEST_ENDING = 120
_PATIENCE_S = 60


class BadRun(Exception):
    """A run failed, or did not show what it should."""


def _hold_good(element: Element) -> None:
    kind = element.WhichOneof("type")
    if kind == "exception":
        raise BadRun(element.exception.message)
    if kind == "alert" and element.alert.format == Alert.ERROR:
        raise BadRun(element.alert.body)


@dataclass
class Tab:
    """One open page. `page` is its name in the URL, `words` must stand on it; `seconds` holds the time of each run;
    `headers` say who it is, where people sign in."""

    port: int
    page: str
    query: str
    words: tuple[str, ...]
    headers: Mapping[str, str] = field(default_factory=dict)
    seconds: list[float] = field(default_factory=list)
    messages: int = 0
    _page_hash: str = ""
    _kept: set[str] = field(default_factory=set)
    _connection: ClientConnection | None = None

    async def open(self) -> None:
        """Connect and run the page once."""
        address = f"ws://127.0.0.1:{self.port}/_stcore/stream"
        self._connection = await connect(
            address,
            subprotocols=[Subprotocol("streamlit")],
            additional_headers=self.headers,
            max_size=None,
            compression=None,
            proxy=None,
        )
        await self.look()

    async def close(self) -> None:
        if self._connection is not None:
            await self._connection.close()

    async def look(self) -> None:
        """One run whose every message is read."""
        await self._ask()
        shown = []
        for data in await self._messages():
            message = ForwardMsg.FromString(data)
            kind = message.WhichOneof("type")
            if kind == "navigation":
                self._page_hash = message.navigation.page_script_hash
            if kind == "page_not_found":
                raise BadRun(f"there is no page {self.page}")
            if kind == "delta" and message.delta.WhichOneof("type") == "new_element":
                _hold_good(message.delta.new_element)
            if message.metadata.cacheable:
                self._kept.add(message.hash)
            shown.append(data)
        self._hold_to(shown)

    def _hold_to(self, shown: list[bytes]) -> None:
        everything = b"".join(shown)
        missing = [] if self.messages else [words for words in self.words if words.encode() not in everything]
        if missing:
            raise BadRun(f"the page {self.page} does not show {missing}")
        self.messages = len(shown)

    async def run(self) -> None:
        """One timed run."""
        before = time.perf_counter()
        await self._ask()
        data = await self._messages()
        self.seconds.append(time.perf_counter() - before)
        if len(data) != self.messages:
            raise BadRun(f"the page {self.page} sent {len(data)} messages instead of {self.messages}")

    async def _ask(self) -> None:
        assert self._connection is not None
        asked = BackMsg()
        asked.rerun_script.query_string = self.query
        asked.rerun_script.page_name = "" if self._page_hash else self.page
        asked.rerun_script.page_script_hash = self._page_hash
        asked.rerun_script.cached_message_hashes.extend(self._kept)
        asked.rerun_script.context_info.timezone = "Europe/Berlin"
        asked.rerun_script.context_info.locale = "en"
        await self._connection.send(asked.SerializeToString())

    async def _messages(self) -> list[bytes]:
        """Everything up to the end of the run."""
        assert self._connection is not None
        found: list[bytes] = []
        async with asyncio.timeout(_PATIENCE_S):
            while True:
                data = await self._connection.recv(decode=False)
                found.append(data)
                if len(data) < _LONGEST_ENDING and ForwardMsg.FromString(data).HasField("script_finished"):
                    return found
