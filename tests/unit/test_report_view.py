"""The one view of a report: whole, in one language, and the same for whoever writes it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from interview.core.evaluation import EvaluateStatus
from interview.core.grading import Provenance, Summary, Verdict, ungraded
from interview.core.identity import PRACTICE, model_interviewer
from interview.core.question import FollowUp, FollowUpKind
from interview.core.report import Report
from interview.core.rubric import RUBRIC, RUBRICS, Band, BandName
from interview.core.spending import UNTIL_TOMORROW
from interview.documents import markdown, mentor_file
from interview.documents.question_view import QuestionView
from interview.documents.report_view import report_view
from interview.documents.svg import scale
from interview.i18n.names import band_name, verdict_name
from interview.i18n.translate import ENGLISH, words
from interview.messages import Message, written
from interview.web.html_components import score_head
from interview.web.schemas.reports import exported
from tests.report_builders import everywhere, failed, graded, report, session, turn

LONG = "A  long text,\n\n    with `code` and words. " * 1_000


def questions(made: Report) -> list[QuestionView]:
    return [question for group in report_view(made, ENGLISH).groups for question in group]


def test_texts_are_whole_and_as_they_were_written() -> None:
    made, repeated = everywhere(LONG)
    view = report_view(made, ENGLISH, repeated=repeated)
    ((question,),) = view.groups
    assert question.earlier_answer is not None
    whole = (question.text, question.category, question.reference, question.answer.text, question.feedback)
    assert {*whole, question.points[0].text, *view.strengths, view.resume_name} == {LONG}
    assert question.earlier_answer.answer.text == f"{LONG} before"


@pytest.mark.parametrize(
    ("text", "bare", "made", "is_told"),
    [
        ("You said “x”. And then?", "And then?", FollowUp(FollowUpKind.PROBE, quote="x"), True),
        ("Which part have you seen?", "", FollowUp(FollowUpKind.EASIER), True),
        ("Let us take a smaller step.", "A hint.", FollowUp(FollowUpKind.EASIER), False),
        ("What did it cost?", "", FollowUp(FollowUpKind.REACTIVE, quote="x"), True),
        ("You said “x”. What did it cost?", "", FollowUp(FollowUpKind.REACTIVE, quote="x"), False),
        ("And then?", "", FollowUp(FollowUpKind.PLANNED), False),
    ],
)
def test_why_a_follow_up_was_made_is_told_where_it_does_not_tell_it_itself(
    text: str, bare: str, made: FollowUp, is_told: bool
) -> None:
    why = Message.of("reason.you_said", quote="x")
    asked = replace(turn(0).question, text=text, bare_text=bare, follow_up=made, reason=why)
    (_, view) = questions(report(session([turn(0), turn(0, follow_up=1, question=asked)])))
    assert view.notes == (("Why this was asked: You said: “x”",) if is_told else ())


def test_an_answer_without_a_grade_has_no_number_and_an_unanswered_one_has_bars_at_zero() -> None:
    turns = [turn(0), turn(1, "pass"), turn(2, "Some words."), turn(3)]
    made = report(session(turns), [graded(turns[0]), graded(turns[1]), failed(turns[2])])
    judged, unanswered, ungraded, waiting = questions(made)
    assert judged.is_graded
    assert (unanswered.is_graded, unanswered.score, {bar.value for bar in unanswered.bars}) == (False, 0, {0})
    for question in (ungraded, waiting):
        assert (question.score, question.mark, question.bars) == (None, "not graded", ())
        assert question.reason
        assert question.status
    assert waiting.outcome is None


def test_a_verdict_is_a_code_in_every_language_and_a_word_in_one() -> None:
    made = report(session([turn(0)]), [graded(turn(0), [Verdict.COVERED, Verdict.MISSED, Verdict.TOUCHED])])
    for say in (ENGLISH, words("zh")):
        points = report_view(made, say).groups[0][0].points
        assert [point.verdict for point in points] == [Verdict.COVERED, Verdict.MISSED, Verdict.TOUCHED]
        assert [point.word for point in points] == [verdict_name(point.verdict, say) for point in points]
        assert len({point.word for point in points}) == 3


@pytest.mark.parametrize("silent", [None, "", "pass", "I don't know"])
@pytest.mark.parametrize(("language", "word"), [("en", "Not judged"), ("zh", "未评判")])
def test_of_what_gets_0_by_rule_no_point_is_said_to_be_recognised_or_not_nor_that_nothing_was_written(
    silent: str | None, language: str, word: str
) -> None:
    made = report(session([turn(0, silent), turn(1)]))
    view = report_view(made, words(language))
    assert {point.word for point in view.groups[0][0].points} == {word}
    assert word not in {point.word for point in view.groups[1][0].points}
    # The data keep the code that counts.
    assert {point.verdict for point in view.groups[0][0].points} == {Verdict.MISSED}
    for text in (
        markdown.write(view, None),
        mentor_file.write(report_view(made, words(language).for_mentors)).decode(),
    ):
        assert word in text


def test_the_file_for_programs_is_english_whatever_the_language_of_the_interview() -> None:
    made = report(session([turn(0)], resume_name=""), [])
    chinese = replace(made, session=replace(made.session, language="zh"))
    english, other = json.loads(exported(made)), json.loads(exported(chinese))
    assert (english.pop("language"), other.pop("language")) == ("en", "zh")
    assert english == other
    assert english["resumeName"] == "Pasted text"


def test_a_report_is_named_by_the_bands_it_was_graded_with(monkeypatch: pytest.MonkeyPatch) -> None:
    old = replace(RUBRIC, version="of old", bands=(Band(BandName.STARTING_OUT, 0), Band(BandName.STRONG, 1)))
    monkeypatch.setitem(RUBRICS, "of old", old)
    grade = graded(turn(0))
    signed = replace(grade, provenance=replace(grade.provenance, rubric_version="of old"))
    assert signed.scores is not None
    assert RUBRIC.band(signed.scores.total).name is not BandName.STRONG
    made = report(session([turn(0)]), [signed])
    view = report_view(made, ENGLISH)
    assert (view.measured_by, view.groups[0][0].band) == (old, view.band)
    assert view.band == band_name(Band(BandName.STRONG, 1), ENGLISH)
    assert view.band in score_head(view.overall, view.coverage, ENGLISH, view.measured_by)
    assert view.band in scale(view.overall, ENGLISH, view.measured_by)


def test_a_question_that_a_model_never_wrote_is_named_and_one_of_the_practice_interviewer_never() -> None:
    there = [turn(0), turn(2), turn(2, follow_up=1), turn(4)]
    for identity, told in ((model_interviewer("m"), [2, 4]), (PRACTICE, [])):
        made = report(session(there, interviewer=identity))
        assert made.notes == tuple(Message.of("report.never_written", number=number) for number in told)
    assert "Question 2 was never written by the model." in " ".join(
        report_view(report(session(there, interviewer=model_interviewer("m"))), ENGLISH).notes
    )


@pytest.mark.parametrize("language", ["en", "zh"])
def test_without_a_summary_grades_are_complete_only_where_every_answer_has_one_and_no_reason_is_made_up(
    language: str,
) -> None:
    say, both = words(language), session([turn(0), turn(1)])
    whole = report_view(report(both, summary=None), say).no_summary
    one_failed = report(both, [graded(turn(0)), failed(turn(1))], summary=None)
    assert whole == say("There is no summary. The grades in this report are complete.")
    assert report_view(one_failed, say).no_summary == say("There is no summary.")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_summary_that_a_days_budget_stopped_is_said_to_be_tried_again(language: str) -> None:
    say, made = words(language), report(session([turn(0)]), summary=None)
    assert report_view(tried_again(made), say).no_summary == say(
        "There is no summary yet: the budget for the model was used up. Writing one is tried again by itself within "
        "about a day."
    )


@pytest.mark.parametrize("language", ["en", "zh"])
def test_what_a_days_budget_stopped_is_said_to_be_tried_again_only_where_it_is(language: str) -> None:
    say = words(language)
    stopped = ungraded(turn(1).position, UNTIL_TOMORROW, Provenance(PRACTICE))
    made = report(session([turn(0), turn(1)]), [graded(turn(0)), stopped])
    assert made.evaluation is not None
    by_itself, by_hand = (say.message(Message.of(f"report.budget_of_day{form}")) for form in ("", "_over"))
    waiting = replace(made, evaluation=replace(made.evaluation, status=EvaluateStatus.PENDING, finished_at=None))
    assert [by_itself in report_view(each, say).notes for each in (tried_again(made), waiting, made)] == [1, 1, 0]
    assert [by_hand in report_view(each, say).notes for each in (tried_again(made), waiting, made)] == [0, 0, 1]


def tried_again(made: Report) -> Report:
    """As it is once a day's budget has stopped a part."""
    assert made.evaluation is not None
    assert made.evaluation.finished_at is not None
    later = made.evaluation.finished_at + timedelta(hours=3)
    return replace(made, evaluation=replace(made.evaluation, not_before=later))


def test_how_many_key_points_were_recognised_is_said_once_and_to_a_mentor_who_reads_no_count_beside_the_score() -> None:
    one, told = turn(0), "2 of 3 key points were recognised in"
    summary = Summary((), (Message.of("summary.recognised", count=2, total=3), written("Clear.")), (), PRACTICE)
    made = report(session([one]), [graded(one, (Verdict.COVERED, Verdict.COVERED, Verdict.MISSED))], summary)
    view = report_view(made, ENGLISH)
    assert view.made_of == "2 of 3 key points recognised"
    assert view.further_strengths == ("Clear.",)
    assert told not in markdown.write(view, None)
    assert f"{told} their answers." in mentor_file.write(report_view(made, ENGLISH.for_mentors)).decode()
    # Without a score nothing is counted beside it.
    unsure = report(session([one]), [graded(one, (Verdict.COVERED, Verdict.UNSURE, Verdict.UNSURE))], summary)
    assert report_view(unsure, ENGLISH).made_of == ""
    assert report_view(unsure, ENGLISH).further_strengths == (f"{told} your answers.", "Clear.")
