"""What somebody is prepared as, and at which level: from what they call themselves and the dates of that work alone."""

from __future__ import annotations

from datetime import date

import pytest

from interview.core.profile import Level
from interview.occupations.recognise import recognised
from interview.resume.profile.reader import understand

TODAY = date(2026, 11, 15)


def known(text: str) -> tuple[str, float | None, Level]:
    profile = understand(text, today=TODAY)
    return profile.occupation, profile.years, profile.level


@pytest.mark.parametrize(
    ("line", "occupation"),
    [
        ("Front-End Developer (junior)", "frontend-developer"),
        ("Junior PHP developer, agency Pixelkert", "php-developer"),
        ("Senior DBA, Aegean Spring Water S.A.", "database-administrator"),
        ("Registered Nurse, Respiratory Ward (Band 5)", "registered-nurse"),
        ("Talent Acquisition Partner (Tech), Bratislava", "recruiter"),
        ("UX / product designer", "ux-designer"),
        ("Engineer (LLM), customer operations", "machine-learning-engineer"),
        ("高级Java开发工程师", "java-developer"),
    ],
)
def test_the_longest_known_title_in_a_line_is_the_occupation(line: str, occupation: str) -> None:
    found = recognised(line)
    assert found is not None
    assert found.occupation == occupation


@pytest.mark.parametrize("line", ["Shift Lead", "Kitchen lead", "Night lead"])
def test_who_leads_people_of_another_trade_is_no_developer(line: str) -> None:
    assert recognised(line) is None


def test_who_leads_a_craft_works_in_it() -> None:
    found = recognised("iOS lead")
    assert found is not None
    assert found.occupation == "ios-developer"


@pytest.mark.parametrize(
    "line", ["", "Ada Example", "12 Nurse Street", "Our nurses were happy with the new rota", "2019"]
)
def test_a_line_that_is_no_title_names_no_other_occupation_than_its_words(line: str) -> None:
    found = recognised(line)
    assert found is None or "nurse" in line.lower()


def test_years_of_another_profession_count_for_nothing() -> None:
    text = (
        "Lea Vas\nFront-end developer (junior)\n\nTraining\nWeb bootcamp, 2026\n\nEarlier work\n"
        "Receptionist, Hotel Blue, May 2020 - January 2026\n- Front desk of a hotel with 140 rooms\n"
    )
    occupation, years, level = known(text)
    assert (occupation, level) == ("frontend-developer", Level.JUNIOR)
    assert not years


def test_years_of_every_job_in_the_profession_count_once() -> None:
    text = (
        "Sam Holt\n\nExperience\nBackend Developer, Acme, 04/2023 - now\n- Built things\n"
        "Junior PHP Developer, Brook Ltd, 10/2021 - 03/2023\n- Built more\nWaiter, Café Rio, 2015 - 2020\n- Tables\n"
    )
    occupation, years, level = known(text)
    assert (occupation, level) == ("backend-developer", Level.MID)
    assert years == pytest.approx(5.1, abs=0.2)


def test_who_finished_studying_lately_is_prepared_for_what_was_studied() -> None:
    text = (
        "Emeka O\n\nEducation\nB.Sc. Computer Science, Coal City University, 2022 - 2026\n\n"
        "Experience\nLibrary Assistant (part time), City Library, 2023 - 2024\n- Shelving and the lending desk\n"
    )
    assert known(text)[0] == "software-engineer"
    assert known(text)[2] is Level.JUNIOR


def test_years_that_are_only_stated_count() -> None:
    text = "Yannis K\nJob: Database Administrator (Oracle)    Years: 13\n\nSkills\nOracle, PostgreSQL\n"
    assert known(text) == ("database-administrator", 13.0, Level.SENIOR)


def test_who_leads_the_craft_is_senior_before_seven_years() -> None:
    text = (
        "Mira S\niOS Lead\n\nExperience\nLead iOS Developer, Gym Ltd, 2023 - present\n- Split the app into packages\n"
    )
    assert known(text)[2] is Level.SENIOR


def test_a_resume_without_a_known_title_names_no_occupation() -> None:
    assert (
        known("Kim Example\n\nExperience\nFalconer, Castle Ruin, 2019 - 2024\n- Flew twelve birds every day\n")[0] == ""
    )


