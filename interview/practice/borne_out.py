"""Whether a resume bears out the work that its title names: who receives patients has the title of who receives guests.

What is said is held against the texts of our questions for that work. A title that is not borne out names no work, as
one that no list has; what somebody says themselves of their work is never held against anything.
"""

from __future__ import annotations

from collections.abc import Callable

from interview.core.profile import Profile
from interview.occupations.occupation import occupations
from interview.practice.spoken_of import words_of_resume
from interview.question_bank.bank import load_bank
from interview.question_bank.tf_idf import tf_idf_index
from interview.resume.profile.reader import LONGEST_RESUME

# Of fewer words that the bank has, the title is most of what is known.
_FEWEST_WORDS = 40
# So much each of them says of the topic of their work that is spoken of most. Of 59 people whose title is right all but
# two say more, who work in a corner of theirs that no question is about (docs/decisions/0150).
_LEAST = 0.015
# Measured with words; in Chinese, where two signs count as one, a text speaks of everything less.
_LANGUAGE = "en"
# More titles than these are seldom doubted in one resume, and each costs a reading of it.
_MOST_DOUBTS = 4
_Understand = Callable[[str, frozenset[str]], Profile]


def as_borne_out(understand: _Understand, text: str) -> Profile:
    """What is understood from a resume, without the occupations that only a title speaks for."""
    doubted: frozenset[str] = frozenset()
    while True:
        profile = understand(text, doubted)
        if is_borne_out(profile, text):
            return profile
        doubted |= {profile.occupation}
        if len(doubted) > _MOST_DOUBTS:
            return understand(text, frozenset(occupations()))


def is_borne_out(profile: Profile, text: str) -> bool:
    """Whether a resume speaks of its occupation, if it has one, or says too little to tell."""
    work, bank = occupations().get(profile.occupation), load_bank()
    # Of topics of a pack nobody measured how much a resume speaks of them.
    if work is None or profile.language != _LANGUAGE or not work.topics <= {topic.topic for topic in bank.topics}:
        return True
    index, words = tf_idf_index(bank), words_of_resume(profile, text[:LONGEST_RESUME])
    known, by_topic = index.known(words), index.of_topics(words)
    most = max(by_topic.get(name, 0.0) for name in work.topics)
    return known < _FEWEST_WORDS or most >= _LEAST * known * index.scale(words)
