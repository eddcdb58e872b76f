"""What was found of a model's server: in which form it takes an optional part of a request. No text of anybody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Learned:
    """Since `at`, `part` is sent in the form `level`. Not `is_sure`: the server did not say what it refused."""

    part: str
    level: str
    at: datetime
    is_sure: bool = True
