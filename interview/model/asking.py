"""How a model is asked for the questions of an interview, all at once or one at a time, and what of them is used.

A question that was asked before, is about a topic that was left out, is in another language or rests on words that
nobody wrote is refused. It stores nothing.
"""

from __future__ import annotations

import copy
from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from interview.core.evidence import quoted_in
from interview.core.identity import model_interviewer
from interview.core.interviewer import Brief, Interviewer, OnWords
from interview.core.plan import Slot
from interview.core.question import Question
from interview.errors import Code, Failed, InterviewError
from interview.messages import Message
from interview.model import prompts
from interview.model.arriving_words import heard_by
from interview.model.asking_material import named_in
from interview.model.client import ModelClient
from interview.model.disguise import Disguise
from interview.model.failures import UNUSABLE
from interview.model.gaps import all_kept, kept
from interview.model.operation import Operation
from interview.model.reply_checks import question_of, with_details, wrong_language_of_details
from interview.model.reply_schemas import AnglesReply, AskedItem, DetailsItem, QuestionsReply, Shape, WrittenItem
from interview.model.what_is_told import told_brief
from interview.question_bank import grounding
from interview.question_bank.bank import QuestionBank
from interview.question_bank.near_duplicates import is_near_duplicate
from interview.resume.profile.skill_names import skill_key

FACT_TOKENS = 250
_TRIES = 3
_ItemT = TypeVar("_ItemT", bound=AskedItem)


