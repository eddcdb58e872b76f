"""What somebody says of their job in a sentence, behind a label or in a list without dates is read like its head."""

from __future__ import annotations

from datetime import date

import pytest

from interview.core.profile import Level, Profile
from interview.resume.profile.reader import understand

TODAY = date(2026, 11, 15)


def read(text: str) -> Profile:
    return understand(text, today=TODAY)


def told(sentences: str) -> tuple[str, float | None]:
    profile = read(f"Ada Example\nYork\n\n{sentences}\n")
    return profile.occupation or profile.title, profile.years


@pytest.mark.parametrize(
    ("sentences", "title", "years"),
    [
        ("I have been bosun of the Sgurr for the last twelve years. Before that I was a deckhand.", "bosun", 12),
        ("I have now had seven years on the boats, five of them as AB. I stand helm.", "AB", 5),
        (
            "Ada works nights as a dresser at the Opera. She joined the house in May 2019 as a wardrobe assistant "
            "and was made deputy head dresser in 2022.",
            "dresser",
            7.6,
        ),
        (
            "I am at present a keeper at the zoo in Hull, where I have worked since 2014, the last two years as "
            "section head.",
            "keeper",
            12.9,
        ),
        (
            "Ada is a district forester with the owners of Kuhmo, a post she has held since 2011.",
            "district forester",
            15.9,
        ),
        (
            "Beekeeper turned orchard manager. I run 60 hectares, and have done since the 2017 harvest.",
            "farm-manager",
            None,
        ),
        (
            "I was a fitter from 1994 to 2009 and then went to the hire fleet, where I have been yard foreman "
            "since 2015.",
            "yard foreman",
            11.9,
        ),
    ],
)
def test_a_sentence_tells_what_somebody_is_and_since_when(sentences: str, title: str, years: float | None) -> None:
    found, since = told(sentences)
    assert found == title
    assert years is None or since == pytest.approx(years, abs=0.1)


@pytest.mark.parametrize(
    ("line", "title", "years"),
    [
        (
            "Presently working as Analyst in M/s Hill Parenterals Ltd., Bidar, from Jan 2022 to till date.",
            "Analyst",
            4.9,
        ),
        ("Presently sailing as Motorman on board MT Heron, since March 2024 to date.", "Motorman", 2.8),
        ("Currently employed as a chargehand at Sabi Mills since May 2019.", "chargehand", 7.6),
        (
            "Presently associated with Indus Airlines as Senior Cabin Crew from Aug 2022 to till date.",
            "Senior Cabin Crew",
            4.3,
        ),
    ],
)
def test_an_item_of_the_summary_may_be_the_head_of_a_job(line: str, title: str, years: float) -> None:
    profile = read(
        f"Ada Example\n\nSummary\n* {line}\n\nDuties\n* Water sampling\n\nEducation\nB.Sc. Chemistry, 2015\n"
    )
    assert profile.title == title
    assert profile.years == pytest.approx(years, abs=0.1)


@pytest.mark.parametrize(
    "sentence",
    [
        "I am a fast learner and a team player.",
        "I enjoy working as part of a team, and I would love working as a lighthouse keeper.",
        "My father works as a farrier and my uncle is a blaster.",
        "I am secretary of the local moorland group and coxswain with the volunteer lifeboat.",
        "I have been a member of the club since 2016.",
        "I have been on the water since I was sixteen.",
        "I worked as a croupier in Monaco.",
        "Before the war I was a thatcher.",
    ],
)
def test_a_wish_a_virtue_a_club_another_and_the_past_are_no_work_of_today(sentence: str) -> None:
    assert told(f"{sentence} I like the sea and I live near it.")[0] == ""


def test_a_told_job_of_today_comes_before_occupations_that_a_sentence_names() -> None:
    story = (
        "I have been head gamekeeper on the Orrin estate for nine years. I plan the burning with the neighbours. "
        "I am secretary of a group, and my sister is a teacher."
    )
    assert told(story)[0] == "head gamekeeper"


def test_a_range_in_a_sentence_without_a_title_is_no_time_of_todays_work() -> None:
    story = "I have been head gamekeeper since 2020. I was in Malta from 1999 to 2011. I keep the dogs."
    assert told(story)[1] == pytest.approx(6.9, abs=0.1)


def test_the_head_of_a_job_that_goes_on_comes_before_a_sentence() -> None:
    text = "Ada Example\n\nI am a coach at heart.\n\nExperience\nGoldsmith, Hill Ltd, 2019 - now\n- Set 90 stones\n"
    assert read(text).title == "Goldsmith"


