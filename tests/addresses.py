"""Prints every address that the app answers to, as "METHOD PATH": `python tests/addresses.py`, with the app's settings.

It is walked in a process of its own: the app's runtime exists once in each.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

PAGE_OR_FILE = "/{page or file of the pages}"


def addresses(routes: Iterable[Any], before: str = "") -> Iterator[str]:
    """All of them, through mounts and routers; those of HEAD and OPTIONS are not listed beside others."""
    for route in routes:
        path = before + getattr(route, "path", "")
        inside = getattr(getattr(route, "app", None), "routes", None)
        router = getattr(route, "original_router", None)
        if router is not None:
            yield from addresses(router.routes, before)
        elif inside is not None:
            yield from addresses(inside, path)
        elif type(route).__name__ == "WebSocketRoute":
            yield f"WEBSOCKET {path}"
        elif type(route).__name__ == "Mount":
            yield f"GET {path or PAGE_OR_FILE}"
        else:
            methods = set(route.methods) - {"HEAD", "OPTIONS"}
            # What answers to every method is one thing.
            yield from (f"{method} {path}" for method in (["GET"] if len(methods) > 4 else sorted(methods)))


if __name__ == "__main__":
    from app import app

    print("\n".join(sorted(set(addresses(app._build_starlette_app().routes)))))
