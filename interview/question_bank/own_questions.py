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
from interview.resume.profile.deeds import IRREGULAR
from interview.resume.profile.lexicon import lexicon
from interview.text.languages import language_of

# Above what counts as the same when questions are chosen: there a doubt costs a question, here it would make a score.
SURELY_SAME = 0.85
FEWEST_WORDS = 3
WORD_FOR_WORD = 2.0
STORY = (StoryPart.SITUATION, StoryPart.TASK, StoryPart.OWN_ACTION, StoryPart.RESULT)

# Of interest it is a rule and no quarrel.
_CONFLICT = r"conflict(?! of interests?\b)"
_PAST = rf"(?:had|were|did|felt|went|said|\w{{3,}}ed|{IRREGULAR})"
_ASKS_FOR_A_STORY = re.compile(
    r"\b(?:tell|talk|walk|take) (?:me|us) (?:about|through) (?:an?|one|the last|some|your (?:most|biggest|greatest)) ?"
    rf"(?:\w+ ){{0,3}}?(?:time|situation|occasion|moment|example|case|{_CONFLICT}|mistake|failure|project|decision"
    r"|challenge)\b"
    r"|\b(?:describe|give (?:me|us)?|share|name)\s*(?:an?|one) (?:\w+ ){0,2}?(?:time|situation|occasion"
    rf"|example of a time|{_CONFLICT}|mistake)\b"
    r"|(?P<plain>\bgive (?:me|us) an example(?= of (?:a time|when|how you)\b)"
    rf"|(?<!\bis there )\b(?:a|the last) time(?= (?:when )?you\b)|\bis there a time(?= (?:when )?you {_PAST}\b)"
    r"|\bwhen (?:have|did) you (?:last |ever )?ha(?:d|ve) to\b|\bhave you ever had\b"
    r"|(?:讲|说|谈|举|分享|描述)[^。？]{0,6}?一[次个件段](?!你(?:会|可以|应该))[^。？]{0,30}"
    r"(?:经历|(?:事|例子|情况|项目|冲突|错)(?P<chinese>))"
    r"|(?:有没有|是否)(?:遇到|碰到|经历)过)",
    re.IGNORECASE,
)
_OF_THE_ASKED = re.compile(r"\byou(?:r(?! (?:opinion|view)\b)|rself)?\b|你|自己", re.IGNORECASE)
# Words that leave the noun before them what it is: of a decision tree or a time complexity nobody tells a story.
_GOES_ON = re.compile(
    r"\W*(?:$|[,;:.?!–—-]\W*\w|(?:you|we|when|where|which|that|in|at|on|of|from|with|about|during|involving|and|or|how"
    r"|what|as|because|while)\b)",
    re.IGNORECASE,
)
_NAMES_A_COLLEAGUE = re.compile(
    r"(?: (?:at work|with (?:an?|the|your|another) (?:\w+ )?(?:colleague|co-?worker|manager|boss|customer|client"
    r"|team ?mate|peer)))?\W*$",
    re.IGNORECASE,
)
# What has not happened yet, or holds in general: what somebody "could not" or "should have" done was.
_WHO = r"(?:you|one|we)"
_SUPPOSED = re.compile(
    rf"(?: of an? \w+)?(?: of how| where| when| in which| that| which)? {_WHO}(?:'d|'ll|"
    r" (?:would|might|must|should|shall|can|cannot|could(?! not\b)|will|may|need|prefer|have to|expect|plan|hope"
    r"|are (?:not|available|free)))\b(?! (?:not )?have\b)"
    rf"|(?: where| when| in which) {_WHO} (?:are|do|don't|want|think|know|use|choose|pick|see|find)\b",
    re.IGNORECASE,
)
# What somebody would do again, or in another way, they did.
_WAS_DONE = re.compile(
    rf"(?: that| which)? {_WHO}(?:'d| would)(?: not\b|n't\b)? (?:\w+ ){{1,4}}?(?:again|differently)\b", re.IGNORECASE
)
# What is asked for behind it has happened.
_TELLS_ON = re.compile(
    rf"\b(?:what|how) (?:did you\b|(?:you|it) {_PAST}\b)|\b(?:can ?not|can't) forget\b|\byou (?:made|failed|were)\b",
    re.IGNORECASE,
)
# Of a time that is told in the present tense.
_LIVED = re.compile(
    r"(?: where| when| in which| that)? you (?:have to|are (?!not\b|free|available)|do your|find)\b", re.IGNORECASE
)
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
        if _asks_for_a_story(text):
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


def _asks_for_a_story(text: str) -> bool:
    """Whether a question asks what the person did themselves, and not what is known, or what they would do."""
    return any(_is_of_a_story(found, text) for found in _ASKS_FOR_A_STORY.finditer(text))


def _is_of_a_story(found: re.Match[str], text: str) -> bool:
    """Whether what a question asks for there is something that happened to who is asked."""
    after = text[found.end() :].replace("’", "'")
    is_of_a_time = found.group().lower().endswith((" time", " moment", " occasion"))
    is_told = _WAS_DONE.match(after) is not None or _TELLS_ON.search(after) is not None
    if _SUPPOSED.match(after) is not None and not is_told and not (is_of_a_time and _LIVED.match(after)):
        return False
    is_theirs = _OF_THE_ASKED.search(text) is not None
    if found["plain"] is not None:
        return is_theirs or found["chinese"] is None
    return _GOES_ON.match(after) is not None and (is_theirs or _NAMES_A_COLLEAGUE.match(after) is not None)


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
