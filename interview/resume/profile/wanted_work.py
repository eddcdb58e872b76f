"""Which work the title of a job names, also where the title alone is a word of many crafts.

A developer of whatever it is makes software where the title says what is made, or where the job requires names of what
software is made with. It reads no resume.
"""

from __future__ import annotations

from collections.abc import Iterable

from interview.core.posting import JobPosting
from interview.occupations.occupation import Occupation
from interview.occupations.recognise import is_short_form, recognised
from interview.resume.profile.lexicon import Entry, lexicon
from interview.resume.profile.title_fields import fields_of

# One name may stand in any advertisement: a trainer, too, may be asked for some Python.
_ENOUGH_NAMES = 2


def work_wanted(job: JobPosting) -> Occupation | None:
    """The occupation that the title of a job names, None where it names none."""
    return work_named(job.head, (each.skill for each in job.requirements if each.is_required)) if job.head else None


def work_named(title: str, required: Iterable[str] = ()) -> Occupation | None:
    """The occupation that a title names, with the skills that are required beside it."""
    entries = (lexicon().lookup(skill) for skill in required)
    software = {entry.name for entry in entries if entry is not None and entry.is_software}
    return recognised(title, names_software=len(software) >= _ENOUGH_NAMES or _says_what_is_made(title))


def _says_what_is_made(title: str) -> bool:
    """Whether a title names a technology, as in "COBOL developer", or what there is only as software: "game
    developer"."""
    named = (hit.entry for hit in lexicon().find(title) if not (hit.is_field or is_short_form(hit.surface)))
    made = (lexicon().lookup(name) for name in fields_of(title))
    return any(_is_of_software(entry) for entry in (*named, *made) if entry is not None)


def _is_of_software(entry: Entry) -> bool:
    return not entry.is_trade and not entry.is_quality
