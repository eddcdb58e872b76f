"""What to think on from a claim: from a sentence that holds in general, and first from one that seems to turn a point
round. Of both is asked what could go wrong, or how one would show it, by what the sentence is, and never the same
twice behind one question. Only of one that seems to turn a point round is asked what makes it so: how sure somebody
is of it says nothing of whether it is right, but nobody else is asked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from interview.core.grading import PointJudgement, Verdict
from interview.core.question import FollowUp, FollowUpKind, Question
from interview.i18n.translate import Words
from interview.messages import Message
from interview.practice.asking import follow_up, said_before
from interview.practice.moves import (
    MOST_OFTEN,
    had_already,
    is_a_scene,
    times,
    was_asked_about,
    whole,
)
from interview.text.deeds import is_general, takes_a_step
from interview.text.general_claims import (
    EXCEPTION,
    REASONS,
    STEP,
    general_claims,
    goes_otherwise,
    has_a_ground,
    is_a_check,
    is_a_guess,
    is_a_list,
    says_how_it_is,
    says_what_to_do,
)
from interview.text.probes import gives_a_reason

# The words for it when it was asked before: a person hears a pattern at the second time.
_ANEW = {STEP: "think.no_use_anew", EXCEPTION: "think.exception_anew"}
# What is asked of a thing that is said to be so, and of one without a word why.
_SHOWN, _WHY = "think.show", "ask.why_so"
# Thought on: what is said to that is thought up, too. To what was only thought up, or guessed, nothing can go wrong,
# and who shows it once is not doubted again.
_THOUGHT_UP = "think."
_OF_WHAT_IS_SO = (STEP, _SHOWN)
_FIRST_CLAUSE = re.compile(r"(?:(?!\b(?:and|but|so)\b)[^,;:–—])+")
# In what stands under one of these nothing is said to be so; "that" at its head means what was said before.
_UNDER = re.compile(
    r"(?<=\s)that\b|\b(?:whether|if|when|until|before|after|because|as|since|who|which|what|where|how)\b", re.I
)
_DRAWN = re.compile(r"\b(?:so|and|then|therefore|that['’]s why),? (?:I|we)\b", re.I)


def about_a_sentence(
    main: Question,
    asked: Sequence[Question],
    answer: str,
    points: Sequence[PointJudgement],
    in_session: Sequence[Question],
    say: Words,
) -> Question | None:
    """About a sentence that seems to turn a point round, what is asked of such a sentence whether it is right or not.
    Only who is asked why it is so gets a score, by that point."""
    taken = times(in_session)
    is_thought_up = _is_thought_up(asked)
    for judged in points:
        quote = whole(judged) if judged.verdict is Verdict.CONTRADICTED else ""
        wording = _way(main, quote, answer) if quote else ""
        is_open = wording and not (is_thought_up and wording in _OF_WHAT_IS_SO)
        is_spent = taken[wording] >= MOST_OFTEN or had_already(asked, wording, quote)
        if not is_open or is_spent or was_asked_about(in_session, wording, quote):
            continue
        if wording != _WHY:
            return _thought_on(main, wording, quote, say, is_anew=taken[wording] > 0)
        made = FollowUp(FollowUpKind.PROBE, point=judged.point.id, wording=wording, quote=quote)
        reference = main.reference_answer if judged.point.part is None else ""
        question = said_before(quote, say.message(Message.of(wording)), say)
        return follow_up(main, question, made, "reason.why_so", (judged.point,), reference=reference)
    return None


def _way(main: Question, quote: str, answer: str) -> str:
    """What can be asked of a sentence by its words: why a thing is so or, where it says that, how one would see that it
    is; of a step what could go wrong. "" of any other."""
    if says_how_it_is(quote) or (not is_a_scene(main) and _tells_a_fact(quote)):
        return _SHOWN if gives_a_reason(quote) else _WHY
    return STEP if is_general(quote) and _is_open_step(main, quote, answer) else ""


def about_a_claim(
    main: Question,
    asked: Sequence[Question],
    answer: str,
    points: Sequence[PointJudgement],
    in_session: Sequence[Question],
    say: Words,
    makes_a_point: Callable[[str], bool],
) -> Question | None:
    """What to think on from a sentence of this answer that holds in general, by a question that was asked least in this
    session. Nobody holds a list of what is said to that, so it has no key points and gets no score."""
    taken = times(in_session)
    # What is not sure goes first: it may be what somebody has wrong.
    found = [each for each in points if each.verdict in (Verdict.COVERED, Verdict.UNSURE)]
    found.sort(key=lambda each: each.verdict is not Verdict.UNSURE)
    open_quotes = [whole(judged) for judged in found]
    is_scene = is_a_scene(main)
    is_thought_up = _is_thought_up(asked)

    def is_open(wording: str, quote: str) -> bool:
        if is_thought_up and wording in _OF_WHAT_IS_SO:
            return False
        # Nobody is asked to doubt what makes a key point, or may.
        is_doubtful = wording != EXCEPTION or not makes_a_point(quote)
        return is_doubtful and (wording != STEP or _is_open_step(main, quote, answer))

    claims = [
        *general_claims(answer),
        # In a scene "one phones, one stays" says what to do.
        *((_SHOWN, quote) for quote in open_quotes if not is_scene and is_general(quote) and _is_claim(quote)),
        *((STEP, quote) for quote in open_quotes if quote and is_general(quote)),
    ]
    claims = [(wording, quote) for wording, quote in claims if is_open(wording, quote)]
    # A claim without exception may be asked about once more than the others: that caught most of what was wrong.
    for wording, quote in sorted(claims, key=lambda each: taken[each[0]] - (each[0] == EXCEPTION)):
        is_spent = taken[wording] >= MOST_OFTEN or had_already(asked, wording, quote)
        if not is_spent and not was_asked_about(in_session, wording, quote):
            return _thought_on(main, wording, quote, say, is_anew=taken[wording] > 0)
    return None


def _is_thought_up(asked: Sequence[Question]) -> bool:
    """Whether the latest answer is to a question that thought on from the one before."""
    last = asked[-1].follow_up
    return last is not None and last.wording.startswith(_THOUGHT_UP)


def _thought_on(main: Question, wording: str, quote: str, say: Words, *, is_anew: bool) -> Question:
    made = FollowUp(FollowUpKind.PROBE, wording=wording, quote=quote)
    words = _ANEW.get(wording, wording) if is_anew else wording
    return follow_up(main, said_before(quote, say.message(Message.of(words)), say), made, REASONS[wording])


def _is_open_step(main: Question, quote: str, answer: str) -> bool:
    """Whether a sentence tells a step with which something could go wrong, and its speaker did not say already what.
    Outside a scene a step is its speaker's own, or nobody's."""
    is_closed = is_a_guess(answer) or is_a_list(quote) or is_a_check(quote) or goes_otherwise(quote, answer)
    if is_a_scene(main):
        return not is_closed and says_what_to_do(quote)
    return not is_closed and takes_a_step(quote) and not _tells_a_fact(quote)


def _tells_a_fact(quote: str) -> bool:
    """Whether a sentence says first how something is, and what is done behind it only as more of that: "it isn't ours,
    we collect it for the state". What somebody does because it is so is a step."""
    found = _FIRST_CLAUSE.match(quote)
    first = found[0].strip() if found is not None else ""
    return says_how_it_is(first) and not _UNDER.search(first) and not _DRAWN.search(quote)


def _is_claim(quote: str) -> bool:
    """Whether a sentence says how something is, and why so, when, or what follows: that one can look at."""
    return says_how_it_is(quote) and has_a_ground(quote)
