"""What an advertisement offers or mentions is no requirement, and what a title or a part of it shows is no gap."""

from __future__ import annotations

import pytest

from interview.core.posting import Requirement
from interview.resume.profile.job_requirements import read_job
from interview.resume.profile.reader import understand
from interview.resume.profile.title_fields import fields_of

pytestmark = pytest.mark.sqlite_first


def asked(job: str, resume: str = "") -> dict[str, Requirement]:
    return {one.skill: one for one in read_job(job, understand(resume), resume).requirements}


def needs(job: str) -> list[tuple[tuple[str, ...], bool]]:
    return [(each.skills, each.is_required) for each in read_job(job, understand("")).needs]


def test_alternatives_are_one_row_though_one_of_them_is_named_before() -> None:
    job = "Your tasks\n- Pipelines in Spark and RabbitMQ\nRequirements\n- Hands-on with RabbitMQ or Kinesis\n"
    assert needs(job) == [(("Spark",), True), (("RabbitMQ", "Kinesis"), True)]
    assert asked(job)["RabbitMQ"].line == "Hands-on with RabbitMQ or Kinesis"


def test_alternatives_that_share_one_are_one_row() -> None:
    assert needs("Requirements\n- Kafka or RabbitMQ\n- RabbitMQ or Pulsar\n") == [
        (("Kafka", "RabbitMQ", "Pulsar"), True)
    ]


def test_what_is_required_is_no_alternative_of_something_nice_to_have() -> None:
    job = "Requirements\n- PostgreSQL\nNice to have\n- PostgreSQL or MySQL\n"
    assert needs(job) == [(("PostgreSQL",), True), (("MySQL",), False)]


@pytest.mark.parametrize(
    "offer",
    [
        "We offer courses in Kubernetes, Excel and German.",
        "Benefits include training in Kubernetes.",
        "In return we offer a Kubernetes certificate.",
        "What you get\n- Kubernetes training",
        "What we offer:\n- Kubernetes training",
        "Our offer\n- Kubernetes training",
        "Perks: Kubernetes training, Excel courses",
    ],
)
def test_what_an_employer_offers_is_not_asked_for(offer: str) -> None:
    assert list(asked(f"Requirements\n- Docker\n- Nice to have: Looker\n\n{offer}\n")) == ["Docker", "Looker"]


@pytest.mark.parametrize(
    "line",
    [
        "No cold calling.",
        "No fixed quota, no cold calling",
        "No cold calling or telemarketing",
        "No experience with Kubernetes is needed",
        "The job does not include cold calling",
        "No visa sponsorship.",
        "Visa sponsorship is available.",
        "You must not require sponsorship now or later",
    ],
)
def test_what_there_is_none_of_is_not_asked_for(line: str) -> None:
    assert asked(f"Requirements\n- {line}\n") == {}


def test_sponsorships_are_asked_for_where_they_are_the_work() -> None:
    assert list(asked("Requirements\n- Experience with sponsorships for festivals\n")) == ["Sponsorships"]
    assert list(asked("Requirements\n- Strong Excel. There is no better place for Python\n")) == ["Excel", "Python"]


@pytest.mark.parametrize(
    ("told", "skills"),
    [
        ("We build CRM software in Python.", ["Python"]),
        ("We build services with Go and Kafka.", ["Go", "Kafka"]),
        ("We build React apps.", ["React"]),
        ("We are a payroll bureau in Leeds.", []),
        ("We're an accounting firm and need payroll experience.", ["Payroll"]),
        ("We offer bookkeeping, payroll and tax advice. You do payroll.", ["Payroll"]),
        ("We sell payroll software, and you know bookkeeping.", ["Bookkeeping"]),
        ("Liaise with housekeeping and concierge", []),
        ("Liaise with our clients and payroll", []),
        ("Liaise with clients and process payroll", ["Payroll"]),
        ("Liaise with clients, process payroll", ["Payroll"]),
        ("Work closely with the bookkeeping team on payroll", ["Payroll"]),
    ],
)
def test_what_a_firm_sells_and_whom_one_talks_to_is_not_asked_for(told: str, skills: list[str]) -> None:
    assert list(asked(f"Your tasks\n- {told}\n")) == skills


