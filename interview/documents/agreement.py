"""How far those who graded a report agree with others, in one sentence for each: never for another model, other prompts
or another rubric than the grade's own, and no figure from too few answers."""

from __future__ import annotations

from datetime import tzinfo

from interview.core.identity import PRACTICE
from interview.core.measured import LEAST_ANSWERS, Measurement, graded_as
from interview.core.report import Report
from interview.i18n.names import interviewer_name
from interview.i18n.translate import Words


def agreement(report: Report, say: Words, zone: tzinfo) -> tuple[str, ...]:
    """A sentence for each interviewer that graded, by name where there are several. Of the practice interviewer there
    is one only where its own figure is published for what graded here."""
    found: dict[tuple[str, str], None] = {}
    for grade in report.grades.values():
        signed = grade.provenance
        measured = report.measurements.get(graded_as(signed))
        is_published = signed.graded_by == PRACTICE and measured is not None
        if grade.scores is not None and (signed.graded_by.is_model or is_published):
            found[interviewer_name(signed.graded_by, say), agreed(measured, say, zone)] = None
    if len(found) == 1:
        return tuple(told for _, told in found)
    return tuple(say("{who}: {told}", who=who, told=told) for who, told in found)


def agreed(measurement: Measurement | None, say: Words, zone: tzinfo) -> str:
    """What was measured of a grader, with its number of answers and its day."""
    if measurement is None or (measurement.agreement is None and measurement.answers >= LEAST_ANSWERS):
        return say("How well it agrees with people was not measured here.")
    if not measurement.is_enough or measurement.agreement is None:
        return say(
            "How well it agrees with others was not measured enough here: on {count} answers, and {least} are needed.",
            count=measurement.answers,
            least=LEAST_ANSWERS,
        )
    figure, day = f"{measurement.agreement:.2f}", say.day(measurement.measured_at, zone)
    if measurement.by_people and measurement.mean_error is not None:
        return say(
            "On {count} other answers this interviewer was compared with people: on average its scores lay {points} "
            "points of 100 from theirs. Agreement with people: {figure}, where 1 is always and 0 is chance ({day}).",
            figure=figure,
            points=round(measurement.mean_error),
            count=measurement.answers,
            day=day,
        )
    if measurement.by_people:
        return say(
            "On {count} other answers this interviewer was compared with people: {figure} of agreement, where 1 is "
            "always and 0 is chance ({day}).",
            figure=figure,
            count=measurement.answers,
            day=day,
        )
    if measurement.mean_error is not None:
        return say(
            "On {count} other answers this interviewer was compared with verdicts set beforehand, which need not be "
            "people's: on average its scores lay {points} points of 100 from theirs. Agreement with them: {figure}, "
            "where 1 is always and 0 is chance ({day}).",
            figure=figure,
            points=round(measurement.mean_error),
            count=measurement.answers,
            day=day,
        )
    return say(
        "On {count} other answers this interviewer was compared with verdicts set beforehand, which need not be "
        "people's: {figure} of agreement, where 1 is always and 0 is chance ({day}).",
        figure=figure,
        count=measurement.answers,
        day=day,
    )


def measured_lines(measurement: Measurement, say: Words, zone: tzinfo) -> tuple[str, ...]:
    """What an operator may want to know of a measurement: of which prompts, on what, the interval, the error."""
    by = measurement.graded_as
    told = [
        agreed(measurement, say, zone).rstrip(".。"),
        say(
            "prompts {prompts}, scoring rules {rubric}, sample {sample}",
            prompts=by.prompt_version,
            rubric=by.rubric_version,
            sample=measurement.sample,
        ),
    ]
    if by.fingerprint:
        told.append(say("server state {state}", state=by.fingerprint))
    if measurement.is_enough and measurement.low is not None and measurement.high is not None:
        low, high = f"{measurement.low:.2f}", f"{measurement.high:.2f}"
        told.append(say("very likely between {low} and {high}", low=low, high=high))
    if measurement.mean_error is not None:
        told.append(say("{points} {points:point|points} off on average", points=round(measurement.mean_error)))
    return tuple(told)
