"""Years are found however the dates and the titles of a job are laid out, and a break is nobody's employer."""

from __future__ import annotations

from datetime import date

import pytest

from interview.core.profile import Level, Profile
from interview.resume.profile.reader import understand
from interview.resume.read import read_pasted

TODAY = date(2026, 12, 2)


def jobs(*lines: str) -> Profile:
    return understand(read_pasted("Anna Berg\nanna@example.org\n\nEXPERIENCE\n" + "\n".join(lines)).text, today=TODAY)


@pytest.mark.parametrize(
    ("employer", "title", "occupation"),
    [
        ("Oakfield Primary School, Leicester", "Class teacher", "teacher"),
        ("Leeds University Hospital", "Staff Nurse", "registered-nurse"),
        ("Acme Electrical, Boston, MA", "Electrician", "electrician"),
        ("Bay Golf Course Hotel", "Receptionist", "receptionist-hotel"),
    ],
)
def test_years_at_a_place_with_the_name_of_one_of_study_count_where_the_title_is_below(
    employer: str, title: str, occupation: str
):
    found = jobs(f"{employer}   2010 – present", title, "- Did the usual work", "", "Other place   2009 – 2010", title)
    assert (found.occupation, found.level) == (occupation, Level.SENIOR)
    assert found.years is not None
    assert found.years > 15


@pytest.mark.parametrize("study", ["BSc Nursing", "Nursing", "Student nurse"])
def test_years_at_a_university_without_a_title_are_study(study: str):
    found = jobs("Leeds Infirmary   2020 – present", "Staff Nurse", "", "University of Leeds   2010 – 2020", study)
    assert found.years is not None
    assert found.years < 8


@pytest.mark.parametrize(
    "line",
    [
        "Paralegal, Marsh & Tolland LLP, Bristol 2018 -",
        "Paralegal, Marsh & Tolland LLP, Bristol — 01/2018–",
        "Paralegal, Marsh & Tolland LLP, from Feb. 2018",
        "Paralegal, Marsh & Tolland LLP, as of 2018",
        "Paralegal, Marsh & Tolland LLP, started 2018",
        "since Jan. 2018 Marsh & Tolland LLP, Paralegal",
        "2018 on Marsh & Tolland LLP, Paralegal",
    ],
)
def test_a_job_goes_on_however_its_line_says_so(line: str):
    found = jobs(line, "- Prepared files", "", "Paralegal, Other LLP, 2016 – 2017")
    assert found.years is not None
    assert found.years >= 9
    assert found.projects[0].name == "Marsh & Tolland LLP"


def test_a_dash_at_the_end_of_a_line_ends_with_the_date_below():
    found = jobs("Chef, The Salt House, 2015 -", "2021", "- Cooked", "", "Chef, Inn, 2012 - 2015")
    assert found.years is not None
    assert 8 <= found.years <= 9.5


@pytest.mark.parametrize(
    "more",
    [
        "INTERESTS\nChoir, from 2004",
        "LICENCES\nForklift licence, from 2004",
        "- Ran the night shift, from 2004",
        "\nUsed the Epic system, from 2004",
        "Responsible for wound care, from 2004\nDeputy Ward Manager",
        "Member of the Nurses Union, from 2004",
        "Coach and member of the Swimming Club, from 2004",
        "Chair and Member of the Supervisory Board, Sportbund, from 2004",
        "Union representative, from 2004",
        "VOLUNTEERING\nRed Cross, from 2004\nREFERENCES\nHead Chef Anna Moser",
    ],
)
def test_what_is_no_job_does_not_go_on(more: str):
    found = jobs("Staff Nurse, Leeds Infirmary, 2018 - 2022", more)
    assert found.occupation == "registered-nurse"
    assert found.years == 4


def test_the_title_of_the_next_job_makes_no_job_of_what_stands_above_it():
    found = jobs("Staff Nurse, Infirmary, 2018 - 2022", "Epic system, from 2004", "Ward Clerk", "St James, 2016 - 2018")
    assert (found.occupation, found.years) == ("registered-nurse", 4)


def test_a_title_in_the_head_is_that_of_a_job_that_has_none():
    found = understand(
        "Ana Lee\nRegistered nurse\nEMPLOYMENT\nSpital Bern, 2015 -\nSpital Thun, 2012 - 2015", today=TODAY
    )
    assert found.years is not None
    assert found.years > 14


@pytest.mark.parametrize("lines", [["end of 2017"], ["17"], ["(2017)"]])
def test_an_end_below_in_other_words_does_not_go_on(lines: list[str]):
    found = jobs("Electrician, Stromer AG, 2011 -", *lines, "- Wired 40 flats")
    assert found.years is None or found.years <= 6


@pytest.mark.parametrize("of_the_firm", ["founded 1989 –", "est. 1975 -", "founded in 1962 –"])
def test_the_year_in_which_a_firm_was_founded_begins_no_job(of_the_firm: str):
    assert jobs(f"Nurse, Spital Thun, {of_the_firm}", "Cared for 12 patients on a ward").years is None


