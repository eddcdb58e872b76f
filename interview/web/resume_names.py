"""What a resume is called on the pages: as its file, or, of a pasted text, as the person at its head and their work.

Both stand in a text of somebody: whoever draws them escapes them.
"""

from __future__ import annotations

from interview.core.resume import Resume
from interview.core.session import InterviewSession
from interview.i18n.names import source_name
from interview.i18n.translate import Words
from interview.occupations.occupation import occupations
from interview.resume.own_details import own_name
from interview.text.excerpts import one_line

_LONGEST = 40


def name_of(resume: Resume, say: Words) -> str:
    """Of a resume that is kept."""
    if resume.file_name:
        return resume.file_name
    work = occupations().get(resume.profile.occupation)
    known = (own_name(resume.text), "" if work is None else work.called(say.language))
    return ", ".join(one_line(each, _LONGEST) for each in known if each) or source_name("", say)


def name_of_session(session: InterviewSession, say: Words) -> str:
    """Of an interview: its title, or the name of what it was made from."""
    if session.name or not session.has_resume:
        return source_name(session.name, say)
    return one_line(own_name(session.resume_text), _LONGEST) or source_name("", say)
