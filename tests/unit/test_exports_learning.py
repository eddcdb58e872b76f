"""What a document says for going on: the job, the guess beside the result, a retake, what to practise next."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace

import pypdfium2
import pytest

from interview.core.grading import Scores, Settled, Verdict
from interview.core.identity import model_interviewer
from interview.core.posting import JobPosting, Requirement
from interview.core.practice_again import TwoAnswers, two_answers
from interview.core.question import Position
from interview.core.report import Report
from interview.core.settling import settle
from interview.documents import exports, pdf
from interview.documents.report_view import report_view
from interview.i18n.translate import ENGLISH, words
from interview.web.schemas.practice_again import two_answers as two_answers_told
from interview.web.schemas.reports import exported
from tests.report_builders import GOOD, graded, report, session, turn

pytestmark = pytest.mark.slow

C, T, M, X = Verdict.COVERED, Verdict.TOUCHED, Verdict.MISSED, Verdict.CONTRADICTED
PLAN, INDEX, ROWS = (point.text for point in GOOD.key_points)
JOB = JobPosting(
    "\n  Backend engineer, payments\nKnows SQL and Go.",
    (
        Requirement("SQL", "Knows SQL and Go.", is_shown=True, resume_line="Skills: SQL"),
        Requirement("Go", "Knows SQL and Go."),
        Requirement("Rust", "Rust is a plus.", is_required=False),
    ),
)


def documents(made: Report, repeated: Mapping[Position, TwoAnswers] | None = None) -> list[str]:
    """Markdown and PDF of a report as plain words."""
    text = exports.render("md", made, [], repeated)[0].decode().replace("\\", "")
    pages = pypdfium2.PdfDocument(exports.render("pdf", made, [], repeated)[0])
    printed = " ".join(page.get_textpage().get_text_bounded() for page in pages)
    return [text, " ".join(printed.replace("\ufffe", "").split())]


def test_the_job_stands_on_the_cover_with_what_of_it_was_asked() -> None:
    one = turn(0, question=replace(GOOD, probes=("SQL",)))
    made = report(session([one], job=JOB))
    for text in documents(made):
        assert text.index("Backend engineer, payments") < text.index("What to look at first")
        assert "Skills asked for: 3. Asked about directly: 1; not asked yet: 2; not named in your resume: 2." in text
    found = report_view(made, ENGLISH).job_coverage
    assert found is not None
    assert [(line.skill, line.need, line.asked, line.shown) for line in found.requirements] == [
        ("SQL", "required", "asked", "in your resume"),
        ("Go", "required", "not asked yet", "not named in your resume"),
        ("Rust", "nice to have", "not asked yet", "not named in your resume"),
    ]


def test_what_the_bank_had_no_question_on_is_named_and_told_from_what_had_no_turn() -> None:
    sql, go, rust = JOB.requirements
    known = replace(JOB, requirements=tuple(replace(one, has_question=one is go) for one in (sql, go, rust)))
    made = report(session([turn(0, question=replace(GOOD, probes=("SQL",)))], job=known))
    for text in documents(made):
        assert (
            "Asked about directly: 1; not asked yet: 1; not named in your resume: 2. Your resume may say in other "
            "words what we did not find. We had no questions on: Rust." in text
        )
        assert "so prepare it by yourself" in text
        assert "we had no question on it" in text
    found = report_view(made, ENGLISH).job_coverage
    assert found is not None
    assert [line.asked for line in found.requirements] == ["asked", "not asked yet", "we had no question on it"]
    chinese = report_view(made, words("zh")).job_coverage
    assert chinese is not None
    assert chinese.told.endswith("题库里当时没有关于这些的题目：Rust。面试官可能会问到，请自己准备。")
    assert [one["hasQuestion"] for one in json.loads(exported(made))["requirements"]] == [False, True, False]
    old = exports.render("md", report(session([turn(0)], job=JOB)), [])[0].decode()
    assert "We had no questions" not in old


def test_without_a_job_there_is_no_word_of_one() -> None:
    for text in documents(report(session([turn(0)]))):
        assert "What the job asks for" not in text
    assert JobPosting().title == ""


def test_the_guess_stands_beside_the_result() -> None:
    made = report(session([turn(0)], predicted_score=70))
    assert made.prediction_note is not None
    for text in documents(made):
        assert ENGLISH.message(made.prediction_note) in text
    assert all("You expected" not in text for text in documents(report(session([turn(0)]))))


def test_a_retake_shows_both_answers_and_what_was_gained_and_lost() -> None:
    before, after = turn(0, "I would look at the plan."), turn(0)
    earlier = graded(before, (C, M, C), quotes=("look at the plan", "", ""))
    later = graded(after, (C, C, T), quotes=("measure the query", "add an index", ""))
    again = {after.position: two_answers(before, earlier, after, later)}
    for text in documents(report(session([after]), [later]), again):
        assert "I would look at the plan." in text
        assert f"Your earlier answer, 24 Nov 2026, {earlier.scores.number} of 100" in text  # type: ignore[union-attr]
        assert f"{again[after.position].changes['score']:+g} points: agreement" in text
        assert f"More than before: {INDEX}" in text.replace("*", "")
        assert f"Less than before: {ROWS}" in text.replace("*", "")


def test_both_answers_are_shown_with_whose_word_counts_in_their_comparison() -> None:
    one = turn(0)
    before = graded(one, (M, M, M))
    after = settle(before, {point.id: Settled.SAID for point in GOOD.key_points})
    again = {one.position: two_answers(one, before, one, after)}
    for text in documents(report(session([one]), [after]), again):
        assert "Your own word counts on some key points of at least one of these two answers." in " ".join(text.split())
    again = {one.position: two_answers(one, before, one, before)}
    assert not any("Your own word" in text for text in documents(report(session([one]), [before]), again))


IN_THE_HEAD = "what stands under “What to look at first”"


def test_answers_off_one_scale_are_shown_and_not_subtracted() -> None:
    one = turn(0)
    before = graded(one, (M, M, M), by=model_interviewer("m"))
    again = {one.position: two_answers(one, before, one, graded(one))}
    for text in documents(report(session([one])), again):
        assert "so the points cannot be compared" in text
        assert "points: agreement" not in text
        assert "than before" not in text


def test_a_retake_whose_range_overlaps_the_earlier_one_is_said_to_be_no_clear_change() -> None:
    one, told = turn(0), "No clear change: the difference between the two scores is within what we are not sure of."
    before = replace(graded(one), scores=Scores(40.0, 23.5, None, low=89.0, high=91.0))
    after = replace(graded(one), scores=Scores(35.7, 25.6, None, low=75.0, high=100.0))
    made, again = report(session([one]), [after]), {one.position: two_answers(one, before, one, after)}
    for text in documents(made, again):
        assert told in text
        assert "points: agreement" not in text
    (in_json,) = two_answers_told(made, again)
    assert (in_json.changes, in_json.caution) == ({}, told)
    worse = replace(after, scores=Scores(35.7, 20.0, None, low=75.0, high=88.0))
    known = two_answers(one, before, one, worse)
    assert (known.caution, known.changes["score"]) == (None, -11)


@pytest.mark.parametrize(
    ("verdicts", "said"),
    [
        ((M, C, X), f"{IN_THE_HEAD}; {PLAN}"),
        ((M, M, M), f"{IN_THE_HEAD}; {INDEX}; and 1 more"),
        ((C, C, T), ROWS.rstrip(".")),
        ((C, C, C), None),
    ],
)
def test_what_to_practise_next_names_the_points_that_lack_and_the_head_does_not(
    verdicts: tuple[Verdict, ...], said: str | None
) -> None:
    one = turn(0)
    made = report(session([one]), [graded(one, verdicts, quotes=("", "", ""))])
    for text in documents(made):
        plain = text.replace("*", "")
        assert (f"Question 1, Databases: {said}" in plain) is (said is not None)
        assert ("What to practise next" in plain) is (said is not None)


def markdown(made: Report) -> str:
    return exports.render("md", made, [])[0].decode()


def test_what_is_right_or_wrong_besides_and_what_would_worry_an_interviewer_stand_in_every_file() -> None:
    also, worry = "Counting rows first is sound as well", "Guessing an index without a look at the plan"
    wrong = "EXPLAIN ANALYZE only plans a query and changes no rows"
    question = replace(GOOD, also_right=(also,), red_flags=(worry,), misconceptions=(wrong,), shows_misconceptions=True)
    one = turn(0, question=question)
    made = report(session([one]), [graded(one)])
    for text in (markdown(made), pdf.html(report_view(made, ENGLISH), None), exported(made).decode()):
        assert also in text
        assert worry in text
        assert wrong in text
    assert f"**Wrong:** “{wrong}”" in markdown(made)
    assert f"<b>Wrong: </b>“{wrong}”" in pdf.html(report_view(made, ENGLISH), None)
    for text in (markdown(made), pdf.html(report_view(made, ENGLISH), None)):
        assert text.index("Often said by others, and wrong") < text.index(wrong) < text.index("Also right")
    earlier = turn(0, question=replace(GOOD, misconceptions=(wrong,)))
    plain = report(session([earlier]), [graded(earlier)])
    for text in (markdown(plain), pdf.html(report_view(plain, ENGLISH), None), exported(plain).decode()):
        assert "Also right" not in text
        assert wrong not in text


def test_a_score_that_a_later_grade_replaced_stands_behind_the_score_in_every_document() -> None:
    one = turn(0)
    before = graded(one, (M, M, M), by=model_interviewer("m"))
    made = replace(report(session([one]), [graded(one)]), earlier={one.position: (before,)})
    ((question,),) = report_view(made, ENGLISH).groups
    (old,) = question.earlier_grades
    for text in documents(made):
        assert text.index("Your answer") < text.index(old.told) < text.rindex("Key points")
