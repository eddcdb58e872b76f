"""How much there is to ask about a line of a resume, as is learned from people who read such lines."""

from __future__ import annotations

from pathlib import Path

import pytest

from interview.core.interviewer import Brief
from interview.core.plan import Slot, plan
from interview.core.posting import JobPosting, Requirement
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


DUTIES = ("Feed and bed 240 calves", "Keep the stock list of the cold store", "Drive the school bus on two routes")
WANTED = Requirement("PostgreSQL", "Must have PostgreSQL")


def own_lines(lines: tuple[str, ...], many: int, language: str = "en", job: JobPosting | None = None) -> list[str]:
    told = tuple(Achievement(line, AchievementKind.WORK) for line in lines)
    return asked_about(told, many, language, job)


def asked_about(
    told: tuple[Achievement, ...], many: int, language: str = "en", job: JobPosting | None = None
) -> list[str]:
    slots = (Slot(QuestionKind.PROJECT, Difficulty.MEDIUM),) * many
    brief = Brief(Profile(achievements=told, language=language), "", slots, job=job or JobPosting())
    asked = PracticeInterviewer().ask(brief)
    return [each.line for question in asked for each in told if each.line in question.text]


def test_with_enough_deeds_nothing_else_is_asked_about() -> None:
    found = own_lines((*NOTHING, *DEEDS), many=5)
    assert sorted(found) == sorted(DEEDS)


def test_thin_lines_are_asked_about_when_the_others_are_used_up() -> None:
    found = own_lines((*NOTHING[:2], *DEEDS), many=7)
    assert set(found[:5]) == set(DEEDS)
    assert set(found[5:]) <= set(NOTHING[:2])


def test_a_thin_line_that_names_what_the_posting_requires_comes_first() -> None:
    thin = "Daily upkeep of PostgreSQL tables and reports"
    found = own_lines((*DEEDS, thin), many=3, job=JobPosting("Must have PostgreSQL", (WANTED,)))
    assert found[0] == thin


def test_what_ended_long_ago_comes_behind_thin_lines_of_today() -> None:
    old = tuple(Achievement(line, AchievementKind.WORK, years_ago=22) for line in DEEDS)
    now = tuple(Achievement(line, AchievementKind.WORK) for line in DUTIES)
    assert set(asked_about((*old, *now), many=3)) <= set(DUTIES)


@pytest.mark.parametrize("language", ["de", "en"])
def test_how_hard_a_question_is_to_be_tells_which_is_asked_of_a_line(language: str) -> None:
    known = Profile(achievements=(Achievement(DUTIES[0], AchievementKind.WORK),), language=language)

    def asked(difficulty: Difficulty, seed: int) -> str:
        brief = Brief(known, "", (Slot(QuestionKind.PROJECT, difficulty),), seed=seed)
        return PracticeInterviewer().ask(brief)[0].bank_id

    assert any(len({asked(each, seed) for each in Difficulty}) > 1 for seed in range(12))


def test_a_resume_in_another_language_is_asked_about_as_before() -> None:
    assert set(own_lines(NOTHING[:2], many=2, language="de")) == set(NOTHING[:2])


def test_there_are_as_many_questions_as_asked_for_as_long_as_there_are_new_ones() -> None:
    lines = tuple(Achievement(line, AchievementKind.WORK) for line in (*DUTIES, *DEEDS))
    profile, before = Profile(achievements=lines), list[str]()
    for _ in range(4):
        slots = plan(10, profile.level, len(lines), 0)
        asked = PracticeInterviewer().ask(Brief(profile, "", slots, asked_before=tuple(before)))
        assert len({each.text for each in asked}) == 10
        before += [each.text for each in asked]
    assert len(set(before)) == 40
    assert all(any(line.line in text for text in before) for line in lines)
