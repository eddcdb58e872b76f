"""What the table of a job says was asked, and was found in the resume, is so."""

from __future__ import annotations

from datetime import date

import pytest

from interview.core.interviewer import Brief
from interview.core.plan import Slot
from interview.core.posting import JobPosting
from interview.core.profile import Achievement, AchievementKind, Profile, Project, Skill
from interview.core.question import Difficulty, Question, QuestionKind
from interview.documents.job_coverage import job_coverage
from interview.i18n.translate import ENGLISH, words
from interview.practice.interviewer import PracticeInterviewer
from interview.question_bank.bank import load_bank
from interview.question_bank.subjects import is_about
from interview.resume.profile.job_requirements import read_job
from interview.resume.profile.reader import understand
from interview.web.job_requirements import in_a_line

SKILL = Slot(QuestionKind.SKILL, Difficulty.MEDIUM)
TODAY = date(2026, 11, 15)


def shown(posting: str, profile: Profile) -> dict[str, str]:
    coverage = job_coverage(read_job(posting, profile), frozenset(), ENGLISH)
    assert coverage is not None
    return {one.skill: one.shown for one in coverage.requirements}


def ask(posting: str, resume: str, slots: tuple[Slot, ...], seed: int = 0) -> tuple[JobPosting, tuple[Question, ...]]:
    profile = understand(resume, today=TODAY)
    job = read_job(posting, profile)
    return job, PracticeInterviewer().ask(Brief(profile, resume, slots, job=job, seed=seed))


@pytest.mark.parametrize(
    ("question", "skills", "others"),
    [
        ("go-interfaces", ["Go"], ["Go Concurrency", "Kafka"]),
        ("sql-databases-huge-table", ["SQL", "PostgreSQL"], ["Data Warehousing"]),
        ("sql-writing-newest-row", ["SQL", "PostgreSQL"], []),
        ("data-engineering-star-schema", ["Data Warehousing"], ["SQL"]),
        ("data-analysis-pandas-performance", ["Pandas", "Python"], ["R", "DuckDB"]),
        ("accounting-reporting-missing-invoice", ["Accruals"], ["VAT"]),
        ("accounting-reporting-vat-sale", ["VAT"], ["Accruals"]),
        ("nursing-hand-hygiene", ["Infection Control"], ["Palliative Care"]),
        ("people-management-weak-work", ["Performance Management"], ["Recruitment"]),
        ("data-analysis-messy-table", [], ["A/B Testing", "Statistics"]),
        ("messaging-kafka-poison-message", ["Kafka"], ["RabbitMQ"]),
        ("cloud-aws-storage-types", [], ["Azure"]),
        ("go-allocation-profiling", ["Go", "Profiling"], ["Collections"]),
        ("driving-transport-urgent-order", [], ["Windows"]),
        ("electrical-engineering-cable-sizing", ["Electrical Engineering"], ["Switchboard"]),
    ],
)
def test_asked_is_what_a_question_speaks_of_and_nothing_else(
    question: str, skills: list[str], others: list[str]
) -> None:
    found = load_bank().by_id.get(question)
    if found is None:
        pytest.fail(question)
    topic, asked = found
    assert [skill for skill in (*skills, *others) if is_about(asked, topic, skill)] == skills


def test_a_question_that_quotes_a_line_asks_for_all_that_the_line_names() -> None:
    line = "Prepared bank reconciliations for 9 cafes in Xero"
    profile = Profile((Skill("Xero", line),), achievements=(Achievement(line, AchievementKind.WORK),))
    job = read_job("Bookkeeper\nRequirements\n- bank reconciliation, VAT returns\n- Xero", profile)
    slot = Slot(QuestionKind.PROJECT, Difficulty.EASY)
    (question,) = PracticeInterviewer().ask(Brief(profile, line, (slot,), job=job))
    assert line in question.text
    assert question.probes == ("Bank Reconciliation", "Xero")


