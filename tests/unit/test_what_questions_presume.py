"""Nobody is asked what presumes another way of working: a desk, a trade of one's own, pay left open, another place."""

from __future__ import annotations

from datetime import date
from functools import partial

import pytest

from interview.core.interviewer import Brief
from interview.core.plan import Slot
from interview.core.question import Difficulty, QuestionKind
from interview.occupations.occupation import occupations
from interview.practice import meant_for
from interview.practice.borne_out import as_borne_out
from interview.practice.interviewer import PracticeInterviewer
from interview.question_bank.bank import load_bank
from interview.resume.profile.job_requirements import read_job
from interview.resume.profile.reader import understand

TODAY = date(2026, 11, 15)
OF_A_DESK = {
    "general-workplace-clear-email",
    "general-workplace-confidential",
    "general-workplace-meeting",
    "general-workplace-presentation",
    "general-workplace-process-improvement",
}
OF_A_TRADE = {
    "about-you-why-leave",
    "general-workplace-new-colleague",
    "general-workplace-priorities",
    "how-you-work-judgement",
}
OF_TRAINING = "how-you-work-alone-by-now"
OF_A_BUSINESS = {"how-you-work-turned-down", "how-you-work-own-price"}
SALARY = "about-you-salary-expectation"
DIVER = "Ulla Brand\n\nExperience\n{head}, 2019 - present\n- Cleaned 40 hulls a year under water\n"
HARBOUR = "Harbour Diver\nPort of Rust\n{pay}\nYou clean hulls and inspect moorings\n"


def asked(resume: str, posting: str = "", *, of_each: int = 14) -> set[str]:
    """The ids of what is asked over three seeds, so many of each difficulty."""
    profile = as_borne_out(partial(understand, today=TODAY), resume)
    job = read_job(posting, profile, resume)
    slots = tuple(
        Slot(QuestionKind.SKILL, difficulty, is_fundamental=place == 0)
        for difficulty in Difficulty
        for place in range(of_each)
    )
    practice = PracticeInterviewer()
    return {one.bank_id for seed in range(3) for one in practice.ask(Brief(profile, resume, slots, job=job, seed=seed))}


def test_whose_work_is_not_known_is_asked_about_mails_only_with_a_desk() -> None:
    assert not OF_A_DESK & asked(DIVER.format(head="Harbour diver, Port of Rust"))
    assert not OF_A_DESK & asked("")
    at_a_desk = DIVER.format(head="Harbour diver, Port of Rust") + "- Wrote reports for the committee of the port\n"
    assert asked(at_a_desk) >= OF_A_DESK


def test_who_learns_a_trade_is_asked_about_that_and_not_as_if_they_had_one() -> None:
    learner = asked(DIVER.format(head="Apprentice harbour diver, Port of Rust"), HARBOUR.format(pay=""))
    assert not learner & {*OF_A_TRADE, SALARY}
    assert OF_TRAINING in learner
    diver = asked(DIVER.format(head="Harbour diver, Port of Rust"), HARBOUR.format(pay=""))
    assert diver >= {*OF_A_TRADE, SALARY}
    assert OF_TRAINING not in diver


@pytest.mark.parametrize(
    ("pay", "is_asked"),
    [("£41,300 a year", False), ("Pay band B4", False), ("£38,000 to £42,000", True), ("Good pay", True)],
)
def test_a_salary_is_asked_for_only_where_the_posting_leaves_it_open(pay: str, is_asked: bool) -> None:
    found = asked(DIVER.format(head="Harbour diver, Port of Rust"), HARBOUR.format(pay=pay))
    assert (SALARY in found) is is_asked


def test_an_interview_starts_whatever_number_the_posting_has() -> None:
    posting = HARBOUR.format(pay="£" + "9" * 4400)
    assert SALARY in asked(DIVER.format(head="Harbour diver, Port of Rust"), posting)


def test_the_pay_is_looked_up_once_an_interview(monkeypatch: pytest.MonkeyPatch) -> None:
    texts: list[str] = []

    def fixes_no_pay(text: str) -> bool:
        texts.append(text)
        return False

    monkeypatch.setattr(meant_for, "fixes_pay", fixes_no_pay)
    resume = DIVER.format(head="Harbour diver, Port of Rust")
    profile = understand(resume, today=TODAY)
    slots = tuple(Slot(QuestionKind.SKILL, difficulty) for difficulty in Difficulty for _ in range(14))
    job = read_job(HARBOUR.format(pay=""), profile, resume)
    PracticeInterviewer().ask(Brief(profile, resume, slots, job=job))
    assert len(texts) == 1


