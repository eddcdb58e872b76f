"""A question that quotes a line of the resume: a story has to be about that line, too."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from interview.core import flags
from interview.core.grading import Judgement, Verdict
from interview.core.key_point import StoryPart, story
from interview.core.rubric import RUBRIC
from interview.core.scoring import score
from interview.question_bank.bank import load_bank
from interview.scorer.asked_for import about_lines, asked_for, quoted_line
from interview.scorer.claims import MEANINGS
from interview.scorer.grader import Grader
from interview.scorer.judge import judge as judge_of
from interview.scorer.weights_version import WEIGHTS
from interview.text.sentences import sentences
from tests.unit.scripted_judge import ScriptedJudge, scripted
from training.judge import line_stories
from training.judge.authored import Unreadable
from training.judge.line_stories import Kind

ASKED = "achievements-how-it-began"
LINE = "Set up a tool library in the parish hall, 140 members by its second year"
QUESTION = f"From your resume: “{LINE}”. How did this start: whose idea was it, and what was it meant to be good for?"
PARTS = (StoryPart.SITUATION, StoryPart.OWN_ACTION)
TOLD = "My neighbour stood at the fence with a borrowed drill, and I said that half the street owned one."
# Written for these tests by somebody who had seen no story that the judge learned from.
ABOUT_IT = (
    "My neighbour Ron asked me for a drill, the third that month, and I said that half the street had bought one and "
    "used it once. So it was my idea, but he found the room: the cupboard behind the stage stood empty. It was meant "
    "for people who rent and have no shed. I wrote the first cards by hand, who has what and until when, and after the "
    "harvest fair we had forty people who wanted to borrow a saw or a ladder instead of buying one."
)
ABOUT_ANOTHER = (
    "The idea for the night bus came from my daughter, who had walked home from the cinema at one in the morning. I "
    "was on the town council then and thought of the apprentices at the bakery as well, who start at three. It was "
    "meant to bring people home safely from Friday to Sunday. I counted with two students how many would ride, went to "
    "the transport company with the list, and in May the first bus left from the station with eleven people in it."
)


def judged(bank_id: str = ASKED, *, goes_on: bool = False) -> Judgement:
    found = Grader().judge("0", QUESTION, [*map(story, PARTS)], "", TOLD, bank_id=bank_id, goes_on=goes_on)
    assert isinstance(found, Judgement)
    return found


@pytest.fixture
def judge(monkeypatch: pytest.MonkeyPatch) -> ScriptedJudge:
    """A judge to whom this tells every part, and what was asked for."""
    parts = {(TOLD, MEANINGS[part]): (0.9, 0.0) for part in PARTS}
    return scripted(monkeypatch, {**parts, **{(TOLD, text): (0.95, 0.0) for text in asked_for()[ASKED]}})


def test_it_is_known_of_every_question_that_quotes_a_line_and_of_no_other() -> None:
    asked = [question for topic in load_bank().topics for question in topic.questions]
    assert about_lines() == {each.id for each in asked if "{achievement}" in each.question}
    # The line is what stands between the first mark and the last.
    for each in asked:
        if each.id in about_lines():
            assert not re.search("[“”]", each.question)
            quoted = each.question.replace(
                "{achievement}", "From your resume (Café “Mocca”): “Won “Shop of the Year” twice”."
            )
            assert quoted_line(each.id, quoted) == "Won “Shop of the Year” twice"
    here = "From your resume (Owner: “Mocca” café): “Ran the till”. How did this start?"
    assert quoted_line(ASKED, here) == "Ran the till"
    assert quoted_line(ASKED, "From your resume: “Name: “Mocca””. How did this start?") == "Name: “Mocca”"


def test_no_line_is_seen_where_none_is_quoted() -> None:
    assert quoted_line(ASKED, "How did this start?") == ""
    assert quoted_line(ASKED, "”Before“ it started?") == ""
    assert quoted_line("project-goal", QUESTION) == ""


@pytest.mark.parametrize(
    "line",
    [
        "Leitung der Station mit zwölf Pflegekräften und Einführung der neuen Dienstplanung für alle drei Schichten",
        "负责十二名护士的病房管理并引入新的排班制度",
        "Mise en place de la nouvelle gestion des stocks pour les trois magasins de la région",
    ],
)
def test_no_story_is_held_against_a_line_in_another_language(line: str) -> None:
    assert quoted_line(ASKED, QUESTION.replace(LINE, line)) == ""


def test_a_story_about_another_line_is_noted_as_one_about_something_else(judge: ScriptedJudge) -> None:
    assert {point.verdict for point in judged().points} == {Verdict.COVERED}
    assert judge.lines == [(QUESTION, LINE, (TOLD,))]
    judge.is_about_line = 0.05
    said = judged()
    assert {point.verdict for point in said.points} == {Verdict.MISSED}
    assert flags.ELSEWHERE in said.flags


def test_where_it_is_in_doubt_whether_a_story_is_about_the_line_there_is_a_range_and_no_number(
    judge: ScriptedJudge,
) -> None:
    judge.is_about_line = 0.5
    said = judged()
    assert {point.about_asked for point in said.points} == {0.5}
    scores = score(said.points, None)
    assert scores.number is None
    assert scores.ends[0] == 0
    assert [line.code for line in said.feedback[:2]] == ["feedback.about_asked", "feedback.if_about_all"]


def test_an_answer_that_goes_on_and_one_to_a_question_without_a_line_are_not_held_against_one(
    judge: ScriptedJudge,
) -> None:
    judge.is_about_line = 0.0
    assert flags.ELSEWHERE not in judged(goes_on=True).flags
    judged("behavioural-conflict")
    judged("")
    assert judge.lines == []


@pytest.mark.slow
def test_a_story_about_another_deed_is_in_doubt_and_one_about_the_line_is_not() -> None:
    """Both answer the question, and neither says a word of the line."""
    about, another = (
        judge_of(WEIGHTS).about_line(QUESTION, LINE, [part.of(text) for part in sentences(text)])
        for text in (ABOUT_IT, ABOUT_ANOTHER)
    )
    assert about > 1 - RUBRIC.cut_off / 2
    assert RUBRIC.is_doubtful(another)


@pytest.mark.parametrize("folder", ["learn", "held"])
def test_every_line_has_its_stories_and_every_story_stands_beside_its_own_line_and_beside_others(folder: str) -> None:
    quotes = about_lines()
    for path in line_stories.files(folder):
        everybody = line_stories.people(path)
        assert len(everybody) == 12
        for lines in everybody:
            assert [line.kind for line in lines] == [Kind.OWN, Kind.NEAR, Kind.FAR] * 3
            assert {line.question_id for line in lines} <= quotes
            assert [len(line.stories) for line in lines] == [2, 1, 1] * 3


def test_what_breaks_the_form_is_named(tmp_path: Path) -> None:
    path = tmp_path / "lines_00.txt"
    for text in ("= Line", "# a\n? achievements-doubts", "# a\n= Line\n+ Story", "# a\n= Line\n? x\n+ Story\nand more"):
        path.write_text(text, encoding="utf-8")
        with pytest.raises(Unreadable, match="line"):
            line_stories.people(path)
    path.write_text("# a\n= Line\n? x", encoding="utf-8")
    with pytest.raises(Unreadable, match="without a story"):
        line_stories.people(path)
