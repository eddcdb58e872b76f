"""Which occupation a posting is for where its title may be that of several: its text tells which.

A laboratory manager may run the laboratory of a factory or of a hospital. Only occupations count that have all words of
the title in one of theirs, and only where the text tells of their core more than of what the title alone leads to.
Those of other professions do, too, where it does not bear out the title: a receptionist may be one of a surgery.
"""

from __future__ import annotations

from interview.core.posting import JobPosting
from interview.occupations.occupation import Occupation
from interview.question_bank.bank import QuestionBank, load_bank
from interview.question_bank.bearing_out import FEWEST_WORDS, LANGUAGE, bears_out, has_own_topics, is_judged
from interview.question_bank.near_duplicates import meaning_words
from interview.question_bank.tf_idf import TOLD_OF, tf_idf_index
from interview.resume.profile.namesakes import title_in, with_words
from interview.resume.profile.told_work import told_in_posting
from interview.resume.profile.trades import words_of_trade
from interview.resume.profile.wanted_work import work_wanted
from interview.text.languages import language_of


def work_of_posting(job: JobPosting, bank: QuestionBank) -> Occupation | None:
    """The occupation that a posting is for, None where its title names none, or one that its text does not bear out
    while it tells of no other with that title."""
    wanted = work_wanted(job)
    if wanted is None:
        return None
    meant = [wanted] if _speaks_of(job, wanted) else []
    title = words_of_trade(" ".join(title_in([job.head], wanted)))
    others = (each for each in with_words(title) if each is not wanted)
    may_be = [each for each in others if each.profession == wanted.profession or not meant]
    if may_be:
        much = tf_idf_index(bank).of_topics(frozenset().union(*map(meaning_words, told_in_posting(job.text))))

        def told(work: Occupation) -> float:
            return max((much.get(topic, 0.0) for topic in work.core), default=0.0)

        likeliest = max([*meant, *may_be], key=told)
        if told(likeliest) >= TOLD_OF:
            return likeliest
    return wanted if meant else None


def _speaks_of(job: JobPosting, work: Occupation) -> bool:
    """Whether a posting speaks of the work that its title names, or says too little to tell."""
    bank = load_bank()
    if not is_judged(work, bank) or not has_own_topics(work) or language_of(job.text) != LANGUAGE:
        return True
    words = meaning_words(job.text)
    return tf_idf_index(bank).known(words) < FEWEST_WORDS or bears_out(words, work, title_in([job.head], work), bank)
