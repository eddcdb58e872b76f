"""People of a trade are known by the titles that they and advertisements write, and asked about their own craft."""

from __future__ import annotations

from collections import Counter

import pytest

from interview.occupations.occupation import Occupation, occupations
from interview.occupations.recognise import in_words, recognised
from interview.question_bank.bank import load_bank


@pytest.mark.parametrize(
    ("title", "occupation"),
    [
        ("Police Officer, City of Marlow", "police-officer"),
        ("Detective, Burglary Unit", "police-officer"),
        ("Patrol Officer", "police-officer"),
        ("Mobile Patrol Officer, Harrow Security", "security-guard"),
        ("Store detective", "security-guard"),
        ("Clinical Pharmacist", "pharmacist"),
        ("Pharmacy Technician", "pharmacy-technician"),
        ("Senior Stylist", "hairdresser"),
        ("Fashion stylist", None),
        ("Kindergarten Teacher", "teacher"),
        ("2nd Grade Teacher", "teacher"),
        ("Preschool Teacher", "childcare-assistant"),
        ("Tax clerk", "tax-adviser"),
        ("Tax Adviser", "tax-adviser"),
        ("Freight Dispatcher", "transport-dispatcher"),
        ("Dispatcher", "transport-dispatcher"),
        ("Emergency dispatcher", None),
        ("Warehouse Lead, inbound", "warehouse-operative"),
        ("Project Engineer (Civil)", "civil-engineer"),
        ("Medical Laboratory Scientist", "medical-laboratory-technician"),
        ("Laboratory Technician", "laboratory-technician"),
        ("Phlebotomist", "phlebotomist"),
        ("Fraud Investigator II", "fraud-investigator"),
        ("Learning & Development Coordinator", "learning-development"),
    ],
)
def test_a_title_names_the_trade_of_the_person(title: str, occupation: str | None) -> None:
    found = recognised(title)
    assert (found and found.occupation) == occupation


def test_no_title_is_that_of_two_occupations() -> None:
    owners = {
        (words, each.occupation)
        for each in occupations().values()
        for words in map(in_words, each.titles + each.titles_alone)
    }
    signs = {(title, each.occupation) for each in occupations().values() for title in each.titles_zh}
    for titles in (owners, signs):
        assert [title for title, times in Counter(title for title, _ in titles).items() if times > 1] == []


@pytest.mark.parametrize("occupation", occupations().values(), ids=lambda each: each.occupation)
def test_every_topic_that_an_occupation_names_is_in_the_bank(occupation: Occupation) -> None:
    assert occupation.topics <= {topic.topic for topic in load_bank().topics}


@pytest.mark.parametrize(
    ("occupation", "core"),
    [
        ("police-officer", "policing"),
        ("pharmacist", "clinical-pharmacy"),
        ("hairdresser", "hairdressing"),
        ("translator", "translation"),
        ("graphic-designer", "print-brand-design"),
        ("transport-dispatcher", "transport-dispatching"),
        ("tax-adviser", "income-tax"),
        ("medical-laboratory-technician", "medical-laboratory"),
        ("phlebotomist", "phlebotomy"),
        ("fraud-investigator", "fraud-investigation"),
        ("learning-development", "learning-development"),
    ],
)
def test_people_of_these_trades_are_asked_about_their_own_craft(occupation: str, core: str) -> None:
    known = occupations()[occupation]
    assert core in known.core
    topics = {topic.topic: topic for topic in load_bank().topics}
    asked = [each for each in topics[core].questions if each.is_for({known.occupation, known.profession})]
    assert {each.difficulty.value for each in asked} == {"easy", "medium", "hard"}


def test_nobody_who_plans_transport_is_asked_what_only_drivers_do() -> None:
    assert "driving-transport" not in occupations()["transport-dispatcher"].topics
    assert "driving-transport" not in occupations()["logistics-coordinator"].topics


def test_a_hospital_laboratory_is_asked_nothing_about_making_medicines() -> None:
    known = occupations()["medical-laboratory-technician"]
    known_as = {known.occupation, known.profession}
    asked = {id for id, (_, question) in load_bank().by_id.items() if question.is_for(known_as)}
    assert "laboratory-science-pipetting" in asked
    assert asked.isdisjoint({"laboratory-science-out-of-specification", "laboratory-science-method-validation"})
