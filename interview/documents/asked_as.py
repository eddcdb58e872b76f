"""In which words an answer is spoken of by what its question asks for: something lived through, work of one's own, of
which there is no nearest case, or what somebody would do, which is no story."""

from __future__ import annotations

import re
from collections.abc import Iterable

from interview.core.key_point import StoryPart
from interview.core.question import Question, QuestionKind
from interview.i18n.translate import IMAGINED, OF_OWN_WORK, Words

_IMAGINES = re.compile(
    r"\b(?:suppose|imagine)\b|\bwould you\b(?! have\b(?! to\b))|假如|假设|设想|你会(?:怎么|怎样|如何|先)", re.I
)
# Who is asked for what was done besides has that to tell.
_WAS_DONE = re.compile(r"\bdid you\b|\byou did\b|\bhave you\b|\bdue to you\b|当时", re.I)


def words_for(questions: Iterable[Question], say: Words) -> Words:
    """The words for answers to these; the usual ones where they do not all ask for the same."""
    forms = {form_of(question) for question in questions}
    return say.in_form(*forms) if len(forms) == 1 else say


def form_of(question: Question) -> str:
    """IMAGINED or OF_OWN_WORK, "" of anything else."""
    is_lived = any(point.part is StoryPart.SITUATION for point in question.key_points)
    # What is quoted of a resume imagines nothing.
    asked = (question.bare_text or question.text).rsplit("”", 1)[-1]
    if not is_lived and _IMAGINES.search(asked) and not _WAS_DONE.search(asked):
        return IMAGINED
    return OF_OWN_WORK if question.kind is QuestionKind.PROJECT else ""
