"""Where models are asked, how that is called, and how long it may take; apart from their client, which loads a large
library."""

from __future__ import annotations

import hashlib
from typing import Final
from urllib.parse import urlsplit

DEFAULT_BASE_URL: Final = "https://api.openai.com/v1"
TOTAL_WAITS: Final = 10
"""A reply that keeps arriving may take as many waits for a byte: 40 tokens a second write 24,000 in 600 seconds."""


def server_name(base_url: str | None) -> str:
    """An address as it may be stored and shown: without what may be secret in it, yet different for each."""
    parts = urlsplit((base_url or DEFAULT_BASE_URL).strip())
    account, _, host = parts.netloc.rpartition("@")
    shown = f"{parts.scheme}://{host}{parts.path.rstrip('/')}"
    whole = f"{account}?{parts.query}"
    if whole == "?" and len(shown) <= 200:
        return shown
    return f"{shown[:180]} {hashlib.sha256(f'{shown}{whole}'.encode()).hexdigest()[:12]}"
