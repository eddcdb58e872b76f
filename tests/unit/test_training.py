"""Who is still learning a trade, and who learns something more beside theirs."""

from __future__ import annotations

import pytest

from interview.resume.profile.resume_read import ReadResume
from interview.resume.profile.training import is_in_training


@pytest.mark.parametrize(
    "resume",
    [
        "Bea\n\nExperience\nApprentice cooper, Oak & Sons, Sept 2024 - present\n- Raised 40 casks\n",
        "Bea\n\nExperience\n2024 - present\nTrainee optician, Clear Sight\n- Measured 30 pairs of eyes\n",
        "Bea\n\nI am 17 and in the second year of an apprenticeship as a cooper. I raise casks.",
        "Bea\n\nDear Mr Hall,\n\nSince September I am doing the Level 3 Diploma in Boatbuilding, partly in a yard.",
        "Jonas Berg\n\nJonas is a trainee thatcher with a firm of four. He bundles reed and dresses eaves.",
        "Ida Roth\nSecond-year apprentice, sign writing\n\nSkills\nbrushes, gold leaf",
        "Sam\n\nI finished my A levels last June and worked two summers in a shop.",
        "Kim\n\nEducation\nBA History, Hull, 2024 - present\n\nExperience\nWaiter, Bar Sol, 06/2025 - 08/2025\n",
        "Deck cadet\n\nSkills\nropes",
        "Jo Lee, 2nd yr apprentice electrician, Croydon\n\nSkills\nwiring",
        "Cal\n17, Wishaw\n\nI helped my uncle fit a kitchen.",
        "Cal\n\nI left Clyde Valley High in June with five exams. I helped my uncle fit a kitchen.",
        "Cal\n\nI dont have a job yet. I helped my uncle fit a kitchen.",
        "李萌\n工作经历\n2026.3 - 至今 某某公司 实习生\n- 整理资料\n",
    ],
)
def test_who_learns_a_trade_is_in_training(resume: str) -> None:
    assert is_in_training(ReadResume(resume))


@pytest.mark.parametrize(
    "resume",
    [
        "Bea\n\nExperience\nStudent support officer, Hull College, 2019 - present\n- Advised 40 students\n",
        "Bea\n\nExperience\nApprentice coordinator, Steel Ltd, 2019 - present\n- Placed 30 people\n",
        "Bea\nTrainer of apprentices\n\nSkills\nlathe",
        "Bea\n\nExperience\nCarer, Oak House, 2023 - present\n\nEducation\nLevel 3 Diploma, 2025 - present\n",
        "Bea\n\nOksana works nights as a carer. She is doing her Level 3 Diploma alongside.",
        "Bea\n\nI have 20 years of experience in dyeing. I am doing a diploma in design.",
        "Bea\n\nI finished my apprenticeship in 2010 and have built organs since then.",
        "Bea\n\nExperience\nBaker, Crust, 2010 - 2024\n- Baked\n\nEducation\nMBA, Open University, 2025 - present\n",
        "Bea\n\nLooking for an apprentice position\n\nSkills\nsaws",
        "Bea\n18, Elmwood\nPlumber\n\nI fitted bathrooms for Wates and run two apprentices.",
        "Bea\n\nI finished college in June, 2003 and have driven trucks since.",
        "Bea\n17, Broadway\n\nExperience\nCooper, Oak & Sons, 2009 - present\n- Raised 40 casks\n",
        "Bea\n\nI left school in June 1975 and was a cashier for 31 years.",
        "Bea\nCooper\n\nApprenticeship as cooper, 1986 - 1989",
    ],
)
def test_who_has_a_trade_or_says_nothing_of_learning_one_is_not(resume: str) -> None:
    assert not is_in_training(ReadResume(resume))


OF_TODAY = "Bea\n\nExperience\n{head}, 2001 - present\n- Looked after 40 people a week\n"


@pytest.mark.parametrize(
    "head",
    [
        "Cadet force instructor",
        "Pupil referral unit teacher",
        "Student accommodation manager",
        "Student nurse mentor",
        "Student rights lawyer, Hull",
        "Time-served apprentice joiner",
        "Apprentice of the year 2004, joiner",
        "Trainee solicitor recruitment lead, Gould LLP",
        "Student lettings negotiator",
        "Pupil transport driver",
        "Cadet hall caretaker",
        "Intern housing inspector for students",
        "Apprentice training manager",
        "Bar manager, The Cadet",
        "Cook, Royal Cadet",
        "Mentor (apprentice joiners)",
        "Ex-apprentice, now chargehand fitter",
    ],
)
def test_who_works_for_learners_or_was_one_has_a_trade(head: str) -> None:
    assert not is_in_training(ReadResume(OF_TODAY.format(head=head)))


@pytest.mark.parametrize(
    "head",
    [
        "Apprentice joiner",
        "Student nurse, St Mary's",
        "Second-year apprentice plumber and heating engineer, Bell & Co",
        "Marketing intern, Lumi Ltd",
        "Joiner (apprentice)",
        "Deck cadet, North Ferries",
        "Trainee quantity surveyor at Gould",
        "Student midwife - Leeds General",
        "Hairdresser, final-year apprentice",
        "Pupil barrister, Stone Chambers",
        "Auszubildende zur Tischlerin",
    ],
)
def test_a_word_for_learners_that_ends_a_title_or_stands_before_a_trade_names_one(head: str) -> None:
    assert is_in_training(ReadResume(OF_TODAY.format(head=head)))


@pytest.mark.parametrize(
    ("said", "is_one"),
    [
        ("She is a trainee dental nurse at a surgery in Hull.", True),
        ("I am a second-year apprentice and lay bricks.", True),
        ("She is a student accommodation manager in Hull.", False),
        ("He is a former apprentice of the yard.", False),
    ],
)
def test_the_same_holds_for_what_is_said_in_a_sentence(said: str, is_one: bool) -> None:
    assert is_in_training(ReadResume(f"Bea\n\n{said}\n")) is is_one
