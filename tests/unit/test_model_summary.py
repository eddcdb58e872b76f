"""What a model says over a whole interview: a sentence that quotes what nobody said does not reach the report."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from interview.core.identity import model_interviewer
from interview.core.question import Position, Question
from interview.core.session import InterviewSession
from interview.core.turn import Answer, Turn
from interview.errors import Code, Unavailable
from interview.i18n.translate import ENGLISH
from interview.model.reply_schemas import SummaryReply
from interview.model.summaries import problem_of_summary, summary_of, supported

AT = datetime(2026, 11, 3, 9, 30, tzinfo=UTC)
SAID = "I rewrote the query. Loading got faster by 60 percent, and the shop kept it."
INVENTED = "You said “I led the moon landing”, which is bold."


def session(answer: str = SAID, language: str = "en") -> InterviewSession:
    turn = Turn(Position(0), Question("What did you change?", "SQL"), Answer(text=answer, submitted_at=AT))
    return InterviewSession("s", "ada", "cv", "Ada", (turn,), AT, language=language)


def reply(overall: str, strengths: tuple[str, ...] = (), improvements: tuple[str, ...] = ()) -> SummaryReply:
    return SummaryReply(overall_feedback=overall, strengths=list(strengths), improvements=list(improvements))


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("You were clear throughout.", "You were clear throughout."),
        ("“Loading got faster by 60 percent” is a result.", "“Loading got faster by 60 percent” is a result."),
        (f"You were clear. {INVENTED} Add a number.", "You were clear. Add a number."),
        ("„Loading got slower“ war gut. Nenne eine Zahl.", "Nenne eine Zahl."),
        ("« je ne sais pas » est court.", ""),
        ("You said “I rewrote the query. Loading got faster”, in order.",) * 2,
        ("You said “I left. It got slower”, in a row. Add a number.", "Add a number."),
        ("你说“我改写了查询”。请补充数字。", "请补充数字。"),
    ],
)
def test_sentences_stand_as_far_as_their_quotations_do(text: str, kept: str) -> None:
    assert supported(text, [SAID]) == kept


def test_a_summary_without_any_sentence_that_holds_is_asked_for_again_and_then_absent() -> None:
    assert problem_of_summary(session())(reply(INVENTED)) != ""
    with pytest.raises(Unavailable) as caught:
        summary_of(reply(INVENTED, ("You were clear.",)), session(), model_interviewer("m"))
    assert caught.value.code is Code.AI_RESPONSE_INVALID


def test_a_strength_that_quotes_what_nobody_said_is_left_out_and_the_others_stay() -> None:
    made = summary_of(
        reply("You were clear throughout.", ("“the shop kept it” is an end.", INVENTED), (INVENTED,)),
        session(),
        model_interviewer("m"),
    )
    assert [ENGLISH.message(said) for said in made.strengths] == ["“the shop kept it” is an end."]
    assert made.improvements == ()
    assert made.written_by == model_interviewer("m")


def test_a_summary_in_another_language_is_sent_back_with_the_name_of_the_right_one() -> None:
    english = reply("You were clear throughout, and you would gain most from naming a result with a number.")
    assert "German" in problem_of_summary(session(language="de"))(english)
    german = reply("Du warst durchgehend klar, und am meisten hilft dir ein Ergebnis mit einer Zahl.")
    assert problem_of_summary(session(language="de"))(german) == ""
