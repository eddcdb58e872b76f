"""Where the scorer's weights lie, and a name for what they hold; reading the name loads none of them."""

from __future__ import annotations

import json
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

WEIGHTS = Path(__file__).parent / "weights" / "judge"
CARD = "card.json"


@lru_cache(maxsize=1)
def weights_version() -> str:
    """Names the weights and thresholds by their content: a score can be told from one that others gave."""
    card = json.loads((WEIGHTS / CARD).read_bytes())
    named = json.dumps([card[name] for name in ("sha256", "statements", "written_for", "parts")], sort_keys=True)
    return f"judge-{sha256(named.encode()).hexdigest()[:12]}"
