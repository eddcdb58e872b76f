"""What every export says, whatever its format, and what Markdown never lets an answer do."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, timedelta, tzinfo
from zoneinfo import ZoneInfo

import pytest
from markdown_it import MarkdownIt

from interview.core.grading import Verdict
from interview.core.identity import PRACTICE, InterviewerId, model_interviewer
from interview.core.mode import Mode
from interview.core.posting import JobPosting
from interview.core.question import QuestionKind
from interview.core.report import Report
from interview.core.rubric import RUBRIC
from interview.documents import exports, pdf, printed
from interview.documents.earlier_reports import comparison
from interview.documents.report_view import WHAT_IS_MEASURED, ReportView, report_view
from interview.errors import Code, Failed
from interview.i18n.translate import ENGLISH, words
from interview.messages import written
from tests.report_builders import GOOD, SUMMARY, everywhere, failed, graded, report, session, turn

HOSTILE = (
    "<img src=x onerror=alert(1)><script>alert(2)</script> [click](javascript:alert(3)) ![i](http://x.example/i.png) "
    "https://x.example www.x.example <https://y.example> # no heading **no bold** &lt; | a | b |"
    "\n# line\n- item\n1. one\n> q"
)


def markdown(made: Report, *earlier: Report) -> str:
    content, media_type = exports.render("md", made, earlier)
    assert media_type == "text/markdown; charset=utf-8"
    return content.decode()


def view(made: Report, zone: tzinfo = UTC) -> ReportView:
    return report_view(made, words(made.session.language), zone)


def printed_characters(made: Report) -> list[int]:
    """How many characters of each answer are printed."""
    shown = view(made)
    limit = printed.answer_limit(shown)
    answers = [question.answer for group in shown.groups for question in group]
    return [len(answer.text.strip()) - printed.answer(answer, limit).left_out for answer in answers]


def mixed() -> Report:
    turns = [turn(0), turn(0, "Then I look at the rows.", 1), turn(1, "pass"), turn(2, "Some words."), turn(3, None)]
    quotes = ("look at the rows", "", "")
    grades = [graded(turns[0]), graded(turns[1], quotes=quotes), graded(turns[2]), failed(turns[3]), graded(turns[4])]
    return report(session(turns), grades)


def earlier(day: int, verdict: Verdict = Verdict.COVERED, by: InterviewerId = PRACTICE) -> Report:
    one = turn(0)
    return report(session([one], id=f"earlier{day}", day=day), [graded(one, [verdict] * 3, by=by)])


def test_graded_unanswered_ungraded_and_not_reached_are_told_apart() -> None:
    text = markdown(mixed())
    assert "; 1 not answered before the end, counted as 0; 1 passed on or not known, counted as 0; 1 not" in text
    assert "Answered with “pass”: 0 of 100 by rule." in text
    assert "Not graded, and left out of every average. The interviewer did not reply in time." in text
    assert "The interview was ended before this question was answered: 0 of 100 by rule." in text
    assert "ended early" in text


def test_an_answer_of_signs_alone_is_not_said_to_be_left_out() -> None:
    signs = turn(0, "👍👍👍")
    assert "There are no words in this answer: 0 of 100 by rule." in markdown(report(session([signs]), [graded(signs)]))


@pytest.mark.parametrize(
    ("early", "language", "said"),
    [
        (0, "en", ", when the time was up"),
        (0, "zh", "（时间到）"),
        (1, "en", ", ended early"),
        (1, "zh", "（提前结束）"),
    ],
)
def test_an_interview_whose_time_ran_out_was_not_ended_early(early: int, language: str, said: str) -> None:
    made = session([turn(0), turn(1, None)], mode=Mode.REAL, language=language)
    assert made.completed_at is not None
    timed = replace(made, ends_at=made.completed_at + timedelta(seconds=early))
    assert view(report(timed, [graded(turn(0))])).finished.endswith(said)


def test_the_cover_names_everything_needed_to_find_the_interview_again() -> None:
    made = mixed()
    cover = view(made, ZoneInfo("Asia/Kolkata"))
    assert cover.session_id == made.session.id
    assert cover.started == "24 November 2026, 17:30 (UTC+05:30)"
    assert view(made).started == "24 November 2026, 12:00 (UTC)"
    assert (cover.resume_name, cover.graded_by, cover.rubric_version) == (
        "Ada Example.pdf",
        "Practice interviewer",
        RUBRIC.version,
    )
    assert cover.overall == made.totals.overall


def test_a_follow_up_stands_under_its_main_question() -> None:
    groups = view(mixed()).groups
    shown = [[question.position.is_follow_up for question in group] for group in groups]
    assert shown == [[False, True], [False], [False], [False]]
    assert groups[0][1].title == "Follow-up 1 to question 1"


def test_practice_grading_says_what_it_does_not_measure() -> None:
    by_model = report(session([turn(0)]), [graded(turn(0), by=model_interviewer("m"))])
    note = ENGLISH.message(WHAT_IS_MEASURED)
    assert note in view(mixed()).notes
    assert note not in view(by_model).notes
    said = replace(SUMMARY, overall_feedback=(written("Well done."), WHAT_IS_MEASURED))
    assert markdown(report(session([turn(0)]), summary=said)).count(note) == 1


def test_a_missing_summary_is_admitted() -> None:
    assert "There is no summary" in markdown(replace(mixed(), summary=None))
    assert "There is no summary" not in markdown(mixed())


def test_an_export_says_beside_which_question_a_hint_was_shown() -> None:
    helped = turn(1)
    helped = replace(helped, answer=replace(helped.answer, hint_shown=True))
    text = markdown(report(session([turn(0), helped])))
    assert text.count("Hint shown") == 1
    assert text.index("Hint shown") > text.index("Question 2")


def test_a_report_without_any_score_says_so_and_has_none() -> None:
    made = report(session([turn(0)]), [failed(turn(0))])
    text = markdown(made)
    assert "Not graded" in text
    assert "No answer has a score" in text
    assert view(made).overall is None


def test_a_long_answer_is_cut_and_the_cut_is_told() -> None:
    made = report(session([turn(0, "word " * 20_000)]))
    assert printed_characters(made) == [19_999]
    assert "characters are left out" in markdown(made)
    assert "characters are left out" not in markdown(mixed())


def test_of_a_long_answer_that_nobody_graded_no_file_says_that_it_was_graded_whole() -> None:
    one = turn(0, "word " * 20_000)
    made = report(session([one]), [failed(one)])
    for text in (markdown(made), pdf.html(view(made), None)):
        (told,) = re.findall(r"Cut here: [^<\n]*", text)
        assert "The whole answer is kept in the app." in told
        assert "graded" not in told


def test_many_long_answers_share_a_budget_and_a_few_do_not() -> None:
    many = report(session([turn(n, "word " * 20_000) for n in range(24)]))
    few = report(session([turn(n, "word " * 20_000) for n in range(5)]))
    assert 100_000 < sum(printed_characters(many)) <= 160_000
    assert printed_characters(few) == [19_999] * 5


def test_trends_appear_from_the_second_scored_session_on() -> None:
    assert comparison(mixed(), []) is None
    assert comparison(mixed(), [report(session([turn(0)], id="x", day=-1), [failed(turn(0))])]) is None
    assert "## Over your sessions" not in markdown(mixed())
    assert "## Over your sessions" in markdown(mixed(), earlier(-3))


@pytest.mark.parametrize("language", ["en", "zh"])
def test_where_nobody_signs_in_the_section_over_sessions_says_that_those_of_other_people_count(language: str) -> None:
    made, say = mixed(), words(language)
    said = say(
        "Nobody signs in to this app: where others use it at the same address, their interviews count here, too."
    )
    for is_everybodys in (True, False):
        found = comparison(made, [earlier(-3)], say=say, is_everybodys=is_everybodys)
        assert (said in pdf.html(report_view(made, say), found)) is is_everybodys
        content, _ = exports.render("md", made, [earlier(-3)], say=say, is_everybodys=is_everybodys)
        assert (said in content.decode()) is is_everybodys


def test_sessions_stand_in_order_of_time_and_this_one_is_marked() -> None:
    trends = comparison(mixed(), [earlier(5), earlier(-3), earlier(-9)])
    assert trends is not None
    assert [stop.current for stop in trends.stops] == [False, False, True, False]
    assert [stop.at for stop in trends.stops] == sorted(stop.at for stop in trends.stops)


def test_categories_are_compared_with_earlier_sessions_of_the_same_measure_only() -> None:
    same, other, later = (
        earlier(-3, Verdict.COVERED),
        earlier(-2, Verdict.MISSED, model_interviewer("m")),
        earlier(4, Verdict.MISSED),
    )
    trends = comparison(mixed(), [same, other, later])
    assert trends is not None
    (databases,) = trends.categories
    assert (databases.now, databases.before, databases.sessions) == (
        mixed().totals.categories["Databases"],
        same.totals.categories["Databases"],
        1,
    )
    assert len(trends.lines) == 2


def test_beside_the_mean_of_a_category_stands_of_how_many_interviews_it_is() -> None:
    elsewhere = earlier(-2)
    asked = tuple(replace(each, question=replace(each.question, category="Python")) for each in elsewhere.session.turns)
    before = [earlier(-3), replace(elsewhere, session=replace(elsewhere.session, turns=asked))]
    trends = comparison(mixed(), before)
    assert trends is not None
    databases = next(each for each in trends.categories if each.name == "Databases")
    assert (trends.comparable, databases.sessions) == (2, 1)
    assert f"earlier {databases.before} (1)" in pdf.html(view(mixed()), trends)
    assert f" | {databases.before} (1) |" in markdown(mixed(), *before)


def test_an_earlier_session_that_is_being_graded_again_is_left_out() -> None:
    assert comparison(mixed(), [replace(earlier(-3), evaluation=None)]) is None


def test_markdown_from_outside_stays_words() -> None:
    made, repeated = everywhere(HOSTILE)
    trends = [earlier(-1, by=model_interviewer(HOSTILE))]
    text = exports.render("md", made, trends, repeated)[0].decode()
    tokens = MarkdownIt("gfm-like", {"linkify": False}).enable("table").parse(text)
    assert "https://" not in text
    assert "www." not in text
    kinds = {each.type for token in tokens for each in [token, *(token.children or [])]}
    assert kinds.isdisjoint({"html_block", "html_inline", "link_open", "image", "code_block"})
    headings = [tokens[i + 1].content for i, token in enumerate(tokens) if token.type == "heading_open"]
    assert not [heading for heading in headings if "line" in heading and "Question" not in heading]
    assert not [token for token in tokens if token.type == "tr_open" and token.level > 2]


def test_code_in_an_answer_cannot_close_its_own_fence() -> None:
    made = report(session([turn(0, "Look:\n\n    ````\n    x = 1\n\nDone.")]), [failed(turn(0))])
    tokens = MarkdownIt().parse(markdown(made))
    (fence,) = [token for token in tokens if token.type == "fence"]
    assert "x = 1" in fence.content


def test_a_file_name_is_plain_ascii_whatever_the_id() -> None:
    made = report(session([turn(0)], id="../é\r\n;abc123DEF456"))
    assert exports.file_name(made, "pdf") == "mock-interview-2026-11-24-abc123DE.pdf"
    assert exports.file_name(report(session([turn(0)], id="…")), "md") == "mock-interview-2026-11-24-report.md"


@pytest.mark.parametrize("failure", [OSError("cannot load library"), RecursionError(), ValueError("bad")])
def test_a_machine_that_cannot_make_pdfs_offers_markdown(monkeypatch: pytest.MonkeyPatch, failure: Exception) -> None:
    def refuse(_markup: str) -> bytes:
        raise failure

    monkeypatch.setattr(pdf, "_pdf", refuse)
    with pytest.raises(Failed) as raised:
        exports.render("pdf", mixed(), [])
    assert raised.value.code is Code.EXPORT_PDF_FAILED
    assert "Markdown" in ENGLISH.message(raised.value.message)
    assert markdown(mixed())


def test_every_text_reaches_the_pdfs_document_escaped() -> None:
    one = turn(
        0,
        HOSTILE,
        question=replace(GOOD, text=HOSTILE, category=HOSTILE, reference_answer=HOSTILE, also_right=(HOSTILE,)),
    )
    grade = graded(
        one, quotes=(HOSTILE[:40], "", ""), flags=(written(HOSTILE),), feedback=HOSTILE, by=model_interviewer(HOSTILE)
    )
    made = report(session([one], resume_name=HOSTILE), [grade], replace(SUMMARY, overall_feedback=(written(HOSTILE),)))
    document = pdf.html(view(made), comparison(made, [earlier(-1)]))
    assert "<img" not in document
    assert "<script" not in document
    assert "<https" not in document
    assert document.count("&lt;script&gt;") > 6


def test_that_a_resume_was_pasted_is_told_only_where_no_job_is_known() -> None:
    pasted = report(session([turn(0)], resume_name="", job=JobPosting("Data analyst")))
    assert printed.named(view(pasted)) == ("Data analyst",)
    assert "Pasted text" not in pdf.html(view(pasted), None)
    assert printed.named(view(pasted), "Second try") == ("Second try", "Data analyst")
    assert printed.named(view(report(session([turn(0)], resume_name="")))) == ("Pasted text",)
    assert printed.named(view(report(session([turn(0)], job=JobPosting("Data analyst"))))) == (
        "Ada Example.pdf",
        "Data analyst",
    )


def test_an_example_story_is_called_one_and_a_reference_answer_is_not() -> None:
    told = turn(0, question=replace(GOOD, kind=QuestionKind.BEHAVIOURAL))
    for question, whose in ((told, "An example story by somebody else"), (turn(0), "Reference answer")):
        made = report(session([question]), [graded(question)])
        for text in (markdown(made), pdf.html(view(made), None)):
            assert whose in text
            assert ("by somebody else" in text) == (question is told)


def test_the_document_speaks_the_language_of_the_session() -> None:
    made = report(session([turn(0)], language="zh"))
    assert '<html lang="zh-CN"' in pdf.html(view(made), None)


@pytest.mark.parametrize("verdict", [Verdict.COVERED, Verdict.UNSURE])
def test_the_hollow_mark_is_spoken_of_only_where_the_report_in_hand_is_on_the_line(verdict: Verdict) -> None:
    one = turn(0)
    now = report(session([one], day=2), [graded(one, [verdict] * 3)])
    text = pdf.html(view(now), comparison(now, [earlier(0), earlier(1)]))
    assert ("The hollow mark is this session." in text) is (now.totals.overall is not None)


def test_later_interviews_on_the_line_are_no_earlier_ones() -> None:
    one = turn(0)
    now = report(session([one]), [graded(one)])
    text = pdf.html(view(now), comparison(now, [earlier(1), earlier(2)]))
    assert "Of the interviews above that began before this one none has the same interviewer" in text


def test_two_interviewers_in_one_session_make_a_line_of_their_own() -> None:
    turns = [turn(0), turn(1)]
    both = report(session(turns, day=2), [graded(turns[0]), graded(turns[1], by=model_interviewer("m"))])
    trends = comparison(both, [earlier(0), earlier(1, by=model_interviewer("m"))])
    assert trends is not None
    assert len(trends.lines) == 3
    assert timedelta(days=2) == trends.stops[-1].at - trends.stops[0].at


def test_the_log_says_what_failed_and_never_quotes_the_report(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refuse(markup: str) -> bytes:
        raise ValueError(markup)

    monkeypatch.setattr(pdf, "_pdf", refuse)
    with pytest.raises(Failed) as raised:
        exports.render("pdf", mixed(), [])
    assert "ValueError" in caplog.text
    for told in (caplog.text, str(raised.value), ENGLISH.message(raised.value.message)):
        assert "Then I look at the rows" not in told
