"""Questions that suit a line of a resume, as is learned from people who said which they would ask of one."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from interview.core.profile import Achievement
from interview.practice.line_forms import LEAST, how_well
from interview.resume.profile.reader import understand
from interview.scorer.meanings import LINE_FORMS
from interview.scorer.meanings import read as fitted_model
from training.resume_lines.forms import files, questions, read
from training.resume_lines.of_meanings import digest

FIGURE = "Cut the waste of the cold counter from 9% to 4% in a year"
DUTY = "Feeding and bedding of 240 calves, mornings and evenings"
PEOPLE = "Trained six apprentices, four of whom passed at the first go"
NIGHT = "Noticed smoke behind the dryer at three in the morning and got everybody out"


def suits(line: str) -> set[str]:
    return {name.removeprefix("achievements-") for name, each in how_well(line).items() if each.share >= LEAST}


@pytest.mark.parametrize(
    ("line", "asked", "never"),
    [
        (FIGURE, "own-part", "ordinary-day"),
        (DUTY, "when-it-failed", "did-it-last"),
        (DUTY, "ordinary-day", "doubts"),
        (PEOPLE, "one-person", "ordinary-day"),
        (NIGHT, "saw-first", "figure-measured"),
    ],
)
def test_a_question_takes_nothing_for_granted_that_the_line_does_not_have(line: str, asked: str, never: str) -> None:
    known = {name.removeprefix("achievements-") for name in questions()}
    assert {asked, never} <= known
    found = suits(line)
    assert asked in found
    assert never not in found


def test_most_lines_of_work_have_several_questions_that_suit_them() -> None:
    lines = [line for path in files() for line, _ in read(path)]
    many = [len(suits(line)) for line in lines[::20]]
    assert sum(count >= 1 for count in many) >= 0.95 * len(many)
    assert sum(count >= 2 for count in many) >= 0.8 * len(many)


def test_the_weights_were_fitted_on_the_texts_that_are_here_and_for_questions_of_the_bank() -> None:
    assert fitted_model(LINE_FORMS).texts == digest(files())
    assert set(how_well(DUTY)) <= set(questions())


def test_a_row_without_a_tab_or_with_an_unknown_question_is_named(tmp_path: Path) -> None:
    path = tmp_path / "forms_0.tsv"
    path.write_text(f"{DUTY}\town-part\n{FIGURE}\tno-such-question\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"forms_0\.tsv, row 2: achievements-no-such-question"):
        read(path)
    path.write_text(f"{DUTY}\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"row 1: no tab"):
        read(path)


def test_a_line_of_a_resume_is_judged_by_its_words_alone() -> None:
    resume = f"Ana Lima\n\nExperience\nFarmhand, Hill Farm, 2019 - now\n- {DUTY}\n"
    [found] = understand(resume, today=date(2026, 11, 15)).achievements
    assert isinstance(found, Achievement)
    assert how_well(found.line) == how_well(DUTY)