def test_plural_and_singular_are_one() -> None:
    profile = understand("Jo Doe\n\nSKILLS\nSponsorship sales, spreadsheet design\n", today=TODAY)
    assert shown("Requirements\n- sponsorships", profile) == {"Sponsorships": "in your resume"}


def test_what_the_resume_may_well_have_is_not_said_to_be_missing() -> None:
    lines = ("Delivered 40 events in two years", "Reconciled bank accounts of five shops")
    profile = Profile(
        (Skill("Go", "Go services"),), achievements=tuple(Achievement(line, AchievementKind.WORK) for line in lines)
    )
    posting = (
        "Requirements\n- event planning\n- bank reconciliation\n- deep Go concurrency\n- ServiceTitan\n- Terraform"
    )
    perhaps, missing = "perhaps in your resume", "not named in your resume"
    assert shown(posting, profile) == {
        "Event Planning": perhaps,
        "Bank Reconciliation": perhaps,
        "Go Concurrency": perhaps,
        "ServiceTitan": missing,
        "Terraform": missing,
    }
    job = read_job(posting, profile)
    assert in_a_line(job, True, ENGLISH) == (
        "**We found 5 skills the job asks for: 0 in your resume, 3 perhaps, 2 not found.** "
        "Your resume may say in other words what we did not find."
    )
    coverage = job_coverage(job, frozenset(), ENGLISH)
    assert coverage is not None
    assert coverage.told.endswith(
        "not named in your resume: 2. Your resume may say in other words what we did not find."
    )
    assert coverage.requirements[0].resume_line == lines[0]


@pytest.mark.parametrize("tag", ["en", "zh"])
def test_who_has_put_redis_before_a_database_is_not_told_that_the_resume_lacks_caching(tag: str) -> None:
    line, say = "Put Redis in front of the database", words(tag)
    profile = Profile((Skill("Redis", line),), achievements=(Achievement(line, AchievementKind.WORK),))
    job = read_job("Requirements\n- caching\n- Redis", profile)
    told = say("Your resume may say in other words what we did not find.")
    coverage = job_coverage(job, frozenset(), say)
    assert coverage is not None
    assert told in coverage.told
    assert in_a_line(job, True, say).endswith(told)
    met = read_job("Requirements\n- Redis", profile)
    without = job_coverage(job, frozenset(), say, has_resume=False)
    all_found = job_coverage(met, frozenset(), say)
    assert without is not None
    assert all_found is not None
    for said in (without.told, all_found.told, in_a_line(met, True, say), in_a_line(job, False, say)):
        assert told not in said


def test_who_has_a_part_of_something_has_it() -> None:
    profile = Profile((Skill("EKS", "Ran EKS"),), (Project("Shop", technologies=("Django",)),))
    assert shown("Requirements\n- Kubernetes\n- Python", profile) == {
        "Kubernetes": "in your resume",
        "Python": "in your resume",
    }


MARKETING = """Ada Obi
Marketing Executive

EXPERIENCE
Marketing Executive, Blue Kite, Jan 2019 - present
- Ran 30 campaigns on social media with a budget of 2 million
- Organised the yearly customer day for 400 guests

SKILLS
Google Analytics, Mailchimp, Canva
"""
MARKETING_JOB = """Senior Marketing & Events Manager
Requirements
- 7+ years in marketing or event management
- Experience with A/B testing
"""


@pytest.mark.parametrize("seed", range(4))
def test_the_work_that_the_job_names_is_asked_about_before_a_field_beside_it(seed: int) -> None:
    _, questions = ask(MARKETING_JOB, MARKETING, (SKILL,) * 4, seed)
    categories = [question.category for question in questions]
    assert "Marketing" in categories[:2]
    assert categories.count("Marketing") >= 2
    of_data = [question for question in questions if question.category == "Data analysis"]
    assert all("A/B" in question.text for question in of_data[:1])


