"""The verbs for measurements of graders. Each is a row of its own and stays, with what was measured before it."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import or_, select
from sqlmodel import Session, col

from interview.core.measured import GradedAs, Measurement, most_telling
from interview.storage.tables import MeasurementRow

_MOST = 200
_NAME_CHARS = 128


def insert_measurement(db: Session, found: Measurement) -> None:
    """Keep what was measured, beside what was measured before."""
    key = stored_as(found.graded_as)
    db.add(
        MeasurementRow(
            model=key.model,
            fingerprint=key.fingerprint,
            prompt_version=key.prompt_version,
            rubric_version=key.rubric_version,
            sample=found.sample[:_NAME_CHARS],
            by_people=found.by_people,
            answers=found.answers,
            agreement=found.agreement,
            low=found.low,
            high=found.high,
            mean_error=found.mean_error,
            measured_at=found.measured_at,
            figures=dict(found.figures),
        )
    )
    db.flush()


def list_measurements(db: Session) -> list[Measurement]:
    """The last ones, newest first, at most 200."""
    query = select(MeasurementRow).order_by(col(MeasurementRow.id).desc()).limit(_MOST)
    return [_measurement(row) for row in db.scalars(query)]


def measurements_of(db: Session, graders: Collection[GradedAs]) -> dict[GradedAs, Measurement]:
    """The measurement to show of each of these graders that was measured; no query without any."""
    wanted = {stored_as(each): each for each in graders}
    if not wanted:
        return {}
    places = [
        (col(MeasurementRow.model) == key.model) & (col(MeasurementRow.prompt_version) == key.prompt_version)
        for key in wanted
    ]
    known = [_measurement(row) for row in db.scalars(select(MeasurementRow).where(or_(*places)))]
    found = most_telling(each for each in known if each.graded_as in wanted)
    return {wanted[key]: measurement for key, measurement in found.items()}


def stored_as(grader: GradedAs) -> GradedAs:
    """The names as they fit their columns."""
    return GradedAs(
        grader.model[:_NAME_CHARS], grader.fingerprint[:_NAME_CHARS], grader.prompt_version, grader.rubric_version
    )


def _measurement(row: MeasurementRow) -> Measurement:
    return Measurement(
        graded_as=GradedAs(row.model, row.fingerprint, row.prompt_version, row.rubric_version),
        sample=row.sample,
        by_people=row.by_people,
        answers=row.answers,
        agreement=row.agreement,
        low=row.low,
        high=row.high,
        mean_error=row.mean_error,
        measured_at=row.measured_at,
        figures=row.figures,
    )