def test_who_has_a_business_is_asked_about_orders_and_prices() -> None:
    assert asked(DIVER.format(head="Self-employed harbour diver")) >= OF_A_BUSINESS
    assert not OF_A_BUSINESS & asked(DIVER.format(head="Harbour diver, Port of Rust"))


def test_two_people_of_unknown_trades_who_name_no_skill_are_not_asked_the_same() -> None:
    slots = (Slot(QuestionKind.SKILL, Difficulty.MEDIUM),) * 6
    found = []
    for line in ("I cleaned 40 hulls under water.", "I cut 30 hedges a month.", "I walked 90 dogs a week."):
        resume = f"Ulla Brand\n\nDear Mr Hall,\n\n{line}\n"
        brief = Brief(understand(resume, today=TODAY), resume, slots, seed=3)
        every = (each.bank_id for each in PracticeInterviewer().ask(brief) if each.kind is QuestionKind.SKILL)
        found.append(tuple(every)[:4])
    assert len(set(found)) == 3


NEAR = """\
Ines Falk
Operations Supervisor (Ski Lifts)

Experience
Operations Supervisor (Ski Lifts), Hill Railway, 2019 - present
- Take the first chair up at seven and look at every rope and brake with the mechanic
- Closed the upper lift in 14 storms, and brought 300 guests down on foot without an accident
- Drill the rescue from the cabins four times a winter
{line}
Skills
Excel, radio, CAD/AVL, scheduling software
"""


def test_of_a_neighbours_work_a_word_in_a_list_opens_nothing() -> None:
    bank = load_bank()
    listed = {bank.by_id[each][0].topic for each in asked(NEAR.format(line=""))}
    assert "spreadsheets" not in listed
    assert "how-you-work" in listed
    lines = (
        "- Build the budget, the wage plan and the guest statistics in spreadsheets with formulas and pivot tables\n"
        "- Report the monthly figures to the owners with charts\n"
        "- Clean the ticket data in Excel and match it with the accounts\n"
    )
    told = NEAR.format(line=lines)
    assert "spreadsheets" in {bank.by_id[each][0].topic for each in asked(told)}


def test_of_a_neighbours_work_nothing_is_asked_that_is_for_it_alone() -> None:
    for_some = {
        question.id
        for topic in load_bank().topics
        for question in topic.questions
        if "operations" in question.professions
    }
    assert for_some
    assert not for_some & asked(NEAR.format(line=""))
    manager = (
        "Ines Falk\nOperations Manager\n\nExperience\nOperations Manager, Hill Freight, 2019 - present\n"
        "- Lead 60 people at three sites with four team leads\n- Cut the budget by 8% and moved two projects on\n"
    )
    assert for_some & asked(manager)


SCHOOL_NURSE = """\
Lea Brandt
School nurse

Experience
School nurse, Gymnasium Lindental, 2019 - present
- Look after 900 pupils, some 30 visits on a busy day, most of them after sport or before a test
- Trained 60 teachers on what to do when a child faints or has swallowed something
- Found that 40 children came without breakfast, and set up a table with fruit and bread
"""


def test_the_craft_of_a_neighbours_work_is_asked_only_of_who_tells_of_it() -> None:
    bank = load_bank()
    assert "nursing" not in {bank.by_id[each][0].topic for each in asked(SCHOOL_NURSE, of_each=4)}
    on_a_ward = (
        SCHOOL_NURSE + "- Turn patients on the ward, look for pressure ulcers, give medicines, write observations\n"
    )
    assert "nursing" in {bank.by_id[each][0].topic for each in asked(on_a_ward, of_each=4)}


COOK = "Jo Bell\n\nExperience\nCook, {place}, 2019 - present\n- Cooked 300 meals a day with two helpers\n"
SCHOOL = (
    "Kitchen Manager\nHill District\n\nYou run the kitchen of one school, 310 lunches a day, and lead three cooks\n"
)


