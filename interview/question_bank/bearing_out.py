"""Whether what is said bears out the work that a title names, by how much it says of the topics of that work.

Whether enough is said to tell, and what counts as said, know those who read resumes and postings.
"""

from __future__ import annotations

from collections.abc import Set
from heapq import nlargest

from interview.occupations.occupation import Occupation, is_for_everybody
from interview.occupations.recognise import Words
from interview.question_bank.bank import QuestionBank
from interview.question_bank.tf_idf import tf_idf_index
from interview.resume.profile.namesakes import namesakes

FEWEST_WORDS = 25
"""Of fewer words that the bank has nothing can be told, of a job or a posting: three short lines have ten of them, and
three long ones so many."""
LANGUAGE = "en"
"""Measured with words; in Chinese, where two signs count as one, a text speaks of everything less."""
# So much each of the words says of the two topics of a work that are spoken of most, together: who leads others speaks
# of several, and of each a little. Of 44 people whose title is right and whose work has topics of its own all say more,
# the least 0.0272 (docs/decisions/0156).
_SPOKEN_OF_MOST, _LEAST = 2, 0.025


def is_judged(work: Occupation, bank: QuestionBank) -> bool:
    """Whether words can be held against a work: of topics of a pack nobody measured how much is said of them."""
    return work.topics <= {topic.topic for topic in bank.topics}


def has_own_topics(work: Occupation) -> bool:
    """Whether the core of a work has topics that are not everybody's: else words can be of it and speak of none."""
    return not all(map(is_for_everybody, work.core))


def bears_out(words: Set[str], work: Occupation, title: Words, bank: QuestionBank) -> bool:
    """Whether words speak of a work that is called `title`, and no less than of what is at the core of another work of
    that name and not of this one: a receptionist may be one of an office."""
    index = tf_idf_index(bank)
    by_topic = index.of_topics(words)
    of_others = {topic for each in namesakes(title, work) for topic in each.core} - set(work.core)
    other = max((by_topic.get(name, 0.0) for name in of_others), default=0.0)
    own = sum(nlargest(_SPOKEN_OF_MOST, (by_topic.get(name, 0.0) for name in work.topics - of_others)))
    return own >= max(other, _LEAST * index.known(words) * index.scale(words))
