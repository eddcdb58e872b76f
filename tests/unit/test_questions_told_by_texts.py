"""What people are asked whose trade no list knows is judged by what their resume and posting speak of."""

from __future__ import annotations

from datetime import date

import pytest

from interview.core.interviewer import Brief
from interview.core.plan import Slot
from interview.core.question import Difficulty, Question, QuestionKind
from interview.occupations.occupation import Occupation
from interview.practice.interviewer import PracticeInterviewer
from interview.practice.prepared_work import prepared_as
from interview.practice.spoken_of import SpokenOf
from interview.question_bank.bank import load_bank
from interview.resume.profile.job_requirements import read_job
from interview.resume.profile.reader import understand
from interview.resume.profile.resume_read import ReadResume

TODAY = date(2026, 11, 15)
SEEDS = range(3)
STERILISER = """\
Oona Halvorsen
Sterile supply worker

Experience
Sterile supply worker, Fjord Hospital, 2016 - present
- Load washers and steam sterilisers, pack 90 trays of instruments a shift, for obstetrics too
- Scan every tray, read the indicator strips and keep the log of each steriliser
- Rewrote the packing lists with photos; wrong trays fell from 14 to 3 a month

Skills
obstetrics, tray packing, steam sterilisers, washers
"""
TYPEFOUNDER = """\
Marit Osei
Type designer

Experience
Type designer, Osei Letters, 2014 - present
- Drew 22 families for newspapers and signs, with Greek and Cyrillic
- Wrote scripts in Python that check spacing, kerning and accents; kept the sources in Git
- Licensed fonts to 40 publishers and answered what their printers asked

Skills
Python, PostgreSQL, Git, lettering, kerning
"""
COMPOSTER = """\
Ilse Brandvold
Compost master

Experience
Compost master, Green Round, 2015 - present
- As a carer on a ward I wash patients, note their blood pressure, pulse and breathing and tell the nurse in charge
- Turn patients who lie in bed, look at skin and wounds for pressure ulcers and change dressings with clean hands
- Hand over each patient at the end of the shift with observations, medicines, falls and allergies
- Turned 800 tonnes of garden waste a year into compost that farms buy
"""
CELLIST = "Experience\nCellist, Harbour Quartet, 2015 - present\n- Played 60 concerts a year\n\nSkills\nnegotiation\n"
BURSAR = """\
Bursar
Hillside School

You pay invoices and salaries, close the books each month, reconcile the bank account, plan the budget and forecast
cash, book accruals, chase suppliers' statements and report variances against the budget to the governors.
You prepare the year end with the auditors and keep the ledger, the purchase orders and the payment runs in order.
"""
CARETAKER = """\
Tomas Reyl
Bus driver

Experience
Bus driver, Valley Coaches, 2012 - present
- Drive school and line buses, check brakes, tyres and lights before each tour and keep to the timetable
- Calm passengers, count tickets and report faults to the workshop
- Trained 6 new drivers on the mountain route
"""


def prepared(person: Brief) -> Occupation | None:
    return prepared_as(person, load_bank(), SpokenOf(person, ReadResume(person.resume_text), load_bank()))


def asked(resume: str, posting: str = "", *, many: int = 6) -> list[Question]:
    profile = understand(resume, today=TODAY)
    job = read_job(posting, profile, resume)
    slots = (Slot(QuestionKind.SKILL, Difficulty.MEDIUM),) * many
    practice = PracticeInterviewer()
    return [each for seed in SEEDS for each in practice.ask(Brief(profile, resume, slots, job=job, seed=seed))]


def topics(questions: list[Question]) -> set[str]:
    return {load_bank().by_id[each.bank_id][0].topic for each in questions}


def brief(resume: str, posting: str = "") -> Brief:
    profile = understand(resume, today=TODAY)
    return Brief(profile, resume, (), job=read_job(posting, profile, resume))


def test_one_broad_word_does_not_bring_questions_of_another_craft() -> None:
    assert "midwifery" not in topics(asked(STERILISER))


def test_who_names_tools_of_software_but_speaks_of_other_work_is_not_asked_its_foundations() -> None:
    areas = {load_bank().by_id[each.bank_id][0].area for each in asked(TYPEFOUNDER)}
    assert "Foundations" not in areas


def test_what_somebody_speaks_of_most_is_asked_without_a_name_that_leads_to_it() -> None:
    assert "nursing" in topics(asked(COMPOSTER))


def test_a_posting_whose_title_no_list_knows_brings_what_its_text_speaks_of() -> None:
    found = topics(asked(CARETAKER, BURSAR))
    assert found & {"finance-accounting-office", "accounting-reporting"}
    assert "passenger-driving" not in found


