"""Which topics come into question for a person, why, and which of them first.

Where the occupation is known its lists decide, and nothing outside them is asked; where it is not, what resume and job
name. It chooses no question.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from interview.core.interviewer import Brief
from interview.core.posting import JobPosting, Requirement
from interview.core.profile import Level
from interview.core.question import QuestionKind
from interview.occupations.occupation import Occupation, listed_by
from interview.practice.candidate import A_FIELD, Candidate
from interview.practice.prepared_work import OF_MANY, OF_MOST
from interview.practice.spoken_of import SpokenOf
from interview.question_bank.bank import QuestionBank, Topic
from interview.question_bank.subjects import is_all_about
from interview.question_bank.topics import (
    FOR_EVERYBODY,
    FOUNDATIONS,
    TopicMatch,
    is_technical,
    match_topics,
    names_of_topics,
    topics_of_job,
)
from interview.question_bank.wanted_of_text import work_of_posting
from interview.resume.profile.sections import heading_section
from interview.resume.profile.skill_names import is_quality, names

# How many questions a topic is ahead (below 0) or behind of one that only the resume names. A topic that neither resume
# nor job names waits until each named one has been used twice.
_NAMED_BY_NOBODY = 2.0
_NICE_TO_HAVE = -0.5
_REQUIRED = -1.0
_BEHIND_A_FIELD = 4.0
# What asks how somebody does their own work says more of them than what fits everybody in the same way.
HOW_YOU_WORK = "how-you-work"
_SOONER = 1.0
_SILENT = 1.0
_OWN_WORK, _OWN_WORK_UNNAMED = -1.5, -0.75
# A topic of which more is wanted is a question and a half ahead of everything else.
_MORE_WANTED = -1.5
REMOTE = 0.5
"""How many questions behind is one of a topic that only a skill of the posting leads to, and that is about another."""
# So many ranks from the top are what somebody does most.
_MAIN = 3
# How far, in ranks, the seed may move a topic: the most prominent skills stay in front, not always in the same order.
_SHUFFLE = 4.0
# How many ranks a required skill that the resume lacks is ahead of one that it shows.
_GAP = 4.0
_ALTERNATIVES = re.compile(r"\bor\b|或", re.I)
_MEMBERS = re.compile(r",|/|、|，|\bor\b|或", re.I)
# "Experience with" leads up to the first alternative and is none.
_LED_UP_TO = re.compile(r"\b(?:with|in|of)\b", re.I)
# Words before or behind a skill's name that say how little of it there is.
_LITTLE = (
    r"(?:a (?:little|bit of)|basics?(?: of)?|some|beginner|beginning|first steps in|reading|enough to|awareness|"
    r"learning|long ago|not yet)"
)
# "Basic HTML/CSS" is basic CSS, too.
_BESIDE = r"(?:[\w+#.]+\s*(?:/|&|\band\b)\s*)*"
_LITTLE_OF = _LITTLE + r"\s+(?:in\s+)?" + _BESIDE + r"{name}|{name}\s*(?:\(\s*)?" + _LITTLE
_Draw = Callable[[str], float]


def skill_candidates(
    brief: Brief,
    bank: QuestionBank,
    occupation: Occupation | None,
    spoken: SpokenOf,
    draw: _Draw,
    *,
    is_near: bool,
) -> list[Candidate]:
    """Skill topics for somebody who is prepared as `occupation`, which theirs may only be near (`is_near`), and whose
    texts are those that `spoken` knows; `draw` gives a number from 0 to 1 for a name."""
    named = {match.topic.topic: match for match in match_topics(brief.profile, bank)}
    demand = topics_of_job(still_open(brief), bank)
    is_other = occupation is None and bool(brief.profile.occupation)
    leading = names_of_topics(brief.profile, brief.job, bank)
    if occupation is not None:
        found = _of_an_occupation(brief, occupation, bank, named, demand, leading, spoken, draw, is_near=is_near)
    else:
        found = _named(brief, bank, named, demand, spoken, draw, is_other=is_other)
    return [
        _as_theirs(
            each, brief, bank, leading.get(each.topic.topic, ()), spoken, is_other=is_other, is_only_near=is_near
        )
        for each in found
    ]


def _as_theirs(
    candidate: Candidate,
    brief: Brief,
    bank: QuestionBank,
    leading: Sequence[str],
    spoken: SpokenOf,
    *,
    is_other: bool,
    is_only_near: bool,
) -> Candidate:
    """A candidate that knows whether its topic is this person's: it belongs to their work or to everybody's, or is all
    about something named, or much that is named leads to it, and their texts speak of it. Where the work is not known
    and texts can tell, no name is enough: the work told has to be of the topic and the question. The craft of a work
    that theirs is only near is another's. For other work than the resume's, what nobody asks for is not theirs."""
    topic, occupation = candidate.topic, candidate.occupation
    name = topic.topic
    always = (*occupation.core, *occupation.adjacent) if occupation and not is_only_near else ()
    is_wished = name in brief.more_of or bank.source_of(topic) is not None
    is_relevant = spoken.is_of(topic, is_other_work=is_other)
    is_for_all = topic.area == FOR_EVERYBODY or (topic.area == FOUNDATIONS and (occupation is not None or is_relevant))
    # What no occupation lists, such as a topic of a pack, is of no other craft.
    is_shared = not 0 < listed_by(name) < (OF_MANY if occupation else OF_MOST)
    is_made_of_it = occupation.is_technical if occupation else candidate.is_technical and topic.area != FOUNDATIONS
    makes_software = topic.is_technical and is_made_of_it
    is_named = len(leading) >= A_FIELD or any(is_all_about(topic, skill) for skill in leading)
    is_listed = occupation is not None and name in occupation.core_if_named
    is_first = spoken.opens(topic, is_other_work=is_other)
    is_open = is_shared or makes_software or (is_named and (is_listed or is_relevant))
    is_left_behind = is_other and not candidate.requirements and not is_first
    if occupation is None and spoken.can_tell:
        # A name leads to a neighbour's craft, too; of those who make software the names tell what with.
        is_for_all, is_open = topic.area == FOR_EVERYBODY, makes_software
        leading = ()
    is_theirs = name in always or is_wished or is_for_all or (is_open and not is_left_behind)
    asked_for = frozenset(one.skill for one in brief.job.requirements) if not topic.is_technical else frozenset()
    return replace(
        candidate,
        is_theirs=is_theirs,
        is_spoken_of=is_first,
        names=() if is_left_behind else tuple(leading),
        # A word that leads to a topic may be meant otherwise; what a posting asks for by name is asked about.
        doubtful=frozenset(leading) - asked_for,
    )


def still_open(brief: Brief) -> JobPosting:
    """The posting without requirements of which the resume has another member that no list of skills knows."""

    def is_met_otherwise(requirement: Requirement) -> bool:
        if requirement.is_shown or not _ALTERNATIVES.search(requirement.line):
            return False
        return any(
            other[:1].isupper() and len(other.split()) <= 3 and names(brief.resume_text, other)
            for other in _members(requirement.line)
            if not names(other, requirement.skill) and heading_section(other) is None
        )

    left = (each for each in brief.job.unmet_otherwise if not is_met_otherwise(each))
    return replace(brief.job, requirements=tuple(left))


def _members(line: str) -> Iterator[str]:
    """What a line puts beside each other, without the words that lead up to it."""
    first, *others = _MEMBERS.split(line)
    parts = (_LED_UP_TO.split(first)[-1], *(part for other in others for part in _LED_UP_TO.split(other)))
    yield from filter(None, (part.strip(" .()") for part in parts))


def unnamed(topic: Topic, brief: Brief, draw: _Draw) -> Candidate:
    """A topic of stories, which nothing has to name."""
    return Candidate(topic, _MORE_WANTED if topic.topic in brief.more_of else 0, draw(topic.topic))


def head_start(requirement: Requirement) -> float:
    """How many questions (below 0) a topic is ahead that the posting asks for."""
    return _REQUIRED if requirement.is_required else _NICE_TO_HAVE


def head_start_of(need: Requirement, candidate: Candidate) -> float:
    """How many questions (below 0) one is ahead about what the posting asks for and nothing before it asked about: what
    is required of the core of the work comes no later than any other question about it."""
    return _OWN_WORK if need.is_required and candidate.is_of_the_core else head_start(need)


def is_gap(requirement: Requirement) -> bool:
    """Whether the job asks for something that the resume does not show."""
    return requirement.is_required and not requirement.is_shown and not requirement.is_near


def _of_an_occupation(
    brief: Brief,
    occupation: Occupation,
    bank: QuestionBank,
    named: Mapping[str, TopicMatch],
    demand: Mapping[str, Sequence[Requirement]],
    leading: Mapping[str, Sequence[str]],
    spoken: SpokenOf,
    draw: _Draw,
    *,
    is_near: bool,
) -> Iterator[Candidate]:
    ranks = {name: rank for rank, name in enumerate((*occupation.core, *occupation.core_if_named))}
    # Who named nothing else is asked what always belongs to the work.
    is_senior = brief.profile.level is Level.SENIOR and any(name in named for name in occupation.core_if_named)
    wanted_as = work_of_posting(brief.job, bank)
    # Of somebody who named nothing no more is known than what the work is.
    is_told = bool(brief.profile.skills or brief.profile.projects or brief.job.requirements)
    for topic in bank.of_kind(QuestionKind.SKILL):
        name = topic.topic
        match, wanted = named.get(name), tuple(demand.get(name, ()))
        is_named = match is not None or bool(wanted)
        # A pack is there because somebody wants its topics asked, and no list of ours can know them.
        is_for_named = name in occupation.core_if_named or bank.source_of(topic) is not None
        is_outgrown = is_senior and not is_named and name in occupation.core_until_senior
        # What fits everybody stands in for a craft that is a neighbour's.
        is_instead = is_near and topic.area == FOR_EVERYBODY
        always = (name in occupation.core or is_instead) and not is_outgrown
        is_core = always or (is_for_named and is_named)
        # Of a neighbour's work a word in a list opens nothing that lies beside it.
        is_opened = is_named and (not is_near or bool(wanted) or spoken.tells_of(leading.get(name, ())))
        is_adjacent = is_outgrown or name in occupation.adjacent or (name in occupation.adjacent_if_named and is_opened)
        more = name in brief.more_of
        # The title of the posting says nothing that we know, its text does.
        is_spoken_of = wanted_as is None and spoken.is_wanted_by_posting(topic)
        if not is_core and not is_adjacent and not more and not is_spoken_of:
            continue
        least = _NICE_TO_HAVE if is_spoken_of else _SILENT * spoken.is_silent_on(topic, occupation)
        waits = min((least, *(head_start(each) for each in wanted)))
        is_of_the_job = always and occupation is wanted_as
        is_asked_for = any(each.is_required and is_all_about(topic, each.skill) for each in wanted)
        # What always belongs to the work comes in the order of its file, what is named by how prominent it is.
        rank = _SHUFFLE * ranks.get(name, 0) if always else float(match.rank) if match else float(len(ranks))
        order = rank - _GAP * any(map(is_gap, wanted)) + _SHUFFLE * draw(name)
        yield Candidate(
            topic,
            _OWN_WORK + _MORE_WANTED if more else _of_the_job(wanted) if is_of_the_job else waits,
            order,
            match.skill if match else None,
            wanted,
            occupation=occupation,
            # An interviewer turns to what the job asks for, above all to what the resume lacks of it.
            is_core=is_core or more or any(map(is_gap, wanted)) or is_asked_for or _is_main(match) or is_spoken_of,
            is_fundamental=is_adjacent and (is_named or is_outgrown or not is_told),
            is_easy=_is_little(match, wanted),
            is_of_the_work=is_of_the_job or more,
        )


def _of_the_job(wanted: Sequence[Requirement]) -> float:
    """How far ahead the core of the work is that the posting's title names: first where the posting asks for it."""
    return _OWN_WORK if any(each.is_required for each in wanted) else _OWN_WORK_UNNAMED