def test_the_whole_title_stands_behind_a_label() -> None:
    text = (
        "WORK EXPERIENCE\n1) Organisation : Hill Milk Foods Ltd.\n   Designation  : Analyst – QA\n"
        "   Period       : Feb 2022 to till date\n   > Total plate count\n"
    )
    assert read(text).title == "Analyst – QA"


UNDATED = "Ada Example\n\nSkills\n* Bake 600 rolls a shift\n\nWHERE I HAVE WORKED\n{jobs}\n\nEducation\nTrinidad High\n"


def test_in_a_list_of_jobs_without_dates_the_first_is_the_work() -> None:
    jobs = "Overnight Baker, Steel City Bread Co.\nDishwasher and prep, my uncle's restaurant\nMom of three, full time"
    assert read(UNDATED.format(jobs=jobs)).title == "Overnight Baker"


def test_a_job_without_dates_may_say_for_how_long_it_goes_on() -> None:
    jobs = (
        "Volunteer, St. Brendan Parish\nSaguaro Living, Tempe – Activities Coordinator (current, 3 years); once carer"
    )
    profile = read(UNDATED.format(jobs=jobs))
    assert (profile.title, profile.years, profile.level) == ("Activities Coordinator", 3, Level.MID)


def test_a_heading_between_two_marks_is_a_heading() -> None:
    text = UNDATED.format(jobs="Overnight Baker, Steel City Bread Co.").replace(
        "WHERE I HAVE WORKED", "~ WHERE I HAVE WORKED ~"
    )
    assert read(text.replace("* Bake", "~ Bake")).title == "Overnight Baker"


def test_a_paragraph_that_speaks_of_a_telephone_is_no_way_to_reach_somebody() -> None:
    story = (
        "I have been a funeral director with Hill Funerals since 2013. I meet families in their homes, arrange the "
        "service, the papers and the grave, and every third weekend I carry the phone."
    )
    assert told(story)[0] == "funeral director"


@pytest.mark.parametrize(
    ("first", "title"),
    [
        ("2019–now Relief milker, eleven farms between Llandovery and Brecon", "Relief milker"),
        ("Watch Commander, Red Watch, 2018 - present", "Watch Commander"),
        ("Lead Upholsterer, Maumee Chair, 2018 - present", "Lead Upholsterer"),
    ],
)
def test_titles_of_farms_ships_and_watches_are_titles(first: str, title: str) -> None:
    assert read(f"Ada Example\n\nExperience\n{first}\n- Kept things in order\n").title == title


def test_letters_behind_a_name_are_not_the_work_where_jobs_tell_one() -> None:
    text = "Ada Moss, RM RGN\n\nEmployment\nCommunity Midwife, Hill Births, 2015 - present\n- Attended 214 births\n"
    assert read(text).occupation == "midwife"
    assert read("Ada Moss, RN\nYork\n").occupation == "registered-nurse"


def test_a_title_stands_some_lines_above_its_dates() -> None:
    text = "Ada Example\n\nEXPERIENCE\n\nLead Carver\nGreen Memorial Co.\nBarre | 06/2013 – Present\n- Carved\n"
    assert read(text).title == "Lead Carver"


def test_a_sentence_further_on_in_the_head_names_others() -> None:
    story = (
        "Ada Example has been a funeral director with Flett since 1996. The firm is the third generation of a joiner's "
        "shop that also buried people. In 2004 she persuaded the ferry company to carry coffins apart."
    )
    assert told(story)[0] == "funeral director"


TABLE = """\
Ada Example

SEA SERVICE
Vessel | Flag | Rank | Signed on | Signed off
Nordic Alma | Norway | Bosun | 02.2019 | 10.2025
Ocean Prosper | Panama | Deck boy | 2006 | 2009
"""


def test_the_rows_of_a_table_are_jobs_below_the_names_of_its_columns() -> None:
    profile = read(TABLE.replace("Deck boy | 2006 | 2009", "Waiter | 2006 | 2009"))
    assert profile.title == "Bosun"
    assert profile.years == pytest.approx(6.8, abs=0.1)


@pytest.mark.parametrize("line", ["one harvester, one forwarder", "I can handle silver", "Climbing, mate, a blind dog"])
def test_things_and_clauses_that_end_like_people_are_no_titles(line: str) -> None:
    assert read(f"Ada Example\n\nWork\n2011 - now   Own company: {line}\n").title == ""
