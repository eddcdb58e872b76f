"""What a resume is called on the pages: as its file, or, of a pasted text, as the person at its head and their work.

Both stand in a text of somebody: whoever draws them escapes them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from interview.core.report import Report
from interview.core.resume import PastedResume, Resume
from interview.core.session import InterviewSession
from interview.i18n.names import source_name
from interview.i18n.translate import Words
from interview.occupations.occupation import occupations
from interview.resume.own_details import own_name
from interview.text.excerpts import one_line

_LONGEST = 40


def name_of(resume: Resume, say: Words) -> str:
    """Of a resume that is kept."""
    return resume.file_name or _called(own_name(resume.text), resume.profile.occupation, say)


def _called(person: str, occupation: str, say: Words) -> str:
    work = occupations().get(occupation)
    known = (person, "" if work is None else work.called(say.language))
    return ", ".join(one_line(each, _LONGEST) for each in known if each) or source_name("", say)


def pasted(resumes: Sequence[PastedResume], say: Words, when: Callable[[datetime], str]) -> dict[str, str]:
    """What each is called, by its id; two that would be called alike, with the moment each was added."""
    called = {resume.id: _called(resume.person, resume.occupation, say) for resume in resumes}
    counts = Counter(called.values())
    return {
        resume.id: called[resume.id]
        if counts[called[resume.id]] == 1
        else say("{name}, added {when}", name=called[resume.id], when=when(resume.created_at))
        for resume in resumes
    }


def with_name(report: Report) -> Report:
    """The same report, a pasted resume called by the person at its head."""
    session = report.session
    if session.resume_name or not session.has_resume:
        return report
    return replace(report, session=replace(session, resume_name=_own_name(session)))


def name_of_session(session: InterviewSession, say: Words) -> str:
    """Of an interview: its title, or the name of what it was made from."""
    if session.name or not session.has_resume:
        return source_name(session.name, say)
    return source_name(_own_name(session), say)


def _own_name(session: InterviewSession) -> str:
    return one_line(own_name(session.resume_text), _LONGEST)
