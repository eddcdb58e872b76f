"""Which questions are of somebody's own work or of the work they want, and that the reason shown is true."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from interview.core.interviewer import Brief
from interview.core.plan import Slot
from interview.core.question import Difficulty, Question, QuestionKind
from interview.occupations.occupation import Occupation
from interview.practice.interviewer import PracticeInterviewer
from interview.practice.prepared_work import prepared_as
from interview.practice.spoken_of import SpokenOf
from interview.practice.topic_candidates import still_open
from interview.question_bank.bank import load_bank
from interview.question_bank.near_duplicates import is_alike
from interview.resume.profile.job_requirements import read_job
from interview.resume.profile.reader import understand
from interview.resume.profile.resume_read import ReadResume

TODAY = date(2026, 11, 15)
SEEDS = range(5)
PLANNER = (
    "Ola Berg\nTransport planner\n\nExperience\nTransport planner, Fjord Lines, 2019 - present\n"
    "- Replanned 14 routes after the bridge closed, late trips from 12% to 4%\n"
    "Bus driver, Fjord Lines, 2013 - 2019\n- City routes\n\nSkills\nroute planning, Excel, CDL\n"
)
GLASSBLOWER = (
    "Ines Duarte\nGlassblower\n\nExperience\nGlassblower, Atelier Norte, 2015 - present\n- Blow 30 vases a day\n\n"
    "Skills\nhazardous materials, microscopy, kiln repair\n"
)
PROGRAMMER = (
    "Tom Reed\nPython developer\n\nExperience\nPython developer, Lumen Freight, 2018 - present\n"
    "- Rewrote the rate engine in Python and PostgreSQL\n\nSkills\nPython, Django, PostgreSQL, Docker, Linux\n"
)
ESTIMATOR = (
    "Solar Estimator\nSunridge\n\nRequirements\n- Strong Excel\n- Estimating\n- Customer service\n- CRM software\n"
    "- Salesforce\n"
)
LIBRARIAN = (
    "Noa Feld\nLibrarian\n\nExperience\nLibrarian, Town of Ardmore, 2013 - present\n"
    "- Moved 9,000 books without closing for a day\n\nSkills\nreading groups\n"
)
TELLER = LIBRARIAN.replace("Librarian", "Bank teller").replace("reading groups", "Excel")
NURSE = (
    "Ruth Calder\nRegistered nurse\n\nExperience\nRegistered nurse, Lindholm Hospital, 2016 - present\n"
    "- Cared for 8 patients a shift on a surgical ward\n\nSkills\nWound care, patient education\n"
)
WARD = (
    "Colleague on Floor 2\nHillside Hospital\n\nYou care for people after an operation.\n\nRequirements\n- Excel\n"
    "- Microsoft Office\n- Documentation\n- Wound care\n- Quality management\n"
)
OFFICER = (
    "Max Thorn\nPolice officer\n\nExperience\nPolice officer, City of Ardmore, 2012 - present\n"
    "- Closed 60 cases of stolen cars\n\nSkills\nevidence handling, Excel\n"
)
CASES = (
    "Case Partner\nTarn Credit\n\nRequirements\n- Experience in investigations or law enforcement\n"
    "- Knowledge of AML regulations\n- Fraud detection\n- Excel\n"
)
KINDERGARTEN = (
    "Ida Moll\nKindergarten teacher\n\nExperience\nKindergarten teacher, Haus Linde, 2016 - present\n"
    "- Opened a group for 20 children in the forest\n\nSkills\nclassroom management, parent conferences\n"
)
COURSES = (
    "Growth Gardener\nNorthlight\n\nRequirements\n- Teaching experience\n- Experience with an LMS\n"
    "- Instructional design\n- Articulate 360\n- PowerPoint\n"
)


def prepared(person: Brief) -> Occupation | None:
    return prepared_as(person, load_bank(), SpokenOf(person, ReadResume(person.resume_text), load_bank()))


def brief(resume: str, posting: str = "", seed: int = 0, difficulty: Difficulty = Difficulty.MEDIUM) -> Brief:
    profile = understand(resume, today=TODAY)
    slots = (Slot(QuestionKind.SKILL, difficulty),) * 5
    return Brief(profile, resume, slots, job=read_job(posting, profile, resume), seed=seed)


def asked(resume: str, posting: str = "", difficulty: Difficulty = Difficulty.MEDIUM) -> list[Question]:
    practice = PracticeInterviewer()
    return [
        question
        for seed in SEEDS
        for question in practice.ask(brief(resume, posting, seed=seed, difficulty=difficulty))
    ]


def topic_of(question: Question) -> str:
    return load_bank().by_id[question.bank_id][0].topic


@pytest.mark.parametrize(
    "line",
    ["Experience with Kafka or RabbitMQ is required", "Experience in Ansible or Terraform", "Skills in QGIS or ArcGIS"],
)
def test_a_heading_of_the_resume_meets_nothing_that_a_posting_asks_for(line: str) -> None:
    found = brief(PROGRAMMER, f"Python Developer\nHill\n\nRequirements\n- Python\n- {line}\n")
    wanted = {one.skill for one in found.job.requirements if one.line == line}
    assert wanted
    assert wanted <= {one.skill for one in still_open(found).requirements}


def test_an_alternative_that_no_list_knows_still_meets_what_a_posting_asks_for() -> None:
    resume = PROGRAMMER + "Zorvik\n"
    found = brief(resume, "Python Developer\nHill\n\nRequirements\n- Experience with Zorvik or Terraform\n")
    assert "Terraform" not in {one.skill for one in still_open(found).requirements}


def test_what_suits_the_level_comes_before_what_the_posting_only_names_earlier() -> None:
    posting = (
        "Python Developer\nHill\n\nTasks\n- Take part in on-call\n\nRequirements\n- Python\n"
        "- Experience with Kafka or RabbitMQ is required\n"
    )
    probes = {probe for question in asked(PROGRAMMER, posting) for probe in question.probes}
    assert probes & {"Kafka", "RabbitMQ"}


def test_a_posting_for_other_work_is_not_answered_with_the_old_job() -> None:
    electrician = PLANNER.replace("Transport planner", "Electrician").replace("Bus driver", "Electrician")
    found = brief(electrician, ESTIMATOR)
    assert found.profile.occupation == "electrician"
    assert prepared(found) is None
    questions = asked(electrician, ESTIMATOR)
    assert not {"skilled-trades", "electrical-engineering"} & set(map(topic_of, questions))
    assert {"Excel", "Customer Service"} <= {probe for question in questions for probe in question.probes}
    assert not any(question.reason and question.reason.code == "reason.occupation" for question in questions)


def test_office_programs_in_a_posting_do_not_lead_away_from_the_work_that_it_asks_for() -> None:
    found = prepared(brief(NURSE, WARD))
    assert found is not None
    assert found.occupation == "registered-nurse"
    topics = list(map(topic_of, asked(NURSE, WARD)))
    assert topics.count("nursing") > len(topics) / 3 > topics.count("spreadsheets")


@pytest.mark.parametrize(("resume", "posting"), [(OFFICER, CASES), (KINDERGARTEN, COURSES)])
def test_a_posting_that_asks_for_more_of_other_work_than_of_ones_own_is_for_that(resume: str, posting: str) -> None:
    found = brief(resume, posting)
    assert found.profile.occupation
    assert prepared(found) is None


def test_another_name_of_ones_own_work_changes_nothing() -> None:
    posting = "Number Gardener\nNorthlight\n\nRequirements\n- Python\n- PostgreSQL\n- Docker\n- Kafka\n"
    found = prepared(brief(PROGRAMMER, posting))
    assert found is not None
    assert found.occupation == "python-developer"


@pytest.mark.parametrize(
    ("skill", "topic"), [("Load Securing", "driving-transport"), ("Information Architecture", "ux-design")]
)
def test_one_word_of_another_craft_asks_nothing_of_it_but_what_it_names(skill: str, topic: str) -> None:
    resume = GLASSBLOWER.replace("hazardous materials, microscopy, kiln repair", skill)
    of_it = [question for question in asked(resume) if topic_of(question) == topic]
    assert of_it
    assert all(skill in load_bank().by_id[question.bank_id][1].subjects for question in of_it)


def test_a_skill_that_several_crafts_share_opens_none_of_them() -> None:
    assert "laboratory-science" not in set(map(topic_of, asked(GLASSBLOWER)))


def test_what_is_asked_of_everybody_is_not_said_to_be_for_people_of_one_occupation() -> None:
    found = [question for question in asked(LIBRARIAN) if topic_of(question) == "general-workplace"]
    of_everybody = [question for question in found if not load_bank().by_id[question.bank_id][1].professions]
    assert of_everybody
    assert {question.reason and question.reason.code for question in of_everybody} == {"reason.general"}


def test_years_in_ones_work_bring_no_hard_question_on_what_lies_beside_it() -> None:
    beside = [each for each in asked(TELLER, difficulty=Difficulty.HARD) if topic_of(each) == "spreadsheets"]
    assert beside
    assert not any(each.difficulty is Difficulty.HARD for each in beside)


def test_no_two_questions_of_an_interview_sound_the_same() -> None:
    agent = "Kim Vale\nCustomer support agent\n\nExperience\nCustomer support agent, Tarn Energy, 2022 - present\n"
    bank = load_bank()
    for seed in SEEDS:
        questions = [
            bank.by_id[each.bank_id][1]
            for each in PracticeInterviewer().ask(brief(agent, seed=seed, difficulty=Difficulty.EASY))
        ]
        pairs = [(one, two) for place, one in enumerate(questions) for two in questions[:place]]
        assert not any(is_alike(one.question, one.subjects, two.question, two.subjects) for one, two in pairs)


def test_a_question_that_joins_an_interview_sounds_like_none_of_it() -> None:
    agent = "Kim Vale\nCustomer support agent\n\nExperience\nCustomer support agent, Tarn Energy, 2022 - present\n"
    bank = load_bank()
    for seed in SEEDS:
        told = brief(agent, seed=seed, difficulty=Difficulty.EASY)
        there = [bank.by_id[each.bank_id][1] for each in PracticeInterviewer().ask(replace(told, slots=told.slots[:2]))]
        texts = tuple(each.question for each in there)
        assert len(texts) == 2
        for joins in PracticeInterviewer().ask(replace(told, asked_before=texts, in_interview=texts)):
            one = bank.by_id[joins.bank_id][1]
            assert not any(is_alike(one.question, one.subjects, each.question, each.subjects) for each in there)
