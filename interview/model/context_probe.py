"""How much a model reads: prompts of growing, known length, with a word at the beginning that it must still know.

A server that cuts silently counts fewer tokens than were sent, or its model has not read the word. It looks no further
than an interview needs.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import count

from interview.core.lengths import MAX_BATCH_TOKENS, estimated_tokens
from interview.core.model_providers import ProviderId
from interview.messages import Message
from interview.model.probing import Answer, ProbeFailed
from interview.model.requests import Message as Said

_GOALS = (500, 1_500, 3_000, 5_000, 8_000)
"""Tokens of each prompt, as this server counts them once the first one has shown how it does. A question about a long
resume needs the last."""
# What a call that grades holds at once, in tokens: the instructions, and for each answer of the length of the bank's
# reference answers what is told of it and what is replied.
_INSTRUCTIONS, _TOLD, _REPLIED = 2_000, 600, 550
USUAL = (1_024, 2_048, 4_096, 8_192)
WORD = "HARBOUR-72"
_CUT = 0.9
_LONGER = {
    ProviderId.OLLAMA: "check.next_context_ollama",
    ProviderId.LM_STUDIO: "check.next_context_lm_studio",
    ProviderId.LLAMA_CPP: "check.next_context_llama_cpp",
}
_LINE = "Note {number}: on day {number} the harbour master counted {ships} ships, and the weather was calm until noon."


@dataclass(frozen=True)
class Context:
    """What was seen: `read` tokens for certain, and where it ended: `cut_at` silently (as counted by the server),
    `lost_by` where the beginning was not known any more, though `was_counted` whole by the server or not; `refused`
    when the server said that it is too long.

    `read_s` is how long a prompt of about 1,500 tokens took. `failed` ended the look before an answer was found.
    """

    read: int = 0
    cut_at: int | None = None
    lost_by: int | None = None
    was_counted: bool = False
    refused: ProbeFailed | None = None
    failed: ProbeFailed | None = None
    read_s: float | None = None


def needed(batch_size: int) -> int:
    """The tokens that an interview needs at once where so many answers are graded together; in thousands."""
    answers = min(batch_size, MAX_BATCH_TOKENS // _TOLD)
    grading = _INSTRUCTIONS + answers * (_TOLD + _REPLIED)
    return max(_GOALS[-1], 1_000 * -(-grading // 1_000))


def goals(most: int) -> tuple[int, ...]:
    """The tokens of each prompt of a look that goes no further than `most`."""
    return (*(goal for goal in _GOALS if goal < most), most)


def longer(provider: ProviderId) -> Message:
    """How whoever runs a model has it read more at once."""
    return Message.of(_LONGER.get(provider, "check.next_context"))


def look(ask: Callable[[list[Said]], Answer], most: int) -> Context:
    """Ask with longer and longer prompts, up to `most` tokens, until one is not read whole."""
    found = Context()
    per_own = 1.0
    knows_word = False
    for goal in goals(most):
        text = prompt(round(goal / per_own))
        own = estimated_tokens(text)
        try:
            answer = ask([{"role": "user", "content": text}])
        except ProbeFailed as failed:
            if failed.is_refusal and found.read:
                return Context(found.read, refused=failed, read_s=found.read_s)
            return Context(found.read, failed=failed, read_s=found.read_s)
        said = WORD.casefold() in answer.text.casefold()
        if goal == _GOALS[0]:
            knows_word = said
            per_own = answer.tokens_in / own if answer.tokens_in else 1.0
        elif answer.tokens_in and answer.tokens_in < _CUT * per_own * own:
            return Context(found.read, cut_at=near_a_usual(answer.tokens_in), read_s=found.read_s)
        elif knows_word and not said:
            return Context(found.read, lost_by=goal, was_counted=bool(answer.tokens_in), read_s=found.read_s)
        elif not knows_word and not answer.tokens_in:
            return found
        found = Context(goal, read_s=answer.seconds if goal == _GOALS[1] else found.read_s)
    return found


def prompt(tokens: int) -> str:
    """A prompt of about this many tokens, by our own estimate: a word to keep, notes, and a question for the word."""
    begin = f"Remember this word: {WORD}. Notes of a harbour follow.\n"
    end = "\nWhich word were you told to remember at the very beginning? Reply with that word only."
    lines: list[str] = []
    left = tokens - estimated_tokens(begin + end)
    for number in count(1):
        line = _LINE.format(number=number, ships=number * 7 % 90)
        left -= estimated_tokens(line + "\n")
        if left < 0:
            break
        lines.append(line)
    return begin + "\n".join(lines) + end


def near_a_usual(tokens: int) -> int:
    """A size that servers usually have when the count is near it, else the count in hundreds."""
    near = [size for size in USUAL if abs(size - tokens) <= size // 10]
    return near[0] if near else round(tokens, -2)
