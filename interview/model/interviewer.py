"""The model interviewer: asks, follows up, grades and summarises with an OpenAI-compatible model.

It judges and never scores; what the model claims is checked against the resume and the answers before it is passed on.
It stores nothing, and a failing model is an error, never a reason to answer in its place.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence

from interview.core.grading import Grade, Judgement, Provenance, Summary, Ungradable
from interview.core.identity import InterviewerId, model_interviewer
from interview.core.interviewer import Brief, Interviewer, QuestionWriter, Reply
from interview.core.model_calls import ModelCall
from interview.core.question import Question
from interview.core.session import InterviewSession
from interview.core.totals import Totals
from interview.core.turn import Turn
from interview.errors import Code, Failed
from interview.messages import Message, written
from interview.model import prompts
from interview.model.asking import Asking
from interview.model.client import ModelClient
from interview.model.moves import follow_up_of, goes_on, openings
from interview.model.operation import Operation
from interview.model.reply_checks import (
    judgement_of,
    wrong_language_of_feedback,
    wrong_language_of_summary,
)
from interview.model.reply_schemas import FollowUpReply, GradesReply, SummaryReply
from interview.question_bank.bank import QuestionBank
from interview.question_bank.near_duplicates import is_near_duplicate
from interview.text.languages import is_in


class ModelInterviewer:
    """Implements interview.core.interviewer.Interviewer; safe to share between threads.

    Times are seconds: `timeout_s` for each call, `follow_up_timeout_s` for a follow-up altogether. `max_attempts`
    bounds the calls of one operation, whatever their reason. `reserve` fills slots that a working model left empty, in
    the languages it speaks; its questions keep their own asked_by. `bank` gives a model reviewed statements to build
    on. `on_call` hears of every request, for statistics.
    """

    def __init__(
        self,
        base_url: str | None,
        api_key: str,
        model: str,
        *,
        timeout_s: float = 60,
        follow_up_timeout_s: float = 8,
        max_attempts: int = 3,
        reserve: Interviewer | None = None,
        bank: QuestionBank | None = None,
        log: logging.Logger | None = None,
        on_call: Callable[[ModelCall], None] | None = None,
    ) -> None:
        self._client = ModelClient(base_url, api_key, model, timeout_s=timeout_s, log=log, on_call=on_call)
        self._follow_up_timeout_s = follow_up_timeout_s
        self._max_attempts = max_attempts
        self._asking = Asking(self._client, bank or QuestionBank(()), attempts=max_attempts, reserve=reserve)

    @property
    def identity(self) -> InterviewerId:
        return model_interviewer(self._client.model)

    @property
    def languages(self) -> tuple[str, ...]:
        return ("en", "zh")

    @property
    def has_opinions(self) -> bool:
        return True

    @property
    def measures_clarity(self) -> bool:
        return True

    def close(self) -> None:
        """Close the connections to the server."""
        self._client.close()

    @property
    def writer(self) -> QuestionWriter:
        """Its questions, one at a time."""
        return self._asking

    def ask(self, brief: Brief) -> tuple[Question, ...]:
        """See asking.Asking.ask."""
        return self._asking.ask(brief)

    def follow_up(self, session: InterviewSession, turn: Turn) -> Question | None:
        """One move behind the answer, within `follow_up_timeout_s`; None when the interview goes on.

        One try: any failure is an InterviewError, also a follow-up that does not hold (see moves.follow_up_of), was
        asked already or is in another language.
        """
        found = openings(session, turn)
        operation = self._operation("follow_up", total_s=self._follow_up_timeout_s, hasty=True)
        reply = operation.ask(prompts.follow_up_prompt(session, turn, found), FollowUpReply)
        if goes_on(reply, found):
            return None
        question = follow_up_of(reply, turn, found, self.identity)
        asked = [other.question.text for other in session.turns]
        is_understood = question is not None and is_in(question.text, session.language)
        if question is None or not is_understood or is_near_duplicate(question.text, asked):
            raise Failed(Code.AI_RESPONSE_INVALID, Message.of("error.follow_up_does_not_fit"))
        return question

    def grade(self, turns: Sequence[Turn], opinion: int = 0) -> Reply:
        """One request for the batch. Items whose labels, key points or quotes do not hold are left out."""
        operation = self._operation("grade", opinion=opinion)
        gradable = [turn for turn in turns if turn.question.key_points]
        judgements: list[Judgement | Ungradable] = [
            Ungradable(str(turn.position), _no_key_points(turn)) for turn in turns if not turn.question.key_points
        ]
        if gradable:
            reply = operation.ask(prompts.grade_prompt(gradable), GradesReply, wrong_language_of_feedback(gradable))
            checked = [judgement_of(item, gradable) for item in reply.grades]
            judgements += [judgement for judgement in checked if judgement is not None]
            self._client.log.info(
                "judgements checked model=%s asked=%d returned=%d left_out=%d",
                self._client.model,
                len(gradable),
                len(checked),
                checked.count(None),
            )
        provenance = Provenance(
            graded_by=self.identity,
            prompt_version=prompts.PROMPT_VERSION,
            tokens=operation.tokens,
            milliseconds=operation.milliseconds,
        )
        return Reply(tuple(judgements), provenance, operation.cut_short)

    def summarise(self, session: InterviewSession, grades: Sequence[Grade], totals: Totals) -> Summary:
        """The words above the report, from grades with a score; without any there is nothing to say and no request."""
        if not any(grade.scores is not None for grade in grades):
            return Summary(written_by=self.identity)
        reply = self._operation("summarise").ask(
            prompts.summarise_prompt(session, grades, totals),
            SummaryReply,
            wrong_language_of_summary(session.language),
        )
        return Summary(
            (written(reply.overall_feedback),),
            tuple(map(written, reply.strengths)),
            tuple(map(written, reply.improvements)),
            self.identity,
        )

    def _operation(
        self, name: str, *, total_s: float | None = None, hasty: bool = False, opinion: int = 0
    ) -> Operation:
        return Operation(self._client, name, attempts=self._max_attempts, total_s=total_s, hasty=hasty, opinion=opinion)


def _no_key_points(turn: Turn) -> Message:
    if turn.question.is_of_a_real_interview:
        return Message.of("ungraded.own_question")
    return Message.of("ungraded.no_key_points")
