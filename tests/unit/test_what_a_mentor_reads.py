"""The page of a link and the file for a mentor: each score with who gave it, by which rules, and what is doubtful."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from lxml import html as parser

from interview.core.flags import ELSEWHERE
from interview.core.grading import Grade, PointJudgement, Settled, Verdict
from interview.core.identity import model_interviewer
from interview.core.key_point import StoryPart, story
from interview.core.question import FollowUp, FollowUpKind
from interview.core.report import Report
from interview.core.rubric import RUBRIC
from interview.core.settling import settle
from interview.documents import mentor_file
from interview.documents.report_view import WHAT_IS_MEASURED, report_view
from interview.i18n.names import interviewer_name
from interview.i18n.translate import words
from interview.messages import Message
from interview.web import shared_report, ui
from tests.report_builders import GOOD, SUMMARY, failed, graded, report, session, turn

Read = Callable[[Report], str]


@pytest.fixture(params=["page", "file"])
def read(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Read:
    """The text of the page or the file."""
    drawn: list[str] = []
    monkeypatch.setattr(ui, "draw", lambda *parts, language: drawn.extend(parts))

    def text(made: Report) -> str:
        view = report_view(made, words(made.session.language).for_mentors)
        if request.param == "file":
            return _text_of(mentor_file.write(view).decode())
        drawn.clear()
        shared_report._head(view, is_own=False)
        for group in view.groups:
            for question in group:
                shared_report._question(question, view.say)
        return _text_of("".join(drawn))

    return text


def _text_of(html: str) -> str:
    document: parser.HtmlElement = parser.document_fromstring(html)
    return str(document.text_content())


def doubted() -> Grade:
    flags = (Message.of("flag.cut", words=3000), Message.of("flag.may_contradict", point="Add an index"))
    return replace(graded(turn(0), flags=flags), opinions=(10.0, 90.0), dropped_quotes=2)


def test_a_mentor_reads_who_gave_the_scores_and_by_which_rules(read: Read) -> None:
    who = model_interviewer("some-model")
    made = report(session([turn(0)]), [graded(turn(0), by=who)])
    assert f"Graded by {interviewer_name(who)}, scoring rules {RUBRIC.version}." in read(made)


def test_where_nobody_had_to_grade_the_rules_are_named_that_gave_the_0(read: Read) -> None:
    text = read(report(session([turn(0, "")])))
    assert "Nobody: no answer needed grading" in text
    assert f"Scoring rules {RUBRIC.version}." in text


@pytest.mark.parametrize("language", ["en", "zh"])
def test_no_number_stands_before_a_mentor_without_what_it_means(read: Read, language: str) -> None:
    say = words(language).for_mentors
    taken = session([turn(0), turn(0, follow_up=1)], language=language, with_feedback=True)
    text = read(report(taken, summary=None))
    assert say.message(WHAT_IS_MEASURED) in text
    assert say("Practice with feedback after each answer.") in text
    assert report_view(report(taken), say).rubric in text


def test_what_practice_grading_looks_for_is_told_a_mentor_once_and_never_of_a_model(read: Read) -> None:
    measured = words("en").for_mentors.message(WHAT_IS_MEASURED)
    said = replace(SUMMARY, overall_feedback=(WHAT_IS_MEASURED,))
    assert read(report(session([turn(0)]), summary=said)).count(measured) == 1
    by_model = report(session([turn(0)]), [graded(turn(0), by=model_interviewer("m"))], None)
    assert measured not in read(by_model)


def test_where_nothing_has_a_score_a_mentor_reads_no_rules_of_scores(read: Read) -> None:
    assert "A main question weighs" not in read(report(session([turn(0)]), [failed(turn(0))]))


def test_a_mentor_reads_what_is_doubtful_about_a_grade(read: Read) -> None:
    text = read(report(session([turn(0)]), [doubted()]))
    for doubt in (
        "Only the first 3,000 words were graded",
        "May contradict: Add an index",
        "Needs review: the opinions lie far apart.",
        "Quotes left out because the answer does not say them: 2.",
    ):
        assert doubt in text


def test_a_mentor_reads_how_many_verdicts_are_the_persons_own(read: Read) -> None:
    point = GOOD.key_points[2]
    made = report(session([turn(0)]), [settle(graded(turn(0)), {point.id: Settled.SAID})])
    text = read(made)
    assert "They settled 1 of 3 verdicts themselves; their word counts." in text
    assert "You settled" not in text


def test_why_a_follow_up_was_asked_stays_between_the_app_and_whoever_answered(read: Read) -> None:
    asked = replace(GOOD, follow_up=FollowUp(FollowUpKind.PROBE), reason=Message.of("reason.probe.own_part"))
    one, two = turn(0), turn(0, follow_up=1, question=asked)
    made = report(session([one, two]))
    [[_, question]] = report_view(made, words("en")).groups
    assert any(note.startswith("Why this was asked") for note in question.notes)
    assert "Why this was asked" not in read(made)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_part_of_a_story_about_something_else_is_called_the_same_to_its_owner_and_to_a_mentor(
    read: Read, language: str
) -> None:
    parts = tuple(PointJudgement(story(part), Verdict.MISSED) for part in (StoryPart.SITUATION, StoryPart.OWN_ACTION))
    grade = replace(graded(turn(0), flags=(ELSEWHERE,)), points=parts)
    made, say = report(session([turn(0)], language=language), [grade]), words(language)
    [[question]] = report_view(made, say).groups
    assert {point.word for point in question.points} == {say("Not counted")}
    text = read(made)
    assert text.count(say("Not counted")) == len(parts)
    assert say.message(Message.of("verdict.missed")) not in text
