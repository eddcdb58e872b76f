"""What a resume tells of the job of today: the part of it below the head that names the work, with what stands outside
the jobs. It judges no line and names no work.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from interview.occupations.occupation import Occupation
from interview.occupations.recognise import recognised
from interview.resume.profile.dates import spans
from interview.resume.profile.projects import Entry, read_entries
from interview.resume.profile.resume_read import ReadResume
from interview.resume.profile.sections import Line, Section

LONGEST_TEXT = 20_000
"""In characters: seven pages. Jobs are cut out of them in a fifth of a second, and out of the longest text in more than
one."""
# What somebody studied, passed or likes tells of no job.
_BESIDE = (Section.HEAD, Section.SUMMARY, Section.SKILLS, Section.PROJECTS)
_HEAD_LINES = 4


@dataclass(frozen=True)
class ToldToday:
    """`job` is what is told of the job that names the work, "" where no job with dates does, `beside` what stands
    outside of all jobs, and `heads` where the title may stand."""

    job: str
    beside: str
    heads: tuple[str, ...]


@dataclass(frozen=True)
class _Job:
    last: int
    is_of_the_work: bool
    heads: list[str]
    told: list[str]


def told_today(resume: ReadResume, work: Occupation, today: date | None = None) -> ToldToday:
    """What a resume tells of a job as `work` that goes on, or else of the latest; `today` ends jobs that still last
    (default: the current UTC date). A later job belongs to it: who was promoted has another title. Of texts longer than
    LONGEST_TEXT nothing."""
    if len(resume.text) > LONGEST_TEXT:
        return ToldToday("", "", ())
    lines = resume.lines
    jobs = list(_jobs(lines, work, today or datetime.now(UTC).date()))
    last = max((job.last for job in jobs if job.is_of_the_work), default=None)
    own = [job for job in jobs if last is not None and (job.last > last or (job.is_of_the_work and job.last == last))]
    top = [line.text for line in lines if line.section is Section.HEAD][:_HEAD_LINES]
    return ToldToday(
        job="\n".join(line for job in own for line in (*job.heads, *job.told)),
        beside="\n".join(line.text for line in lines if line.section in _BESIDE),
        heads=(*top, *(line for job in own if job.is_of_the_work for line in job.heads)),
    )


def _jobs(lines: Sequence[Line], work: Occupation, today: date) -> Iterator[_Job]:
    """Jobs with dates; what stands below one belongs to it until the next."""
    entries, _ = read_entries([line for line in lines if line.section is Section.EXPERIENCE], Section.EXPERIENCE)
    job: _Job | None = None
    for entry in entries:
        heads, told = ([line.text for line in each] for each in (entry.head_lines, entry.body))
        ends = [span.last for text in heads for span in spans(text, today)]
        if not ends:
            if job is not None:
                job.told.extend((*heads, *told))
            continue
        if job is not None:
            yield job
        job = _Job(max(ends), _is_of(entry, work), heads, told)
    if job is not None:
        yield job


def _is_of(entry: Entry, work: Occupation) -> bool:
    """Whether a job's head names the work, or has no title, as where the title stands at the top of the resume."""
    named = {
        found.occupation
        for line in entry.head_lines
        for names_software in (False, True)
        if (found := recognised(line.text, names_software=names_software)) is not None
    }
    return work.occupation in named if named else not entry.role
