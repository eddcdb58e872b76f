"""What an advertisement asks for is what its reader is asked: two invented ones, with our own questions."""

from __future__ import annotations

import pytest

from interview.core.interviewer import Brief
from interview.core.posting import Requirement
from interview.core.profile import Level
from interview.core.question import Question
from interview.core.rounds import Round, slots
from interview.practice.interviewer import PracticeInterviewer
from interview.question_bank.bank import load_bank
from interview.question_bank.catalogue import TopicCatalogue
from interview.question_bank.reasons import closest
from interview.resume.profile.job_requirements import read_job
from interview.resume.profile.reader import understand

pytestmark = pytest.mark.slow

THERAPIST = """Ada Quill
Physiotherapist

Experience
Physiotherapist, Harbour Hospital, Mar 2016 - present
- Treat a caseload of 10 people on the stroke ward and set SMART goals with them
- Led an audit of first walks after surgery; from 40% to 70% on the first day

Skills
goal setting, falls assessment, gait re-education
"""
THERAPY_JOB = """Senior Physiotherapist, Neurology

You will
- have a complex caseload and manage the waiting list
- reduce falls risk and lead goal setting
- handle complaints
- lead others through change
"""
ENGINEER = """Ada Quill
Senior Data Engineer

Experience
Senior Data Engineer, Harbour Freight, Mar 2015 - present
- Rewrote the nightly Spark job for parcels, from 4 hours to 30 minutes
- Run 60 Airflow DAGs and dbt models on Snowflake
- Designed a star schema for depots

Skills
SQL, Python, Spark, Airflow, dbt, Kafka, Terraform
"""
ENGINEERING_JOB = """Senior Data Engineer

You will
- build batch and streaming pipelines with Spark
- plan them with Airflow
- own data quality

You bring
- 5 years in data engineering, SQL and Python
- strong knowledge of Spark and Kafka
- Terraform
"""


def asked(resume: str, job_text: str, count: int, seed: int) -> tuple[Question, ...]:
    profile = understand(resume)
    job = read_job(job_text, profile, resume)
    found = slots(Round.TECHNICAL, count, Level.SENIOR)
    return PracticeInterviewer(load_bank()).ask(Brief(profile, resume, found, job=job, seed=seed))


@pytest.mark.parametrize("seed", range(5))
def test_a_therapist_is_asked_about_what_the_advertisement_names(seed):
    probed = [question.probes for question in asked(THERAPIST, THERAPY_JOB, 8, seed)]
    assert {name for names in probed for name in names} >= {
        "Caseload Management",
        "Waiting List Management",
        "Falls Prevention",
        "Goal Setting",
        "Complaint Handling",
        "Team Management",
    }


@pytest.mark.parametrize("seed", range(5))
def test_an_engineer_is_asked_first_about_what_is_named_first_and_about_nothing_twice_before_all_had_a_question(seed):
    found = asked(ENGINEER, ENGINEERING_JOB, 9, seed)
    assert found[0].probes[0] == "Spark"
    named = [question.probes for question in found[:6]]
    assert {name for names in named for name in names} >= {"Spark", "Kafka", "Airflow", "Data Quality", "SQL", "Python"}


@pytest.mark.parametrize("seed", range(5))
def test_each_question_is_said_to_come_from_a_line_that_speaks_of_it(seed):
    reasons = [question.reason for question in asked(ENGINEER, ENGINEERING_JOB, 9, seed)[:6]]
    lines = [str(dict(reason.values)["line"]) for reason in reasons if reason is not None]
    assert lines.count("5 years in data engineering, SQL and Python") == 2


def test_a_question_of_a_field_is_said_to_come_from_the_line_about_its_subject_and_not_from_words_of_every_line():
    job = read_job(ENGINEERING_JOB, understand(ENGINEER), ENGINEER)
    found = closest(job, "How do you decide between batch and streaming?")
    assert isinstance(found, Requirement)
    assert found.line == "build batch and streaming pipelines with Spark"
    assert closest(job, "Who plans the knowledge of your team?") is None


def test_part_of_a_field_shows_the_field() -> None:
    job = read_job("Data Engineer\n\nYou bring\n- data modelling\n", understand(ENGINEER), ENGINEER)
    assert [one.is_shown for one in job.requirements] == [True]


def test_what_the_job_asks_for_and_no_question_is_about_is_known_before_the_interview() -> None:
    profile = understand(THERAPIST)
    job = read_job(f"{THERAPY_JOB}- lead clinical audit\n- know spasticity\n", profile, THERAPIST)
    known = TopicCatalogue().with_questions(profile, job, "en")
    assert not any(need.lacks_question for need in job.needs)
    assert [need.skills for need in known.needs if need.lacks_question] == [
        ("Clinical Audit",),
        ("Spasticity Management",),
    ]
