"""Years and level are those of somebody's work: not of service, leave, honour or training, and of a whole promotion."""

from __future__ import annotations

from datetime import date

import pytest

from interview.core.profile import Level, Profile
from interview.resume.profile.no_work import is_no_work
from interview.resume.profile.reader import understand

TODAY = date(2026, 11, 15)


def read(text: str) -> Profile:
    return understand(text, today=TODAY)


def jobs(*lines: str) -> Profile:
    return read("Ada Example\n\nProfessional career\n" + "\n".join(lines) + "\n")


@pytest.mark.parametrize(
    "between",
    [
        "Basic military service, Augustdorf",
        "Civilian service, youth hostel Winterberg, kitchen",
        "Parental leave",
        "Career break for my family",
        "Travelling in South America",
        "Looking for work",
        "Rehabilitation after accident",
        "Apprenticeship as dental technician, Labor Hufnagel",
        "Voluntary social year, retirement home",
        "US Army, 391st Battalion",
        "Lycée Brizeux, sailing section",
    ],
)
def test_a_time_that_is_no_work_of_the_trade_is_not_counted(between: str) -> None:
    profile = jobs("2019 - 2024   Dental technician, Labor Brink", f"2012 - 2019   {between}")
    assert profile.years == 5


@pytest.mark.parametrize(
    "beside",
    [
        "LHSAA Basketball Official, certified   2001 - Present",
        "School governor, Hill Primary, 2001 - Present",
        "Branch committee member, 2001 - 2018",
        "Volunteer, night shelter, 2001 - Present",
        "Little League umpire-in-chief   2001 - Present",
    ],
)
def test_an_office_of_honour_is_no_time_of_work(beside: str) -> None:
    profile = jobs("Goldsmith, Hill Ltd, 2019 - Present", "- Set 90 stones", "", beside)
    assert profile.title == "Goldsmith"
    assert profile.years == pytest.approx(7.9, abs=0.1)


@pytest.mark.parametrize(
    "now",
    [
        "Maternity leave, 2023 - present",
        "Stay-at-home mother\n2023 - present",
        "Homemaker, 2023 - present",
        "Illness, 2023 - present",
        "Career break, 2023 - present",
        "2023 - present   Caring for my mother",
        "全职妈妈 2023 - present",
    ],
)
def test_who_has_a_break_today_is_still_of_the_trade_that_was_theirs(now: str) -> None:
    profile = jobs(now, "", "Registered nurse, St Mary's Hospital, 2010 - 2023", "- Cared for 24 patients a shift")
    assert (profile.occupation, profile.years, profile.level) == ("registered-nurse", 13, Level.SENIOR)


@pytest.mark.parametrize(
    ("line", "years"),
    [
        ("Nurse returning to practice after five years at home with my son (2019-2024)", 2),
        ("Nurse. Five years at home with our children, 2019 – 2024", 2),
        ("Returner: nurse, returning to work after a career break, 2019 – 2024", 2),
        ("Nurse for mothers returning to work after maternity leave, 2019 - 2024", 7),
        ("Staff nurse (returned after maternity leave), Hill Hospital, 2019 - 2024", 7),
        ("Nurse, athletes returning to sport following long illness, 2019 - 2024", 7),
        ("Nurse, women returning to work after a career break, 2019 - 2024", 7),
        ("Nurse Manager, returner programme after career break, 2019 - 2024", 7),
    ],
)
def test_years_at_home_that_stand_beside_a_title_are_no_years_of_work(line: str, years: float) -> None:
    work = "Career\nStaff Nurse, St James Hospital, 2017 - 2019\n- Took bloods for 20 patients a day\n"
    assert read(f"Ana Example\n{line}\n\n{work}").years == years


def test_who_learns_another_trade_today_is_not_of_the_one_before() -> None:
    profile = jobs(
        "Apprenticeship, joinery, 2024 - present", "", "Registered nurse, St Mary's, 2010 - 2023", "- Nursed"
    )
    assert profile.occupation == ""


@pytest.mark.parametrize(
    ("now", "title"),
    [
        ("Unemployment benefits officer, City Hall", "Unemployment benefits officer"),
        ("Community service supervisor, Probation", "Community service supervisor"),
        ("Apprenticeship manager, Hill College", "Apprenticeship manager"),
        ("Sick leave administrator, Hill Ltd", "Sick leave administrator"),
        ("Job search adviser, Hill Ltd", "Job search adviser"),
    ],
)
@pytest.mark.parametrize("before", ["Barista, Moor, 2009 - 2011", ""])
def test_a_title_with_words_of_a_break_in_it_is_work(now: str, title: str, before: str) -> None:
    profile = jobs(f"{now}, 2012 - present", "- Saw 30 people a week", "", before)
    assert (profile.occupation, profile.title, profile.level) == ("", title, Level.SENIOR)


@pytest.mark.parametrize(
    "line", ["Time Out magazine", "German territories and reserves", "Unemployment benefits officer"]
)
def test_a_line_that_begins_with_other_words_is_no_break(line: str) -> None:
    assert not is_no_work(line)


