"""Two reports side by side over HTTP."""

from __future__ import annotations

from interview.documents.side_by_side import Pair, SideBySide
from interview.i18n.translate import ENGLISH
from interview.web.schemas.base import Schema


class PairSchema(Schema):
    """One number of two reports. `change` is later minus earlier, null where that would mean nothing or is within what
    nobody is sure of. `earlier` and `later` are null where nothing was asked or answered there, or it has no score."""

    label: str
    maximum: int
    earlier: int | None
    later: int | None
    change: int | None


class ComparisonSchema(Schema):
    """Two reports by their beginning. `caution` says why they are not on one scale; then no change is worked out.
    `categories` are those in which one of them has an answer."""

    earlier_session_id: str
    later_session_id: str
    caution: str
    overall: PairSchema
    dimensions: list[PairSchema]
    categories: list[PairSchema]


def comparison(value: SideBySide) -> ComparisonSchema:
    """Two reports side by side, as the API shows them."""
    return ComparisonSchema(
        earlier_session_id=value.earlier.session.id,
        later_session_id=value.later.session.id,
        caution=ENGLISH.message(value.caution) if value.caution else "",
        overall=_pair(value.overall),
        dimensions=[_pair(pair) for pair in value.dimensions],
        categories=[_pair(pair) for pair in value.categories],
    )


def _pair(value: Pair) -> PairSchema:
    return PairSchema(
        label=value.label, maximum=value.maximum, earlier=value.earlier, later=value.later, change=value.change
    )
