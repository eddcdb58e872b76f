"""What a mentor reads and writes, as files: whole, nothing fetched, nothing told of others, no script but ours."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import replace

import pytest
from lxml import html as parser
from markdown_it import MarkdownIt

from interview.core.coaching import ASKS_TO_MARK
from interview.core.grading import Settled
from interview.core.mentoring import CameBy, Mentor, MentorNote
from interview.core.question import Position
from interview.core.report import Report
from interview.core.settling import settle
from interview.documents import exports, mentor_file, pdf
from interview.documents.report_view import ReportView, report_view
from interview.documents.templating import TEMPLATES
from interview.i18n.translate import words
from interview.messages import Message
from interview.web.schemas.reports import exported
from tests.builders import NOON
from tests.report_builders import GOOD, SUMMARY, everywhere, failed, graded, report, session, turn
from tests.unit.test_exports import HOSTILE, mixed


def view(made: Report) -> ReportView:
    return report_view(made, words(made.session.language))


def commented(made: Report, name: str = "Bea", comment: str = "Say what you measured.") -> Report:
    """The report with a mentor's comment and verdict on its first answer."""
    point = made.session.turns[0].question.key_points[0]
    note = MentorNote(Position(0), comment, {point.id: Settled.PARTLY})
    return replace(made, mentors=(Mentor("m", "u-secret", name, CameBy.LINK, NOON, (note,)),))


def file_of(made: Report) -> parser.HtmlElement:
    return parser.document_fromstring(mentor_file.write(view(made)))


def test_a_mentors_words_stand_in_every_file_and_change_no_number() -> None:
    before, after = mixed(), commented(mixed())
    for text in (
        exports.render("md", after, [])[0].decode(),
        pdf.html(view(after), None),
        exported(after).decode(),
    ):
        assert "Bea" in text
        assert "Say what you measured." in text
        assert "u-secret" not in text
    assert "From your mentor" not in exports.render("md", before, [])[0].decode()
    assert "From your mentor" not in pdf.html(view(before), None)
    told = json.loads(exported(after))
    assert told.pop("mentorNotes")[0]["verdicts"][0]["verdict"] == "partly"
    assert {**told, "mentorNotes": []} == json.loads(exported(before))


def test_markup_of_a_mentor_stays_words_in_markdown_and_in_the_pdfs_document() -> None:
    made = commented(mixed(), HOSTILE, HOSTILE)
    text = exports.render("md", made, [])[0].decode()
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(text)
    kinds = {each.type for token in tokens for each in [token, *(token.children or [])]}
    assert kinds.isdisjoint({"html_block", "html_inline", "link_open", "image"})
    document = pdf.html(view(made), None)
    assert "<img" not in document
    assert "<script" not in document
    assert document.count("&lt;script&gt;") == 2


@pytest.mark.slow
def test_a_pdf_is_made_of_a_report_with_comments() -> None:
    assert exports.render("pdf", commented(mixed(), HOSTILE, "字" * 4000), [])[0].startswith(b"%PDF")


def test_markup_in_a_report_stays_words_in_the_file_for_a_mentor() -> None:
    made, _ = everywhere(HOSTILE)
    document = file_of(made)
    assert [each.tag for each in document.iter("img", "iframe", "object", "embed", "link", "base", "a")] == []
    (script,) = document.iter("script")
    assert script.text == (TEMPLATES / "mentor_file.js").read_text()
    assert not [each for each in document.iter() if any(name.startswith("on") for name in each.attrib)]
    assert "<script>alert(2)</script>" in document.text_content()