@pytest.mark.parametrize(
    ("head", "job", "years"),
    [
        ("Accountant", "Tax clerk, Lind Ltd, 2015 - 2021", 6.0),
        ("Warehouse Operative", "Warehouse hand and lead, Lind Ltd, 2015 - 2021", 6.0),
        ("Civil Engineer", "Bridge Engineer, Lind Ltd, 2015 - 2021", 6.0),
        ("Accountant", "Ice rink manager, Lind Ltd, 2015 - 2021", None),
        ("Teacher", "Teacher, University of Lund, 2015 - 2021", 6.0),
        ("Accountant", "Master student, University of Lund, 2015 - 2021", None),
        ("HR Manager", "Fitness trainer, Gym Lind, 2015 - 2021", None),
        ("Social Worker", "Factory worker, Lind Ltd, 2015 - 2021", None),
        ("Laboratory Technician", "Rocket scientist, Lind Ltd, 2015 - 2021", None),
        ("Marketing Manager", "Parliamentary intern, Lund, 2015 - 2021", None),
        ("Software Developer", "Full-time dog trainer, Lind Ltd, 2015 - 2021", None),
        ("Software Tester", "Test driver, Lind Ltd, 2015 - 2021", None),
    ],
)
def test_an_unlisted_title_counts_where_its_words_are_of_the_profession(
    head: str, job: str, years: float | None
) -> None:
    text = f"Ana Lima\n{head}\nFlat 2, Kiel\n\nExperience\n{job}\n- Kept things in order\n"
    assert understand(text, today=TODAY).years == years


def test_ten_years_in_another_trade_make_nobody_a_senior() -> None:
    text = (
        "Ana Lima\nHR Manager\n\nExperience\nHR Manager, Lind Ltd, 2025 - now\n- Hired people\n"
        "Fitness Trainer, Gym Lind, 2010 - 2020\n- Gave classes\n"
    )
    occupation, years, level = known(text)
    assert (occupation, level) == ("hr-manager", Level.JUNIOR)
    assert years == pytest.approx(1.9)


def test_a_job_without_an_end_in_brackets_goes_on() -> None:
    text = "Ana Lima\n\nExperience\nCook, Inn Lind (2020 –)\n- Soups\n"
    assert understand(text, today=TODAY).years == 6.9


@pytest.mark.parametrize(
    ("said", "years"),
    [
        ("I have been a newspaper reporter for sixteen years, the last six at the Hill Herald.", 16),
        ("newspaper reporter, twenty-two years in the trade, with Brook News from 98 to 2003", 22),
        ("newspaper reporter, 23 years on the job", 23),
    ],
)
def test_years_that_somebody_says_to_have_been_in_the_trade_count(said: str, years: int) -> None:
    assert known(f"Sam Holt\nReporter\n\n{said}\n")[1:] == (years, Level.SENIOR)


def test_a_job_whose_title_has_no_capital_is_known_to_be_another() -> None:
    text = (
        "Sam Holt\nBackend Developer\n\nExperience\nBackend Developer, Acme, 04/2023 - now\n- Built things\n"
        "Tea & Co - team member 2015-2023\n- Opened the shop\n"
    )
    assert known(text)[1] == pytest.approx(3.7, abs=0.1)


BOOKBINDER = """\
Una Hale
BOOKBINDER AND BOX MAKER

What I can do

Rounding, backing and gold on leather.

Where I have done it

Rebinder, Quire and Fold, since March 2022.
Rebinds of parish registers and boxes for a museum.

Also

{beside}
"""


@pytest.mark.parametrize(
    "beside",
    [
        "Saturday art teacher, St Bride's, since 2016",
        "Music teacher, Kelso, since 2023 (side job, 6 hours a week)",
        "Maths teacher on the side, since 2020",
    ],
)
def test_a_side_job_names_no_work_while_another_job_goes_on(beside: str) -> None:
    profile = understand(BOOKBINDER.format(beside=beside), today=TODAY)
    assert profile.occupation == ""
    assert profile.title == "BOOKBINDER AND BOX MAKER"


