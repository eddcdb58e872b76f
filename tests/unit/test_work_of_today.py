"""What somebody works as is what their work of today is called, in words that belong to that work alone."""

from __future__ import annotations

from datetime import date

import pytest

from interview.core.posting import JobPosting
from interview.occupations.recognise import recognised
from interview.resume.profile.labels import is_wish
from interview.resume.profile.reader import understand
from interview.resume.profile.roles import role_of
from interview.resume.profile.routines import is_routine
from interview.resume.profile.wanted_work import work_wanted

TODAY = date(2026, 11, 15)


def work_of(jobs: str, head: str = "Lisbon", more: str = "") -> str:
    return understand(f"Ines Duarte\n{head}\n{more}\n\nExperience\n{jobs}\n", today=TODAY).occupation


@pytest.mark.parametrize(
    "jobs",
    [
        "Wigmaker, Stage Hair Ltd, 2019 - present\n- Made 90 wigs\nElectrician, Moor Yard, 2009 - 2018\n- Wired ships",
        "Stage Hair Ltd, Wigmaker, 2019 - 2025\n- Made 90 wigs\nElectrician, Moor Yard, 2009 - 2018\n- Wired ships",
        "Wigmaker, Stage Hair Ltd, 2019 - present\n- Made 90 wigs\nWaiter, part time, 2016 - 2020\n- Served lunch",
    ],
)
def test_whose_title_of_today_no_list_knows_is_not_what_they_were_before(jobs: str) -> None:
    assert work_of(jobs) == ""


def test_a_title_in_the_head_that_no_list_knows_is_not_an_older_job() -> None:
    jobs = "Stage Hair Ltd, 2023 - 2025\n- Made 90 wigs\nWaiter, Bar Azul, 2016 - 2020\n- Served lunch"
    assert work_of(jobs, head="Wigmaker (junior)") == ""
    assert work_of(jobs) == "waiter"


def test_a_title_that_tells_no_more_than_a_rank_is_of_the_same_work() -> None:
    assert work_of("Team Lead, Bar Norte, 2021 - present\n- Lead 9\nWaiter, Azul, 2012 - 2020\n- Served") == "waiter"


def test_a_title_with_words_of_the_older_work_is_of_it() -> None:
    jobs = "Ward Nurse Coordinator, Sul, 2021 - present\n- Lead 9\nRegistered nurse, Norte, 2012 - 2020\n- Cared"
    assert work_of(jobs) == "registered-nurse"


def test_who_says_what_they_want_to_become_is_prepared_as_that() -> None:
    jobs = "Hydrologist, River Board, 2019 - present\n- Gauged 40 rivers"
    assert work_of(jobs, more="\nObjective\nHydrologist who wants to become a data analyst.") == "data-analyst"
    assert work_of(jobs, more="\nSummary\nHydrologist. Helped a data analyst for years.") == ""


def test_a_tester_of_software_needs_no_tools_beside_the_title() -> None:
    found = recognised("QA Engineer")
    assert found is not None
    assert found.occupation == "qa-engineer"


@pytest.mark.parametrize("head", ["(since 2018, part time)", "(since March 2018; 80%)", "(since 2018)"])
def test_a_job_since_a_year_goes_on_whatever_stands_behind_the_year(head: str) -> None:
    text = f"Ines Duarte\nLisbon\n\nExperience\nRegistered nurse, Hill Hospital {head}\n- Cared for 9 patients\n"
    assert understand(text, today=TODAY).years == pytest.approx(8.5, abs=0.5)


@pytest.mark.parametrize("text", ["Managed engineer", "Supervised Night Manager", "Led team manager"])
def test_what_was_done_is_no_title(text: str) -> None:
    assert role_of(text) == ""


@pytest.mark.parametrize("text", ["Registered Nurse", "Certified Welder", "Retired teacher", "Chartered Engineer"])
def test_what_somebody_was_made_begins_a_title(text: str) -> None:
    assert role_of(text) == text


