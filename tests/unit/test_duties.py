"""Resumes that tell what was done as nouns, below labels such as "Company:" and "Project:"."""

from __future__ import annotations

from datetime import date

import pytest

from interview.core.interviewer import Brief
from interview.core.plan import Slot
from interview.core.profile import AchievementKind, LineTrait, Profile
from interview.core.question import Difficulty, QuestionKind
from interview.practice.interviewer import PracticeInterviewer
from interview.resume.profile.deeds import is_duty
from interview.resume.profile.reader import understand

TODAY = date(2026, 11, 15)
NURSE = """ANJALI THOMAS
Staff Nurse

Educational Qualifications:
B.Sc Nursing - Government College of Nursing, Kottayam - 2017 - 71%

PROFESSIONAL EXPERIENCE (7 Years)

1) Hospital: St. Gregory Mission Hospital, Kottayam
   Designation: Staff Nurse, Medical ICU        March 2020 to till date
   Duties and Responsibilities:
   • Administration of medications, IV fluids and blood products as per doctor's order.
   • Care of 6 ventilator patients per shift; catheter infections brought down from 9 to 3 in a year.
   • Knowledge of ventilator modes and blood gases.

2) Hospital: Lakeside Medical Centre, Kochi
   Designation: Staff Nurse, Surgical Ward      June 2017 to February 2020
   Duties and Responsibilities:
   • Maintenance of crash cart, drug register and indent of consumables.

Skills: BLS, ACLS, ventilator care, ECG reading
"""
ENGINEER = """MOHAMMED RIZWAN SHAIKH
Civil Engineer

EMPLOYMENT RECORD

Employer: Al Rayan Contracting LLC, Doha
Designation: Site Engineer
Duration: May 2020 - Present
Project: Dukhan Highway Upgrade, Package 4, 18 km dual carriageway
Client: Public Works Authority, built by 3 contractors
Key Responsibilities:
* Preparation of method statements, inspection requests and daily reports.
* Reduction of asphalt rejection from 6% to 1.5% by checking of mix temperature at site.
Project: Lusail Drainage Network, 9 km RCC pipe
Client: Qatar Real Estate Co.
Key Responsibilities:
* Laying and testing of RCC pipes up to 1800 mm dia.

Employer: Nagarjun Constructions, Hyderabad
Designation: Junior Engineer
Duration: June 2018 - April 2020
Project: G+9 apartment block, Miyapur
* AutoCAD, Primavera P6, MS Excel, Total Station
* Supervision of shuttering and concrete works.
"""
TEACHER = """MARIA LUISA SANTOS
Licensed Professional Teacher

WORK EXPERIENCES

School: San Isidro National High School, Quezon City
Position: Teacher II (Science, Grades 8-10)
Inclusive Dates: June 2018 - Present
Duties and Responsibilities:
• Handling of 5 sections with 45 learners each.
• Conduct of home visits for learners at risk of dropping out.

EDUCATIONAL BACKGROUND
Bachelor of Secondary Education, Philippine Normal University, 2015

ELIGIBILITY
LET Passer, September 2015

Languages: Filipino, English
"""


def read(text: str) -> Profile:
    return understand(text, today=TODAY)


def told(text: str) -> list[tuple[str, str]]:
    return [(found.place, found.line) for found in read(text).achievements]


def test_what_was_done_is_found_as_a_noun_and_a_figure_comes_before_a_plain_duty() -> None:
    assert told(NURSE) == [
        (
            "St. Gregory Mission Hospital",
            "Care of 6 ventilator patients per shift; catheter infections brought down from 9 to 3 in a year.",
        ),
        (
            "St. Gregory Mission Hospital",
            "Administration of medications, IV fluids and blood products as per doctor's order.",
        ),
        ("Lakeside Medical Centre", "Maintenance of crash cart, drug register and indent of consumables."),
    ]


def test_headings_clients_and_lists_of_skills_are_no_deeds() -> None:
    assert told(ENGINEER) == [
        (
            "Al Rayan Contracting LLC",
            "Reduction of asphalt rejection from 6% to 1.5% by checking of mix temperature at site.",
        ),
        ("Al Rayan Contracting LLC", "Laying and testing of RCC pipes up to 1800 mm dia."),
        ("Al Rayan Contracting LLC", "Preparation of method statements, inspection requests and daily reports."),
        ("Nagarjun Constructions", "Supervision of shuttering and concrete works."),
    ]


def test_projects_that_jobs_name_come_before_the_jobs() -> None:
    assert [(each.name, each.role, each.is_job) for each in read(ENGINEER).projects] == [
        ("Dukhan Highway Upgrade", "", False),
        ("Lusail Drainage Network", "", False),
        ("G+9 apartment block", "", False),
        ("Al Rayan Contracting LLC", "Site Engineer", True),
        ("Nagarjun Constructions", "Junior Engineer", True),
    ]


def test_labels_headings_and_languages_are_no_employers() -> None:
    assert [each.name for each in read(TEACHER).projects] == ["San Isidro National High School"]


def test_only_a_duty_of_a_job_that_lasts_goes_on() -> None:
    lasting = {found.line.split()[0]: LineTrait.ONGOING in found.traits for found in read(NURSE).achievements}
    assert lasting["Administration"]
    assert not lasting["Maintenance"]


@pytest.mark.parametrize("heading", ["WORK EXPERIENCE (8 Years)", "Employment Record", "EXPERIENCE: 9 YEARS"])
def test_a_heading_may_say_how_long(heading: str) -> None:
    text = f"Rajesh K\nMechanic\n\n{heading}\n\nCompany: Star Garage, Dubai\nPosition: Mechanic\n"
    profile = read(f"{text}From: May 2017 to Present\n- Handling team of 4 helpers in the workshop\n")
    assert [each.name for each in profile.projects] == ["Star Garage"]
    assert [each.kind for each in profile.achievements] == [AchievementKind.PEOPLE]


@pytest.mark.parametrize(
    "text",
    [
        "Checking of sub-contractor RA bills and measurement in MB",
        "Periodic maintenance of Toyota and Nissan vehicles",
        "Responsible for planning and billing",
        "Involved in month end closing",
        "Liaising with external auditors",
        "Setting out of alignment",
    ],
)
def test_a_duty_begins_with_what_is_done(text: str) -> None:
    assert is_duty(text)


@pytest.mark.parametrize(
    "text",
    [
        "Working knowledge of welding and denting",
        "Good understanding of IS codes",
        "Spring Boot, Kafka, Redis and Docker",
        "Planning and communication skills",
        "Night shifts and weekends",
        "Agreed one definition of the term with finance",
    ],
)
def test_what_somebody_has_or_knows_is_no_duty(text: str) -> None:
    assert not is_duty(text)


def test_a_question_about_a_project_names_the_one_of_the_resume() -> None:
    text = "\n".join(line for line in ENGINEER.splitlines() if not line.startswith("* "))
    slots = (Slot(QuestionKind.PROJECT, Difficulty.EASY),)
    (question,) = PracticeInterviewer().ask(Brief(read(text), text, slots))
    assert "Dukhan Highway Upgrade" in question.text
