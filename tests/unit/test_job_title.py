"""What a job is called by its advertisement: a title, or nothing."""

from __future__ import annotations

import pytest

from interview.core.posting import JobPosting
from interview.core.target import job_name
from interview.occupations.occupation import occupations
from interview.occupations.recognise import recognised


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Requirements\n- 3 years of Go\n- SQL",
        "Requirements:\n- experience as a nurse",
        "Job description",
        "Requirements for a developer",
        "About us\nAcme builds boats.",
        "Acme GmbH\nBerlin",
        "What you will do\nLead a team of nurses",
        "We are looking for an engineer who likes events.",
        "3+ years as a developer",
        "- Work with a designer\n- Talk to our engineer",
        "Responsibilities\nMentor junior staff\nReport to the Head of Engineering",
        "任职要求\n熟悉 Python",
        "岗位职责\n1. 负责后端开发",
        "关于我们\n我们是一家公司",
    ],
)
def test_a_heading_a_firm_or_a_sentence_is_no_title(text: str) -> None:
    assert JobPosting(text).title == ""
    assert job_name("", "", text) == ""
    assert job_name("", "Example Ltd", text) == "Example Ltd"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Senior Go Developer (m/f/d), Lisbon or remote", "Senior Go Developer (m/f/d), Lisbon or remote"),
        ("# **Data Analyst**\nSQL", "Data Analyst"),
        ("**Front Office Manager**, Hotel Alba **** S", "Front Office Manager, Hotel Alba **** S"),
        ("Requirements Engineer\n- UML", "Requirements Engineer"),
        ("About us\nAcme builds boats.\n\nSenior Go Developer\n\nRequirements", "Senior Go Developer"),
        ("Acme GmbH\n\nJob title: Registered Nurse (Band 5)", "Registered Nurse (Band 5)"),
        ("We're hiring: Night Porter", "Night Porter"),
        ("Sr. Software Engineer\nSQL", "Sr. Software Engineer"),
        ("St. Mary's Hospital Nurse\nWards", "St. Mary's Hospital Nurse"),
        ("招聘：高级Go开发工程师（北京）\n岗位职责", "高级Go开发工程师（北京）"),
        ("护士长\n任职要求", "护士长"),
    ],
)
def test_the_first_line_near_the_top_that_is_a_title_names_the_job(text: str, title: str) -> None:
    assert JobPosting(text).title == title
    assert job_name("", "", text) == title


def test_nearly_every_title_that_an_occupation_is_known_by_is_one() -> None:
    known = [title for each in occupations().values() for title in each.titles]
    missed = [title for title in known if JobPosting(title).title != title]
    assert len(missed) < 0.01 * len(known), missed
    chinese = [title for each in occupations().values() for title in each.titles_zh]
    assert sum(JobPosting(title).title != title for title in chinese) < 0.1 * len(chinese)


def test_a_first_line_that_is_no_sure_title_still_tells_what_the_work_is() -> None:
    job = JobPosting("Inside sales, Berlin\nYou call customers.")
    assert (job.title, job.head) == ("", "Inside sales, Berlin")
    assert recognised(job.head) is not None