def _is_main(match: TopicMatch | None) -> bool:
    """Whether a topic is all about one of the tools that somebody works with most."""
    return (
        match is not None
        and match.rank < _MAIN
        and match.topic.is_technical
        and is_all_about(match.topic, match.skill.name)
    )


def _is_little(match: TopicMatch | None, wanted: Sequence[Requirement]) -> bool:
    """Whether somebody knows a topic no more than a little, or the posting wishes for it or asks for the basics."""
    if wanted and all(_names_little(each.line, each.skill) for each in wanted if each.is_required):
        return match is None or _names_little(match.skill.line, match.skill.name)
    return match is not None and _names_little(match.skill.line, match.skill.name)


def _names_little(line: str, skill: str) -> bool:
    return re.search(_LITTLE_OF.format(name=re.escape(skill)), line, re.I) is not None


def _named(
    brief: Brief,
    bank: QuestionBank,
    named: Mapping[str, TopicMatch],
    demand: Mapping[str, Sequence[Requirement]],
    spoken: SpokenOf,
    draw: _Draw,
    *,
    is_other: bool,
) -> Iterator[Candidate]:
    matches = list(named.values())
    ranks = {topic: rank for rank, topic in enumerate(demand)}
    topics = [topic for topic in bank.of_kind(QuestionKind.SKILL) if topic.topic in named or topic.topic in demand]
    technical = is_technical(topics) and spoken.is_of_software
    if technical:
        named = {topic: match for topic, match in named.items() if not is_quality(match.skill.name)}
    under = next((match.skill for match in matches if match.topic.is_technical), None) if technical else None
    is_required = any(requirement.is_required for requirement in brief.job.requirements)
    most = _REQUIRED if is_required else 0.0
    has_field = technical or any(
        spoken.opens(topic, is_other_work=is_other) for topic in bank.of_kind(QuestionKind.SKILL)
    )
    for topic in bank.of_kind(QuestionKind.SKILL):
        match, wanted = named.get(topic.topic), tuple(demand.get(topic.topic, ()))
        more = topic.topic in brief.more_of
        is_for_all = topic.area == FOR_EVERYBODY
        # What lies under software may be none of somebody's work, so that what fits everybody has to stand in for it.
        is_fundamental = topic.area == FOUNDATIONS if technical else is_for_all
        is_fundamental = is_fundamental or (is_for_all and spoken.can_tell)
        is_spoken_of = spoken.opens(topic, is_other_work=is_other)
        if not match and not wanted and not more and not is_fundamental and not is_spoken_of:
            continue
        shuffled = _SHUFFLE * draw(topic.topic)
        if wanted:
            order = _SHUFFLE * ranks[topic.topic] / len(ranks) - _GAP * any(map(is_gap, wanted)) + shuffled
            waits = min(head_start(each) for each in wanted)
        elif is_spoken_of:
            order, waits = shuffled, 0.0
        elif match:
            order, waits = match.rank + shuffled, 0.0
        else:
            order = len(matches) + draw(topic.topic)
            waits = _BEHIND_A_FIELD if has_field and is_for_all else _NAMED_BY_NOBODY
            waits -= _SOONER * (topic.topic == HOW_YOU_WORK)
        yield Candidate(
            topic,
            most + _MORE_WANTED if more else waits,
            order,
            match.skill if match else None,
            wanted,
            under if is_fundamental and not is_for_all else None,
            is_fundamental=is_fundamental,
            is_easy=not more and bool(wanted) and _is_little(match, wanted),
            is_of_the_work=more,
            is_technical=technical,
        )
