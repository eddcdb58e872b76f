"""What is told of the job of today bears out a title of today, and older jobs do only where too little is told."""

from __future__ import annotations

from datetime import date
from functools import partial

import pytest

from interview.core.interviewer import Brief
from interview.core.profile import Profile
from interview.practice.borne_out import as_borne_out
from interview.practice.spoken_of import SpokenOf
from interview.question_bank.bank import load_bank
from interview.resume.profile import work_of_today
from interview.resume.profile.reader import understand
from interview.resume.profile.resume_read import ReadResume
from interview.resume.profile.roles import role_of
from tests.unit.test_work_borne_out import FRONT_DESK, NEWTS, SURGERY, desk

TODAY = date(2026, 11, 15)
PARK = """\
Receptionist, Thames Gate Business Park, 2014 - present
- Sign visitors in and out, print badges, ring the tenant and walk couriers to the loading bay
- Issue and cancel key cards and parking permits for 46 firms, with a list that the landlord checks
- Sort post and parcels, frank letters, hold recorded ones until somebody signs
- Put meeting rooms into the calendar, set screens and coffee, charge firms that overrun
- Log leaks, lifts and lamps with the contractors and chase them until it is done
"""
SHORT = """\
Receptionist, Quay Court, 2024 - present
- Sign in visitors
- Sort post and parcels
- Book meeting rooms
"""
LODGE = FRONT_DESK.replace("2015 - present", "2004 - 2013")
PUMPS = """\
Engineer's mate, Moor Pumps, 2004 - 2014
- Packed glands, aligned couplings and balanced impellers of pumps for quarries and mines
- Drew parts on paper, turned shafts and cut gaskets, and painted castings in winter
- Drove the crane lorry to collieries and lifted motors of two tonnes with chains
- Measured vibration, bearings and flow, and wrote what was found in a blue book
"""
HEAD_OF_TEAMS = """\
Engineering Manager, Moor Groceries, 2021 - present
- Grew the department from 9 to 20 engineers; regretted attrition from 22% to 5% a year
- Split one overloaded team into three along customer journeys; lead time from 41 to 12 days
- Introduced a career ladder with six levels and calibrated it with HR
- Put a performance plan in place for two people: one is a strong senior now, one left with dignity
- Moved from yearly to quarterly planning with product, and cut initiatives in parallel from 14 to 5
- After an outage of seven hours, set up on-call, incident reviews and an error budget
"""
GENES = """\
Biologist, Institute of Genes, 2004 - 2013
- Cloned genes of yeast, ran real-time PCR, gels and blots, and purified proteins on columns
- Planned experiments with controls and duplicates, and kept the laboratory notebook
- Ordered reagents, calibrated pipettes and balances, and validated methods
- Trained students in sterile work, cell culture, waste and dilutions
"""
FLATS = """\
Concierge, Harbour Point Apartments, 2016 - present
- Mind the lobby of 140 flats: parcels, dry cleaning, keys for plumbers, names of dogs
- Let movers in, protect the lift, note scratches, call the engineer when pumps stop
- Enforce rules on barbecues, bikes and drums, and test sprinklers each month
- Water plants, change lamps, salt the steps, and know which owner is in Spain
"""


def read(text: str) -> Profile:
    return as_borne_out(partial(understand, today=TODAY), text)


def test_an_older_job_does_not_bear_out_the_title_of_today() -> None:
    profile = read(desk(f"{PARK}\n{LODGE}"))
    assert (profile.occupation, profile.title) == ("", "Receptionist")


def test_of_a_job_of_today_that_is_told_in_short_lines_older_jobs_bear_out_the_title() -> None:
    assert read(desk(f"{SHORT}\n{LODGE}")).occupation == "receptionist-hotel"


def test_short_lines_of_today_do_not_bear_out_what_older_jobs_do_not() -> None:
    older = SURGERY.replace("2015 - present", "2004 - 2013")
    assert read(desk(f"{SHORT}\n{older}")).occupation == ""


def test_older_jobs_of_another_trade_do_not_speak_against_the_title_of_today() -> None:
    assert read(desk(f"{FRONT_DESK}\n{PUMPS}\n{PUMPS.replace('2004 - 2014', '1994 - 2003')}")).occupation


