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
from interview.question_bank.subjects import is_about
from interview.question_bank.topics import match_topics, topics_of_job
from interview.resume.profile.skill_names import names

MAX_FACT_TOKENS = 1_200
_MOST_TOPICS = 10
_QUESTIONS_EACH = 2


def facts(
    brief: Brief, bank: QuestionBank, about: str | None = None, most_tokens: int = MAX_FACT_TOKENS
) -> list[dict[str, object]]:
    """[{"topic": name, "statements": [...]}], about `most_tokens` in all at most; repeats exactly for a seed.

    With `about` only on topics that it names, or that the slots ask for. Statements belong to questions that were not
    asked before, where possible about the skills of the brief's slots and at their difficulties.
    """
    room = most_tokens
    found: list[dict[str, object]] = []
    topics = [topic for topic in _topics(brief, bank) if about is None or _is_about(topic, brief, about)]
    for topic in topics[:_MOST_TOPICS]:
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


def _is_about(topic: Topic, brief: Brief, about: str) -> bool:
    is_of_a_slot = any(topic.topic in slot.topics for slot in brief.slots)
    return is_of_a_slot or any(names(about, name) for name in (topic.name, *topic.skills))


def _questions(topic: Topic, brief: Brief) -> list[BankQuestion]:
    wanted = {slot.difficulty for slot in brief.slots}
    fresh = [question for question in topic.questions if not is_near_duplicate(question.question, brief.asked_before)]
    Random(f"{brief.seed}|{topic.topic}").shuffle(fresh)  # noqa: S311 (no secret)
    asked_for = {skill for slot in brief.slots for skill in slot.about}

    def is_beside(question: BankQuestion) -> bool:
        return not any(is_about(question, topic, skill) for skill in asked_for)

    return sorted(fresh, key=lambda each: (is_beside(each), each.difficulty not in wanted))[:_QUESTIONS_EACH]
