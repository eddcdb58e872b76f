"""Who has another title of the same work is asked about its craft, and no kind of interview asks what is not so."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from interview.core.interviewer import Brief
from interview.core.posting import JobPosting
from interview.core.question import Question
from interview.core.rounds import Round, slots
from interview.occupations.occupation import occupations
from interview.practice.interviewer import PracticeInterviewer
from interview.practice.prepared_work import crafts_told, is_said
from interview.practice.question_fit import QuestionFit
from interview.practice.spoken_of import SpokenOf
from interview.question_bank.bank import load_bank
from interview.resume.profile.job_requirements import read_job
from interview.resume.profile.reader import understand
from interview.resume.profile.resume_read import ReadResume

TODAY = date(2026, 11, 15)
MARKETING = """\
Hannah Reid

Experience
{title}, Yeo Valley, Blagdon, 2017 - present
- Led rebrand of the kefir range; sales up 23% in the first year
- Managed a budget of £1.1m and two agencies
- Planned the launch campaign of oat yoghurt on TV and social media
"""
CARPENTRY = """\
Ken Adu

Experience
{title}, CCG, Glasgow, 2018 - present
- Hang doors, fit skirting and kitchens in new houses
- Built an oak staircase for a listed farmhouse
- Train two apprentices
"""
TAXES = """\
Sabine Hoffmann

Experience
Tax Clerk, Kanzlei Brinkmann, Dortmund, 2016 - present
- Prepare income tax returns for 140 private clients
- Advance VAT returns, contact with the tax office
- Objected to 30 tax assessments, 24 with success
"""
MIDWIFE = """\
Aoife Brennan

Experience
Community Midwife, Rotunda, Dublin, March 2016 - present
- Hold a caseload of 41 women from booking to day 28, home births among them
- Set up an evening drop-in for women new in the country after half of them missed their first scan
- Mentor three student midwives each term
- Escalated a concealed abruption at a home visit; mother and baby both well
- Ran audits of the traces each month on a unit with 5,000 births a year
"""
CARER = """\
Bev Grant

