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
from interview.web.schemas.base import Moment

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
) -> Response:
    """Download one table of the trends as CSV, of the interviews that the filters leave; of all without one."""
    chosen = Chosen(resume, role, category, measure, since, until)
    if table is Table.INTERVIEWS:
        pasted = resume_names.pasted(services.pasted_resumes.of(owner), say, tables.exact)
        rows = tables.interviews(services.analytics.points(owner, chosen), tables.exact, say, float, pasted)
    else:
        found = services.analytics.look(owner, chosen)
        rows = {
            Table.CATEGORIES: lambda: tables.categories(found.strengths, say),
            Table.CATEGORY_SCORES: lambda: tables.category_scores(found.lines, tables.exact, say),
            Table.KEY_POINTS: lambda: tables.missed(found.missed, say.as_stored),
            Table.TIME_PER_ANSWER: lambda: tables.times(found.times, tables.exact, say),
            Table.WEEKS: lambda: tables.weeks(found.weeks, say),
        }[table]()
    headers = {"Content-Disposition": f'attachment; filename="mock-interview-{table}.csv"'}
    return Response(tables.as_csv(rows), media_type="text/csv; charset=utf-8", headers=headers)