@pytest.mark.parametrize("licence", ["Counterbalance or reach licence", "FLT licence", "Forklift truck licence"])
def test_a_licence_for_a_forklift_is_shown_by_who_drives_one(licence: str) -> None:
    resume = "Jo Doe\n\nExperience\nReach truck driver, Depot North, 2019 - 2024\n- Put away 180 pallets a shift\n"
    assert asked(f"What you need\n- {licence}\n", resume)["Forklift Operation"].is_shown


def test_a_program_named_below_a_line_with_dates_is_shown() -> None:
    resume = "Mai Doe\nDa Nang\n2023 - now: Front desk, Hotel Blue\ncheck in and check out, Opera PMS, complaints\n"
    assert asked("Requirements\n- Opera PMS\n", resume)["Opera PMS"].is_shown


def test_what_a_pipeline_carries_is_no_skill() -> None:
    assert list(asked("Your tasks\n- Streaming pipelines for point-of-sale and order events (Kafka)\n")) == ["Kafka"]
    assert list(asked("Requirements\n- Experience with point of sale\n")) == ["POS Systems"]
    assert list(asked("Your tasks\n- Enter payroll data every month\n")) == ["Payroll"]


@pytest.mark.parametrize(
    ("resume", "field", "line"),
    [
        (
            "Jo Doe\nData Engineer              jo@example.org\n\nExperience\nAcme, 2019 - 2024\n- Ran 40 DAGs",
            "Data Engineering",
            "Data Engineer",
        ),
        (
            "Jo Doe\n\nExperience\nPrimary teacher, Hill School, 2015 - 2024\n- Planned maths for year 4",
            "Teaching",
            "Primary teacher, Hill School, 2015 - 2024",
        ),
        (
            "Jo Doe\n\nExperience\nProject Manager, Acme Ltd, 2015 - 2024\n- Ran the move",
            "Project Management",
            "Project Manager, Acme Ltd, 2015 - 2024",
        ),
    ],
)
def test_a_title_shows_its_field(resume: str, field: str, line: str) -> None:
    found = asked(f"Requirements\n- 5 years of experience in {field.lower()}\n", resume)[field]
    assert (found.is_shown, found.resume_line) == (True, line)


@pytest.mark.parametrize("title", ["Aspiring Data Engineer", "Position applied for: Data Engineer"])
def test_a_title_that_somebody_wishes_for_shows_nothing(title: str) -> None:
    resume = f"Jo Doe\n{title}\n\nExperience\nWaiter, Cafe Blue, 2019 - 2024\n- Served 60 tables"
    assert not asked("Requirements\n- experience in data engineering\n", resume)["Data Engineering"].is_shown


@pytest.mark.parametrize(
    ("title", "fields"),
    [
        ("Senior Software Engineer", ["Software Engineering"]),
        ("Front Office Manager", []),
        ("Machine learning developer", []),
        ("Teaching Assistant", []),
        ("Assistant to the Project Manager", []),
        ("Bar tender", []),
        ("Legal counsel", []),
        ("Night auditor", ["Night Audit"]),
        ("Pastry cook", ["Cooking"]),
    ],
)
def test_of_a_title_only_its_own_work_is_shown(title: str, fields: list[str]) -> None:
    assert list(fields_of(title)) == fields


@pytest.mark.parametrize(
    ("has", "wanted"),
    [("GitHub Actions", "CI/CD"), ("AutoCAD", "CAD"), ("Terraform", "Infrastructure as Code"), ("HubSpot", "CRM")],
)
def test_a_part_shows_the_whole(has: str, wanted: str) -> None:
    found = asked(f"Requirements\n- Experience with {wanted}\n", f"Jo Doe\n\nSkills\n{has}, Excel\n")[wanted]
    assert found.is_shown
    assert has in found.resume_line


def test_a_line_is_quoted_with_the_label_in_front_of_it() -> None:
    found = asked("Requirements\n- Nice to have: experience in retail, Looker\n")["Looker"]
    assert (found.line, found.is_required) == ("Nice to have: experience in retail, Looker", False)