@pytest.mark.parametrize("seed", range(4))
def test_no_reason_claims_the_same_field(seed: int) -> None:
    for posting in (MARKETING_JOB, "Data analyst\nRequirements\n- SQL\n- Data warehouse\n- Performance management"):
        _, questions = ask(posting, MARKETING, (SKILL,) * 8, seed)
        assert not any(question.reason and question.reason.code.startswith("reason.field") for question in questions)


BACKEND = """Kim Berg
Staff Software Engineer

SKILLS
Go, Kafka, Java, PostgreSQL, Kubernetes

EXPERIENCE
Staff Software Engineer, Paynord, Jan 2018 - present
- Moved payouts in Go to Kafka, PostgreSQL and Kubernetes, 3,000 a second
Software Engineer, Fjordsoft, Jan 2011 - Dec 2017
- Java services for card payments
"""


@pytest.mark.parametrize("seed", range(4))
def test_a_senior_is_asked_about_the_main_tools_before_foundations(seed: int) -> None:
    _, questions = ask("", BACKEND, (SKILL,) * 4, seed)
    assert not any(question.category == "Algorithms and data structures" for question in questions)
    assert {question.category for question in questions} & {"Messaging and Kafka", "Go"}


@pytest.mark.parametrize("seed", range(4))
def test_what_the_job_requires_beside_the_core_of_the_work_is_asked_about(seed: int) -> None:
    posting = "Staff Backend Engineer\nRequirements\n- Go\n- Kafka in production\n- Kubernetes operations\n- PostgreSQL"
    _, questions = ask(posting, BACKEND, (SKILL,) * 6, seed)
    assert {"Go", "Messaging and Kafka"} <= {question.category for question in questions}


@pytest.mark.parametrize(
    ("title", "occupation"),
    [
        ("Warehouse Shift Lead (nights)", "warehouse-operative"),
        ("Lead Roofer", "building-craftsperson"),
        ("Senior Marketing & Events Manager", "marketing-manager"),
        ("Tech lead", "software-engineer"),
    ],
)
def test_who_leads_a_craft_is_no_developer_unless_the_craft_is_software(title: str, occupation: str) -> None:
    from interview.occupations.recognise import recognised

    found = recognised(title)
    assert (found.occupation if found else "") == occupation


def test_an_advertisement_of_many_trades_is_read() -> None:
    text = "\n".join(
        (
            "Ward manager\nYou will:",
            "- ensure safe staffing, lead on infection prevention and pressure ulcers",
            "- purchase and sales ledger, accruals and prepayments, month-end journals, Sage",
            "- own the marketing budget, run paid media, manage agencies, marketing attribution",
            "- cycle counts, goods in and toolbox talks, LOLER",
        )
    )
    found = {one.skill for one in read_job(text, Profile()).requirements}
    assert found >= {
        *("Safe Staffing", "Infection Control", "Pressure Ulcer Prevention", "Purchase and Sales Ledger", "Accruals"),
        *("Prepayments", "Journal Entries", "Sage", "Marketing Budget", "Performance Marketing", "Agency Management"),
        *("Marketing Attribution", "Cycle Counting", "Goods In", "Toolbox Talks", "LOLER"),
    }


def test_a_line_that_no_skill_was_read_from_still_counts_for_what_the_resume_may_have() -> None:
    resume = (
        "Mia Panga\nLeeds · mia@example.com · NMC PIN on request\n\nEXPERIENCE\nStaff Nurse, Hill Ward, 2019 - now\n"
    )
    job = read_job("Requirements\n- NMC registration\n- Chemotherapy", understand(resume, today=TODAY), resume)
    (nmc,) = (one for one in job.requirements if one.skill == "NMC Registration")
    assert nmc.is_shown or nmc.is_near


def test_a_guest_service_agent_is_asked_for_no_other_trade_by_the_title() -> None:
    assert not read_job("Guest Service Agent (m/f/d) 100%\n", Profile()).requirements
    asked = read_job("Guest Service Agent\nRequirements\n- excellent guest service\n", Profile()).requirements
    assert [one.skill for one in asked] == ["Customer Service"]
