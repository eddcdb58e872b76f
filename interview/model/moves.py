"""What may be asked behind an answer: what rules found in it that a model is told, and the check of what it made of it.

One move at a time. What a model claims of an answer is believed as far as the answer's words bear it; a text that tells
how good the answer was, or quotes what nobody said, is no follow-up.
"""

from __future__ import annotations

from dataclasses import dataclass

from interview.core.evidence import quote_spans, quoted_in
from interview.core.identity import InterviewerId
from interview.core.key_point import statements
from interview.core.question import Difficulty, FollowUp, FollowUpKind, PlannedFollowUp, Question
from interview.core.session import InterviewSession
from interview.core.turn import Turn
from interview.messages import Message
from interview.model.gaps import has_gap, kept
from interview.model.reply_schemas import Claim, FollowUpReply, Move
from interview.text.praise_and_blame import judges
from interview.text.probes import LONGEST_QUOTE, Probe, probes
from interview.text.quotations import quotations, stands_whole
from interview.text.sentences import sentences
from interview.text.whole_sentences import one_or_two

_KINDS = {Move.PROBE: FollowUpKind.PROBE, Move.EASE: FollowUpKind.EASIER, Move.DEEPER: FollowUpKind.REACTIVE}

_MOST_SENTENCES = 2
_CLASH = f"probe.{Claim.CLASH}"


@dataclass(frozen=True)
class Openings:
    """What an answer leaves open: claims that were found in it and not asked about yet, planned follow-ups that are
    left, whether an easier step was taken already, and what was `said` in this answer and in those before it in its
    group."""

    claims: tuple[Probe, ...] = ()
    planned: tuple[PlannedFollowUp, ...] = ()
    was_eased: bool = False
    said: tuple[str, ...] = ()


def openings(session: InterviewSession, turn: Turn) -> Openings:
    """What the submitted answer of `turn` leaves open."""
    group = session.group(turn.position.main)
    main = group[0].question
    asked = [other.question.follow_up for other in group if other.question.follow_up is not None]
    wordings, plans = {each.wording for each in asked}, {each.plan for each in asked}
    answer = turn.answer.text or ""
    return Openings(
        claims=tuple(found for found in probes(answer, main.text) if found.code not in wordings),
        planned=tuple(plan for plan in main.planned_follow_ups if plan.id not in plans),
        was_eased=any(each.kind is FollowUpKind.EASIER for each in asked),
        said=(answer, *(each.answer.text or "" for each in group if each.position < turn.position)),
    )


def goes_on(reply: FollowUpReply, found: Openings) -> bool:
    """Whether the interview goes on to its next question: by the reply's word, or as a second easier step would be."""
    return reply.move is Move.ON or (reply.move is Move.EASE and found.was_eased)


def follow_up_of(reply: FollowUpReply, turn: Turn, found: Openings, asked_by: InterviewerId) -> Question | None:
    """The follow-up of a reply that does not go on.

    None when it does not rest on the answer's words, quotes others, tells how good the answer was, has nothing to be
    graded by, or speaks of something that stands for nothing. An easier step needs no words of the answer.
    """
    answer = turn.answer.text or ""
    anchored = quoted_in(reply.anchor, answer)
    rests_on_it = bool(anchored) or (reply.move is Move.EASE and not reply.anchor)
    if not rests_on_it or not all(_was_said(quote, found) for quote in quotations(reply.text)):
        return None
    if judges(reply.text) or len(reply.text) < 6 or not reply.key_points or len(reply.reference_answer) < 10:
        return None
    if has_gap(reply.text, reply.reference_answer, *reply.key_points):
        return None
    is_easier = reply.move is Move.EASE
    quote, wording = "" if is_easier else _sentences(reply.anchor, answer), _wording(reply, found, answer)
    return Question(
        text=reply.text,
        category=turn.question.category,
        kind=turn.question.kind,
        difficulty=Difficulty.EASY if is_easier else turn.question.difficulty,
        key_points=statements(*reply.key_points),
        reference_answer=reply.reference_answer,
        reason=_reason(wording, quote, is_easier=is_easier),
        hint=kept(reply.hint),
        asked_by=asked_by,
        follow_up=FollowUp(_KINDS[reply.move], plan=_plan(reply, found), wording=wording, quote=quote),
    )


def _was_said(quote: str, found: Openings) -> bool:
    """Whether it was said in one piece, of no more than two sentences."""
    return len(sentences(quote)) <= _MOST_SENTENCES and any(stands_whole(quote, answer) for answer in found.said)


def _wording(reply: FollowUpReply, found: Openings, answer: str) -> str:
    """The code of the claim that is probed; "" where neither rules nor the answer's words bear what is said of it."""
    if reply.move is not Move.PROBE:
        return ""
    code = f"probe.{reply.claim}"
    is_borne = any(claim.code == code for claim in found.claims)
    if reply.claim is Claim.CLASH:
        is_borne = len(quote_spans(reply.anchor, answer)) > 1
    return code if is_borne or reply.claim is Claim.TOOL else ""


def _reason(wording: str, quote: str, *, is_easier: bool) -> Message:
    """What is true of it whatever a model made its text ask: the words that it rests on."""
    if wording == _CLASH:
        return Message.of("reason.probe.clash")
    if quote:
        return Message.of("reason.you_said", quote=quote)
    return Message.of("reason.eased" if is_easier else "reason.behind")


def _plan(reply: FollowUpReply, found: Openings) -> str:
    """The planned follow-up that this one asks, so that it does not come again."""
    return found.planned[reply.plan - 1].id if 1 <= reply.plan <= len(found.planned) else ""


def _sentences(anchor: str, answer: str) -> str:
    """The sentence or the two in which these words stand, without the last mark; "" where they are long."""
    whole = one_or_two(anchor, answer).rstrip(".!?…。！？")
    return whole if len(whole) <= LONGEST_QUOTE else ""
