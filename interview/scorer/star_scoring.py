"""Judges how a project or an experience is told: which parts of a good account are there, and in which sentence.

The parts are a fixed list; each is recognised by cue features of whole English sentences (who acts, in which
tense, with which link or number). It does not know whether the story is true or good, and it never looks at length.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from interview.scorer.discourse_cues import CUES, EVENT, I_DID, I_FELT, PAST, TECHNICAL, USED
from interview.text.sentences import sentences
from interview.text.words import FUNCTION_WORDS, content_words, function_share, words

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


# One sentence shows one part; a long one may show two. Otherwise a single remark would pass for a whole account.
LONG_SENTENCE = 20
# What came of it and what was learned may be told in the present.
_LASTING = {
    "result": re.compile(rf"\b(?:have|has)\b.*{PAST}|\b(?:ever since|since then)\b", re.IGNORECASE),
    "lesson": re.compile(r"(?=.*\bI\b)(?!.*\b(?:will|can|hope)\b).*\b(?:now|since|today|still|would|next time)\b"),
}
_OURSELVES = re.compile(r"\b(?:I|we|my|our|us|me)\b", re.IGNORECASE)
_LINKS = frozenset(["a", "an", "the", "of", "in", "on", "at", "to", "with", "from", "for", "by", "my", "our"])


@dataclass(frozen=True)
class Found:
    """How far one part of the account is there, and the sentence that shows it: 1 (told) or 0.5 (touched), less where
    the sentence may be about something else, or 0."""

    credit: float
    quote: str = ""


def is_told(points: Sequence[str]) -> bool:
    """True when every point is a sentence of TELLING (or its id), so that the telling is what is judged."""
    return bool(points) and all(point in _IDS or point in TELLING for point in points)


def find(points: Sequence[str], question: str, answer: str, shares: Mapping[str, float] | None = None) -> list[Found]:
    """Look for the parts of the account (sentences of TELLING, or ids) in the answer; one finding per part, in order.

    As many parts as possible get a sentence of their own; a sentence can touch as many others as it may show. `shares`
    (0 to 1) say how far a sentence belongs to the account, in full where none is given; of two the surer one shows a
    part.
    """
    parts = tellable(question, answer)
    counts = dict.fromkeys(parts, 1.0) | dict(shares or {})
    identities = [_IDS.get(point, point) for point in points]
    credits = [[_credit(identity, text, question) for text in parts] for identity in identities]
    room = [2 if len(words(text)) >= LONG_SENTENCE else 1 for text in parts]
    told = [_told_in(identity, found) for identity, found in zip(identities, credits, strict=True)]
    shown = _assigned([sorted(found, key=lambda i: -round(counts[parts[i]], 1)) for found in told], room)
    touches = list(room)
    results: list[Found] = []
    for p in range(len(points)):
        touched = [i for i, credit in enumerate(credits[p]) if credit and touches[i]]
        if p in shown:
            results.append(Found(counts[parts[shown[p]]], parts[shown[p]]))
        elif touched:
            touches[touched[0]] -= 1
            results.append(Found(0.5 * counts[parts[touched[0]]], parts[touched[0]]))
        else:
            results.append(Found(0.0))
    return results


def tellable(question: str, answer: str) -> list[str]:
    """The sentences of an answer, each once, without questions and those that say little beyond the question."""
    asked = set(content_words(question))
    once = {" ".join(words(part.of(answer))): part.of(answer) for part in reversed(sentences(answer))}
    return [part for part in reversed(once.values()) if not part.endswith("?") and _adds(part, asked)]


def _adds(part: str, asked: set[str]) -> bool:
    found = content_words(part)
    return sum(word not in asked for word in found) > len(found) / 4


def told(question: str, answer: str) -> list[str]:
    """The tellable sentences that tell what happened, or what came of it and lasts."""
    asked = set(words(question)) - FUNCTION_WORDS
    return [
        part
        for part in tellable(question, answer)
        if tells_an_event(part, asked) or any(_credit(identity, part, question) for identity in _LASTING)
    ]


def tells_an_event(text: str, asked: Collection[str] = ()) -> bool:
    """A sentence that somebody would say about something that happened; words that were asked tell none."""
    events = (match.group().lower() for match in re.finditer(EVENT, text, re.IGNORECASE))
    return _is_said(text) and any(event not in asked for event in events)


def _lasts(identity: str, text: str) -> bool:
    return identity in _LASTING and _is_said(text) and _LASTING[identity].search(text) is not None


def _told_in(identity: str, credits: Sequence[float]) -> list[int]:
    """Sentences that show the part, likeliest first: how it ended and what was learned stand at the end."""
    found = [i for i, credit in enumerate(credits) if credit == 1.0]
    return found[::-1] if identity in ("result", "lesson") else found


def _assigned(told: Sequence[Sequence[int]], room: Sequence[int]) -> dict[int, int]:
    """The largest assignment of parts to sentences with room (augmenting paths)."""
    seats = [(i, seat) for i, count in enumerate(room) for seat in range(count)]
    taken: dict[tuple[int, int], int] = {}

    def seat_found(part: int, tried: set[tuple[int, int]]) -> bool:
        for sentence in told[part]:
            for seat in (seat for seat in seats if seat[0] == sentence and seat not in tried):
                tried.add(seat)
                if seat not in taken or seat_found(taken[seat], tried):
                    taken[seat] = part
                    return True
        return False

    for part in range(len(told)):
        seat_found(part, set())
    return {part: sentence for (sentence, _), part in taken.items()}


def _credit(identity: str, text: str, question: str) -> float:
    happened = tells_an_event(text, set(words(question)) - FUNCTION_WORDS)
    if identity == "technology":
        if not _is_said(text) or not _OURSELVES.search(text):
            return 0.0
        technical = TECHNICAL.search(text) is not None
        if technical and USED.search(text):
            return 1.0
        named = set(content_words(question)).intersection(content_words(text))
        return 0.5 if happened and (technical or named) else 0.0
    cue = CUES[identity]
    if (happened or _lasts(identity, text)) and cue.strong.search(text):
        only_felt = identity == "own_action" and len(re.findall(I_DID, text)) <= len(re.findall(I_FELT, text))
        return 0.5 if only_felt else 1.0
    return 0.5 if happened and cue.weak.search(text) else 0.0


def _is_said(text: str) -> bool:
    found = words(text)
    return len(found) >= 5 and function_share(text) >= 0.2 and not _LINKS.isdisjoint(found)
