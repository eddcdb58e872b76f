"""How much there is to ask about a line of a resume, as is learned from people who read such lines."""

from __future__ import annotations

from pathlib import Path

import pytest

from interview.core.interviewer import Brief
from interview.core.plan import Slot
from interview.core.profile import Achievement, AchievementKind, Profile
from interview.core.question import Difficulty, QuestionKind
from interview.practice.interviewer import PracticeInterviewer
from interview.practice.line_worth import worth
from interview.scorer.meanings import LINE_WORTH
from interview.scorer.meanings import read as fitted_model
from training.resume_lines.of_meanings import digest
from training.resume_lines.worth import files, read

# None of these stands in the texts that were learned.
DEEDS = (
    "Talked the council into a second ramp after three falls in one week, none since",
    "Rebuilt the pump house controls over a winter and cut call-outs at night from nine to two",
    "Took the boat in alone when the skipper was ill, with eleven on board",
    "Found out why every third batch of dye came out dull and changed the order of the baths",
    "Led the night crew of five through the change of owner without losing anybody",
)
NOTHING = (
    "Two sites, 14 chairs",
    "Punctual, clean and friendly at all times",
    "A family business since 1931",
    "Forklift licence, clean driving licence",
)


@pytest.mark.parametrize("deed", DEEDS)
@pytest.mark.parametrize("other", NOTHING)
def test_a_deed_is_worth_more_than_what_tells_none(deed: str, other: str) -> None:
    one, two = worth(deed), worth(other)
    assert one is not None
    assert two is not None
    assert one.much > two.much
    assert 0 <= one.much <= 1


def test_the_weights_were_fitted_on_the_texts_that_are_here() -> None:
    assert fitted_model(LINE_WORTH).texts == digest(files())


def test_a_row_that_is_no_number_and_a_line_is_named(tmp_path: Path) -> None:
    path = tmp_path / "worth_0.tsv"
    path.write_text(f"2\t{DEEDS[0]}\n3\t{DEEDS[1]}\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"worth_0\.tsv, row 2: 3"):
        read(path)


def own_lines(lines: tuple[str, ...], many: int, language: str = "en") -> list[str]:
    told = tuple(Achievement(line, AchievementKind.WORK) for line in lines)
    brief = Brief(
        Profile(achievements=told, language=language), "", (Slot(QuestionKind.PROJECT, Difficulty.MEDIUM),) * many
    )
    asked = PracticeInterviewer().ask(brief)
    return [line for question in asked for line in lines if line in question.text]


def test_with_enough_deeds_nothing_else_is_asked_about() -> None:
    found = own_lines((*NOTHING, *DEEDS), many=5)
    assert sorted(found) == sorted(DEEDS)


def test_a_resume_in_another_language_is_asked_about_as_before() -> None:
    assert set(own_lines(NOTHING[:2], many=2, language="de")) == set(NOTHING[:2])
