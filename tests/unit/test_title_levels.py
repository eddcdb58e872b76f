"""Words of level in titles, on titles that were written before the rules and that both readers are held to since."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from interview.core.posting import JobPosting
from interview.core.profile import Level
from interview.question_bank.catalogue import TopicCatalogue
from interview.resume.profile.levels import level_in_profession, level_of
from interview.resume.profile.title_levels import level_said

UNSEEN = yaml.safe_load((Path(__file__).parents[1] / "data" / "unseen" / "titles.yaml").read_text(encoding="utf-8"))
SAID = {"senior": Level.SENIOR, "junior": Level.JUNIOR, "none": None}
TITLES = [(title, SAID[level]) for level, titles in UNSEEN.items() for title in titles]


@pytest.mark.parametrize("level", UNSEEN)
def test_nine_in_ten_titles_of_each_kind_say_their_level(level: str) -> None:
    right = [title for title in UNSEEN[level] if level_said(title) is SAID[level]]
    assert len(right) >= 0.9 * len(UNSEEN[level])


def test_a_resume_and_a_posting_read_titles_alike() -> None:
    for title, _ in TITLES:
        level = level_said(title) or Level.MID
        assert level_of(None, "", [title], "") is level
        assert level_in_profession(title, None, is_beginning=False) is level


@pytest.mark.parametrize(
    ("title", "level"),
    [
        ("Junior team lead", Level.JUNIOR),
        ("Head of apprenticeships", Level.SENIOR),
        ("Baker\nSenior", Level.SENIOR),
        ("Cook, as senior in the kitchen", Level.SENIOR),
        ("Junior or senior cook", None),
        ("Junior to Senior Developer", None),
        ("Junior to Mid Developer", Level.JUNIOR),
        ("Lead Sheet Roofer", None),
        ("Teacher, LEAD Academy Trust", None),
        ("Lead Developer, Academy", Level.SENIOR),
        ("Junior Tennis Coach", None),
        ("Teacher, Junior Department", None),
        ("Infant and Junior Teacher", None),
        ("Trainee Placement Officer", None),
        ("Graduate-level teaching assistant", None),
        ("Executive assistant supporting Head of Sales", None),
        ("Time-served apprentice joiner", None),
        ("Solutions Architect", Level.SENIOR),
        ("Team-Lead", Level.SENIOR),
        ("Senior-Developer", Level.SENIOR),
        ("Junior-Developer", Level.JUNIOR),
        ("Lead-acid battery technician", None),
        ("Head-end technician", None),
        ("Founder-led firm, accountant", None),
        ("Student-facing administrator", None),
        ("Nurse (lead-in time 3 months)", None),
        ("Semi-Senior Java developer", None),
        ("Mid senior accountant", None),
        ("Trainee Head Chef", Level.JUNIOR),
        ("Graduate Lead Engineer", Level.JUNIOR),
        ("Internship Lead", Level.SENIOR),
        ("Trainees Vertrieb (m/w/d)", Level.JUNIOR),
        ("Legal Interns", Level.JUNIOR),
        ("Apprenticeships Electrical", Level.JUNIOR),
        ("Trained 6 apprentices", None),
        ("Two interns", None),
        ("Joiner, supervises apprentices", None),
        ("Joiner, training apprentices", None),
        ("Student-led theatre director", Level.SENIOR),
        ("Training Lead", Level.SENIOR),
        ("Managing Director", Level.SENIOR),
        ("Registered nurse. Taught trainee nurses on the ward.", None),
        ("Supervising Senior Pharmacist", Level.SENIOR),
        ("Teaching Intern", Level.JUNIOR),
        ("CEO-Assistenz", None),
        ("Lead-Management", None),
        ("CEO-Referentin", None),
        ("Senior-Auditorin", Level.SENIOR),
        ("Senior-UX-Designer", Level.SENIOR),
        ("Senior-Assistenz", Level.SENIOR),
        ("VP-Sales", Level.SENIOR),
        ("Junior-Data-Scientist", Level.JUNIOR),
        ("Nurse supervising a student", None),
        ("Backend developer, mentoring junior developers", None),
        ("Executive coach. Coaching senior managers", None),
        ("Managing Senior Associate", Level.SENIOR),
        ("Head-Up Display Engineer", None),
        ("Lead-Entwicklerin", Level.SENIOR),
        ("Electrician\nFinished my apprenticeship as electrician in 2009", None),
        ("Completed a three-year apprenticeship", None),
        ("Carpenter, apprenticeship successfully completed", None),
        ("Joiner | apprenticeship: finished 2008", None),
        ("Plumber – apprenticeship at Rohr AG 2004", None),
        ("Apprenticeship as a baker", Level.JUNIOR),
        ("Looking for an apprenticeship, finished school in summer", Level.JUNIOR),
        ("Staff Site Reliability Engineer", Level.SENIOR),
        ("Staff interior designer", None),
        ("Sales staff software developer", None),
        ("Landscape Architect", None),
        ("总监助理", None),
        ("主管护师", None),
        ("生产主管", Level.SENIOR),
        ("实习生导师", None),
        ("实习医生带教", None),
        ("在读研究生导师", None),
        ("实习会计", Level.JUNIOR),
    ],
)
def test_the_first_word_of_level_in_a_part_counts(title: str, level: Level | None) -> None:
    assert level_said(title) is level


def test_a_posting_says_the_level_of_its_title_alone() -> None:
    assert TopicCatalogue().level_said(JobPosting("Head Chef\n\nYou lead junior cooks.")) is Level.SENIOR
    assert TopicCatalogue().level_said(JobPosting("We need somebody.\n\nYou lead junior cooks.")) is None
