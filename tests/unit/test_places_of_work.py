"""Beside a line of somebody's work stands where it was done, or nothing: a wrong place is a false statement."""

from __future__ import annotations

from datetime import date

import pytest

from interview.resume.profile.reader import understand

TODAY = date(2026, 11, 15)
_WORK = "- Cut the monthly closing from 9 days to 5\n"


def place(head: str) -> str:
    text = f"Ada Example\n\nExperience\n{head}\n{_WORK}"
    return next(line.place for line in understand(text, today=TODAY).achievements)


@pytest.mark.parametrize(
    ("head", "firm"),
    [
        ("From 2015 to today: Bookkeeper at Casa Verde", "Casa Verde"),
        ("Support Analyst, Level 3, Greenmarsh Data, 2019 - 2022", "Greenmarsh Data"),
        ("Senior Barber, Clip & Comb, Tulsa OK (2019 - 2022)", "Clip & Comb"),
        ("Accountant, Senior Care Partners Ltd, 2019 - 2022", "Senior Care Partners Ltd"),
        ("Accountant, Band 6, St. Hilda's Hospital, 2019 - 2022", "St. Hilda's Hospital"),
    ],
)
def test_a_rank_or_a_word_between_dates_is_not_taken_for_the_employer(head: str, firm: str) -> None:
    assert place(head) == firm


@pytest.mark.parametrize(
    "head",
    [
        "Senior Barber, Tier 2, 2019 - 2022",
        "Farm manager, dairy 600 cows, 2019 - 2022",
        "Accountant, later team lead, 2019 - 2022",
        "Accountant, small firm in the north, 2019 - 2022",
    ],
)
def test_no_place_is_named_where_none_of_the_head_is_surely_one(head: str) -> None:
    assert place(head) == ""


def test_lines_below_what_has_no_dates_are_not_said_to_be_from_there() -> None:
    text = (
        "Ada Example\n\nExperience\nBookkeeper, Acme Ltd, 2019 - 2022\n- Cut the closing from 9 days to 5\n\n"
        "How We Worked\n- Moved 40 ledgers into one system\n"
    )
    places = {line.line: line.place for line in understand(text, today=TODAY).achievements}
    assert places == {"Cut the closing from 9 days to 5": "Acme Ltd", "Moved 40 ledgers into one system": ""}


def test_a_certificate_with_a_year_is_no_part_of_the_job_above() -> None:
    text = (
        "Ada Example\n\nExperience\nBookkeeper, the north, 2019 - 2022\nCertified Ledger Keeper (2021), Grade A\n"
        "\nABK L1.1, FEX IV, Tax Card, Ledger 10\n"
    )
    assert [job.name for job in understand(text, today=TODAY).projects] == ["Bookkeeper"]


def test_positions_below_the_head_of_an_employer_are_said_to_be_there() -> None:
    text = (
        "Ada Example\n\nExperience\nHill Valley Fire Brigade  2011 - 2024\nCaptain, Training (2019-2024)\n"
        "- Led a crew of 8 on nights\nCook, Ridge School (2007-2011)\n- Served 200 meals a day\n"
    )
    places = {line.line: line.place for line in understand(text, today=TODAY).achievements}
    assert places == {
        "Led a crew of 8 on nights": "Hill Valley Fire Brigade",
        "Served 200 meals a day": "Ridge School",
    }


@pytest.mark.parametrize(
    ("head", "firm"),
    [
        ("Before that Clip & Comb, 2015 - 2018", "Clip & Comb"),
        ("Before the police: lifeguard at Hill Leisure Centre, 2010 - 2014", "Hill Leisure Centre"),
        ("Police Constable, Dyfed-Powys Police, 2014 - 2022", "Dyfed-Powys Police"),
        ("Response officer, Cork (2014-2018). Policing Team, Kerry (2018-2022).", "Cork"),
        ("Carpenter and Joiner, CCG, Glasgow, 2019 - 2022", "CCG"),
        ("Accountant, CA, Greenmarsh Data, 2019 - 2022", "Greenmarsh Data"),
        ("Accountant, 2019 - 2022\nNYC, Stripe", "Stripe"),
        ("NYC — Blue Door — Accountant — 2019 - 2022", "Blue Door"),
        ("2019 - 2022 | SYD | Qantas | Accountant", "Qantas"),
        ("Accountant, Level 3 Communications, 2019 - 2022", "Level 3 Communications"),
    ],
)
def test_what_leads_to_a_job_its_title_or_a_further_one_is_no_part_of_the_employer(head: str, firm: str) -> None:
    assert place(head) == firm


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("Tesco, 2015-2017 and 2019-2021, Store Manager", "Store Manager"),
        ("Harbour Hospital (2012 - 2015, 2017 - present), Staff Nurse", "Staff Nurse"),
        ("BBC | 2015 - 2017, 2019 - present | Sound Engineer", "Sound Engineer"),
    ],
)
def test_the_title_behind_two_times_at_one_employer_is_read(head: str, title: str) -> None:
    jobs = understand(f"Tom Baker\n\nEXPERIENCE\n{head}\n- Cut waste by 12%\n", today=TODAY).projects
    assert [job.role for job in jobs] == [title]


def named(text: str) -> list[tuple[str, bool]]:
    return [(project.name, project.is_job) for project in understand(text, today=TODAY).projects]


def test_the_course_that_somebody_taught_is_no_employer() -> None:
    assert named("Ada\n\nExperience\nTeaching assistant, Part II Physics, 2018 - 2020\n- Marked sheets\n") == [
        ("Teaching assistant", True)
    ]


def test_a_numbered_project_has_the_name_behind_its_number() -> None:
    head = "Organization: Hill Ltd, Pune          Duration: May 2021 to till date"
    told = "Project #2: Insurance Claims (Client: AXA)\nRole: Test Engineer\n- Built the framework in Cucumber"
    assert ("Insurance Claims (Client: AXA)", False) in named(f"Ada\n\nWORK EXPERIENCE\n{head}\n{told}\n")


def test_a_degree_and_an_earlier_job_below_projects_are_no_projects() -> None:
    told = "- Patents on inhalers for a law firm\n\nBefore: in-house translator at Lionbridge Madrid, 2008-2011\n"
    degree = "\nMA in Translation, Universidad de Granada 2008\nBachelor thesis Glossaries, 2006\n- Wrote 400 terms\n"
    found = named(f"Ada Prado\nTranslator\n\nSelected work\n{told}{degree}")
    assert ("Lionbridge Madrid", True) in found
    assert not any("MA in" in name or "Before" in name for name, _ in found)


def test_a_project_whose_name_begins_with_after_stays_one() -> None:
    told = "After the Storm: short film, 2021 - 2022\n- Edited in DaVinci Resolve\n"
    assert named(f"Tom Baker\n\nPROJECTS\n{told}") == [("After the Storm", False)]


def test_a_project_that_is_called_after_a_degree_stays_one() -> None:
    assert ("Bachelor thesis Glossaries", False) in named(
        "Ada Prado\n\nProjects\nBachelor thesis Glossaries, 2006\n- Wrote 400 terms\n"
    )


def test_skills_below_publications_are_not_those_of_the_last_job() -> None:
    text = (
        "Ada\n\nExperience\nTeaching assistant, Hill College, 2018 - 2020\n\nPublications: 6, 2 first author\n"
        "Skills: Python, Git, SQL\n"
    )
    assert [project.technologies for project in understand(text, today=TODAY).projects] == [()]
