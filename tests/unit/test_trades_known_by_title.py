"""People of a trade are known by the titles that they and advertisements write, and asked about their own craft."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import pytest

from interview.occupations.occupation import Occupation, occupations
from interview.occupations.recognise import in_words, recognised
from interview.question_bank.bank import FOLDERS, BankQuestion, bank_in, load_bank


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
        ("Kindergarten Teacher", "kindergarten-teacher"),
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
        ("Architect, Lindqvist & Rowe", "architect"),
        ("Part II Architectural Assistant", "architect"),
        ("Software Architect", "software-architect"),
        ("Children's Librarian", "librarian"),
        ("Conference and Events Manager", "event-manager"),
        ("Event marketing manager", "marketing-manager"),
        ("Field Claims Adjuster II", "claims-adjuster"),
        ("Fraud claims investigator", "fraud-investigator"),
        ("Dairy Farm Manager", "farm-manager"),
        ("Head Teller, Coastal Savings", "bank-teller"),
        ("Registered Dental Hygienist", "dental-hygienist"),
        ("Dental hygiene assistant", "dental-assistant"),
        ("Occupational hygienist", None),
        ("Senior UX Researcher", "ux-researcher"),
        ("Communications Officer", "communications-officer"),
        ("PR Manager", "communications-officer"),
        ("City Bus Driver", "bus-driver"),
        ("Coach driver", "bus-driver"),
        ("Taxi driver", "taxi-driver"),
        ("Lorry driver", "driver"),
        ("Bus Driver Trainer", "driver-trainer"),
        ("Driving Instructor", "driver-trainer"),
        ("Bench joiner", "carpenter"),
        ("Bricklayer", "building-craftsperson"),
    ],
)
def test_a_title_names_the_trade_of_the_person(title: str, occupation: str | None) -> None:
    found = recognised(title)
    assert (found and found.occupation) == occupation


@pytest.mark.parametrize("title", ["Architect", "Senior Architect, Contoso", "Chief architect"])
def test_an_architect_who_names_software_is_not_said_to_build_houses(title: str) -> None:
    assert recognised(title, names_software=True) is None
    found = recognised(title)
    assert found is not None
    assert found.occupation == "architect"


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
        ("midwife", "midwifery"),
        ("welder", "welding"),
        ("carpenter", "carpentry"),
        ("bus-driver", "passenger-driving"),
        ("network-engineer", "network-administration"),
        ("bank-teller", "banking-counter"),
        ("claims-adjuster", "claims-handling"),
        ("event-manager", "event-management"),
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


def asked_of(occupation: str) -> Iterator[BankQuestion]:
    """Every question that somebody may get whose resume names nothing beside the occupation."""
    known = occupations()[occupation]
    always = {*known.core, *known.adjacent}
    for topic, question in load_bank().by_id.values():
        if topic.topic in always and question.is_for({known.occupation, known.profession}):
            yield question


@pytest.mark.parametrize(
    ("occupation", "of_others"),
    [
        ("bus-driver", "parcel|lorry|delivery"),
        ("taxi-driver", r"parcel|lorry|coach|\ba bus\b"),
        ("driver", r"coach|\ba bus\b"),
        ("welder", "lamp|measuring instrument|guard switch|pumps|valve|air conditioner"),
        ("hvac-technician", "pumps|conveyor|guard switch"),
        ("electrician", "air conditioner|pumps|valve"),
        ("carpenter", "slab|trench|excavator"),
        ("midwife", "pressure ulcers|dementia|six patients"),
        ("kindergarten-teacher", "photosynthesis|percentages|maths class|essay|fourteen|fifteen|phone"),
        ("network-engineer", r"HTTP/\d|layer seven|your service|your services"),
        ("dental-hygienist", "forceps|assist the dentist|has been pulled|impression"),
        ("ux-researcher", "first designer|wireframes|crowded screen"),
        ("communications-officer", "discount|search engines|launch a new product"),
    ],
)
def test_nobody_is_asked_about_a_scene_of_a_neighbours_trade(occupation: str, of_others: str) -> None:
    texts = [question.question for question in asked_of(occupation)]
    assert texts
    assert [text for text in texts if re.search(of_others, text)] == []


@pytest.mark.parametrize("language", FOLDERS)
def test_whoever_a_question_is_kept_for_or_from_is_somebody_that_we_know(language: str) -> None:
    known = {name for each in occupations().values() for name in (each.occupation, each.profession)}
    for _, question in bank_in(language).by_id.values():
        assert {*question.professions, *question.not_professions} <= known, question.id
