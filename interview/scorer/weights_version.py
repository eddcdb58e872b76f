"""Where the scorer's weights lie, and a name for what they hold; reading the name loads none of them."""

from __future__ import annotations

from functools import lru_cache
from hashlib import sha256
from pathlib import Path

WEIGHTS = Path(__file__).parent / "weights"


@lru_cache(maxsize=1)
def weights_version() -> str:
    """Names the weights by their content: a score can be told from one that other weights gave."""
    named = b"".join((WEIGHTS / name).read_bytes() for name in ("product.json", "belonging.json"))
    return f"weights-{sha256(named).hexdigest()[:12]}"
