"""What people are asked whose trade no list knows, and that no reason shown calls them something that they are not."""

from __future__ import annotations

from datetime import date

import pytest

from interview.core.interviewer import Brief
from interview.core.plan import Slot
from interview.core.profile import Profile, Skill
from interview.core.question import Difficulty, Question, QuestionKind
from interview.core.rounds import ABOUT_YOU
from interview.occupations.occupation import Occupation
from interview.practice.interviewer import PracticeInterviewer
from interview.practice.prepared_work import prepared_as
from interview.practice.spoken_of import SpokenOf
from interview.question_bank.bank import BankQuestion, load_bank
from interview.question_bank.reasons import speaks_of
from interview.question_bank.subjects import is_itself_about
from interview.resume.profile.job_requirements import read_job
from interview.resume.profile.reader import understand
from interview.resume.profile.resume_read import ReadResume

TODAY = date(2026, 11, 15)
SEEDS = range(5)
BELLFOUNDER = (
    "Ines Duarte\nBellfounder\n\nExperience\nBellfounder, Atelier Norte, 2015 - present\n- Cast 30 bells a year\n\n"
    "Skills\nnegotiation, bronze\n"
)
POSTING = "Head of the foundry\nRivera Bells\n\nRequirements\n- Negotiation\n- Team management\n- Budgeting\n"
NEEDS_A_POSTING = {
    "about-you-know-about-us",
    "about-you-why-this-job",
    "about-you-salary-expectation",
    "about-you-questions-for-us",
    "about-you-notice-and-conditions",
    "about-you-other-applications",
}
GAP = "about-you-gap-or-change"


def prepared(person: Brief) -> Occupation | None:
    return prepared_as(person, load_bank(), SpokenOf(person, ReadResume(person.resume_text), load_bank()))


def asked(resume: str, posting: str = "", *, slot: Slot | None = None, many: int = 25) -> list[Question]:
    profile = understand(resume, today=TODAY)
    slots = (slot or Slot(QuestionKind.SKILL, Difficulty.HARD),) * many
    practice = PracticeInterviewer()
    job = read_job(posting, profile, resume)
    return [each for seed in SEEDS for each in practice.ask(Brief(profile, resume, slots, job=job, seed=seed))]


def ids(questions: list[Question]) -> set[str]:
    return {question.bank_id for question in questions}


def banked(question: Question) -> BankQuestion:
    return load_bank().by_id[question.bank_id][1]


def told(question: Question) -> tuple[str, str]:
    assert question.reason is not None
    return question.reason.code, str(dict(question.reason.values).get("occupation", ""))


def test_what_is_for_some_professions_is_not_asked_of_a_trade_that_no_list_knows() -> None:
    for question in asked(BELLFOUNDER):
        known = banked(question)
        assert not known.professions or is_itself_about(known, "Negotiation"), question.bank_id


def test_what_is_for_some_professions_is_never_said_to_be_asked_whatever_the_job() -> None:
    for question in asked(BELLFOUNDER + "event planning, change management\n"):
        assert not banked(question).professions or told(question)[0] != "reason.general", question.bank_id


def test_one_named_skill_of_an_unknown_trade_opens_only_questions_about_it() -> None:
    bank = load_bank()
    of_sales = [
        each for each in asked(BELLFOUNDER, many=8) if bank.by_id[each.bank_id][0].topic == "customer-service-sales"
    ]
    assert of_sales
    assert all(is_itself_about(banked(each), "Negotiation") for each in of_sales)


def test_nobody_is_asked_about_us_or_about_a_salary_without_a_posting() -> None:
    assert not NEEDS_A_POSTING & ids(asked(BELLFOUNDER))
    assert NEEDS_A_POSTING & ids(asked(BELLFOUNDER, POSTING))


def test_who_chose_to_talk_about_themselves_gets_all_of_it_without_a_posting() -> None:
    chosen = Slot(QuestionKind.SKILL, Difficulty.MEDIUM, topics=(ABOUT_YOU,))
    assert {*NEEDS_A_POSTING, GAP} <= ids(asked(BELLFOUNDER, slot=chosen))


@pytest.mark.parametrize(
    ("jobs", "has_gap"),
    [
        ("Bellfounder, Atelier Norte, 2015 - present", False),
        ("Bellfounder, Norte, 2019 - present\nCaster, Sul, 2012 - 2018", False),
        ("Bellfounder, Norte, 2021 - present\nCaster, Sul, 2012 - 2016", True),
        ("Bellfounder, Norte, 2021 - present\nCaster, Este, '17 -- '20\nCaster, Sul, 2012 - 2016", False),
        ("Bellfounder, Norte, 2021 - present\nCaster, Este, from 2018 for 3 years\nCaster, Sul, 2012 - 2016", False),
    ],
)
def test_only_a_resume_with_a_gap_is_asked_about_it(jobs: str, has_gap: bool) -> None:
    resume = f"Ines Duarte\nBellfounder\n\nExperience\n{jobs}\n\nSkills\nbronze\n"
    assert (GAP in ids(asked(resume))) is has_gap


