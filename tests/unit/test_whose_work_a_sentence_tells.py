"""A title that somebody denies, or that is another's, is not theirs."""

from __future__ import annotations

from datetime import date

import pytest

from interview.core.profile import Profile
from interview.resume.profile.reader import understand


def told(sentences: str) -> Profile:
    return understand(f"Ada Example\nYork\n\n{sentences}\n", today=date(2026, 11, 15))


@pytest.mark.parametrize(
    "sentences",
    [
        "I have never been manager of a shop. I sell shoes at Clark's since 2015.",
        "The firm has been market leader for twenty years. I pack boxes there since 2021.",
        "My wife is a nurse. I have been driving taxis for 12 years.",
        "My brother has been a plumber at Hill Ltd since 2009. I dig gardens.",
        "My daughter works as a doctor at the hospital since 2019. I clean there.",
        "Ann Fox has been manager of the Inn for ten years. I wash pots.",
        "I am not a nurse. I drive an ambulance since 2019.",
        "I am no electrician. I lay cable since 2018.",
        "I did not train or work as a chef. I fry fish since 2011.",
        "I might have been foreman of the yard for years. I sweep it.",
    ],
)
def test_a_title_that_is_denied_or_anothers_is_not_theirs(sentences: str) -> None:
    found = told(sentences)
    assert (found.occupation, found.title) == ("", "")


@pytest.mark.parametrize(
    ("sentences", "title"),
    [
        (
            "Our boss is Ann Fox, who has been manager of the Inn for ten years. I have been a waiter since 2021.",
            "waiter",
        ),
        ("Ada has been bosun of the Sgurr for twelve years. She stands helm.", "bosun"),
        ("Her husband has been a farmer for ten years. Ada works as a dresser at the Opera since 2019.", "dresser"),
        ("Nobody else wanted it, so I have been yard foreman since 2014 at the mill.", "yard foreman"),
        ("The hospital hired me as a verger in 2015. I have been verger since 2015.", "verger"),
        ("The last ten years I have been lighthouse keeper.", "lighthouse keeper"),
        ("I never liked the land and have been bosun of the Sgurr since 2015.", "bosun"),
    ],
)
def test_beside_others_a_title_of_ones_own_is_found(sentences: str, title: str) -> None:
    found = told(sentences)
    assert title in (found.occupation, found.title)


def quoted(line: str) -> list[str]:
    job = f"Ada Example\nOffice manager\n\nExperience\nOffice manager, Tidepool Ltd, York, 2019 - now\n- {line}\n"
    return [each.line for each in understand(job, today=date(2026, 11, 15)).achievements]


@pytest.mark.parametrize(
    ("line", "lines"),
    [
        (
            "The head of marketing ran a campaign with 2 million views; I drew two of the banners",
            ["I drew two of the banners"],
        ),
        ("Our developers wrote the new booking page in React; I designed the screens", ["I designed the screens"]),
        (
            "My boss built the design team from 2 to 9 people, I mentored one of them",
            ["My boss built the design team from 2 to 9 people, I mentored one of them"],
        ),
        ("The supplier cut delivery times from 9 to 4 days; I checked the invoices", ["I checked the invoices"]),
        (
            "A colleague designed the new form, and I tested it with 12 patients",
            ["A colleague designed the new form, and I tested it with 12 patients"],
        ),
        ("Our agency ran ads worth €40,000 a month; I wrote the texts", ["I wrote the texts"]),
        (
            "She managed a team of eight people; I kept her diary",
            ["She managed a team of eight people; I kept her diary"],
        ),
        ("They migrated 40 servers to AWS, I documented each step", ["I documented each step"]),
        (
            "Another team built the data platform with 300 tables; I built four reports on it",
            ["Another team built the data platform with 300 tables; I built four reports on it"],
        ),
        (
            "My manager negotiated prices down by 12%; I prepared the comparison of offers",
            ["I prepared the comparison of offers"],
        ),
        ("Marketing launched the new brand in 9 countries; I translated the brochures", ["I translated the brochures"]),
        ("Dr Hall led the trial with 240 patients; I took the blood samples", ["I took the blood samples"]),
        (
            "Designed the screens of the booking page; our developers wrote it in React",
            ["Designed the screens of the booking page"],
        ),
        ("My sister built the website for 300 customers", []),
        ("The previous manager cut costs by 30%", []),
        ("Our developers rebuilt the checkout in React; conversions rose from 2% to 4%", []),
        ("My wife is an anaesthetist; my father ran a garage and taught me to weld.", []),
    ],
)
def test_what_somebody_else_did_is_never_quoted_without_ones_own_part(line: str, lines: list[str]) -> None:
    assert quoted(line) == lines


@pytest.mark.parametrize(
    "line",
    [
        "Led a team of developers who built the booking page in React",
        "Our team of four cut the build from 40 to 6 minutes",
        "We moved 900 suppliers to e-invoices; reminders fell by 60%",
        "Trained the developers who wrote the new booking page",
        "My team won the regional sales prize twice; turnover rose by 14%",
        "Convinced the head of marketing to stop a campaign that cost €40,000",
        "Managed our developers and designers; sign-ups rose from 4% to 7%",
        "The number of complaints fell from 30 to 4 a month after I rewrote the leaflet",
        "My redesign of the form cut errors by 30%",
        "Complaints fell from 12 to 3 a month; wrote new rules for the desk",
        "The new rota that I introduced cut overtime by 20%",
        "Hired 6 engineers, one of them now leads the platform team",
        "The nurses I trained cut falls by 30%",
        "The head of marketing asked me to lead a campaign with 2 million views",
        "My team of 6 nurses cut falls by 30%",
        "Built a scheduler, the scheduler uses Redis to cut runs by 40%",
        "The server I built handles 4 million requests a day",
        "Our leads rose by 40% after the new landing page",
        "My apprentices built 14 kitchens a year and passed their exams",
        "Redesigned the booking page with two developers; bookings rose from 40 to 90 a week",
        "Won over the board, the managers and the drivers; moved 40 vans to electric",
    ],
)
def test_a_deed_that_names_others_is_quoted_where_it_is_ones_own(line: str) -> None:
    assert quoted(line) == [line]
