"""Titles that are surnames or everyday words, too: whoever is called Turner need not turn anything."""

from __future__ import annotations

import pytest

from interview.occupations.recognise import recognised
from interview.resume.profile.reader import understand

_REST = "\n\nExperience\nNorthfield\n2019 - 2023\n- Helped people every day\n"


@pytest.mark.parametrize(
    ("head", "occupation"),
    [
        ("Tina Turner\nRegistered Nurse", "registered-nurse"),
        ("Turner, Tina\nRegistered Nurse", "registered-nurse"),
        ("Turner, Tina | Registered Nurse", "registered-nurse"),
        ("J. Mason\nAccountant", "accountant"),
        ("Mason A. Smith\nAccountant", "accountant"),
        ("Karen B. Carpenter, Teacher\nLeeds", "teacher"),
        ("James Mason\nLeeds", ""),
        ("Turner, James\nLeeds", ""),
        ("Ann Lee\nCarpenter", "carpenter"),
        ("Ann Lee, Carpenter", "carpenter"),
    ],
)
def test_a_name_at_the_top_of_a_resume_is_no_title(head: str, occupation: str) -> None:
    assert understand(head + _REST).occupation == occupation


@pytest.mark.parametrize(
    ("text", "occupation"),
    [
        ("Turner", "machinist"),
        ("Senior Carpenter, Hill Joinery", "carpenter"),
        ("Mason and bricklayer", "building-craftsperson"),
        ("Builder since 2009", "building-craftsperson"),
        ("Turner & Townsend", None),
        ("Mason & Sons", None),
        ("Resume Builder", None),
        ("Relationship builder and team player", None),
        ("Product-minded builder", None),
        ("Carpenter & Joiner", "carpenter"),
        ("Chief Information Security Officer", "security-engineer"),
        ("CISO", "security-engineer"),
        ("Chief Security Officer", "security-engineer"),
        ("Security Officer, Central Mall", "security-guard"),
        ("Food security officer", None),
        ("Owner/Operator, Sweet Bakery", None),
        ("Owner operator truck driver", "driver"),
        ("Assembly line worker", None),
        ("Production line worker", None),
        ("Power line worker", "electrician"),
    ],
)
def test_an_everyday_word_is_a_title_only_where_nothing_makes_another_thing_of_it(
    text: str, occupation: str | None
) -> None:
    found = recognised(text)
    assert (found.occupation if found else None) == occupation


@pytest.mark.parametrize(
    ("head", "employer"),
    [
        ("Waiter, CA, Joe's Diner", "Joe's Diner"),
        ("Waiter, Uk, Bo's", "Bo's"),
        ("Waiter, Remote, Joe's Diner", "Joe's Diner"),
        ("Nurse, Germany", "Nurse"),
    ],
)
def test_a_place_in_the_head_of_a_job_is_no_employer(head: str, employer: str) -> None:
    profile = understand(f"Ana Silva\n\nExperience\n{head}, 2019 - 2021\n- Did the till for 60 guests a day\n")
    assert profile.projects[0].name == employer