@pytest.mark.parametrize(
    ("place", "posting", "is_asked"),
    [
        ("The Red Lion, a pub with 60 covers", "", True),
        ("Bell & Sons", "", True),
        ("Hill School kitchen", "", False),
        ("St Anne's hospital canteen", "", False),
        ("The Red Lion, a pub with 60 covers", SCHOOL, False),
    ],
)
def test_a_cook_is_asked_about_a_restaurant_only_where_they_may_work_in_one(
    place: str, posting: str, is_asked: bool
) -> None:
    of_restaurants = {
        question.id
        for topic in load_bank().topics
        for question in topic.questions
        if "restaurant" in question.workplaces and topic.topic == "kitchen-cooking"
    }
    assert bool(of_restaurants & asked(COOK.format(place=place), posting)) is is_asked


CARER = "Ana Reis\n\nExperience\nHealthcare assistant, {place}, 2019 - present\n- Washed 12 people a shift\n"


@pytest.mark.parametrize(
    ("place", "is_asked"),
    [("Roundhill, a nursing and dementia home", True), ("Ward 4, St Olave Hospital", False), ("Sunny Ltd", True)],
)
def test_only_who_may_work_in_a_home_is_asked_about_its_residents(place: str, is_asked: bool) -> None:
    of_homes = {"healthcare-support-noticing-change", "healthcare-support-dementia-refusal"}
    assert (asked(CARER.format(place=place)) >= of_homes) is is_asked


TEACHER = "Ana Reis\n\nExperience\nClass teacher, {place}, 2019 - present\n- Planned lessons for 28 children\n"
FIRST_CLASSES = (
    "Class teacher\nHill Primary School\n\nYou teach our Year 3/4 class and lead maths from Reception to Year 6.\n"
)


@pytest.mark.parametrize(
    ("place", "posting", "is_asked"),
    [
        ("Hill High School, Year 9 and GCSE", "", True),
        ("Hill School", "", True),
        ("Hill Primary School, Year 3/4", "", False),
        ("Hill High School, Year 9 and GCSE", FIRST_CLASSES, False),
    ],
)
def test_who_teaches_young_children_is_not_asked_about_essays_and_phones(
    place: str, posting: str, is_asked: bool
) -> None:
    of_older = {
        question.id
        for topic in load_bank().topics
        for question in topic.questions
        if "secondary_school" in question.workplaces
    }
    assert bool(of_older & asked(TEACHER.format(place=place), posting, of_each=4)) is is_asked


@pytest.mark.parametrize(
    ("line", "is_asked_about"),
    [
        ("4.6 years of experience in manual and automation testing.", False),
        ("10+ years' experience in payroll for 400 people", False),
        ("12 years of experience in kitchens, led a team of nine and cut waste by 30%", True),
    ],
)
def test_how_long_somebody_has_worked_is_nothing_they_did(line: str, is_asked_about: bool) -> None:
    resume = f"Experience\nTester, Infosys, 2020 - present\n- {line}\n- Wrote 120 test cases for the claims portal\n"
    found = [each.line for each in understand(resume, today=TODAY).achievements]
    assert (line in found) is is_asked_about
    assert "Wrote 120 test cases for the claims portal" in found


@pytest.mark.parametrize(
    ("question", "who", "others"),
    [
        ("general-workplace-process-improvement", "electrician", "accountant"),
        ("data-analysis-causal-without-experiment", "marketing-manager", "data-analyst"),
    ],
)
def test_what_presumes_another_job_of_the_same_topic_is_not_for_them(question: str, who: str, others: str) -> None:
    _, found = load_bank().by_id[question]
    known = {name: (occupations()[name].profession, name) for name in (who, others)}
    assert (found.is_for(known[who]), found.is_for(known[others])) == (False, True)


def test_who_is_no_analyst_is_not_asked_as_one() -> None:
    every = [each.question for topic in load_bank().topics for each in topic.questions]
    assert not [text for text in every if "as an analyst" in text]


@pytest.mark.parametrize(("head", "has_one"), [("Apprentice carpenter", False), ("Carpenter", True)])
def test_who_learns_a_trade_has_no_apprentice(head: str, has_one: bool) -> None:
    resume = (
        f"Jo Doe\n\nExperience\n{head}, Hill Ltd, 2025 - present\n- Hung 40 doors and cut rafters on the table saw\n"
    )
    found = asked(resume)
    assert ("carpentry-table-saw" in found) is has_one
    assert any(each.startswith("carpentry-") for each in found)
