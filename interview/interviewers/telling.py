"""Judges how a project or an experience is told: which parts of a good account are there, and in which sentence.

The parts are a fixed list; each is recognised by cue features of whole English sentences (who acts, in which
tense, with which link or number). It does not know whether the story is true or good, and it never looks at length.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from interview.interviewers.cues import CUES, I_DID, I_FELT, TECHNICAL, USED
from interview.interviewers.similarity import sentences
from interview.interviewers.wording import content_words, function_share, words

TELLING: dict[str, str] = {
    "situation": "Says what the situation was and why it mattered",
    "task": "Says what you were asked to do or were responsible for",
    "own_action": "Says what you did yourself, step by step",
    "decision_reason": "Gives the reason behind a decision you made",
    "alternatives": "Names another way that was considered and why it was not taken",
    "obstacle": "Says what was difficult or went wrong",
    "result": "Says how it ended and what changed because of it",
    "measure": "Gives a number that shows the size of the effect",
    "lesson": "Says what you learned or would do differently",
    "others": "Says who else was involved and how you worked with them",
    "technology": "Says how the technology was used and for what",
}
_IDS = {sentence: identity for identity, sentence in TELLING.items()}


@dataclass(frozen=True)
class Found:
    """How far one part of the account is there: 1 (told), 0.5 (touched) or 0, and the sentence that shows it."""

    credit: float
    quote: str = ""


def is_told(points: Sequence[str]) -> bool:
    """True when every point is a sentence of TELLING (or its id), so that the telling is what is judged."""
    return bool(points) and all(point in _IDS or point in TELLING for point in points)


def find(point: str, question: str, answer: str) -> Found:
    """Look for one part of the account (a sentence of TELLING, or its id) in the answer."""
    identity = _IDS.get(point, point)
    best = Found(0.0)
    for part in sentences(answer):
        text = part.of(answer)
        if not _is_spoken(text):
            continue
        credit = _credit(identity, text, question)
        if credit > best.credit:
            best = Found(credit, text)
    return best


def _is_spoken(text: str) -> bool:
    """A sentence somebody would say: five words or more with small words between them, so a list of cues is none."""
    return len(words(text)) >= 5 and function_share(text) >= 0.2


def _credit(identity: str, text: str, question: str) -> float:
    if identity == "technology":
        technical = TECHNICAL.search(text) is not None
        if technical and USED.search(text):
            return 1.0
        return 0.5 if technical or set(content_words(question)).intersection(content_words(text)) else 0.0
    cue = CUES[identity]
    if cue.strong.search(text):
        only_felt = identity == "own_action" and len(re.findall(I_DID, text)) <= len(re.findall(I_FELT, text))
        return 0.5 if only_felt else 1.0
    return 0.5 if cue.weak.search(text) else 0.0
