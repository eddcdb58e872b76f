"""The model interviewer: asks, follows up, grades and summarises with an OpenAI-compatible model.

It judges and never scores; what the model claims is checked against the resume and the answers before it is passed on.
It stores nothing, and a failing model is an error, never a reason to answer in its place.
"""

from __future__ import annotations

import copy
import logging
from collections.abc import Callable, Sequence

from interview.core.grading import Grade, Judgement, Provenance, Summary, Ungradable
from interview.core.identity import InterviewerId, model_interviewer
from interview.core.interviewer import Brief, Interviewer, QuestionWriter, Reply
from interview.core.model_calls import ModelCall
from interview.core.question import Question
from interview.core.session import InterviewSession
from interview.core.spending import Meter, Payer
from interview.core.summing_up import sum_up
from interview.core.totals import Totals
from interview.core.turn import Turn
from interview.errors import Code, Failed
from interview.messages import Message
from interview.model import prompts
from interview.model.addresses import DEFAULT_BASE_URL
from interview.model.asking import Asking
from interview.model.client import ModelClient, ServerOptions
from interview.model.disguise import Disguise
from interview.model.labels import label_of
from interview.model.metered import MeteredClient
from interview.model.moves import follow_up_of, goes_on, openings
from interview.model.operation import Operation
from interview.model.quote_counts import quote_counts
from interview.model.reply_checks import (
    judgement_of,
    with_labels_of,
    wrong_language_of_feedback,
)
from interview.model.reply_schemas import FollowUpReply, GradesReply, SummaryReply
from interview.model.summaries import problem_of_summary, summary_of
from interview.question_bank.bank import QuestionBank
from interview.question_bank.near_duplicates import is_near_duplicate
from interview.text.languages import NAMES, is_in