def test_a_second_job_that_says_nothing_of_the_kind_is_work() -> None:
    assert known(BOOKBINDER.format(beside="Maths teacher, Kelso High, since 2020"))[0] == "teacher"


def test_a_side_job_is_the_work_of_who_has_no_other() -> None:
    text = "Uri Lam\n\nEXPERIENCE\nSaturday piano teacher, Bean Yard, since 2024\nWaiter, The Anchor, 2019 - 2021\n"
    assert known(text)[0] == "teacher"


PROJECTS = """\
Rohan Iyer

PROJECT DETAILS

Project 1: Claims platform
{employer}Role: Project Manager
Duration: Jan 2019 - till date   Team size: 20
Responsibilities: planning, budget, steering committee every month

EARLIER EXPERIENCE
Software Engineer, Palash Systems | June 2010 - 2014 | Java
"""


def test_a_project_with_its_employer_and_role_is_a_job() -> None:
    occupation, years, level = known(PROJECTS.format(employer="Company: Ketu Technologies Ltd.   "))
    assert (occupation, level) == ("project-manager", Level.SENIOR)
    assert years is not None
    assert 7 <= years <= 8


def test_a_role_in_a_project_without_an_employer_is_no_job() -> None:
    assert known(PROJECTS.format(employer=""))[0] != "project-manager"


@pytest.mark.parametrize(
    ("main", "beside", "occupation"),
    [
        ("Staff Nurse, St James's Hospital, 2019 – present, 37.5 hours per week", "Bartender, The Crown", "nurse"),
        ("Buy-side business analyst, BlackRock, 2019 – present", "Swimming teacher, Lido", "business-analyst"),
        ("Sunday Times journalist, 2012 – present", "Yoga teacher, Flow Studio", "journalist"),
    ],
)
def test_a_full_week_and_a_name_make_no_side_job(main: str, beside: str, occupation: str) -> None:
    text = f"Jo Doe\n\nExperience\n\n{main}\n- Wrote reports\n\n{beside}, 2010 – present\n- Helped out\n"
    assert occupation in understand(text, today=date(2026, 11, 15)).occupation


@pytest.mark.parametrize(
    ("head", "level"),
    [
        ("UX designer (career changer)", Level.JUNIOR),
        ("Aspiring UX designer", Level.JUNIOR),
        ("UX designer, looking for my first job", Level.JUNIOR),
        ("Senior UX designer", Level.SENIOR),
        ("UX designer", Level.MID),
    ],
)
def test_who_goes_over_to_a_work_is_at_its_beginning_whatever_was_done_before(head: str, level: Level) -> None:
    taught = "Experience\nTeacher of Mathematics, Fairfield High School, Sept 2015 – July 2024\n"
    assert known(f"Priya Nair\n{head}\npriya@example.com\n\n{taught}") == ("ux-designer", None, level)


def test_a_leading_title_counts_where_its_dates_have_years_of_two_digits() -> None:
    jobs = "'22.03 → today MapleNet Telecom, Toronto — Senior Project Manager\n- Set up a weekly review of risks\n"
    occupation, years, level = known(f"Lina Wang\nProject Manager\nlina@example.ca\n\nExperience\n{jobs}")
    assert (occupation, level) == ("project-manager", Level.SENIOR)
    assert years is not None


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("17, Wishaw\n\nI helped my uncle fit a kitchen.", Level.JUNIOR),
        ("I left Clyde Valley High in June with five exams. I helped my uncle.", Level.JUNIOR),
        ("I don't have a job yet. I helped my uncle fit a kitchen.", Level.JUNIOR),
        ("I have no work experience yet and helped my uncle.", Level.JUNIOR),
        ("I left school in June 1975 and helped my uncle.", Level.MID),
        ("I finished college in June, 2003 and have driven trucks since.", Level.MID),
        ("18, Elmwood\nPlumber\n\nI fitted bathrooms for Wates and run two apprentices.", Level.MID),
        ("17, Wishaw\n\nExperience\nCarpenter, Hill Ltd, 2009 - 2024\n- Hung doors", Level.SENIOR),
    ],
)
def test_who_has_not_worked_yet_is_at_the_beginning(text: str, level: Level) -> None:
    assert understand(f"Cal Byrne\n{text}\n").level is level
