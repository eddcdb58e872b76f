"""What a line of an advertisement says of each skill that it names: it asks for it, wishes for it, or neither.

It finds no skills and knows no headings; the wordings stand in a table of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from interview.resume.profile.lexicon import Hit
from interview.resume.profile.stance_wordings import WORDINGS, Reach, Stance, Wording

# A sentence that only says that what stands before it is a plus belongs to that.
_ONLY_A_PLUS = (
    r"(?:(?:this|that|these|those|both)\s+(?:is|are|would be)\b[^.!?:]{0,40}|nice to have|plus|bonus|"
    r"(?:(?:it['’]?s|it is|(?:it )?would be|considered)\s+)?an?\s+(?:(?:real|big|huge|definite|strong)\s+)?"
    r"(?:plus|bonus|advantage|asset)|advantageous|(?:(?:both |all )?optional|ideally)(?=[.!?]|\s*$)|"
    r"preferred|desirable|not (?:required|necessary|needed))[^:]?(?:\s|$)"
)
_CLAUSE_END = re.compile(
    rf"[;；]|(?<=[\w)%+#]{{2}})(?<!\bincl)(?<!\besp)(?<!\bmin)[.!?](?=\s+[A-Z0-9])(?!\s+(?i:{_ONLY_A_PLUS}))|[。！？]"
)
_LIST_BREAK = re.compile(r"[,，(]|\s[-–—]\s")
_JOINED = re.compile(r"\b(?:and|or)\b|[&/]", re.IGNORECASE)
_OF_ALL = re.compile(r"\W*(?:are|both|all|these)\b", re.IGNORECASE)
_OF_WHAT_IS_KNOWN = re.compile(
    r"\b(?:experience|knowledge|familiarity|understanding|background|skills?)\b", re.IGNORECASE
)
_IS = re.compile(r"\W*(?:is|would be)\b", re.IGNORECASE)
_ASKED_FOR_FIRST = re.compile(
    r"\b(?:strong|advanced|solid|excellent|expert|fluent|proficien\w+|must|required|\d+\+? years?)\b", re.IGNORECASE
)
_BREAK = re.compile(r"(?<=\w)\s*[,，;；)(.]")
_WORD = re.compile(r"\w")
_SENTENCE = re.compile(r"[.!?。！？]\s")
_CLAUSE = re.compile(r"(?<=[;；。!?])\s*|(?<=\.)\s+|,\s+but\s+")
_NOT_NEEDED = re.compile(
    r"\b(?:do(?:es)?|will|would|need|are|is)\s*(?:n[o']t|not)\s+(?:be\s+)?"
    r"(?:need|have to|asked|touch|use|code)\b|\bno need\b|\bneed(?:n't| not)\b|"
    r"\bnot (?:asked|expected)\b|\b(?:another|other|a different) team\b|"
    r"\bteams?\b.{0,30}\b(?:does|do|takes? care of|handles?|looks? after) (?:that|this|it|them)\b|不需要|无需",
    re.I,
)
# Right in front of a name: what there is none of.
_NONE_OF = re.compile(
    r"(?:\bno\s+(?:[\w-]+\s+)?|\bno\s+(?:[\w-]+\s+){1,4}(?:or|nor)\s+(?:[\w-]+\s+)?"
    r"|\bno\s+(?:[\w-]+\s+)?(?:experience|knowledge|background)\s+(?:with|of|in)\s+"
    r"|(?:n['’]t|\bnot)\s+(?:involve|include)\s+(?:[\w-]+\s+){0,2})$",
    re.I,
)
_OF_WHAT_WAS_SAID = re.compile(r"\b(?:it|that|this|them|those|these)\b", re.I)


def stances(text: str, hits: Sequence[Hit]) -> dict[Hit, Stance]:
    """What a line says of each of its names. What is called a plus is a wish, also where it is not required."""
    found: dict[Hit, set[Stance]] = {hit: set() for hit in hits}
    for start, end in _clauses(text):
        inside = [hit for hit in hits if start <= hit.start < end]
        for wording in WORDINGS:
            for match in wording.pattern.finditer(text[start:end]) if inside else ():
                span = (start + match.start(), start + match.end())
                for hit in _reached(text, inside, span, wording):
                    found[hit].add(wording.stance)
    return {
        hit: Stance.NOT_NEEDED if _is_not_needed(text, hit) else _strongest(hit, said) for hit, said in found.items()
    }


def _strongest(hit: Hit, said: set[Stance]) -> Stance:
    """What somebody makes or sells something with is asked for all the same."""
    if hit.entry.is_software:
        said = said - {Stance.OF_THE_FIRM}
    order = (Stance.OFFERED, Stance.OF_THE_FIRM, Stance.WISHED, Stance.NOT_NEEDED)
    return next((stance for stance in order if stance in said), Stance.ASKED)


def _clauses(text: str) -> Iterator[tuple[int, int]]:
    ends = [match.end() for match in _CLAUSE_END.finditer(text)]
    yield from zip([0, *ends], [*ends, len(text)], strict=True)


def _reached(text: str, hits: Sequence[Hit], span: tuple[int, int], wording: Wording) -> Sequence[Hit]:
    start, end = span
    if wording.reach is Reach.CLAUSE:
        return hits
    if wording.reach is Reach.WITHIN:
        return [hit for hit in hits if start <= hit.start < end]
    front, behind = [hit for hit in hits if hit.start < start], [hit for hit in hits if hit.start >= end]
    is_label = text[end:].lstrip()[:1] in (":", "：")
    if wording.stance is Stance.OFFERED:
        return _list_in_front(text, front, start, text[start:end])
    if wording.reach is Reach.FRONT and front and not is_label:
        return _list_in_front(text, front, start, text[start:end])
    if wording.reach is Reach.FRONT:
        return behind
    near = _list_behind(text, behind, end)
    is_last = _WORD.search(_to_a_break(text, end)) is None
    return near or (_list_in_front(text, front, start, text[start:end]) if is_last else ())


def _list_in_front(text: str, front: Sequence[Hit], start: int, said: str) -> Sequence[Hit]:
    """The names of which something is said behind them: all back to a comma or a bracket, and a list as a whole where
    its last names are joined ("Kafka, Redis and Go are a plus"), but for what is asked for first ("Strong SQL, …")."""
    if not front:
        return ()
    last = front[-1]
    if _SENTENCE.search(text, last.end, start + 1):
        return front
    joined = text[front[-2].end : last.start] if len(front) > 1 else ""
    asked = max((match.end() for match in _ASKED_FOR_FIRST.finditer(text, 0, last.start)), default=0)
    breaks = [match.end() for match in _LIST_BREAK.finditer(text, 0, last.start)]
    known = _OF_WHAT_IS_KNOWN.search(text, 0, last.start)
    is_all = _OF_ALL.match(said) or _JOINED.search(joined) or (_IS.match(said) and known)
    if is_all and "(" not in joined:
        breaks = [place for place in breaks if asked and place > asked][:1]
    cut = breaks[-1] if breaks else 0
    return [hit for hit in front if hit.start >= cut]


def _list_behind(text: str, behind: Sequence[Hit], end: int) -> Sequence[Hit]:
    """The names of which something is said in front of them, where one follows before the next comma."""
    until = end + len(_to_a_break(text, end))
    return behind if any(hit.start < until for hit in behind) else ()


def _to_a_break(text: str, end: int) -> str:
    """What follows up to a comma that does not stand right behind, or the end of a bracket or a sentence."""
    rest = text[end:]
    broken = _BREAK.search(rest, 1)
    return rest[: broken.start() + 1] if broken else rest


def _is_not_needed(text: str, hit: Hit) -> bool:
    """Whether the clause of a name, or the next one about it, says that nobody needs it, or that there is none."""
    ends = [0, *(match.end() for match in _CLAUSE.finditer(text)), len(text)]
    place = max(number for number, end in enumerate(ends) if end <= hit.start)
    clause = text[ends[place] : ends[place + 1]]
    after = text[ends[place + 1] : ends[place + 2]] if place + 2 < len(ends) else ""
    if _NOT_NEEDED.search(clause) or _NONE_OF.search(text[ends[place] : hit.start]):
        return True
    return _NOT_NEEDED.search(after) is not None and _OF_WHAT_WAS_SAID.search(after) is not None
