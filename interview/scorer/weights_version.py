"""Where the scorer's weights lie, and a name for what they hold; reading the name loads none of them."""

from __future__ import annotations

import json
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

WEIGHTS = Path(__file__).parent / "weights"


@lru_cache(maxsize=1)
def weights_version() -> str:
    """Names the weights by their content: a score can be told from one that other weights gave."""
    trained = (json.loads((WEIGHTS / name).read_bytes())["sha256"] for name in ("product.json", "belonging.json"))
    written = sha256((WEIGHTS / "small_talk.txt").read_bytes()).hexdigest()
    return f"weights-{sha256(' '.join([*trained, written]).encode()).hexdigest()[:12]}"
