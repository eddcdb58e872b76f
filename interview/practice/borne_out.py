"""Whether a resume bears out the work that its title names: who receives patients has the title of who receives guests.

What is told of the job of today is held against the texts of our questions for that work, and older jobs only where
too little is told of it. A title that is not borne out names no work, as one that no list has; what somebody says
themselves of their work is never held against anything.
"""

from __future__ import annotations

from collections.abc import Callable

from interview.core.profile import Profile
from interview.occupations.occupation import occupations
from interview.practice.spoken_of import words_of_resume
from interview.question_bank.bank import load_bank
from interview.question_bank.bearing_out import FEWEST_WORDS, LANGUAGE, bears_out, is_judged
from interview.question_bank.near_duplicates import meaning_words
from interview.question_bank.tf_idf import tf_idf_index
from interview.resume.profile.namesakes import title_in
from interview.resume.profile.reader import LONGEST_RESUME
from interview.resume.profile.resume_read import ReadResume
from interview.resume.profile.work_of_today import told_today

# Of fewer words that the bank has, the title is most of what is known; a whole resume says much beside the work.
_FEWEST_OF_ALL = 40
# More titles than these are seldom doubted in one resume, and each costs a reading of it.
_MOST_DOUBTS = 4
_Understand = Callable[[str, frozenset[str]], Profile]


def as_borne_out(understand: _Understand, text: str) -> Profile:
    """What is understood from a resume, without the occupations that only a title speaks for."""
    doubted: frozenset[str] = frozenset()
    resume = ReadResume(text[:LONGEST_RESUME])
    while True:
        profile = understand(text, doubted)
        if is_borne_out(profile, resume):
            return profile
        doubted |= {profile.occupation}
        if len(doubted) > _MOST_DOUBTS:
            return understand(text, frozenset(occupations()))


def is_borne_out(profile: Profile, resume: ReadResume) -> bool:
    """Whether a resume speaks of its occupation, if it has one, or says too little to tell."""
    work, bank = occupations().get(profile.occupation), load_bank()
    if work is None or profile.language != LANGUAGE or not is_judged(work, bank):
        return True
    index = tf_idf_index(bank)
    told = told_today(resume, work)
    words, fewest = meaning_words(told.job), FEWEST_WORDS
    if index.known(words) >= fewest:
        words |= meaning_words(told.beside)
    else:
        words, fewest = words_of_resume(profile, resume.text), _FEWEST_OF_ALL
    return index.known(words) < fewest or bears_out(words, work, title_in(told.heads, work), bank)
