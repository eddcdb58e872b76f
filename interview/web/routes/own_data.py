"""Routes of everything that is kept of a person: what there is, all of it as a file, and its erasure."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Response
from fastapi.responses import StreamingResponse

from interview.services import Services
from interview.storage.limits import Costly
from interview.web.api_errors import Reads
from interview.web.own_data_archive import FILE_NAME, archive
from interview.web.routes.caller import Owner, ProcessServices
from interview.web.routes.described import sends
from interview.web.routes.slow import in_pieces, slow
from interview.web.schemas import own_data
from interview.web.time_zone import time_zone as named

MAX_ZONE_CHARS = 64

router = APIRouter()


class Zip(StreamingResponse):
    """A ZIP file, sent while it is made."""

    media_type = "application/zip"


@router.get("/my-data")
def get_kept(services: ProcessServices, owner: Owner) -> own_data.KeptSchema:
    """How much is kept of you, and for how long."""
    return own_data.KeptSchema(rows=services.own_data.count(owner), retention_days=services.own_data.days)


@router.get("/my-data/export", response_class=Response, responses=sends("A ZIP file", "application/zip"))
async def export_all(
    services: ProcessServices,
    owner: Owner,
    reads: Reads,
    time_zone: Annotated[str, Query(alias="timeZone", max_length=MAX_ZONE_CHARS)] = "UTC",
) -> Zip:
    """Download everything that is kept of you as one ZIP file: JSON, Markdown, PDFs and the text of your resumes."""
    services.limits.hit_costly(Costly.EXPORT, owner)
    made = _in_turns(services, owner, archive(services, owner, reads, named(time_zone)))
    pieces: AsyncIterator[bytes] = in_pieces(owner, made)
    return Zip(pieces, headers={"Content-Disposition": f'attachment; filename="{FILE_NAME}"'})


def _in_turns(services: Services, owner: str, pieces: Iterator[bytes]) -> Iterator[bytes]:
    """The pieces, each made when it is the person's turn."""
    while True:
        with services.limits.turns.of(owner, patiently=True):
            piece = next(pieces, None)
        if piece is None:
            return
        yield piece


@router.delete("/my-data")
@slow
def erase_all(
    services: ProcessServices,
    owner: Owner,
    confirm: Annotated[Literal["everything"], Query()],  # noqa: ARG001 (nobody erases by mistake)
) -> own_data.ReceiptSchema:
    """Erase everything that is kept of you, with `confirm=everything`. It cannot be undone."""
    services.limits.hit_costly(Costly.ERASE, owner)
    return own_data.receipt(services.own_data.erase(owner))
