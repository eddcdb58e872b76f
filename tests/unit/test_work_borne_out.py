"""A title names somebody's work where the rest of the resume speaks of that work, and else it names none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import partial

import pytest

from interview.core.profile import Level, Profile
from interview.i18n.translate import ENGLISH
from interview.occupations.occupation import occupations
from interview.occupations.of_packs import put_beside
from interview.practice import borne_out
from interview.practice.borne_out import as_borne_out, is_borne_out
from interview.resume.profile.reader import understand
from interview.resume.profile.resume_read import ReadResume
from interview.storage import rows
from interview.web.understood import work_told

TODAY = date(2026, 11, 15)
SURGERY = """\
Receptionist, Mill Lane Surgery, 2015 - present
- I answer 120 calls a morning, ask each patient what is wrong and book them with a doctor, nurse or physiotherapist
- Chest pain or trouble with breathing goes to the duty doctor at once, and I stay on the line until somebody is there
- Give out prescriptions, look for those that are missing with the pharmacy, and chase blood results and referrals
- Scan letters from hospitals, put them to the right record and pass on what needs an answer the same day
- Check name, birthday and address before I say anything, as families ask for results of others
- Text reminders with the practice manager: missed appointments fell from 9 to 5 in a hundred
- Train new staff on records, confidentiality, repeat requests, vaccinations and forms for insurers
- Order stationery, gloves and masks, open and lock the building and count the petty cash
"""
FRONT_DESK = """\
Receptionist, Mill Lane Hotel, 2015 - present
- I check in 90 guests on a Friday, keep rooms for late arrivals and find another hotel for those we cannot take
- Calm guests whose room is not ready, give vouchers for dinner and write to those who complained online
- Balance the till at night, charge deposits, minibar and damage, and send invoices to firms after their stay
- Plan breakfast and housekeeping with the kitchen and the chambermaids when two tour groups leave at once
- Know allergies of guests and tell the restaurant, keep keys and passports safe, ring the doctor at night
- Upgrades sold at the desk rose from 4 to 9 a week after I wrote down how we offer them
- Train new staff on bookings, overbooking, cancellations, refunds and what to do in a fire
- Order taxis, theatre tickets and flowers, open the conference room and count the cash
"""
NEWTS = """\
Biologist, Greenway Consultants, 2014 - present
- Survey bats, great crested newts and badgers before roads and housing are built, with detectors at dusk and dawn
- Moved 340 newts to a new pond behind fences and came back every spring to count them
- Map hedgerows, grassland and invasive knotweed and draw habitat maps for planners
- Write the ecology chapter of planning applications and argue mitigation with councils and developers
- Watch tree felling on site and stop the work when a nest is found
- Lead four seasonal surveyors, plan their nights, lone working and vans
"""


def desk(work: str, head: str = "Receptionist") -> str:
    return f"Nia Brandt\n{head}\n\nExperience\n{work}"


def read(text: str) -> Profile:
    return as_borne_out(partial(understand, today=TODAY), text)


def test_a_title_that_the_resume_does_not_bear_out_names_no_work() -> None:
    assert understand(desk(SURGERY), today=TODAY).occupation == "receptionist-hotel"
    profile = read(desk(SURGERY))
    assert (profile.occupation, profile.title, profile.level) == ("", "Receptionist", Level.SENIOR)
    assert profile.years == pytest.approx(11.9, abs=0.1)


def test_who_speaks_of_no_work_that_we_know_has_the_title_of_none() -> None:
    assert read(desk(NEWTS, head="Leeds")).title == "Biologist"
    assert not read(desk(NEWTS, head="Leeds")).occupation


def test_a_title_that_the_resume_bears_out_names_the_work() -> None:
    profile = read(desk(FRONT_DESK))
    assert (profile.occupation, profile.title) == ("receptionist-hotel", "")


def test_an_older_job_is_no_work_of_today_in_place_of_a_title_that_is_not_borne_out() -> None:
    assert read(desk(f"{SURGERY}Waiter, Bar Azul, 2009 - 2014\n- Served lunch\n")).occupation == ""


def test_of_a_short_resume_the_title_names_the_work() -> None:
    assert read(desk("\n".join(SURGERY.splitlines()[:3]))).occupation == "receptionist-hotel"


def test_nothing_is_held_against_a_title_in_another_language_than_was_measured() -> None:
    found = understand(desk(SURGERY), today=TODAY)
    assert not is_borne_out(found, ReadResume(desk(SURGERY)))
    assert is_borne_out(replace(found, language="de"), ReadResume(desk(SURGERY)))


@pytest.fixture
def desk_of_a_pack() -> Iterator[None]:
    ours = occupations()["receptionist-hotel"]
    put_beside([ours.model_copy(update={"occupation": "mill.desk", "core": ("mill.calls",)})])
    yield
    put_beside(())


@pytest.mark.usefixtures("desk_of_a_pack")
def test_nothing_is_held_against_a_title_of_a_pack() -> None:
    assert read(desk(SURGERY)).occupation == "mill.desk"


def test_whose_work_is_not_known_is_told_their_own_title_and_no_trade() -> None:
    assert work_told(read(desk(SURGERY)), ENGLISH) == "Receptionist, senior level"
    assert work_told(read(desk(FRONT_DESK)), ENGLISH) == "Hotel receptionist, senior level"
    small = "Experience\nhill dairy, cheesemaker, 2017 to present\n- milk and brine\n"
    assert work_told(read(small), ENGLISH) == "Cheesemaker, senior level"
    assert work_told(read("Experience\nHill Dairy, 2017 to present\n- milk\n"), ENGLISH) == "Questions at senior level"
    assert work_told(read("Margaret\n\nI sit with patients and read to them.\n"), ENGLISH) == "Questions at mid level"


def test_a_correction_takes_the_place_of_a_title() -> None:
    corrected = replace(read(desk(SURGERY)), occupation="medical-receptionist")
    assert corrected.occupation in occupations()
    assert work_told(corrected, ENGLISH) == "Medical receptionist, senior level"


@pytest.mark.parametrize(
    ("jobs", "title"),
    [
        ("Wigmaker, Stage Hair, 2019 - present\n- Made 90 wigs", "Wigmaker"),
        ("Norte, 2017 - present\n- Cast bells\nWigmaker, Stage Hair, 2012 - 2016\n- Made 90 wigs", ""),
        ("Norte, 2017 - present\n- Cast bells\nWaiter, Bar Azul, 2012 - 2016\n- Served lunch", ""),
    ],
)
def test_what_an_older_job_was_called_is_no_title_of_today(jobs: str, title: str) -> None:
    profile = read(f"Ines Duarte\nLisbon\n\nExperience\n{jobs}\n")
    assert (profile.occupation, profile.title) == ("", title)


def test_a_profile_that_an_older_release_kept_is_read() -> None:
    kept = rows.profile_to_json(read(desk(FRONT_DESK)))
    del kept["title"]
    assert rows.profile(kept) == read(desk(FRONT_DESK))


def test_of_many_titles_few_are_doubted_one_by_one_before_none_names_a_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(borne_out, "is_borne_out", lambda *_: False)
    known, asked = sorted(occupations()), []

    def understand(_: str, doubted: frozenset[str]) -> Profile:
        asked.append(doubted)
        left = [name for name in known if name not in doubted]
        return Profile(occupation=left[0] if left else "")

    assert borne_out.as_borne_out(understand, "many titles").occupation == ""
    assert len(asked) <= 6