NURSE = (
    "Ana Reis\n{head}\n\nExperience\n{now}\n- Care for 12 patients a shift\n{before}\n- Care for 9 patients a shift\n"
)


@pytest.mark.parametrize(
    ("head", "now", "before", "is_said"),
    [
        ("Registered nurse", "Registered nurse, Hospital Sul, 2019 - present", "Waiter, Bar Azul, 2016 - 2018", True),
        ("Lisbon", "Registered nurse, Hospital Sul, 2019 - present", "Waiter, Bar Azul, 2016 - 2018", True),
        ("Lisbon", "Ward poet, Hospital Sul, 2019 - present", "Registered nurse, Hospital Norte, 2012 - 2018", False),
        ("Lisbon", "Nurse practitioner, Hospital Sul, 2019 - present", "Waiter, Bar Azul, 2016 - 2018", False),
        ("Former registered nurse", "Ward poet, Sul, 2019 - present", "Registered nurse, Norte, 2012 - 2018", False),
    ],
)
def test_an_occupation_is_named_only_to_those_whose_title_of_today_says_it(
    head: str, now: str, before: str, is_said: bool
) -> None:
    found = {told(each) for each in asked(NURSE.format(head=head, now=now, before=before), many=6)}
    assert (("reason.occupation", "Registered nurse") in found) is is_said
    assert is_said or not any(occupation for _, occupation in found)


def test_the_title_of_a_posting_names_the_work_and_a_neighbours_does_not() -> None:
    waiter = NURSE.format(head="Waiter", now="Waiter, Bar Azul, 2019 - present", before="Porter, Sul, 2016 - 2018")
    wanted = {told(each)[1] for each in asked(waiter, "Driver\nMetro Coaches\n\nTasks\n- Drive a coach\n", many=6)}
    assert "Driver" in wanted
    trainer = {told(each)[1] for each in asked(waiter, "Driver Trainer\nMetro Coaches\n\nTasks\n- Train\n", many=6)}
    assert "Driver" not in trainer


def test_a_kind_of_a_skill_is_no_reason_for_a_question_about_another() -> None:
    question = "In dialysis, how do you notice that a needle has slipped?"
    assert speaks_of("haemodialysis, dialysis", "Dialysis", question)
    assert not speaks_of("peritoneal dialysis", "Dialysis", question)
    assert speaks_of("peritoneal dialysis", "Dialysis", "What goes wrong in peritoneal dialysis?")


@pytest.mark.parametrize(
    "line",
    ["Nice: design systems, basic HTML/CSS", "Plus:\n- HTML\n- CSS", "HTML and CSS a plus", "Nice extras: CSS, HTML"],
)
def test_a_short_word_for_a_wish_makes_a_wish(line: str) -> None:
    job = read_job(f"UX Designer\nLumo\n\nMust have: Figma\n{line}\n", Profile())
    found = {one.skill: one.is_required for one in job.requirements}
    assert found["Figma"]
    assert not found["HTML"]
    assert not found["CSS"]


def test_basics_named_together_are_asked_no_more_than_easily() -> None:
    designer = Profile((Skill("Figma", "Figma"),), occupation="ux-designer")
    job = read_job("UX Designer\nLumo\n\nMust have: Figma, basic HTML/CSS\n", designer)
    slots = (Slot(QuestionKind.SKILL, Difficulty.HARD),) * 8
    bank = load_bank()
    for seed in SEEDS:
        for each in PracticeInterviewer().ask(Brief(designer, "Figma", slots, job=job, seed=seed)):
            if bank.by_id[each.bank_id][0].topic == "html-css-accessibility":
                assert each.difficulty is Difficulty.EASY


@pytest.mark.parametrize(
    ("now", "before", "is_past"),
    [
        ("Bellfounder, Norte, 2017 - present", "Waiter, Bar Azul, 2012 - 2016", True),
        ("Bells, Norte, since 2017", "Waiter, Bar Azul, 2012 - 2016", True),
        ("Waiter, Bar Norte, 2017 - present", "Bellfounder, Azul, 2012 - 2016", False),
        ("Bar Norte, 2017 - present\nLisbon\nWaiter", "Waiter, Bar Azul, 2012 - 2016", False),
        ("Bellfounder, Norte, 2017 - 2019", "Waiter, Bar Azul, 2012 - 2016", False),
    ],
)
def test_an_old_job_is_not_what_somebody_works_as_who_has_another_today(now: str, before: str, is_past: bool) -> None:
    resume = f"Ines Duarte\n\nExperience\n{now}\n- Lead 9 groups a week\n- Cast 30 bells\n{before}\n- Served lunch\n"
    found = prepared(Brief(understand(resume, today=TODAY), resume, ()))
    assert (found is None) is is_past


def test_who_left_an_old_trade_is_asked_about_the_skills_that_they_name() -> None:
    resume = BELLFOUNDER.replace("\n\nSkills\n", "\nWaiter, Bar Azul, 2012 - 2014\n\nSkills\nExcel, ")
    topics = {load_bank().by_id[each.bank_id][0].topic for each in asked(resume, many=6)}
    assert {"spreadsheets", "customer-service-sales"} <= topics
    assert "hospitality" not in topics