@pytest.mark.parametrize(
    "line",
    [
        "391st Battalion",
        "US Army, Fort Hill",
        "Royal Navy",
        "Army Reserve",
        "Unemployed nurse",
        "Time off",
        "Job seeker",
    ],
)
def test_a_line_that_begins_with_the_army_or_time_off_is_no_work(line: str) -> None:
    assert is_no_work(line)


@pytest.mark.parametrize(
    "now",
    [
        "Notary, Leeds",
        "Tennis coach, Tennis Centre",
        "Deacon, St Paul's",
        "Swimming coach, Baths",
        "Unpaid bills collector",
    ],
)
def test_an_office_that_goes_on_alone_is_the_work(now: str) -> None:
    profile = jobs(
        f"{now}, 2015 - present", "- Saw 30 people a week", "", "Barista, Moor, 2009 - 2012", "- Made coffee"
    )
    assert profile.occupation == ""
    assert profile.years == pytest.approx(11.9, abs=0.1)


@pytest.mark.parametrize("heading", ["SIDE WORK", "VOLUNTARY", "Community service"])
def test_what_stands_below_a_heading_of_side_jobs_is_beside_the_work(heading: str) -> None:
    profile = jobs(
        "Goldsmith, Hill Ltd, 2019 - Present", "- Set 90 stones", "", heading, "Post commander, 2001 - Present"
    )
    assert profile.title == "Goldsmith"
    assert profile.years == pytest.approx(7.9, abs=0.1)


def test_a_range_in_an_item_is_part_of_the_job_above_it() -> None:
    profile = jobs("Goldsmith, Hill Ltd, 2023 - Present", "- Instructor since 2024", "Waiter, Moor, 2010 - 2015")
    assert profile.title == "Goldsmith"
    assert profile.years is not None
    assert profile.years < 5


PROMOTED = """\
Ada Example

EXPERIENCE

Capital Transit System, Baton Rouge
{title}                  Mar 2020 – Present
  Cover 24 routes from the control desk
Bus Operator             Aug 2007 – Mar 2020
  Fixed route, all divisions
{firm}Route Driver       2003 – 2007
"""


def test_who_was_promoted_at_one_employer_is_of_that_trade_and_no_manager_of_a_list() -> None:
    text = PROMOTED.format(title="Operations Supervisor (Road)", firm="\nDelta Distributors\n")
    profile = read(text)
    assert (profile.occupation, profile.title) == ("", "Operations Supervisor (Road)")
    assert profile.years == pytest.approx(19.3, abs=0.1)
    assert profile.level is Level.SENIOR


def test_an_operations_supervisor_of_operations_is_one_of_the_list() -> None:
    text = "Ada Example\n\nExperience\nOperations Supervisor, Hill Ltd, 2020 - now\n- Ran shifts\n"
    assert read(text).occupation == "operations-manager"


@pytest.mark.parametrize(
    "before",
    [
        "HMP Garrow\n               Prison Officer",
        "Prison Officer, HMP Garrow",
        "same employer\n          Prison Officer",
    ],
)
def test_a_rank_at_the_same_employer_counts_wherever_the_employer_stands(before: str) -> None:
    profile = jobs(
        "06/2019 – present    HMP Garrow",
        "                     Supervising Officer",
        "- Detail 9 officers",
        "",
        f"09/2011 – 06/2019    {before}",
        "- Escorts",
        "",
        "04/2002 – 08/2011    Head Chef, The Royal Oak",
        "- Menus",
    )
    assert profile.title == "Supervising Officer"
    assert profile.years == pytest.approx(15.2, abs=0.1)
    assert profile.level is Level.SENIOR


def test_a_rank_at_another_employer_is_another_job() -> None:
    profile = jobs(
        "Night Supervisor, Hill Bread, 2024 - present", "- Ran it", "Wigmaker, Stage Ltd, 2004 - 2023", "- Wigs"
    )
    assert profile.years is None


@pytest.mark.parametrize(
    ("now", "before"),
    [
        ("Leeds", "Leeds"),
        ("Milton Keynes", "Milton Keynes"),
        ("Royal Mail", "Royal Mail Hospital"),
        ("Hill Mills", "Hill Mills Bakery"),
        ("New York", "New York Times"),
    ],
)
def test_a_town_and_a_longer_name_are_not_one_employer(now: str, before: str) -> None:
    profile = jobs(f"Shift supervisor, {now}, 2020 - present", "- Ran it", f"Nurse, {before}, 2010 - 2020", "- Wards")
    assert profile.years is None or profile.years < 11


@pytest.mark.parametrize(
    ("now", "before"),
    [("Royal Mail", "Royal Mail"), ("Hill Ltd", "Hill Ltd, Leeds"), ("Sabi Mills Ltd", "Sabi Mills")],
)
def test_a_firm_with_and_without_its_legal_form_is_one_employer(now: str, before: str) -> None:
    profile = jobs(f"Shift supervisor, {now}, 2020 - present", "- Ran it", f"Sorter, {before}, 2010 - 2020", "- Post")
    assert profile.years == pytest.approx(16.9, abs=0.1)


