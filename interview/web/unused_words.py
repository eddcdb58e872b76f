"""Words that were typed for a question and are no part of its answer, to be read behind a click.

They are the candidate's own: no mentor, file for one or grader gets them.
"""

from __future__ import annotations

from interview.core.turn import Answer
from interview.i18n.translate import Words
from interview.web import html_components


def folded(answer: Answer, say: Words, *, comes_back: bool = False) -> str:
    """The words behind their title, "" where there are none. `comes_back` says that the answer can still be changed."""
    if not answer.unused:
        return ""
    told = (
        say(
            "You wrote these words and did not use them, so they are not graded. They are in the box when you change "
            "this answer."
        )
        if comes_back
        else say("You wrote these words and did not use them, so they are not graded.")
    )
    return html_components.folded(
        say("Words that are not used"), html_components.block(told, "mi-quiet") + html_components.written(answer.unused)
    )