Experience
Care worker, Rose Court, 2016 - present
- Wash and dress twelve residents a morning
- Feed residents who cannot hold a spoon, thicken drinks and note how much each drank
- Sit with confused residents at night so that nobody falls, change pads and turn those who stay in bed
- Tell the nurse when a resident has a pressure ulcer, a fever or a fast pulse, and take observations and oxygen
"""
DIVER = "Ulla Brand\n\nExperience\nHarbour diver, Port of Rust, 2019 - present\n- Cleaned 40 hulls a year under water\n"
POSTING = "Harbour Diver\nPort of Rust\n£16.20 per hour\nYou clean hulls and inspect moorings\n"
WITHOUT_POSTING = {
    "about-you-why-this-job",
    "about-you-know-about-us",
    "about-you-salary-expectation",
    "about-you-notice-and-conditions",
    "about-you-other-applications",
    "about-you-questions-for-us",
}
GAP, SALARY = "about-you-gap-or-change", "about-you-salary-expectation"


def asked(resume: str, kind: Round, count: int, posting: str = "", seed: int = 1) -> list[Question]:
    profile = understand(resume, today=TODAY)
    job = read_job(posting, profile, resume)
    wanted = slots(
        kind, count, profile.level, len(profile.achievements), "", sum(need.is_required for need in job.needs)
    )
    return list(PracticeInterviewer().ask(Brief(profile, resume, wanted, job=job, seed=seed, round=kind)))


def ids(resume: str, kind: Round, count: int, posting: str = "") -> set[str]:
    return {each.bank_id for seed in range(3) for each in asked(resume, kind, count, posting, seed)}


def of_topics(questions: list[Question]) -> Counter[str]:
    return Counter(load_bank().by_id[each.bank_id][0].topic for each in questions)


@pytest.mark.slow
@pytest.mark.parametrize("title", ["Head of Marketing", "Brand Manager", "Marketing Director"])
def test_a_title_that_is_another_name_of_the_work_opens_its_craft(title: str) -> None:
    assert of_topics(asked(MARKETING.format(title=title), Round.TECHNICAL, 8))["marketing"] >= 6
    assert of_topics(asked(MARKETING.format(title=title), Round.MIXED, 5))["marketing"] >= 1


@pytest.mark.slow
@pytest.mark.parametrize("title", ["Carpenter", "Joiner", "Carpenter and Joiner"])
def test_every_title_of_a_trade_opens_its_craft(title: str) -> None:
    assert of_topics(asked(CARPENTRY.format(title=title), Round.TECHNICAL, 8))["carpentry"] == 5


@pytest.mark.slow
def test_the_craft_of_another_name_comes_behind_what_is_sure_to_fit() -> None:
    asked_in_order = [load_bank().by_id[each.bank_id][0].topic for each in asked(TAXES, Round.TECHNICAL, 8)]
    fits = QuestionFit([each.line for each in understand(TAXES, today=TODAY).achievements])
    sure = [fits.allows(*load_bank().by_id[each.bank_id]) for each in asked(TAXES, Round.TECHNICAL, 8)][:6]
    assert "income-tax" in asked_in_order
    assert sure == sorted(sure, reverse=True)
    assert sure[0]


def test_of_two_crafts_only_the_one_that_is_told_of_most_stands_in() -> None:
    known, bank = occupations()["healthcare-assistant"], load_bank()

    def told(text: str) -> set[str]:
        person = Brief(understand(text, today=TODAY), text, ())
        read = ReadResume(text)
        return set(crafts_told(known, read, bank, SpokenOf(person, read, bank)))

    assert told(CARER) == {"healthcare-support"}
    assert told(CARER.partition("- Feed")[0]) == {"healthcare-support", "nursing"}
    assert told(CARER.replace("Care worker", "Tram conductor")) == set()


@pytest.mark.parametrize(
    ("occupation", "title"),
    [
        ("carpenter", "Carpenter and joiner"),
        ("carpenter", "Senior carpenter and joiner at CCG"),
        ("bus-driver", "Bus, coach and rail driver"),
    ],
)
def test_a_name_with_a_joint_in_it_is_said_by_a_title_that_has_it(occupation: str, title: str) -> None:
    resume = f"Ken Adu\n{title}\n\nExperience\n2018 - present\n- Worked on 12 things\n"
    known = occupations()[occupation]
    assert is_said(known, JobPosting(), ReadResume(resume))
    assert not is_said(known, JobPosting(), ReadResume(resume.replace(title, f"Assistant to a {title}")))


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_a_topic_that_nothing_is_said_of_keeps_back_none_of_the_others(seed: int) -> None:
    assert of_topics(asked(MIDWIFE, Round.TECHNICAL, 8, seed=seed))["midwifery"] >= 4


@pytest.mark.parametrize(("kind", "count"), [(Round.PHONE, 6), (Round.FULL, 12), (Round.MANAGER, 6)])
def test_a_kind_of_interview_asks_for_no_gap_and_no_posting_that_there_is_not(kind: Round, count: int) -> None:
    assert not {*WITHOUT_POSTING, GAP} & ids(DIVER, kind, count)


def test_a_phone_interview_asks_for_no_salary_that_the_posting_fixes() -> None:
    assert SALARY not in ids(DIVER, Round.PHONE, 6, POSTING)
    assert SALARY in ids(DIVER, Round.PHONE, 12, POSTING.replace("£16.20 per hour", "Good pay"))


def test_a_phone_interview_without_a_posting_is_no_shorter_when_what_is_so_was_asked() -> None:
    assert len(asked(DIVER, Round.PHONE, 12)) == 12


def test_a_phone_interview_still_asks_about_the_posting_that_there_is() -> None:
    assert WITHOUT_POSTING & ids(DIVER, Round.PHONE, 6, POSTING)