class ModelInterviewer:
    """Implements interview.core.interviewer.Interviewer; safe to share between threads.

    Times are seconds: `timeout_s` for each call, `follow_up_timeout_s` for a follow-up altogether. `max_attempts`
    bounds the calls of one operation, whatever their reason. `reserve` fills slots that a working model left empty, in
    the languages it speaks; its questions keep their own asked_by. `bank` gives a model reviewed statements to build
    on. `on_call` hears of every request, for statistics; a `meter` counts them instead, for the interview they are
    `charged_to`. `options` are the operator's for this server; `follow_up_model` and `grade_model` are others of the
    same server ("": `model`).
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
        options: ServerOptions | None = None,
        follow_up_model: str = "",
        grade_model: str = "",
        meter: Meter | None = None,
    ) -> None:
        def client(name: str) -> ModelClient:
            made = ModelClient(base_url, api_key, name, timeout_s=timeout_s, options=options, log=log, on_call=on_call)
            return made if meter is None else MeteredClient(made, meter, base_url or DEFAULT_BASE_URL)

        self._client = client(model)
        apart = {"follow_up": follow_up_model, "grade": grade_model}
        self._apart = {name: client(other) for name, other in apart.items() if other and other != model}
        self._follow_up_timeout_s = follow_up_timeout_s
        self._max_attempts = max_attempts
        self._asking = Asking(self._client, bank or QuestionBank(()), attempts=max_attempts, reserve=reserve)

    @property
    def identity(self) -> InterviewerId:
        return model_interviewer(self._client.model)

    @property
    def languages(self) -> tuple[str, ...]:
        return tuple(NAMES)

    def judges(self, question: Question) -> bool:  # noqa: ARG002 (the protocol asks for it; a model reads all languages)
        return True

    @property
    def has_opinions(self) -> bool:
        return True

    @property
    def measures_clarity(self) -> bool:
        return True

    @property
    def grades_as(self) -> InterviewerId:
        """With what grades are signed."""
        return self._signed("grade")

    def charged_to(self, payer: Payer) -> ModelInterviewer:
        """This interviewer, with every call counted for that interview."""
        charged = copy.copy(self)
        charged._client = _charged(self._client, payer)
        charged._asking = self._asking.through(charged._client)
        charged._apart = {name: _charged(client, payer) for name, client in self._apart.items()}
        return charged

    def close(self) -> None:
        """Close the connections to the server."""
        for client in (self._client, *self._apart.values()):
            client.close()

    @property
    def writer(self) -> QuestionWriter:
        """Its questions, one at a time."""
        return self._asking

    def ask(self, brief: Brief) -> tuple[Question, ...]:
        """See asking.Asking.ask."""
        return self._asking.ask(brief)

    def follow_up(self, session: InterviewSession, turn: Turn, *, within_s: float | None = None) -> Question | None:
        """One move behind the answer, within `within_s` (None: `follow_up_timeout_s`); None when the interview goes on.

        One try: any failure is an InterviewError, also a follow-up that does not hold (see moves.follow_up_of), was
        asked already or is in another language.
        """
        found = openings(session, turn)
        total_s = self._follow_up_timeout_s if within_s is None else within_s
        operation = self._operation("follow_up", total_s=total_s, hasty=True)
        disguise = Disguise.of_session(session)
        prompt = prompts.follow_up_prompt(*disguise.hidden((session, turn, found)))
        reply = operation.ask(prompt.from_behind(disguise), FollowUpReply)
        if goes_on(reply, found):
            return None
        question = follow_up_of(reply, turn, found, self._signed("follow_up"))
        asked = [other.question.text for other in session.turns]
        is_understood = question is not None and is_in(question.text, session.language)
        if question is None or not is_understood or is_near_duplicate(question.text, asked):
            raise Failed(Code.AI_RESPONSE_INVALID, Message.of("error.follow_up_does_not_fit"))
        return question

    def grade(
        self,
        turns: Sequence[Turn],
        opinion: int = 0,
        session: InterviewSession | None = None,
        *,
        within_s: float | None = None,
    ) -> Reply:
        """One request for the batch, with what was said around its answers. Items whose labels, key points or quotes do
        not hold are left out. All its calls end `within_s` seconds."""
        operation = self._operation("grade", total_s=within_s, opinion=opinion)
        gradable = [turn for turn in turns if turn.question.key_points]
        judgements: list[Judgement | Ungradable] = [
            Ungradable(str(turn.position), _no_key_points(turn)) for turn in turns if not turn.question.key_points
        ]
        quotes = (0, 0)
        if gradable:
            check = wrong_language_of_feedback(gradable, session.language if session else "")
            disguise = Disguise.of_session(session) if session else Disguise("", _texts(gradable))
            prompt = prompts.grade_prompt(*disguise.hidden((gradable, session))).from_behind(disguise)
            reply = operation.ask(prompt, GradesReply, check, items=len(gradable))
            graded = with_labels_of(reply.grades, [label_of(turn.position) for turn in gradable])
            checked = [judgement_of(item, gradable, session.language if session else "") for item in graded]
            quotes = quote_counts(graded, gradable)
            judgements += [judgement for judgement in checked if judgement is not None]
            self._client.log.info(
                "judgements checked model=%s asked=%d returned=%d left_out=%d",
                self._client.model,
                len(gradable),
                len(checked),
                checked.count(None),
            )
        provenance = Provenance(
            graded_by=self.grades_as,
            prompt_version=prompts.PROMPT_VERSION,
            tokens=operation.tokens,
            milliseconds=operation.milliseconds,
            served_model=operation.served_model,
            fingerprint=operation.fingerprint,
        )
        return Reply(tuple(judgements), provenance, operation.cut_short, quotes)

    def summarise(self, session: InterviewSession, grades: Sequence[Grade], totals: Totals) -> Summary:
        """The words above the report, from grades with a score; without any there is nothing to say and no request.
        Only what to work on is the model's."""
        if not any(grade.scores is not None for grade in grades):
            return Summary(written_by=self.identity)
        disguise = Disguise.of_session(session)
        prompt = prompts.summarise_prompt(*disguise.hidden((session, tuple(grades), totals))).from_behind(disguise)
        reply = self._operation("summarise").ask(prompt, SummaryReply, problem_of_summary(session))
        return summary_of(reply, session, grades, sum_up(session, grades, totals, self.identity))

    def _operation(
        self, name: str, *, total_s: float | None = None, hasty: bool = False, opinion: int = 0
    ) -> Operation:
        client = self._apart.get(name, self._client)
        return Operation(client, name, attempts=self._max_attempts, total_s=total_s, hasty=hasty, opinion=opinion)

    def _signed(self, operation: str) -> InterviewerId:
        return model_interviewer(self._apart.get(operation, self._client).model)


def _charged(client: ModelClient, payer: Payer) -> ModelClient:
    return client.charged_to(payer) if isinstance(client, MeteredClient) else client


def _texts(turns: Sequence[Turn]) -> list[str]:
    return [text for turn in turns for text in (turn.question.text, turn.answer.text or "")]


def _no_key_points(turn: Turn) -> Message:
    return turn.question.without_score or Message.of("ungraded.no_key_points")