def test_a_profile_and_skills_bear_out_the_title_of_today() -> None:
    told = (
        "Summary\nHotels are my home: guests, overbooking, check-in, rooms, breakfast, housekeeping, complaints,\n"
        "upgrades, restaurant, allergies, reservations, bar, tips, kitchen.\n\nExperience\n"
    )
    assert read(desk(PARK).replace("Experience\n", told)).occupation == "receptionist-hotel"


def test_what_somebody_studied_or_likes_does_not() -> None:
    told = (
        "\nEducation\nDiploma in hospitality, 2007: guests, overbooking, check-in, rooms, breakfast, housekeeping\n"
        "Hobbies\nHotels, restaurants, kitchen, cooking, wine, menus, bar, tips\n"
    )
    assert read(desk(PARK) + told).occupation == ""


def test_a_later_job_of_another_title_belongs_to_the_work() -> None:
    promoted = PARK.replace("Receptionist,", "Head of Reception,").replace("2014", "2022")
    assert read(desk(f"{promoted}\n{FRONT_DESK.replace('present', '2022')}")).occupation == "receptionist-hotel"


def test_a_job_beside_that_has_another_title_says_nothing_of_it() -> None:
    beside = PUMPS.replace("2014", "present")
    assert read(desk(f"{FRONT_DESK}\n{beside}\n{beside.replace('Moor Pumps', 'Hill Pumps')}")).occupation


def test_where_the_title_stands_at_the_top_the_job_of_today_needs_none() -> None:
    jobs = "\n".join(job.replace("Receptionist, ", "") for job in (PARK, LODGE))
    assert read(desk(jobs)).occupation == ""


def test_who_leads_others_speaks_of_several_topics_and_of_each_a_little() -> None:
    profile = read(f"Deborah Ochs\nEngineering Manager\n\nExperience\n{HEAD_OF_TEAMS}")
    assert profile.occupation == "engineering-manager"


def test_what_is_at_the_core_of_another_work_of_that_name_does_not_bear_out_this_one() -> None:
    office = (
        "Receptionist, Norris and Lowe, 2014 - present\n"
        "- Keep diaries and calendars of four partners, take minutes and send them within two days\n"
        "- Book travel, trains and rooms, prepare files and folders for meetings, and scan what is signed\n"
        "- Write letters, answer mail and telephone, order stationery and check invoices against orders\n"
        "- Keep what I hear to myself, archive contracts and destroy what is past its date\n"
    )
    assert read(desk(office)).occupation == ""
    assert read(desk(office, head="Office receptionist")).occupation == "office-administrator"


def test_a_title_without_the_form_of_one_is_told_where_it_is_not_borne_out() -> None:
    for head in ("Concierge", "Leeds"):
        profile = read(desk(FLATS, head=head))
        assert (profile.occupation, profile.title) == ("", "Concierge")


@pytest.mark.parametrize("until", ["present", "2025"])
def test_older_jobs_under_a_title_that_is_not_borne_out_open_no_topic(until: str) -> None:
    text = desk(f"{NEWTS.replace('present', until)}\n{GENES}", head="Leeds")
    laboratory = next(topic for topic in load_bank().topics if topic.topic == "laboratory-science")
    assert SpokenOf(Brief(understand(text, today=TODAY), text, ()), ReadResume(text), load_bank()).opens(laboratory)
    assert not SpokenOf(Brief(read(text), text, ()), ReadResume(text), load_bank()).opens(laboratory)


def test_longer_texts_are_judged_as_a_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    text = desk(f"{PARK}\n{LODGE}")
    monkeypatch.setattr(work_of_today, "LONGEST_TEXT", len(text) - 1)
    assert read(text).occupation == "receptionist-hotel"


def test_half_a_sentence_that_ends_in_a_title_is_none() -> None:
    assert role_of("Since 2020 I volunteer at Saint Michael's Hospice in Harrogate") == ""
    assert role_of("Engineer I and inspector, Hill Ltd") == "Engineer I and inspector"
