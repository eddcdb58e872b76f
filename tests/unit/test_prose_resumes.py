"""A resume of sentences alone is asked about like one of items: what its writer did, and not how they lived."""

from __future__ import annotations

import textwrap
from datetime import date

import pytest

from interview.core.profile import LineTrait, Profile
from interview.resume.profile.reader import understand

WAREHOUSE = """\
Devon Walsh, Wolverhampton

Hard working warehouse operative with experience of picking, packing and driving. Left school with GCSEs and started in
a cash and carry. Moved to a distribution centre for a supermarket and joined the nights. Got my forklift licence there.
Then worked for a parts company where nobody knew what was in the cage for returns. Sorted the lot in three weeks and
found 18,000 pounds worth of parts that could go back. Set up a sheet that says why a part was sent back, and the
buyers read that sheet. Trained six temps before Christmas. Now I unload 14 containers a week and count the stock.

I built a treehouse of 40 planks in my spare time. I am looking for a job as a team leader.
"""
NURSE = """\
My name is Lourdes, I am registered nurse from Iloilo and I live in Leeds with my husband. I finished my study and I
passed the board exam. There I take care for sometimes 20 patients alone in the night. After four years I moved to
Riyadh, in the dialysis unit. I did there hemodialysis for about 12 patients every day and I teached the new nurses.
One time I noticed that a patient was bleeding inside and I called the team. I speak Tagalog and a little Arabic.
"""


def read(text: str) -> Profile:
    return understand(text, today=date(2026, 11, 15))


def lines_of(text: str) -> list[str]:
    return [each.line for each in read(text).achievements]


@pytest.mark.parametrize(
    "beginning",
    ["Sorted the lot", "Set up a sheet", "Trained six temps", "Now I unload 14 containers"],
)
def test_deeds_in_sentences_are_lines_of_work_with_or_without_a_subject(beginning: str) -> None:
    assert any(line.startswith(beginning) for line in lines_of(WAREHOUSE))


@pytest.mark.parametrize(
    "life", ["GCSEs", "distribution centre", "licence", "treehouse", "looking for", "Hard working"]
)
def test_how_somebody_lived_learned_and_moved_is_no_work(life: str) -> None:
    assert not any(life in line for line in lines_of(WAREHOUSE))


@pytest.mark.parametrize("deed", ["take care", "hemodialysis", "noticed"])
def test_who_learned_the_language_late_is_read_as_well(deed: str) -> None:
    assert any(deed in line for line in lines_of(NURSE))


def test_it_does_not_matter_how_long_the_lines_of_a_paragraph_are() -> None:
    whole = "\n\n".join(" ".join(each.split()) for each in WAREHOUSE.split("\n\n"))
    narrow = "\n\n".join(textwrap.fill(each, 70) for each in whole.split("\n\n"))
    assert sorted(lines_of(whole)) == sorted(lines_of(narrow)) == sorted(lines_of(WAREHOUSE))


def test_only_what_says_that_it_goes_on_goes_on() -> None:
    traits = {each.line.split()[0]: each.traits for each in read(WAREHOUSE + NURSE).achievements}
    assert LineTrait.ONGOING in traits["Now"]
    assert LineTrait.ONGOING not in traits["There"]


def test_no_years_are_made_of_how_long_one_part_of_a_life_was() -> None:
    assert read(NURSE).years is None
    assert read(NURSE.replace("After four years I", "I have been a nurse for nine years. Then I")).years == 9


def test_sentences_beside_jobs_with_dates_tell_of_work_too() -> None:
    job = "\nExperience\nPicker, Acme, 2015 - 2020\n- Picked 90 lines an hour\n"
    found = lines_of(WAREHOUSE + job)
    assert "Picked 90 lines an hour" in found
    assert any(line.startswith("Set up a sheet") for line in found)
    assert not any("GCSEs" in line for line in found)
