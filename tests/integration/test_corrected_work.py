"""What somebody says that they work as is kept, whatever their resume speaks of, and decides what they are asked."""

from __future__ import annotations

from dataclasses import replace

import pytest

from interview.core.interviewer import Brief
from interview.core.plan import Slot
from interview.core.question import Difficulty, QuestionKind
from interview.practice.interviewer import PracticeInterviewer
from interview.question_bank.bank import load_bank
from interview.services import Services
from tests.unit.test_work_borne_out import FRONT_DESK, SURGERY, desk

pytestmark = pytest.mark.sqlite_first

ME = "local"
PAST = "Ines Duarte\nLisbon\n\nExperience\nNorte, 2017 - present\n- Cast 30 bells\nWaiter, Bar Azul, 2012 - 2016\n"


def topics_asked(services: Services, resume_id: str) -> set[str]:
    _, text, profile = services.resumes.source(ME, resume_id, "")
    slots = (Slot(QuestionKind.SKILL, Difficulty.MEDIUM),) * 4
    asked = PracticeInterviewer().ask(Brief(profile, text, slots))
    return {load_bank().by_id[each.bank_id][0].topic for each in asked}


def test_a_resume_is_kept_without_the_work_that_only_its_title_names(services: Services) -> None:
    kept = services.resumes.add(ME, "cv.pdf", desk(SURGERY), "hash", ())
    assert (kept.profile.occupation, kept.profile.title) == ("", "Receptionist")
    assert services.resumes.get(ME, kept.id).profile == kept.profile
    assert "hospitality" not in topics_asked(services, kept.id)
    *_, pasted = services.resumes.source(ME, None, desk(FRONT_DESK))
    assert pasted.occupation == "receptionist-hotel"


@pytest.mark.parametrize(
    ("text", "work", "topic"),
    [(desk(SURGERY), "receptionist-hotel", "hospitality"), (PAST, "waiter", "hospitality")],
)
def test_what_somebody_says_of_their_work_is_never_held_against_their_resume(
    services: Services, text: str, work: str, topic: str
) -> None:
    kept = services.resumes.add(ME, "cv.pdf", text, "hash", ())
    assert kept.profile.occupation == ""
    services.resumes.correct(ME, kept.id, replace(kept.profile, occupation=work))
    again = services.resumes.add(ME, "cv.pdf", text, "hash", ())
    assert (again.id, again.profile.occupation) == (kept.id, work)
    assert topic in topics_asked(services, kept.id)
