"""A line of an advertisement asks for a skill, wishes for it, does without it, offers it, or tells of the firm."""

from __future__ import annotations

import pytest

from interview.resume.profile.job_requirements import read_job
from interview.resume.profile.reader import understand

pytestmark = pytest.mark.sqlite_first


def needs(job: str) -> list[tuple[str, bool]]:
    """The needs in their order; True where one is required."""
    return [(" or ".join(each.skills), each.is_required) for each in read_job(job, understand("")).needs]


@pytest.mark.parametrize(
    "line",
    [
        "Salary: 60k",
        "London | Salary: £40,000 | Hybrid",
        "Competitive salary and benefits",
        "Salary £40,000",
        "Equal opportunities: we welcome everybody.",
        "How to apply: send a CV by 3 May.",
        "Who we are: a bank.",
        "About us: we are a bank that people\nhave known for Oracle and SAP since 1980.",
    ],
)
def test_a_label_about_the_firm_hides_its_own_sentence_alone(line: str) -> None:
    assert needs(f"Backend Engineer\n{line}\n5 years of PostgreSQL\n") == [("PostgreSQL", True)]


@pytest.mark.parametrize(
    "heading",
    ["You will", "You'll be", "Your job", "The job", "What we look for", "What we’re looking for:", "Your profile"],
)
def test_a_heading_of_the_work_ends_what_is_said_of_the_firm(heading: str) -> None:
    assert needs(f"About us\nWe run Oracle.\n{heading}\n- own services in Go and PostgreSQL\n") == [
        ("Go", True),
        ("PostgreSQL", True),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "What is not needed: machine learning",
        "What isn't needed: machine learning",
        "What you won't need:\n- machine learning",
        "Machine learning is not something you need",
        "Machine learning (not a must)",
        "Machine learning knowledge is not essential",
        "Experience of machine learning is irrelevant",
        "It does not matter if you know machine learning",
        "Machine learning is not required.",
        "不要求机器学习",
    ],
)
def test_what_is_said_not_to_be_needed_is_neither_asked_nor_wished_for(text: str) -> None:
    assert needs(f"Requirements\n- Excel\n{text}\n") == [("Excel", True)]


@pytest.mark.parametrize(
    "text",
    [
        "Machine learning is not required, but a plus",
        "Machine learning is useful but not essential",
        "Machine learning would help but is not a must",
    ],
)
def test_a_plus_that_is_not_required_is_a_wish(text: str) -> None:
    assert needs(text) == [("Machine Learning", False)]


@pytest.mark.parametrize(
    "text",
    [
        "We are a friendly firm of 40 with departments in family, litigation and crime.",
        "The firm specialises in litigation",
        "Our departments: litigation, conveyancing",
        "We have 40 lawyers in litigation",
        "The practice offers conveyancing, probate",
        "You will join a clinic known for physiotherapy",
        "Cooperation with housekeeping",
        "Liaison with housekeeping and payroll",
        "You are the link between housekeeping and guests",
        "You sit next to our payroll people",
        "Our product is written in Kotlin; you will sell it",
    ],
)
def test_what_a_firm_does_and_whom_one_sits_next_to_is_not_asked_for(text: str) -> None:
    assert needs(f"Sales Secretary\nYour tasks\n- {text}\n") == []


def test_what_a_product_is_written_in_is_asked_of_who_writes_it() -> None:
    assert needs("Software Developer\nOur product is written in Kotlin\n") == [("Kotlin", True)]


@pytest.mark.parametrize(
    "text",
    [
        "First aid training provided.",
        "First aid training will be given",
        "Training in first aid is provided",
        "Full training in first aid given",
        "We train you in first aid",
        "First aid and Excel courses are paid for",
        "You get 30 days, a budget for AWS certification and free Excel courses",
        "Learn Python in our free beginner classes",
        "Opportunity to gain your forklift licence",
        "We pay for your forklift licence after a year",
    ],
)
def test_what_is_taught_at_work_is_not_asked_for(text: str) -> None:
    assert needs(f"Requirements\n- Docker\n- {text}\n") == [("Docker", True)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Strong SQL, Python a plus", [("SQL", True), ("Python", False)]),
        ("Strong SQL (BigQuery preferred)", [("SQL", True), ("BigQuery", False)]),
        ("Excel and, ideally, Tableau", [("Excel", True), ("Tableau", False)]),
        ("Advanced SQL, ideally on BigQuery", [("SQL", True), ("BigQuery", False)]),
        ("Kafka is preferred, SQL is a must", [("SQL", True), ("Kafka", False)]),
        ("Python is required, Java is not required", [("Python", True)]),
        ("PostgreSQL (nice to have), Docker", [("Docker", True), ("PostgreSQL", False)]),
        ("Kafka, Redis and Kubernetes are a plus", [("Kafka", False), ("Redis", False), ("Kubernetes", False)]),
        ("Knowledge of Docker, Kubernetes is a plus", [("Docker", False), ("Kubernetes", False)]),
        ("Strong SQL, Python or R a plus", [("SQL", True), ("Python or R", False)]),
        ("Java or ideally Kotlin", [("Java or Kotlin", True)]),
        ("Ideally you have Kafka and SQL", [("Kafka", False), ("SQL", False)]),
        ("Advanced Excel; Tableau ideally", [("Excel", True), ("Tableau", False)]),
        ("Kafka (ideally in production)", [("Kafka", True)]),
        ("Tableau would help", [("Tableau", False)]),
    ],
)
def test_a_wish_is_for_the_names_beside_it_alone(text: str, found: list[tuple[str, bool]]) -> None:
    assert sorted(needs(text)) == sorted(found)
