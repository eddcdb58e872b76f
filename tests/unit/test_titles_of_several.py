"""A posting whose title several occupations of one profession have is for the one that its text tells of."""

from __future__ import annotations

import pytest

from interview.core.profile import Profile
from interview.question_bank.bank import bank_in
from interview.question_bank.wanted_of_text import work_of_posting
from interview.resume.profile.job_requirements import read_job

HOSPITAL = """\
- Receive and check blood samples, reject haemolysed and mislabelled tubes
- Phone critical potassium and troponin values to the wards
- Watch internal quality control with Westgard rules
- Crossmatch and issue red cells in emergencies
- Train technicians in coagulation and haematology analysers
"""
FACTORY = """\
- Lead four analysts who test sauces and raw materials for pH, water activity, fat and salt
- Validate methods, calibrate balances and keep records of every measurement
- Investigate results out of specification before a batch is released
- Order chemicals and see that solvents are stored and disposed of safely
"""


def work_of(posting: str) -> str:
    found = work_of_posting(read_job(posting, Profile()), bank_in("en"))
    return found.occupation if found is not None else ""


@pytest.mark.parametrize("title", ["Laboratory Manager", "Laboratory Supervisor", "Lab Technician (nights)"])
def test_a_laboratory_is_that_of_a_hospital_where_the_posting_tells_of_its_work(title: str) -> None:
    assert work_of(f"{title}\n\n{HOSPITAL}") == "medical-laboratory-technician"
    assert work_of(f"{title}\n\n{FACTORY}") == "laboratory-technician"


def test_a_title_that_says_which_is_believed_whatever_the_text_tells() -> None:
    assert work_of(f"Analytical Chemist\n\n{HOSPITAL}") == "laboratory-technician"
    assert work_of(f"Biomedical Scientist\n\n{FACTORY}") == "medical-laboratory-technician"


def test_without_a_known_title_no_text_makes_a_work_of_it() -> None:
    assert work_of(f"Join us\n\n{HOSPITAL}") == ""