@pytest.mark.parametrize(
    ("line", "is_one"),
    [
        ("Seeking places for 40 children, found 38 school places in a year", False),
        ("I seek donors and raised 40k in 2 years", False),
        ("Objective: cut the defects of 9 lines by 40%, reached in 6 months", False),
        ("Looking for a job as a lead technician, fixed contract", True),
        ("Looking for a position, based in Lyon", True),
    ],
)
def test_who_tells_what_they_did_with_a_wish_tells_of_work(line: str, is_one: bool) -> None:
    assert is_wish(line) is is_one


@pytest.mark.parametrize("text", ["During the audit I led 9 people", "Evening a week for the club", "Run by 8 people"])
def test_a_word_with_the_form_of_a_routine_is_none(text: str) -> None:
    assert not is_routine(text)


def test_who_leads_others_of_their_work_is_still_of_it() -> None:
    jobs = (
        "Head of Year, Hill School, 2021 - present\n- Lead 6\nMathematics teacher, Moor School, 2012 - 2021\n- Taught"
    )
    assert work_of(jobs) == "teacher"


def test_a_word_among_others_in_the_line_below_is_no_title_of_a_job() -> None:
    jobs = "hill dairy, head cheesemaker, 2017 to present\nmilk, rennet, cut, cook, hoop and brine, all by hand"
    assert work_of(jobs) == ""


@pytest.mark.parametrize("title", ["QA Specialist", "qa analyst", "QA team lead"])
def test_a_short_form_with_several_meanings_names_a_work_only_beside_software(title: str) -> None:
    assert recognised(title) is None
    found = recognised(title, names_software=True)
    assert found is not None
    assert found.occupation == "qa-engineer"


def test_a_posting_for_quality_of_calls_is_not_for_testing_software() -> None:
    assert work_wanted(JobPosting("QA Team Lead\nHill Calls\n\nDuties\n- Coach those who score calls")) is None


def test_who_interprets_talks_is_no_translator() -> None:
    assert work_of("Court Interpreter, freelance, 2014 - present\n- Interpret in trials") == "interpreter"
    assert work_of("Translator and interpreter, freelance, 2014 - present\n- Contracts") == "translator"


@pytest.mark.parametrize(
    ("jobs", "work"),
    [
        (
            "Registered nurse, Sul, 2012 - present\n- Cared\nBeekeeper, own garden, 2020 - present\n- Hives",
            "registered-nurse",
        ),
        ("Beekeeper, own farm, 2012 - present\n- Hives\nWaiter, Bar Azul, 2020 - present\n- Served lunch", ""),
        ("Beekeeper, own farm, 2020 - present\n- Hives\nRegistered nurse, Sul, 2012 - 2020\n- Cared", ""),
    ],
)
def test_of_two_jobs_that_go_on_the_first_is_the_work(jobs: str, work: str) -> None:
    assert work_of(jobs) == work


@pytest.mark.parametrize(
    ("head", "work"),
    [
        ("Tom Baker", ""),
        ("Anna Cook, Leeds", ""),
        ("Tom Baker\nHead Baker", "cook"),
        ("Ines Duarte\nBaker, Rossi Bread", "cook"),
        ("Pastry baker", "cook"),
        ("Line cook", "cook"),
    ],
)
def test_a_surname_is_no_title(head: str, work: str) -> None:
    jobs = "Experience\nBellfounder, Norte, 2015 - present\n- Cast 30 bells\n"
    assert understand(f"{head}\n\n{jobs}", today=TODAY).occupation == work


def test_a_row_of_a_table_without_titles_is_a_job_with_what_was_done_there() -> None:
    rows = (
        "Period | Employer | What I did\n"
        "03/2021 - today | Dental practice Dr. Ruiz, Valencia | Invoices to insurers; cut no-shows from 14 % to 5 %\n"
        "06/2017 - 02/2021 | Law office Brandt, Munich | Deadlines, travel, dictation\n"
        "2015 - 2017 | Hotel Adria, Split | Night receptionist\n"
    )
    found = understand(f"Olena Marchenko\nOffice manager\nolena@example.com\n{rows}", today=TODAY)
    assert found.occupation == "office-administrator"
    assert [(each.line, each.place) for each in found.achievements] == [
        ("Invoices to insurers; cut no-shows from 14 % to 5 %", "Dental practice Dr. Ruiz")
    ]
