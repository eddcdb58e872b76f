"""What resume and posting speak of, judged by their texts against those of the question bank.

A name opens a topic; whether its questions are of somebody's work shows in what else is said. What opens one by itself
is work that is told in clauses, and no list. Where too little is said, or in another language than the bank's, nothing
can be told and nothing is held against a topic. It chooses no question.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import IntEnum
from itertools import chain

from interview.core.interviewer import Brief
from interview.core.profile import Profile
from interview.core.question import QuestionKind
from interview.occupations.occupation import Occupation
from interview.question_bank.bank import BankQuestion, QuestionBank, Topic
from interview.question_bank.near_duplicates import meaning_words
from interview.question_bank.tf_idf import TOLD_OF, tf_idf_index
from interview.question_bank.topics import FOR_EVERYBODY, is_of_software
from interview.resume.profile.resume_read import ReadResume
from interview.resume.profile.skill_names import names
from interview.resume.profile.told_work import told_in_posting, told_in_resume

# Of fewer words that the bank has, too, no more is known than what they name.
_FEWEST_WORDS = 20
# Resumes speak so much of about three in five topics at the core of their own work, and of 4 in 100 of others.
_SPOKEN_OF = 0.9
_TOUCHED, _AMONG_THE_FIRST = 1 / 4, 1 / 2
# So much of a question is told that is asked for no other reason. With 2.2 for TOLD_OF, 203 of 216 are of one's own
# work; 2.4 came after that and was measured on nobody else (docs/decisions/0147).
_TOLD = 1.0
# So much of it is spoken of that is asked for a name that may be meant otherwise.
_OF_ITSELF = 0.8
# Less than this are words that stand in every second text.
_NOTHING = 0.3
# Who makes software speaks so much of one of its topics; who only uses some speaks of less.
_OF_SOFTWARE = 1.5
# In a topic where the best question is spoken of less than this, none stands out.
_TELLS_APART = 1.0
_By = Mapping[str, float]


class Relevance(IntEnum):
    """How much is spoken of what a question is about, beside the others of its topic."""

    NONE = 0
    LOW = 1
    HIGH = 2


class SpokenOf:
    """For the person of one brief. Of work that is another than the resume's only the posting tells."""

    def __init__(self, brief: Brief, resume: ReadResume, bank: QuestionBank) -> None:
        self._index = tf_idf_index(bank)
        own = words_of_resume(brief.profile, resume.text)
        posting = meaning_words(brief.job.text)
        self._words = own | posting
        self._of_software = frozenset(topic.topic for topic in bank.topics if is_of_software(topic))
        self._by_resume, self._by_posting = self._topics(own), self._topics(posting)
        clauses = tuple(told_in_resume(resume, brief.profile.title)), tuple(told_in_posting(brief.job.text))
        told = _words(clauses[0]), _words(clauses[1])
        self._clauses = "\n".join(chain(*clauses))
        self._told = told[0] | told[1]
        self._told_by_resume, self._told_by_posting = map(self._index.of_topics, told)
        self._scale = self._index.scale(self._words)
        self._much_of: dict[str, float] = {}
        self._best: dict[str, float] = {}

    def _topics(self, words: frozenset[str]) -> _By:
        is_enough = self._index.tells and self._index.known(words) >= _FEWEST_WORDS
        return self._index.of_topics(words) if is_enough else {}

    @property
    def can_tell(self) -> bool:
        """Whether enough is said to tell what it is about."""
        return bool(self._by_resume or self._by_posting)

    def is_of(self, topic: Topic, *, is_other_work: bool = False) -> bool:
        """Whether the texts speak of a topic, or say too little to tell."""
        every = self._every(is_other_work)
        return not every or any(_much(by, topic) >= _SPOKEN_OF for by in every)

    def most_spoken_of(self, topics: Sequence[Topic]) -> list[Topic]:
        """The one that the texts speak of most, or all where they say too little to tell."""
        every = self._every(is_other_work=False)
        much = [max((_much(by, topic) for by in every), default=0.0) for topic in topics]
        return [topic for topic, here in zip(topics, much, strict=True) if here == max(much)]

    def opens(self, topic: Topic, *, is_other_work: bool = False) -> bool:
        """Whether so much of a topic is told that no name has to lead to it."""
        every = (self._told_by_posting, *(() if is_other_work else (self._told_by_resume,)))
        return self.can_tell and topic.area != FOR_EVERYBODY and any(_opens(by, topic) for by in every)

    def tells_of(self, skills: Iterable[str]) -> bool:
        """Whether a clause on work names one of these, and not only a list."""
        return any(names(self._clauses, skill) for skill in skills)

    def is_wanted_by_posting(self, topic: Topic) -> bool:
        """Whether the posting tells much of a topic."""
        return self.can_tell and _opens(self._told_by_posting, topic)

    def is_silent_on(self, topic: Topic, work: Occupation) -> bool:
        """Whether the texts speak of other topics of somebody's work, and hardly of this one."""
        every = self._every(is_other_work=False)
        most = max((by.get(name, 0.0) for by in every for name in work.topics), default=0.0)
        is_touched = any(_much(by, topic) >= _TOUCHED * most for by in every)
        return topic.area != FOR_EVERYBODY and most >= TOLD_OF and not is_touched

    @property
    def is_of_software(self) -> bool:
        """Whether software is among what each text speaks of most, or they say too little to tell."""
        return all(
            max((by.get(name, 0.0) for name in self._of_software), default=0.0)
            >= max(_OF_SOFTWARE, _AMONG_THE_FIRST * _most(by))
            for by in self._every(is_other_work=False)
        )

    def says_of_other_work(self, own: Occupation, bank: QuestionBank) -> bool:
        """Whether the posting speaks of topics that somebody's own work does not have, and of none that it has."""
        wanted = [topic for topic in bank.of_kind(QuestionKind.SKILL) if _opens(self._by_posting, topic)]
        theirs = (self._by_posting.get(name, 0.0) for name in own.topics)
        return bool(wanted) and all(much < _SPOKEN_OF for much in theirs)

    def is_of_question(self, question: BankQuestion) -> bool:
        """Whether the work that is told is that of a question, whatever is told of others of its topic."""
        much = self._index.of_question(question, self._told)
        return self._index.scale(self._told) * much >= _TOLD

    def says_nothing_of(self, question: BankQuestion) -> bool:
        """Whether nothing is said of a question, though enough is said to tell."""
        return self.can_tell and self._scale * self._much_of_question(question) < _NOTHING

    def says_more_of(self, question: BankQuestion, names: Iterable[str]) -> bool:
        """Whether the texts speak of a question in more than these names, or say too little to tell."""
        named = frozenset().union(*map(meaning_words, names))
        return not self.can_tell or self._scale * self._index.of_question(question, self._words - named) >= _OF_ITSELF

    def relevance(self, topic: Topic, question: BankQuestion) -> Relevance:
        """How much is spoken of what a question of a topic is about."""
        if topic.topic not in self._best:
            self._best[topic.topic] = max(map(self._much_of_question, topic.questions))
        best = self._best[topic.topic]
        if topic.area == FOR_EVERYBODY or best < _TELLS_APART or not self.can_tell:
            return Relevance.LOW
        much = self._much_of_question(question)
        return Relevance((much >= _TOUCHED * best) + (much >= _AMONG_THE_FIRST * best))

    def _much_of_question(self, question: BankQuestion) -> float:
        if question.id not in self._much_of:
            self._much_of[question.id] = self._index.of_question(question, self._words)
        return self._much_of[question.id]

    def _every(self, is_other_work: bool) -> list[_By]:
        return [by for by in (self._by_posting, *(() if is_other_work else (self._by_resume,))) if by]


def words_of_resume(profile: Profile, text: str) -> frozenset[str]:
    """What a resume says, and what was understood from it."""
    named = (
        *(skill.name for skill in profile.skills),
        *(name for project in profile.projects for name in (project.role, *project.technologies)),
    )
    return _words((text, *named))


def _words(texts: Iterable[str]) -> frozenset[str]:
    return frozenset().union(*map(meaning_words, texts))


def _much(by: _By, topic: Topic) -> float:
    return by.get(topic.topic, 0.0)


def _most(by: _By) -> float:
    return max(by.values(), default=0.0)


def _opens(by: _By, topic: Topic) -> bool:
    return _much(by, topic) >= TOLD_OF
