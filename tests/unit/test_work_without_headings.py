"""Jobs are read wherever they stand, and what is no deed is not quoted as one."""

from __future__ import annotations

from datetime import date

import pytest

from interview.core.profile import Level
from interview.resume.profile.reader import understand
from interview.resume.profile.sections import read_sections

TODAY = date(2026, 11, 15)
_JOB = "Oven Builder, Hill Ovens Ltd, Mar 2019 - now\n- Cut the time per oven from 9 days to 5\n"
_PROSE = "Ada Example\nOven builder\n\nI have built ovens for fourteen years, most of them of clay."
_MORE_PROSE = "I live near the sea with a dog and a boat, and on Sundays I bake bread for the neighbours.\n"


def told(text: str) -> list[str]:
    return [found.line for found in understand(text, today=TODAY).achievements]


@pytest.mark.parametrize(
    "above", ["Key skills: masonry, welding, CAD\n\n", "about me\nI like fire and stone.\n\n", "Oven builder\n\n"]
)
def test_a_job_is_read_below_whatever_stands_above_it(above: str) -> None:
    job = _JOB.replace("Oven Builder", "Project Manager")
    profile = understand(f"Ada Example\n\n{above}{job}", today=TODAY)
    assert [(each.name, each.role) for each in profile.projects] == [("Hill Ovens Ltd", "Project Manager")]
    assert told(f"Ada Example\n\n{above}{job}") == ["Cut the time per oven from 9 days to 5"]
    assert not {"Project Manager", "Hill Ovens Ltd"} & {skill.name for skill in profile.skills}


def test_a_degree_below_the_last_job_is_no_job_and_what_follows_it_no_work() -> None:
    text = (
        f"Ada Example\n\nExperience\n{_JOB}Dipl. Ceramics, Northern University, 2016\n"
        "Code 12 permit, can drive and mend most things\n"
    )
    profile = understand(text, today=TODAY)
    assert [each.name for each in profile.projects] == ["Hill Ovens Ltd"]
    assert told(text) == ["Cut the time per oven from 9 days to 5"]


@pytest.mark.parametrize(
    "line",
    [
        "ABK L1.1 2G/3G, FEX IV, Tax Card, Ledger 10",
        "Villas and chapels, planning steps 3 to 5",
        "Hill Ovens (48 people, 2 sites)",
    ],
)
def test_a_figure_in_a_name_or_of_a_scale_is_no_deed(line: str) -> None:
    text = f"Ada Example\n\nExperience\nProject Manager, 2019 - now\n{line}\nMeetings with the people next door\n"
    assert line not in told(text)


@pytest.mark.parametrize(
    "said",
    [
        "In the winter of 2023 I rebuilt the kiln of the village, and 40 families have bread again.",
        "We got the number of cracked bricks down from 23 to 9.",
    ],
)
def test_what_somebody_says_of_their_work_in_prose_is_asked_about(said: str) -> None:
    assert said in told(f"{_PROSE} {said} {_MORE_PROSE}")


@pytest.mark.parametrize(
    "said",
    [
        "After 5 years of field work I moved to ovens.",
        "The works have 300 people and 4 sites.",
        "I worked there for 5 years.",
    ],
)
def test_what_somebody_says_of_their_life_or_a_firm_is_not_quoted_as_a_deed(said: str) -> None:
    assert said not in told(f"{_PROSE} {said} {_MORE_PROSE}")


def test_long_items_in_small_letters_below_the_heads_of_jobs_are_items_each() -> None:
    text = (
        "Ada Example\n\nExperience\n2019-Present  Hill Ovens Ltd, Project Manager\n"
        "plans for ovens of clay and brick, models of wood for those who cannot read plans, permits\n"
        "sold 140 ovens, complaints of neighbours fell 18%\n2015-2019  Brook Ltd, Project Manager\n"
        "drawings, phone, and the letters to all the offices\n"
    )
    assert "sold 140 ovens, complaints of neighbours fell 18%" in told(text)


def test_years_below_no_heading_make_the_level_also_at_a_school() -> None:
    text = "Ada Example\n\nHill Valley School   Teacher of Maths   Sept 2014 to date\nTaught 5 classes\n"
    profile = understand(text, today=TODAY)
    assert profile.level is Level.SENIOR
    assert profile.years == pytest.approx(12.2, abs=0.1)


@pytest.mark.parametrize("line", ["Made the phone-in show of a local station", "Licensed broker, licence #475.555555"])
def test_what_is_no_way_to_reach_somebody_is_read(line: str) -> None:
    read = [each.text for each in read_sections(f"Ada Example\n{line}\nPhone: 020 7946 0018\nada@example.com\n")]
    assert read == ["Ada Example", line]
