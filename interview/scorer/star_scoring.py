"""Judges how a project or an experience is told: which parts of a good account are there, and in which sentence.

The parts are a fixed list; each is recognised by cue features of whole English sentences (who acts, in which
tense, with which link or number). It does not know whether the story is true or good, and it never looks at length.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from interview.core.key_point import StoryPart
from interview.scorer.discourse_cues import CUES, EVENT, I_DID, I_FELT, PAST, TECHNICAL, USED
from interview.text.sentences import sentences
from interview.text.words import FUNCTION_WORDS, content_words, function_share, words

# One sentence shows one part; a long one may show two. Otherwise a single remark would pass for a whole account.
LONG_SENTENCE = 20
# What came of it and what was learned may be told in the present.
_LASTING = {
    StoryPart.RESULT: re.compile(rf"\b(?:have|has)\b.*{PAST}|\b(?:ever since|since then)\b", re.IGNORECASE),
    StoryPart.LESSON: re.compile(
        r"(?=.*\bI\b)(?!.*\b(?:will|can|hope)\b).*\b(?:now|since|today|still|would|next time)\b"
    ),
}
_OURSELVES = re.compile(r"\b(?:I|we|my|our|us|me)\b", re.IGNORECASE)
_LINKS = frozenset(["a", "an", "the", "of", "in", "on", "at", "to", "with", "from", "for", "by", "my", "our"])


@dataclass(frozen=True)
class Found:
    """How far one part of the account is there, and the sentence that shows it: 1 (told) or 0.5 (touched), less where
    the sentence may be about something else, or 0."""

    credit: float
    quote: str = ""


def find(
    wanted: Sequence[StoryPart], question: str, answer: str, shares: Mapping[str, float] | None = None
) -> list[Found]:
    """Look for these parts of the account in the answer; one finding per part, in order.

    As many parts as possible get a sentence of their own; a sentence can touch as many others as it may show. `shares`
    (0 to 1) say how far a sentence belongs to the account, in full where none is given; of two the surer one shows a
    part.
    """
    parts = tellable(question, answer)
    counts = dict.fromkeys(parts, 1.0) | dict(shares or {})
    credits = [[_credit(part, text, question) for text in parts] for part in wanted]
    room = [2 if len(words(text)) >= LONG_SENTENCE else 1 for text in parts]
    told = [_told_in(identity, found) for identity, found in zip(wanted, credits, strict=True)]
    shown = _assigned([sorted(found, key=lambda i: -round(counts[parts[i]], 1)) for found in told], room)
    touches = list(room)
    results: list[Found] = []
    for p in range(len(wanted)):
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


def _lasts(identity: StoryPart, text: str) -> bool:
    return identity in _LASTING and _is_said(text) and _LASTING[identity].search(text) is not None


def _told_in(identity: StoryPart, credits: Sequence[float]) -> list[int]:
    """Sentences that show the part, likeliest first: how it ended and what was learned stand at the end."""
    found = [i for i, credit in enumerate(credits) if credit == 1.0]
    return found[::-1] if identity in _LASTING else found


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


def _credit(identity: StoryPart, text: str, question: str) -> float:
    happened = tells_an_event(text, set(words(question)) - FUNCTION_WORDS)
    if identity is StoryPart.TECHNOLOGY:
        if not _is_said(text) or not _OURSELVES.search(text):
            return 0.0
        technical = TECHNICAL.search(text) is not None
        if technical and USED.search(text):
            return 1.0
        named = set(content_words(question)).intersection(content_words(text))
        return 0.5 if happened and (technical or named) else 0.0
    cue = CUES[identity]
    if (happened or _lasts(identity, text)) and cue.strong.search(text):
        only_felt = identity is StoryPart.OWN_ACTION and len(re.findall(I_DID, text)) <= len(re.findall(I_FELT, text))
        return 0.5 if only_felt else 1.0
    return 0.5 if happened and cue.weak.search(text) else 0.0


def _is_said(text: str) -> bool:
    found = words(text)
    return len(found) >= 5 and function_share(text) >= 0.2 and not _LINKS.isdisjoint(found)
