"""What a resume shows of the skills that a job asks for: surely, or perhaps, or in no words that are known."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass, replace

from interview.core.posting import Requirement
from interview.core.profile import Profile, lines_behind
from interview.resume.profile.deeds import DID, IRREGULAR
from interview.resume.profile.denials import denied
from interview.resume.profile.lexicon import Entry, lexicon, words_in
from interview.resume.profile.resume_read import ReadResume
from interview.resume.profile.sections import LONGEST_LINE
from interview.resume.profile.skill_names import skill_key
from interview.resume.profile.title_fields import fields_of, titles_of
from interview.text.words import FUNCTION_WORDS

# Of a resume so much is looked through for what it may have.
LONGEST_RESUME = 20_000
# What follows the root of a word in its forms: planning and planned, reconciled and reconciliation.
_FORM = re.compile(
    r"(?:i?at)?(?:ions?|ing|ed|e|er|or|es)|y|ies?|al|ments?|ements?|ysis|yst|ytics?|y[sz](?:e|ed|es|ing)|ically"
)
_CLAUSE_END = re.compile(r"[,;:.!?()]\s|\s[-–—]\s")
# What others did, and whom somebody answers to, tells nothing of one's own work.
_BY_OTHERS = re.compile(
    r"\A\W*(?:my|our)\s+(?:managers?|boss|supervisors?|colleagues?|directors?|leader)\s+(?!and\b)"
    r"|\bby (?:others|someone else)\b",
    re.IGNORECASE,
)
_ANSWERS_TO = re.compile(r"\breport(?:ed|s|ing)? (?:in)?to\b.*", re.IGNORECASE)
# So many words may stand between two of a name. Behind a preposition another thing is named: "students at risk".
_MOST_BETWEEN = 3
_PREPOSITION = re.compile(r"in|at|on|by|from|to|into|under|near|as|than|who|that|which")
# What is done with a thing, or how many of them there were, says as much as "planning" or "management".
_DEED = re.compile(rf"{DID}|{IRREGULAR}|\w{{2,}}ed|\d[\d,.]*", re.IGNORECASE)
_SHORTEST_ROOT = 4
_MOST_BEHIND_ROOT = 7


def compared(requirements: list[Requirement], profile: Profile, resume_text: str = "") -> tuple[Requirement, ...]:
    """The requirements with what the profile shows of each: as a skill, among the technologies of a project, or by
    something that is part of it, or as the work that a title says.

    Of alternatives the most prominent that the profile shows comes first: the requirement is met.
    """
    lines: dict[str, str] = {}
    named = [
        *((skill.name, skill.line) for skill in profile.skills),
        *((name, project.line) for project in profile.projects for name in project.technologies),
    ]
    titled = [(name, line) for title, line in titles_of(profile, ReadResume(resume_text)) for name in fields_of(title)]
    wider = [(whole, line) for name, line in (*named, *titled) for whole in _within(name)]
    for name, line in (*named, *wider, *titled):
        key = skill_key(name)
        lines[key] = lines.get(key) or line
    ranks = {key: rank for rank, key in enumerate(lines)}
    near = _told(profile, resume_text)
    found = [
        replace(
            requirement,
            is_shown=skill_key(requirement.skill) in lines,
            resume_line=lines[skill_key(requirement.skill)]
            if skill_key(requirement.skill) in lines
            else next((told.line for told in near if told.may_speak_of(requirement.skill)), ""),
        )
        for requirement in requirements
    ]
    return tuple(sorted(found, key=lambda each: (_place(each, found), ranks.get(skill_key(each.skill), len(ranks)))))


def _place(requirement: Requirement, found: list[Requirement]) -> int:
    """Where a requirement stands: alternatives together, at the place of the first."""
    return next(
        place
        for place, each in enumerate(found)
        if each is requirement or (each.group and each.group == requirement.group)
    )


def _within(name: str) -> tuple[str, ...]:
    entry = lexicon().lookup(name)
    return () if entry is None else entry.within


@dataclass(frozen=True)
class _Told:
    """A line of a resume with the words of each clause that tells of one's own work, and the skills that are named in
    it, surely or not."""

    line: str
    clauses: tuple[tuple[str, ...], ...]
    names: frozenset[str]

    def may_speak_of(self, skill: str) -> bool:
        """Whether the line may show a skill: by a word that may mean something else, by what its name says it is part
        of (Go, for concurrency in Go), or by all the words of its name that are not in many names, in whatever form, in
        one clause. Who ran 62 events may well plan them, and who reconciled bank accounts made bank reconciliations:
        only a reader can tell."""
        entry = lexicon().lookup(skill)
        if entry is None:
            return False
        called_by = {whole for whole in entry.within if set(words_in(whole)) <= set(words_in(entry.name))}
        if not self.names.isdisjoint({entry.name, *called_by}):
            return True
        telling = () if _is_product(entry) else lexicon().telling_words(entry.name)
        if not telling:
            return False
        words = frozenset(words_in(entry.name)) - FUNCTION_WORDS
        common = frozenset(word for word in words if lexicon().is_in_many_names(word))
        return any(_has_near_each_other(clause, words, common) for clause in self.clauses)


def _has_near_each_other(clause: Sequence[str], words: Set[str], common: Set[str]) -> bool:
    """Whether all `words` stand in a clause with few others between them, or something done in front of those that
    are not `common`."""
    found: set[str] = set()
    between = 0
    for other in clause:
        of_name = {word for word in words if _is_one_stem(word, other)}
        if of_name or (found <= common and _DEED.fullmatch(other)):
            found |= of_name or common
            between = 0
        else:
            between += 1
        if between > _MOST_BETWEEN or _PREPOSITION.fullmatch(other):
            found, between = set(), 0
        if found >= words:
            return True
    return False


def _is_product(entry: Entry) -> bool:
    """Whether a name is that of a thing, which other words have letters in common with but are no forms of."""
    is_one_word = len(words_in(entry.name)) == 1
    return entry.is_software or lexicon().is_name_of_a_firm(entry) or (is_one_word and bool(entry.within))


def _told(profile: Profile, resume_text: str) -> list[_Told]:
    lines = dict.fromkeys(
        (
            *lines_behind(profile),
            *(project.role for project in profile.projects),
            *(project.name for project in profile.projects),
            *(line.strip()[:LONGEST_LINE] for line in resume_text[:LONGEST_RESUME].splitlines()),
        )
    )
    return [_told_by(line) for line in lines if line]


def _told_by(line: str) -> _Told:
    """A line with what it names and does not deny: "no experience with Kafka" tells nothing of Kafka."""
    hits = list(lexicon().find(line))
    lacking = denied(line, hits)
    theirs = line
    for hit in reversed(hits):
        if hit in lacking:
            theirs = f"{theirs[: hit.start]} {theirs[hit.end :]}"
    clauses = (words_in(_ANSWERS_TO.sub("", one)) for one in _CLAUSE_END.split(theirs) if not _BY_OTHERS.search(one))
    return _Told(line, tuple(clauses), frozenset(hit.entry.name for hit in hits if hit not in lacking))


def _is_one_stem(one: str, other: str) -> bool:
    return one == other or not _roots(one).isdisjoint(_roots(other))


def _roots(word: str) -> frozenset[str]:
    """What a word may be a form of: itself, and what is left without an ending, one of two same letters there too."""
    ends = range(max(_SHORTEST_ROOT, len(word) - _MOST_BEHIND_ROOT), len(word))
    found = {word[:end] for end in ends if _FORM.fullmatch(word[end:])}
    found |= {root[:-1] for root in found if len(root) > _SHORTEST_ROOT and root[-1] == root[-2]}
    return frozenset((word, *found))
