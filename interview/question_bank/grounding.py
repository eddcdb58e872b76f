"""Reviewed statements of the question bank for a model to build on: key points of the topics that matter here.

A bounded extract, without the bank's questions, so that a model asks its own. It judges nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from interview.core.interviewer import Brief
from interview.core.lengths import estimated_tokens
from interview.question_bank.bank import BankQuestion, QuestionBank, Topic
from interview.question_bank.near_duplicates import is_near_duplicate
from interview.question_bank.topics import match_topics, topics_of_job

MAX_FACT_TOKENS = 1_200
_MOST_TOPICS = 10
_QUESTIONS_EACH = 2


def facts(brief: Brief, bank: QuestionBank) -> list[dict[str, object]]:
    """[{"topic": name, "statements": [...]}], at most about MAX_FACT_TOKENS in all; repeats exactly for a seed.

    Statements belong to questions that were not asked before, at the difficulties of the brief's slots where possible.
    """
    room = MAX_FACT_TOKENS
    found: list[dict[str, object]] = []
    for topic in list(_topics(brief, bank))[:_MOST_TOPICS]:
        statements: list[str] = []
        for question in _questions(topic, brief):
            cost = sum(map(estimated_tokens, question.key_points))
            if cost <= room:
                statements += question.key_points
                room -= cost
        if statements:
            found.append({"topic": topic.name, "statements": statements})
    return found


def _topics(brief: Brief, bank: QuestionBank) -> Iterator[Topic]:
    """Topics of the slots, then those asked for more of, of the job and of the resume; none that is left out."""
    by_id = {topic.topic: topic for topic in bank.topics}
    ids = [*(id for slot in brief.slots for id in slot.topics), *brief.more_of, *topics_of_job(brief.job, bank)]
    ids += [match.topic.topic for match in match_topics(brief.profile, bank)]
    for id in dict.fromkeys(ids):
        topic = by_id.get(id)
        if topic is not None and topic.topic not in brief.leave_out:
            yield topic


def _questions(topic: Topic, brief: Brief) -> list[BankQuestion]:
    wanted = {slot.difficulty for slot in brief.slots}
    fresh = [question for question in topic.questions if not is_near_duplicate(question.question, brief.asked_before)]
    Random(f"{brief.seed}|{topic.topic}").shuffle(fresh)  # noqa: S311 (no secret)
    return sorted(fresh, key=lambda question: question.difficulty not in wanted)[:_QUESTIONS_EACH]
