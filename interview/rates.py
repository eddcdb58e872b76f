"""How often something may be done, as a setting says it."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field


def _as_rate(value: str) -> str:
    from limits import parse

    parse(value)
    return value


# The rates below are right as they stand: what starts the other processes needs no library that counts.
Rate = Annotated[str, AfterValidator(_as_rate), Field(validate_default=False)]
"""A number and a time, as "5/minute"."""
