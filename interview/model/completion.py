"""The envelope of a reply: what a server says around the words of a model, read as leniently as it is safe."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, Field


class _Said(BaseModel):
    content: str | None = None
    refusal: str | None = None


class _Choice(BaseModel):
    message: _Said
    finish_reason: str | None = None


class Usage(BaseModel):
    prompt_tokens: int = Field(0, ge=0)
    completion_tokens: int = Field(0, ge=0)
    prompt_tokens_details: Any = None


class Completion(BaseModel):
    choices: list[_Choice]
    usage: Usage | None = None
    model: Any = None
