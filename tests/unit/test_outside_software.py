"""What work the app takes a person for: trades are known, and words of a trade are no names of technologies."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from interview.core.interviewer import Brief
from interview.core.plan import plan
from interview.core.posting import JobPosting
from interview.core.profile import Profile, Skill
from interview.occupations.occupation import occupations
from interview.occupations.recognise import recognised
from interview.practice.interviewer import PracticeInterviewer
from interview.question_bank.bank import load_bank
from interview.question_bank.topics import match_topics
from interview.resume.profile.reader import understand

PEOPLE: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parents[1] / "data" / "outside_software.yaml").read_text(encoding="utf-8")
)
TODAY = date(2026, 11, 29)
OF_SOFTWARE = {"Languages", "Web", "Data stores", "Cloud and containers", "Systems", "Mobile", "Data and AI"}


def of(person: dict[str, Any]) -> Profile:
    return understand(person["text"], today=TODAY)


def topics_asked(profile: Profile, text: str) -> set[str]:
    practice = PracticeInterviewer()
    slots = plan(10, profile.level, len(profile.achievements))
    asked = [practice.ask(Brief(profile, text, slots, job=JobPosting(), seed=seed)) for seed in range(3)]
    return {load_bank().by_id[each.bank_id][0].topic for some in asked for each in some if each.bank_id}


@pytest.mark.parametrize("person", PEOPLE, ids=lambda person: person["id"])
def test_a_person_is_taken_for_what_they_work_as_and_for_nothing_a_word_looks_like(person: dict[str, Any]) -> None:
    profile = of(person)
    assert profile.occupation == person["occupation"]
    assert {skill.name for skill in profile.skills}.isdisjoint(person["not_skills"])
    used = {name for project in profile.projects for name in project.technologies}
    assert used.isdisjoint(person["not_skills"])


@pytest.mark.parametrize("person", PEOPLE, ids=lambda person: person["id"])
def test_nobody_outside_software_is_asked_about_software(person: dict[str, Any]) -> None:
    areas = {topic.topic: topic.area for topic in load_bank().topics}
    asked = topics_asked(of(person), person["text"])
    assert {topic for topic in asked if areas[topic] in {*OF_SOFTWARE, "Foundations"}} == set()
    if not person["occupation"]:
        assert {topic for topic in asked if areas[topic] == "Product and process"} == set()


@pytest.mark.parametrize(
    "line",
    [
        "Property developer",
        "Real Estate Developer, Oslo",
        "Curriculum developer and trainer",
        "Shift Lead, night crew",
        "Lead Service Tech, commercial",
        "Music programmer",
        "Clean driver's license",
        "Driver licence: B, C",
        "Doctor of Philosophy",
    ],
)
def test_a_word_of_many_crafts_names_no_occupation_beside_another_craft(line: str) -> None:
    assert recognised(line) is None


@pytest.mark.parametrize(
    ("line", "occupation"),
    [
        ("Developer", "software-engineer"),
        ("Senior developer at Acme, 2019 - 2024", "software-engineer"),
        ("Freelance Programmer (2015 - 2020)", "software-engineer"),
        ("iOS lead", "ios-developer"),
        ("Driver, Northwind, 2016 - present", "driver"),
        ("LOOKING FOR: Service Manager, HVAC / electrical", "hvac-technician"),
        ("HVAC Service Manager - North Star Comfort", "hvac-technician"),
        ("A/C mechanic", "hvac-technician"),
        ("Sparky, A grade", "electrician"),
        ("Journeyman lineman", "electrician"),
        ("Okada rider", "taxi-driver"),
        ("Ward sister, male medical ward", "registered-nurse"),
        ("Brickie", "building-craftsperson"),
        ("Boilermaker", "welder"),
        ("CNC programmer", "machinist"),
        ("Fitter and turner", "maintenance-technician"),
    ],
)
def test_a_trade_is_known_by_the_name_its_people_use(line: str, occupation: str) -> None:
    found = recognised(line)
    assert found is not None
    assert found.occupation == occupation


def test_a_developer_of_something_unknown_makes_software_where_the_resume_names_some() -> None:
    text = "Kim Doe\nZorbium developer\n\nSkills\nPostgreSQL, JavaScript, Docker\n"
    assert understand(text, today=TODAY).occupation == "software-engineer"


@pytest.mark.parametrize(
    ("text", "skill"),
    [
        ("Kim Doe\n\nSkills\nExcel, Python, filing\n", "Python"),
        ("Kim Doe\n\nExperience\nBiologist, Lake Institute, 2015 - 2020\n- Models of algae in R and Python\n", "R"),
        ("Kim Doe\n\nExperience\nClerk, Town Hall, 2015 - 2020\n- Wrote Python scripts for the archive\n", "Python"),
        ("Kim Doe\n\nExperience\nPlanner, Rail, 2015 - 2020\n- Timetables with SQL and Tableau\n", "Tableau"),
        ("Kim Doe\nSoftware engineer\n\nExperience\nAcme, 2015 - 2020\n- Moved events to Kafka\n", "Kafka"),
    ],
)
def test_a_technology_counts_where_something_beside_it_tells_that_it_is_one(text: str, skill: str) -> None:
    assert skill in {each.name for each in understand(text, today=TODAY).skills}


def test_a_longer_skill_is_about_a_technology_only_where_another_one_is_named() -> None:
    rescue = Profile((Skill("Swift water rescue", "Swift water rescue, ropes"), Skill("First Aid", "First Aid")))
    assert "swift-ios" not in {match.topic.topic for match in match_topics(rescue, load_bank())}


def test_who_works_with_software_is_told_by_the_topics_of_the_occupation() -> None:
    areas = {topic.topic: topic.area for topic in load_bank().topics}
    for name, each in occupations().items():
        assert each.is_technical == any(areas[topic] in OF_SOFTWARE for topic in each.topics), name


def test_years_in_the_trade_count_whatever_the_jobs_were_called() -> None:
    text = "Ray Doe\nHVAC technician\n17 years in the trade.\n\nWork\nNorth Air - Crew hand, 2014 to now\n- Units\n"
    assert understand(text, today=TODAY).years == 17
