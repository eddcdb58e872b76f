"""Key points of the bank that speak of "the speaker" are said to whoever answered as about them, and to nobody else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

from interview.core.coaching import coaching
from interview.core.grading import PointJudgement, Verdict
from interview.core.key_point import statements
from interview.core.report import Report
from interview.documents import exports, mentor_file, pdf
from interview.documents.report_view import report_view
from interview.i18n import translate
from interview.i18n.names import point_text
from interview.i18n.translate import ENGLISH, Words, words
from interview.messages import Message, written
from interview.model.prompts import grade_prompt
from interview.question_bank.bank import load_bank
from interview.web.schemas.reports import exported
from tests.report_builders import GOOD, graded, report, session, turn

TO_YOU = dict(line.split("\t") for line in translate._TO_YOU.read_text(encoding="utf-8").splitlines())
LOOKS_EASY = "how-you-work-looks-easy"
STORED = "The speaker names one part of their work that looks easier than it is"
LISTED = "One part of your work that looks easier than it is"
SAID = "one part of your work that looks easier than it is"


def of_the_bank() -> Iterator[str]:
    for _, question in load_bank().by_id.values():
        yield from question.key_points
        for follow_up in question.follow_ups:
            yield from follow_up.key_points


def test_each_key_point_that_begins_with_the_speaker_has_its_words_and_so_have_those_of_before() -> None:
    lines = translate._TO_YOU.read_text(encoding="utf-8").splitlines()
    assert len(lines) == len(TO_YOU)
    assert set(TO_YOU) > {point for point in of_the_bank() if point.startswith("The speaker")}
    assert all(stored.startswith("The speaker") for stored in TO_YOU)
    # Older reports have it, the bank no more.
    assert words("en").key_point("The speaker names one rule of their work and what it protects").startswith("one rule")


@pytest.mark.parametrize("said", TO_YOU.values())
def test_the_words_are_a_noun_phrase_to_the_person(said: str) -> None:
    assert not re.search(r"\b(speakers?|they|theirs?|them|themselves)\b", said.casefold())
    assert said == said.strip().rstrip(".")
    assert said[0].islower()


def made() -> Report:
    """A report on a real question of the bank whose first point is not recognised."""
    _, found = load_bank().by_id[LOOKS_EASY]
    asked = turn(0, question=replace(GOOD, text=found.question, key_points=statements(*found.key_points)))
    verdicts = [Verdict.MISSED, *(Verdict.COVERED for _ in found.key_points[1:])]
    grade = graded(asked, verdicts, quotes=["", *("add an index on the column" for _ in found.key_points[1:])])
    return report(session([asked]), [replace(grade, feedback=coaching(grade.points, None))])


def test_a_point_is_small_inside_a_sentence_and_begins_with_a_capital_in_a_list() -> None:
    say, (point,) = words("en"), statements(STORED)
    feedback = " ".join(map(say.message, coaching([PointJudgement(point, Verdict.MISSED)], None)))
    assert feedback.startswith(f"Check whether this is in your answer: {SAID}.")
    assert point_text(point, say) == LISTED


def test_feedback_that_earlier_releases_stored_is_said_so_too() -> None:
    old = Message.of("feedback.missed", points=(STORED, "Another one", Message.of("story.result")))
    assert words("en").message(old).startswith(f"Not recognised: {SAID}; Another one; what came of it.")


def test_report_markdown_and_pdf_say_it_to_the_person() -> None:
    view = report_view(made(), words("en"))
    for text in (exports.render("md", made(), [])[0].decode(), pdf.html(view, None), str(view)):
        assert LISTED in text
        assert f": {SAID}." in text
        assert "The speaker" not in text


def test_a_mentors_file_an_export_and_a_model_have_it_as_it_is_stored() -> None:
    finished = made()
    mentors = mentor_file.write(report_view(finished, words("en").for_mentors)).decode()
    told = exported(finished).decode()
    for text in (mentors, told, str(grade_prompt(finished.session.turns))):
        assert STORED in text
        assert SAID not in text.casefold()


def test_what_a_person_wrote_and_quotes_stay_as_they_are() -> None:
    say = words("en")
    assert say.message(written(STORED)) == STORED
    assert STORED in say.message(Message.of("feedback.strongest", quote=STORED))


@pytest.mark.parametrize("say", [ENGLISH, words("zh"), words("en").for_mentors, words("en").as_stored])
def test_who_is_not_the_candidate_and_other_languages_keep_the_words(say: Words) -> None:
    assert point_text(statements(STORED)[0], say) == STORED
    assert STORED in say.message(Message.of("feedback.check", point=STORED))
