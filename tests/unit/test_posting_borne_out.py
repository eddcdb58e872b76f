"""The title of a posting names a work where its text speaks of that work, or of another with that title."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from interview.core.interviewer import Brief
from interview.core.profile import Profile
from interview.occupations.occupation import occupations
from interview.occupations.of_packs import put_beside
from interview.practice.prepared_work import prepared_as
from interview.practice.spoken_of import SpokenOf
from interview.question_bank.bank import bank_in, load_bank
from interview.question_bank.catalogue import TopicCatalogue
from interview.question_bank.wanted_of_text import work_of_posting
from interview.resume.profile.job_requirements import read_job
from interview.resume.profile.resume_read import ReadResume

DENTAL = """\
Receptionist

Smile Lane is a dental surgery with three dentists, two hygienists and 6,000 patients in Bath.
- Greet patients, check medical history forms and tell the nurse that somebody is here
- Book and move appointments, ring those who did not come and keep the emergency slots for toothache
- Explain treatment plans and charges, take payments and claim exemptions
- Scan referral letters to the hospital and put X-rays to the right record
- Keep what you hear confidential, also when the neighbour asks
"""
PARK = """\
Receptionist - Riverside Business Park

Castell Estates manages offices for 46 tenants in four buildings.
You sign in visitors and contractors, issue badges, key cards and parking permits, sort post and couriers, prepare
meeting rooms and screens, log faults of lifts, lights and heating with contractors, test the fire panel and help at
evacuations. You report to the facilities manager. You write clear e-mails, know Outlook and remember faces.
"""
HOTEL = """\
Receptionist

The Old Mill is a hotel of 54 rooms with a restaurant, ten minutes from York.
- Welcome guests, check them in and out and give them keys and directions
- Take reservations by phone and online, and sell room upgrades and breakfast
- Deal with complaints and find a solution before the guest leaves
- Balance the till, take deposits and prepare invoices for companies
"""
AIRTIME = """\
Buyer

Loud and Clear is an independent media agency.
You book television, radio, posters and online video for our clients, plan reach and frequency, trade airtime with
broadcasters, set up programmatic campaigns, watch impressions and ratings, and report what worked and what a view cost.
"""
ORCHESTRA = """\
Librarian

The Philharmonic of the North seeks a librarian for its 78 musicians.
You rent and buy scores and parts, mark bowings, correct misprints, set folders on stands for rehearsals and concerts,
and collect them afterwards. You talk with conductors and publishers about editions and cuts, and travel on tours.
"""


def work_of(posting: str, language: str = "en") -> str:
    found = work_of_posting(read_job(posting, Profile()), bank_in(language))
    return found.occupation if found is not None else ""


def prepared(occupation: str, posting: str) -> str:
    brief = Brief(Profile(occupation=occupation), "", (), job=read_job(posting, Profile()))
    found = prepared_as(brief, load_bank(), SpokenOf(brief, ReadResume(brief.resume_text), load_bank()))
    return found.occupation if found is not None else ""


def test_a_title_that_the_text_of_a_posting_bears_out_names_its_work() -> None:
    assert work_of(HOTEL) == "receptionist-hotel"


def test_a_title_may_be_that_of_another_work_of_which_the_text_tells() -> None:
    assert work_of(DENTAL) == "medical-receptionist"


@pytest.mark.parametrize("posting", [PARK, AIRTIME])
def test_a_title_that_the_text_of_a_posting_does_not_bear_out_names_no_work(posting: str) -> None:
    assert work_of(posting) == ""
    assert TopicCatalogue().occupation_wanted(read_job(posting, Profile()), "en") == ""


def test_of_a_short_posting_the_title_names_the_work() -> None:
    assert work_of("Receptionist\nBusy office in Leeds. Phones, post and visitors. Call Sue.") == "receptionist-hotel"


def test_whose_work_has_that_title_is_not_prepared_for_their_own_where_the_posting_is_for_another() -> None:
    assert prepared("receptionist-hotel", PARK) == ""
    assert prepared("receptionist-hotel", HOTEL) == "receptionist-hotel"
    assert prepared("receptionist-hotel", DENTAL) == "medical-receptionist"


def test_nothing_is_held_against_a_work_of_whose_core_there_is_no_question() -> None:
    assert work_of(ORCHESTRA) == "librarian"


def test_nothing_is_held_against_a_posting_in_another_language_than_was_measured() -> None:
    german = (
        "Receptionist (m/w/d)\n\nSie begrüßen Besucher, geben Ausweise und Parkkarten aus und sortieren die Post.\n"
        "Sie melden Störungen an Aufzug und Heizung, helfen bei Räumungen und sprechen gut Deutsch und Englisch.\n"
        "Badge, key card, parking, courier, visitor, meeting, screen, fire panel, tenant, building, contractor, lift,\n"
        "office, manager, security, calendar, e-mail, telephone, reception, delivery, contract, cleaning, order, key.\n"
    )
    assert work_of(german) == "receptionist-hotel"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_an_english_posting_is_for_the_same_work_in_every_language_of_questions(language: str) -> None:
    assert work_of(PARK, language) == ""
    assert work_of(HOTEL, language) == "receptionist-hotel"


@pytest.fixture
def desk_of_a_pack() -> Iterator[None]:
    ours = occupations()["receptionist-hotel"]
    put_beside([ours.model_copy(update={"occupation": "mill.desk", "core": ("mill.calls",)})])
    yield
    put_beside(())


@pytest.mark.usefixtures("desk_of_a_pack")
def test_nothing_is_held_against_a_title_of_a_pack() -> None:
    assert work_of(PARK) == "mill.desk"