@pytest.mark.parametrize(
    ("head", "job"),
    [
        ("", "Apprentice stonemason, Tobin & Daughters, Sept 2022 to now"),
        ("", "Trainee signaller, Caledonian Rail, Sept 2022 to now"),
        ("I am 20 and in the second year of a four-year stonecutting apprenticeship.", ""),
        ("I am 18 and I am doing the Level 5 Certificate in Agriculture.", ""),
    ],
)
def test_who_learns_a_trade_is_at_its_beginning(head: str, job: str) -> None:
    assert read(f"Ada Example\nCallan\n\n{head}\n\nWork\n{job}\n").level is Level.JUNIOR


def test_who_trains_apprentices_is_no_learner() -> None:
    assert jobs("Apprentice instructor, Hill Masons, 2010 - now", "- Taught 40").level is Level.SENIOR


def test_who_learns_is_called_what_they_apply_for() -> None:
    letter = (
        "Dear Mr Brady,\n\nI seen your notice in the co-op for a farm assistant and would like to be considered.\n\n"
    )
    assert read(f"Niamh\n\n{letter}I am 18 and doing a course.\n").title == "farm assistant"
    assert read(f"Niamh\n\n{letter}I have been an AB on ferries since 2015.\n").title == "AB"


@pytest.mark.parametrize(
    ("stated", "years"),
    [
        ("WORK EXPERIENCE : 5 years 4 months", 5.3),
        ("TOTAL EXPERIENCE : 5 Yrs 4 Months", 5.3),
        ("Total experience 5.8 years in quality control.", 5.8),
    ],
)
def test_stated_years_of_all_work_count_where_dates_leave_them_open(stated: str, years: float) -> None:
    text = (
        f"Ada Example\n\n{stated}\n\nExperience\nDesignation : Chemist\nPeriod : Feb 2022 to till date\n- Tests\n"
        "Designation : Lab Assistant\nPeriod : June 2019 to Aug 2021\n- Samples\n"
    )
    profile = read(text)
    assert (profile.years, profile.level) == (years, Level.MID)


def test_stated_years_that_the_dates_do_not_allow_are_not_believed() -> None:
    text = (
        "Ada Example\n\nTotal experience : 25 years\n\nExperience\nGoldsmith, Hill Ltd, 2019 - now\n- Set 90 stones\n"
    )
    assert read(text).years == pytest.approx(7.9, abs=0.1)


def test_years_beside_what_somebody_calls_themselves_count_where_dates_leave_them_open() -> None:
    text = (
        "Ada Example\n\nSummary\n- Marine engine rating with 9.5 years at sea on tankers.\n"
        "- Presently sailing as Motorman on board MT Heron, since March 2024 to date.\n"
        "- Previously sailed as Oiler on MV Luzon from May 2018 to January 2024.\n"
    )
    assert read(text).years == 9.5


def test_an_arrow_to_nowhere_and_from_in_brackets_go_on() -> None:
    assert jobs("Goldsmith, Hill Ltd, 2020 →", "- Set 90 stones").years == 6.9
    assert jobs("Goldsmith, Hill Ltd  (from Nov 2021)", "- Set 90 stones").years == pytest.approx(5, abs=0.1)


def test_a_row_of_a_table_is_not_named_by_its_head() -> None:
    profile = read(
        "RODERICK M.  |  2nd ENGINEER  |  FILIPINO\n\nSEA SERVICE\nVessel | Type | Rank | From – To | Manager\n"
        "GAS VISAYA | LPG | 2/E | 03.2022 – 12.2025 | Lindesnes AS\n"
    )
    assert profile.title == "2nd ENGINEER"


def test_what_stands_below_lone_dates_may_be_no_work() -> None:
    profile = jobs(
        "Goldsmith", "2018 to 2024", "- Set 90 stones", "", "2003 to 2018", "Career break to raise my children"
    )
    assert profile.years == 6


def test_who_is_without_a_job_is_not_what_they_do_for_nothing() -> None:
    profile = jobs(
        "Goldsmith, Hill Ltd, 2014 - 2024", "- Set 90 stones", "", "COMMUNITY", "Assistant coach, 2012 - Present"
    )
    assert profile.title == "Goldsmith"


def test_an_assistant_of_unknown_years_is_not_said_to_be_a_beginner() -> None:
    text = "Ada Example\n\nWHERE I HAVE WORKED\nDeli assistant, Kilbride's Centra\nChambermaid, Ashford Lodge\n"
    assert read(text).level is Level.MID


def test_who_was_an_apprentice_long_ago_learns_no_more() -> None:
    assert jobs("Apprentice pastry cook, Le Goff, 2006 - 2011", "- Croissants").level is not Level.JUNIOR