def test_clubs_and_societies_below_the_jobs_are_none():
    for heading in ("CLUBS", "PROFESSIONAL SOCIETIES", "Societies"):
        found = jobs(
            "Nurse, Spital Bern, 2016 - 2018", "- Cared for 12 patients", heading, "Chess, president, 2004 - 2016"
        )
        assert [each.name for each in found.projects] == ["Spital Bern"]
        assert [each.line for each in found.achievements] == ["Cared for 12 patients"]


@pytest.mark.parametrize("below", [["- 2017"], ["to 2017"], ["until Dec. 2017"], ["2017, Leeds"], ["Leeds", "2017"]])
def test_an_end_on_the_next_lines_ends_a_job(below: list[str]):
    found = jobs("Staff Nurse, Leeds Infirmary, 2011 -", *below)
    assert found.years is None or found.years <= 7


def test_a_house_number_is_no_age_of_somebody_with_years_of_work():
    text = "Kim Lane\n16, Park\nEXPERIENCE\nNorthsteel Ltd 2012 - 2020\nWelding and cutting on barges\n"
    assert understand(text, today=TODAY).level is Level.SENIOR


def test_a_break_is_no_employer_and_what_was_done_in_it_has_no_place():
    done = "PTA treasurer: moved 200 members to online payment"
    found = jobs(
        "Accountant, Big Ltd 2010 - 2017",
        "- Cut the close from 9 to 5 days",
        "",
        "Career break (2017 – 2024)",
        f"- {done}",
    )
    assert [each.name for each in found.projects] == ["Big Ltd"]
    assert [each.place for each in found.achievements if each.line == done] == [""]


def test_a_school_above_the_title_of_another_job_is_study():
    found = jobs(
        "Nurse", "Spital Bern, 2014 - 2018", "Nursing School Bern, 2011 - 2014", "Nurse", "Spital Thun, 2018 - 2020"
    )
    assert found.years is not None
    assert found.years <= 6.5


def test_two_schools_that_each_stand_above_a_title_are_both_work():
    found = jobs("Oak School, 2016 – 2026", "Teacher", "Elm Academy, 2010 – 2016", "Teacher")
    assert found.years is not None
    assert found.years >= 15


@pytest.mark.parametrize("name", ["Level 10 Construction", "Grade 1 Security"])
def test_a_firm_may_begin_like_a_level(name: str):
    assert jobs(f"Site engineer, {name}, 2012 - 2020").projects[0].name == name


@pytest.mark.parametrize(
    "lines",
    [
        ("Skills: Python, Java", "Looking for my first job as a software engineer. No commercial experience."),
        ("Looking for my first job as a software engineer. No commercial experience.", "Skills: Python, Java"),
    ],
)
def test_who_looks_for_a_first_job_is_junior_wherever_that_is_said(lines: tuple[str, ...]):
    found = understand("Ahmed\n\nBSc Computer Science 2025\n" + "\n".join(lines) + "\n", today=TODAY)
    assert (found.level, found.occupation) == (Level.JUNIOR, "software-engineer")


def test_the_clubs_of_somebody_are_no_skills_below_those():
    found = understand("Ahmed\n\nSkills: Python, Java\nSociety: president of it (300 members), football\n", today=TODAY)
    assert [skill.name for skill in found.skills] == ["Python", "Java"]


@pytest.mark.parametrize(
    ("below", "years"),
    [
        ("to 2017", 6),
        ("17", 6),
        ("end of 2017", 6.0),
        ("mid 2018", None),
        ("(part-time) 2018", None),
        ("Made redundant 2013", 2),
        ("Left in May 2013", 2.4),
        ("SHOP CLOSED 2013", 2),
        ("Closed the books for 2013", 16),
        ("Finished my degree in 2013", 16),
        ("2021: wired the new ward of 12 beds", 16),
        ("- Wired 40 flats in 2014", 16),
        ("Wired 40 flats for the town in 2014", 16),
        ("Bern", 16),
    ],
)
def test_a_year_and_a_dash_last_to_this_day_where_no_other_date_may_stand_below(below: str, years: float | None):
    found = jobs("Electrician, Stromer AG, 2011 -", below, "- Mended lamps").years
    assert found == (years if years is None else pytest.approx(years, abs=0.05))


def test_what_was_at_a_date_ends_no_job_and_is_no_part_of_its_head():
    told = "2021: led the night shift of 12 beds, falls down by 30%"
    found = jobs("Nurse, Spital Bern, Jan 2019 –", told, "", "Nurse, Spital Thun, 2016 – 2018", "- Nights")
    assert found.years == pytest.approx(10, abs=0.1)
    assert [job.name for job in found.projects] == ["Spital Bern", "Spital Thun"]


def test_who_is_paid_by_a_club_is_at_work_there():
    found = jobs("Member of the Golf Club Staff, Royal Troon, 2016 - Present", "", "Waiter, Hill Ltd, 2012 - 2016")
    assert found.years == pytest.approx(10.9, abs=0.1)
