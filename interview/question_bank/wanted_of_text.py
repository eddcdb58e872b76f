"""Which occupation a posting is for where its title is that of several of one profession: its text tells which.

A laboratory manager may run the laboratory of a factory or of a hospital. Only occupations count that have all words of
the title in one of theirs, and only where the text tells of their core more than of what the title alone leads to.
"""

from __future__ import annotations

from interview.core.posting import JobPosting
from interview.occupations.occupation import Occupation, occupations
from interview.occupations.recognise import in_words
from interview.question_bank.bank import QuestionBank
from interview.question_bank.near_duplicates import meaning_words
from interview.question_bank.tf_idf import TOLD_OF, tf_idf_index
from interview.resume.profile.told_work import told_in_posting
from interview.resume.profile.trades import words_of_trade
from interview.resume.profile.wanted_work import work_wanted


def work_of_posting(job: JobPosting, bank: QuestionBank) -> Occupation | None:
    """The occupation that a posting is for, None where its title names none."""
    wanted = work_wanted(job)
    if wanted is None:
        return None
    title = _title_in(job.head, wanted)
    kin = [each for each in occupations().values() if each.profession == wanted.profession and each is not wanted]
    may_be = [each for each in kin if title and any(title <= set(in_words(one)) for one in each.titles)]
    if not may_be:
        return wanted
    much = tf_idf_index(bank).of_topics(frozenset().union(*map(meaning_words, told_in_posting(job.text))))

    def told(work: Occupation) -> float:
        return max((much.get(topic, 0.0) for topic in work.core), default=0.0)

    likeliest = max((wanted, *may_be), key=told)
    return likeliest if told(likeliest) >= TOLD_OF else wanted


def _title_in(head: str, work: Occupation) -> frozenset[str]:
    """The words that tell a trade of the longest title of an occupation that stands in the head of a posting."""
    words = set(in_words(head))
    titles = [title for title in work.titles if set(in_words(title)) <= words]
    return words_of_trade(max(titles, key=lambda title: len(in_words(title)), default=""))
