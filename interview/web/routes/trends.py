"""The tables behind the trends, as files. Pages link here: a file that a page itself hands out would be anybody's."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from fastapi import APIRouter, Query, Response

from interview.trends import tables
from interview.trends.values import Chosen
from interview.web import resume_names
from interview.web.api_errors import Reads
from interview.web.routes.caller import Owner, ProcessServices
from interview.web.routes.described import sends
from interview.web.routes.reports import MAX_ZONE_CHARS
from interview.web.schemas.base import Moment
from interview.web.time_zone import time_zone as named

MAX_FILTER_CHARS = 300

router = APIRouter()
Filter = Annotated[str, Query(max_length=MAX_FILTER_CHARS)]


class Table(StrEnum):
    """What the page Progress shows as numbers."""

    INTERVIEWS = "interviews"
    CATEGORIES = "categories"
    CATEGORY_SCORES = "category-scores"
    KEY_POINTS = "key-points"
    TIME_PER_ANSWER = "time-per-answer"
    WEEKS = "weeks"


@router.get("/interview/trends/{table}", response_class=Response, responses=sends("A table", "text/csv"))
def get_table(
    table: Table,
    services: ProcessServices,
    owner: Owner,
    say: Reads,
    resume: Filter = "",
    role: Filter = "",
    category: Filter = "",
    measure: Filter = "",
    since: Moment | None = None,
    until: Moment | None = None,
    time_zone: Annotated[str, Query(alias="timeZone", max_length=MAX_ZONE_CHARS)] = "UTC",
) -> Response:
    """Download one table of the trends as CSV, of the interviews that the filters leave; of all without one.

    A week begins on Monday in `timeZone`, an IANA name such as Europe/Berlin; UTC where there is no such zone. Moments
    are in UTC. Key points are counted over the latest 1,000 answers at most.
    """
    chosen = Chosen(resume, role, category, measure, since, until)
    if table is Table.INTERVIEWS:
        pasted = resume_names.pasted(services.pasted_resumes.of(owner), say, tables.exact)
        rows = tables.interviews(services.analytics.points(owner, chosen), tables.exact, say, float, pasted)
    else:
        found = services.analytics.whole(owner, chosen, named(time_zone))
        rows = {
            Table.CATEGORIES: lambda: tables.categories(found.strengths, say),
            Table.CATEGORY_SCORES: lambda: tables.category_scores(found.lines, tables.exact, say),
            Table.KEY_POINTS: lambda: tables.missed(found.missed, say.as_stored),
            Table.TIME_PER_ANSWER: lambda: tables.times(found.times, tables.exact, say),
            Table.WEEKS: lambda: tables.weeks(found.weeks, say),
        }[table]()
    headers = {"Content-Disposition": f'attachment; filename="mock-interview-{table}.csv"'}
    return Response(tables.as_csv(rows), media_type="text/csv; charset=utf-8", headers=headers)
