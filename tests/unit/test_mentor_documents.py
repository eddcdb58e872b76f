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

from interview import yaml_files
from interview.core.coaching import ASKS_TO_MARK, REPEATS_VERDICTS
from interview.core.grading import Provenance, Settled, Summary, Verdict, ungraded
from interview.core.identity import ASKED_FOR_REAL, PRACTICE, RULE, model_interviewer
from interview.core.key_point import StoryPart, story
from interview.core.mentoring import CameBy, Mentor, MentorNote
from interview.core.question import Position
from interview.core.report import Report
from interview.core.settling import settle
from interview.core.strongest import SHOWS_THEM
from interview.documents import exports, mentor_file, pdf
from interview.documents.question_words import ASKS_TO_SETTLE
from interview.documents.report_view import WHAT_IS_MEASURED, ReportView, report_view
from interview.documents.templating import TEMPLATES
from interview.i18n.translate import FOLDER, words
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
    told = report_view(made, words(made.session.language).for_mentors)
    return parser.document_fromstring(mentor_file.write(told))


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
        say, text = words(language).for_mentors, file_of(made).text_content()
        assert text.count(say.message(kept)) == len(asks)
        assert say.messages(SUMMARY.overall_feedback) in text
        for asked in (*(grade.feedback[1] for grade in grades), summary.overall_feedback[0]):
            assert say.message(asked) not in text


def test_a_mentor_is_told_that_an_answer_has_no_score_and_not_what_the_candidate_can_do_about_it() -> None:
    one, two = turn(0), turn(1, None)
    text = file_of(report(session([one, two]), [failed(one), graded(two)])).text_content()
    assert "Not graded, and left out of every average." in text
    assert "The interviewer did not reply in time." not in text
    assert "0 of 100 by rule" in text


def test_why_nobody_can_score_a_question_is_told_to_a_mentor() -> None:
    asked = replace(GOOD, key_points=(), asked_by=ASKED_FOR_REAL, reference_answer="")
    assert asked.without_score is not None
    one, two = turn(0, question=asked), turn(1)
    made = report(session([one, two]), [ungraded(one.position, asked.without_score, Provenance(RULE)), graded(two)])
    assert "They wrote this question down themselves." in file_of(made).text_content()


REACH_A_MENTOR = re.compile(
    r"(?:story|praise|advice|feedback|summary|own_word|verdict|band|flag|grade)\.[a-z_.]+|report\.(?:to_mark|long_resume|never_written)"
)
"""Codes of what a mentor is told. Feedback that asks to settle is left out; why an answer has no score is told where
nobody can score it."""
NOT_TOLD = {*ASKS_TO_SETTLE, "summary.open"}
TOLD = {"ungraded.easier", "ungraded.think_on", "ungraded.own_question"}
YOU = r"\b(?:you|your|yours|yourself)\b|你"
TO_THE_CANDIDATE = re.compile(
    rf"{YOU}|"
    r"(?:^|[.;:,] )(?i:Begin|Check|Choose|Close|Compare|Cut|End|Give|Leave|Link|Look|Mark|Name|Put|Say|Start|Tell"
    r"|Write)\b"
)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_no_sentence_for_a_mentor_speaks_to_the_candidate(language: str) -> None:
    known = yaml_files.read(FOLDER / f"{language}.yaml")["messages"]
    codes = {code for code in known if REACH_A_MENTOR.fullmatch(code) and not code.endswith(".mentor")} | TOLD
    assert len(codes) > 100
    told = {code: known.get(f"{code}.mentor", known[code]) for code in codes - NOT_TOLD}
    assert {code: said for code, said in told.items() if TO_THE_CANDIDATE.search(said)} == {}


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_file_for_a_mentor_speaks_of_the_candidate_and_to_nobody_else_than_the_mentor(language: str) -> None:
    parts = tuple(map(story, StoryPart))
    asked = replace(GOOD, key_points=parts, reference_answer="")
    one, two = turn(0, question=asked), turn(1)
    named = {"quote": "I wrote it", "point": parts[2].said, "points": (parts[2].said,), "count": 2, "example": "x"}
    codes = sorted(REPEATS_VERDICTS - ASKS_TO_SETTLE)
    feedback = tuple(Message.of(code, **named) for code in codes)
    verdicts, quotes = [Verdict.MISSED] * len(parts), [""] * len(parts)
    # What the practice interviewer says of verdicts is worked out anew.
    grade = replace(graded(one, verdicts, quotes=quotes, by=model_interviewer("m")), feedback=feedback)
    summary = Summary(
        (WHAT_IS_MEASURED,),
        tuple(Message.of(f"praise.{part}") for part in sorted(SHOWS_THEM)),
        (*(Message.of(f"advice.{part}") for part in StoryPart), Message.of("summary.advice_completeness")),
        PRACTICE,
    )
    point = two.question.key_points[2]
    settled = settle(graded(two, feedback="Good first step."), {point.id: Settled.SAID})
    made = report(session([one, two], language=language), [grade, settled], summary)
    document = file_of(made)
    said = document.xpath(
        "//section/p[@class='prose' or @class='score'] | //section/ul/li | "
        "//article/p[not(contains(@class, 'answer')) and not(label)] | //article//li/div/p[not(label)]"
    )
    assert len(said) > 40
    for each in said:
        assert not re.search(YOU, each.text_content()), each.text_content()


def test_the_file_speaks_the_language_of_the_interview() -> None:
    made = report(session([turn(0)], language="zh"))
    document = file_of(made)
    assert document.get("lang") == "zh-CN"
    assert "保存我的评语" in document.text_content()


def test_a_file_name_is_plain_ascii_whatever_the_id() -> None:
    made = report(session([turn(0)], id="../é\r\n;abc123DEF456"))
    assert mentor_file.file_name(view(made)) == "interview-for-a-mentor-abc123DE.html"
