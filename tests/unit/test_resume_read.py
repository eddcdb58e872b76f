"""A resume is read once for all who ask what it says of its person."""

from __future__ import annotations

import pytest

from interview.core.interviewer import Brief
from interview.core.plan import plan
from interview.core.profile import Level
from interview.practice.question_selection import choose
from interview.question_bank.bank import load_bank
from interview.resume.profile.reader import understand
from interview.resume.profile.resume_read import ReadResume
from interview.resume.profile.sections import Section

CLERK = """Ida Moss
Night clerk

Summary
I am a night clerk who likes people.

Experience
Night clerk, Hotel Aster, 2019 - present
- Checked in 40 guests a night and settled their bills

Porter, Hotel Elm, 2015 - 2018
- Carried luggage for 60 guests a day
"""


def test_what_is_asked_of_a_resume_twice_is_read_once() -> None:
    resume = ReadResume(CLERK)
    assert resume.headlines == ("Ida Moss", "Night clerk")
    assert [job.name for job in resume.jobs_of_today] == ["Hotel Aster"]
    assert "Night clerk, Hotel Aster, 2019 - present" in resume.titles_of_today
    assert "I am a night clerk who likes people." in resume.said_of_oneself
    parts = ("lines", "lines_as_headed", "headlines", "jobs_of_today", "titles_of_today", "said_of_oneself")
    assert all(getattr(resume, part) is getattr(resume, part) for part in parts)


def test_work_without_a_heading_is_found_and_the_headings_are_kept_as_they_are() -> None:
    resume = ReadResume("Ida Moss\n\nAbout me\nNight clerk, Hotel Aster, 2019 - present\n- Checked in 40 guests\n")
    found = ["Night clerk, Hotel Aster, 2019 - present", "Checked in 40 guests"]
    assert [line.text for line in resume.lines if line.section is Section.EXPERIENCE] == found
    assert [line.text for line in resume.lines_as_headed if line.section is Section.EXPERIENCE] == []


def test_an_interview_is_chosen_from_one_reading_of_the_resume(monkeypatch: pytest.MonkeyPatch) -> None:
    brief = Brief(understand(CLERK), CLERK, plan(8, Level.MID))
    made: list[str] = []
    original = ReadResume.__init__

    def counted(self: ReadResume, text: str) -> None:
        made.append(text)
        original(self, text)

    monkeypatch.setattr(ReadResume, "__init__", counted)
    assert len(choose(brief, load_bank())) == 8
    assert made == [CLERK]
