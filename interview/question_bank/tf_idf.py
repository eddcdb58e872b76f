"""How far somebody's texts and those of the bank speak of the same things, by the words that few of its topics have:
similarity by TF-IDF, the frequency of a word being the part of a topic's questions that has it.

A topic is what its questions, what they want to hear and its skills say together; a question is its scene, and less so
the rest of its texts. Worked out once per bank. It reads no resume and chooses no question.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from functools import lru_cache
from math import hypot, log, sqrt

from interview.core.question import QuestionKind
from interview.question_bank.bank import BankQuestion, QuestionBank, Topic
from interview.question_bank.near_duplicates import meaning_words
from interview.question_bank.topics import FOR_EVERYBODY

_FEWEST_TOPICS = 30
"""A bank of fewer tells no word that belongs to one craft from others."""
# A skill that leads to a topic says as much as a word that three in ten of its questions have.
_OF_A_SKILL = 0.3
# A word of the scene that a question sets says more than one of what it wants to hear.
_OF_THE_SCENE, _OF_THE_REST = 1.0, 0.5
# So many words that a topic has, too, stand in the middle one of 53 resumes.
_AS_MANY = 70
TOLD_OF = 2.4
"""So much of work that is told opens a topic."""
_Weights = Mapping[str, float]


class TfIdfIndex:
    """Word → the topics of one bank that have it, each with the weight of the word there."""

    def __init__(self, bank: QuestionBank) -> None:
        topics = [topic for topic in bank.of_kind(QuestionKind.SKILL) if topic.area != FOR_EVERYBODY]
        self.tells = len(topics) >= _FEWEST_TOPICS
        shares = {topic.topic: _shares(topic) for topic in topics}
        spread = Counter(word for words in shares.values() for word in words)
        self._idf = {word: log(len(topics) / often) for word, often in spread.items()}
        self._topics: dict[str, list[tuple[str, float]]] = defaultdict(list)
        for name, words in shares.items():
            norm = hypot(*(self._idf[word] * share for word, share in words.items())) or 1.0
            for word, share in words.items():
                self._topics[word].append((name, self._idf[word] ** 2 * share / norm))
        self._questions: dict[str, tuple[_Weights, float]] = {}

    def known(self, words: Collection[str]) -> int:
        """How many of the words a topic has."""
        return sum(word in self._idf for word in words)

    def scale(self, words: Collection[str]) -> float:
        """What makes long texts comparable with others: many words speak of everything a little."""
        return min(1.0, sqrt(_AS_MANY / max(1, self.known(words))))

    def of_topics(self, words: Collection[str]) -> Mapping[str, float]:
        """Topic id → how much of it the words speak of, 0 for nothing: the cosine of both but for a factor, without the
        word that speaks of the topic most, as one in common may be another word of the same letters."""
        scale = self.scale(words)
        found: dict[str, list[float]] = defaultdict(list)
        for word in words:
            for name, weight in self._topics.get(word, ()):
                found[name].append(weight)
        return {name: scale * (sum(weights) - max(weights)) for name, weights in found.items()}

    def of_question(self, question: BankQuestion, words: Collection[str]) -> float:
        """How much of a question the words speak of, 0 for nothing."""
        weights, norm = self._weights(question)
        return sum(self._idf[word] * weight for word, weight in weights.items() if word in words) / norm

    def _weights(self, question: BankQuestion) -> tuple[_Weights, float]:
        if question.id not in self._questions:
            scene = meaning_words(question.question)
            parts = {word: _OF_THE_SCENE if word in scene else _OF_THE_REST for word in words_of(question)}
            weights = {word: self._idf[word] * part for word, part in parts.items() if word in self._idf}
            self._questions[question.id] = weights, hypot(*weights.values()) or 1.0
        return self._questions[question.id]


@lru_cache(maxsize=4)
def tf_idf_index(bank: QuestionBank) -> TfIdfIndex:
    """Worked out once for a bank."""
    return TfIdfIndex(bank)


def words_of(question: BankQuestion) -> frozenset[str]:
    """What a question's own texts say, follow-ups left out: they lead away from it."""
    texts = (question.question, question.hint, question.reference, *question.key_points, *question.subjects)
    return meaning_words("\n".join(texts))


def _shares(topic: Topic) -> _Weights:
    """Word → which part of the topic's questions has it; names of its skills count as words of some."""
    often = Counter(word for question in topic.questions for word in words_of(question) if not word.isdigit())
    shares = {word: count / len(topic.questions) for word, count in often.items()}
    for word in meaning_words(" ".join((topic.name, *topic.skills))):
        shares[word] = max(shares.get(word, 0.0), _OF_A_SKILL)
    return shares
