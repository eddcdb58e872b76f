"""What each line of the history says of an interview, as one element of the page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from interview.core.evaluation import EvaluateStatus
from interview.core.report import SessionLine
from interview.core.rounds import Round
from interview.core.session import InterviewSession, SessionKind
from interview.core.target import Target, job_name
from interview.i18n.names import round_name, source_name
from interview.i18n.translate import Words
from interview.web import html_components, resume_names, ui

PAGE_SIZE = 10
"""Lines on a page: each is six elements, and each element costs every run."""


def name_of(line: SessionLine, say: Words, pasted: Mapping[str, str]) -> str:
    """What to call an interview: by its title, or the job it prepares for, or else its resume; `pasted` has the names
    of pasted ones by their ids."""
    return source_name(line.title or line.job or _resume(line, pasted), say)


def name_of_session(session: InterviewSession, targets: Mapping[str, Target], say: Words) -> str:
    """The same of an interview that is read whole; `targets` are the kept jobs by their ids."""
    target = targets.get(session.target_id or "")
    title, company = (target.title, target.company) if target is not None else ("", "")
    return session.title or job_name(title, company, session.job.text) or resume_names.name_of_session(session, say)


def _resume(line: SessionLine, pasted: Mapping[str, str]) -> str:
    return line.resume_name or pasted.get(line.resume_id or "", "")


def needs_names(lines: Sequence[SessionLine]) -> bool:
    """Whether one of them was made from a pasted resume that is still there."""
    return any(line.resume_id and not line.resume_name for line in lines)


def _state(line: SessionLine, say: Words) -> str:
    if line.completed_at is None:
        told = say("1 answer so far") if line.answered == 1 else say("{count} answers so far", count=line.answered)
        return say("Unfinished · {told}", told=told)
    if line.evaluate_status is EvaluateStatus.FAILED:
        return say("Finished · grading failed, open it to grade again")
    if line.evaluate_status is not EvaluateStatus.COMPLETED:
        return say("Finished · being graded")
    if line.overall is not None:
        return say("{score} of 100", score=round(line.overall))
    if line.low is None or line.high is None:
        return say("Not graded")
    if line.has_marks_to_come:
        return say("Not decided yet")
    return say("{low} to {high} of 100, not sure enough for one number", low=round(line.low), high=round(line.high))


def asked(line: SessionLine, say: Words) -> str:
    """How many questions, and apart from them how many follow-ups."""
    asked = say("1 question") if line.questions == 1 else say("{count} questions", count=line.questions)
    if not line.follow_ups:
        return asked
    if line.follow_ups == 1:
        return say("{questions} and 1 follow-up", questions=asked)
    return say("{questions} and {count} follow-ups", questions=asked, count=line.follow_ups)


def told(line: SessionLine, say: Words, pasted: Mapping[str, str]) -> str:
    """What a line says of an interview: name and day, how it stands, and what kind of interview it was."""
    named = name_of(line, say, pasted)
    parts = [
        asked(line, say),
        *[round_name(line.round, say)] * (line.round is not Round.MIXED),
        ui.who(line.interviewer),
    ]
    parts += filter(None, (line.job, _resume(line, pasted)))
    kinds = {SessionKind.RETAKE: say("Retake"), SessionKind.REVIEW: say("Practice")}
    labels = [*([kinds[line.kind]] if line.kind in kinds else []), *line.tags]
    return html_components.line(
        named,
        ui.when(line.created_at),
        _state(line, say),
        " · ".join(part for part in dict.fromkeys(parts) if part != named),
        html_components.chips(labels) if labels else "",
    )
