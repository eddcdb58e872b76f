"""How a follow-up is put together from what it asks: what it keeps of its main question, and what it is judged by."""

from __future__ import annotations

from interview.core.key_point import KeyPoint
from interview.core.question import FollowUp, Question
from interview.i18n.translate import Words
from interview.messages import Message


def follow_up(
    main: Question,
    text: str,
    made: FollowUp,
    reason: str,
    key_points: tuple[KeyPoint, ...] = (),
    *,
    reference: str = "",
    bare: str | None = None,
) -> Question:
    """The question of this text behind a main one, named by its plan or the way it is asked; `bare` is what its answer
    is compared with, where that is not the main question."""
    return Question(
        text=text,
        category=main.category,
        kind=main.kind,
        difficulty=main.difficulty,
        key_points=key_points,
        reference_answer=reference,
        reason=Message.of(reason),
        bank_id=f"{main.bank_id}/{made.plan or made.wording}" if main.bank_id else "",
        follow_up=made,
        bare_text=main.bare if bare is None else bare,
        source=main.source,
    )


def said_before(quote: str, question: str, say: Words) -> str:
    """A question behind the words of the answer that it is about; alone where it repeats none."""
    return say.message(Message.of("ask.said", quote=quote, question=question)) if quote else question
