"""What the description of the API says of replies for which there is no shape, or more than one status."""

from __future__ import annotations

from typing import Any

from interview.web.schemas.sessions import CreatedSchema

Replies = dict[int | str, dict[str, Any]]

OPEN_ALREADY: Replies = {200: {"model": CreatedSchema, "description": "The interview that is open already"}}


def sends(what: str, *media_types: str) -> Replies:
    """A file or a page, of one of these kinds. A route that says so has `response_class=Response`: any other class
    would have its errors described as being of its own kind."""
    return {200: {"description": what, "content": {media_type: {} for media_type in media_types}}}
