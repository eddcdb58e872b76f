"""What to ask about a claim of a story: what is missing beside it, where nothing else that was said tells it.

The sentence is repeated whole. Nothing here says whether it is true.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from interview.core.grading import PointJudgement, Verdict
from interview.core.key_point import StoryPart, story
from interview.core.question import FollowUp, FollowUpKind, Question
from interview.core.speaker import says_i
from interview.i18n.translate import Words
from interview.messages import Message
from interview.practice.asking import follow_up, said_before
from interview.text.probes import REASONS, Probe, probes

# Claims whose probe asks for a part of the story, which may stand in other words than the rules know.
_IF_MISSING = {"probe.alternative", "probe.reason", "probe.end", "probe.better"}
# Claims that may themselves be heard as the part which their probe asks for: another sentence has to tell it.
_UNLESS_TOLD_ELSEWHERE = {"probe.still", "probe.regret"}


def about_a_claim(
    main: Question,
    asked: Sequence[Question],
    answer: str,
    said: str,
    told: Mapping[StoryPart, PointJudgement],
    say: Words,
) -> Question | None:
    """A question about a claim of this answer; of each kind one for a main question, and none about a part that was
    told all the same. `said` is this answer with those before it."""
    used = {question.follow_up.wording for question in asked if question.follow_up is not None}
    for probe in probes(answer, main.text):
        if probe.code in used or _is_told(probe, told.get(probe.part), said):
            continue
        question = say.message(Message.of(probe.code))
        made = FollowUp(FollowUpKind.PROBE, wording=probe.code, quote=probe.quote)
        # What is asked about a claim stands for itself, so its answer is not compared with the main question.
        text, part = said_before(probe.quote, question, say), story(probe.part)
        return follow_up(main, text, made, REASONS[probe.code], (part,), bare=question)
    return None


def _is_told(probe: Probe, found: PointJudgement | None, said: str) -> bool:
    """Whether the part that a probe asks for is told beside its claim, or may be."""
    # Of a language that the judge has not learned the words of the answer are all there is to go by.
    if found is None or found.verdict is Verdict.MISSED or found.is_unread:
        return False
    if probe.code == "probe.own_part":
        # The judge hears what "we" did as something that was done: nobody knows by whom.
        return says_i(said)
    if probe.code in _UNLESS_TOLD_ELSEWHERE:
        is_of_another = probe.quote not in " ".join(found.quote.split())
        return is_of_another and (bool(found.quote) or found.verdict is Verdict.COVERED)
    return probe.code in _IF_MISSING
