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