def test_the_file_fetches_nothing_and_lets_only_our_own_script_and_style_run() -> None:
    document = file_of(mixed())
    (policy,) = document.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    for kind in ("script", "style"):
        (part,) = document.iter(kind)
        digest = base64.b64encode(hashlib.sha256((part.text or "").encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    assert not document.xpath("//@src | //@href | //@action | //@style")
    assert not re.search(r"https?://|url\(|@import", mentor_file.write(view(mixed())).decode())


def test_our_own_script_cannot_end_early() -> None:
    for name in ("mentor_file.js", "mentor_file.css"):
        assert "</" not in (TEMPLATES / name).read_text()


def test_without_scripts_every_question_answer_verdict_and_reference_is_there_and_it_says_what_to_do() -> None:
    document = file_of(mixed())
    text = document.text_content()
    for each in mixed().session.turns:
        assert each.question.text in text
        assert (each.answer.text or "No answer.") in text
    assert GOOD.reference_answer in text
    assert len(document.xpath("//article")) == len(mixed().session.turns)
    assert "scripts are off" in document.xpath("//noscript")[0].text_content()


def test_every_field_has_a_name_for_those_who_have_it_read_to_them() -> None:
    document = file_of(mixed())
    labelled = set(document.xpath("//label/@for"))
    for field in document.xpath("//textarea | //input"):
        assert field.get("id") in labelled
    assert all(field.get("aria-label") for field in document.xpath("//select"))


def test_neither_another_interview_nor_the_guess_nor_another_mentor_is_in_the_file() -> None:
    made, repeated = everywhere("words")
    made = commented(replace(made, session=replace(made.session, predicted_score=77)), "Somebody", "Other words")
    assert repeated
    text = file_of(made).text_content()
    for told in ("words before", "77", "Somebody", "Other words", "earlier answer"):
        assert told not in text


def test_a_mentor_is_not_asked_to_settle_and_reads_what_the_person_says_of_a_point() -> None:
    one = turn(0)
    point = one.question.key_points[2]
    made = report(session([one]), [settle(graded(one), {point.id: Settled.SAID})])
    text = file_of(made).text_content()
    assert "Not recognised (in their own view: said it): " in text
    assert "You: " not in text


def test_a_score_of_answers_that_were_all_left_out_says_so_to_a_mentor() -> None:
    left_out = [turn(number, "") for number in range(5)]
    text = file_of(report(session(left_out))).text_content()
    assert "0 of 5 answers graded; 5 left without an answer, counted as 0" in text


def test_no_feedback_that_asks_the_candidate_to_settle_reaches_a_mentor() -> None:
    kept, asks = Message.of("feedback.start_again"), (*sorted(ASKS_TO_MARK), "feedback.mark_yourself")
    turns = [turn(number) for number in range(len(asks))]
    grades = [
        replace(graded(one), feedback=(kept, Message.of(name, made=1, of=3, count=2)))
        for one, name in zip(turns, asks, strict=True)
    ]
    summary = replace(
        SUMMARY, overall_feedback=(Message.of("summary.open", low=20, high=80), *SUMMARY.overall_feedback)
    )
    for language in ("en", "zh"):
        made = report(session(turns, language=language), grades, summary)
        say, text = words(language), file_of(made).text_content()
        assert text.count(say.message(kept)) == len(asks)
        assert say.messages(SUMMARY.overall_feedback) in text
        for asked in (*(grade.feedback[1] for grade in grades), summary.overall_feedback[0]):
            assert say.message(asked) not in text


def test_an_answer_without_a_score_says_so_to_a_mentor() -> None:
    one, two = turn(0), turn(1, None)
    text = file_of(report(session([one, two]), [failed(one), graded(two)])).text_content()
    assert "The interviewer did not reply in time." in text
    assert "0 of 100 by rule" in text


def test_the_file_speaks_the_language_of_the_interview() -> None:
    made = report(session([turn(0)], language="zh"))
    document = file_of(made)
    assert document.get("lang") == "zh-CN"
    assert "保存我的评语" in document.text_content()


def test_a_file_name_is_plain_ascii_whatever_the_id() -> None:
    made = report(session([turn(0)], id="../é\r\n;abc123DEF456"))
    assert mentor_file.file_name(view(made)) == "interview-for-a-mentor-abc123DE.html"