class Asking:
    """Implements core.interviewer.QuestionWriter. Asks through `client`, with at most `attempts` calls for one request,
    and takes questions of `reserve` where it speaks the language and none of its own is there. `bank` gives reviewed
    statements to build on.
    """

    def __init__(
        self, client: ModelClient, bank: QuestionBank, *, attempts: int, reserve: Interviewer | None = None
    ) -> None:
        self._client = client
        self._identity = model_interviewer(client.model)
        self._bank = bank
        self._attempts = attempts
        self._reserve = reserve

    def through(self, client: ModelClient) -> Asking:
        """The same through another client of the same model."""
        other = copy.copy(self)
        other._client = client
        return other

    def ask(self, brief: Brief) -> tuple[Question, ...]:
        """One question per slot in the order of the slots; slots left empty or refused are asked for once more.

        Fewer than half of the slots filled by the model: Failed(INTERVIEW_QUESTION_GENERATION_FAILED).
        """
        operation = Operation(self._client, "ask", attempts=self._attempts)
        slots = dict(enumerate(brief.slots, start=1))
        filled = self._fill(operation, brief, slots, {})
        missing = {number: slot for number, slot in slots.items() if number not in filled}
        if missing and operation.has_attempts:
            try:
                filled = self._fill(operation, brief, missing, filled)
            except InterviewError as exc:
                self._client.log.warning("refill failed operation=ask model=%s code=%s", self._client.model, exc.code)
        if 2 * len(filled) < len(slots):
            raise Failed(Code.INTERVIEW_QUESTION_GENERATION_FAILED, Message.of("error.too_few_questions"))
        return self._with_reserve(brief, slots, filled)

    def _fill(
        self, operation: Operation, brief: Brief, slots: dict[int, Slot], filled: dict[int, Question]
    ) -> dict[int, Question]:
        """`filled` plus what one request brings for `slots`: the first usable question of each."""
        known = [*brief.asked_before, *(question.text for question in filled.values())]
        topics = self._names
        facts = grounding.facts(brief, self._bank)
        disguise = Disguise.of_brief(brief)
        told = told_brief(brief, disguise)
        prompt = prompts.ask_prompt(told, disguise.hidden(slots), disguise.hidden(known), facts, topics)
        reply = operation.ask(prompt.from_behind(disguise), QuestionsReply, items=len(slots))
        unwanted = self._left_out(brief)
        result = dict(filled)
        refused = ungrounded = 0
        for item in reply.questions:
            ungrounded += bool(item.reason and not quoted_in(item.reason, brief.resume_text))
            is_open = item.slot in slots and item.slot not in result
            topic = prompts.topic_of(slots[item.slot], topics) if is_open else ""
            question = question_of(item, slots[item.slot], brief, self._identity, topic) if is_open else None
            if question is None or skill_key(item.category) in unwanted or is_near_duplicate(item.text, known):
                refused += 1
                continue
            result[item.slot] = question
            known.append(item.text)
        self._client.log.info(
            "questions checked model=%s kept=%d refused=%d reasons_dropped=%d",
            self._client.model,
            len(result) - len(filled),
            refused,
            ungrounded,
        )
        return result

    def _left_out(self, brief: Brief) -> set[str]:
        """Names under which a question about a topic that was left out may come, as they are compared."""
        topics = [topic for topic in self._bank.topics if topic.topic in brief.leave_out]
        return {skill_key(name) for topic in topics for name in (topic.name, *topic.skills)}

    def _with_reserve(self, brief: Brief, slots: dict[int, Slot], filled: dict[int, Question]) -> tuple[Question, ...]:
        gaps = [number for number, slot in slots.items() if number not in filled and _can_be_picked(slot)]
        if gaps and self._reserve is not None and brief.language in self._reserve.languages:
            there = tuple(question.text for question in filled.values())
            asked, there = (*brief.asked_before, *there), (*brief.in_interview, *there)
            wanted = tuple(slots[number] for number in gaps)
            rest = replace(brief, slots=wanted, asked_before=asked, in_interview=there)
            filled = filled | dict(zip(gaps, self._reserve.ask(rest), strict=False))
        return tuple(filled[number] for number in slots if number in filled)

    def open(self, brief: Brief, on_words: OnWords | None = None) -> Question:
        """The words of the first question, asked for once more where they are refused. `on_words` hears them while they
        come, also those that are refused.

        Failed(INTERVIEW_QUESTION_GENERATION_FAILED) when both are.
        """
        first = replace(brief, slots=brief.slots[:1])
        return self._one(Operation(self._client, "open", attempts=self._attempts), first, AskedItem, "", on_words)

    def write(self, brief: Brief, angle: str) -> Question:
        """A whole question for the only slot of `brief`; raises as open() does."""
        return self._one(Operation(self._client, "write", attempts=self._attempts), brief, WrittenItem, angle)

    def _one(
        self, operation: Operation, brief: Brief, shape: type[_ItemT], about: str, on_words: OnWords | None = None
    ) -> Question:
        [slot] = brief.slots
        topic = prompts.topic_of(slot, self._names)
        refused: list[str] = []
        for _ in range(_TRIES):
            if not operation.has_attempts:
                break
            told = replace(brief, asked_before=(*refused, *brief.asked_before))
            prompt = self._prompt(told, topic, shape, about)
            item = operation.ask(prompt, shape, on_partial=heard_by(on_words, prompt.restored))
            question = question_of(item, slot, brief, self._identity, topic)
            is_unwanted = skill_key(item.category) in self._left_out(brief)
            if question is not None and not is_unwanted and not self.repeats(question, brief.asked_before):
                return question
            refused.append(item.text)
            self._client.log.info("question refused model=%s", self._client.model)
        raise Failed(Code.INTERVIEW_QUESTION_GENERATION_FAILED, Message.of("error.no_usable_question"))

    def _prompt(self, brief: Brief, topic: str, shape: type[Shape], about: str) -> prompts.Prompt:
        left_out = [self._names.get(id, id) for id in brief.leave_out]
        disguise = Disguise.of_brief(brief)
        told = told_brief(brief, disguise)
        if shape is AskedItem:
            return prompts.open_prompt(told, topic, left_out).from_behind(disguise)
        facts = grounding.facts(brief, self._bank, about or named_in(brief.slots[0]), FACT_TOKENS)
        return prompts.write_prompt(told, topic, left_out, facts, disguise.hide(about)).from_behind(disguise)

    def stand_ins(self, brief: Brief, opening: Question) -> tuple[Question | None, ...]:
        """Questions of the reserve, which stay their own, where it speaks the language and has enough."""
        places = [place for place, slot in enumerate(brief.slots) if _can_be_picked(slot)]
        if len(brief.slots) < 2 or self._reserve is None or brief.language not in self._reserve.languages:
            return (None,) * (len(brief.slots) - 1)
        # Asked for the first place as well, so that what opens an interview stands at no other.
        before = (opening.text, *brief.asked_before)
        rest = replace(brief, asked_before=before, in_interview=(opening.text,))
        picked = self._reserve.ask(replace(rest, slots=tuple(brief.slots[place] for place in places))) if places else ()
        found = dict(zip(places, picked, strict=False))
        return tuple(found.get(place) for place in range(1, len(brief.slots)))

    def angles(self, brief: Brief, opening: str) -> tuple[str, ...]:
        """One short call; "" where it says nothing of a place."""
        operation = Operation(self._client, "plan", attempts=self._attempts)
        disguise = Disguise.of_brief(brief)
        prompt = prompts.plan_prompt(told_brief(brief, disguise), disguise.hide(opening), self._names)
        reply = operation.ask(prompt.from_behind(disguise), AnglesReply, items=1)
        about = {item.place: kept(item.about) for item in reversed(reply.places) if item.place > 1}
        return tuple(about.get(place, "") for place in range(1, len(brief.slots) + 1))

    def details(self, brief: Brief, question: Question) -> Question:
        """One call for what a good answer holds; the words of the question stay."""
        operation = Operation(self._client, "details", attempts=self._attempts)
        about = f"{question.category}. {question.text}"
        facts = grounding.facts(replace(brief, slots=()), self._bank, about, FACT_TOKENS)
        check = wrong_language_of_details(brief.language)
        disguise = Disguise.of_brief(brief)
        prompt = prompts.details_prompt(brief, disguise.hidden(question), facts).from_behind(disguise)
        item = operation.ask(prompt, DetailsItem, check)
        if not all_kept(item.key_points):
            raise UNUSABLE.error(UNUSABLE.code, UNUSABLE.message)
        return with_details(question, item)

    def repeats(self, question: Question, others: Sequence[str]) -> bool:
        """Whether it is a near duplicate, by words."""
        return is_near_duplicate(question.text, others)

    @property
    def _names(self) -> dict[str, str]:
        return {topic.topic: topic.name for topic in self._bank.topics}


def _can_be_picked(slot: Slot) -> bool:
    """Whether a bank can have a question for it: one about skills that no topic has is written or not asked."""
    return bool(slot.topics) or not slot.about
