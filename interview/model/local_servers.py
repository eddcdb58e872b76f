"""Language models that run on this computer: looked for on the loopback address only, and known by an endpoint of their
own, so that any other program on these ports is not taken for one.

A look takes no longer than LOOK_S, all ports side by side. It asks for names, sends nothing else and keeps nothing.
"""

from __future__ import annotations

import http.client
import json
import re
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from interview.core.model_providers import LOCAL, ProviderId, address_of, runs_elsewhere

LOOK_S = 0.3
FRESH_S = 60.0
_MAX_BYTES = 1_000_000
_MAX_NAME = 120
# Embeddings and the like hold no conversation.
_NO_CHAT = re.compile(r"embed|rerank|whisper|bge-|minilm", re.IGNORECASE)


@dataclass(frozen=True)
class LocalModels:
    """A server on this computer and the names of its models that can hold a conversation; never none."""

    provider: ProviderId
    address: str
    models: tuple[str, ...]


def look(ports: Sequence[int]) -> tuple[LocalModels, ...]:
    """The servers that run on these ports, one for each of LOCAL in its order; port 0 is not looked at."""
    found: dict[int, LocalModels] = {}
    ends = time.monotonic() + LOOK_S

    def visit(place: int, port: int) -> None:
        known = _at(LOCAL[place], port, ends)
        if known is not None:
            found[place] = known

    threads = [
        threading.Thread(target=visit, args=(place, port), daemon=True) for place, port in enumerate(ports) if port
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(max(0.0, ends - time.monotonic()))
    return tuple(known for _, known in sorted(found.copy().items()))


class Lookout:
    """What was found at the last look, which happens beside whoever asks and is repeated after FRESH_S."""

    def __init__(self, ports: Sequence[int], look: Callable[[Sequence[int]], tuple[LocalModels, ...]] = look) -> None:
        self._ports = ports
        self._look = look
        self._lock = threading.Lock()
        self._found: tuple[LocalModels, ...] = ()
        self._looked_at = -FRESH_S
        self._under_way: threading.Thread | None = None

    def found(self, wait_s: float = 0.0) -> tuple[LocalModels, ...]:
        """What is known now; waits for a look that is under way no longer than `wait_s`."""
        with self._lock:
            is_old = time.monotonic() - self._looked_at >= FRESH_S
            if is_old and any(self._ports) and self._under_way is None:
                self._under_way = threading.Thread(target=self._go, name="local models", daemon=True)
                self._under_way.start()
            under_way = self._under_way
        if under_way is not None and wait_s:
            under_way.join(wait_s)
        return self._found

    def _go(self) -> None:
        found = self._look(self._ports)
        with self._lock:
            self._found, self._looked_at, self._under_way = found, time.monotonic(), None


def _at(provider: ProviderId, port: int, ends: float) -> LocalModels | None:
    names = _NAMES_OF[provider](port, ends)
    fit = tuple(name for name in names if 0 < len(name) <= _MAX_NAME and name.isprintable() and _can_talk_here(name))
    return LocalModels(provider, address_of(provider, port), fit) if fit else None


def _can_talk_here(name: str) -> bool:
    return not (_NO_CHAT.search(name) or runs_elsewhere(name))


def _of_ollama(port: int, ends: float) -> list[str]:
    return [str(item.get("name") or "") for item in _items(_get(port, "/api/tags", ends), "models")]


def _of_lm_studio(port: int, ends: float) -> list[str]:
    """Its own list has the kind of each model; those that are loaded come first."""
    items = [item for item in _items(_get(port, "/api/v0/models", ends), "data") if item.get("type") in ("llm", "vlm")]
    items.sort(key=lambda item: item.get("state") != "loaded")
    return [str(item.get("id") or "") for item in items]


def _of_llama_cpp(port: int, ends: float) -> list[str]:
    """It tells of itself at /props; the names are those that its list has."""
    props = _get(port, "/props", ends)
    if not isinstance(props, dict) or "default_generation_settings" not in props:
        return []
    return [str(item.get("id") or "") for item in _items(_get(port, "/v1/models", ends), "data")]


_NAMES_OF: dict[ProviderId, Callable[[int, float], list[str]]] = {
    ProviderId.OLLAMA: _of_ollama,
    ProviderId.LM_STUDIO: _of_lm_studio,
    ProviderId.LLAMA_CPP: _of_llama_cpp,
}


def _items(found: Any, field: str) -> list[dict[str, Any]]:
    items = found.get(field) if isinstance(found, dict) else None
    return [item for item in items if isinstance(item, dict)] if isinstance(items, list) else []


def _get(port: int, path: str, ends: float) -> Any:
    """The JSON at an address of this computer; None when there is none in time."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=max(0.01, ends - time.monotonic()))
    try:
        connection.request("GET", path, headers={"Accept": "application/json"})
        reply = connection.getresponse()
        return json.loads(reply.read(_MAX_BYTES)) if reply.status == 200 else None
    except (OSError, http.client.HTTPException, ValueError, RecursionError):
        return None
    finally:
        connection.close()
