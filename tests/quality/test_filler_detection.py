from __future__ import annotations

import numpy as np
import pytest
import yaml

from bench.ladder import DATA, bank_questions, judged, rungs, total
from bench.padding import set_in, terms_of
from interview.core.grading import Judgement
from interview.messages import Message
from interview.scorer.encoder import encoder
from interview.scorer.filler_detection import empty_talk
from interview.scorer.grader import Grader
from interview.scorer.key_point_coverage import Claims, read_answer, read_claims

BANK = bank_questions()
CLAIMS = [rung for rung in rungs() if BANK[rung["id"]]["kind"] == "skill"]
BLOCKS = yaml.safe_load((DATA / "unseen" / "padding.yaml").read_text(encoding="utf-8"))
TALK = yaml.safe_load((DATA / "unseen" / "topic.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def grader() -> Grader:
    return Grader()


def claims_of(identity: str) -> Claims:
    question = BANK[identity]
    points = tuple(point.text for point in question["key_points"])
    wrong = tuple(question["misconceptions"])
    return read_claims(1, question["topic"], question["question"], points, question["reference"], wrong)


def counts(identity: str, text: str) -> list[float]:
    return [remark.weight for remark in read_answer(1, claims_of(identity), text).remarks]


def of_the_topic(identity: str, one: str) -> str:
    question = BANK[identity]
    return one.format(topic=question["topic"], terms=" and ".join(terms_of(question["question"])))


def test_sentences_of_right_answers_count_and_talk_of_writers_never_seen_does_not():
    right: list[float] = []
    talk: list[float] = []
    for number, rung in enumerate(CLAIMS[::3]):
        for level in ("excellent", "good", "partial"):
            right += counts(rung["id"], rung[level])
        for block in BLOCKS[number % 5 :: 5]:
            talk += counts(rung["id"], block["text"])
        for one in TALK[number % 5 :: 5]:
            talk += counts(rung["id"], of_the_topic(rung["id"], one))
    assert np.mean(np.asarray(right) > 0.9) > 0.95
    assert np.mean(np.asarray(talk) < 0.5) > 0.85


@pytest.mark.parametrize("rung", CLAIMS[1::6], ids=lambda rung: rung["id"])
def test_no_talk_of_a_writer_never_seen_gains_more_than_three_points(grader, rung):
    question = BANK[rung["id"]]
    around = [block["text"] for block in BLOCKS[::6]] + [of_the_topic(rung["id"], one) for one in TALK[::4]]
    for level in ("partial", "vague", "wrong"):
        before = total(judged(grader, question, rung[level])) or 0.0
        for place, block in enumerate(around):
            after = total(judged(grader, question, set_in(rung[level], block, place))) or 0.0
            assert after <= before + 3, (level, block)


def test_what_is_said_in_the_words_of_the_question_still_counts(grader):
    rung = next(rung for rung in CLAIMS if rung["id"] == "java-equals-hashcode")
    assert counts(rung["id"], "Equal objects must have equal hash codes.") == [1.0]


def test_what_says_most_of_a_key_point_counts_though_it_is_hardly_more_than_the_question():
    question, point = "What is a recursive function?", "A function that calls itself."
    claims = read_claims(1, "", question, (point,), point, ())
    said = "A recursive function is one that keeps calling itself until some condition stops it"
    assert claims.talk.counts(encoder().encode([said]))[0] < 0.9
    assert [remark.weight for remark in read_answer(1, claims, said).remarks] == [1.0]
    assert [remark.weight for remark in read_answer(1, claims, "I use a recursive function often.").remarks] == [0.0]


def test_an_answer_of_talk_alone_earns_next_to_nothing(grader):
    for number, rung in enumerate(CLAIMS):
        said = " ".join(of_the_topic(rung["id"], one) for one in TALK[number % 10 :: 10])
        found = judged(grader, BANK[rung["id"]], said)
        assert isinstance(found, Judgement)
        assert (total(found) or 0.0) <= 5, said


def test_without_anything_right_to_compare_with_every_sentence_counts():
    said = encoder().encode(["I know a lot about it.", "It is sorted."])
    assert empty_talk(1, "", "Why?", ()).counts(said).tolist() == [1.0, 1.0]
    assert claims_of(CLAIMS[0]["id"]).talk.counts([]).shape == (0,)


def test_talk_that_takes_a_quarter_of_an_answer_is_named_in_its_feedback(grader):
    rung = next(rung for rung in CLAIMS if rung["id"] == "networking-dns")
    talk = "My sister moved to the coast last spring and now she sends me a picture of the sea every evening."
    said = f"{talk} {rung['partial']}"
    found = judged(grader, BANK[rung["id"]], said)
    assert isinstance(found, Judgement)
    assert Message.of("feedback.says_nothing", quote=talk) in found.feedback


def test_no_right_answer_is_told_to_leave_something_out(grader):
    for rung in CLAIMS[::4]:
        for level in ("excellent", "good", "partial"):
            found = judged(grader, BANK[rung["id"]], rung[level])
            assert isinstance(found, Judgement)
            assert "feedback.says_nothing" not in {each.code for each in found.feedback}, (rung["id"], level)
