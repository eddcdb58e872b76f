"""What somebody is called by where they come from, or whom they lost, is no title, though it ends like one."""

from __future__ import annotations

from datetime import date

import pytest

from interview.resume.profile.reader import understand


def called(sentences: str) -> str:
    found = understand(f"Ada Example\nYork\n\n{sentences}\n", today=date(2026, 11, 15))
    return found.occupation or found.title


@pytest.mark.parametrize(
    "sentences",
    [
        "I came to Leeds as a refugee in 1999. I drive a bus since 2012.",
        "I am a widower with two sons. I repair clocks.",
        "I am a young widower with two sons. I repair clocks.",
        "I am a Londoner. I have been a carer for my mother. I repair shoes since 2004.",
        "I am a foreigner in Leeds. I stack shelves since 2019.",
        "I am a newcomer to the town. I stack shelves since 2019.",
        "I moved here as a lodger in 2004. I lay bricks since 2010.",
        "I am a Methodist. I lay bricks since 2010.",
        "I spent four years in Kiel as a detainee. I lay bricks since 2010.",
        "I am an Englishman and I lay bricks since 2010.",
    ],
)
def test_the_form_of_a_word_names_no_work(sentences: str) -> None:
    assert called(sentences) == ""


@pytest.mark.parametrize(
    ("sentences", "title"),
    [
        ("I have been a skinner at Hill's tannery since 2009.", "skinner"),
        ("I work as a gutter on the boats since 2011.", "gutter"),
        ("I am a farrier. I have worked since 2009.", "farrier"),
        ("I have been a ropemaker since 2009.", "ropemaker"),
        ("I am a flue liner for a small firm in Hull since 2009.", "flue liner"),
    ],
)
def test_beside_a_job_it_does(sentences: str, title: str) -> None:
    assert called(sentences) == title
