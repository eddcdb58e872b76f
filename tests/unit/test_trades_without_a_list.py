"""A title is one by its form, and years count also in a trade that no list has."""

from __future__ import annotations

from datetime import date

import pytest

from interview.core.profile import Level
from interview.resume.profile.reader import understand
from interview.resume.profile.roles import role_of

TODAY = date(2026, 11, 15)


def years_of(text: str) -> tuple[str, float | None, Level]:
    profile = understand(text, today=TODAY)
    return profile.occupation, profile.years, profile.level


@pytest.mark.parametrize(
    "title",
    [
        "Beekeeper",
        "Seamstress",
        "Dispensing Optician",
        "Speech-Language Pathologist",
        "Locksmith",
        "Head Baker",
        "Consulting Hydrologist",
        "Wigmaker",
    ],
)
def test_a_word_for_who_does_a_work_is_a_title(title: str) -> None:
    assert role_of(title) == title
    assert role_of(f"{title}, Hill & Sons Ltd") == title


@pytest.mark.parametrize(
    "text",
    [
        "Harlow Opticians",
        "Silver River",
        "Denver",
        "Medical Center",
        "Docker",
        "Managed services for a bank",
        "Leading a kitchen team",
        "Packing list",
        "I was a broadcast assistant",
    ],
)
def test_a_firm_a_place_a_tool_or_a_sentence_is_none(text: str) -> None:
    assert role_of(text) == ""


def test_of_two_titles_in_one_place_the_first_is_taken() -> None:
    assert role_of("Wigmaker / repairs") == "Wigmaker"


def test_jobs_of_ones_own_trade_count_and_those_of_another_do_not() -> None:
    text = (
        "Ada Example\n\nExperience\nBeekeeper, Hill Honey Ltd, Jan 2017 - now\n- Looked after 90 hives\n"
        "Assistant Beekeeper, Moor Farm, Jan 2014 - Dec 2016\n- Fed bees\n"
        "Accountant, Lind Ltd, Jan 2001 - Dec 2013\n- Closed months\n"
    )
    occupation, years, level = years_of(text.replace("Accountant", "Locksmith"))
    assert (occupation, level) == ("", Level.SENIOR)
    assert years == pytest.approx(12.9, abs=0.1)


def test_nobody_says_how_long_where_the_level_hangs_on_a_job_that_may_be_of_another_trade() -> None:
    text = (
        "Ada Example\n\nExperience\nBeekeeper, Hill Honey Ltd, Jan 2026 - now\n- Looked after 90 hives\n"
        "Wigmaker, Stage Hair Ltd, Jan 2012 - Dec 2025\n- Made 90 wigs\n"
    )
    assert years_of(text)[1] is None


def test_jobs_are_found_below_no_heading_where_the_title_is_in_no_list() -> None:
    text = (
        "Ada Example\nYork\n\nHill & Moor Opticians, York - Dispensing Optician\nMarch 2015 to date\n"
        "I measure frames. I cut remakes from 6% to 2%.\n\nLow Vision Ltd - Trainee Optician\n"
        "Sept 2012 - Feb 2015\nGlazing\n"
    )
    occupation, years, level = years_of(text)
    assert (occupation, level) == ("", Level.SENIOR)
    assert years == pytest.approx(14.2, abs=0.2)


def test_an_open_end_in_brackets_begins_a_job_below_no_heading() -> None:
    text = (
        "Ada Example — puppet maker\n\nStage Ltd, York — Puppet Maker (2021–)\nI built 12 puppets.\n\n"
        "Hand Ltd, Leeds — Junior Puppet Maker (2017–2021)\nI built 3 puppets.\n"
    )
    profile = understand(text, today=TODAY)
    assert [each.name for each in profile.projects] == ["Stage Ltd", "Hand Ltd"]
    assert profile.years == pytest.approx(9.9, abs=0.1)


def test_since_in_brackets_is_the_beginning_of_a_job() -> None:
    text = (
        "Ada Example\n\nHILL HOSPICE  Community Fundraising Manager  (since Oct '18)\nI raised £612k.\n\n"
        "ROYAL NAVY  Petty Officer  1998 to 2018\nPay and travel\n"
    )
    assert understand(text, today=TODAY).years == pytest.approx(8.2, abs=0.1)


def test_headings_that_are_cut_short_in_small_letters_are_headings() -> None:
    text = (
        "ada example\nrack fitter\n\nexp\n- rack fitter, hill ltd, 2022 - now\n- cut faults by 20%\n\n"
        "skills: bash, linux\nedu: moor college, 2019\n"
    )
    profile = understand(text, today=TODAY)
    assert profile.years == pytest.approx(4.9, abs=0.1)
    assert {skill.name for skill in profile.skills} == {"Bash", "Linux"}


def test_a_job_is_of_the_trade_that_somebody_calls_themselves_by() -> None:
    text = (
        "Ada Example\nSolar Installer\nYork\n\nExperience\nCrew Hand, Hill Solar Ltd, Jan 2025 - now\n- Fit panels\n"
        "Installer, Moor Roofs, Jan 2019 - Dec 2024\n- Fit panels\n"
    )
    assert understand(text, today=TODAY).years == pytest.approx(6, abs=0.1)
