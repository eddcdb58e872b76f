"""Whether a question of the bank fits the work that a resume tells, as is learned from people who read resumes."""

from __future__ import annotations

from pathlib import Path

import pytest

from interview.practice.question_fit import QuestionFit
from interview.question_bank.bank import load_bank
from interview.scorer.meanings import QUESTION_FIT
from interview.scorer.meanings import read as fitted_model
from training.resume_lines import labelled
from training.resume_lines.of_meanings import digest
from training.resume_lines.suits import files, read

COACH = (
    "Drive a 53-seat coach on school runs and day trips to the coast",
    "Help wheelchair users on and off with the lift and secure them",
    "Walk-round checks each morning, defects written in the book",
    "Trained three new drivers on the mountain roads",
)
WARD = (
    "Wash and dress 12 patients a morning on an elderly care ward",
    "Sit with confused patients at night so that they do not fall",
    "Feed patients who cannot hold a spoon",
)
SITE = (
    "Laid out foundations and drains for 14 houses",
    "Led the concrete gang of six on a bridge over the Tarn",
    "Found the trench shoring loose and stopped the dig until it was mended",
    "Set up road closures and kept the site diary",
)
CODE = ("Wrote the billing service in Go", "Moved the order queue to Kafka", "Cut the build from 40 to 9 minutes")


def allowed(lines: tuple[str, ...], topic: str) -> float:
    """Which share of the questions of a topic fits."""
    [found] = [each for each in load_bank().topics if each.topic == topic]
    fit = QuestionFit(lines)
    return sum(fit.allows(found, question) for question in found.questions) / len(found.questions)


@pytest.mark.parametrize(
    ("topic", "theirs", "of_others"),
    [("nursing", WARD, SITE), ("nursing", WARD, COACH), ("healthcare-support", WARD, SITE)],
)
def test_more_questions_of_a_topic_fit_whose_work_it_is(
    topic: str, theirs: tuple[str, ...], of_others: tuple[str, ...]
) -> None:
    assert allowed(theirs, topic) > allowed(of_others, topic)


def test_who_tells_nothing_of_their_work_and_who_makes_software_are_asked_whatever_the_topics_have() -> None:
    assert allowed((), "nursing") == 1
    assert allowed(COACH[:1], "nursing") == 1
    assert allowed(CODE, "go") == 1


def test_the_weights_were_fitted_on_the_texts_that_are_here() -> None:
    assert fitted_model(QUESTION_FIT).texts == digest([*files(), *labelled.files()])


def test_a_row_of_another_form_is_named_and_a_question_that_the_bank_dropped_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "suits_0.tsv"
    path.write_text("2\t1\tno-such-question\n1\t2\tbehavioural-conflict\n", encoding="utf-8")
    assert [(each.person, each.much, each.question.id) for each in read(path)] == [(1, 1, "behavioural-conflict")]
    path.write_text("2 1 behavioural-conflict\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"suits_0\.tsv, row 1"):
        read(path)
