"""Lines of work in layouts that no rule knows, and lines that are none, by the model of what a line is."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path

import pytest

from interview.resume.profile.line_kinds import WEIGHTS, LineKind, kinds_of_lines
from interview.resume.profile.paragraphs import unwrapped
from interview.resume.profile.reader import understand
from interview.resume.profile.sections import read_sections
from training.resume_lines.labelled import Unreadable, files, read, text_of, units

LABELS = """\
BIODATA

Name : PRIYA D. SHENOY
Father's Name : Dinesh Shenoy
Mobile : +91 90000 00000

1) Organisation : Green Leaf Tea Estates, Munnar
   Designation  : Withering supervisor
   Period       : June 2018 to till date
   Job Profile  :
   > Rejected 9 lots in the monsoon of 2022 and found a broken damper behind it
   > Loading of 14 troughs per shift and checking of moisture every two hours
   > Trained 6 new workers of the night shift

PERSONAL
Hobbies : Carnatic singing, won the district prize in 2019
I hereby declare that the above is true to the best of my knowledge.
"""
FUNCTIONAL = """\
JO MARTINEZ
Pueblo, CO | jo@example.com

~ WITH ANIMALS ~
* Milked 180 goats twice a day and kept the parlour records
* Noticed that the kids scoured after each new pallet of milk powder, and got the supplier changed
* Built a hoof trimming stand out of an old loading chute

~ WITH PEOPLE ~
* Sold cheese at two farmers' markets, up to 900 dollars a Saturday

~ WHERE I WORKED ~
Farmhand, Sage Creek Dairy
Cashier, feed store

~ ALSO ~
Valid driver's license class B
Coach of the under ten softball team, second in the county
"""
PROSE = """\
Harald Nyström
Clock and watch maker

Harald Nyström has repaired clocks in a shop of his own in Umeå since 2004. In 2016 he rebuilt the striking train of the
town hall clock, which had been silent for eleven years, and he has looked after it since then. He services about 300
watches a year and teaches one apprentice at a time. He lives with his wife and two dogs by the river.
"""


def lines(text: str) -> list[str]:
    return [each.line for each in understand(text, today=date(2026, 11, 15)).achievements]


@pytest.mark.parametrize(
    ("resume", "beginnings"),
    [
        (LABELS, ["Rejected 9 lots", "Loading of 14 troughs", "Trained 6 new workers"]),
        (FUNCTIONAL, ["Milked 180 goats", "Noticed that the kids", "Built a hoof", "Sold cheese"]),
        (PROSE, ["In 2016 he rebuilt"]),
    ],
    ids=["labels", "functional", "third person"],
)
def test_lines_of_work_are_found_in_layouts_that_no_rule_knows(resume: str, beginnings: list[str]) -> None:
    found = lines(resume)
    for beginning in beginnings:
        assert any(line.startswith(beginning) for line in found), beginning


@pytest.mark.parametrize(
    ("resume", "words"),
    [
        (LABELS, ["singing", "declare", "Organisation", "Designation"]),
        (FUNCTIONAL, ["softball", "license", "Farmhand"]),
        (PROSE, ["dogs", "shop of his own"]),
    ],
    ids=["labels", "functional", "third person"],
)
def test_hobbies_licences_and_heads_of_jobs_are_no_lines_of_work(resume: str, words: list[str]) -> None:
    found = lines(resume)
    assert found
    assert [line for line in found for word in words if word in line] == []


def test_what_stands_below_a_heading_of_ones_own_is_not_said_to_be_from_the_job_above_it() -> None:
    text = (
        "Aoife Burke\nDublin\n\nWORK\nApprentice stonemason, Tobin Stone, 2024 - now\n- Cut 14 sills in limestone\n\n"
        "THE FARM AT HOME\n- Milked 90 cows at weekends and fed the calves\n"
    )
    places = {each.line: each.place for each in understand(text, today=date(2026, 11, 15)).achievements}
    assert places["Cut 14 sills in limestone"] == "Tobin Stone"
    assert places["Milked 90 cows at weekends and fed the calves"] == ""


def test_a_duty_right_below_the_head_of_a_job_is_not_said_to_be_its_employer() -> None:
    text = (
        "Uwe Lang\nDresden\n\nWORK EXPERIENCE\n\n09/2011 - 03/2021    Senior fitter\n"
        "Exchange of controls, drives and ropes in existing buildings\n"
        "Emergency release of persons, approx. 60 per year\n"
    )
    places = {each.line: each.place for each in understand(text, today=date(2026, 11, 15)).achievements}
    assert places
    assert set(places.values()) == {""}


def test_the_shares_of_a_line_add_up_to_one() -> None:
    for shares in kinds_of_lines(list(unwrapped(read_sections(LABELS)))):
        assert set(shares) == set(LineKind)
        assert sum(shares.values()) == pytest.approx(1)


def test_a_resume_of_no_lines_has_no_kinds() -> None:
    assert kinds_of_lines([]) == []


def test_the_weights_were_fitted_on_the_texts_that_are_here() -> None:
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in files())).hexdigest()
    with WEIGHTS.open(encoding="utf-8") as weights:
        assert next(weights).rstrip().endswith(digest)


@pytest.mark.parametrize("path", files(), ids=lambda path: path.stem)
def test_nearly_every_line_that_the_product_reads_is_labelled(path: Path) -> None:
    resumes = read(path)
    found = [kind for resume in resumes for kind in units(resume)[1]]
    assert len(resumes) >= 16
    assert sum(kind is None for kind in found) <= 0.03 * len(found)
    assert set(found) >= set(LineKind)


def test_a_labelled_resume_is_read_as_its_author_wrote_it(tmp_path: Path) -> None:
    path = tmp_path / "resumes_0.txt"
    path.write_text(
        "=== cook\nN Ana\n.\nJ Cook, Inn\nD Cut waste\n+ by half\nX I like it.\nD& I won.\n", encoding="utf-8"
    )
    [resume] = read(path)
    assert text_of(resume) == "Ana\n\nCook, Inn\nCut waste\nby half\nI like it. I won."
    path.write_text("=== cook\nQ Ana\n", encoding="utf-8")
    with pytest.raises(Unreadable, match=r"resumes_0\.txt, line 2"):
        read(path)


def test_what_stands_below_a_few_words_is_from_no_employer_and_a_wish_is_no_work() -> None:
    text = (
        "Lea Brandt\n\nExperience\nNurse, Oak Hospital, 2015 - present\n- Cut falls on the ward from 9 to 3 a year\n"
        "- Salary: 42,000 a year\n\nIn my spare time\n- Built a boat out of old doors with two neighbours\n\n"
        "What I want to do next\n- Lead a team of 10 nurses on a ward of surgery\n"
    )
    found = {each.line: each.place for each in understand(text, today=date(2026, 11, 15)).achievements}
    assert found["Cut falls on the ward from 9 to 3 a year"] == "Oak Hospital"
    assert found.get("Built a boat out of old doors with two neighbours", "") == ""
    assert not any("Salary" in line or "Lead a team" in line for line in found)