def test_a_posting_that_speaks_of_nothing_of_the_own_work_is_for_other_work() -> None:
    assert prepared(brief(CARETAKER)) is not None
    assert prepared(brief(CARETAKER, BURSAR)) is None


def test_of_a_few_words_nothing_can_be_told_and_nothing_is_held_against_a_topic() -> None:
    spoken = SpokenOf(brief(CELLIST), ReadResume(CELLIST), load_bank())
    assert not spoken.can_tell
    assert all(spoken.is_of(topic) for topic in load_bank().topics)


@pytest.mark.parametrize("lines", [1, 4])
def test_a_known_occupation_is_asked_about_its_craft_however_little_is_told(lines: int) -> None:
    resume = "\n".join(("Registered Nurse", "", "Experience", "Registered Nurse, St Olave, 2019 - present")[:lines])
    assert "nursing" in topics(asked(resume, many=4))


def test_a_line_to_spare_is_asked_about_before_more_that_fits_whatever_the_job() -> None:
    kinds = [each.kind for each in asked(STERILISER, many=4)]
    assert kinds.count(QuestionKind.PROJECT) >= 2 * len(SEEDS)


PERFUMER = """\
Ode Lamarche
Scent designer

Experience
Scent designer, Atelier Brume, 2014 - present
- Smelled 40 trials a week beside the perfumers and chose the three that went to the client
- Kept the library of 1,900 raw materials and wrote down how each of them faded
- Ran panels in which 60 people compared our candles with those of other makers

Skills
Excel, evaporation curves, gas chromatography, panels
"""


def test_an_item_of_a_list_asks_nothing_of_whom_no_list_knows() -> None:
    listed = PERFUMER.replace(
        "Excel,", "Excel, pivot tables, Power Query, spreadsheets, formulas, lookups, charts, macros,"
    )
    assert "spreadsheets" not in topics(asked(listed))


def test_with_nothing_told_of_any_topic_lines_and_questions_for_everybody_fill_the_interview() -> None:
    found = asked(PERFUMER, many=24)
    every = {"about-you", "general-workplace", "how-you-work", "working-with-ai", "achievements", "behavioural"}
    assert topics(found) <= every
    assert len(found) == 24 * len(SEEDS)


def test_one_line_on_a_language_makes_nobody_a_programmer() -> None:
    assert "python" not in topics(asked(PERFUMER.replace("- Kept", "- Wrote a Python script for SQL tables\n- Kept")))


def desk_questions(resume: str) -> set[str]:
    return {one.bank_id for one in asked(resume, many=24)} & {
        "general-workplace-clear-email",
        "general-workplace-presentation",
        "general-workplace-meeting",
    }


def test_only_who_tells_of_a_desk_is_asked_about_mails_and_presentations() -> None:
    assert not desk_questions(PERFUMER)
    elsewhere = PERFUMER.replace("Atelier Brume,", "Forest Office Brume,").replace("- Kept", "- Reported leaks\n- Kept")
    assert not desk_questions(elsewhere)
    at_a_desk = "- Wrote a report on every panel and presented it to the board of the maker\n- Kept"
    assert desk_questions(PERFUMER.replace("- Kept", at_a_desk))


@pytest.mark.parametrize(
    ("line", "is_asked"),
    [
        ("We are recruiting a bell ringer for two towers.", False),
        ("Welcome guests in line with our Accessibility policy", False),
        ("Experience in recruiting and in accessibility", True),
    ],
)
def test_what_a_posting_says_of_itself_is_no_requirement(line: str, is_asked: bool) -> None:
    job = read_job(f"Bell Ringer\nHill Church\n\nRequirements\n- {line}\n", understand("", today=TODAY))
    assert bool({"Recruiting", "Recruitment", "Accessibility"} & {one.skill for one in job.requirements}) is is_asked


@pytest.mark.parametrize(
    ("line", "is_told"),
    [
        ("Desired position: shift lead, 40 hours or any other rank", False),
        ("I search: lead of a crew, 2 weeks on and 2 off, fixed contract", False),
        ("Looking for leaks, walked 40 km of pipe a year", True),
    ],
)
def test_a_wish_for_a_job_is_not_quoted_as_work(line: str, is_told: bool) -> None:
    resume = f"Ode Lamarche\n\nExperience\nPipe walker, Hill Water, 2014 - present\n- {line}\n- Closed 9 valves a day\n"
    told = [each.line for each in understand(resume, today=TODAY).achievements]
    assert any(line in each for each in told) is is_told
