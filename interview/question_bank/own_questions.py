"""What is known of a question that somebody wrote down: the bank has the same one, or it asks for a story.

Implements core.own_questions.QuestionReader. It refuses a doubtful likeness: key points of another question would judge
an answer by what was never asked, so a question that is not surely the same has none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from interview.core.identity import ASKED_FOR_REAL
from interview.core.key_point import KeyPoint, StoryPart, statements, story
from interview.core.question import OwnCategory, Question, QuestionKind, Source
from interview.messages import Message
from interview.question_bank.bank import FOLDERS, BankOf, BankQuestion, Topic, bank_in
from interview.question_bank.near_duplicates import meaning_words, resemblance
from interview.question_bank.story_questions import asks_for_a_story
from interview.resume.profile.lexicon import lexicon
from interview.text.languages import language_of

# Above what counts as the same when questions are chosen: there a doubt costs a question, here it would make a score.
SURELY_SAME = 0.85
FEWEST_WORDS = 3
WORD_FOR_WORD = 2.0
STORY = (StoryPart.SITUATION, StoryPart.TASK, StoryPart.OWN_ACTION, StoryPart.RESULT)
SURELY_A_STORY = 0.8
"""So probable has it to be that a question asks for a story: of another the parts of one are no key points."""
_NEGATED = re.compile(r"\b(?:not|never|without|n't|no|un\w+)\b|n't\b|不|没|无")
_ASKS_HOW = re.compile(
    r"\b(what|how|why|(?<!time )when|where|which|who|difference|compare|versus|vs)\b|什么|怎么|如何|为什么|区别|哪",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d+")


class BankQuestionReader:
    """Safe to share between threads; reads a language's bank at its first use."""

    def __init__(self, bank_of: BankOf = bank_in) -> None:
        self._bank = bank_of

    def language_of(self, text: str) -> str:
        """The language that a text is written in (ISO 639-1)."""
        return language_of(text)

    def read(self, text: str) -> Question:
        """The question as it is written, with key points where they are known. Its own words tell its language,
        whatever those of the questions beside it are."""
        known = max(self._same(text), key=lambda found: found[0], default=None)
        if known is not None:
            _, topic, question = known
            return _of_the_bank(text, topic, question, self._bank(language_of(text)).source_of(topic))
        if language_of(text) in FOLDERS and asks_for_a_story(text) >= SURELY_A_STORY:
            return Question(
                text=text,
                category=OwnCategory.BEHAVIOURAL,
                kind=QuestionKind.BEHAVIOURAL,
                key_points=tuple(map(story, STORY)),
                reason=Message.of("reason.own_story"),
                asked_by=ASKED_FOR_REAL,
            )
        return Question(
            text=text,
            category=OwnCategory.OWN_QUESTIONS,
            reason=Message.of("reason.own_unknown"),
            asked_by=ASKED_FOR_REAL,
        )

    def _same(self, text: str) -> Iterator[tuple[float, Topic, BankQuestion]]:
        """Questions of the bank that ask the same, each with how alike the words are: above 1 word for word, which is
        enough however few they are."""
        language = language_of(text)
        if language not in FOLDERS:
            return
        wanted, plain, can_be_alike = _said_beside(text), _plain(text), len(meaning_words(text)) >= FEWEST_WORDS
        for topic in self._bank(language).topics:
            for question in topic.questions:
                if question.placeholders:
                    continue
                if _plain(question.question) == plain:
                    yield WORD_FOR_WORD, topic, question
                    continue
                alike = resemblance(text, question.question) if can_be_alike else 0.0
                if alike >= SURELY_SAME and _said_beside(question.question) == wanted:
                    yield alike, topic, question


def _plain(text: str) -> str:
    """The words as they follow each other, without what typing changes: capitals, spaces, the sign at the end."""
    return " ".join(text.replace("’", "'").casefold().split()).rstrip(".?!。？！ ")


def _said_beside(text: str) -> tuple[object, ...]:
    """What turns a question into another one while nearly all words stay: what it names, denies, counts and asks."""
    plain = text.replace("’", "'")
    return (
        frozenset(hit.entry.name for hit in lexicon().find(plain)),
        _NEGATED.search(plain.lower()) is not None,
        frozenset(_NUMBER.findall(plain)),
        frozenset(word.lower() for word in _ASKS_HOW.findall(plain)),
    )


def _of_the_bank(text: str, topic: Topic, known: BankQuestion, source: Source | None) -> Question:
    is_told = topic.kind is not QuestionKind.SKILL
    why = Message.of("reason.own_known") if source is None else Message.of("reason.own_in_pack", name=source.name)
    return Question(
        text=text,
        category=OwnCategory.BEHAVIOURAL if topic.kind is QuestionKind.BEHAVIOURAL else topic.name,
        kind=topic.kind,
        difficulty=known.difficulty,
        key_points=_points(known, is_told),
        reference_answer=known.reference,
        misconceptions=known.misconceptions,
        shows_misconceptions=True,
        also_right=known.also_right,
        red_flags=known.red_flags,
        reason=why,
        hint=known.hint,
        bank_id=known.id,
        asked_by=ASKED_FOR_REAL,
        source=source,
    )


def _points(known: BankQuestion, is_told: bool) -> tuple[KeyPoint, ...]:
    return tuple(story(StoryPart(point)) for point in known.key_points) if is_told else statements(*known.key_points)
